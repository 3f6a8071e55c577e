"""A search as people type it, such as `overdue ELS oct`: one grammar for shell, app and filters.

docs/searching.md has the grammar.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.model import About
from plan_data.text import fold
from plan_data.timescale.period_parser import parse_period
from plan_data.timescale.periods import MONTH_NAMES, Period
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.meetings import next_meeting
from store.query.conditions import (
    AllOf,
    AnyOf,
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
    NeverMet,
    Not,
    WrittenBy,
    is_at_level,
)
from store.query.filters import (
    FAMILY_MARK,
    NOT_STATED,
    STATUS_GROUPS,
    STATUSES,
    TAG_MARK,
    SortName,
    find_area,
    find_leads,
    find_pathway,
    find_priorities,
    find_served,
    find_statuses,
    find_tag,
)
from store.query.search_tokens import Token, split_search
from store.query.sorting import find_sort
from store.query.text_index import TextIndex

NO_DATE = "none"  # in `due=none`
_MOST_BRACKETS = 40  # one within another
EVERYTHING = AllOf()


class Search(Struct, frozen=True):
    """What words mean: a condition, and the order to show the items in, None for the plan's.

    `problem` is a sentence about what cannot be read; the rest is searched for all the same.
    """

    condition: Condition = EVERYTHING
    sort: SortName | None = None
    problem: str = ""

    def select(self, items: Sequence[ChecklistItem], index: TextIndex) -> tuple[ChecklistItem, ...]:
        """Return those of `items` that match, in their order; texts are searched in `index`."""
        return tuple(self.condition.select(items, index))

    def required_codes(self, kind: CodeKind) -> tuple[str, ...]:
        """Return the codes one of which every item found has, none if it may have any."""
        codes: list[str] = []
        for condition in self.condition.required():
            if isinstance(condition, HasCode) and condition.kind == kind:
                codes += sorted(condition.codes)
        return tuple(codes)


def read_words(checklist: Checklist, text: str, *, while_typing: bool = False) -> Search:
    """Return what words mean; one that names nothing else is searched in the texts.

    `while_typing`, what is incomplete is completed or left out, and `problem` says what it was.

    Raises:
        Refused: if the words cannot be read, unless `while_typing`.

    """
    return _Reader(checklist, text, while_typing=while_typing).read()


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
_MOST_STATE_WORDS = max(len(state.split()) for state in _STATES)
STATE_WORDS: tuple[str, ...] = tuple(_STATES)
_AND, _OR, _NOT, _SORT = "and", "or", "not", "sort"
_BOARD = "board"


class _Reader:
    """Reads one search from its tokens, each once, from left to right."""

    def __init__(self, checklist: Checklist, text: str, *, while_typing: bool) -> None:
        self._checklist = checklist
        self._about = checklist.loaded.about
        self._tokens = split_search(text)
        self._place = 0
        self._depth = 0
        self._while_typing = while_typing
        self._ends_open = text == text.rstrip()  # the last word may still grow
        self._sort: SortName | None = None
        self._problem = ""
        self._codes = _bare_codes(self._about)

    def read(self) -> Search:
        parts = [self._read_alternatives()]
        while self._token is not None:  # a bracket that nothing opened
            self._object("there is a ')' without a '(' before it.")
            self._place += 1
            if self._token is not None:
                parts.append(self._read_alternatives())
        return Search(_all_of(parts), self._sort, self._problem)

    @property
    def _token(self) -> Token | None:
        if self._place < len(self._tokens):
            return self._tokens[self._place]
        return None

    @property
    def _word(self) -> str:
        return self._word_at(self._place)

    def _word_at(self, place: int) -> str:
        if place < len(self._tokens):
            return self._tokens[place].word
        return ""

    def _object(self, sentence: str) -> None:
        """Refuse the words, or keep the first sentence about them while they are typed."""
        if not self._while_typing:
            raise Refused(f"these words cannot be searched for: {sentence}")
        self._problem = self._problem or sentence

    # and, or, not and brackets

    def _read_alternatives(self) -> Condition:
        parts = [self._read_all()]
        while self._take_operator(_OR):
            parts.append(self._read_all(after=_OR))
        kept = _without_everything(parts)
        if len(kept) > 1:
            return AnyOf(parts=kept)
        return _all_of(kept)

    def _read_all(self, after: str = "") -> Condition:
        parts = [self._read_side_by_side(after)]
        while self._take_operator(_AND):
            parts.append(self._read_side_by_side(_AND))
        return _all_of(parts)

    def _take_operator(self, operator: str) -> bool:
        if self._word != operator:
            return False
        self._place += 1
        return True

    def _read_side_by_side(self, after: str) -> Condition:
        """Return what terms side by side mean: all of them, and of bare codes of a kind any."""
        terms: list[_Term] = []
        start = self._place
        while (term := self._read_operand()) is not None:
            terms.append(term)
        if self._place == start:
            self._object_to_nothing(after)
        return _all_of(_join_alternatives(terms))

    def _object_to_nothing(self, after: str) -> None:
        word = self._word
        if after:
            self._object(_lonely(after))
        elif word in {_AND, _OR}:
            self._object(_lonely(word))

    def _read_operand(self) -> "_Term | None":
        """Return the next term with the `not` before it, None if there is none."""
        is_negated = False
        while self._word == _NOT and not self._starts_with_state():
            is_negated = not is_negated
            self._place += 1
            if not self._starts_operand():
                self._object(_lonely(_NOT))
                return _Term(EVERYTHING)
        term = self._read_term()
        if term is None or not is_negated or term.condition == EVERYTHING:
            return term
        return _Term(Not(part=term.condition))

    def _starts_operand(self) -> bool:
        token = self._token
        return token is not None and token.kind != "close" and self._word not in {_AND, _OR}

    def _starts_with_state(self) -> bool:
        """Return whether a state of several words is next: `not due`, but not in `not due soon`."""
        return bool(self._state_at(self._place)) and not self._state_at(self._place + 1)

    def _state_at(self, place: int) -> str:
        """Return the longest state of several words at a place, empty if there is none."""
        for count in range(_MOST_STATE_WORDS, 1, -1):
            words = " ".join([self._word_at(place + n) for n in range(count)])
            if words in _STATES:
                return words
        return ""

    def _read_term(self) -> "_Term | None":
        token = self._token
        if token is None or not self._starts_operand():
            return None
        if words := self._state_at(self._place):
            self._place += len(words.split())
            state = self._state(words)
            return _Term(state, _kind_of(state))
        self._place += 1
        if not token.is_closed:
            self._object("a quotation mark is not closed.")
        if token.kind == "word":
            condition = self._word_condition(token)
            return _Term(condition, _kind_of(condition))
        return _Term(self._read_alone(token))

    def _read_alone(self, token: Token) -> Condition:
        """Return what a token asks for that never joins those beside it as an alternative."""
        match token.kind:
            case "open":
                return self._read_brackets()
            case "phrase":
                return _text_condition(token.typed, token.text)
            case "due":
                return self._value_condition(token, self._due_condition)
            case _:
                return self._value_condition(token, self._field_condition)

    def _read_brackets(self) -> Condition:
        self._depth += 1
        if self._depth > _MOST_BRACKETS:
            self._place = len(self._tokens)
            self._object(f"more than {_MOST_BRACKETS} brackets are open at once.")
            return EVERYTHING
        start = self._place
        condition = self._read_alternatives()
        if self._token is None:
            self._object("a '(' is not closed: add a ')'.")
        elif self._place == start:
            self._object("there is nothing between '(' and ')'.")
        self._place += 1
        self._depth -= 1
        return condition

    # Words, fields and dates

    def _state(self, words: str) -> Condition:
        """Return what the words of a state ask for in this plan."""
        if words != NOT_STATED:
            return _STATES[words]
        loaded = self._checklist.loaded
        return LacksLeadOrPathway(typed=words, leads=loaded.has_leads, pathways=loaded.has_pathways)

    def _word_condition(self, token: Token) -> Condition:
        word = token.word
        if word in _STATES:
            return self._state(word)
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
        return _text_condition(token.typed, word.removesuffix(FAMILY_MARK))

    def _bare_code_condition(self, token: Token, kind: CodeKind, code: str) -> Condition:
        """Return what a code without its kind asks for; a lead's stands for its family."""
        codes = frozenset((code,))
        if kind == "lead":
            codes = self._about.agency_family(code)
        return HasCode(typed=token.typed, kind=kind, codes=codes)

    def _value_condition(self, token: Token, read: Callable[[Token], Condition]) -> Condition:
        """Return what a field or a date asks for, NeverMet if it names nothing."""
        may_grow = self._while_typing and self._token is None and self._ends_open
        if not token.text:
            self._object(f"'{token.typed}' needs a word after it.")
            return EVERYTHING
        try:
            return read(token)
        except Refused as refusal:
            self._object(str(refusal))
        if may_grow or token.name == _SORT:
            return EVERYTHING
        return NeverMet(typed=token.typed)

    def _field_condition(self, token: Token) -> Condition:
        typed, value = token.typed, token.text
        match token.name:
            case "lead" | "pathway" | "tag" | "priority" | "serves" | "area" as kind:
                return HasCode(typed=typed, kind=kind, codes=frozenset(self._find(kind, value)))
            case "status":
                return HasStatus(typed=typed, statuses=frozenset(find_statuses(value)))
            case "by":
                return WrittenBy(typed=typed, author=fold(value))
            case _:
                self._sort = find_sort(value)
                return EVERYTHING

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

    def _due_condition(self, token: Token) -> Condition:
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


class _Term(Struct, frozen=True):
    """One term; bare ones of the same kind side by side are alternatives, "" never is one."""

    condition: Condition
    kind: str = ""


def _kind_of(condition: Condition) -> str:
    """Return what a bare word names: two statuses side by side ask for either."""
    match condition:
        case HasCode():
            return condition.kind
        case HasStatus():
            return "status"
        case DueInMonth():
            return "month"
        case _:
            return ""


def _join_alternatives(terms: Iterable[_Term]) -> list[Condition]:
    """Return the terms' conditions, those of one kind as alternatives in the place of the first."""
    groups: dict[object, list[Condition]] = {}
    for place, term in enumerate(terms):
        groups.setdefault(term.kind or place, []).append(term.condition)
    return [_one_of(conditions) for conditions in groups.values()]


def _one_of(conditions: list[Condition]) -> Condition:
    """Return the conditions as one; several codes of a kind are one condition with all of them."""
    if len(conditions) == 1:
        return conditions[0]
    codes: frozenset[str] = frozenset()
    for condition in conditions:
        if not isinstance(condition, HasCode):
            return AnyOf(parts=tuple(conditions))
        codes |= condition.codes
    first = conditions[0]
    if not isinstance(first, HasCode):
        return AnyOf(parts=tuple(conditions))
    typed = " ".join([condition.typed for condition in conditions])
    return HasCode(typed=typed, kind=first.kind, codes=codes)


def _all_of(parts: Sequence[Condition]) -> Condition:
    """Return the parts as one condition, those left out that every item fulfils."""
    kept = _without_everything(parts)
    if len(kept) == 1:
        return kept[0]
    return AllOf(parts=kept)


def _without_everything(parts: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple([part for part in parts if part != EVERYTHING])


def _lonely(operator: str) -> str:
    where = "before and after it"
    if operator == _NOT:
        where = "after it"
    return (
        f"'{operator}' needs words {where}; to search for the word itself, put it in quotation"
        f' marks: "{operator}".'
    )


def _text_condition(typed: str, text: str) -> Condition:
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
