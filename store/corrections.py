"""What a corrected entry is: the old one with other values, and why it would mean nothing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.text import clean, one_line
from plan_data.timescale.financial_year import Calendar
from plan_data.timescale.parser import parse_due
from store.checklist.history import KINDS_THAT_OPEN_OR_CLOSE
from store.checklist.meetings import meeting_day
from store.checklist.retractions import happened_order
from store.dates import format_day
from store.journal.entry import Entry, EntryDraft
from store.journal.kinds import KindTraits, passive, traits_of
from store.rules import JUDGEMENTS, NO_REASON, approver, require_text, unknown_judgement

_LATEST_COUNTS = frozenset({"actual", "forecast", "rescheduled", "judged"})
_LONG_FIELDS = frozenset({"text", "evidence", "cause", "action", "ask"})  # of several lines


class Correction(Struct, frozen=True):
    """New values for an entry: its day, None to leave it, and its fields by name."""

    on: date | None = None
    values: Mapping[str, Any] = {}


def fields_to_correct(entry: Entry) -> tuple[str, ...]:
    """Return the fields that people can change: none of an entry that is only taken back.

    A measure's forecast has a number in place of a date.
    """
    traits = traits_of(entry.kind)
    if traits is None or entry.erased is not None:
        return ()
    if entry.kind == "forecast" and entry.number is not None:
        return tuple(["number" if name == "when" else name for name in traits.fields])
    return traits.fields


def corrected_draft(old: Entry, correction: Correction, calendar: Calendar) -> EntryDraft:
    """Return the draft of the entry that replaces `old`: of the same kind, about the same.

    Raises:
        Refused: if the kind has no such field, a value means nothing, or nothing would change.

    """
    traits = _traits_of(old)
    allowed = fields_to_correct(old)
    values = _cleaned_values(old, allowed, correction.values)
    fields = {name: getattr(old, name) for name in EntryDraft.__struct_fields__}
    fields |= {**values, "on": correction.on or old.on, "corrects": old.id}
    draft = EntryDraft(**fields)
    _refuse_same(old, draft)
    _check_values(draft, traits, allowed, calendar)
    return draft


def _traits_of(old: Entry) -> KindTraits:
    traits = traits_of(old.kind)
    if old.erased is not None:
        raise Refused(f"entry {old.id} was erased, and there is nothing in it to correct.")
    if traits is None or not traits.fields:
        raise Refused(
            f"an entry of the kind '{old.kind}' is not corrected, only taken back.",
            f"`milepost undo {old.id}` does that.",
        )
    return traits


def _cleaned_values(
    old: Entry, allowed: Sequence[str], values: Mapping[str, Any]
) -> Mapping[str, Any]:
    cleaned: dict[str, Any] = {}
    for name, value in values.items():
        if name not in allowed:
            label = name.replace("_", " ")
            known = ", ".join(field.replace("_", " ") for field in allowed)
            raise Refused(f"a '{old.kind}' has no {label}: what it has is on, {known}.")
        cleaned[name] = _cleaned(name, value)
    return cleaned


def _cleaned(name: str, value: Any) -> Any:  # noqa: ANN401 - text or a number
    if not isinstance(value, str):
        return value
    if name in _LONG_FIELDS:
        return clean(value).strip()
    return one_line(value)


def _refuse_same(old: Entry, draft: EntryDraft) -> None:
    for name in EntryDraft.__struct_fields__:
        if name != "corrects" and getattr(draft, name) != getattr(old, name):
            return
    raise Refused(f"nothing was recorded: entry {old.id} says that already.")


def _check_values(
    draft: EntryDraft, traits: KindTraits, fields: Collection[str], calendar: Calendar
) -> None:
    """Refuse values with which nobody could have recorded the entry in the first place."""
    if traits.missing_text:
        require_text(draft.kind, draft.text, *_more_texts(draft))
    if draft.kind == "meeting":
        meeting_day(draft.when, calendar)
    elif "when" in fields and (draft.when or draft.kind != "decision"):
        parse_due(draft.when, calendar)
    if "approved_by" in fields:
        approver(draft.approved_by)
    if "colour" in fields:
        _check_judgement(draft)


def _more_texts(draft: EntryDraft) -> Sequence[str]:
    """Return the texts that a note can have instead of words."""
    if draft.kind == "note":
        return (draft.cause, draft.action, draft.ask)
    return ()


def _check_judgement(draft: EntryDraft) -> None:
    if draft.colour not in JUDGEMENTS:
        raise unknown_judgement(draft.colour).refused()
    if not draft.text:
        raise NO_REASON.refused()


def refuse_other_order(old: Entry, draft: EntryDraft, others: Iterable[Entry]) -> None:
    """Refuse a correction that would change which of an item's entries came first.

    The corrected entry is recorded now, so that it counts after all others of its day. `others` are
    the item's other entries in effect.
    """
    for other in others:
        if not _depends_on_order(old, draft, other):
            continue
        was_before = happened_order(other) < happened_order(old)
        is_before = other.on <= draft.on
        if was_before != is_before:
            limit = "give that day or a later one" if was_before else "give a day before that"
            done = f"{other.ref} was {passive(other.kind)} on {format_day(other.on)}, by {other.by}"
            raise Refused(f"{done}: {limit}.")


def _depends_on_order(old: Entry, draft: EntryDraft, other: Entry) -> bool:
    """Return whether the order of two entries decides what an item's state is.

    Of entries such as two forecasts, the later one counts, which a new day may change on purpose.
    """
    if old.kind in KINDS_THAT_OPEN_OR_CLOSE:
        return other.kind in KINDS_THAT_OPEN_OR_CLOSE
    return old.kind in _LATEST_COUNTS and other.kind == old.kind and draft.on == old.on
