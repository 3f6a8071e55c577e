"""Read the cells of a row that say how far it is: done, started, expected, and in whose words.

Every cell ends in one of these, or among the words that have nothing to record.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from plan_data.table_import.heading_words import ColumnRole, plain_words
from plan_data.table_import.progress_days import (
    EXPECTED_WORDS,
    STARTED_WORDS,
    ProgressDay,
    read_progress_day,
    words_beside_day,
)
from plan_data.table_import.progress_words import (
    ProgressMeaning,
    ProgressWord,
    is_colour_alone,
    is_no,
    is_tick_mark,
    is_yes,
    read_colours,
    read_percent,
    read_word,
    says_nothing,
)
from plan_data.table_import.table_cells import flatten
from plan_data.timescale.financial_year import FinancialYear

ProgressCells = Mapping[tuple[ColumnRole, str], str]  # by the role and heading of their column

_ALL = 100  # per cent
_DONE = ProgressWord("done", is_all=True)
_DECIDED_BY_BOARD = frozenset({"on hold", "withdrawn"})
_LONGEST_QUOTE = 60  # characters of a cell that a reason repeats
_YES_HEADINGS_WORDS = (
    "complete completed done closed achieved finished met shipped delivered terminé terminó "
    "terminado terminada cumplido erledigt abgeschlossen fertig réalisé"
)
_YES_HEADINGS = frozenset(_YES_HEADINGS_WORDS.split())
_FIRST_LETTERS_OF_FORMULA = ("=", "'")
_MARK_AT_END = re.compile(r"[(\[](?P<mark>[^()\[\]]{2,40})[)\]]\s*\.?$")
_MARK_AT_START = re.compile(
    r"^(?:(?P<tick>[\u2713\u2714\u2611\u2705])|[(\[]?(?P<mark>[^\W\d][\w ]{1,20})[)\]]?\s*(?::|\s[-\u2013\u2014])\s)"
)


class DoneClaim(Struct, frozen=True):
    """A cell that says that something is done.

    `day` is when, "" if the cell does not say. `doubt` says why the claim is a guess. What is
    `weak` counts only if no other cell says anything about it.
    """

    printed: str
    day: str = ""
    doubt: str = ""
    weak: bool = False


@dataclass
class RowProgress:
    """What the cells of a row say, as texts of the cells of a return; `?` marks a guess.

    `against` has words that say that it is not done, `updates` the sentences of columns of updates
    with their headings, of which `actions` are made, `decisions` what only a Board decides with the
    words of print, `nothing` the words about which there is nothing to record, and `printed` each
    cell with its heading.
    """

    claims: list[DoneClaim] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    started_on: str = ""
    expected: str = ""
    view: str = ""
    updates: list[tuple[str, str]] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    decisions: list[tuple[ProgressMeaning, str]] = field(default_factory=list)
    nothing: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

    def done(self) -> DoneClaim | None:
        """Return the claim that counts, with a doubt if print contradicts it; None if there is none."""
        claims = [claim for claim in self.claims if not claim.weak]
        if not claims and not self.against:
            claims = self.claims
        if not claims:
            return None
        dated = [claim for claim in claims if claim.day]
        best = (dated or claims)[0]
        doubts = filter(None, [self._contradiction(dated), best.doubt])
        return replace(best, doubt="; ".join(doubts))

    def _contradiction(self, dated: Sequence[DoneClaim]) -> str:
        """Return what print says that two claims, or other words, contradict; "" if nothing."""
        days = list(dict.fromkeys(claim.day for claim in dated))
        if len(days) > 1:
            return f"print has two days: {' and '.join(days)}"
        if self.against:
            return f"print also says '{beginning_of(self.against[0])}'"
        return ""

    def has_any(self) -> bool:
        """Return whether there is anything to record."""
        cells = (self.started_on, self.expected, self.view)
        return any(cells) or bool(self.actions or self.notes) or self.done() is not None


def beginning_of(text: str) -> str:
    """Return the beginning of a text on one line, as a reason repeats it."""
    line = flatten(text).strip()
    if len(line) <= _LONGEST_QUOTE:
        return line
    return f"{line[: _LONGEST_QUOTE - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"


def quote_print(text: str) -> str:
    """Return the reason of a guess that quotes the beginning of what is printed."""
    return f"print says '{beginning_of(text)}'"


def guess_text(day: str, doubt: str) -> str:
    """Return a cell whose day is to be confirmed: the day, if there is one, `?` and the reason."""
    return f"{day}? {doubt}"


class RowProgressReader:
    """Reads rows of one table: `month_first` is the order of its dates, None if nothing settles it.

    `fractions` are the headings of columns whose numbers are parts of 1.
    """

    def __init__(
        self, year: FinancialYear, fractions: frozenset[str], *, month_first: bool | None
    ) -> None:
        self._year = year
        self._fractions = fractions
        self._month_first = month_first
        self._read_cell: dict[ColumnRole, Callable[[RowProgress, str, str], None]] = {
            "done": self._read_done,
            "started": self._read_started,
            "expected": self._read_expected,
            "status": self._read_status,
            "percent": self._read_percent,
            "update": self._read_update,
        }

    def read(self, cells: ProgressCells, titles: tuple[str, ...], timescale: str) -> RowProgress:
        """Return what a row says; `titles` may have marks such as "(shipped)"."""
        progress = RowProgress()
        for (role, heading), text in cells.items():
            progress.printed.append(f"{flatten(heading)}: {flatten(text)}".removeprefix(": "))
            if says_nothing(text):
                progress.nothing.append(flatten(text))
            else:
                self._read_cell[role](progress, flatten(heading), text)
        for title in titles:
            _read_mark(progress, title)
        self._read_timescale(progress, timescale)
        _label_actions(progress)
        return progress

    def _day(self, text: str, neutral: Collection[str] = ()) -> ProgressDay:
        return read_progress_day(text, self._year, month_first=self._month_first, neutral=neutral)

    # Columns of days.

    def _read_done(self, progress: RowProgress, heading: str, text: str) -> None:
        if _take_answer(progress, heading, text):
            return
        day = self._day(text)
        if not day.text:
            self._read_status(progress, heading, text)
        elif day.is_alone:
            progress.claims.append(DoneClaim(text, day.text, day.doubt))
        else:
            doubt = day.doubt or quote_print(text)
            progress.claims.append(DoneClaim(text, day.text, doubt))
            progress.notes.append(_labelled(heading, text))

    def _read_started(self, progress: RowProgress, heading: str, text: str) -> None:
        day = self._day(text, STARTED_WORDS)
        if is_no(text):
            progress.nothing.append(text)
        elif not day.text:
            progress.notes.append(_labelled(heading, text))
        else:
            progress.started_on = _day_or_guess(day, text)
            if not day.is_alone:
                progress.notes.append(_labelled(heading, text))

    def _read_expected(self, progress: RowProgress, heading: str, text: str) -> None:
        day = self._day(text, EXPECTED_WORDS)
        if day.text and day.is_alone:
            progress.expected = _day_or_guess(day, text)
        elif not day.text and read_word(text):
            self._read_status(progress, heading, text)
        else:
            progress.notes.append(_labelled(heading, text))

    # Columns of words.

    def _read_status(self, progress: RowProgress, heading: str, text: str) -> None:
        if _take_tick(progress, heading, text) or self._take_number(progress, heading, text):
            return
        colours = read_colours(text, heading)
        if colours:
            _take_colours(progress, heading, text, colours)
            return
        word = read_word(words_beside_day(text, self._year))
        if word is None:
            progress.notes.append(_labelled(heading, text))
        else:
            self._take_word(progress, heading, text, word)

    def _take_number(self, progress: RowProgress, heading: str, text: str) -> bool:
        """Take a number of per cent in a column of words; return whether the text is one."""
        is_fraction = heading in self._fractions
        number = read_percent(text, is_percent=is_fraction, is_fraction=is_fraction)
        if number is not None:
            _take_percent(progress, text, number)
        return number is not None

    def _take_word(
        self, progress: RowProgress, heading: str, text: str, word: ProgressWord
    ) -> None:
        if word.meaning == "done":
            progress.claims.append(self._claim(text, word))
            if not word.is_all:
                progress.notes.append(_labelled(heading, text))
            return
        progress.against.append(text)
        if word.meaning == "not started" and word.is_all:
            progress.nothing.append(flatten(text))
            return
        progress.notes.append(_labelled(heading, text))
        if word.meaning in _DECIDED_BY_BOARD:
            progress.decisions.append((word.meaning, flatten(text)))

    def _claim(self, text: str, word: ProgressWord) -> DoneClaim:
        day = self._day(text)
        doubt = day.doubt
        if not (word.is_all and day.is_alone):
            doubt = doubt or quote_print(text)
        return DoneClaim(text, day.text, doubt)

    def _read_percent(self, progress: RowProgress, heading: str, text: str) -> None:
        is_fraction = heading in self._fractions
        number = read_percent(text, is_percent=True, is_fraction=is_fraction)
        if number is None:
            self._read_status(progress, heading, text)
        else:
            _take_percent(progress, text, number)

    def _read_update(self, progress: RowProgress, heading: str, text: str) -> None:
        """Take a column of sentences: a word alone is a status, else the text is what is being done."""
        word = read_word(words_beside_day(text, self._year))
        if word is None:
            progress.updates.append((heading, text))
            return
        if word.meaning == "done":
            claim = self._claim(text, word)
            progress.claims.append(replace(claim, weak=not word.is_all))
        elif word.meaning in _DECIDED_BY_BOARD:
            progress.decisions.append((word.meaning, beginning_of(text)))
        elif word.is_all:
            progress.against.append(text)
        if word.is_all and word.meaning == "not started":
            progress.nothing.append(flatten(text))
        elif not (word.is_all and word.meaning == "done"):
            progress.updates.append((heading, text))

    def _read_timescale(self, progress: RowProgress, timescale: str) -> None:
        """Take a timescale such as "Completed" or "Completed 3 May 2024" as progress too."""
        word = read_word(words_beside_day(timescale, self._year))
        if word and word.meaning == "done" and word.is_all:
            progress.claims.append(self._claim(timescale, word))
            progress.printed.append(flatten(timescale))


def _label_actions(progress: RowProgress) -> None:
    """Make what is being done of the updates; those of several columns have their headings."""
    for heading, text in progress.updates:
        if len(progress.updates) > 1:
            progress.actions.append(_labelled(heading, text))
        else:
            progress.actions.append(_safe(heading, text))


def _take_tick(progress: RowProgress, heading: str, text: str) -> bool:
    """Take a tick, or a yes or no under a heading such as Complete; return whether it is one."""
    if is_tick_mark(text):
        progress.claims.append(DoneClaim(text))
        return True
    if _YES_HEADINGS.isdisjoint(plain_words(heading).split()):
        return False
    return _take_answer(progress, heading, text)


def _take_answer(progress: RowProgress, heading: str, text: str) -> bool:
    """Take a yes or a no; return whether the text is one."""
    if is_yes(text):
        progress.claims.append(DoneClaim(f"{heading}: {text}"))
        return True
    if is_no(text):
        progress.nothing.append(text)
        progress.against.append(f"{heading}: {text}")
        return True
    return False


def _take_percent(progress: RowProgress, text: str, number: float) -> None:
    if number == _ALL:
        progress.claims.append(DoneClaim("100% complete"))
    elif not number:
        progress.nothing.append(text)
        progress.against.append("0% complete")
    elif number < _ALL:
        progress.against.append(f"{number:g}% complete")
        progress.notes.append(f"{number:g}% complete")
    else:
        progress.notes.append(text)


def _take_colours(progress: RowProgress, heading: str, text: str, colours: list[str]) -> None:
    """Take a colour: one of green, amber and red is the lead's view; the words go to the note."""
    progress.notes.append(_labelled(heading, text))
    if len(colours) > 1:
        return
    if colours[0] == "blue":
        doubt = f"'{beginning_of(text)}' often means that it is done"
        progress.claims.append(DoneClaim(text, doubt=doubt, weak=True))
    else:
        progress.view = colours[0]
    if is_colour_alone(text, heading):
        return
    rest = text.partition(" ")[2].lstrip(" -\u2013\u2014:;,(/|")
    word = read_word(rest.rstrip(" )"))
    if word and word.meaning == "done":
        progress.claims.append(DoneClaim(text, doubt=quote_print(text)))
    elif word and word.meaning in _DECIDED_BY_BOARD:
        progress.decisions.append((word.meaning, flatten(text)))


def _read_mark(progress: RowProgress, title: str) -> None:
    """Take the marks of a title, such as "(shipped)" or "Completed: "."""
    for mark in _marks_of(title):
        word = read_word(mark)
        if is_yes(mark) or word == _DONE:
            progress.claims.append(DoneClaim(mark))
        elif word and word.is_all and word.meaning in _DECIDED_BY_BOARD:
            progress.decisions.append((word.meaning, mark))
            progress.against.append(mark)
            progress.notes.append(mark)
        else:
            continue
        progress.printed.append(f"title: {mark}")


def _marks_of(title: str) -> Iterator[str]:
    start, end = _MARK_AT_START.match(title), _MARK_AT_END.search(title)
    if start:
        yield start["mark"] or start["tick"]
    if end:
        yield end["mark"]


def _day_or_guess(day: ProgressDay, text: str) -> str:
    doubt = day.doubt
    if not day.is_alone:
        doubt = doubt or quote_print(text)
    if doubt:
        return guess_text(day.text, doubt)
    return day.text


def _labelled(heading: str, text: str) -> str:
    if not heading:
        return _safe("", text)
    return f"{heading}: {text}"


def _safe(heading: str, text: str) -> str:
    """Return a text that a sheet does not take for a formula or a mark of one."""
    if text.startswith(_FIRST_LETTERS_OF_FORMULA):
        return f"{heading or 'Print'}: {text}"
    return text
