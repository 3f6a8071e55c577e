"""Return rounds: who was asked for what period, and who has answered."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Literal

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.timescale.financial_year import APRIL, Calendar
from plan_data.timescale.period_parser import parse_period
from plan_data.timescale.periods import Period
from store.journal.entry import Entry, ReturnRound

AnswerState = Literal["answered", "nothing to report", "not answered", "imported"]
_IMPORT_KEY = re.compile(r"import-(?P<day>\d{4}-\d\d-\d\d)")


class OpenRound(Struct, frozen=True):
    """A return round that was opened. `entry` is what recorded it, `period` what it is about."""

    entry: Entry
    opened: ReturnRound
    period: Period
    answer_by: date

    @property
    def id(self) -> str:
        """The id of the round, which its sheets carry."""
        return self.opened.key or self.entry.id

    @property
    def is_import(self) -> bool:
        """Whether nobody was asked: the round is what an import found in a table."""
        return bool(self.opened.key)


def round_to_be(
    period: str, codes: Sequence[str], calendar: Calendar, *, of_pathways: bool
) -> OpenRound:
    """Return a round that is not opened yet, by which to see what its sheets would hold."""
    opened = ReturnRound(period, "", tuple(codes), of_pathways)
    return _without_entry(opened, parse_period(period, calendar), date.max)


def round_of_import(source: str, on: date) -> ReturnRound:
    """Return the round that a table's progress on a day makes; `source` is the table's name."""
    day = on.isoformat()
    return ReturnRound(day, day, source=source, key=f"import-{day}")


def round_with_key(key: str, source: str) -> ReturnRound | None:
    """Return the round of an import by its key, None if no import makes such a key."""
    match = _IMPORT_KEY.fullmatch(key)
    if not match:
        return None
    try:
        return round_of_import(source, date.fromisoformat(match["day"]))
    except ValueError:
        return None


def is_import_key(round_id: str) -> bool:
    """Return whether the id of a round is that of an import."""
    return bool(_IMPORT_KEY.fullmatch(round_id))


def unopened_import_round(opened: ReturnRound) -> OpenRound:
    """Return the round of an import that nobody has accepted yet."""
    day = date.fromisoformat(opened.answer_by)
    return _without_entry(opened, Period(day, day, opened.period), day, day)


def _without_entry(
    opened: ReturnRound, period: Period, answer_by: date, on: date = date.min
) -> OpenRound:
    nowhere = Entry(
        id="",
        plan="",
        ref="",
        kind="round",
        on=on,
        at=datetime.min.replace(tzinfo=UTC),
        by="",
    )
    return OpenRound(nowhere, opened, period, answer_by)


class RoundAnswer(Struct, frozen=True):
    """What one lead or pathway answered to a round.

    `entries` are those in effect that its sheets brought, oldest first. `on` is the day of the
    first: the one written on its sheet, else the one on which it was accepted. `is_late` says
    whether that was after the day to answer by.
    """

    code: str
    state: AnswerState
    entries: tuple[Entry, ...] = ()
    on: date | None = None
    is_late: bool = False


def find_rounds(entries: Iterable[Entry], calendar: Calendar = APRIL) -> tuple[OpenRound, ...]:
    """Return the rounds that were opened, in the order in which they were.

    `entries` are those in effect, and periods those of a plan of `calendar`. A round whose dates cannot be read is left out.
    """
    rounds: dict[str, OpenRound] = {}
    for entry in sorted(entries, key=_id_of_entry):
        if entry.kind == "round" and entry.opened is not None:
            try:
                opened = _round(entry, entry.opened, calendar)
            except (Refused, ValueError):
                continue
            rounds.setdefault(opened.id, opened)
    return tuple(rounds.values())


def asked_rounds(rounds: Iterable[OpenRound]) -> tuple[OpenRound, ...]:
    """Return the rounds in which somebody was asked: not those of imports."""
    return tuple([opened for opened in rounds if not opened.is_import])


def _round(entry: Entry, opened: ReturnRound, calendar: Calendar) -> OpenRound:
    period = parse_period(opened.period, calendar)
    return OpenRound(entry, opened, period, date.fromisoformat(opened.answer_by))


def _id_of_entry(entry: Entry) -> str:
    return entry.id


def pick_round(
    rounds: Sequence[OpenRound], period: str = "", calendar: Calendar = APRIL
) -> OpenRound:
    """Return the round of a period, or the one that was opened last; that of an import if it is alone.

    Raises:
        Refused: if there is none.

    """
    if not rounds:
        raise Refused(
            "no return round is open.",
            '`milepost returns open --period "Q2 2009/10" --answer-by 2009-10-14 -o FOLDER`'
            " opens one.",
        )
    if not period:
        return (asked_rounds(rounds) or rounds)[-1]
    wanted = parse_period(period, calendar)
    for opened in reversed(rounds):
        if opened.period == wanted:
            return opened
    known = ", ".join([opened.opened.period for opened in rounds])
    raise Refused(f"no round was opened for {period}: there is {known}.")


def find_round_with_id(rounds: Sequence[OpenRound], round_id: str) -> OpenRound:
    """Return the round that a sheet names.

    Raises:
        Refused: if there is none in the journal.

    """
    for opened in rounds:
        if opened.id == round_id:
            return opened
    raise Refused(
        "this sheet is of a return round that is not in the journal: merge the journal of whoever"
        " opened it."
    )


def round_answers(opened: OpenRound, entries: Iterable[Entry]) -> tuple[RoundAnswer, ...]:
    """Return what each lead or pathway of a round answered, in the round's order.

    `entries` are those in effect. A lead with entries and a statement that there is nothing to
    report has answered. Of an import, it is what was accepted as whose.
    """
    by_code: dict[str, list[Entry]] = {code: [] for code in opened.opened.codes}
    for entry in entries:
        if entry.via is None or entry.via.round != opened.id:
            continue
        if opened.is_import:
            by_code.setdefault(entry.by, [])
        if entry.by in by_code:
            by_code[entry.by].append(entry)
    return tuple([_answer(code, found, opened) for code, found in by_code.items()])


def _answer(code: str, entries: Sequence[Entry], opened: OpenRound) -> RoundAnswer:
    if not entries:
        return RoundAnswer(code, "not answered")
    on = min(map(_day_of_answer, entries))
    if opened.is_import:
        return RoundAnswer(code, "imported", tuple(entries), on)
    state: AnswerState = "answered"
    if all(entry.kind == "nil" for entry in entries):
        state = "nothing to report"
    return RoundAnswer(code, state, tuple(entries), on, on > opened.answer_by)


def _day_of_answer(entry: Entry) -> date:
    if entry.via is not None and entry.via.filled_in:
        try:
            return date.fromisoformat(entry.via.filled_in)
        except ValueError:
            pass
    return entry.at.astimezone(UTC).date()


def unfinished_round(
    entries: Sequence[Entry], calendar: Calendar
) -> tuple[OpenRound, tuple[RoundAnswer, ...]] | None:
    """Return the round that was opened last with its answers, None if all of it has answered.

    `entries` are those in effect.
    """
    rounds = asked_rounds(find_rounds(entries, calendar))
    if not rounds:
        return None
    answers = round_answers(rounds[-1], entries)
    if all(answer.state != "not answered" for answer in answers):
        return None
    return rounds[-1], answers
