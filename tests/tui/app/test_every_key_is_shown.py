"""Every key of a plan file is shown by a command and on a screen of the app."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from plan_data import model
from plan_data.load import LoadedPlan, load_plan
from store.dates import format_day
from tests.conftest import Milepost, on_plan
from tests.tui.app.conftest import OpenApp, main_screen, pane_text, until
from tui.app.app import MilepostApp
from tui.app.dialogs.glossary_dialog import GlossaryDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.views.plan_pages import pages_of

PLAN = """\
plan: id-of-plan
title: Title of plan
year: 2009/10
year_starts: April
quarters: calendar
start: 1 Apr 2009
published: July 2009
publisher: Publisher of plan
note: Note of plan
boards:
  - name: Name of board
    meets: every quarter
    dates: [2010-01-12]
    chair: Chair of board
    reports_to: Board above
    members: [First member, Second member]
    note: Note of board
    source: {page: 101, row: Row of board}
pathways:
  - code: PATH-A
    name: Name of pathway
    printed: [Printed pathway]
    board: Name of board
    lead: Lead of pathway
    champion: Champion of pathway
    note: Note of pathway
    source: {page: 102, row: Row of pathway}
  - {code: PATH-B, name: Other pathway}
agencies:
  - code: LEAD-A
    name: Name of agency
    printed: [Printed agency]
    part_of: LEAD-D
    note: Note of agency
  - {code: LEAD-B, name: Second agency}
  - {code: LEAD-C, name: Third agency}
  - {code: LEAD-D, name: Fourth agency}
tags:
  - {code: TAG-A, name: Name of tag, note: Note of tag, source: {page: 103, row: Row of tag}}
  - {code: TAG-B, name: Other tag}
indicators:
  - {code: NI 999, name: Name of indicator, psa: [PSA 88], note: Note of indicator, source: {page: 108}}
  - {code: NI 998, name: Second indicator}
areas:
  - {code: AREA-A, name: Name of area, printed: [Printed area], note: Note of area}
measures:
  - {id: NI998, title: Title of each area's measure, each_area: true, returns: every 6 months, reading: Reading of each}
  - id: NI999-A
    title: Title of measure
    printed: Printed measure
    unit: unit of measure
    shape: cumulative
    better: lower
    targets: {2009/10: 4321}
    baseline: {2008/09: 5432}
    returns: every quarter
    serves: [NI 999]
    area: AREA-A
    leads: [LEAD-B]
    pathways: [PATH-B]
    tags: [TAG-B]
    reading: Reading of measure
    note: Note of measure
    source: {page: 109, row: Row of measure}
commitments:
  - id: promise-1
    title: Title of commitment
    group: Group of commitment
    leads: [LEAD-B]
    pathways: [PATH-B]
    tags: [TAG-B]
    note: Note of commitment
    source: {page: 104, row: Row of commitment}
glossary:
  - {term: ABC, means: Meaning of term, ours: true, note: Note of term}
tables:
  - title: Title of table
    indicator: NI 999
    note: Note of table
    source: {page: 105, row: Row of table}
    columns: [First column, Second column]
    rows: [[First cell, Second cell]]
footnotes:
  - {number: "77", text: Text of footnote}
sections:
  - number: "8"
    title: Title of section
    note: Note of section
    priorities:
      - number: "8.1"
        title: Title of priority
        note: Note of priority
        serves: [NI 998]
        objectives:
          - number: "8.1.1"
            title: Title of objective
            wording: Wording of objective
            leads: [LEAD-A, LEAD-B]
            printed_leads: Printed leads of objective
            first_leads: true
            pathways: [PATH-A]
            pathways_inferred: true
            tags: [TAG-A]
            success: [First success, Second success]
            serves: [NI 998]
            measures:
              - id: 8.1.1-m1
                title: Title of part
                shape: cumulative
                targets: {2009/10: 3456}
                source: {page: 110, row: Row of part}
              - {id: 8.1.1-m2, title: Title of sum, shape: cumulative, sum_of: [8.1.1-m1], leads: [LEAD-C], pathways: [PATH-B], tags: [TAG-B]}
            source: {page: 106, row: Row of objective}
            reading: Reading of objective
            note: Note of objective
            milestones:
              - id: 8.1.1-a
                title: Title of milestone
                printed: Printed timescale
                when: "Sep 2009?"
                reading: Reading of milestone
                leads: [LEAD-C, LEAD-D]
                printed_leads: Printed leads of milestone
                first_leads: true
                pathways: [PATH-B]
                tags: [TAG-B]
                after: [8.1.1-b, Something outside]
                wording: Wording of milestone
                carried_from: old-plan 7.7.7-a
                source: {page: 107, row: Row of milestone}
                note: Note of milestone
              - {id: 8.1.1-b, title: Title of figure, unit: unit of figure, cumulative: {Q4: 1234}, returns: every quarter, serves: [NI 999]}
              - {id: 8.1.1-c, title: Title of twin, when: Sep 2009, same_as: 8.1.1-a}
"""
# What is shown for the keys whose value is no text of its own, or is elsewhere too.
EFFECTS = {
    "Agency.part_of": "part of LEAD-D",
    "Commitment.leads": "(LEAD-B; PATH-B; Other tag (TAG-B); Note of commitment",
    "Commitment.pathways": "(LEAD-B; PATH-B; Other tag (TAG-B); Note of commitment",
    "Commitment.tags": "(LEAD-B; PATH-B; Other tag (TAG-B); Note of commitment",
    "Milestone.leads": "lead LEAD-C",
    "Milestone.pathways": "pathway PATH-B",
    "Milestone.tags": "tags Name of tag (TAG-A), Other tag (TAG-B)",
    "Milestone.after": "waits for 8.1.1-b, which is not done",
    "Milestone.same_as": "same as 8.1.1-a",
    "Objective.leads": "lead LEAD-A",
    "Objective.pathways": "pathway PATH-A",
    "Objective.tags": "tags Name of tag (TAG-A)",
    "Pathway.board": "board Name of board",
    "Milestone.first_leads": "partners LEAD-D",
    "Milestone.cumulative": "1234",
    "Milestone.when": "Sep 2009",
    "Objective.first_leads": "partners LEAD-B",
    "Objective.pathways_inferred": "PATH-A (inferred)",
    "Term.ours": "added by the plan's editor",
    "Board.dates": "12 Jan 2010",
    "Measure.each_area": "AREA-A",
    "Measure.targets": "4321",
    "Measure.baseline": "5432 unit of measure in 2008/09",
    "Measure.leads": "lead LEAD-C",
    "Measure.pathways": "pathway PATH-B",
    "Measure.tags": "tags TAG-A, TAG-B",
}
COMMANDS = (
    "show plan", "show 8", "show 8.1", "show 8.1.1", "show 8.1.1-a", "show 8.1.1-b", "show 8.1.1-c",
    "show PATH-A", "show LEAD-A", "show TAG-A", "show promise-1", "pathways", "leads", "tags",
    "tables NI-999", "commitments", "glossary", "show NI999-A", "show NI998-AREA-A", "show 8.1.1-m1", "show 8.1.1-m2",
    "show NI-999", "show NI-998", "show PSA-88", "show AREA-A", "measures", "indicators",
)  # fmt: skip
CLASSES = [
    each
    for each in vars(model).values()
    if isinstance(each, type)
    and issubclass(each, msgspec.Struct)
    and each.__module__ == model.__name__
]


@pytest.fixture
def plan_path(tmp_path: Path) -> Path:
    path = tmp_path / "every-key.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def loaded(plan_path: Path) -> LoadedPlan:
    loaded = load_plan(plan_path)
    assert loaded.problems == ()
    return loaded


def key_texts(part: msgspec.Struct) -> Iterator[tuple[str, str]]:
    """Yield each key that a part and all below it have, as Class.key, with what is to be shown."""
    name = type(part).__name__
    for key in part.__struct_fields__:
        value = getattr(part, key)
        if value is None or value == () or value is False:
            continue
        effect = EFFECTS.get(f"{name}.{key}")
        if effect:
            yield f"{name}.{key}", effect
            continue
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, msgspec.Struct):
                yield f"{name}.{key}", ""
                yield from key_texts(each)
            elif isinstance(each, tuple):
                yield from ((f"{name}.{key}", text) for text in each)
            else:
                yield f"{name}.{key}", f"page {each}" if key == "page" else str(each)


def missing(loaded: LoadedPlan, shown: str) -> list[tuple[str, str]]:
    """Return the keys whose text is not in what was shown; white space and colons do not count."""
    plain = as_words(shown)
    return [(key, text) for key, text in key_texts(loaded.full_plan) if as_words(text) not in plain]


def as_words(text: str) -> str:
    return " ".join(re.sub(r":(\s)", r"\1", text).split())


def test_the_plan_has_every_key_that_a_plan_can_have(loaded: LoadedPlan) -> None:
    used = {key for key, _ in key_texts(loaded.full_plan)}
    # `Plan` has all keys of `About`.
    known = {
        f"{each.__name__}.{key}"
        for each in CLASSES
        if each is not model.About
        for key in each.__struct_fields__
    }
    assert known - used == {"Plan.years"}  # a plan has it in place of `year`, and it is shown there
    assert format_day(loaded.items[0].due) == "30 Sep 2009"


def test_every_key_is_shown_by_a_command(
    milepost: Milepost, plan_path: Path, loaded: LoadedPlan
) -> None:
    run = on_plan(milepost, plan_path)
    answers = [run(*command.split()) for command in (*COMMANDS,)]
    answers.append(run("show", "Name of board"))

    assert [answer.err for answer in answers if answer.code] == []
    assert missing(loaded, "\n".join(answer.out for answer in answers)) == []


def test_every_key_is_in_the_json_of_a_command(
    milepost: Milepost, plan_path: Path, loaded: LoadedPlan
) -> None:
    run = on_plan(milepost, plan_path)
    answers = [run(*command.split(), "-f", "json") for command in COMMANDS]
    answers.append(run("show", "Name of board", "-f", "json"))

    assert [answer.err for answer in answers if answer.code] == []
    keys = set(re.findall(r'"(\w+)":', "\n".join(answer.out for answer in answers)))
    assert {key.partition(".")[2] for key, _ in key_texts(loaded.full_plan)} - keys == {
        "agencies",  # each is an answer of its own
        "glossary",
    }


async def test_every_key_is_on_a_screen_of_the_app(
    open_app: OpenApp, plan_path: Path, loaded: LoadedPlan
) -> None:
    app = open_app(plan_path)
    async with app.run_test(size=(120, 40)) as pilot:
        texts = await texts_of_rows(app, pilot)
        texts += await texts_of_measures(app, pilot)
        texts += await texts_of_pages(app, pilot, loaded)
        texts.append(await text_of_glossary(app, pilot))
        assert missing(loaded, "\n".join(texts)) == []


async def texts_of_rows(app: MilepostApp, pilot: Pilot[None]) -> list[str]:
    """Return the details of every row of the Priorities view."""
    await pilot.press("4")
    screen = main_screen(app)
    await pilot.press("home", "enter")  # opens the priority
    await until(pilot, lambda: len(screen.rows.lines) > 2)
    texts = []
    for row in screen.rows.lines:
        texts.append(row.text)
        screen.rows.put_cursor(row.key)
        await pilot.pause()
        texts.append(pane_text(app, "#detail"))
    return texts


async def texts_of_measures(app: MilepostApp, pilot: Pilot[None]) -> list[str]:
    """Return the details of every row of the Measures view."""
    await pilot.press("7")
    screen = main_screen(app)
    await until(pilot, lambda: len(screen.rows.lines) > 2)
    texts = []
    for row in screen.rows.lines:
        screen.rows.put_cursor(row.key)
        await pilot.pause()
        texts.append(pane_text(app, "#detail"))
    return texts


async def texts_of_pages(app: MilepostApp, pilot: Pilot[None], loaded: LoadedPlan) -> list[str]:
    """Return the text of every page about the plan."""
    texts = []
    for n in range(len(pages_of(loaded.about))):
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        app.screen.query_one(OptionList).highlighted = n
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        texts += [str(part.content) for part in app.screen.query(Static)]
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is main_screen(app))
    return texts


async def text_of_glossary(app: MilepostApp, pilot: Pilot[None]) -> str:
    await pilot.press("t", *"abc")
    await until(pilot, lambda: isinstance(app.screen, GlossaryDialog))
    await pilot.pause()
    return "\n".join(str(part.content) for part in app.screen.query(Static))
