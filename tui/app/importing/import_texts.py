"""The texts of the import wizard's pages: tables to choose from, columns, and ten rows."""

from collections.abc import Iterator, Sequence
from itertools import islice

from rich.cells import set_cell_size
from textual.content import Content

from plan_data.model import Milestone, Objective
from plan_data.plan_file.walk import walk_milestones
from plan_data.table_import.column_assignment import ColumnReading
from plan_data.table_import.importer import ImportResult
from plan_data.table_import.table_look import TableChoice
from plan_data.text import one_line, plural
from tui.app.widgets.drawing import wrap_text
from tui.wording.import_text import column_reason, role_name, short_sample, without_options

ROWS_SHOWN = 10
_MOST_SENTENCES = 100  # of one kind; a table of thousands of rows has thousands
_WIDE = 100  # cells, from which a column takes one line
_HEADING_WIDTH, _ROLE_WIDTH, _WHY_WIDTH = 26, 24, 30
_LONGEST_HEADINGS = 200  # characters of a table's headings
_NO_HEADING = "(no heading)"


def table_content(choice: TableChoice, width: int) -> Content:
    """Return a table of the file: its name, rows and headings, and whether these match."""
    note = "" if choice.is_likely else "; its headings do not match"
    first = f"{choice.name}: {plural(choice.row_count, 'row')}{note}"
    lines = wrap_text(first, width)
    if choice.headings:
        shown = choice.headings[:_LONGEST_HEADINGS]
        lines += [f"  {line}" for line in wrap_text(shown, max(1, width - 2), 2)]
    return Content("\n".join(lines))


def column_content(column: ColumnReading, width: int) -> Content:
    """Return a column as one line, or in a narrow window as two: heading, role, why, sample."""
    heading = one_line(column.heading) or _NO_HEADING
    role = role_name(column.role)
    style = _role_style(column)
    sample = one_line(short_sample(column))
    if width < _WIDE:
        details = column_reason(column)
        if sample:
            details += f", such as '{sample}'"
        return _two_lines(heading, _mark(column) + role, style, details, width)
    rest = width - _HEADING_WIDTH - _ROLE_WIDTH - _WHY_WIDTH - 3
    return Content.assemble(
        f"{set_cell_size(heading, _HEADING_WIDTH)} ",
        (f"{set_cell_size(_mark(column) + role, _ROLE_WIDTH)} ", style),
        f"{set_cell_size(column_reason(column), _WHY_WIDTH)} ",
        set_cell_size(sample, max(1, rest)),
    )


def _two_lines(heading: str, role: str, style: str, details: str, width: int) -> Content:
    role_width = min(len(role), width // 2)
    heading_width = max(1, width - role_width - 1)
    return Content.assemble(
        f"{set_cell_size(heading, heading_width)} ",
        (set_cell_size(role, role_width), style),
        "\n",
        (set_cell_size(f"  {details}", width), "$foreground-muted"),
    )


def _mark(column: ColumnReading) -> str:
    if column.role is None or column.role == "other":
        return "- "
    return "  " if column.sure else "? "


def _role_style(column: ColumnReading) -> str:
    if column.role is None or column.role == "other":
        return "$foreground-muted"
    return "bold" if column.sure else "$text-warning"


# Ten rows of the plan, and what was guessed or left


def look_text(result: ImportResult, first: int, width: int) -> str:
    """Return ten milestones from the index `first` on, then what is left out, and each guess."""
    rows = list(walk_milestones(result.plan))
    lines: list[str] = []
    for sentence in result.report.sure:
        lines += _hanging(sentence, width)
    counts = f"{len(result.report.guessed)} guessed, {len(result.report.left)} left for you"
    lines += [f"{counts}: see below"]
    lines += ["", *_milestone_lines(_rows_from(rows, first), first, len(rows), width)]
    lines += _sentence_lines("Left for you", result.report.left, width)
    lines += _sentence_lines("Guessed", result.report.guessed, width)
    return "\n".join(lines)


MilestoneRow = tuple[object, Milestone, Objective]


def _rows_from(rows: Sequence[MilestoneRow], first: int) -> list[MilestoneRow]:
    """Return ten rows from an index on."""
    return list(islice(rows, first, first + ROWS_SHOWN))


def _milestone_lines(
    rows: Sequence[MilestoneRow], first: int, count: int, width: int
) -> Iterator[str]:
    yield f"{_shown_milestones(first, len(rows), count)}; a ? marks a guess"
    objective = ""
    for _, milestone, of in rows:
        if of.number != objective:
            objective = of.number
            yield from _hanging(f"{of.number}  {of.title}", width)
        title = milestone.title
        if title == of.title:
            title = "as the objective"
        yield from _hanging(f"{milestone.id}  {title}", width, "  ")
        yield from _hanging(_time_and_leads(milestone, of), width, "      ")
        if milestone.reading:
            yield from _hanging(milestone.reading, width, "      ")


def _shown_milestones(first: int, shown: int, count: int) -> str:
    """Return which milestones are shown: Milestones 11 to 20 of 23."""
    if shown == 1:
        return f"Milestone {first + 1} of {count}"
    return f"Milestones {first + 1} to {first + shown} of {count}"


def _time_and_leads(milestone: Milestone, objective: Objective) -> str:
    leads = milestone.leads
    if leads is None:
        leads = objective.leads
    return f"{_time_text(milestone)}; {', '.join(leads) or 'no lead'}"


def _time_text(milestone: Milestone) -> str:
    """Return when a milestone is due as it was read, and what was printed if it differs."""
    text = milestone.when or ""
    if milestone.cumulative:
        figures = [f"{period} {number:g}" for period, number in milestone.cumulative.items()]
        text = f"figures {', '.join(figures)}"
    if milestone.printed and milestone.printed != text:
        text = f"{text}, printed '{one_line(milestone.printed)}'"
    return text or "no time"


def _sentence_lines(title: str, sentences: Sequence[str], width: int) -> Iterator[str]:
    yield ""
    yield f"{title}: {len(sentences) or 'nothing'}"
    for sentence in sentences[:_MOST_SENTENCES]:
        yield from _hanging(f"- {without_options(sentence)}", width)
    if rest := len(sentences[_MOST_SENTENCES:]):
        yield f"- and {rest} more: milepost import lists all"


def _hanging(text: str, width: int, indent: str = "") -> Iterator[str]:
    """Yield the lines of a text, those after the first further in."""
    first, *rest = wrap_text(text, max(1, width - len(indent) - 2))
    yield f"{indent}{first}"
    for line in rest:
        yield f"{indent}  {line}"
