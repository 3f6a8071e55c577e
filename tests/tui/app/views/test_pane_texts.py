"""What the heading, the detail pane and the titles say, before any of it is drawn."""

from datetime import date

import pytest

from store.checklist.checklist import build_checklist
from store.journal.entry import Entry
from tests.store.factories import entry, milestone, plan_with
from tests.tui.app.conftest import OpenApp
from tui.app.views.agenda import agenda_rows
from tui.app.views.pane_texts import detail_text, heading_text
from tui.app.views.priorities import priority_rows
from tui.app.views.rows import TextRow
from tui.app.workspace import Workspace

DAY = date(2009, 11, 30)


@pytest.fixture
def workspace(open_app: OpenApp) -> Workspace:
    return open_app().workspace


def entries_text(*entries: Entry) -> str:
    """Return what the detail pane says of a milestone that was due in September."""
    whole = build_checklist(
        plan_with(milestone("Sep 2009", printed="September 2009")), entries, DAY
    )
    return str(detail_text(agenda_rows(whole, whole.items, frozenset())[1], whole))


# The heading


@pytest.mark.parametrize("width", [58, 78, 118])
def test_the_heading_tells_plan_date_and_board_in_any_width(
    workspace: Workspace, width: int
) -> None:
    workspace.settings.paths.journal.mkdir()
    words = heading_text(workspace, width)

    assert words.cell_length <= width
    assert "East Midlands" in words.plain
    assert "as of 30 Nov 2009" in words.plain
    assert "Board" in words.plain


@pytest.mark.parametrize("width", [32, 40, 58, 78])
def test_a_date_that_is_not_today_is_said_whatever_must_go_for_it(
    workspace: Workspace, width: int
) -> None:
    workspace.set_as_of(date(2009, 12, 28))

    assert "as of 28 Dec 2009 (not today)" in heading_text(workspace, width).plain[:width]


# The detail pane


def test_notes_are_shown_with_cause_and_action_the_newest_first() -> None:
    shown_text = entries_text(
        entry("note", "2009-10-01", text="Started late"),
        entry("note", "2009-11-02", text="Still open", cause="No builder", action="Tender again"),
    )

    lines = shown_text.splitlines()
    assert lines[2:5] == [
        "cause        No builder",
        "action       Tender again  (2 Nov 2009, ELS lead)",
        "2 Nov 2009  ELS lead  note  Still open",
    ]
    assert shown_text.index("Still open") < shown_text.index("Started late")


def test_a_leads_judgement_stands_beside_the_rules_colour() -> None:
    shown_text = entries_text(
        entry("judged", "2009-11-20", colour="green", text="Done in all but name")
    )

    assert (
        "The rule says red, the lead Green: Done in all but name (20 Nov 2009, ELS lead)"
        in shown_text
    )
    agreed = entries_text(entry("judged", "2009-11-20", colour="red", text="It is"))
    assert "Like the rule, the lead says Red: It is" in agreed


def test_an_item_without_a_word_yet_says_how_to_write_one() -> None:
    shown_text = entries_text()

    assert "[!] OVERDUE 61d  due 30 Sep 2009   lead JCP" in shown_text
    for fact in ("printed      September 2009", "pathway      ELS"):
        assert fact in shown_text.splitlines()
    assert "n writes a note, space ticks" in shown_text


def test_a_fold_says_the_whole_of_it_and_what_enter_does() -> None:
    whole = build_checklist(plan_with(milestone("every week")), [], date(2009, 11, 29))
    shown_text = str(detail_text(agenda_rows(whole, whole.items, frozenset())[1], whole))

    assert (
        "34 weeks without a tick, oldest 5 Apr 2009. Enter shows each; an act is about the oldest."
        in shown_text
    )


def test_a_priority_and_an_objective_say_their_whole_titles_and_what_the_plan_says() -> None:
    whole = build_checklist(plan_with(milestone("Sep 2009")), [], DAY)
    rows = {row.key: row for row in priority_rows(whole, whole.items, frozenset({"priority 1.1"}))}
    objective, priority = (
        str(detail_text(rows[key], whole)) for key in ("objective 1.1.1", "priority 1.1")
    )

    assert objective.splitlines() == [
        "1.1.1 The objective",
        "0 of 1 done, 1 late",
        "section      1 Everything",
        "priority     1.1 First things",
        "lead         JCP",
        "pathway      ELS",
        "Enter opens and closes it.",
    ]
    assert priority.splitlines()[:2] == ["1.1 First things", "0 of 1 done, 1 late"]


def test_a_milestone_that_waits_for_an_open_one_says_so_until_that_is_done() -> None:
    plan = plan_with(
        milestone("Sep 2009"), milestone("Oct 2009", "b", after=("1.1.1-a", "a new law"))
    )
    refs = {}
    for entries in ([], [entry("done", "2009-11-02", ref="1.1.1-a")]):
        whole = build_checklist(plan, entries, DAY)
        for row in agenda_rows(whole, whole.items, frozenset()):
            refs[row.ref, len(entries)] = str(detail_text(row, whole))

    assert "waits for    1.1.1-a, which is not done: " in refs["1.1.1-b", 0]
    assert "waits for    1.1.1-a, which is done: " in refs["1.1.1-b", 1]
    assert "waits for    a new law" in refs["1.1.1-b", 0]
    assert "holds up     1.1.1-b: " in refs["1.1.1-a", 0]


def test_of_several_leads_the_first_leads_only_if_print_says_so() -> None:
    plan = plan_with(
        milestone("Sep 2009", leads=("NTA", "NOMS"), first_leads=True),
        milestone("Oct 2009", "b", leads=("NTA", "NOMS")),
    )
    whole = build_checklist(plan, [], DAY)
    texts = [str(detail_text(row, whole)) for row in agenda_rows(whole, whole.items, frozenset())]

    assert any("   lead NTA\n" in text and "partners     NOMS\n" in text for text in texts)
    assert any("   lead NTA, NOMS\n" in text and "partners" not in text for text in texts)


def test_a_hostile_title_is_shown_as_it_is() -> None:
    whole = build_checklist(plan_with(milestone("Sep 2009")), [], DAY)
    row = TextRow("objective 1.1.1", "node", "[/] [bold]x[/wrong]", status="0 of 1 done")

    assert str(detail_text(row, whole)).startswith("[/] [bold]x[/wrong]\n")
