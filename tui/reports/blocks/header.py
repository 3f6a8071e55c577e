"""A paper's header: whose it is, what it covers, and by what it can be made again."""

import hashlib

import msgspec

from store.checklist.checklist import Checklist
from store.checklist.meetings import next_meeting
from store.dates import format_day
from tui.reports.context import ReportContext
from tui.wording.counts import plural
from tui.wording.report_text import period_text


def report_title(context: ReportContext, kind: str) -> str:
    """Return a paper's title; that of a part of the plan says so, on each page that repeats it."""
    part = "" if context.covers_plan else " (part of the plan)"
    return f"{kind}: {context.checklist.loaded.about.title}{part}"


def header_facts(context: ReportContext) -> tuple[tuple[str, str], ...]:
    """Return the lines of the header; what was not given has none."""
    now, request = context.checklist, context.request
    rows = [
        ("Plan", now.loaded.about.title),
        ("Board", _board(now)),
        ("Period", period_text(context.since, now.as_of)),
        ("Position as of", format_day(now.as_of)),
        ("As known on", format_day(now.known_on) if now.known_on else ""),
        ("Compared with", _compared(context)),
        ("Only", _only(context)),
        ("Prepared by", request.prepared_by),
        ("Purpose", (context.purpose or "").capitalize()),
        ("Marking", request.marking),
        ("Fingerprint", f"plan {_fingerprint(now)}, journal {now.fingerprint}"),
    ]
    return tuple((name, told) for name, told in rows if told)


def _board(now: Checklist) -> str:
    if meeting := next_meeting(now.meetings, now.as_of):
        return f"{meeting.board}, {format_day(meeting.on)}"
    boards = now.loaded.about.boards
    return f"{boards[0].name}, no meeting date is set" if boards else "no meeting date is set"


def _compared(context: ReportContext) -> str:
    since = context.since
    boards = [meeting.board for meeting in context.checklist.meetings if meeting.on == since]
    return f"{format_day(since)} ({', '.join(boards)})" if boards else format_day(since)


def _only(context: ReportContext) -> str:
    """Return what a filter lets through, so that nobody tables a part as the whole."""
    if context.covers_plan:
        return ""
    asked = context.request.filter
    rows = [
        ("pathway", " or ".join(asked.pathways)),
        ("lead", " or ".join(asked.leads)),
        ("priority", " or ".join(asked.priorities)),
        ("status", " or ".join(asked.statuses)),
        ("due by", format_day(asked.due_before) if asked.due_before else ""),
        ("with", f"'{asked.text}'" if asked.text else ""),
        ("as in", f"'{context.request.words}'" if context.request.words else ""),
    ]
    words = "; ".join(f"{name} {told}" for name, told in rows if told)
    return (
        f"{words} ({len(context.counted)} of {plural(len(context.checklist.counted), 'milestone')})"
    )


def _fingerprint(now: Checklist) -> str:
    return hashlib.blake2b(msgspec.json.encode(now.loaded.full_plan), digest_size=8).hexdigest()
