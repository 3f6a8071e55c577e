"""What a person did where YAML stops reading: the line, the column and what to write instead.

YAML notices a mistake where it can go no further, often lines later. The lines from the last value
that it read to there are looked through, the first one that is wrong by itself is named.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from plan_data.plan_file.line_mistakes import FlowLine, WrongClosing, find_line_mistake
from plan_data.plan_file.plan_keys import may_join

_STEP = 2  # spaces by which a part is usually below its key
_MOST_LINES = 200  # that are looked through; what is wrong is near the end
_DASHES = re.compile(r"^ *(?:- +)*")
_WORD_OF_PLAN = re.compile(r" *(?:- +)*(?P<key>[a-z_]+)(?P<gap> +)(?P<value>\S.*)")
_COLON_MISSING = "could not find expected ':'"
_NO_MAPPING_HERE = "mapping values are not allowed"
_REASONS_OF_INDENT = ("expected key", "expected '-'", "document start", _NO_MAPPING_HERE)
_NEXT_KEY = re.compile(r", *(?P<key>[a-z_]+): ")
_KEY_ALONE = re.compile(r" *(?:- +)*[\w.-]+: *(?:#.*)?")


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
    wrong = FlowLine(lines[line - 1]).wrong_closing or flow.wrong_closing
    if wrong:
        return line, *_wrong_closing(lines[line - 1], wrong)
    if not flow.open_brackets:
        return None
    bracket, index = flow.open_brackets[-1]
    shown = f"{lines[line - 1][index : flow.end].rstrip()}{_CLOSING[bracket]}"
    sentence = f"the bracket '{bracket}' is not closed in this line: write {shown}."
    return line, index + 1, sentence


def _wrong_closing(line: str, found: WrongClosing) -> tuple[int, str]:
    """Return where a bracket is closed by the other kind, and what to write there."""
    bracket, closing = found.opened, _CLOSING[found.opened]
    next_key = _NEXT_KEY.search(line, found.start, found.index)
    if bracket == "[" and next_key:
        shown = f"{line[found.start : next_key.start()].rstrip()}]"
        return (
            found.start + 1,
            f"the bracket '[' is not closed before {next_key['key']}: write {shown}.",
        )
    written = closing
    if found.closes_outer:
        written += found.closed
    return found.index + 1, f"'{bracket}' is closed by '{found.closed}' here: write '{written}'."


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
    above = lines[: failure.line - 1]
    if not line.strip() or not _may_be_indent(failure.reason):
        return None
    indent = _spaces(line)
    has_dash = line.lstrip(" ").startswith("- ")
    if _is_first_below(above, indent, has_dash=has_dash):
        return None
    first = _first_line_of_part(above, indent, has_dash=has_dash)
    if first:
        return first
    if has_dash:
        columns, kind = list(_columns_above(above, has_dash=True)), "dashes"
    else:
        columns, kind = _columns_for_key(line.strip().partition(":")[0], above), "keys"
    if not columns or indent in columns:
        return None
    nearest = min(columns, key=lambda column: abs(column - indent))
    sentence = f"{_counted(indent)} before this line, and the {kind} that it belongs to have {nearest}: write {nearest}."
    return failure.line, indent + 1, sentence


def _may_be_indent(reason: str) -> bool:
    """Return whether a reason of the parser is one that wrong spaces before a line lead to."""
    return any(each in reason for each in _REASONS_OF_INDENT)


def _columns_for_key(key: str, lines: Sequence[str]) -> list[int]:
    """Return the columns of the parts above that may have a key, of all parts if none may."""
    columns = list(_columns_above(lines, has_dash=False))
    fitting = [column for column in columns if may_join(key, _keys_at(lines, column))]
    return fitting or columns


def _is_first_below(lines: Sequence[str], indent: int, *, has_dash: bool) -> bool:
    """Return whether a line is the first below a key without a value, where its spaces are right."""
    number = _last_filled(lines)
    if not number or not _KEY_ALONE.fullmatch(lines[number - 1]):
        return False
    _, key = _indent_of(lines[number - 1])
    return indent > key or (has_dash and indent == key)


def _first_line_of_part(lines: Sequence[str], indent: int, *, has_dash: bool) -> Place | None:
    """Return the first line of a part, if its spaces are unusual and those of the next line are not.

    `indent` is how many spaces the next line has, after `lines`.
    """
    number = _last_filled(lines)
    if not number:
        return None
    usual = 0
    if above := _last_filled(lines[: number - 1]):
        if not _KEY_ALONE.fullmatch(lines[above - 1]):
            return None
        usual = _indent_of(lines[above - 1])[1] + _STEP
    dash, key = _indent_of(lines[number - 1])
    needed = dash + indent - (dash if has_dash else key)
    if dash == usual or needed != usual:
        return None
    sentence = (
        f"{_counted(dash)} before this line, and what follows has more or fewer: write {usual}."
    )
    return number, dash + 1, sentence


def _last_filled(lines: Sequence[str]) -> int:
    """Return the number of the last line that is neither empty nor a comment, 0 if there is none."""
    for number in range(len(lines), 0, -1):
        if _is_filled(lines[number - 1]):
            return number
    return 0


def _keys_at(lines: Sequence[str], column: int) -> set[str]:
    """Return the keys that the part has whose keys begin at a column, as far as it is written."""
    keys = set()
    for line in filter(_is_filled, reversed(lines)):
        dashes = _DASHES.match(line)
        begin = dashes.end() if dashes else 0
        if begin == column:
            keys.add(line[begin:].partition(":")[0].strip())
        if begin < column or (begin == column and "-" in line[:begin]):
            break
    return keys


def _is_filled(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


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
        if _is_filled(line):
            yield _indent_of(line)


def _indent_of(line: str) -> tuple[int, int]:
    """Return how many characters come before a line's first dash, and before its key."""
    return _spaces(line), len(line) - len(_DASHES.sub("", line, count=1))
