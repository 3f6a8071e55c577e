"""What a person did where YAML stops reading: the line, the column and what to write instead.

YAML notices a mistake where it can go no further, often lines later. The lines from the last value
that it read to there are looked through, the first one that is wrong by itself is named.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from plan_data.plan_file.line_mistakes import FlowLine, find_line_mistake

_MOST_LINES = 200  # that are looked through; what is wrong is near the end
_DASHES = re.compile(r"^ *(?:- +)*")
_WORD_OF_PLAN = re.compile(r" *(?:- +)*(?P<key>[a-z_]+)(?P<gap> +)(?P<value>\S.*)")
_COLON_MISSING = "could not find expected ':'"


class YamlFailure(Struct, frozen=True):
    """Where YAML stopped: lines and columns count from 1.

    `reason` is the parser's own, `begin` where the part begins that it read, None if it names none,
    and `reached` the line of the last value before.
    """

    reason: str
    line: int
    column: int
    begin: tuple[int, int] | None
    reached: int


Place = tuple[int, int, str]


def explain_failure(text: str, failure: YamlFailure, keys: frozenset[str]) -> Place | None:
    """Return the line, the column and the sentence about what was done, None if it is not known.

    `keys` are those of plan files.
    """
    lines = text.split("\n", failure.line)[: failure.line]
    for explain in (_first_wrong_line, _open_bracket, _missing_colon, _wrong_indent):
        place = explain(lines, failure, keys)
        if place:
            return place
    return None


def _first_wrong_line(
    lines: Sequence[str], failure: YamlFailure, keys: frozenset[str]
) -> Place | None:
    first = max(_first_line(failure), failure.line - _MOST_LINES)
    for number in range(first, min(failure.line, len(lines)) + 1):
        found = find_line_mistake(lines[number - 1], keys, is_last=number >= failure.line)
        if found:
            column, sentence = found
            return number, column, sentence
    return None


def _first_line(failure: YamlFailure) -> int:
    """Return the first line in which the mistake can be."""
    if failure.begin and failure.begin[0] < failure.line and _COLON_MISSING in failure.reason:
        return failure.begin[0]
    return min(failure.reached, failure.line)


def _open_bracket(lines: Sequence[str], failure: YamlFailure, _: frozenset[str]) -> Place | None:
    """Return the bracket that is left open in the line in which it was opened."""
    if "expected ',' or" not in failure.reason or failure.begin is None:
        return None
    line, column = failure.begin
    flow = FlowLine(lines[line - 1], column - 1)
    if flow.wrong_closing:
        opened, closed, index = flow.wrong_closing
        sentence = f"'{opened}' is closed by '{closed}' here: write '{_CLOSING[opened]}'."
        return line, index + 1, sentence
    if not flow.open_brackets:
        return None
    bracket, index = flow.open_brackets[-1]
    shown = f"{lines[line - 1][index : flow.end].rstrip()}{_CLOSING[bracket]}"
    sentence = f"the bracket '{bracket}' is not closed in this line: write {shown}."
    return line, index + 1, sentence


_CLOSING = {"[": "]", "{": "}"}


def _missing_colon(
    lines: Sequence[str], failure: YamlFailure, keys: frozenset[str]
) -> Place | None:
    if _COLON_MISSING not in failure.reason or failure.begin is None:
        return None
    line, column = failure.begin
    match = _WORD_OF_PLAN.fullmatch(lines[line - 1])
    if match and match["key"] in keys:
        written = f"{match['key']}: {match['value']}"
        return line, match.end("key") + 1, f"a colon is missing after the key: write {written}."
    sentence = "this line has no key: write 'key: value', or more spaces before it if it belongs to the text above."
    return line, column, sentence


# Spaces before a line.


def _wrong_indent(lines: Sequence[str], failure: YamlFailure, _: frozenset[str]) -> Place | None:
    line = lines[failure.line - 1] if failure.line <= len(lines) else ""
    if not line.strip():
        return None
    indent = _spaces(line)
    has_dash = line.lstrip(" ").startswith("- ")
    columns = list(_columns_above(lines[: failure.line - 1], has_dash=has_dash))
    if not columns or indent in columns:
        return None
    nearest = min(columns, key=lambda column: abs(column - indent))
    kind = "keys"
    if has_dash:
        kind = "dashes"
    sentence = f"{_counted(indent)} before this line, and the {kind} that it belongs to have {nearest}: write {nearest}."
    return failure.line, indent + 1, sentence


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _counted(number: int) -> str:
    if number == 1:
        return "1 space stands"
    return f"{number} spaces stand"


def _columns_above(lines: Sequence[str], *, has_dash: bool) -> Iterator[int]:
    """Yield how many spaces are before the dashes, or the keys, that a line may belong to.

    Those of the nearest lines come first.
    """
    depth: int | None = None
    for dash, key in _indents(reversed(lines)):
        if depth is not None and dash >= depth:
            continue
        if has_dash and key > dash:
            yield dash
        if not has_dash and (depth is None or key < depth):
            yield key
        depth = dash


def _indents(lines: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield how many characters are before the first dash and before the key of each line."""
    for line in lines:
        if line.strip() and not line.lstrip().startswith("#"):
            yield _spaces(line), len(line) - len(_DASHES.sub("", line, count=1))
