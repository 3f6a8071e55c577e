"""What the cells of a column look like: dates, names, numbers, ticks, and how often they differ."""

import re
from collections.abc import Sequence

from msgspec import Struct

from plan_data.table_import.table_cells import Row, flatten

_MONTH = (
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|f[ée]vr|mars|avr|mai|juin|juil|ao[uû]t"
    r"|ene|abr|ago|dic|m[äa]rz|okt|dez"
)
_DATE_LIKE = re.compile(
    rf"\b(?:{_MONTH})[a-zûéäü]*\b|(?:19|20)\d\d|\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}\b"
    r"|\b(?:q|h|qtr ?|quarter )[1-4]\b|\bfy ?\d\d|\b\d\d/\d\d\b|^\d{5}$",
    re.IGNORECASE,
)
_TIME_WORDS = re.compile(
    r"\b(?:on-?going|continu\w+|tb[acd]|to be (?:agreed|confirmed|decided|determined)|n/?a|none"
    r"|annual\w*|quarterly|monthly|weekly|yearly|daily|bi-?\w+ly|biennial\w*|immediate\w*|asap"
    r"|short|medium|long|term|months?|years?|weeks?|days?|year|spring|summer|autumn|fall|winter"
    r"|end|start|mid|early|late|complete\w*|when|until|by|every|each|throughout|as|and|when"
    r"|permanent|laufend|contin\w+|[my]\d{1,2}|fortnight\w*|mensuel\w*|mensual\w*|monatlich"
    r"|trimestr\w*|semestr\w*|quartal|viertelj\w+|halbjahr|mes(?:es)?|mois|monate?n?|a[ñn]os?|ann[ée]es?|ans|jahre?n?|vigencia|dur[ée]e|laufzeit"
    r"|annuel\w*|anual\w*|j[äa]hrlich)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\(?[A-Za-z]{0,6}[ .-]?\d{1,4}(?:[.-]\d{1,4}){0,4}[a-z]?[.)]?")
_TICK = re.compile(r"[xX✓✔☑√■●█•▲◆+yY]|yes|\u2705|ü", re.IGNORECASE)
_DATE_ALONE_LONGEST = 40  # characters of a cell that holds a date and little else
_SENTENCE_LEAST = 60  # characters from which a cell is a sentence, not a name
_SENTENCE_WORDS = 8
_FEWEST_WORDS = 2  # of a cell that says something
_FEWEST_WORDS_OF_PHRASE = 3  # beside a date
_WORD = re.compile(r"\b(?!(?:of|by|in|to|on|at|from)\b)[^\W\d_]{2,}", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
_BEGINS_ITEM = re.compile(r"[^\w]?[A-ZÀ-Þ0-9]\S*\s+\S")
_COUNT = re.compile(r"\d{5}(?:\.0+)?")
_NOT_OF_DATES = re.compile(r"[%£$€]")
_NO_DATE = re.compile(
    r"n/?a|n\.a\.|-+|\u2013|\u2014|none|nil|tb[acd]|not applicable", re.IGNORECASE
)

_RANK = re.compile(
    r"high(?:est)?|medium|low(?:est)?|[hml1-5]|critical|essential|urgent|important|normal|none"
    r"|minor|major|desirable|necessary|preferred|must(?: have)?|should(?: have)?|could(?: have)?"
)


class ColumnContents(Struct, frozen=True):
    """Counts of a column's filled cells.

    `rows` counts the rows that have a cell in any column, `blanks` cells such as n/a, `worded` those
    of words, `phrased` those of a phrase with a date, `bare_dates` those of a date alone, `counts`
    those of five digits, `lists` those of several paragraphs, `changes` those in which this column
    differs from the row above (a blank cell is the same as the one above).
    """

    rows: int
    filled: int
    blanks: int
    distinct: int
    changes: int
    dates: int
    times: int
    numbers: int
    ticks: int
    sentences: int
    worded: int
    phrased: int
    bare_dates: int
    counts: int
    lists: int
    sample: str

    def holds_dates(self) -> bool:
        """Return whether most filled cells are dates and little else, those such as n/a apart."""
        filled = self.filled - self.blanks
        return filled > 0 and 2 * self.dates > filled

    def holds_times(self) -> bool:
        """Return whether any filled cell has a date or a word of time."""
        return self.filled == 0 or self.times > 0

    def holds_numbers(self) -> bool:
        """Return whether most filled cells are numbers such as 1.2 or A3."""
        return self.filled > 0 and 2 * self.numbers > self.filled

    def holds_mere_numbers(self) -> bool:
        """Return whether most filled cells are numbers, and most have no time such as M3."""
        return self.holds_numbers() and 2 * self.times < self.filled

    def holds_sentences(self) -> bool:
        """Return whether most filled cells are sentences."""
        return self.filled > 0 and 2 * self.sentences > self.filled

    def holds_words(self) -> bool:
        """Return whether most filled cells are words: neither dates, numbers, ticks nor links."""
        return self.filled > 0 and 2 * self.worded > self.filled

    def holds_bare_dates(self) -> bool:
        """Return whether most filled cells are dates without any other word."""
        return self.filled > 0 and 2 * self.bare_dates > self.filled

    def holds_phrases(self) -> bool:
        """Return whether most filled cells have several words with or without a date."""
        return 2 * self.phrased > self.filled - self.blanks

    def holds_lists(self) -> bool:
        """Return whether most filled cells have several paragraphs."""
        return self.filled > 0 and 2 * self.lists > self.filled

    def differs_in_each_row(self) -> bool:
        """Return whether no cell is blank or repeats the one above."""
        return self.changes == self.rows

    def is_finest(self) -> bool:
        """Return whether the column has other words in each row."""
        return self.holds_words() and self.differs_in_each_row()

    def repeats_one_date(self) -> bool:
        """Return whether all of several rows have the same date, as that of a report."""
        return self.holds_dates() and self.distinct == 1 < self.filled == self.rows

    def holds_plain_dates(self) -> bool:
        """Return whether it holds dates that are not numbers of five digits, as money may be."""
        return self.holds_dates() and 2 * self.counts <= self.filled


def contents_of_column(rows: Sequence[Row], column: int) -> ColumnContents:
    """Return what the cells of one column of the rows below the headings look like."""
    cells = []
    lists = 0
    row_count = 0
    changes = 0
    above = ""
    for row in rows:
        if row.outside or len(row.filled()) < 2:  # noqa: PLR2004 - one cell alone is a heading
            continue
        row_count += 1
        cell = _cell_of(row, column)
        if cell:
            cells.append(cell)
            lists += is_list(row.cells[column])
        if cell and cell != above:
            changes += 1
            above = cell
    return ColumnContents(
        rows=row_count,
        filled=len(cells),
        blanks=sum(map(is_no_date, cells)),
        distinct=len(set(cells)),
        changes=changes,
        dates=sum(map(is_date, cells)),
        times=sum(map(_has_time, cells)),
        numbers=sum(map(_is_number, cells)),
        ticks=sum(map(is_tick, cells)),
        sentences=sum(map(_is_sentence, cells)),
        worded=sum(map(_is_worded, cells)),
        phrased=sum(map(_is_phrase, cells)),
        bare_dates=sum(map(_is_bare_date, cells)),
        counts=sum(map(_is_count, cells)),
        lists=lists,
        sample=next(iter(cells), ""),
    )


def is_tick(cell: str) -> bool:
    """Return whether a cell holds a tick, a cross or a block alone."""
    marks = cell.split()
    return bool(marks) and all(map(_TICK.fullmatch, marks))


def is_list(cell: str) -> bool:
    """Return whether a cell has several paragraphs, each with a capital and two words."""
    paragraphs = cell.split("\n")
    if len(paragraphs) == 1:
        return False
    return all(_BEGINS_ITEM.match(paragraph) for paragraph in paragraphs)


def is_no_date(cell: str) -> bool:
    """Return whether a cell says that there is no date: n/a, -, TBC."""
    return bool(_NO_DATE.fullmatch(cell.strip()))


def _cell_of(row: Row, column: int) -> str:
    if column >= len(row.cells):
        return ""
    return flatten(row.cells[column])


def is_date(cell: str) -> bool:
    """Return whether a cell is a date and little else."""
    return len(cell) <= _DATE_ALONE_LONGEST and bool(_DATE_LIKE.search(cell))


def _has_time(cell: str) -> bool:
    return bool(_DATE_LIKE.search(cell) or _TIME_WORDS.search(cell))


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell))


def _is_worded(cell: str) -> bool:
    if _is_number(cell) or is_tick(cell) or _LINK.match(cell):
        return False
    return len(_words_beside_dates(cell)) >= _FEWEST_WORDS


def _is_phrase(cell: str) -> bool:
    return len(_words_beside_dates(cell)) >= _FEWEST_WORDS_OF_PHRASE


def _is_bare_date(cell: str) -> bool:
    if _NOT_OF_DATES.search(cell):
        return False
    return is_date(cell) and not _words_beside_dates(cell)


def _is_count(cell: str) -> bool:
    return bool(_COUNT.fullmatch(cell))


def _words_beside_dates(cell: str) -> list[str]:
    return _WORD.findall(_TIME_WORDS.sub(" ", _DATE_LIKE.sub(" ", cell)))


def _is_sentence(cell: str) -> bool:
    return len(cell) >= _SENTENCE_LEAST or len(cell.split()) >= _SENTENCE_WORDS


def is_ranking(rows: Sequence[Row], column: int) -> bool:
    """Return whether a column holds only ranks such as High or 1."""
    has_rank = False
    for row in rows:
        if len(row.cells) <= column or not row.cells[column]:
            continue
        if not _RANK.fullmatch(row.cells[column].casefold()):
            return False
        has_rank = True
    return has_rank
