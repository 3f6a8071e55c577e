"""Nodes to the model's classes: the keys and types of the classes are the format."""

import re
from collections.abc import Collection
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from plan_data.model import Source
from plan_data.plan_file.file_head import keys_by_own_word, vocabulary_of, years_of
from plan_data.plan_file.nodes import Mapping, Node, Scalar, Sequence
from plan_data.plan_file.plan_keys import is_progress, plain_key, usual_key
from plan_data.plan_file.text_quotes import quoted
from plan_data.problem import MOST_PROBLEMS, Problem, Severity, shorten_sentence
from plan_data.suggest import did_you_mean, nearest_names
from plan_data.text import with_article

KeyPath = tuple[str | int, ...]
Finding = tuple[KeyPath, str]  # a sentence about the value at a path; `Located` makes it a problem
T = TypeVar("T", bound=Struct)

# A required key that another key may replace.
_STAND_INS = {"year": "years"}
_WITH_PROGRESS = {"Section", "Priority", "Objective", "Milestone", "Measure"}
_KEYS_WITH_TEXT = {"name", "note", "printed", "reading", "title", "when", "wording"}
_CLOSE_SPELLING = 0.75  # of 1, which is the same word
_KEY_WITHOUT_COLON = re.compile(r"(?P<key>[a-z_]+)(?: *[:\uff1a\ua789\u2236] *| +)(?P<value>.+)")
_YES, _NO = {"yes", "y", "on", "1"}, {"no", "n", "off", "0"}
_THREE_DIGITS = re.compile(r"[0-9]{3}")
_MOST = 1e15  # a float holds every whole number below it


class Located:
    """Line and column of each value of a model, by its path from the top of the file.

    `progress` are the keys that say what happened: the path of the part that has one, the key and
    its value.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.progress: list[tuple[KeyPath, str, str]] = []
        self._positions: dict[KeyPath, tuple[int, int]] = {}

    def remember(self, path: KeyPath, node: Node) -> None:
        """Keep the position of the value at `path`."""
        self._positions[path] = node.line, node.column

    def problem(self, path: KeyPath, sentence: str, severity: Severity = "problem") -> Problem:
        """Return a problem at the value of `path`, or at the nearest value around it."""
        while path and path not in self._positions:
            path = path[:-1]
        line, column = self._positions.get(path, (1, 1))
        return Problem(self.file, line, column, shorten_sentence(sentence), severity)


def decode(node: Node, kind: type[T], file: str) -> tuple[T, Located, list[Problem]]:
    """Return an instance of `kind` filled from `node`, its values' positions, and all problems.

    What is missing or of the wrong type is left at its default ("" for a required text).
    """
    decoder = _Decoder(file, node)
    return decoder.struct(node, kind, ()), decoder.located, decoder.problems


def _name(path: KeyPath) -> str:
    """Return the key of the value at `path`, or of the list that holds it."""
    for step in reversed(path):
        if isinstance(step, str):
            return step
    return ""


@cache
def _fields_of(kind: type[Struct]) -> tuple[dict[str, msgspec.structs.FieldInfo], dict[str, Any]]:
    """Return the fields of a class by their names, and their types by their names."""
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    return fields, get_type_hints(kind)


class _Decoder:
    def __init__(self, file: str, root: Node) -> None:
        self.located = Located(file)
        self.problems: list[Problem] = []
        self._vocabulary = vocabulary_of(root)
        self._own_words = keys_by_own_word(self._vocabulary)
        self._years = years_of(root)

    def struct(self, node: Node, kind: type[T], path: KeyPath) -> T:
        if isinstance(node, Mapping):
            values = self._values_of_keys(node, kind, path)
        else:
            values = {}
            sentence = f"{self._a(kind)} is written as 'key: value' lines: write its keys here."
            if kind is Source:
                sentence = (
                    'a source is written by its keys: write it like {page: 12, row: "1.1.1"}.'
                )
            self._report(node, sentence)
        self._fill_required(values, node, kind)
        self.located.remember(path, node)
        return kind(**values)

    def _values_of_keys(self, node: Mapping, kind: type[Struct], path: KeyPath) -> dict[str, Any]:
        fields, hints = _fields_of(kind)
        written = {key.text for key, _ in node.pairs}
        values: dict[str, Any] = {}
        for key, written_value in node.pairs:
            name, value = self._key_and_value(key, written_value, fields)
            if name not in fields:
                name = self._meant_key(key, value, kind, path)
                if name in written or name in values:
                    continue
            if name:
                values[name] = self._value(value, hints[name], (*path, name))
        return values

    def _key_and_value(self, key: Scalar, value: Node, fields: Collection[str]) -> tuple[str, Node]:
        """Return a key and its value; in brackets, one without a colon has its value in it."""
        match = _KEY_WITHOUT_COLON.fullmatch(key.text)
        is_alone = isinstance(value, Scalar) and not value.text
        if match is None or match["key"] not in fields or not is_alone:
            return key.text, value
        name, text = match.groups()
        self._report(key, f"'{name}' needs a colon and a space after it: write {name}: {text}.")
        return name, Scalar(text.strip("\"'"), key.line, key.column + match.start("value"))

    def _meant_key(self, key: Scalar, value: Node, kind: type[Struct], path: KeyPath) -> str:
        """Report a key that `kind` does not have; return the one that is meant, "" if none is."""
        if len(self.problems) > MOST_PROBLEMS:
            return ""
        name, plain = key.text, plain_key(key.text)
        if is_progress(plain) and kind.__name__ in _WITH_PROGRESS and isinstance(value, Scalar):
            self.located.remember((*path, name), key)
            self.located.progress.append((path, name, value.text))
            return ""
        fields, _ = _fields_of(kind)
        meant = usual_key(plain, fields) or usual_key(self._own_words.get(plain, ""), fields)
        if meant:
            self._report(key, f"'{name}' is not a key of {self._a(kind)}: call it '{meant}'.")
            return meant
        hint = did_you_mean(name, fields, everything=8) or "take it out."
        self._report(key, f"'{name}' is not a key of {self._a(kind)}; {hint}")
        return "".join(nearest_names(name, fields, 1, _CLOSE_SPELLING))

    def _fill_required(self, values: dict[str, Any], node: Node, kind: type[Struct]) -> None:
        """Add an empty value for each required key that is missing; report it if there are keys."""
        fields, hints = _fields_of(kind)
        for name, field in fields.items():
            if not field.required or name in values:
                continue
            if isinstance(node, Mapping) and _STAND_INS.get(name) not in values:
                self._report(node, f"{self._a(kind)} needs '{name}': add it.")
            values[name] = ()
            if hints[name] is str:
                values[name] = ""

    def _value(self, node: Node, hint: Any, path: KeyPath) -> Any:  # noqa: ANN401 - as wide as the model's types
        self.located.remember(path, node)
        hint = _without_none(hint)
        if get_origin(hint) is tuple:
            return self._list(node, get_args(hint)[0], path)
        if get_origin(hint) is dict:
            return self._figures(node, path)
        if isinstance(hint, type) and issubclass(hint, Struct):
            return self.struct(node, hint, path)
        return self._scalar(node, hint, path)

    def _list(self, node: Node, item: Any, path: KeyPath) -> tuple[Any, ...]:  # noqa: ANN401
        if isinstance(node, Sequence):
            return tuple(self._value(each, item, (*path, n)) for n, each in enumerate(node.items))
        if isinstance(node, Scalar):
            if not node.text:
                return ()
            if item is str:
                return (self._value(node, item, (*path, 0)),)
        if isinstance(node, Mapping) and item is not str and node.pairs:
            first = node.pairs[0][0].text
            sentence = f"'{_name(path)}' is a list: write '- ' before the first key of each part, '- {first}'."
            self._report(node, sentence)
            return (self._value(node, item, (*path, 0)),)
        self._report(
            node,
            f"'{_name(path)}' is a list: write it in [brackets] or as lines that start with '- '.",
        )
        return ()

    def _figures(self, node: Node, path: KeyPath) -> dict[str, float]:
        if not isinstance(node, Mapping):
            return self._figure_without_period(node, path)
        figures: dict[str, float] = {}
        for key, value in node.pairs:
            if self._is_after_comma(key, value, figures):
                continue
            figure_path = (*path, key.text)
            self.located.remember(figure_path, key)
            number = self._scalar(value, float, figure_path)
            if isinstance(number, int | float):
                figures[key.text] = number
        return figures

    def _figure_without_period(self, node: Node, path: KeyPath) -> dict[str, float]:
        """Report figures that are not written by period; a single one is taken for the last."""
        first, last = self._years
        period, example = last, f"{{{last}: 65.5}}"
        if path[-1] == "cumulative":
            period, example = "Q4", "{Q1: 189, Q2: 454}"
            if first != last:
                period, example = f"Q4 {last}", f"{{Q1 {first}: 189, Q4 {last}: 454}}"
        number = _parse_number(node.text) if isinstance(node, Scalar) else None
        if isinstance(node, Scalar) and number is not None:
            example = f"{{{period}: {node.text}}}"
        self._report(node, f"'{path[-1]}' is written by period: write it like {example}.")
        return {period: number or 0}

    def _is_after_comma(self, key: Scalar, value: Node, figures: dict[str, float]) -> bool:
        """Report and repair the thousands of a figure that a comma cuts in two, as in 1,181."""
        is_empty = isinstance(value, Scalar) and not value.text
        if not (figures and is_empty and _THREE_DIGITS.fullmatch(key.text)):
            return False
        period = list(figures)[-1]
        digits = f"{figures[period]:g}"
        self._report(key, f"'{digits},{key.text}' is written without a comma: {digits}{key.text}.")
        figures[period] = float(f"{digits}{key.text}")
        return True

    def _scalar(self, node: Node, hint: type, path: KeyPath) -> str | int | float | bool | None:
        if not isinstance(node, Scalar):
            return self._no_scalar(node, hint, path)
        if hint is str:
            return self._text(node, path)
        if hint is bool:
            return self._bool(node, path)
        return self._number(node, hint)

    def _no_scalar(self, node: Node, hint: type, path: KeyPath) -> str | None:
        """Report a list or mapping in place of a single value, and return an empty one."""
        kind = "a single value"
        if _is_in_list(path):
            kind = "a list of single values"
        texts = _texts_of(node)
        if texts and path[-1] in _KEYS_WITH_TEXT:
            text = ", ".join(texts)
            self._report(
                node,
                f"'{_name(path)}' is a single value: write it in quotes and no brackets, {quoted(text)}.",
            )
            return text
        self._report(node, f"'{_name(path)}' is {kind}: write one here, not a list or mapping.")
        if hint is str:
            return ""
        return None

    def _text(self, node: Scalar, path: KeyPath) -> str:
        if node.text or node.is_reported:
            return node.text
        if _is_in_list(path):
            self._report(node, f"'{_name(path)}' holds an empty value: write one, or take it out.")
        elif node.comment:
            sentence = f"'{_name(path)}' has no value, as what follows # is a comment: write {quoted(node.comment)} in quotes."
            self._report(node, sentence)
            return node.comment
        else:
            self._report(node, f"'{_name(path)}' has no value: give it one, or take it out.")
        return ""

    def _bool(self, node: Scalar, path: KeyPath) -> bool:
        word = node.text.lower()
        if word in {"true", "false"}:
            return word == "true"
        meant = word in _YES
        answer = "one of them"
        if meant or word in _NO:
            answer = str(meant).lower()
        self._report(node, f"'{path[-1]}' is true or false: write {answer}, not '{node.text}'.")
        return meant

    def _number(self, node: Scalar, hint: type) -> int | float | None:
        number = _parse_number(node.text)
        if number is not None and hint is float:
            return number
        if number is not None and number.is_integer():
            return int(number)
        self._report(
            node,
            f"'{node.text}' is not a number that can be used here: write digits, such as 1181.",
        )
        return None

    def _a(self, kind: type) -> str:
        name = kind.__name__.lower()
        if name == "plan":
            return "the plan"
        return self._vocabulary.reword(with_article(name))

    def _report(self, node: Node, sentence: str) -> None:
        """Add a problem; those that would not be shown are left out."""
        if len(self.problems) <= MOST_PROBLEMS:
            problem = Problem(self.located.file, node.line, node.column, shorten_sentence(sentence))
            self.problems.append(problem)


def _without_none(hint: Any) -> Any:  # noqa: ANN401
    """Return the type of a field that may be left out: `str` of `str | None`."""
    options = get_args(hint)
    if NoneType not in options:
        return hint
    (given,) = [option for option in options if option is not NoneType]
    return given


def _texts_of(node: Node) -> list[str]:
    """Return the texts of a list of texts, an empty list for any other node."""
    texts: list[str] = []
    if isinstance(node, Sequence):
        for item in node.items:
            if not isinstance(item, Scalar):
                return []
            texts.append(item.text)
    return texts


def _is_in_list(path: KeyPath) -> bool:
    return isinstance(path[-1], int)


def _parse_number(text: str) -> float | None:
    if not text.isascii() or "_" in text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    if abs(number) < _MOST:
        return number
    return None
