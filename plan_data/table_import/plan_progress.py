"""Read the progress that a table prints for the items of its plan, as cells of a return."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from plan_data.items import PlanItem
from plan_data.table_import.import_report import ImportReport
from plan_data.table_import.numbered_records import ObjectiveRecord
from plan_data.table_import.progress_days import typed_day
from plan_data.table_import.progress_words import ProgressMeaning, read_percent
from plan_data.table_import.row_fields import ObjectivePart
from plan_data.table_import.row_progress import (
    DoneClaim,
    RowProgress,
    RowProgressReader,
    beginning_of,
    guess_text,
    quote_print,
)
from plan_data.table_import.table_cells import flatten
from plan_data.text import agree, plural
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.period_parser import NotATimescale, parse_period

_MOST_YEARS_BEFORE = (
    2  # that something was done before the plan begins; earlier is a typing mistake
)
_MOST_DATES = 12  # of a row that is done: each of them is to be confirmed
NO_DAY_GIVEN = "gives no day"
_MOST_ROWS = 4_900  # of a return, which is read up to 5,000 lines
_MOST_WORDS = 12  # words or refs that a sentence of the report repeats
_ROLES_OF_PERCENT = frozenset({"percent", "status"})


class PrintedProgress(Struct, frozen=True, kw_only=True):
    """What print says of one item, as the cells of a return; an empty text says nothing.

    `item` is the item, `words` the cells as printed. A day that ends in `?` and a reason is a guess.
    """

    item: PlanItem
    words: str
    done_on: str = ""
    started_on: str = ""
    expected: str = ""
    view: str = ""
    action: str = ""
    note: str = ""

    @property
    def lead(self) -> str:
        """The item's first lead, "" if it has none."""
        return next(iter(self.item.leads), "")

    def has_any(self) -> bool:
        """Return whether any cell is filled."""
        return any(
            (self.done_on, self.started_on, self.expected, self.view, self.action, self.note)
        )

    def is_guess_alone(self) -> bool:
        """Return whether there is nothing but a day of completion that is a guess."""
        others = (self.started_on, self.expected, self.view, self.action, self.note)
        return "?" in self.done_on and not any(others)


class ProgressDate(Struct, frozen=True):
    """The date of a table's progress. `source` is where it was found, "" if nowhere."""

    on: date
    source: str = ""


def read_progress(
    records: Sequence[ObjectiveRecord],
    items: Sequence[PlanItem],
    year: FinancialYear,
    as_of: ProgressDate,
    report: ImportReport,
) -> tuple[PrintedProgress, ...]:
    """Return the progress in a table's rows for the items made from them, in plan order."""
    reader = _PlanProgressReader(items, year, as_of, report)
    found: list[PrintedProgress] = []
    fractions = frozenset(_headings_of_fractions(records))
    for record in records:
        for part in record.parts:
            row_reader = RowProgressReader(year, fractions, month_first=part.month_first)
            progress = row_reader.read(part.progress, _titles(record, part), part.timescale)
            found += reader.rows_of(part, progress)
    found = _without_too_many(found, report)
    reader.report_sums(found)
    places = {item.ref: place for place, item in enumerate(items)}
    return tuple(sorted(found, key=lambda row: places[row.item.ref]))


def _without_too_many(rows: list[PrintedProgress], report: ImportReport) -> list[PrintedProgress]:
    """Return the rows that a return can hold, those that only have a guess left out first."""
    if len(rows) <= _MOST_ROWS:
        return rows
    guesses_last = sorted(rows, key=PrintedProgress.is_guess_alone)
    count = len(rows) - _MOST_ROWS
    report.left.append(
        f"{plural(count, 'row')} of progress {agree(count, 'is', 'are')} left out: a return has {_MOST_ROWS} at most; import the"
        " table in parts"
    )
    return guesses_last[:_MOST_ROWS]


def _titles(record: ObjectiveRecord, part: ObjectivePart) -> tuple[str, ...]:
    """Return the texts whose marks are about a row: its own, and its objective's if it is alone."""
    titles = [flatten(part.milestone)]
    if len(record.parts) == 1:
        titles.append(flatten(record.title))
    return tuple(filter(None, titles))


def _headings_of_fractions(records: Sequence[ObjectiveRecord]) -> Iterator[str]:
    """Yield the headings of columns whose numbers are all parts of 1: 0.4, 0.75, 1."""
    numbers: dict[str, list[float]] = {}
    for record in records:
        for part in record.parts:
            for (role, heading), text in part.progress.items():
                is_percent = role in _ROLES_OF_PERCENT
                number = read_percent(text, is_percent=is_percent, is_fraction=False)
                if number is not None:
                    numbers.setdefault(flatten(heading), []).append(number)
    for heading, found in numbers.items():
        if max(found) <= 1 and any(0 < number < 1 for number in found):
            yield heading


class _PlanProgressReader:
    """Assigns the progress of rows to their items; reports what a person has to decide."""

    def __init__(
        self,
        items: Sequence[PlanItem],
        year: FinancialYear,
        as_of: ProgressDate,
        report: ImportReport,
    ) -> None:
        self._year = year
        self._as_of = as_of
        self._report = report
        self._nothing: list[str] = []
        self._decisions: dict[tuple[ProgressMeaning, str], list[str]] = {}
        self._items_of: dict[str, list[PlanItem]] = {}
        for item in items:
            self._items_of.setdefault(item.milestone, []).append(item)

    def rows_of(self, part: ObjectivePart, progress: RowProgress) -> Iterator[PrintedProgress]:
        """Yield the rows of a return that a row of the table makes."""
        self._nothing += progress.nothing
        if not progress.has_any():
            return
        items: list[PlanItem] = []
        for milestone in part.milestone_ids:
            items += self._items_of.get(milestone, [])
        words = "; ".join(progress.printed)
        if not items:
            self._report.left.append(
                f"line {part.line}: '{beginning_of(words)}' is progress of nothing"
            )
            return
        dated = [item for item in items if item.kind != "figure"] or items
        main = self._main_item(dated)
        for item in dated:
            cells = self._cells(progress, item, len(dated), is_main=item is main)
            row = PrintedProgress(item=item, words=words, **cells)
            if row.has_any():
                yield row
        for decision in progress.decisions:
            self._decisions.setdefault(decision, []).append(main.ref)

    def _main_item(self, items: Sequence[PlanItem]) -> PlanItem:
        """Return the item that words are about: the next one due, or else the last."""
        for item in items:
            if item.due is not None and item.due >= self._as_of.on:
                return item
        return items[-1]

    def _cells(
        self, progress: RowProgress, item: PlanItem, count: int, *, is_main: bool
    ) -> dict[str, str]:
        """Return the cells of one of the items of a row; what a row has once goes to the main one."""
        cells: dict[str, str] = {}
        done = progress.done()
        if is_main:
            cells = _cells_of_main(progress)
        if item.kind == "figure":
            return _cells_of_figure(cells, done)
        if done and (is_main or count <= _MOST_DATES):
            cells["done_on"] = self._done_text(done, item, count)
            cells["view"] = ""
        if item.kind == "continuing" or cells.get("done_on"):
            _move_to_note(cells, "expected", "expected")
        return cells

    def _done_text(self, done: DoneClaim, item: PlanItem, count: int) -> str:
        """Return the cell of the day on which an item was done, a guess unless print settles it."""
        doubt = self._doubt(done, count)
        if done.day or doubt:
            return guess_text(done.day, doubt) if doubt else done.day
        no_day = f"{quote_print(done.printed)} and {NO_DAY_GIVEN}"
        if not self._as_of.source:
            return guess_text("", no_day)
        on = typed_day(self._as_of.on)
        is_late = item.due is not None and item.due < self._as_of.on
        if is_late and self._as_of.source == "print":
            return guess_text(on, f"{no_day}; it was due before the day that the table is of")
        return on

    def _doubt(self, done: DoneClaim, count: int) -> str:
        """Return why a claim is a guess for one of `count` items, "" if it is none."""
        if done.doubt:
            return done.doubt
        if count > 1:
            return f"{quote_print(done.printed)} once, for {count} dates"
        if done.day:
            return self._why_unlikely(done.day)
        return ""

    def _why_unlikely(self, day: str) -> str:
        """Return why something can hardly have been done on a day, "" if it can; days may be longer."""
        try:
            period = parse_period(day, self._year.calendar)
        except NotATimescale:
            return ""
        if period.first > self._as_of.on:
            return "it is after the day that the table is of"
        if period.last.year < self._year.first.year - _MOST_YEARS_BEFORE:
            return f"it is more than {_MOST_YEARS_BEFORE} years before the plan begins"
        return ""

    def _report_decisions(self) -> None:
        for (meaning, words), refs in self._decisions.items():
            named = ", ".join(refs[:_MOST_WORDS])
            if len(refs) > _MOST_WORDS:
                named += f" and {len(refs) - _MOST_WORDS} more"
            need = "it is in the note; what becomes of it needs a decision"
            if meaning == "withdrawn":
                ref = refs[0] if len(refs) == 1 else "REF"
                need = f"a Board decides that: `milepost withdraw {ref} --approved-by WHO`"
            self._report.left.append(f"{named}: {quote_print(words)}: {need}")

    def report_sums(self, rows: Sequence[PrintedProgress]) -> None:
        """Report how many rows have progress, how many are guesses, and what says nothing."""
        if rows:
            self._report.sure.append(f"progress of {len(rows)} of the plan's dates, for a return")
        guesses = [row for row in rows if "?" in row.done_on]
        if guesses:
            verb = agree(len(guesses), "is", "are")
            what = f"{len(guesses)} of them {verb} done on a day that print does not settle"
            remedy = "write it under 'Done on' in the return"
            if any(NO_DAY_GIVEN in row.done_on for row in guesses):
                remedy += " (--as-of DAY says one day for all)"
            self._report.left.append(f"{what}: {remedy}")
        self._report_decisions()
        if self._nothing:
            words = list(dict.fromkeys(self._nothing))[:_MOST_WORDS]
            names = ", ".join(f"'{beginning_of(word)}'" for word in words)
            cells = plural(len(self._nothing), "cell")
            verb = agree(len(self._nothing), "has", "have")
            self._report.left.append(f"{cells} of progress {verb} nothing to record: {names}")


def _cells_of_main(progress: RowProgress) -> dict[str, str]:
    """Return the cells of the item that the words of a row are about."""
    return {
        "started_on": progress.started_on,
        "expected": progress.expected,
        "view": progress.view,
        "action": "\n".join(progress.actions),
        "note": "; ".join(progress.notes),
    }


def _cells_of_figure(cells: dict[str, str], done: DoneClaim | None) -> dict[str, str]:
    """Return the cells of a figure, which takes no day: its days are in the note."""
    if cells and done:
        cells["done_on"] = beginning_of(done.printed)
    _move_to_note(cells, "done_on", "done")
    _move_to_note(cells, "started_on", "started")
    _move_to_note(cells, "expected", "expected")
    return cells


def _move_to_note(cells: dict[str, str], name: str, label: str) -> None:
    """Move a cell that an item does not take into the note."""
    text = cells.pop(name, "")
    if text:
        note = cells.get("note", "")
        cells["note"] = "; ".join(filter(None, [note, f"{label}: {text}"]))
