"""YAML text to plain nodes that know their line: every scalar stays text, nothing expands or runs."""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct

from plan_data.problem import Problem
from plan_data.text import one_line

DEEPEST = 24  # a plan needs 12 levels; libyaml takes quadratic time and then the stack with depth

# The parser of libyaml is ten times as fast; without the library PyYAML's own reads the same.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# The parser stops at these without saying where ...
_NOT_IN_YAML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# ... and counts these as ends of lines, which no editor does.
_NO_LINE_ENDS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))

# What may stand between an event and a bracket: spaces, indicators, tags and anchors ...
_BEFORE_BRACKET = re.compile(r"(?:[\s:,?-]|[!&]\S*\s)*+(?=[\[{])")
# ... and what may follow the bracket: more of them, quoted text, a comment, the end of the line.
_AFTER_BRACKET = re.compile(
    r"""[\[\]{}\n] | (?<=[\s\[{,:])(?: "(?:[^"\\\n]|\\.)*"? | '[^'\n]*'? ) | \s\#.*""", re.VERBOSE
)


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
    return root, [Problem(file, *problem) for problem in problems]


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _Stop(1, 1, "the file is UTF-16: save it again as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _Stop(
            line, 1, "the file is not UTF-8 text: save the plan as a UTF-8 text file."
        ) from None
    if "\0" in text:
        raise _Stop(
            *_line_and_column(text, text.index("\0")),
            "the file is not text: save the plan as a text file.",
        )
    if found := _NOT_IN_YAML.search(text):
        raise _Stop(
            *_line_and_column(text, found.start()), "a control character stands here: take it out."
        )
    return text.translate(_NO_LINE_ENDS)


def _line_and_column(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _too_deep(line: int, column: int) -> _Stop:
    return _Stop(
        line,
        column,
        f"more than {DEEPEST} levels deep: a plan file needs fewer; check the brackets.",
    )


def _too_deep_ahead(text: str) -> int | None:
    """Return where brackets exceed `DEEPEST` in what the parser scanned before it failed; None if they do not.

    A bracket may begin a key, so the parser scans up to 1,024 characters ahead before it yields the bracket's
    event. Since libyaml 0.2.6 it fails there if more than 1,000 brackets are open.
    """
    depth, position = _depth_and_end_of_events(text)
    start = _BEFORE_BRACKET.match(text, position)
    if start is None:
        return None
    for match in _AFTER_BRACKET.finditer(text, start.end()):
        first = match[0][0]
        if first in "[{":
            depth += 1
            if depth > DEEPEST + 1:
                return match.start()
        elif first in "]}":
            depth -= 1
        elif first == "\n":
            return None
    return None


def _depth_and_end_of_events(text: str) -> tuple[int, int]:
    """Return how many lists and mappings are open, and the position reached, after the parser's last event."""
    depth = position = 0
    events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)  # the stubs give events no fields
    try:
        for event in events:
            position = event.end_mark.index
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except (yaml.YAMLError, UnicodeError, OverflowError):
        pass
    return depth, position


class _Composer:
    """Builds nodes from libyaml's events, which come one by one and so can be stopped in time."""

    def __init__(self, text: str, problems: list[tuple[int, int, str]]) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._text = text
        self._problems = problems
        self._last_line = text.count("\n") + (not text.endswith("\n"))
        self._reached = 1, 1

    def document(self) -> Node:
        """Return the root of the file's one document.

        Raises:
            _Stop: where the file cannot be read on.

        """
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            position = _too_deep_ahead(self._text)
            if position is not None:
                raise _too_deep(*_line_and_column(self._text, position)) from None
            raise self._not_yaml(error) from None
        except (yaml.YAMLError, UnicodeError, OverflowError):
            # From a tag such as !%ED%A0%80, or from an escape such as "\UFFFFFFFF" without libyaml.
            sentence = "what stands after this cannot be read: take out tags (!...) and escapes (\\...) there."
            raise _Stop(*self._reached, sentence) from None

    def _not_yaml(self, error: yaml.MarkedYAMLError) -> _Stop:
        what, mark, start = one_line(error.problem or ""), error.problem_mark, error.context_mark
        if start and mark and start.line < mark.line and "block" not in (error.context or ""):
            what += f", in what starts in line {start.line + 1}"
        if start and (not mark or mark.line >= self._last_line):
            mark = start  # the file's end tells nobody where to look
        line, column = (mark.line + 1, mark.column + 1) if mark else self._reached
        sentence = (
            f"this is not YAML ({what}): check the indentation, colons and quotes just before."
        )
        return _Stop(min(line, self._last_line), column, sentence)

    def _document(self) -> Node:
        root: Node | None = None
        for event in self._events:
            if root is not None and isinstance(event, yaml.DocumentStartEvent):
                raise _Stop(
                    *_place(event),
                    "a second document starts here: a plan file holds one; take out '---'.",
                )
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, 0)
        if root is None or (isinstance(root, Scalar) and not root.text):
            sentence = (
                "the file is empty: `milepost new PLAN.yaml` writes a small plan to start from."
            )
            raise _Stop(0, 0, sentence)
        return root

    def _node(self, event: Any, depth: int) -> Node:  # noqa: ANN401 - the stubs give events no fields
        line, column = self._reached = _place(event)
        if depth > DEEPEST:
            raise _too_deep(line, column)
        if isinstance(event, yaml.AliasEvent):
            self._problems.append(
                (line, column, f"'*{event.anchor}' is an alias: write the value out.")
            )
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
                self._problems.append(
                    (key.line, key.column, "a list or mapping cannot be a key: write a word.")
                )
            elif key.text in seen:
                sentence = (
                    f"'{key.text}' stands here twice, first in line {seen[key.text]}: keep one."
                )
                self._problems.append((key.line, key.column, sentence))
            else:
                seen[key.text] = key.line
                yield key, value

    def _refuse_tag_and_anchor(self, event: Any) -> None:  # noqa: ANN401
        line, column = _place(event)
        if event.tag is not None and event.tag != "!":
            self._problems.append(
                (
                    line,
                    column,
                    f"'{one_line(event.tag)}' is a tag: take it out, all values are text.",
                )
            )
        if event.anchor is not None:
            self._problems.append(
                (line, column, f"'&{event.anchor}' is an anchor: take it out and write values out.")
            )


def _place(event: Any) -> tuple[int, int]:  # noqa: ANN401
    return event.start_mark.line + 1, event.start_mark.column + 1
