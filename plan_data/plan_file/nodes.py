"""YAML text to plain nodes with their line and column.

Every scalar stays text; aliases are not expanded, and tags run nothing.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml
from msgspec import Struct

from plan_data.plan_file.curly_quotes import has_curly_quotes, straighten_quotes
from plan_data.plan_file.cut_values import comment_after, find_cut
from plan_data.plan_file.odd_characters import (
    find_odd_character,
    has_odd_characters,
    without_invisible,
)
from plan_data.plan_file.plan_keys import all_keys
from plan_data.plan_file.text_quotes import quoted
from plan_data.plan_file.yaml_depth import too_deep_ahead
from plan_data.plan_file.yaml_mistakes import YamlFailure, explain_failure
from plan_data.problem import MOST_PROBLEMS, Problem, Severity, shorten_sentence
from plan_data.text import clean, one_line

DEEPEST = 24  # a plan needs 12 levels; with more, libyaml takes quadratic time and then the stack

MOST_NODES = 500_000  # a plan of 10,000 milestones has a quarter of them

# The parser of libyaml is ten times as fast; PyYAML's own reads the same without the library.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# The parser stops at these and gives no position ...
_NOT_IN_YAML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# ... and takes these for ends of lines, which no editor does.
_NO_LINE_ENDS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))


class Scalar(Struct, frozen=True):
    """Text at a position; `line` and `column` count from 1.

    `comment` is what follows in the line after a #, with the #, if there is no text.
    `is_reported` is whether a problem says already that there is none.
    """

    text: str
    line: int
    column: int
    comment: str = ""
    is_reported: bool = False


class Sequence(Struct, frozen=True):
    """A list at a position."""

    items: tuple["Node", ...]
    line: int
    column: int


class Mapping(Struct, frozen=True):
    """Keys and values at a position, in the file's order, each key once."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


class _Stop(Exception):  # noqa: N818 - no failure: it carries the problem out of the parser
    def __init__(self, line: int, column: int, sentence: str) -> None:
        self.problem = line, column, sentence


def read_nodes(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the document in `data`, None if it cannot be read as YAML, and the problems found."""
    problems: list[tuple[int, int, str, Severity]] = []
    root: Node | None = None
    try:
        root = _Composer(_decode_text(data), problems).document()
    except _Stop as stop:
        line, column, sentence = stop.problem
        problems = [problem for problem in problems if problem[0] != line]  # the same mistake
        problems.append((line, column, sentence, "problem"))
    return root, [Problem(file, *problem) for problem in dict.fromkeys(problems)]


def _decode_text(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _Stop(1, 1, "the file is UTF-16: save it again as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        sentence = "the file is not UTF-8 text: save the plan as a UTF-8 text file."
        raise _Stop(line, 1, sentence) from None
    if "\0" in text:
        line, column = _line_and_column(text, text.index("\0"))
        raise _Stop(line, column, "the file is not text: save the plan as a text file.")
    control = _NOT_IN_YAML.search(text)
    if control:
        line, column = _line_and_column(text, control.start())
        raise _Stop(line, column, "a control character stands here: take it out.")
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_NO_LINE_ENDS)


def _length(lines: Iterable[str]) -> int:
    """Return how many characters lines have, with their line ends."""
    return sum([len(line) + 1 for line in lines])


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    line = text.count("\n", 0, index) + 1
    return line, index - text.rfind("\n", 0, index)


def _too_deep(line: int, column: int) -> _Stop:
    sentence = f"more than {DEEPEST} levels deep: a plan file needs fewer; check the brackets."
    return _Stop(line, column, sentence)


class _Composer:
    """Builds nodes from the parser's events, which come one by one, so it can stop in time."""

    def __init__(self, text: str, problems: list[tuple[int, int, str, Severity]]) -> None:
        self._problems = problems
        if has_curly_quotes(text):
            text = self._straighten_quotes(text)
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._text = text
        self._last_line = text.count("\n")
        if not text.endswith("\n"):
            self._last_line += 1
        self._reached = 1, 1  # the position of the last node
        self._left = MOST_NODES
        self._has_odd_characters = has_odd_characters(text)

    def _straighten_quotes(self, text: str) -> str:
        straight, warnings = straighten_quotes(text)
        for index, sentence in warnings[: MOST_PROBLEMS + 1]:
            self._report(*_line_and_column(text, index), sentence, "warning")
        return straight

    def document(self) -> Node:
        """Return the root of the file's one document.

        Raises:
            _Stop: if the file cannot be read to its end.

        """
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            index = too_deep_ahead(self._text, DEEPEST, _LOADER)
            if index is not None:
                raise _too_deep(*_line_and_column(self._text, index)) from None
            raise self._not_yaml(error) from None
        except (yaml.YAMLError, UnicodeError, OverflowError):
            # From a tag such as !%ED%A0%80, or from an escape such as "\UFFFFFFFF" without libyaml.
            sentence = "what stands after this cannot be read: take out tags (!...) and escapes (\\...) there."
            raise _Stop(*self._reached, sentence) from None

    def _document(self) -> Node:
        root: Node | None = None
        for event in self._events:
            if root is not None and isinstance(event, yaml.DocumentStartEvent):
                sentence = "a second document starts here: a plan file holds one; take out '---'."
                raise _Stop(*_position(event), sentence)
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, 0)
        if root is None or _is_empty(root):
            sentence = (
                "the file is empty: `milepost new PLAN.yaml` writes a small plan to start from."
            )
            raise _Stop(0, 0, sentence)
        return root

    def _node(self, event: Any, depth: int) -> Node:  # noqa: ANN401 - the stubs give events no fields
        line, column = self._reached = _position(event)
        if depth > DEEPEST:
            raise _too_deep(line, column)
        self._left -= 1
        if self._left < 0:
            sentence = f"the file has more than {MOST_NODES} values: a plan file has far fewer."
            raise _Stop(line, column, sentence)
        if isinstance(event, yaml.AliasEvent):
            sentence = f"'*{event.anchor}' is an alias: write the value out, or \"*{event.anchor}\" if the star belongs to it."
            self._report(line, column, sentence)
            return Scalar("", line, column, is_reported=True)
        self._refuse_tag_and_anchor(event, line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._children(yaml.SequenceEndEvent, depth)), line, column)
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping(tuple(self._pairs(depth)), line, column)
        return self._scalar(event, line, column)

    def _scalar(self, event: Any, line: int, column: int) -> Scalar:  # noqa: ANN401
        text = str(event.value)
        if not event.style:
            self._warn_of_cut(event.start_mark.index, event.end_mark)
        if self._has_odd_characters and not text.isascii():
            self._report_odd_character(event.start_mark, event.end_mark.index)
            text = without_invisible(text)
        if not text:
            return Scalar("", line, column, comment_after(self._text, event.end_mark.index))
        return Scalar(one_line(text), line, column)

    def _warn_of_cut(self, start: int, end: Any) -> None:  # noqa: ANN401
        cut = find_cut(self._text, start, end.index)
        if cut:
            index, sentence = cut
            column = index - self._text.rfind("\n", 0, index)
            self._report(end.line + 1, column, sentence, "warning")

    def _report_odd_character(self, start: Any, end: int) -> None:  # noqa: ANN401
        found = find_odd_character(self._text, start.index, end)
        if found:
            index, sentence = found
            line = start.line + self._text.count("\n", start.index, index) + 1
            column = index - self._text.rfind("\n", 0, index)
            self._report(line, column, sentence)

    def _children(self, end: type[yaml.Event], depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), end):
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        lines: dict[str, int] = {}  # of the keys so far
        lacks_dash = False
        children = self._children(yaml.MappingEndEvent, depth)
        for key, value in zip(children, children, strict=True):
            if not isinstance(key, Scalar):
                sentence = "a list or mapping cannot be a key: write a word."
                self._report(key.line, key.column, sentence)
            elif key.text in lines:
                if not lacks_dash:
                    lacks_dash = self._report_repeat(key, lines)
            else:
                lines[key.text] = key.line
                yield key, value

    def _report_repeat(self, key: Scalar, lines: dict[str, int]) -> bool:
        """Report a key that is in a mapping twice.

        Return whether it is the first key again in a line of its own: then a dash is missing, and
        the keys after it are of another part.
        """
        first = lines[key.text]
        sentence = f"'{key.text}' stands here twice, first in line {first}: "
        lacks_dash = key.text == next(iter(lines)) and first != key.line
        if lacks_dash:
            sentence += "write '- ' before it if another part begins here, or keep one."
        else:
            sentence += "keep one."
        self._report(key.line, key.column, sentence)
        return lacks_dash

    def _refuse_tag_and_anchor(self, event: Any, line: int, column: int) -> None:  # noqa: ANN401
        if event.tag is None and event.anchor is None:
            return
        text = self._plain_line(event)
        if text:
            sentence = f"a value that begins with {text[0]} stands in quotes: write {quoted(text)}."
            self._report(line, column, sentence)
            return
        if event.tag is not None and event.tag != "!":
            tag = one_line(event.tag)
            self._report(line, column, f"'{tag}' is a tag: take it out, all values are text.")
        if event.anchor is not None:
            sentence = f"'&{event.anchor}' is an anchor: take it out and write values out."
            self._report(line, column, sentence)

    def _plain_line(self, event: Any) -> str:  # noqa: ANN401
        """Return the text of a value without quotes in one line, "" if it is another."""
        if not isinstance(event, yaml.ScalarEvent) or event.style or not event.value:
            return ""
        text = self._text[event.start_mark.index : event.end_mark.index]  # type: ignore[union-attr]
        if "\n" in text or text.startswith("!!"):
            return ""
        return text

    def _not_yaml(self, error: yaml.MarkedYAMLError) -> _Stop:
        line, column = self._position_of_error(error)
        odd = self._odd_character_near(line)
        if odd:
            return odd
        reason = one_line(error.problem or "")
        failure = YamlFailure(reason, line, column, _begin(error), self._reached[0])
        explained = explain_failure(self._text, failure, all_keys())
        if explained:
            return _Stop(*explained[:2], shorten_sentence(clean(explained[2])))
        reason = _error_reason(error)
        sentence = (
            f"this is not YAML ({reason}): check the indentation, colons and quotes just before."
        )
        return _Stop(min(line, self._last_line), column, sentence)

    def _odd_character_near(self, line: int) -> _Stop | None:
        """Return the problem of an odd character from the last value to the line of an error."""
        if not self._has_odd_characters:
            return None
        lines = self._text.split("\n", line)
        start = _length(lines[: self._reached[0] - 1])
        end = min(_length(lines[:line]), len(self._text))
        found = find_odd_character(self._text, start, end)
        if not found:
            return None
        index, sentence = found
        return _Stop(*_line_and_column(self._text, index), sentence)

    def _position_of_error(self, error: yaml.MarkedYAMLError) -> tuple[int, int]:
        mark, start = error.problem_mark, error.context_mark
        if mark is None or mark.line >= self._last_line:
            mark = start or mark  # the end of the file does not help to find a mistake
        if mark is None:
            return self._reached
        return mark.line + 1, mark.column + 1

    def _report(
        self, line: int, column: int, sentence: str, severity: Severity = "problem"
    ) -> None:
        problem = line, column, shorten_sentence(sentence), severity
        if len(self._problems) <= MOST_PROBLEMS and problem not in self._problems[-2:]:
            self._problems.append(problem)


def _begin(error: yaml.MarkedYAMLError) -> tuple[int, int] | None:
    """Return where the part begins in which the parser stopped, None if it names none."""
    mark = error.context_mark
    if mark is None:
        return None
    return mark.line + 1, mark.column + 1


def _error_reason(error: yaml.MarkedYAMLError) -> str:
    reason = one_line(error.problem or "")
    mark, start = error.problem_mark, error.context_mark
    if start is None or mark is None or "block" in (error.context or ""):
        return reason
    if start.line < mark.line:
        reason += f", in what starts in line {start.line + 1}"
    return reason


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text


def _position(event: Any) -> tuple[int, int]:  # noqa: ANN401
    return event.start_mark.line + 1, event.start_mark.column + 1
