"""YAML text to plain nodes that know their line: every scalar stays text, nothing expands or runs."""

from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct

from plan_data.problem import Problem
from plan_data.text import one_line

DEEPEST = 24  # a plan needs 12 levels; libyaml takes quadratic time and then the stack with depth

# The parser of libyaml is ten times as fast; without the library PyYAML's own reads the same.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(Struct, frozen=True):
    """Text at a place; `line` and `column` count from 1."""

    text: str
    line: int
    column: int


class Sequence(Struct, frozen=True):
    """A list at a place."""

    items: tuple["Node", ...]
    line: int
    column: int


class Mapping(Struct, frozen=True):
    """Keys and values at a place, in the file's order, each key once."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


class _Stop(Exception):  # noqa: N818 - not an error of ours: it carries the problem out of the parser
    def __init__(self, line: int, column: int, sentence: str) -> None:
        self.problem = line, column, sentence


def read_nodes(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the document in `data` and the problems found; None where it cannot be read as YAML."""
    problems: list[tuple[int, int, str]] = []
    root: Node | None = None
    try:
        root = _Composer(_decoded(data), problems).document()
    except _Stop as stop:
        problems.append(stop.problem)
    except yaml.reader.ReaderError as error:
        line = data[: error.position].count(b"\n") + 1
        problems.append((line, 1, "a character here cannot stand in a plan file: take it out."))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        what = one_line(error.problem or "")
        problems.append((*place, f"this is not YAML ({what}): check the indentation, colons and quotes just before."))
    return root, [Problem(file, *problem) for problem in problems]


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _Stop(1, 1, "the file is UTF-16: save it again as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _Stop(line, 1, "the file is not UTF-8 text: save the plan as a UTF-8 text file.") from None
    if "\0" in text:
        raise _Stop(text.count("\n", 0, text.index("\0")) + 1, 1, "the file is not text: save the plan as a text file.")
    return text


class _Composer:
    """Builds nodes from libyaml's events, which come one by one and so can be stopped in time."""

    def __init__(self, text: str, problems: list[tuple[int, int, str]]) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._problems = problems

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            if not isinstance(event, yaml.NodeEvent):
                continue
            if root is not None:
                raise _Stop(*_place(event), "a second document starts here: a plan file holds one; take out '---'.")
            root = self._node(event, 0)
        if root is None:
            raise _Stop(0, 0, "the file is empty: `milepost new PLAN.yaml` writes a plan to start from.")
        return root

    def _node(self, event: Any, depth: int) -> Node:  # noqa: ANN401 - the stubs give events no fields
        line, column = _place(event)
        if depth > DEEPEST:
            raise _Stop(line, column, f"more than {DEEPEST} levels deep: a plan file needs fewer; check the brackets.")
        if isinstance(event, yaml.AliasEvent):
            self._problems.append((line, column, f"'*{event.anchor}' is an alias: write the value out."))
            return Scalar("", line, column)
        self._refuse_tag_and_anchor(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._children(yaml.SequenceEndEvent, depth)), line, column)
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping(tuple(self._pairs(depth)), line, column)
        return Scalar(one_line(str(event.value)), line, column)

    def _children(self, end: type[yaml.Event], depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), end):
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        children = self._children(yaml.MappingEndEvent, depth)
        for key, value in zip(children, children, strict=True):
            if not isinstance(key, Scalar):
                self._problems.append((key.line, key.column, "a list or mapping cannot be a key: write a word."))
            elif key.text in seen:
                sentence = f"'{key.text}' stands here twice, first in line {seen[key.text]}: keep one."
                self._problems.append((key.line, key.column, sentence))
            else:
                seen[key.text] = key.line
                yield key, value

    def _refuse_tag_and_anchor(self, event: Any) -> None:  # noqa: ANN401
        line, column = _place(event)
        if event.tag is not None and event.tag != "!":
            self._problems.append(
                (line, column, f"'{one_line(event.tag)}' is a tag: take it out, all values are text.")
            )
        if event.anchor is not None:
            self._problems.append((line, column, f"'&{event.anchor}' is an anchor: take it out and write values out."))


def _place(event: Any) -> tuple[int, int]:  # noqa: ANN401
    return event.start_mark.line + 1, event.start_mark.column + 1
