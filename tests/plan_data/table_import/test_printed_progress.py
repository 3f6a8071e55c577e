"""What a table prints about progress: what a return would say of it, and what is named instead."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_data.table_import.importer import ImportOptions, ImportResult, import_table
from plan_data.table_import.plan_progress import PrintedProgress

TODAY = date(2024, 11, 26)


def imported(
    folder: Path, table: str, as_of: date | None = None, name: str = "table.csv"
) -> ImportResult:
    path = folder / name
    path.write_text(table, encoding="utf-8")
    return import_table(path, ImportOptions(year="2024", as_of=as_of, today=TODAY))


def row(folder: Path, headings: str, cells: str, as_of: date | None = None) -> PrintedProgress:
    """Return what one row says, under more headings after those of a plan."""
    table = f"Ref,Action,Lead,Due,{headings}\n1,Open the hub,Fleet,31 May 2024,{cells}\n"
    (found,) = imported(folder, table, as_of).progress
    return found


def left_of(folder: Path, headings: str, cells: str) -> str:
    table = f"Ref,Action,Lead,Due,{headings}\n1,Open the hub,Fleet,31 May 2024,{cells}\n"
    return " | ".join(imported(folder, table).report.left)


DAYS = [
    ("3 May 2024", "3 May 2024"),
    ("2024-05-03", "3 May 2024"),
    ("31/05/2024", "31 May 2024"),
    ("Fri 31/05/24", "31 May 2024"),
    ("03/May/24 10:12 AM", "3 May 2024"),
    ("2024-05-03T10:00:00.000Z", "3 May 2024"),
    ("Completed on 3 May 2024", "3 May 2024"),
    ("3 mai 2024", "3 May 2024"),
    ("3 de mayo de 2024", "3 May 2024"),
    ("3. Mai 2024", "3 May 2024"),
    ("May 2024", "May 2024"),
    ("3/4/2024", "3 Apr 2024? day or month may come first; read day first"),
    ("3 May", "3 May 2024? print gives no year; read as in the plan's year"),
    ("45415", "3 May 2024? a bare number under a heading of dates; read as a spreadsheet's"),
    ("3 May 2024 (first cohort)", "3 May 2024? print says '3 May 2024 (first cohort)'"),
    ("3 May 2024; 4 June 2024", "3 May 2024? print has several dates: '3 May 2024; 4 June 2024'"),
]


@pytest.mark.parametrize(("cell", "done_on"), DAYS)
def test_a_day_of_completion_is_read_as_all_dates_are_and_marked_if_it_is_a_guess(
    tmp_path: Path, cell: str, done_on: str
) -> None:
    found = row(tmp_path, "Date completed", f'"{cell}"').done_on
    if "?" in done_on:
        assert found.startswith(done_on)
    else:
        assert found == done_on


def test_one_date_of_a_column_settles_whether_the_day_or_the_month_comes_first(
    tmp_path: Path,
) -> None:
    table = (
        "Action,Owner,Due Date,Date Completed\n"
        "Publish,Data office,05/31/2024,05/03/2024\nTrain,Data office,09/30/2024,\n"
    )
    (found,) = imported(tmp_path, table).progress
    assert found.done_on == "3 May 2024"


WORDS = [
    "Completed",
    "Done.",
    "closed",
    "Finished",
    "SHIPPED",
    "Delivered",
    "Met",
    "100%",
    "✅",
    "terminé",
    "Réalisée",
    "Se terminó",
    "Cumplido",
    "abgeschlossen",
    "erledigt",
    "Fully implemented",
]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_says_done_without_a_day_is_a_guess_unless_the_day_of_the_table_is_given(
    tmp_path: Path, word: str
) -> None:
    found = row(tmp_path, "Status", word)
    assert found.done_on.startswith("? print says '")
    assert "gives no day" in found.done_on
    assert "--as-of DAY" in left_of(tmp_path, "Status", word)
    assert row(tmp_path, "Status", word, date(2024, 6, 30)).done_on == "30 Jun 2024"


@pytest.mark.parametrize(
    ("heading", "done_on"),
    [
        ("Status (as at 30 April 2024)", "30 Apr 2024"),
        ("Status (as at 30 June 2024)", "30 Jun 2024? print says 'Completed' and gives no day; it"),
    ],
)
def test_the_day_that_a_table_prints_for_its_progress_counts_unless_it_would_make_it_late(
    tmp_path: Path, heading: str, done_on: str
) -> None:
    found = row(tmp_path, heading, "Completed").done_on
    assert found == done_on or ("?" in done_on and found.startswith(done_on))


@pytest.mark.parametrize(
    ("headings", "cells", "reason"),
    [
        ("Status,Date completed", "In progress,3 May 2024", "print also says 'In progress'"),
        ("% complete,Date completed", "60%,3 May 2024", "print also says '60% complete'"),
        ("Status,Date completed", "Cancelled,3 May 2024", "print also says 'Cancelled'"),
        ("Status", "Complete - awaiting invoice", "print says 'Complete - awaiting invoice'"),
        ("BRAG", "Blue", "'Blue' often means that it is done"),
    ],
)
def test_what_print_contradicts_or_half_says_is_to_be_confirmed(
    tmp_path: Path, headings: str, cells: str, reason: str
) -> None:
    found = row(tmp_path, headings, cells)
    assert "?" in found.done_on
    assert reason in found.done_on


@pytest.mark.parametrize("word", ["Not complete", "Partly complete", "To be completed", "Undone"])
def test_words_that_only_sound_like_done_are_a_note(tmp_path: Path, word: str) -> None:
    found = row(tmp_path, "Status", word)
    assert (found.done_on, found.note) == ("", f"Status: {word}")


@pytest.mark.parametrize(
    ("heading", "cell", "view"),
    [
        ("RAG", "Amber", "amber"),
        ("RAG", "R", "red"),
        ("RAG rating", "Green - on track", "green"),
        ("Status", "🟡", "amber"),
        ("Status", "Rouge", "red"),
        ("Estado", "Verde", "green"),
        ("Ampel", "gelb", "amber"),
        ("RAG", "Red/Amber", ""),
        ("Status", "R", ""),
    ],
)
def test_a_colour_is_the_leads_view_with_its_words_in_the_note(
    tmp_path: Path, heading: str, cell: str, view: str
) -> None:
    found = row(tmp_path, heading, cell)
    assert (found.view, found.note) == (view, f"{heading}: {cell}")


def test_per_cent_updates_and_comments_are_notes(tmp_path: Path) -> None:
    found = row(tmp_path, "% complete,Update,Comments", "70%,Half are trained,Rooms are short")
    assert found.note == "70% complete"
    assert found.action == "Update: Half are trained\nComments: Rooms are short"


def test_parts_of_one_are_per_cent_if_the_column_has_no_larger_number(tmp_path: Path) -> None:
    table = "Action,Owner,Due,% complete\nOpen,Fleet,May 2024,0.7\nShut,Fleet,June 2024,1\n"
    opened, shut = imported(tmp_path, table).progress
    assert opened.note == "70% complete"
    assert "100% complete" in shut.done_on


def test_a_start_and_a_forecast_are_dates_and_other_words_are_a_note(tmp_path: Path) -> None:
    found = row(tmp_path, "Actual start,Forecast", "3 April 2024,Sept 2024")
    assert (found.started_on, found.expected) == ("3 Apr 2024", "Sep 2024")
    assert row(tmp_path, "Actual start,Forecast", "in spring,to be agreed").note == (
        "Actual start: in spring; Forecast: to be agreed"
    )


@pytest.mark.parametrize(
    ("word", "need"),
    [
        ("Cancelled", "a Board decides that: `milepost withdraw 1-a --approved-by WHO`"),
        ("Abandonné", "a Board decides that"),
        ("Gestrichen", "a Board decides that"),
        ("On hold", "needs a decision"),
        ("Aplazado", "needs a decision"),
    ],
)
def test_what_was_withdrawn_or_put_on_hold_is_a_note_and_named_as_a_decision(
    tmp_path: Path, word: str, need: str
) -> None:
    found = row(tmp_path, "Status", word)
    assert (found.done_on, found.note) == ("", f"Status: {word}")
    assert need in left_of(tmp_path, "Status", word)


@pytest.mark.parametrize("word", ["Not started", "0%", "n/a", "-", "No iniciado", "offen", "false"])
def test_what_says_nothing_is_counted_in_the_report(tmp_path: Path, word: str) -> None:
    table = f"Ref,Action,Lead,Due,Complete\n1,Open the hub,Fleet,31 May 2024,{word}\n"
    result = imported(tmp_path, table)
    assert result.progress == ()
    left = f"1 cell of progress has nothing to record: '{word}'"
    assert left in result.report.left


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("New login (shipped)", "shipped"),
        ("Completed: new login", "Completed"),
        ("✅ New login", "✅"),
        ("New login [done]", "done"),
    ],
)
def test_marks_of_a_title_are_progress_too(tmp_path: Path, title: str, printed: str) -> None:
    table = f"Item,Owner,When\n{title},Web team,Mar 2024\n"
    (found,) = imported(tmp_path, table).progress
    assert found.done_on == f"? print says '{printed}' and gives no day"


def test_a_title_that_only_has_brackets_is_no_progress(tmp_path: Path) -> None:
    table = "Item,Owner,When\nNew login (phase 2),Web team,Mar 2024\nMet: police,Web,May 2024\n"
    assert [row.item.ref for row in imported(tmp_path, table).progress] == ["2-a"]


def test_a_row_whose_objective_is_struck_out_makes_no_milestone_and_is_named(
    tmp_path: Path,
) -> None:
    table = (
        "| Item | Owner | When | Status |\n|---|---|---|---|\n| Login | Web | Mar 2024 | |\n"
        "| ~~Search~~ | Web | Apr 2024 | Dropped |\n"
    )
    result = imported(tmp_path, table, name="table.md")
    assert result.progress == ()
    assert "whens" not in result.text
    assert "Apr 2024" not in result.text
    assert "'Web; Apr 2024; Dropped' is left out too" in " ".join(result.report.left)


def test_a_completed_timescale_is_when_it_was_done(tmp_path: Path) -> None:
    table = "Item,Owner,When\nGuide,Web team,Completed 3 May 2024\nHelp,Web team,June 2024\n"
    (found,) = imported(tmp_path, table).progress
    assert (found.item.ref, found.done_on) == ("1-a", "3 May 2024")


def test_a_row_of_several_dates_that_is_done_once_is_to_be_confirmed_for_each(
    tmp_path: Path,
) -> None:
    table = "Action,Lead,Due,Date completed,Update\nReview,Fleet,Quarterly,20 Nov 2024,Three held\n"
    found = imported(tmp_path, table).progress
    assert [row.done_on for row in found] == [
        "20 Nov 2024? print says '20 Nov 2024' once, for 4 dates"
    ] * 4
    assert [row.action for row in found] == ["", "", "", "Three held"]  # the next one due


def test_a_figure_takes_no_day_so_it_is_in_the_note(tmp_path: Path) -> None:
    table = (
        "Action,Lead,Due,Done,Started\nPlace people,Fleet,Q1: 10 Q2: 20 Q3: 30 Q4: 40,Yes,May 2024"
    )
    (found,) = imported(tmp_path, table).progress
    assert (found.done_on, found.started_on) == ("", "")
    assert found.note == "done: Done: Yes; started: May 2024"


def test_the_first_lead_of_an_item_says_it_and_nobody_if_it_has_none(tmp_path: Path) -> None:
    table = 'Action,Lead,Due,Status\nOpen,"Police, Fleet",May 2024,Done\nShut,,June 2024,Done\n'
    opened, shut = imported(tmp_path, table).progress
    assert (opened.lead, shut.lead) == ("POLICE", "")


def test_a_second_row_with_progress_alone_adds_to_the_row_above(tmp_path: Path) -> None:
    table = (
        "Ref,Action,Lead,Due,Update\n1,Open,Fleet,May 2024,Keys are here\n1,Open,,,Paint is dry\n"
        "2,Shut,Fleet,June 2024,\n"
    )
    (found,) = imported(tmp_path, table).progress
    assert found.action == "Keys are here\nPaint is dry"


HEADINGS = ("Status", "RAG", "% complete", "Date completed", "Actual start", "Forecast", "Update")
SAMPLES = st.sampled_from(
    [
        *WORDS,
        *[cell for cell, _ in DAYS],
        "Blue",
        "On hold",
        "Cancelled",
        "n/a",
        "0%",
        "=1+1",
        "'quoted",
        "Completed - see 4",
        "Q1 2024",
        "31/02/2024",
    ]
)
TEXTS = st.one_of(
    SAMPLES,
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40),
)


@given(cells=st.lists(TEXTS, min_size=len(HEADINGS), max_size=len(HEADINGS)))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_read_and_ends_in_the_return_or_in_the_report(
    tmp_path: Path, cells: list[str]
) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows(
        [
            ("Ref", "Action", "Lead", "Due", *HEADINGS),
            ("1", "Open the hub", "Fleet", "31 May 2024", *cells),
            ("2", "Shut the hub", "Fleet", "31 May 2024", *[""] * len(HEADINGS)),
        ]
    )
    result = imported(tmp_path, stream.getvalue())
    known = " ".join([row.words for row in result.progress] + result.report.left)
    reported = " ".join(known.split())
    for row in result.progress:
        assert row.has_any()
        assert not row.note.startswith("=")
        assert not row.action.startswith(("=", "'"))
    filled = [cell for cell in cells if cell.strip()]
    for cell in filled:
        words = " ".join(cell.split())
        is_plain = words.isascii() and words.isprintable() and not set(words) & set("<>&*_~`|'-")
        assert not is_plain or words in reported


def test_a_return_holds_as_many_rows_as_can_be_read_and_the_others_are_counted(
    tmp_path: Path,
) -> None:
    lines = ["Ref,Action,Lead,Due,Date completed,Update"]
    lines += [f"1.{number},Meet {number},Fleet,monthly,3 May 2024,Minutes" for number in range(450)]
    result = imported(tmp_path, "\n".join(lines))
    assert len(result.progress) == 4_900
    assert sum(row.action == "Minutes" for row in result.progress) == 450
    left = "500 rows of progress are left out: a return has 4900 at most"
    assert any(line.startswith(left) for line in result.report.left)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Position as at 30 June 2024", "30 Jun 2024"),
        ("Progress to June 2024", "30 Jun 2024"),
        ("État au 30 juin 2024", "30 Jun 2024"),
        ("Avance al 30 de junio de 2024", "30 Jun 2024"),
        ("Stand: 30.06.2024", "30 Jun 2024"),
        ("Adopted on 30 June 2024", ""),
        ("As at 30 June 2031", ""),
    ],
)
def test_the_day_that_progress_is_of_may_be_printed_above_the_table(
    tmp_path: Path, line: str, day: str
) -> None:
    table = f"{line},,,\nAction,Lead,Due,Status\nOpen,Fleet,30 Sep 2024,Done\n"
    (found,) = imported(tmp_path, table).progress
    assert found.done_on == (day or "? print says 'Done' and gives no day")


CONTRARY_DAYS = [
    *("expected 3 May 2024", "forecast 3 May 2024", "by 3 May 2024", "started 3 May 2024"),
    *("overdue 3 May 2024", "late, 3 May 2024", "3 May 2024?", "~3 May 2024", "\u274c 3 May 2024"),
    *("\u2717 3 May 2024", "3 May 2024 \u2612", "\u00bf3 May 2024?"),
]


@pytest.mark.parametrize("cell", CONTRARY_DAYS)
def test_a_day_beside_what_says_otherwise_is_a_guess_with_the_words_of_print(
    tmp_path: Path, cell: str
) -> None:
    progress = row(tmp_path, "Date completed", f'"{cell}"')
    assert progress.done_on == f"3 May 2024? print says '{cell}'"


@pytest.mark.parametrize(
    "cell", ["Completed?", "Done?", "erledigt?", "\u2717 Done", "Complete \u2610"]
)
def test_a_word_with_a_mark_of_doubt_is_a_guess_also_if_the_day_is_given(
    tmp_path: Path, cell: str
) -> None:
    progress = row(tmp_path, "Status", cell, as_of=TODAY)
    assert progress.done_on.startswith("26 Nov 2024?") or progress.done_on.startswith("?")
    assert f"print says '{cell}'" in progress.done_on


def test_complete_by_a_day_may_be_a_deadline(tmp_path: Path) -> None:
    progress = row(tmp_path, "Status", "Complete by 30 June 2024")
    assert progress.done_on == "30 Jun 2024? print says 'Complete by 30 June 2024'"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("27 Nov 2024", "it is after the day that the table is of"),
        ("Dec 2024", "it is after the day that the table is of"),
        ("3 May 1924", "it is more than 2 years before the plan begins"),
        ("3 May 2014", "it is more than 2 years before the plan begins"),
    ],
)
def test_a_day_on_which_it_can_hardly_have_been_done_is_a_guess(
    tmp_path: Path, cell: str, reason: str
) -> None:
    assert row(tmp_path, "Date completed", cell).done_on == f"{cell}? {reason}"


@pytest.mark.parametrize(
    "cell", ["started 3 May 2024", "commenc\u00e9 le 3 May 2024", "3 May 2024"]
)
def test_words_of_a_start_change_nothing_about_the_day_of_one(tmp_path: Path, cell: str) -> None:
    assert row(tmp_path, "Actual start", cell).started_on == "3 May 2024"


@pytest.mark.parametrize("cell", ["now 3 May 2025", "expected by 3 May 2025", "3 May 2025"])
def test_words_of_a_forecast_change_nothing_about_its_day(tmp_path: Path, cell: str) -> None:
    assert row(tmp_path, "Forecast", cell).expected == "3 May 2025"
