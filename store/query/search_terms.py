"""What one word, field or date of a search asks for."""

from collections.abc import Iterable
from datetime import date, timedelta

from plan_data.errors import Refused
from plan_data.model import About
from plan_data.text import fold
from plan_data.timescale.period_parser import parse_period
from plan_data.timescale.periods import MONTH_NAMES, Period
from store.checklist.checklist import Checklist
from store.checklist.meetings import next_meeting
from store.query.conditions import (
    EVERYTHING,
    AtLevel,
    CodeKind,
    Condition,
    DueBetween,
    DueInMonth,
    HasCode,
    HasForecast,
    HasNoDate,
    HasStatus,
    HasText,
    IsAhead,
    IsRescheduled,
    LacksLeadOrPathway,
    WrittenBy,
    is_at_level,
)
from store.query.filters import (
    FAMILY_MARK,
    NOT_STATED,
    STATUS_GROUPS,
    STATUSES,
    TAG_MARK,
    find_area,
    find_leads,
    find_pathway,
    find_priorities,
    find_served,
    find_statuses,
    find_tag,
)
from store.query.search_tokens import Token

NO_DATE = "none"  # in `due=none`
# Statuses and other states by the folded words that ask for them, at most three.
_STATUSES_BY_NAME: dict[str, Iterable[str]] = {
    **{each: (each,) for each in STATUSES},
    **STATUS_GROUPS,
}
_STATES: dict[str, Condition] = {
    **{
        name: HasStatus(typed=name, statuses=frozenset(statuses))
        for name, statuses in _STATUSES_BY_NAME.items()
    },
    NOT_STATED: LacksLeadOrPathway(typed=NOT_STATED),
    "rescheduled": IsRescheduled(typed="rescheduled"),
    "forecast": HasForecast(typed="forecast"),
    "reported on": IsAhead(typed="reported on", colour="green"),
    "no word yet": IsAhead(typed="no word yet", colour="white"),
}
MOST_STATE_WORDS = max(len(state.split()) for state in _STATES)
STATE_WORDS: tuple[str, ...] = tuple(_STATES)
_BOARD = "board"


class TermReader:
    """Reads the terms of a search about the items of one checklist."""

    def __init__(self, checklist: Checklist) -> None:
        self._checklist = checklist
        self._about = checklist.loaded.about
        self._codes = _bare_codes(self._about)

    def state(self, words: str) -> Condition:
        """Return what the words of a state ask for in this plan."""
        if words != NOT_STATED:
            return _STATES[words]
        loaded = self._checklist.loaded
        return LacksLeadOrPathway(typed=words, leads=loaded.has_leads, pathways=loaded.has_pathways)

    def word(self, token: Token) -> Condition:
        """Return what a bare word asks for: a state, code, month or level, else a text."""
        word = token.word
        if word in _STATES:
            return self.state(word)
        code = self._codes.get(word) or self._codes.get(word.removesuffix(FAMILY_MARK))
        if code:
            return self._bare_code_condition(token, *code)
        month = _month_number(word)
        if month:
            return DueInMonth(typed=token.typed, months=frozenset((month,)))
        number = word.rstrip(".-@")
        if _may_be_level(number):
            if any(is_at_level(item, number) for item in self._checklist.items):
                return AtLevel(typed=token.typed, number=number)
            is_number = number.replace(".", "").isdecimal()
            return HasText(typed=token.typed, text=number, is_number=is_number)
        return text_condition(token.typed, word.removesuffix(FAMILY_MARK))

    def _bare_code_condition(self, token: Token, kind: CodeKind, code: str) -> Condition:
        """Return what a code without its kind asks for; a lead's also for those of its parts."""
        codes = frozenset((code,))
        if kind == "lead":
            codes = self._about.agency_family(code)
        return HasCode(typed=token.typed, kind=kind, codes=codes)

    def field(self, token: Token) -> Condition:
        """Return what a field with its value asks for, `sort` excepted.

        Raises:
            Refused: if the value names nothing.

        """
        typed, value = token.typed, token.text
        match token.name:
            case "lead" | "pathway" | "tag" | "priority" | "serves" | "area" as kind:
                return HasCode(typed=typed, kind=kind, codes=frozenset(self._find(kind, value)))
            case "status":
                return HasStatus(typed=typed, statuses=frozenset(find_statuses(value)))
            case _:  # by
                return WrittenBy(typed=typed, author=fold(value))

    def _find(self, kind: CodeKind, value: str) -> tuple[str, ...]:
        """Return the codes that a field's value names."""
        match kind:
            case "lead":
                return find_leads(self._about, value)
            case "pathway":
                return (find_pathway(self._about, value),)
            case "tag":
                return (find_tag(self._about, value),)
            case "priority":
                return find_priorities(self._checklist.loaded.full_plan, value)
            case "serves":
                return find_served(self._about, value)
            case "area":
                return (find_area(self._about, value),)

    def due(self, token: Token) -> Condition:
        """Return what a comparison with a date asks for, such as `due<oct`.

        Raises:
            Refused: if the date cannot be read, or is a Board's and no date of one is set.

        """
        if token.name == "=" and fold(token.text) == NO_DATE:
            return HasNoDate(typed=token.typed)
        first, last = _due_limits(token.name, self._period(token.text, token.name))
        asks_what_is_left = fold(token.text) == _BOARD and token.name in {"<", "<="}
        return DueBetween(typed=token.typed, first=first, last=last, is_open=asks_what_is_left)

    def _period(self, text: str, sign: str) -> Period:
        """Return the period of a date; the day of a meeting counts as before it, as in the agenda."""
        word = fold(text)
        as_of = self._checklist.as_of
        if word == "today":
            return Period(as_of, as_of, word)
        if word != _BOARD:
            return parse_period(_spaced(text), self._checklist.loaded.year.calendar)
        meeting = next_meeting(self._checklist.meetings, as_of)
        if meeting is None:
            raise Refused("no date of a Board is set: `milepost board add DATE` sets one.")
        day = meeting.on
        if sign in {"<", ">="}:
            day += timedelta(days=1)
        return Period(day, day, word)


def _bare_codes(about: About) -> dict[str, tuple[CodeKind, str]]:
    """Return the kind and the code of what may be typed without its kind, folded.

    A pathway's printed spellings are read too, and a tag with its mark.
    """
    meanings: dict[str, tuple[CodeKind, str]] = {}
    for tag in about.tags:
        for name in (tag.code, f"{TAG_MARK}{tag.code}"):
            meanings[fold(name)] = ("tag", tag.code)
    for agency in about.agencies:
        meanings[fold(agency.code)] = ("lead", agency.code)
    for pathway in about.pathways:
        for name in (*pathway.printed, pathway.code):
            meanings[fold(name)] = ("pathway", pathway.code)
    return meanings


def _month_number(word: str) -> int:
    """Return the number of a month from its name or the first three letters, 0 if it is none."""
    for number, name in enumerate(MONTH_NAMES, start=1):
        if word in {name.lower(), name[:3].lower()}:
            return number
    return 0


def text_condition(typed: str, text: str) -> Condition:
    """Return the condition that a text is found, EVERYTHING if nothing is left of it folded."""
    folded = fold(text)
    if not folded:
        return EVERYTHING
    return HasText(typed=typed, text=folded)


def _may_be_level(word: str) -> bool:
    """Return whether a word looks like a number of the plan, such as 2.4 or 2.4.2-a."""
    has_digit = any(map(str.isdecimal, word))
    return has_digit and not word.isdecimal() and not word.isalpha()


def _spaced(text: str) -> str:
    """Return a period without the hyphens that make it one word: dec-2009, q3-2009/10."""
    if any(map(str.isalpha, text)):
        return text.replace("-", " ")
    return text


def _due_limits(sign: str, period: Period) -> tuple[date | None, date | None]:
    """Return the first and the last day that a comparison with a whole period allows."""
    one_day = timedelta(days=1)
    match sign:
        case "<":
            return None, period.first - one_day
        case "<=":
            return None, period.last
        case ">":
            return period.last + one_day, None
        case ">=":
            return period.first, None
        case _:
            return period.first, period.last
