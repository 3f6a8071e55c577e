"""Reading sheets that came back: what is new, known, in conflict or refused."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.checklist.checklist import build_checklist
from store.checklist.retractions import effective
from store.journal.entry import Entry
from store.journal.erase import erase
from store.journal.folder import Journal
from store.recorder import Recorder
from store.returns.filled_sheet import CellName, FilledCell, FilledRow, FilledSheet
from store.returns.return_recorder import accept_sheet, open_round
from store.returns.rounds import find_rounds, round_answers
from store.returns.sheet_reader import ReaderOptions, SheetLine, read_sheets
from store.returns.sheet_rows import possible_rows, sheet_rows
from tests.store.factories import milestone, plan_with

TODAY = date(2009, 10, 20)
PLAN = plan_with(
    milestone("Sep 2009", "a"),
    milestone("Dec 2009", "b"),
    milestone(letter="c", cumulative={"Q1": 10, "Q2": 20}),
    milestone("undated (to be agreed)", "d"),
)
DONE, LATER, FIGURE = "1.1.1-a", "1.1.1-b", "1.1.1-c@Q2-2009/10"


class Desk:
    """One machine of the programme office, with a journal of its own or one that it shares."""

    def __init__(self, folder: Path, machine: str, author: str = "Programme office") -> None:
        self.journal = Journal(folder, machine)
        self.author = author
        self.hour = 8

    def entries(self) -> tuple[Entry, ...]:
        return self.journal.read().entries

    def recorder(self, author: str = "") -> Recorder:
        self.hour += 1
        return Recorder(
            PLAN,
            self.journal,
            self.entries(),
            author=author or self.author,
            now=datetime(2009, 10, 20, self.hour % 24, self.hour // 24, tzinfo=UTC),
            today=TODAY,
        )

    def open(self) -> None:
        open_round(self.recorder(), TODAY, "Q2 2009/10", date(2009, 10, 14), ["JCP"])

    def options(self) -> ReaderOptions:
        checklist = build_checklist(PLAN, self.entries(), TODAY)
        return ReaderOptions(
            rows_of=partial(possible_rows, checklist),
            parse_day=lambda text, _: date.fromisoformat(text),
            author=self.author,
            now=datetime(2009, 10, 20, 23, tzinfo=UTC),
            today=TODAY,
        )

    def read(self, *sheets: FilledSheet) -> list[SheetLine]:
        return read_sheets(PLAN, self.entries(), sheets, self.options())

    def accept(self, sheet: FilledSheet, rows: Iterable[int] | None = None) -> list[Entry]:
        if rows is None:
            return accept_sheet(self.recorder(), PLAN, sheet, self.options())
        wanted = frozenset(rows)
        return accept_sheet(
            self.recorder(), PLAN, sheet, self.options(), lambda line: line.row in wanted
        )


def filled(ref: str, number: int = 12, **cells: str) -> FilledRow:
    names: dict[CellName, FilledCell] = {}
    for name, text in cells.items():
        names[name] = FilledCell(text)  # type: ignore[index] # the names are written out in the tests
    return FilledRow(number, ref, "", names)


def sheet(*rows: FilledRow, **more: object) -> FilledSheet:
    fields: dict[str, object] = {"file": "JCP.xlsx", "code": "JCP", "rows": rows, **more}
    return FilledSheet(**fields)  # type: ignore[arg-type] # as above


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    opened = Desk(tmp_path / "journal", "aaaaaaaa")
    opened.open()
    return opened


def states(lines: Sequence[SheetLine]) -> list[str]:
    return [line.state for line in lines]


def count_of(desk: Desk) -> int:
    return sum(entry.via is not None for entry in effective(desk.entries()))


def test_a_sheet_becomes_entries_of_its_lead_in_the_file_of_who_accepts_it(desk: Desk) -> None:
    answer = sheet(
        filled(DONE, 12, done_on="2009-09-28"),
        filled(LATER, 13, expected="Mar 2010", cause="The contract came late."),
        filled(FIGURE, 14, actual="18.5"),
        filled_in="2009-10-12",
    )
    assert states(desk.read(answer)) == ["new", "new", "new"]
    recorded = desk.accept(answer)

    assert [(entry.kind, entry.by) for entry in recorded] == [
        ("done", "JCP"),
        ("forecast", "JCP"),
        ("actual", "JCP"),
    ]
    assert [entry.on for entry in recorded] == [
        date(2009, 9, 28),
        date(2009, 10, 12),
        date(2009, 10, 12),
    ]
    assert recorded[1].text == "The contract came late."
    vias = [entry.via for entry in recorded]
    assert [via.row for via in vias if via] == ["12", "13", "14"]
    assert {(via.file, via.accepted_by) for via in vias if via} == {
        ("JCP.xlsx", "Programme office")
    }
    (file,) = desk.journal.folder.iterdir()
    assert file.name.startswith("programme-office")


def test_the_same_sheet_again_says_nothing_new(desk: Desk) -> None:
    answer = sheet(filled(DONE, done_on="2009-09-28"), filled(FIGURE, 13, actual="18"))
    desk.accept(answer)

    assert states(desk.read(answer)) == ["the same", "the same"]
    assert desk.accept(answer) == []


def test_one_bad_cell_refuses_itself_alone(desk: Desk) -> None:
    bad = FilledRow(13, LATER, "", {"note": FilledCell("=1+1", "a formula is not taken.")})
    lines = desk.read(
        sheet(filled(DONE, done_on="2009-12-28"), bad, filled(FIGURE, 14, actual="18"))
    )

    assert states(lines) == ["refused", "refused", "new"]
    assert lines[0].reason == "28 Dec 2009 is in the future: give a day up to 20 Oct 2009."
    assert lines[1].reason == "a formula is not taken."


def test_a_corrected_sheet_takes_back_what_it_replaces(desk: Desk) -> None:
    desk.accept(sheet(filled(DONE, done_on="2009-09-28")))
    corrected = sheet(filled(DONE, done_on="2009-09-30"), file="JCP corrected.xlsx")
    assert states(desk.read(corrected)) == ["new"]
    kinds = [entry.kind for entry in desk.accept(corrected)]

    assert kinds == ["retracted", "done"]
    item = build_checklist(PLAN, desk.entries(), TODAY).by_ref()[DONE]
    assert item.state.done_on == date(2009, 9, 30)
    first = sheet(filled(DONE, done_on="2009-09-28"))
    assert [(line.state, line.reason) for line in desk.read(first)] == [
        ("the same", "a sheet that was read later says otherwise.")
    ]


def test_a_sheet_that_was_filled_in_earlier_changes_nothing_unasked(desk: Desk) -> None:
    desk.accept(sheet(filled(DONE, done_on="2009-09-30"), filled_in="2009-10-14"))
    older = sheet(filled(DONE, done_on="2009-09-28"), filled_in="2009-10-10")

    assert states(desk.read(older)) == ["changed meanwhile"]
    assert desk.accept(older) == []
    assert [entry.kind for entry in desk.accept(older, rows=[12])] == ["retracted", "done"]


def test_what_others_recorded_since_is_shown_and_not_overwritten(desk: Desk) -> None:
    desk.recorder("ELS lead").tick(DONE, date(2009, 9, 25))
    desk.recorder("ELS lead").forecast(LATER, TODAY, "Feb 2010")
    answer = sheet(filled(DONE, done_on="2009-09-28"), filled(LATER, 13, expected="Mar 2010"))
    lines = desk.read(answer)

    assert states(lines) == ["changed meanwhile", "changed meanwhile"]
    assert "25 Sep 2009 by ELS lead" in lines[0].reason
    assert [entry.by for entry in lines[1].others] == ["ELS lead"]
    assert desk.accept(answer) == []
    assert [entry.kind for entry in desk.accept(answer, rows=[13])] == ["forecast"]


def test_what_others_recorded_alike_is_the_same(desk: Desk) -> None:
    desk.recorder("ELS lead").tick(DONE, date(2009, 9, 28))

    (line,) = desk.read(sheet(filled(DONE, done_on="2009-09-28")))
    assert (line.state, line.reason) == ("the same", "ELS lead recorded it too.")


def test_a_row_that_is_not_the_leads_is_refused(desk: Desk) -> None:
    twice = sheet(filled(DONE, 12, note="One."), filled(DONE, 13, note="Two."))
    changed = FilledRow(14, LATER, "Another title", {"note": FilledCell("Three.")})

    assert [line.reason for line in desk.read(sheet(filled("9.9.9-z", note="x")))] == [
        "9.9.9-z is not on the sheet of JCP."
    ]
    assert desk.read(twice)[1].reason == f"{DONE} is on the sheet twice: leave one of its rows."
    (line,) = desk.read(sheet(changed))
    assert line.reason == f"the title is not that of {LATER}: put the row's own ref back."


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"plan": "another"}, "this sheet is of the plan 'another', not of 'small'."),
        ({"round": "01XXXXXXXXXXXXXXXXXXXXXXXX"}, "this sheet is of a return round"),
        ({"code": "JPC"}, "'JPC' has no sheet in the round of Q2 2009/10; did you mean JCP?"),
        ({"code": ""}, "whose sheet it is cannot be seen"),
        ({"has_nothing": True}, "it says that there is nothing to report, and reports something"),
        ({"rows": ()}, "nothing is filled in"),
        ({"filled_in": "2009-11-30"}, "Filled in on: 30 Nov 2009 is in the future"),
    ],
)
def test_a_foreign_sheet_is_refused_as_a_part(
    desk: Desk, more: dict[str, object], reason: str
) -> None:
    (line,) = desk.read(sheet(filled(DONE, note="x"), **more))
    assert line.state == "refused"
    assert line.reason.startswith(reason)


def test_nothing_to_report_is_an_entry_and_silence_is_not(desk: Desk) -> None:
    (opened,) = find_rounds(effective(desk.entries()))
    assert [answer.state for answer in round_answers(opened, desk.entries())] == ["not answered"]

    nothing = sheet(has_nothing=True)
    desk.accept(nothing)
    (answer,) = round_answers(opened, effective(desk.entries()))
    assert (answer.state, answer.is_late) == ("nothing to report", True)
    assert states(desk.read(nothing)) == ["the same"]


def test_two_machines_that_read_one_sheet_and_merge_double_nothing(tmp_path: Path) -> None:
    shared = tmp_path / "journal"
    first, second = Desk(shared, "aaaaaaaa"), Desk(tmp_path / "other", "bbbbbbbb", "Deputy")
    first.open()
    second.journal.folder.mkdir()
    for file in shared.iterdir():
        (second.journal.folder / file.name).write_bytes(file.read_bytes())
    answer = sheet(filled(DONE, done_on="2009-09-28"), filled(FIGURE, 13, actual="18"))
    first.accept(answer)
    second.accept(answer)
    for file in second.journal.folder.glob("deputy*"):
        (shared / file.name).write_bytes(file.read_bytes())

    assert count_of(first) == 2
    (copy,) = [entry for entry in second.entries() if entry.kind == "done"]
    Desk(shared, "bbbbbbbb", "Deputy").recorder("Deputy").undo(TODAY, copy.id)
    assert count_of(first) == 1


def test_undo_reaches_what_one_accepted(desk: Desk) -> None:
    desk.accept(sheet(filled(DONE, done_on="2009-09-28")))
    entry, _ = desk.recorder().undo(TODAY)
    assert (entry.kind, entry.by) == ("done", "JCP")


def test_a_sheet_lists_what_is_open(desk: Desk) -> None:
    (opened,) = find_rounds(desk.entries())
    desk.recorder().tick(DONE, TODAY)
    rows = sheet_rows(build_checklist(PLAN, desk.entries(), TODAY), opened, "JCP")
    assert [row.ref for row in rows] == [LATER, "1.1.1-c@Q1-2009/10", FIGURE, "1.1.1-d"]


SHEETS = (
    sheet(filled(DONE, done_on="2009-09-28"), filled_in="2009-10-10"),
    sheet(filled(LATER, note="On its way."), filled(FIGURE, 13, actual="18"), file="b.csv"),
    sheet(filled(DONE, done_on="2009-09-30"), filled_in="2009-10-12", file="c.xlsx"),
)


@settings(max_examples=40, deadline=None)
@given(
    orders=st.lists(st.permutations(range(len(SHEETS))), min_size=1, max_size=3),
    two_machines=st.booleans(),
)
def test_any_order_any_number_of_times_on_any_machine_gives_one_journal(
    tmp_path_factory: pytest.TempPathFactory, orders: list[list[int]], *, two_machines: bool
) -> None:
    folder = tmp_path_factory.mktemp("journal") / "journal"
    desks = [Desk(folder, "aaaaaaaa")]
    desks[0].open()
    if two_machines:
        desks.append(Desk(folder, "bbbbbbbb", "Deputy"))
    for place, order in enumerate(orders):
        for number in order:
            desks[place % len(desks)].accept(SHEETS[number])

    checklist = build_checklist(PLAN, desks[0].entries(), TODAY)
    item, figure = checklist.by_ref()[DONE], checklist.by_ref()[FIGURE]
    assert item.state.done_on == date(2009, 9, 30)
    assert figure.state.actual == 18
    assert count_of(desks[0]) == 3


def test_reading_records_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.entries()

    def refuse(*_: object, **__: object) -> list[Entry]:
        raise AssertionError("reading must not record")

    monkeypatch.setattr(Journal, "record", refuse)
    desk.read(*SHEETS)
    assert desk.entries() == before


DATED = (
    sheet(filled(DONE, done_on="2009-09-28"), filled_in="2009-10-10"),
    sheet(
        filled(LATER, note="On its way."), filled(FIGURE, 13, actual="18"), filled_in="2009-10-09"
    ),
    sheet(filled(DONE, done_on="2009-09-30"), filled_in="2009-10-12", file="c.xlsx"),
    sheet(filled(LATER, note="Held up."), filled_in="2009-10-13", file="d.xlsx"),
)
Readings = st.lists(st.integers(0, len(DATED) - 1), max_size=6)


def copy_files(source: Desk, target: Desk) -> None:
    """Take in the file that another machine writes, as merging does."""
    for file in source.journal.folder.glob(f"*{source.journal.machine}*"):
        (target.journal.folder / file.name).write_bytes(file.read_bytes())


@settings(max_examples=60, deadline=None)
@given(readings=st.lists(Readings, min_size=2, max_size=3), order=st.permutations(range(3)))
def test_machines_that_read_sheets_apart_agree_once_they_are_merged(
    tmp_path_factory: pytest.TempPathFactory, readings: list[list[int]], order: list[int]
) -> None:
    work = tmp_path_factory.mktemp("machines")
    first = Desk(work / "0", "aaaaaaaa")
    first.open()
    desks = [first]
    for number, author in enumerate(("Deputy", "Clerk")[: len(readings) - 1], start=1):
        other = Desk(work / str(number), f"bbbbbbb{number}", author)
        other.journal.folder.mkdir()
        copy_files(first, other)
        desks.append(other)
    for desk, numbers in zip(desks, readings, strict=True):
        for number in numbers:
            desk.accept(DATED[number])
    for number in set(range(len(DATED))) - {one for numbers in readings for one in numbers}:
        desks[-1].accept(DATED[number])

    merged = Desk(work / "merged", "cccccccc", "Reader")
    merged.journal.folder.mkdir()
    for number in order:
        if number < len(desks):
            copy_files(desks[number], merged)
    checklist = build_checklist(PLAN, merged.entries(), TODAY)
    by_ref = checklist.by_ref()
    assert by_ref[DONE].state.done_on == date(2009, 9, 30)
    assert by_ref[FIGURE].state.actual == 18
    assert [entry.text for entry in by_ref[LATER].notes] == ["Held up."]
    assert count_of(merged) == 3
    assert [entry for answer in DATED for entry in merged.accept(answer)] == []


def test_a_sheet_that_says_again_what_one_between_had_changed_counts(desk: Desk) -> None:
    desk.accept(sheet(filled(DONE, done_on="2009-09-28"), filled_in="2009-10-10"))
    desk.accept(sheet(filled(DONE, done_on="2009-09-30"), filled_in="2009-10-12"))
    again = sheet(filled(DONE, done_on="2009-09-28"), filled_in="2009-10-14")
    assert states(desk.read(again)) == ["new"]
    desk.accept(again)

    item = build_checklist(PLAN, desk.entries(), TODAY).by_ref()[DONE]
    assert item.state.done_on == date(2009, 9, 28)
    assert states(desk.read(again)) == ["the same"]


def test_an_answer_is_on_time_if_its_sheet_says_so(desk: Desk) -> None:
    desk.accept(sheet(filled(DONE, done_on="2009-09-28"), filled_in="2009-10-12"))
    (opened,) = find_rounds(effective(desk.entries()))
    (answer,) = round_answers(opened, effective(desk.entries()))
    assert (answer.on, answer.is_late) == (date(2009, 10, 12), False)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("18", 18), ("1,234", 1234), ("61.2%", 61.2), ("61,2", None), ("1,23,4", None), ("n/a", None)],
)
def test_a_figure_with_a_decimal_comma_is_refused_and_never_ten_times_as_much(
    desk: Desk, typed: str, number: float | None
) -> None:
    (line,) = desk.read(sheet(filled(FIGURE, actual=typed)))
    if number is None:
        assert (line.state, line.drafts) == ("refused", ())
    else:
        assert line.drafts[0].number == number


def test_a_sheet_of_an_older_round_answers_that_round(desk: Desk) -> None:
    (older,) = find_rounds(effective(desk.entries()))
    open_round(desk.recorder(), TODAY, "Q3 2009/10", date(2010, 1, 14), ["JCP"])
    desk.accept(sheet(filled(LATER, note="Late."), round=older.id))
    desk.accept(sheet(filled(LATER, note="Now.")))

    first, second = find_rounds(effective(desk.entries()))
    assert [
        len(round_answers(each, effective(desk.entries()))[0].entries) for each in (first, second)
    ] == [1, 1]
    assert count_of(desk) == 2


def test_a_round_is_not_opened_again_for_fewer_leads(desk: Desk) -> None:
    by = date(2009, 10, 14)
    plan = ["JCP", "NOMS"]
    first, _ = open_round(desk.recorder(), TODAY, "Q3 2009/10", by, plan)
    again, is_new = open_round(desk.recorder(), TODAY, "Q3 2009/10", by, plan[:1])
    assert (again.id, is_new) == (first.id, False)


def test_an_answer_can_be_undone_redone_and_erased(desk: Desk) -> None:
    desk.accept(sheet(filled(LATER, note="A name."), filled_in="2009-10-12"))
    entry, _ = desk.recorder().undo(TODAY)
    assert count_of(desk) == 0
    assert desk.recorder().redo(TODAY)[0].id == entry.id
    assert count_of(desk) == 1

    at = datetime(2009, 10, 21, tzinfo=UTC)
    erased = erase(desk.journal.folder, entry.id, by="Office", at=at, why="A name").entry
    assert erased.via is not None
    assert (erased.text, erased.via.file, erased.via.accepted_by) == ("", "", "")
    assert erased.via.key
    assert states(desk.read(sheet(filled(LATER, note="A name.")))) != ["refused"]


def test_another_window_that_records_meanwhile_costs_no_answer(desk: Desk) -> None:
    answer = sheet(filled(DONE, done_on="2009-09-28"), filled(FIGURE, 13, actual="18"))
    recorder = desk.recorder()
    Desk(desk.journal.folder, "bbbbbbbb", "Deputy").accept(answer)
    assert accept_sheet(recorder, PLAN, answer, desk.options()) == []
    desk.recorder("ELS lead").forecast(LATER, TODAY, "Feb 2010")
    more = sheet(filled(DONE, done_on="2009-09-29"), filled(LATER, 13, expected="Mar 2010"))
    assert states(desk.read(more)) == ["new", "changed meanwhile"]
    assert count_of(desk) == 2
