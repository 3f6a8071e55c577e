"""The header of a report: its title, what it covers, and what it was made from."""

import hashlib
from collections.abc import Iterable

import msgspec

from plan_data.problem import Problem
from store.board.boards import expected_meeting
from store.checklist.checklist import Checklist
from store.checklist.status import RULES_VERSION
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
    if _problems_text(context):
        title += " (with problems)"
    return title


def header_facts(context: ReportContext) -> Facts:
    """Return the lines of the header as names and values, without those that were not given."""
    checklist, request = context.checklist, context.request
    purpose = context.purpose or ""
    facts = [
        ("Plan", checklist.loaded.about.title),
        ("Journal", _journal_text(request)),
        ("Problems", _problems_text(context)),
        ("Board", _board_text(context)),
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


def _board_text(context: ReportContext) -> str:
    if context.meeting is None:
        text = f"{context.scope.board}, no meeting date is set"
        expected = expected_meeting(context.checklist, context.scope.board)
        if expected is None:
            return text
        return f"{text}; by its rhythm expected by {format_day(expected)}"
    return f"{context.scope.board}, {format_day(context.meeting.on)}"


def _known_on_text(checklist: Checklist) -> str:
    if checklist.known_on is None:
        return ""
    return format_day(checklist.known_on)


def _journal_text(request: ReportRequest) -> str:
    """Return where a journal was expected and is not, so that nothing done is not believed."""
    if not request.missing_journal:
        return ""
    return f"none found at {request.missing_journal}, so no entry counts"


def _problems_text(context: ReportContext) -> str:
    """Return how many problems the plan file and the journal have, so that no total is believed.

    A journal that is not there has a line of its own.
    """
    checklist = context.checklist
    in_plan = _problem_count(checklist.loaded.problems)
    in_journal = _problem_count(checklist.problems) - in_plan
    places = []
    if in_plan:
        places.append(f"{in_plan} in the plan file")
    if in_journal and not context.request.missing_journal:
        places.append(f"{in_journal} in the journal")
    if not places:
        return ""
    return f"{' and '.join(places)}, so totals and dates may be wrong"


def _problem_count(problems: Iterable[Problem]) -> int:
    return sum([problem.count for problem in problems if problem.severity == "problem"])


def _compared_text(context: ReportContext) -> str:
    day, comparison = format_day(context.since), context.comparison
    if comparison.meeting is None:
        return f"{day}, as known then"
    board = comparison.meeting.board
    if comparison.tabled is None:
        return f"{day} ({board}), as known then"
    return f"{day}, as tabled at the {board} of {format_day(comparison.meeting.on)}"


def _filter_text(context: ReportContext) -> str:
    """Return the filter and how much passes it, so that no part is taken for the full report."""
    if context.covers_plan:
        return ""
    conditions = "; ".join([*_scope_conditions(context), *_conditions(context)])
    vocabulary = context.vocabulary
    return f"{conditions} ({shown_text(context.counted, context.checklist.counted, vocabulary)})"


def _scope_conditions(context: ReportContext) -> list[str]:
    """Return what reports to the board, unless that is the full plan."""
    pathways = context.scope.pathways
    if not pathways:
        return []
    noun = context.vocabulary.singular("pathway")
    return [f"what reports to the {context.scope.board} ({noun} {' and '.join(pathways)})"]


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
    """Return digests of the plan and the counted entries, and the version of the rules.

    Equal ones give an equal report.
    """
    plan = msgspec.json.encode(checklist.loaded.full_plan)
    plan_digest = hashlib.blake2b(plan, digest_size=8).hexdigest()
    return f"plan {plan_digest}, journal {checklist.fingerprint}, rules {RULES_VERSION}"
