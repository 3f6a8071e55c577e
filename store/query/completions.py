"""What a search that is being typed may go on with: codes, states, fields, refs and titles."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from plan_data.load import LoadedPlan
from plan_data.model import About, Agency, Area, Indicator, Pathway, Tag
from plan_data.text import fold, one_line, with_article
from plan_data.timescale.periods import MONTH_NAMES
from store.query.filters import FAMILY_MARK, NOT_STATED, SORT_NAMES, STATUS_GROUPS, STATUSES
from store.query.plan_parts import psas_of
from store.query.search_terms import STATE_WORDS
from store.query.search_tokens import FIELDS

MOST_SHOWN = 5
_LEAST_OF_NAME, _LEAST_OF_TITLE = 2, 3  # letters, before words of names and titles are offered

_FRAGMENT = re.compile(
    rf"""
    (?:^|(?<=[\s(]))
    (?:(?P<field>{"|".join(FIELDS)}):|(?P<due>due\s*(?:<=|>=|<|>|=)))?
    (?P<value>"[^"]*|[^\s()"]*)$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIELD_MEANINGS = {
    "lead": "this lead alone, by code or name",
    "pathway": "this pathway",
    "tag": "a group across the plan",
    "priority": "a priority or section",
    "serves": "for this indicator or PSA",
    "area": "with a measure of this area",
    "status": "exactly what the list calls it",
    "by": "with an entry by this author",
    "sort": "the order",
}
_NAMED_FIELDS = frozenset({"lead", "pathway"})  # of which a plan may have none
_NEED_FIELD = frozenset({"serves", "area"})  # whose codes alone are words of a text
_STATE_MEANINGS = {
    "late": "overdue, late start and return overdue",
    "closed": "done, done late and met",
    "rescheduled": "with an approved new date",
    "forecast": "with a day on which it is now expected",
}
_DUE_MEANINGS = {"due<board": "open, by the next Board", "due<today": "before the date in view"}
_FIRST_WORDS = ("overdue", "late", "due<board", "not stated", "sort:due")


class Completion(Struct, frozen=True):
    """What can be taken: `text` with its meaning, and the `words` of the search with it."""

    text: str
    meaning: str
    words: str


class _Offer(Struct, frozen=True):
    """A text to offer, its meaning, and the folded beginnings of what may be typed for it."""

    text: str
    meaning: str
    keys: tuple[str, ...]


class Completer:
    """Completes searches of one plan; what it looks through is built when it is first needed."""

    def __init__(self, loaded: LoadedPlan) -> None:
        self.loaded = loaded
        self._reword = loaded.vocabulary.reword
        self._state_meanings = _state_meanings_of(loaded)
        self._states = [state for state in STATE_WORDS if state != NOT_STATED]
        if loaded.stated_nouns:
            self._states.append(NOT_STATED)

    def prepare(self) -> None:
        """Build what is looked through, so that the first letter does not wait for it."""
        self._offers, self._refs, self._titles  # noqa: B018 - each is built when it is first read

    def complete(
        self, words: str, saved: Mapping[str, str], authors: Iterable[str] = ()
    ) -> list[Completion]:
        """Return what the last word may become, best first, `MOST_SHOWN` at most.

        `saved` are the words of filters by their names. `authors` is read only after `by:`.
        """
        match = _FRAGMENT.search(words)
        if match is None:
            return []
        before, value = words[: match.start()], fold(match["value"].removeprefix('"'))
        if match["field"]:
            field = fold(match["field"])
            found = self._of_field(field, value, authors)
        elif match["due"]:
            found = self._of_due(match["due"], value)
        elif value:
            found = self._of_word(words, value, saved)
        else:
            found = self._first_offers(words, saved)
        completions: dict[str, Completion] = {}
        for start, offer in found:
            kept = before
            if start is not None:
                kept = words[:start]
            completed = f"{kept}{offer.text}{_after(offer.text)}"
            if fold(completed).strip() != fold(words).strip():
                completions.setdefault(offer.text, Completion(offer.text, offer.meaning, completed))
            if len(completions) == MOST_SHOWN:
                break
        return list(completions.values())

    # What is offered; a place is where the offer begins in the words, None for the last word's

    def _first_offers(self, words: str, saved: Mapping[str, str]) -> "_Found":
        for offer in _saved_offers(saved):
            yield None, offer
        meanings = {**self._state_meanings, **_DUE_MEANINGS, "sort:due": "by the day due"}
        for text in _FIRST_WORDS:
            if text in fold(words) or (text == NOT_STATED and text not in self._states):
                continue
            yield None, _Offer(text, meanings.get(text, "a status"), ())

    def _of_word(self, words: str, value: str, saved: Mapping[str, str]) -> "_Found":
        yield from self._of_states(words, value)
        offers = (*_saved_offers(saved), *self._offers)
        yield from _with_key(offers, value, slice(0, 1))
        if len(value) >= _LEAST_OF_NAME:
            yield from _with_key(offers, value, slice(1, None))
        for offer in self._of_numbers(value):
            yield None, offer
        if len(value) >= _LEAST_OF_TITLE:
            for offer in self._of_titles(value):
                yield None, offer

    def _of_states(self, words: str, value: str) -> "_Found":
        """Yield the states that the words may end with, some of which are two or three words."""
        folded = fold(words)
        for state in self._states:
            start = _start_of(state, folded, value)
            if start is not None:
                meaning = self._state_meanings.get(state, "a status")
                yield start + len(words) - len(folded), _Offer(state, meaning, ())

    def _of_field(self, field: str, value: str, authors: Iterable[str]) -> "_Found":
        for offer in self._values_of(field, authors):
            is_writable = '"' not in offer.text
            if is_writable and any(key.startswith(value) for key in offer.keys):
                yield None, _Offer(f"{field}:{_quoted(offer.text)}", offer.meaning, ())

    def _values_of(self, field: str, authors: Iterable[str]) -> Iterable[_Offer]:
        match field:
            case "priority":
                return self._priorities
            case "status":
                return map(_state_offer, (*STATUSES, *STATUS_GROUPS))
            case "by":
                return _author_offers(authors)
            case "sort":
                return [_Offer(name, "", (name,)) for name in SORT_NAMES]
            case _:
                return self._codes[field]

    def _of_due(self, sign: str, value: str) -> "_Found":
        offers = [_Offer("board", "the next Board", ()), _Offer("today", "the date in view", ())]
        for month in self.loaded.year.months():
            name = MONTH_NAMES[month.first.month - 1]
            text = f"{name[:3].lower()}-{month.first.year}"
            offers.append(_Offer(text, f"{name} {month.first.year}", ()))
        for offer in offers:
            if offer.text.startswith(value):
                yield None, _Offer(f"{sign}{offer.text}", offer.meaning, ())

    def _of_numbers(self, value: str) -> Iterator[_Offer]:
        """Yield the levels and milestones whose numbers begin so."""
        if not value[0].isdigit():
            return
        for offer in self._levels:
            if offer.keys[0].startswith(value):
                yield offer
        refs, titles = self._refs
        first = bisect_left(refs, value)
        for at in range(first, bisect_right(refs, f"{value}\uffff")):
            yield _Offer(refs[at], titles[at], ())

    def _of_titles(self, value: str) -> Iterator[_Offer]:
        """Yield the milestones of which a word of the title begins so."""
        text, starts = self._titles
        refs, titles = self._refs
        at = text.find(f" {value}")
        while at >= 0:
            place = bisect_right(starts, at) - 1
            yield _Offer(refs[place], titles[place], ())
            if place + 1 == len(starts):
                return
            at = text.find(f" {value}", starts[place + 1])

    # What is looked through

    @cached_property
    def _codes(self) -> dict[str, list[_Offer]]:
        about = self.loaded.about
        not_stated = _Offer(NOT_STATED, "", (NOT_STATED,))
        psas = [_Offer(psa.code, "", _keys(psa.code)) for psa in psas_of(about)]
        return {
            "pathway": [*map(_code_offer, about.pathways), not_stated],
            "lead": [*map(_code_offer, about.agencies), not_stated, *_family_offers(about)],
            "tag": list(map(_code_offer, about.tags)),
            "serves": [*map(_code_offer, about.indicators), *psas],
            "area": list(map(_code_offer, about.areas)),
        }

    @cached_property
    def _priorities(self) -> list[_Offer]:
        """The sections and priorities."""
        numbers = self.loaded.objectives
        return [offer for offer in self._levels if offer.text not in numbers]

    @cached_property
    def _levels(self) -> list[_Offer]:
        levels = []
        for key, level in self.loaded.levels.items():
            kind, _, number = key.partition(" ")
            noun = self._reword(kind)
            levels.append(
                _Offer(number, f"{noun}: {one_line(level.title)}", _keys(number, level.title))
            )
        return levels

    @cached_property
    def _offers(self) -> list[_Offer]:
        """The codes, then the fields, dates and months."""
        offers: list[_Offer] = []
        for kind, of_kind in self._codes.items():
            offers += _bare_offers(kind, self._reword(kind), of_kind)
        for field, meaning in _FIELD_MEANINGS.items():
            if field in _NAMED_FIELDS and field not in self.loaded.stated_nouns:
                continue
            offers.append(_Offer(f"{field}:", self._reword(meaning), (field,)))
        for text, meaning in _DUE_MEANINGS.items():
            offers.append(_Offer(text, meaning, (text,)))
        for name in MONTH_NAMES:
            offers.append(_Offer(name[:3].lower(), f"due in {name}", (name.lower(),)))
        return offers

    @cached_property
    def _refs(self) -> tuple[list[str], list[str]]:
        """The milestones' refs, folded and sorted, and their titles."""
        titles = {fold(item.milestone): one_line(item.title) for item in self.loaded.items}
        refs = sorted(titles)
        return refs, [titles[ref] for ref in refs]

    @cached_property
    def _titles(self) -> tuple[str, list[int]]:
        """All titles as one folded text, each after a space, and where each begins."""
        parts, starts, length = [], [], 0
        for title in self._refs[1]:
            part = f" {_words(title)}\n"
            starts.append(length)
            parts.append(part)
            length += len(part)
        return "".join(parts), starts


_Found = Iterator[tuple[int | None, _Offer]]


def _state_meanings_of(loaded: LoadedPlan) -> dict[str, str]:
    """Return what a word for several states means, in the words of the plan."""
    meanings = dict(_STATE_MEANINGS)
    if loaded.stated_nouns:
        nouns = [with_article(loaded.vocabulary.singular(noun)) for noun in loaded.stated_nouns]
        meanings[NOT_STATED] = " or ".join([f"without {noun}" for noun in nouns])
    return meanings


def _code_offer(named: Agency | Area | Indicator | Pathway | Tag) -> _Offer:
    return _Offer(named.code, named.name, _keys(named.code, named.name))


def _family_offers(about: About) -> Iterator[_Offer]:
    """Yield each agency that has parts, with them."""
    umbrellas = {agency.part_of for agency in about.agencies}
    for agency in about.agencies:
        if agency.code in umbrellas:
            text = f"{agency.code}{FAMILY_MARK}"
            yield _Offer(text, f"{agency.name} and its parts", _keys(text, agency.name))


def _bare_offers(kind: str, noun: str, codes: Iterable[_Offer]) -> Iterator[_Offer]:
    """Yield the codes of a kind as they may be typed without their field, if they may."""
    for offer in codes:
        text = offer.text
        if text == NOT_STATED or text.endswith(FAMILY_MARK):
            continue
        if kind in _NEED_FIELD or " " in text:
            text = f"{kind}:{_quoted(text)}"
        yield _Offer(text, f"{noun}: {offer.meaning}", offer.keys)


def _state_offer(status: str) -> _Offer:
    return _Offer(status, _STATE_MEANINGS.get(status, ""), (status,))


def _author_offers(authors: Iterable[str]) -> list[_Offer]:
    names = sorted({one_line(author) for author in authors})
    return [_Offer(name, "", _keys(name)) for name in names]


def _with_key(offers: Iterable[_Offer], value: str, which: slice) -> _Found:
    """Yield the offers of which one of some keys begins so."""
    for offer in offers:
        if any(key.startswith(value) for key in offer.keys[which]):
            yield None, offer


def _saved_offers(saved: Mapping[str, str]) -> list[_Offer]:
    """Return the saved filters: `mine` as the word it is, the others as the words they stand for."""
    offers = []
    for saved_name, saved_words in saved.items():
        name, words = one_line(saved_name), one_line(saved_words)
        if fold(name) == "mine":
            offers.append(_Offer("mine", f"your own: {words}", ("mine",)))
        else:
            offers.append(_Offer(f"({words})", f"saved as {name}", _keys(name)))
    return offers


def _start_of(state: str, folded: str, value: str) -> int | None:
    """Return where a state begins that the words may end with, None if they cannot."""
    if state.startswith(value):
        return len(folded) - len(value)
    for length in range(len(state) - 1, state.find(" "), -1):
        beginning = state[:length]
        if " " in beginning and f" {folded}".endswith(f" {beginning}"):
            return len(folded) - length
    return None


def _keys(*names: str) -> tuple[str, ...]:
    """Return the folded first name, and each folded word of all names."""
    words: list[str] = []
    for name in names:
        words += _words(name).split()
    return (fold(names[0]), *words)


def _words(text: str) -> str:
    return re.sub(r"[^\w]+", " ", fold(text)).strip()


def _quoted(value: str) -> str:
    if re.search(r"[\s()]", value):
        return f'"{value}"'
    return value


def _after(text: str) -> str:
    if text.endswith(":"):
        return ""
    return " "
