"""Why an exception is late or short, and what is being done about it, from its entries."""

from collections.abc import Callable, Sequence

from store.journal.entry import Entry
from store.journal.kinds import kinds_that
from tui.reports.blocks.brief_texts import brief
from tui.wording.report_text import NO_EXPLANATION, signed

_NO_LEAD_ACCOUNT = kinds_that(lambda traits: not traits.is_lead_account)
_REASONED = frozenset({"forecast", "rescheduled"})


_Mark = Callable[[str, Entry], str]  # adds to a text who wrote it, or when


def cause_text(entries: Sequence[Entry], mark: _Mark = signed) -> str | None:
    """Return why: the cause that was typed last, else the reason of the latest forecast or new date.

    If nobody recorded any word about it, that is what is returned.
    """
    entry = cause_entry(entries)
    if entry is not None:
        return mark(entry.cause or entry.text, entry)
    if _latest(entries, _has_words):
        return None
    return NO_EXPLANATION


def cause_entry(entries: Sequence[Entry]) -> Entry | None:
    """Return the entry that explains an exception, None if none does."""
    return _latest(entries, _has_cause) or _latest(entries, _has_reason)


def action_text(entries: Sequence[Entry], mark: _Mark = signed) -> str | None:
    """Return what the latest note with an action says is being done."""
    entry = _latest(entries, _has_action)
    if entry is None:
        return None
    return mark(entry.action, entry)


def last_note_text(entries: Sequence[Entry]) -> str | None:
    """Return the latest account of a lead, unless it is the cause already."""
    entry = _latest(entries, _is_account)
    if entry is None:
        return None
    cause = cause_entry(entries)
    if cause is entry and not cause.cause:
        return None
    return signed(_account_text(entry), entry)


def cause_and_action(entries: Sequence[Entry], mark: _Mark) -> tuple[str | None, str | None]:
    """Return cause and action; if one entry has both, the action alone is marked."""
    cause, action = cause_entry(entries), _latest(entries, _has_action)
    if cause is None or cause is not action:
        return cause_text(entries, mark), action_text(entries, mark)
    return brief(cause.cause or cause.text), action_text(entries, mark)


def _latest(entries: Sequence[Entry], passes: Callable[[Entry], object]) -> Entry | None:
    for entry in reversed(entries):
        if passes(entry):
            return entry
    return None


def _has_cause(entry: Entry) -> bool:
    return entry.cause != ""


def _has_reason(entry: Entry) -> bool:
    return entry.kind in _REASONED and entry.text != ""


def _has_action(entry: Entry) -> bool:
    return entry.kind == "note" and entry.action != ""


def _has_words(entry: Entry) -> bool:
    return _is_account(entry) or _has_action(entry)


def _is_account(entry: Entry) -> bool:
    """Return whether an entry has a text in which a lead accounts for the item."""
    return entry.kind not in _NO_LEAD_ACCOUNT and _account_text(entry) != ""


def _account_text(entry: Entry) -> str:
    """Return the text and evidence of an entry; cause and action have columns of their own."""
    if not entry.evidence:
        return entry.text
    evidence = f"Evidence: {entry.evidence}"
    if not entry.text:
        return evidence
    return f"{entry.text}\n{evidence}"
