"""Cut a cell's text at its timescales into milestones, each with the words that it dates."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from plan_data.table_import.date_phrases import TimescalePhrase, find_date_phrases
from plan_data.table_import.quarter_figures import (
    PrintedFigures,
    find_quarter_figures,
    find_year_targets,
    without_cumulative,
)
from plan_data.table_import.table_cells import flatten
from plan_data.table_import.timescale_phrases import find_timescales
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import Period

_EDGES_IN_BRACKETS = " .,;:-\u2013\u2014"
_EDGES = f"{_EDGES_IN_BRACKETS}\t\n()[]"
_SENTENCE_BREAK = re.compile(r"(?<=[.;])\s+(?=[A-Z0-9])|\n")
_NUMBERING = re.compile(r"^(?:\(?[a-z0-9]{1,2}[.)]\s+)")
_LEADS_TO_DATE = re.compile(
    r"\s+(?:by|in|on|at|from|until|due|due in|to be|and|the|for|commencing|during|or|then)$",
    re.IGNORECASE,
)
_LINKS = frozenset(["and", "then", "after", "that", "thereafter", "again", "also", "plus"])
_COUNTED_THING = re.compile(r"(?i)\b(completion|start|enrolment|assessment|referral|placement)s?\b")
_LONGEST_LINK = len(" commencing")  # of the words that lead to a date
_LONGEST_PRINTED = 90  # characters
_LONGEST_SENTENCE = 1_000  # characters before a deadline in a measure or an objective
_FEWEST_WORDS = 3  # words below which a text says nothing of its own
_NEARER_THAN_QUARTERS = {"day", "month", "season"}
_LIKE_A_DAY = re.compile(r"\b\d{1,2}[ /](?:[A-Z][a-z]{2}|\d{1,2})[ /](?:\d\d){1,2}\b")
_REF_LIKE_A_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}")  # 1.1.10


CellKind = Literal["dates", "phrases", "title"]


class CellSource(Struct, frozen=True):
    """The cell that a time comes from: its text as it is read, and the words beside its time.

    `kind` is what such cells hold: dates alone, phrases with dates, or the title of the work. `words`
    are those of the milestone, of all milestones in a cell of dates, and `unread` are those that no
    milestone has. `by_plan_year` is whether the plan's years, not print, give the year.
    """

    text: str
    kind: CellKind
    words: str = ""
    unread: tuple[str, ...] = ()
    by_plan_year: bool = False

    def joined(self, following: "CellSource") -> "CellSource":
        """Return this cell and another as one, such as those of a start and an end."""
        return CellSource(
            f"{self.text}\n{following.text}",
            following.kind,
            f"{self.words} {following.words}".strip(),
            self.unread + following.unread,
            self.by_plan_year or following.by_plan_year,
        )


class MilestoneDraft(Struct, frozen=True):
    """A milestone as its cell has it; `text` is "" if the cell prints a timescale alone.

    `why` is the reason if the reading is a guess, `due` the last period that is named, `note` what a
    reader is to know of a reading that may be sure, and `source` the cell of the time, None if it
    is read from headings alone.
    """

    text: str
    printed: str = ""
    when: str | None = None
    why: str = ""
    cumulative: dict[str, float] | None = None
    unit: str = ""
    due: Period | None = None
    note: str = ""
    source: CellSource | None = None


def drafts_of_timescale(cell: str, year: FinancialYear) -> list[MilestoneDraft]:
    """Return the milestones of a timescale cell, in the order of the text, at least one.

    Those with figures by quarter come last.
    """
    figures = find_quarter_figures(cell)
    labels = _labels_of_figures(cell, figures, year)
    figure_drafts = []
    for label, run in zip(labels, figures, strict=True):
        figure_drafts.append(_draft_of_figures(label, run, year))
    rest = _without_figures(cell, figures, labels)
    if figure_drafts and not rest.strip(_EDGES):
        return figure_drafts
    return [*_dated_drafts(rest, year), *figure_drafts]


def drafts_of_dates(
    text: str, year: FinancialYear, where: str, known: set[Period]
) -> Iterator[MilestoneDraft]:
    """Yield the deadlines in a measure or an objective, all guesses.

    `where` names the text in the reason; `known` are the periods of the timescale cell, which are
    left out unless the text says "by".
    """
    for phrase in find_date_phrases(text, year):
        printed = text[phrase.start : phrase.end]
        if not _REF_LIKE_A_DATE.fullmatch(printed) and _is_deadline(phrase, year, known):
            begin = max(0, phrase.start - _LONGEST_SENTENCE)
            _, sentence = _split_last_sentence(text[begin : phrase.start])
            yield MilestoneDraft(
                _tidy(sentence),
                printed=flatten(text[phrase.start : phrase.end]),
                when=f"{phrase.when}?",
                why=f"the date stands in the {where}",
                due=phrase.due,
            )


def drafts_of_targets(measure: str, year: FinancialYear) -> Iterator[MilestoneDraft]:
    """Yield the year's targets in a measure: those for the end of the plan's last year."""
    last_key = list(year.quarters_by_key())[-1]
    for figures in find_year_targets(measure):
        words = measure[figures.start : _sentence_end(measure, figures.end)]
        if len(words) > _LONGEST_PRINTED:
            words = measure[figures.start : figures.end]
        yield MilestoneDraft(
            flatten(words).strip(_EDGES),
            why=figures.why,
            cumulative={last_key: sum(figures.quarters.values())},
            unit=figures.unit,
        )


def _is_deadline(phrase: TimescalePhrase, year: FinancialYear, known: set[Period]) -> bool:
    """Return whether a date is near enough, and not one that the timescale cell has too."""
    if not phrase.due or phrase.several or phrase.level not in _NEARER_THAN_QUARTERS:
        return False
    if phrase.word != "by" and phrase.due in known:
        return False
    return year.first <= phrase.due.last and phrase.due.first.year <= year.last.year + 1


# Runs of quarters' figures.


def _labels_of_figures(
    cell: str, figures: Sequence[PrintedFigures], year: FinancialYear
) -> list[str]:
    """Return the words that lead up to each run, after the last sentence or date before it."""
    labels = []
    begin = 0
    for run in figures:
        sentence = _last_sentence(cell[begin : run.start])
        timescales = find_timescales(sentence, year)
        if timescales:
            sentence = sentence[timescales[-1].end :]
        labels.append(sentence)
        begin = run.end
    return labels


def _draft_of_figures(label: str, figures: PrintedFigures, year: FinancialYear) -> MilestoneDraft:
    title = _tidy(without_cumulative(label))
    counted = _COUNTED_THING.search(title)
    unit = ""
    if counted:
        unit = f"{counted[1].lower()}s"
    cumulative, why = figures.quarters, figures.why
    if year.count > 1:
        first = year.years()[0]
        names = first.quarters_by_key()
        cumulative = {
            names[name].label.replace("-", " "): figure for name, figure in cumulative.items()
        }
        why = f"{why} Print gives the quarters no year; the plan's first is read.".strip()
    return MilestoneDraft(title, why=why, cumulative=cumulative, unit=unit)


def _without_figures(cell: str, figures: Sequence[PrintedFigures], labels: Sequence[str]) -> str:
    """Return a cell without its runs of figures and the label before each."""
    kept = ""
    begin = 0
    for run, label in zip(figures, labels, strict=True):
        before = cell[begin : run.start].rstrip()
        kept += before.removesuffix(label.rstrip())
        begin = run.end
    kept += cell[begin:]
    return kept.strip()


# Milestones with a date, and those without.


def _dated_drafts(cell: str, year: FinancialYear) -> list[MilestoneDraft]:
    if not cell.strip(_EDGES):
        return [MilestoneDraft("", when="undated (blank)")]
    phrases = find_timescales(cell, year)
    drafts: list[MilestoneDraft] = []
    for begin, end in _paragraphs(cell):
        inside = _phrases_between(phrases, begin, end)
        if inside:
            drafts += _drafts_of_paragraph(cell, begin, end, inside)
        elif not drafts or _says_something(cell[begin:end]):
            drafts.append(_undated_draft(cell[begin:end]))
    return drafts


def _phrases_between(
    phrases: Sequence[TimescalePhrase], begin: int, end: int
) -> list[TimescalePhrase]:
    return [phrase for phrase in phrases if begin <= phrase.start < end]


def _paragraphs(cell: str) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph with text begins and ends."""
    begin = 0
    for paragraph in cell.split("\n"):
        end = begin + len(paragraph)
        if paragraph.strip():
            yield begin, end
        begin = end + 1


def _drafts_of_paragraph(
    cell: str, begin: int, end: int, phrases: Sequence[TimescalePhrase]
) -> list[MilestoneDraft]:
    """Return a milestone for each phrase, which has the words after it or those before it."""
    before = cell[begin : phrases[0].start]
    if phrases[0].kind != "repeat" and not before.strip(_EDGES):
        return list(_drafts_with_words_after(cell, end, phrases))
    return _drafts_with_words_before(cell, begin, end, phrases)


def _drafts_with_words_after(
    cell: str, end: int, phrases: Sequence[TimescalePhrase]
) -> Iterator[MilestoneDraft]:
    stops = _stops(phrases, end)
    for phrase, stop in zip(phrases, stops, strict=True):
        yield _draft_of_phrase(cell, phrase, cell[phrase.end : stop])


def _drafts_with_words_before(
    cell: str, begin: int, end: int, phrases: Sequence[TimescalePhrase]
) -> list[MilestoneDraft]:
    drafts: list[MilestoneDraft] = []
    at = begin
    for phrase, stop in zip(phrases, _stops(phrases, end), strict=True):
        earlier, words = _split_last_sentence(cell[at : phrase.start])
        drafts = _with_earlier_sentences(drafts, earlier)
        at = phrase.end
        if phrase.kind == "repeat":
            rest = _rest_of_sentence(cell, phrase.end, stop, end)
            if rest:
                at += len(rest)
                words = f"{words} {cell[phrase.start : at]}"
        drafts.append(_draft_of_phrase(cell, phrase, words))
    return _with_tail(drafts, cell[at:end])


def _stops(phrases: Sequence[TimescalePhrase], end: int) -> list[int]:
    """Return where the words after each phrase end: at the next phrase, or at the end."""
    starts = [phrase.start for phrase in phrases]
    return [*starts[1:], end]


def _with_earlier_sentences(drafts: list[MilestoneDraft], text: str) -> list[MilestoneDraft]:
    """Add the sentences between two phrases, or those before the first as a milestone."""
    if drafts:
        return _with_tail(drafts, text)
    if _says_something(text):
        return [_undated_draft(text)]
    return []


def _with_tail(drafts: list[MilestoneDraft], tail: str) -> list[MilestoneDraft]:
    """Add what follows a phrase: a new sentence has no date, the rest of the old belongs to it."""
    words = tail.strip(_EDGES)
    if not _says_something(words):
        return drafts
    if words[0].isupper() or words[0].isdigit():
        return [*drafts, _undated_draft(words)]
    last = drafts[-1]
    text = _tidy(f"{last.text} {words}")
    return [*drafts[:-1], replace(last, text=text)]


def _draft_of_phrase(cell: str, phrase: TimescalePhrase, words: str) -> MilestoneDraft:
    printed = flatten(cell[phrase.start : phrase.end]).strip()
    when = phrase.when
    if phrase.why and phrase.kind != "undated":
        when += "?"
    return MilestoneDraft(_tidy(words), printed, when, phrase.why, due=phrase.due)


def _undated_draft(text: str) -> MilestoneDraft:
    printed = flatten(text).strip()
    if len(printed) > _LONGEST_PRINTED:
        printed = ""
    reason = "no date printed"
    if _LIKE_A_DAY.search(text):
        reason = "no such day"
    return MilestoneDraft(_tidy(text), printed, f"undated ({reason})")


# Words and sentences.


def _says_something(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS


def _sentence_end(text: str, begin: int) -> int:
    sentence_break = _SENTENCE_BREAK.search(text, begin)
    if sentence_break:
        return sentence_break.start()
    return len(text)


def _rest_of_sentence(cell: str, begin: int, stop: int, end: int) -> str:
    """Return what follows a repeat in its sentence, "" if that runs into the next timescale."""
    sentence_break = _SENTENCE_BREAK.search(cell, begin, stop)
    if sentence_break:
        return cell[begin : sentence_break.start()]
    if stop != end:
        return ""
    return cell[begin:end]


def _last_sentence(text: str) -> str:
    return _SENTENCE_BREAK.split(text.rstrip())[-1]


def _split_last_sentence(text: str) -> tuple[str, str]:
    """Return the sentences before the last one with words, and that one."""
    sentences = [part for part in _SENTENCE_BREAK.split(text) if part.strip(_EDGES)]
    if not sentences:
        return "", ""
    return " ".join(sentences[:-1]), sentences[-1]


def _tidy(words: str) -> str:
    """Return words without numbering before them and what led up to the date after them.

    A single word says nothing, and neither do those that link two dates: they give "".
    """
    words = " ".join(words.split())
    edges = _EDGES
    if "(" in words:
        edges = _EDGES_IN_BRACKETS
    text = _NUMBERING.sub("", words.strip(edges))
    shorter = _without_last_link(text)
    while shorter != text:
        text = shorter
        shorter = _without_last_link(text)
    if " " not in text.strip() or _LINKS.issuperset(text.casefold().split()):
        return ""
    return text


def _without_last_link(text: str) -> str:
    """Return a text without the words at its end that lead to a date; others stay as they are."""
    link = _LEADS_TO_DATE.search(text, max(0, len(text) - _LONGEST_LINK))
    if link:
        text = text[: link.start()]
    return text.rstrip(" ,;:-\u2013\u2014(")
