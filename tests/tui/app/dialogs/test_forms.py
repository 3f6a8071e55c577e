"""What the form of each action asks, and what it records."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from plan_data.errors import Refused
from store.checklist.checklist import ChecklistItem
from store.journal.entry import Entry
from tests.tui.app.conftest import OpenApp, entries, main_screen, refusal, toasts, until
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.forms import build_form
from tui.app.widgets.long_text import LongText
from tui.app.workspace import Workspace
from tui.config.preferences import read_preferences
from tui.config.settings import default_paths

DAY = date(2009, 11, 30)
OPEN = ("2.4.4-b", "2.4.2-a", "2.4.4-c")


def chosen(workspace: Workspace, *refs: str) -> list[ChecklistItem]:
    by_ref = {item.ref: item for item in workspace.checklist.items}
    return [by_ref[ref] for ref in refs]


def ask(app: MilepostApp, name: str, *refs: str) -> list[list[Entry] | None]:
    """Open the form of an action about items, and return the list that receives its result."""
    answers: list[list[Entry] | None] = []
    app.push_screen(build_form(app.workspace, name, chosen(app.workspace, *refs)), answers.append)
    return answers


async def fill(pilot: Pilot[None], *answers: str) -> None:
    """Type each answer and press Enter; an empty answer leaves the field as it is."""
    await pilot.pause()
    for answer in answers:
        await pilot.press(*answer, "enter")
    await pilot.pause()


def title(app: MilepostApp) -> str:
    return str(app.screen.query_one("#title", Static).content)


def about(app: MilepostApp) -> str:
    return str(app.screen.query_one("#about", Static).content)


@pytest.mark.parametrize(
    ("name", "ref", "answers", "expected"),
    [
        ("tick", "2.4.2-a", ["28 Aug 2009", "In post"],
         {"kind": "done", "on": date(2009, 8, 28), "text": "In post"}),
        ("tick", "2.4.2-a", ["today", ""], {"kind": "done", "on": DAY, "text": ""}),
        ("start", "2.4.2-a", ["", "Begun"], {"kind": "started", "on": DAY, "text": "Begun"}),
        ("note", "2.4.2-a", ["Said", "2 Nov 2009"],
         {"kind": "note", "on": date(2009, 11, 2), "text": "Said"}),
        ("explain", "2.4.2-a", ["No premises", "Ask the Board", ""],
         {"kind": "note", "cause": "No premises",
          "action": "Ask the Board", "text": "", "on": DAY}),
        ("judge", "2.4.2-a", ["G", "On its way", ""],
         {"kind": "judged", "colour": "green", "text": "On its way"}),
        ("forecast", "2.4.2-a", ["Jan 2010", "Late bid", ""],
         {"kind": "forecast", "when": "Jan 2010", "text": "Late bid", "on": DAY}),
        ("reschedule", "2.4.2-a", ["31 Mar 2010", "EMRRP Board", "", ""],
         {"kind": "rescheduled", "when": "31 Mar 2010", "approved_by": "EMRRP Board", "on": DAY}),
        ("withdraw", "2.4.2-a", ["EMRRP Board", "Not funded", ""],
         {"kind": "withdrawn", "approved_by": "EMRRP Board", "text": "Not funded", "on": DAY}),
        ("actual", "2.7.2-a@Q1-2009/10", ["1,190", "", "31 Jul 2009"],
         {"kind": "actual", "number": 1190, "on": date(2009, 7, 31)}),
        ("tick", "2.7.2-a@Q1-2009/10", ["190", "", ""],
         {"kind": "actual", "number": 190, "on": DAY}),
    ],
)  # fmt: skip
async def test_each_act_records_what_was_typed(
    open_app: OpenApp, name: str, ref: str, answers: list[str], expected: dict[str, Any]
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        results = ask(app, name, ref)
        await pilot.pause()
        assert ref in title(app)
        await overwrite(pilot, app, answers)
        await until(pilot, lambda: bool(results))
    (entry,) = app.workspace.contents.entries
    assert results == [[entry]]
    assert (entry.ref, entry.by) == (ref, "ELS lead")
    assert {field: getattr(entry, field) for field in expected} == expected


async def overwrite(pilot: Pilot[None], app: MilepostApp, answers: Sequence[str]) -> None:
    """Replace each field's text and press Enter; an empty answer leaves the field as it is."""
    for answer in answers:
        field = app.focused
        assert isinstance(field, Input | LongText)
        field.value = answer or field.value
        await pilot.press("enter")
        await pilot.pause()


@pytest.mark.parametrize("key", ["n", "b", "c", "f", "r", "w", "s", "space"])
async def test_every_act_opens_its_form_from_the_list(open_app: OpenApp, key: str) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        assert "1.3.1-a" in title(app)
        assert toasts(app) == ""


async def test_an_item_that_is_done_is_opened_again_and_the_form_says_how_it_stood(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    app.workspace.record_all([lambda recorder: recorder.tick("2.4.2-a", date(2009, 8, 28))])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        results = ask(app, "tick", "2.4.2-a")
        await pilot.pause()
        assert title(app).startswith("Open again: 2.4.2-a")
        assert about(app) == "done, done 28 Aug 2009"
        await fill(pilot, "", "Not whole")
        await until(pilot, lambda: bool(results))
    assert [(entry.kind, entry.text) for entry in entries(journal)] == [
        ("done", ""),
        ("reopened", "Not whole"),
    ]


async def test_several_items_are_ticked_by_one_form(open_app: OpenApp, journal: Path) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        results = ask(app, "tick", *OPEN)
        await pilot.pause()
        assert title(app) == "Tick as done: 3 items"
        assert about(app) == "2.4.4-b, 2.4.2-a, 2.4.4-c"
        await fill(pilot, "", "Heard at the Board")
        await until(pilot, lambda: bool(results))
    assert [(entry.ref, entry.kind, entry.text) for entry in entries(journal)] == [
        (ref, "done", "Heard at the Board") for ref in OPEN
    ]
    assert {item.state.status for item in chosen(app.workspace, *OPEN)} == {"done late"}


async def test_where_one_of_several_is_refused_none_is_recorded(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    app.workspace.record_all([lambda recorder: recorder.tick("2.4.4-c", DAY)])
    app.workspace.record_all([lambda recorder: recorder.untick("2.4.4-c", DAY)])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        results = ask(app, "tick", *OPEN)
        await pilot.pause()
        await overwrite(pilot, app, ["2 Nov 2009", "Heard"])
        await until(pilot, lambda: "2.4.4-c was reopened on 30 Nov 2009" in refusal(app))
        assert results == []
        assert len(entries(journal)) == 2
        app.screen.query_one("#field-on", Input).value = "today"
        await pilot.press("enter")
        await until(pilot, lambda: bool(results))
    assert len(entries(journal)) == 5


async def test_what_is_closed_already_among_several_is_left_so_and_said(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    app.workspace.record_all([lambda recorder: recorder.tick("2.4.2-a", DAY)])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        results = ask(app, "tick", *OPEN)
        await pilot.pause()
        assert title(app) == "Tick as done: 2 items"
        assert about(app) == "2.4.4-b, 2.4.4-c; 1 item closed already and left so"
        await fill(pilot, "", "")
        await until(pilot, lambda: bool(results))
    assert [entry.ref for entry in entries(journal)] == ["2.4.2-a", "2.4.4-b", "2.4.4-c"]


async def test_a_title_about_many_names_the_first_and_how_many_more(open_app: OpenApp) -> None:
    app = open_app()
    refs = [item.ref for item in app.workspace.checklist.items if item.state.status == "overdue"][
        :9
    ]
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        ask(app, "note", *refs)
        await pilot.pause()
        assert title(app) == "Note: 9 items"
        assert about(app) == ", ".join(refs[:4]) + " and 5 more"


async def test_an_item_that_is_printed_twice_is_one_item(open_app: OpenApp, journal: Path) -> None:
    app = open_app("london-2009-10")
    twin = next(item for item in app.workspace.checklist.items if item.planned.same_as)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        results = ask(app, "note", twin.planned.same_as or "", twin.ref)
        await pilot.pause()
        await overwrite(pilot, app, ["Said", ""])
        await until(pilot, lambda: bool(results))
    assert [entry.ref for entry in entries(journal)] == [twin.planned.same_as]


@pytest.mark.parametrize(
    ("name", "refs", "sentence"),
    [
        (
            "tick",
            ["2.4.2-a", "2.7.2-a@Q1-2009/10"],
            "2.7.2-a@Q1-2009/10 is a figure and is not ticked",
        ),
        ("actual", ["2.4.2-a"], "2.4.2-a is not a figure"),
        ("actual", ["2.7.2-a@Q1-2009/10", "2.7.2-a@Q2-2009/10"], "one figure at a time"),
        ("tick", ["2.7.2-a@Q1-2009/10", "2.7.2-a@Q2-2009/10"], "one figure at a time"),
        ("start", ["2.7.2-a@Q1-2009/10"], "is a figure and is not started"),
        ("forecast", ["2.4.2-a", "2.7.2-a@Q1-2009/10"], "is a figure: choose it alone"),
        (
            "reschedule",
            ["2.4.2-a", "2.7.2-a@Q1-2009/10"],
            "is a figure of its quarter and takes no other date",
        ),
    ],
)
def test_what_means_nothing_for_an_item_is_refused_before_anything_is_typed(
    open_app: OpenApp, name: str, refs: list[str], sentence: str
) -> None:
    workspace = open_app().workspace
    with pytest.raises(Refused, match=sentence.replace("/", ".")):
        build_form(workspace, name, chosen(workspace, *refs))


async def test_such_a_refusal_is_told_beside_the_list(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert "1.3.1-a is not a figure: tick it when it is done." in toasts(app)
        assert app.screen is main_screen(app)


@pytest.mark.parametrize(
    ("name", "answers", "field", "sentence"),
    [
        ("note", [" "], "text", "A note needs words"),
        ("judge", ["pink"], "colour", "'pink' is no judgement: write green, amber or red."),
        ("judge", ["red", ""], "text", "A judgement needs its reason"),
        ("forecast", ["soon"], "when", "'soon' is not"),
        ("reschedule", ["Jan 2010", ""], "approved_by", "Who approved it is missing"),
        ("withdraw", [""], "approved_by", "Who approved it is missing"),
        ("tick", ["1 Dec 2009"], "on", "is in the future"),
        ("tick", ["Aug 2009"], "on", "longer than a day"),
    ],
)
async def test_what_cannot_be_meant_is_said_in_its_field(
    open_app: OpenApp, name: str, answers: list[str], field: str, sentence: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        ask(app, name, "2.4.2-a")
        await pilot.pause()
        await overwrite(pilot, app, answers)
        assert sentence in refusal(app)
        assert "--" not in refusal(app), "no word of the shell's"
        assert app.focused is app.screen.query_one(f"#field-{field}")
        assert app.workspace.contents.entries == ()


async def test_cause_and_action_may_not_both_be_empty(open_app: OpenApp, journal: Path) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        ask(app, "explain", "2.4.2-a")
        await fill(pilot, "", "", "")
        await until(pilot, lambda: "needs words" in refusal(app))
        assert entries(journal) == ()


@pytest.mark.parametrize(
    ("as_of", "day"), [("30 Sep 2009", date(2009, 9, 29)), ("Mar 2010", date(2009, 11, 29))]
)
async def test_yesterday_is_the_day_before_the_day_that_the_form_proposes(
    open_app: OpenApp, journal: Path, as_of: str, day: date
) -> None:
    app = open_app(as_of=as_of)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        ask(app, "tick", "2.4.4-b")
        await pilot.pause()
        app.screen.query(Input).first().value = "yesterday"
        await pilot.press("enter", "enter")
        await until(pilot, lambda: bool(entries(journal)))
        assert [entry.on for entry in entries(journal)] == [day]


@pytest.mark.parametrize(
    ("as_of", "day"), [("30 Sep 2009", "30 Sep 2009"), ("Mar 2010", "30 Nov 2009")]
)
async def test_the_day_is_the_one_in_view_or_today_where_that_is_to_come(
    open_app: OpenApp, as_of: str, day: str
) -> None:
    app = open_app(as_of=as_of)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        ask(app, "tick", "2.4.2-a")
        await pilot.pause()
        assert app.screen.query_one("#field-on", Input).value == day


async def test_the_first_note_asks_who_is_writing_and_never_again(
    open_app: OpenApp, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "a-login")
    app = open_app(by=None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        results = ask(app, "note", "2.4.2-a")
        await pilot.pause()
        assert app.focused is app.screen.query_one("#field-text"), "the note comes first, as ever"
        assert app.screen.query_one("#field-author", Input).value == "a-login"
        await overwrite(pilot, app, ["Said", "", "ELS lead"])
        await until(pilot, lambda: bool(results))
        assert [(entry.by, entry.text) for entry in entries(journal)] == [("ELS lead", "Said")]
        ask(app, "note", "2.4.2-a")
        await pilot.pause()
        assert not app.screen.query("#field-author")
    again = open_app(by=None)
    assert again.workspace.settings.author == "ELS lead"
    form = build_form(again.workspace, "note", chosen(again.workspace, "2.4.2-a"))
    async with again.run_test(size=(80, 24)) as pilot:
        again.push_screen(form)
        await pilot.pause()
        assert not again.screen.query("#field-author")


async def test_who_is_writing_may_not_be_nobody(open_app: OpenApp, journal: Path) -> None:
    app = open_app(by=None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        ask(app, "note", "2.4.2-a")
        await pilot.pause()
        await overwrite(pilot, app, ["Said", "", " "])
        assert "Who is writing is missing" in refusal(app)
        assert entries(journal) == ()


async def test_a_note_that_is_dropped_does_not_decide_who_writes(open_app: OpenApp) -> None:
    app = open_app(by=None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        ask(app, "note", "2.4.2-a")
        await pilot.pause()
        await overwrite(pilot, app, ["ELS lead"])
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert not app.workspace.settings.author_is_known
        assert read_preferences(default_paths().preferences).author == ""


async def test_a_note_is_recorded_also_where_the_writers_name_cannot_be_kept(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app(by=None)
    default_paths().preferences.parent.parent.mkdir(parents=True)
    default_paths().preferences.parent.write_text("a file where the folder should be")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        results = ask(app, "note", "2.4.2-a")
        await pilot.pause()
        await overwrite(pilot, app, ["Said", "", "ELS lead"])
        await until(pilot, lambda: bool(results))
    assert [entry.by for entry in entries(journal)] == ["ELS lead"]


async def test_a_tick_before_the_one_that_was_recorded_is_refused_without_the_shells_words(
    open_app: OpenApp,
) -> None:
    app = open_app()
    app.workspace.record_all(
        [lambda act: act.tick("2.4.2-a", date(2009, 8, 28)), lambda act: act.tick("2.4.4-c", DAY)]
    )
    app.workspace.record_all([lambda act: act.untick("2.4.4-c", DAY)])
    app.workspace.set_as_of(date(2009, 7, 31))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for ref, sentence in (
            ("2.4.2-a", "2.4.2-a was ticked already, as done on 28 Aug 2009, by ELS lead."),
            (
                "2.4.4-c",
                "2.4.4-c was reopened on 30 Nov 2009, by ELS lead: give that day or a later one.",
            ),
        ):
            ask(app, "tick", ref)
            await fill(pilot, "", "")
            await until(pilot, lambda: bool(refusal(app)))
            assert refusal(app) == sentence
            await pilot.press("escape")
            await pilot.pause()


async def test_ticking_what_was_withdrawn_says_so_and_opens_it_again(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    app.workspace.record_all([lambda act: act.withdraw("2.4.2-a", DAY, "EMRRP Board")])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        results = ask(app, "tick", "2.4.2-a")
        await pilot.pause()
        assert title(app).startswith("Open again (it is withdrawn): 2.4.2-a")
        await fill(pilot, "", "")
        await until(pilot, lambda: bool(results))
    assert [entry.kind for entry in entries(journal)] == ["withdrawn", "reopened"]
