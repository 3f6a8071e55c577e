"""CSV for a spreadsheet: UTF-8 with its mark, one header row, ISO dates, no text that acts as a formula."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date

from store.checklist.checklist import Checklist, ChecklistItem
from store.dates import format_day
from tui.formats.cells import neutralise_formula
from tui.wording.counts import plain_number

CSV_COLUMNS = (
    "ref", "title", "status", "days_late", "due", "original_due", "printed", "when", "done_on", "started_on",
    "forecast", "rescheduled", "target", "actual", "unit", "leads", "pathways", "pathways_inferred", "objective",
    "priority", "section", "page", "same_as", "last_note", "notes",
)  # fmt: skip


def list_csv(checklist: Checklist, items: Iterable[ChecklistItem]) -> bytes:
    """Return `items` as CSV: texts are quoted, numbers are not.

    A number of the plan stands with its title, since Excel makes 9.1 of a lone 9.10, quoted or not.
    """
    titles = _titles(checklist)
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows(_row(item, titles) for item in items)
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


def _row(item: ChecklistItem, titles: Mapping[str, str]) -> list[str | int | float]:
    plan, state = item.planned, item.state
    notes = [f"{format_day(entry.on)}, {entry.by}: {entry.all_text}" for entry in item.notes]
    return [
        neutralise_formula(plan.ref),
        neutralise_formula(plan.title),
        state.status,
        state.days_late,
        _day(state.due),
        _day(plan.due),
        neutralise_formula(plan.printed or ""),
        neutralise_formula(plan.when or ""),
        _day(state.done_on),
        _day(state.started_on),
        _day(state.forecast),
        "yes" if state.rescheduled else "no",
        "" if plan.target is None else plain_number(plan.target),
        "" if state.actual is None else plain_number(state.actual),
        neutralise_formula(plan.unit or ""),
        neutralise_formula(", ".join(plan.leads) or "not stated"),
        neutralise_formula(", ".join(plan.pathways) or "not stated"),
        "yes" if plan.pathways_inferred else "no",
        neutralise_formula(titles[f"objective {plan.objective}"]),
        neutralise_formula(titles[f"priority {plan.priority}"]),
        neutralise_formula(titles[f"section {plan.section}"]),
        plan.source.page if plan.source and plan.source.page is not None else "",
        neutralise_formula(plan.same_as or ""),
        neutralise_formula(notes[-1] if notes else ""),
        neutralise_formula("\n".join(notes)),
    ]


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""
