"""CSV of a checklist for a spreadsheet: one header row, ISO dates, no text that acts as a formula.

It is UTF-8 with a byte order mark, by which Excel knows the encoding.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from plan_data.items import PlanItem
from store.checklist.checklist import Checklist, ChecklistItem
from store.dates import format_day
from store.journal.entry import Entry
from tui.formats.cells import neutralise_formula
from tui.wording.counts import codes_text, plain_number

CSV_COLUMNS = (
    "ref", "title", "status", "days_late", "due", "original_due", "printed", "when", "done_on",
    "started_on", "forecast", "rescheduled", "target", "actual", "unit", "leads", "pathways",
    "pathways_inferred", "objective", "priority", "section", "page", "same_as", "last_note",
    "notes",
)  # fmt: skip
CsvValue = str | int | float


def render_list_csv(checklist: Checklist, items: Iterable[ChecklistItem]) -> bytes:
    """Return `items` as CSV: texts are quoted, numbers are not.

    A section, priority or objective is its number and title: of a lone 9.10, Excel makes 9.1,
    quoted or not.
    """
    titles = _titles(checklist)
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for item in items:
        writer.writerow(_row(item, titles))
    return text.getvalue().encode("utf-8-sig", "replace")


def _titles(checklist: Checklist) -> dict[str, str]:
    titles = {}
    for section in checklist.loaded.full_plan.sections:
        titles[f"section {section.number}"] = f"{section.number} {section.title}"
        for priority in section.priorities:
            titles[f"priority {priority.number}"] = f"{priority.number} {priority.title}"
            for objective in priority.objectives:
                titles[f"objective {objective.number}"] = f"{objective.number} {objective.title}"
    return titles


def _row(item: ChecklistItem, titles: Mapping[str, str]) -> list[CsvValue]:
    planned, state = item.planned, item.state
    notes = list(map(_note, item.notes))
    return [
        neutralise_formula(planned.ref),
        neutralise_formula(planned.title),
        state.status,
        state.days_late,
        _iso_day(state.due),
        _iso_day(planned.due),
        _optional_text(planned.printed),
        _optional_text(planned.when),
        _iso_day(state.done_on),
        _iso_day(state.started_on),
        _iso_day(state.forecast),
        _yes_or_no(state.rescheduled),
        _number(planned.target),
        _number(state.actual),
        _optional_text(planned.unit),
        neutralise_formula(codes_text(planned.leads)),
        neutralise_formula(codes_text(planned.pathways)),
        _yes_or_no(planned.pathways_inferred),
        neutralise_formula(titles[f"objective {planned.objective}"]),
        neutralise_formula(titles[f"priority {planned.priority}"]),
        neutralise_formula(titles[f"section {planned.section}"]),
        _page(planned),
        _optional_text(planned.same_as),
        _last(notes),
        neutralise_formula("\n".join(notes)),
    ]


def _note(entry: Entry) -> str:
    return f"{format_day(entry.on)}, {entry.by}: {entry.all_text}"


def _last(notes: Sequence[str]) -> str:
    if not notes:
        return ""
    return neutralise_formula(notes[-1])


def _optional_text(text: str | None) -> str:
    return neutralise_formula(text or "")


def _iso_day(day: date | None) -> str:
    if day is None:
        return ""
    return day.isoformat()


def _number(value: float | None) -> CsvValue:
    if value is None:
        return ""
    return plain_number(value)


def _yes_or_no(answer: object) -> str:
    if answer:
        return "yes"
    return "no"


def _page(planned: PlanItem) -> CsvValue:
    """Return the page of the printed plan that an item is on, if it is known."""
    if planned.source is None or planned.source.page is None:
        return ""
    return planned.source.page


RENDERER = render_list_csv
