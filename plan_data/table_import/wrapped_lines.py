"""Join the lines of tab-separated text that are paragraphs of one cell, as text copied from Word has.

Word writes all tabs of a row, and a line for each paragraph inside a cell. Text from other programs
may lack the tabs at the ends of rows, so lines are joined only if that makes whole rows of a block,
and if nothing else can be meant: a continuing line has no tab, or rows begin with numbers and it
does not.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

_NUMBER = re.compile(r"\s*\(?[A-Za-z]{0,3}\d{1,3}(?:\.\d{1,3})*[.)]?(?:\s|\t|$)")
_FEWEST_TABS = 2  # of a line of headings


class NumberedLine(Struct, frozen=True):
    """A line of a file with its number, from 1; a joined one has newlines in its cells."""

    number: int
    text: str


def join_wrapped_lines(lines: Sequence[str]) -> list[NumberedLine]:
    """Return the lines of a text that are not blank, those of one row joined."""
    joined: list[NumberedLine] = []
    block: list[NumberedLine] = []
    for number, text in enumerate([*lines, ""], start=1):
        if text.strip():
            block.append(NumberedLine(number, text))
        else:
            joined += _joined_block(block)
            block = []
    return joined


def _joined_block(block: Sequence[NumberedLine]) -> Sequence[NumberedLine]:
    """Return a block with its rows joined, or as it is if they are not whole rows."""
    for place, line in enumerate(block):
        tabs = line.text.count("\t")
        if tabs >= _FEWEST_TABS:
            rows = _whole_rows(block[place:], tabs)
            return [*block[:place], *rows]
    return block


def _whole_rows(lines: Sequence[NumberedLine], tabs: int) -> Sequence[NumberedLine]:
    """Return lines joined to rows with as many tabs as the first, or as they are."""
    rows: list[NumberedLine] = []
    group: list[NumberedLine] = []
    count = 0
    for line in lines:
        if not group and "\t" not in line.text:
            rows.append(line)
            continue
        group.append(line)
        count += line.text.count("\t")
        if count > tabs:
            return lines
        if count == tabs:
            if not _is_one_row(group):
                return lines
            rows.append(NumberedLine(group[0].number, "\n".join(line.text for line in group)))
            group, count = [], 0
    if group:
        return lines
    return rows


def _is_one_row(group: Sequence[NumberedLine]) -> bool:
    """Return whether lines can be nothing but one row."""
    if len(group) == 1:
        return True
    starts_numbered = bool(_NUMBER.match(group[0].text))
    for line in group[1:]:
        is_plain = "\t" not in line.text
        if not is_plain and (not starts_numbered or _NUMBER.match(line.text)):
            return False
    return True
