"""The page of one item has all that a meeting needs, uncut at any width."""

from collections.abc import Sequence
from datetime import date

import pytest

from plan_data.load import LoadedPlan
from plan_data.model import Milestone
from store.checklist.checklist import Checklist, build_checklist
from store.journal.entry import Entry
from tests.store.factories import entry, milestone, plan_with
from tui.app.meeting.item_page import closed_page, item_page, page_item

DAY = date(2009, 11, 30)
LATE = milestone("Oct 2009", printed="by the autumn")


def made(*milestones: Milestone, entries: Sequence[Entry] = ()) -> Checklist:
    return build_checklist(plan_with(*milestones), entries, DAY)


def page(checklist: Checklist, width: int = 100, height: int = 40) -> str:
    return str(item_page(page_item(checklist.items), checklist, width, height))


def words(text: str) -> str:
    return " ".join(text.split())


def test_status_days_colour_due_date_and_printed_timescale_are_on_one_line() -> None:
    assert "OVERDUE 30 days, Amber   due 31 Oct 2009  printed: by the autumn" in page(made(LATE))


def test_an_approved_date_is_shown_with_the_one_of_the_plan() -> None:
    moved = entry("rescheduled", "2009-11-01", when="Jan 2010", approved_by="The Board")
    text = page(made(LATE, entries=[moved]))
    assert "due 31 Jan 2010 (was 31 Oct 2009)" in text
    assert "Decided    1 Nov 2009  rescheduled to Jan 2010, approved by The Board" in text


def test_what_is_done_says_when_it_was_and_when_it_was_due() -> None:
    text = page(made(LATE, entries=[entry("done", "2009-11-05")]))
    assert "done late 5 days, Blue   done 5 Nov 2009, due 31 Oct 2009" in text


def test_what_has_no_date_says_why() -> None:
    text = page(made(milestone("undated (to be agreed)")))
    assert "undated, White   no date: to be agreed" in text


def test_leads_have_names() -> None:
    assert "Lead       Jobcentre Plus (JCP)" in page(made(LATE))
    nobody = milestone("Oct 2009", leads=())
    assert "Lead       not stated" in page(made(nobody))


def test_cause_action_forecast_and_judgement_say_who_and_when() -> None:
    entries = [
        entry("note", "2009-11-01", cause="Staff left", action="Recruit"),
        entry("forecast", "2009-11-02", when="Jan 2010", text="once they are in"),
        entry("judged", "2009-11-03", colour="red", text="nobody applied"),
    ]
    text = page(made(LATE, entries=entries))
    assert "Cause      Staff left (1 Nov 2009, ELS lead)" in text
    assert "Action     Recruit (1 Nov 2009, ELS lead)" in text
    assert "Forecast   31 Jan 2010: once they are in (2 Nov 2009, ELS lead)" in text
    assert "Judged     Red: nobody applied (3 Nov 2009, ELS lead)" in text


def test_what_nobody_has_said_of_a_late_item_is_said() -> None:
    text = page(made(LATE))
    assert "Cause      none recorded" in text
    assert "Last word  nobody has recorded any" in text


def test_nobody_is_asked_for_the_cause_of_what_is_not_late() -> None:
    assert "Cause" not in page(made(milestone("Mar 2010")))


def test_the_last_word_is_the_newest_that_is_neither_a_decision_nor_a_cause_shown_above() -> None:
    entries = [
        entry("note", "2009-11-01", text="An old word"),
        entry("note", "2009-11-02", text="The last word", cause="Staff left"),
        entry("note", "2009-11-03", action="Recruit"),
        entry("decision", "2009-11-04", text="Wait"),
    ]
    text = page(made(LATE, entries=entries))
    assert "Last word  2 Nov 2009  note  by ELS lead: The last word\n" in text
    assert "old word" not in text


def test_decisions_come_newest_first() -> None:
    entries = [
        entry("decision", "2009-10-01", text="Wait", owner="JCP", when="Nov 2009"),
        entry("decision", "2009-11-17", text="Go on"),
    ]
    text = page(made(LATE, entries=entries))
    assert text.index("Go on") < text.index("decision, for JCP, by Nov 2009  by ELS lead: Wait")


def test_the_open_dates_of_a_milestone_are_summed_up_and_the_oldest_is_recorded_about() -> None:
    checklist = made(
        milestone("every month"), entries=[entry("done", "2009-05-01", "1.1.1-a@Apr-2009")]
    )
    shown = page_item(checklist.items[:4])
    assert shown.first.ref == "1.1.1-a@May-2009"
    text = str(item_page(shown, checklist, 100, 40))
    assert (
        "3 months without a tick, oldest 31 May 2009. What is recorded is about the oldest." in text
    )


@pytest.mark.parametrize("width", [20, 58, 78, 118, 198])
def test_nothing_is_cut_at_any_width(width: int) -> None:
    title = f"A title {'that goes on ' * 12}to its end {'x' * 300}"
    text = f"Words {'of a lead ' * 40}the end {'進捗' * 90}"
    entries = [entry("note", "2009-11-01", text=text, cause=text, action=text)]
    long = Milestone(id="1.1.1-a", title=title, when="Oct 2009", printed=text)
    checklist = made(long, entries=entries)
    content = item_page(page_item(checklist.items), checklist, width, 20)
    assert "…" not in str(content)
    assert max(line.cell_length for line in content.split()) <= width
    joined = str(content).replace("\n", "").replace(" ", "")
    assert title.replace(" ", "") in joined
    assert joined.count(text.replace(" ", "")) == 4


@pytest.mark.parametrize("width", [58, 78, 198])
def test_every_item_of_the_shipped_plans_is_whole(
    east_midlands: LoadedPlan, london: LoadedPlan, width: int
) -> None:
    for loaded in (east_midlands, london):
        checklist = build_checklist(loaded, (), DAY)
        for item in checklist.items:
            content = item_page(page_item([item]), checklist, width, 20)
            assert max(line.cell_length for line in content.split()) <= width
            assert words(item.planned.title) in words(str(content))


def test_there_is_air_between_the_facts_if_there_is_room() -> None:
    checklist = made(LATE)
    assert page(checklist, height=40).count("\n\n") > page(checklist, height=6).count("\n\n")


def test_foreign_text_is_shown_as_it_is() -> None:
    hostile = "[/] [bold]x[/wrong] {} %s"
    long = Milestone(id="1.1.1-a", title=hostile, when="Oct 2009", printed=hostile)
    assert page(made(long, entries=[entry("note", "2009-11-01", text=hostile)])).count(hostile) == 3


def test_closed_items_are_a_list_with_their_status_and_day() -> None:
    checklist = made(LATE, entries=[entry("done", "2009-10-05")])
    text = words(str(closed_page("Done", checklist.items, 60, "Enter opens them.")))
    assert text == (
        "Done: 1 Enter opens them. 1.1.1-a Milestone a done, Blue, done 5 Oct 2009, due 31 Oct 2009"
    )
