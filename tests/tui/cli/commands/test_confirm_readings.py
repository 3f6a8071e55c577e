"""Readings: listed, confirmed once, taken back, and without effect on a status."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import LONDON, Milepost, on_plan
from tests.factories import plan_text_with_measures

WritePlan = Callable[..., Path]

MILESTONES = """
- {id: 1.1.1-a, title: One date, when: 2010?, printed: "2010", reading: The calendar year}
- {id: 1.1.1-b, title: Many dates, when: every quarter?, reading: Print says regularly}
- {id: 1.1.1-c, title: Certain, when: Sep 2009}
- {id: 1.1.1-d, title: Joint work, when: "ongoing?", reading: Print says through the year}
- {id: 1.1.1-e, title: The same again, when: 2010?, reading: As above, same_as: 1.1.1-a}
"""
WITH_REASONS = """
- {id: 1.1.1-a, title: Doubtful, when: 2010?, reading: The calendar year}
- {id: 1.1.1-b, title: Sure, when: Sep 2009, printed: early autumn, reading: Its first month}
- {id: 1.1.1-c, title: Plain, when: Sep 2009}
- {id: 1.1.1-d, title: Places, unit: places, cumulative: {Q1: 10, Q4: 40}, reading: Print adds up}
"""


@pytest.fixture
def run(milepost: Milepost, small_plan: WritePlan) -> Milepost:
    return on_plan(milepost, small_plan(MILESTONES))


def confirmed(run: Milepost, **environ: str) -> dict[str, object]:
    """Return of each reading whether it was confirmed, by whom and when."""
    rows = run("readings", "-f", "json", **environ).json
    return {
        row["milestone"]: row["confirmed"] and (row["confirmed"]["by"], row["confirmed"]["on"])
        for row in rows
    }


def statuses(run: Milepost, **environ: str) -> list[tuple[str, str, str]]:
    items = run("list", "-f", "json", **environ).json["items"]
    return [(item["ref"], item["status"], item["colour"]) for item in items]


def test_every_query_is_listed_and_waits_at_first(run: Milepost) -> None:
    assert confirmed(run) == dict.fromkeys(["1.1.1-a", "1.1.1-b", "1.1.1-d", "1.1.1-e"])
    lines = run("readings").out.splitlines()
    first = lines.index("[?] 1.1.1-a  One date")
    assert lines[first + 1 : first + 3] == [
        "    print says '2010'; we read '2010?'. The calendar year",
        "    to be confirmed by JCP",
    ]


def test_a_confirmation_says_who_and_when(run: Milepost) -> None:
    answer = run("confirm", "1.1.1-B", "--on", "5 Nov 2009", "--note", "Asked at the forum")
    assert (answer.code, answer.out) == (0, "")
    assert (
        "1.1.1-b: the reading 'every quarter' is confirmed, on 5 Nov 2009, by ELS lead"
        in answer.err
    )
    assert confirmed(run)["1.1.1-b"] == ("ELS lead", "2009-11-05")
    assert "    confirmed on 5 Nov 2009, by ELS lead: Asked at the forum\n" in run("readings").out


def test_a_confirmation_counts_from_the_day_it_was_given(run: Milepost) -> None:
    run("confirm", "1.1.1-a", "--on", "5 Nov 2009")
    assert confirmed(run, as_of="2009-11-04")["1.1.1-a"] is None
    assert confirmed(run, known_on="2009-11-29")["1.1.1-a"] is None
    assert confirmed(run, as_of="2009-11-05")["1.1.1-a"]


@pytest.mark.parametrize("milestone", ["1.1.1-a", "1.1.1-b", "1.1.1-d"])
@pytest.mark.parametrize("as_of", ["2009-11-30", "2010-06-30"])
def test_a_confirmation_changes_no_status_and_is_no_orphan(
    run: Milepost, milestone: str, as_of: str
) -> None:
    before = statuses(run, as_of=as_of)
    assert run("confirm", milestone).code == 0
    assert statuses(run, as_of=as_of) == before
    assert run("list", "-f", "json", as_of=as_of).json["orphans"] == []
    assert "not in this plan" not in run("status", as_of=as_of).out


def test_a_confirmation_is_no_orphan_even_when_its_milestone_left_the_plan(
    run: Milepost, small_plan: WritePlan, milepost: Milepost
) -> None:
    run("confirm", "1.1.1-b")
    other = str(small_plan("- {id: 1.1.1-z, title: Other, when: 2010}", "other.yaml"))
    assert milepost("list", "-f", "json", plan=other).json["orphans"] == []
    assert milepost("check", other).out == ""


def test_the_words_of_a_confirmation_are_among_the_notes_of_every_item(run: Milepost) -> None:
    run("confirm", "1.1.1-b", "--note", "Asked at the forum")
    items = [
        item for item in run("list", "-f", "json").json["items"] if item["milestone"] == "1.1.1-b"
    ]
    assert [[note["text"] for note in item["notes"]] for item in items] == [
        ["Asked at the forum"]
    ] * 4
    assert [item["notes"][0]["kind"] for item in items] == ["confirmed"] * 4


def test_what_is_printed_twice_is_confirmed_once(run: Milepost) -> None:
    run("confirm", "1.1.1-e")
    assert confirmed(run)["1.1.1-a"] == confirmed(run)["1.1.1-e"] == ("ELS lead", "2009-11-30")
    assert "was confirmed already" in run("confirm", "1.1.1-a").err


def test_the_log_shows_a_confirmation_and_undo_takes_it_back(run: Milepost) -> None:
    run("confirm", "1.1.1-a")
    assert "1.1.1-a  30 Nov 2009  confirmed the reading '2010'  by ELS lead" in run("log").out
    assert len(run("log", "1.1.1-a", "-f", "json").json) == 1
    assert run("undo").code == 0
    assert confirmed(run)["1.1.1-a"] is None
    assert "taken back by ELS lead" in run("log").out
    assert run("redo").code == 0
    assert confirmed(run)["1.1.1-a"] == ("ELS lead", "2009-11-30")


@pytest.mark.parametrize(
    ("milestone", "sentence"),
    [
        (
            "1.1.1-c",
            "the plan gives no reason for how 1.1.1-c is read, so there is nothing to confirm",
        ),
        ("1.1.1-zz", "there is no item '1.1.1-zz' in this plan"),
        ("1.1.1-a", "the reading of 1.1.1-a was confirmed already, on 30 Nov 2009, by ELS lead."),
    ],
)
def test_what_cannot_be_confirmed_is_refused_in_a_sentence(
    run: Milepost, milestone: str, sentence: str
) -> None:
    run("confirm", "1.1.1-a")
    answer = run("confirm", milestone)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err
    assert len(run("log", "-f", "json").json) == 1


def test_a_day_in_the_future_is_refused(run: Milepost) -> None:
    answer = run("confirm", "1.1.1-a", "--on", "1 Dec 2009")
    assert answer.code == 2
    assert "is in the future" in answer.err


def test_a_reading_that_was_mended_since_waits_for_its_own_confirmation(
    run: Milepost, small_plan: WritePlan, milepost: Milepost
) -> None:
    run("confirm", "1.1.1-a")
    mended = str(
        small_plan(
            MILESTONES.replace("when: 2010?, printed", "when: 2010/11?, printed"), "mended.yaml"
        )
    )
    rows = milepost("readings", "-f", "json", plan=mended).json
    assert (rows[0]["when"], rows[0]["confirmed"]) == ("2010/11?", None)
    assert milepost("confirm", "1.1.1-a", plan=mended).code == 0


def test_a_reading_with_a_reason_is_listed_and_can_be_confirmed_without_doubt(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    run = on_plan(milepost, small_plan(WITH_REASONS))
    rows = run("readings", "-f", "json").json
    assert [(row["milestone"], row["doubtful"]) for row in rows] == [
        ("1.1.1-a", True),
        ("1.1.1-b", False),
        ("1.1.1-d", False),
    ]
    assert run("confirm", "1.1.1-b").code == 0
    assert run("readings").out.splitlines() == [
        "[?] 1.1.1-a  Doubtful",
        "    nothing is printed; we read '2010?'. The calendar year",
        "    to be confirmed by JCP",
        "[x] 1.1.1-b  Sure",
        "    print says 'early autumn'; we read 'Sep 2009'. Its first month",
        "    confirmed on 30 Nov 2009, by ELS lead",
        "[ ] 1.1.1-d  Places",
        "    nothing is printed; we read 'Q1-2009/10: 10, Q4-2009/10: 40'. Print adds up",
        "    can be confirmed by JCP",
    ]
    assert confirmed(run)["1.1.1-b"] == ("ELS lead", "2009-11-30")


def test_targets_that_were_mended_since_wait_for_their_own_confirmation(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    plan = small_plan(WITH_REASONS)
    assert milepost("confirm", "1.1.1-d", plan=str(plan)).code == 0
    assert confirmed(on_plan(milepost, plan))["1.1.1-d"] == ("ELS lead", "2009-11-30")
    mended = small_plan(WITH_REASONS.replace("Q4: 40", "Q4: 44"), "mended.yaml")
    assert confirmed(on_plan(milepost, mended))["1.1.1-d"] is None


def test_a_paper_counts_only_the_doubtful_readings(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    run = on_plan(milepost, small_plan(WITH_REASONS))
    run("confirm", "1.1.1-b")
    paper = run("report", "exception").out
    assert "1 of 1 reading of printed timescales are still to be confirmed" in " ".join(
        paper.split()
    )


def test_confirm_prints_its_entry_as_json(run: Milepost) -> None:
    entry = run("confirm", "1.1.1-a", "-f", "json").json
    assert (entry["kind"], entry["ref"], entry["when"]) == ("confirmed", "1.1.1-a", "2010")


def test_every_reading_of_london_can_be_confirmed(milepost: Milepost) -> None:
    names = list(confirmed(milepost, plan=LONDON))
    assert len(names) > 20
    for name in names:
        milepost("confirm", name, plan=LONDON)
    assert [name for name, by in confirmed(milepost, plan=LONDON).items() if not by] == []


DOUBTFUL = '{id: X-1, title: Rate, unit: "%", printed: 65.5%, targets: {2009/10?: 65.5}, reading: No period}'
REASONED = (
    "{id: X-2, title: Places, targets: {2009/10: 40}, returns: every quarter, reading: By quarter}"
)
PLAIN = "{id: X-3, title: Plain, targets: {2009/10: 3}}"


def test_readings_of_measures_are_listed_and_confirmed(milepost: Milepost, tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(plan_text_with_measures(DOUBTFUL, REASONED, PLAIN), encoding="utf-8")
    run = on_plan(milepost, path)
    assert "'?'" not in run("check", str(path)).out
    lines = run("readings").out.splitlines()
    assert lines == [
        "[?] X-1  Rate",
        "    print says '65.5%'; we read '2009/10: 65.5, higher is better'. No period",
        "    to be confirmed",
        "[ ] X-2  Places",
        "    nothing is printed; we read '2009/10: 40, every quarter, higher is better'. By quarter",
        "    can be confirmed",
    ]
    assert "target 65.5%" in run("measures").out
    assert "nothing to confirm" in run("confirm", "X-3").err
    answer = run("confirm", "x-1", "--note", "Asked at the forum")
    assert "X-1: the reading '2009/10: 65.5, higher is better' is confirmed" in answer.err
    assert confirmed(run) == {"X-1": ("ELS lead", "2009-11-30"), "X-2": None}
    assert "was confirmed already" in run("confirm", "X-1").err
    assert run("list", "-f", "json").json["orphans"] == []


def test_another_number_needs_a_confirmation_of_its_own(milepost: Milepost, tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(plan_text_with_measures(DOUBTFUL), encoding="utf-8")
    run = on_plan(milepost, path)
    run("confirm", "X-1")
    path.write_text(plan_text_with_measures(DOUBTFUL.replace("65.5}", "66}")), encoding="utf-8")
    assert confirmed(run) == {"X-1": None}


def test_a_doubtful_measure_without_a_reason_is_advised_on(
    milepost: Milepost, tmp_path: Path
) -> None:
    path = tmp_path / "small.yaml"
    doubtful = DOUBTFUL.replace(", reading: No period", "")
    path.write_text(plan_text_with_measures(doubtful), encoding="utf-8")
    assert "the '?' asks a lead to confirm this" in milepost("check", str(path)).out
