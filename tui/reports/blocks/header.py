"""The header of a report: its title, what it covers, and what it was made from."""

import hashlib

import msgspec

from store.checklist.checklist import Checklist
from store.checklist.meetings import next_meeting
from store.dates import format_day
from tui.reports.context import ReportContext, ReportRequest
from tui.wording.counts import shown_text
from tui.wording.report_text import period_text

Facts = tuple[tuple[str, str], ...]


def report_title(context: ReportContext, title: str) -> str:
    """Return the title with the plan's, and what would mislead who does not know it."""
    title = f"{title}: {context.checklist.loaded.about.title}"
    if not context.covers_plan:
        title += " (part of the plan)"
    if context.request.missing_journal:
        title += " (no journal found)"
    return title


def header_facts(context: ReportContext) -> Facts:
    """Return the lines of the header as names and values, without those that were not given."""
    checklist, request = context.checklist, context.request
    purpose = context.purpose or ""
    facts = [
        ("Plan", checklist.loaded.about.title),
        ("Journal", _journal_text(request)),
        ("Board", _board_text(checklist)),
        ("Period", period_text(context.since, checklist.as_of, checklist.loaded.year)),
        ("Position as of", format_day(checklist.as_of)),
        ("As known on", _known_on_text(checklist)),
        ("Compared with", _compared_text(context)),
        ("Only", _filter_text(context)),
        ("Prepared by", request.prepared_by),
        ("Purpose", purpose.capitalize()),
        ("Marking", request.marking),
        ("Fingerprint", _fingerprint(checklist)),
    ]
    return tuple([(name, value) for name, value in facts if value])


def _board_text(checklist: Checklist) -> str:
    if meeting := next_meeting(checklist.meetings, checklist.as_of):
        return f"{meeting.board}, {format_day(meeting.on)}"
    boards = checklist.loaded.about.boards
    if boards:
        return f"{boards[0].name}, no meeting date is set"
    return "no meeting date is set"


def _known_on_text(checklist: Checklist) -> str:
    if checklist.known_on is None:
        return ""
    return format_day(checklist.known_on)


def _journal_text(request: ReportRequest) -> str:
    """Return where a journal was expected and is not, so that nothing done is not believed."""
    if not request.missing_journal:
        return ""
    return f"none found at {request.missing_journal}, so no entry counts"


def _compared_text(context: ReportContext) -> str:
    day = format_day(context.since)
    meetings = context.checklist.meetings
    boards = [meeting.board for meeting in meetings if meeting.on == context.since]
    if not boards:
        return day
    return f"{day} ({', '.join(boards)})"


def _filter_text(context: ReportContext) -> str:
    """Return the filter and how much passes it, so that no part is taken for the full report."""
    if context.covers_plan:
        return ""
    conditions = "; ".join(_conditions(context))
    return f"{conditions} ({shown_text(context.counted, context.checklist.counted)})"


def _conditions(context: ReportContext) -> list[str]:
    applied, words = context.request.filter, context.request.words
    vocabulary = context.vocabulary
    codes = (
        (vocabulary.singular("pathway"), applied.pathways),
        (vocabulary.singular("lead"), applied.leads),
        ("tag", applied.tags),
        ("serving", applied.serves),
        ("area", applied.areas),
        (vocabulary.singular("priority"), applied.priorities),
        ("status", applied.statuses),
    )
    conditions = [f"{noun} {' or '.join(values)}" for noun, values in codes if values]
    if applied.due_before:
        conditions.append(f"due by {format_day(applied.due_before)}")
    if applied.text:
        conditions.append(f"with '{applied.text}'")
    if words:
        conditions.append(f"as in '{words}'")
    return conditions


def _fingerprint(checklist: Checklist) -> str:
    """Return digests of the plan and the counted entries: equal ones give an equal report."""
    plan = msgspec.json.encode(checklist.loaded.full_plan)
    plan_digest = hashlib.blake2b(plan, digest_size=8).hexdigest()
    return f"plan {plan_digest}, journal {checklist.fingerprint}"
