"""The minutes of a meeting, as text and as Markdown."""

from datetime import date

import msgspec

from store.board.boards import BoardScope
from store.board.meeting_record import record_of_meeting
from store.checklist.checklist import build_checklist
from store.journal.entry import Entry
from tests.store.factories import entry, milestone, plan_with
from tui.formats.minutes import Minutes, render_minutes

ENTRIES = (
    entry("note", "2009-11-30", "1.1.1-b", text="Said *first*"),
    entry("decision", "2009-11-30", text="Wait", action="Write", owner="JCP", when="Jan 2010"),
    entry("note", "2009-11-30", "1.1.1-b", text="Said last", by="Chair"),
)


def minutes(*entries: Entry) -> Minutes:
    plan = plan_with(milestone("Oct 2009"), milestone("Dec 2009", "b"))
    checklist = build_checklist(plan, entries, date(2009, 11, 30))
    return Minutes("ELS: Employment", checklist, 2, entries)


def test_the_text_has_the_subject_the_day_and_each_items_entries_in_order() -> None:
    assert render_minutes(minutes(*ENTRIES), "text") == (
        "Minutes: ELS: Employment\n"
        "A small plan, 30 Nov 2009\n"
        "3 entries about 2 of 2 items, taken down by ELS lead, Chair.\n"
        "\n"
        "1.1.1-b  Milestone b (due soon, due 31 Dec 2009)\n"
        "  30 Nov 2009  note  by ELS lead: Said *first*\n"
        "  30 Nov 2009  note  by Chair: Said last\n"
        "\n"
        "1.1.1-a  Milestone a (OVERDUE 30d, due 31 Oct 2009)\n"
        "  30 Nov 2009  decision, for JCP, by Jan 2010  by ELS lead: Wait / Action: Write\n"
    )


def test_the_text_is_wrapped_at_the_width_that_is_asked_for() -> None:
    assert max(map(len, render_minutes(minutes(*ENTRIES), "text", 40).splitlines())) <= 40


def test_markdown_has_headings_and_shows_foreign_text_as_it_is() -> None:
    text = render_minutes(minutes(*ENTRIES), "md")
    assert text.startswith("# Minutes: ELS: Employment\n\nA small plan, 30 Nov 2009. 3 entries")
    assert "\n## 1.1.1-b  Milestone b (due soon, due 31 Dec 2009)\n\n- 30 Nov 2009  note" in text
    assert r"Said \*first\*" in text


def test_a_decision_about_the_plan_has_a_heading_of_its_own() -> None:
    text = render_minutes(minutes(entry("decision", "2009-11-30", "", text="Go on")), "text")
    assert "\nThe whole plan\n  30 Nov 2009  decision  by ELS lead: Go on\n" in text


def test_minutes_of_nothing_say_so() -> None:
    assert render_minutes(minutes(), "text").endswith("Nothing was taken down.\n")


def test_a_boards_meeting_has_what_it_did_before_what_was_taken_down() -> None:
    about_letters = ENTRIES[1]
    taken_down = minutes(*ENTRIES)
    record = record_of_meeting(taken_down.checklist, BoardScope("Board"), date(2009, 11, 30))
    of_board = msgspec.structs.replace(taken_down, meeting=record)
    assert [section.heading for section in of_board.sections()] == [
        "Other decisions",
        "Actions",
        "Notes of the day",
        "1.1.1-b  Milestone b (due soon, due 31 Dec 2009)",
        "1.1.1-a  Milestone a (OVERDUE 30d, due 31 Oct 2009)",
    ]
    assert of_board.counts.startswith("No paper was tabled. 3 entries about 2 of 2 items")
    text = render_minutes(of_board, "text")
    assert f"Milestone a (1.1.1-a): {about_letters.text}\n" in text
    assert "[ ] open  Write  JCP, by Jan 2010  Milestone a (1.1.1-a)\n" in text
