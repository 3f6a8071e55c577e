"""The answer of `status` on a terminal that is too short for it, so that the worst stays in sight."""

from collections.abc import Sequence

from tui.cli.output import row_count
from tui.formats.checklist_text import StatusCount, StatusParts

_LEAST_ROWS = 6  # of what needs attention, however short the terminal is
_ALL = "The same command with `| more` shows all of it."


def short_status_text(parts: StatusParts, columns: int, rows: int) -> str:
    """Return `parts` in fewer lines than the `rows` of a terminal, if that can be.

    The counts follow each other in a line. What needs attention begins with the worst, ends where
    the room does, and says how many lines are left out. Of what comes below it, such as
    entries without an item, only the headings are kept.
    """
    worst, *others = parts.sections
    counts, traits = _joined(parts.counts[1:]), _joined(parts.traits)
    total = _joined(parts.counts[:1])
    head = [parts.title, f"{total}: {counts}.", f"{traits}.", *parts.board, "", worst.heading]
    foot = [section.heading for section in others]
    foot.append(_ALL)
    taken = _rows_of([*head, *foot], columns) + 2  # the prompt, and how many are left out
    shown = _first_lines(worst.lines, columns, max(_LEAST_ROWS, rows - taken))
    if len(shown) < len(worst.lines):
        foot.insert(0, f"  and {len(worst.lines) - len(shown)} more")
    return "\n".join([*head, *shown, *foot, ""])


def _joined(counts: Sequence[StatusCount]) -> str:
    """Return counts as a list of words, without their remarks."""
    return "; ".join([f"{each.count} {each.noun}" for each in counts])


def _first_lines(lines: Sequence[str], columns: int, rows: int) -> list[str]:
    """Return as many of the first lines as `rows` have room for when they are broken."""
    shown: list[str] = []
    for line in lines:
        rows -= _rows_of([line], columns)
        if rows < 0:
            break
        shown.append(line)
    return shown


def _rows_of(lines: Sequence[str], columns: int) -> int:
    return row_count("".join([f"{line}\n" for line in lines]), columns)
