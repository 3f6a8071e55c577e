"""A plan file as a flat list of parts, so that two files can be compared key by key."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

import msgspec
from msgspec import Struct

from plan_data.model import (
    Agency,
    Area,
    Board,
    Commitment,
    Footnote,
    Indicator,
    Measure,
    Milestone,
    Objective,
    Pathway,
    Plan,
    Priority,
    Section,
    Source,
    Table,
    Tag,
    Term,
)
from plan_data.vocabulary import Vocabulary

PartNoun = Literal[
    "plan", "section", "priority", "objective", "milestone", "measure", "board", "pathway", "agency",
    "tag", "indicator", "area", "commitment", "term", "table", "footnote",
]  # fmt: skip
PART_NOUNS: tuple[PartNoun, ...] = get_args(PartNoun)

# What each class is called, and its keys for what identifies it and for its title.
_IDENTITIES: dict[type[Struct], tuple[PartNoun, str, str]] = {
    Plan: ("plan", "", "title"),
    Section: ("section", "number", "title"),
    Priority: ("priority", "number", "title"),
    Objective: ("objective", "number", "title"),
    Milestone: ("milestone", "id", "title"),
    Measure: ("measure", "id", "title"),
    Board: ("board", "name", ""),
    Pathway: ("pathway", "code", "name"),
    Agency: ("agency", "code", "name"),
    Tag: ("tag", "code", "name"),
    Indicator: ("indicator", "code", "name"),
    Area: ("area", "code", "name"),
    Commitment: ("commitment", "id", "title"),
    Term: ("term", "term", "means"),
    Table: ("table", "title", ""),
    Footnote: ("footnote", "number", "text"),
}


class FilePart(Struct, frozen=True):
    """A part of a plan file: a section, a milestone, a board, a term, or the plan itself.

    `id` is its number, id, code or name, empty for the plan itself. `above` is the id of the part
    that it is listed under. `values` are its other keys that hold no parts, as the file has them.
    """

    noun: PartNoun
    id: str
    title: str
    above: str
    values: dict[str, Any]


def file_parts(plan: Plan) -> list[FilePart]:
    """Return all parts of a plan, in the order of its file: each is followed by those under it."""
    return list(_walk(plan, ""))


def _walk(part: Struct, above: str) -> Iterator[FilePart]:
    noun, id_key, title_key = _IDENTITIES[type(part)]
    values: dict[str, Any] = {}
    below: list[Struct] = []
    for key, holds_parts in _keys(type(part)):
        value = getattr(part, key)
        if holds_parts:
            below += value
        elif key != id_key:
            values[key] = value
    own_id = _text_of(part, id_key)
    yield FilePart(noun, own_id, _text_of(part, title_key), above, values)
    for each in below:
        yield from _walk(each, own_id)


def _text_of(part: Struct, key: str) -> str:
    if not key:
        return ""
    return str(getattr(part, key))


@lru_cache
def _keys(part_class: type[Struct]) -> tuple[tuple[str, bool], ...]:
    """Return the keys of a class, each with whether it lists other parts."""
    keys = []
    for field in msgspec.structs.fields(part_class):
        types = get_args(field.type)
        holds_parts = get_origin(field.type) is tuple and types[0] in _IDENTITIES
        keys.append((field.name, holds_parts))
    return tuple(keys)


def key_value_text(value: object) -> str:
    """Return the value of a key in words; empty if the file does not have the key."""
    if value is None or value is False:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, tuple):
        return ", ".join(map(_list_item_text, value))
    if isinstance(value, dict):
        return _pairs_text(value)
    if isinstance(value, Source | Vocabulary):
        return _pairs_text(msgspec.to_builtins(value))
    return str(value).lower() if value is True else str(value)


def _pairs_text(values: dict[str, object]) -> str:
    return ", ".join([f"{key}: {key_value_text(value)}" for key, value in values.items()])


def _list_item_text(item: object) -> str:
    """Return an item of a list, in quotes if it could be read as two items."""
    if isinstance(item, tuple):
        return f"[{key_value_text(item)}]"
    text = str(item)
    if "," in text or not text:
        return f"'{text}'"
    return text
