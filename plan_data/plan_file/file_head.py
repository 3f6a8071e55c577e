"""What the top of a plan file says of its words and years, before the file is decoded."""

import re

from plan_data.plan_file.nodes import Mapping, Node, Scalar
from plan_data.plan_file.plan_keys import plain_key
from plan_data.vocabulary import PLURALS, Vocabulary

_YEAR = re.compile(r"[0-9]{4}(?:/[0-9]{2})?")
_EXAMPLE_YEAR = "2009/10"


def _value_of(root: Node, name: str) -> Node | None:
    if not isinstance(root, Mapping):
        return None
    for key, value in root.pairs:
        if key.text == name:
            return value
    return None


def vocabulary_of(root: Node) -> Vocabulary:
    """Return the plan's own words for its parts, as far as they can be read."""
    node = _value_of(root, "vocabulary")
    words: dict[str, str] = {}
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            if key.text in Vocabulary.__struct_fields__ and isinstance(value, Scalar):
                words[key.text] = value.text
    return Vocabulary(**words)


def keys_by_own_word(vocabulary: Vocabulary) -> dict[str, str]:
    """Return the keys that hold the parts for which a plan has own words, by these words."""
    keys: dict[str, str] = {}
    for noun, plural in PLURALS.items():
        keys[plain_key(vocabulary.singular(noun))] = plural
        keys[plain_key(vocabulary.plural(noun))] = plural
    return keys


def years_of(root: Node) -> tuple[str, str]:
    """Return the labels of the first and the last year of the plan, for examples."""
    for name in ("year", "years"):
        node = _value_of(root, name)
        labels = _YEAR.findall(node.text) if isinstance(node, Scalar) else []
        if labels:
            return labels[0], labels[-1]
    return _EXAMPLE_YEAR, _EXAMPLE_YEAR
