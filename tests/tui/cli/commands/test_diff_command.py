"""`milepost diff`: what changed between two plan files, and whose entries would lose their item."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EAST_MIDLANDS, LONDON, Milepost
from tests.factories import plan_text_with_measures

WritePlan = Callable[..., Path]

OLD = """
- {id: 1.1.1-a, title: Contracts in place, when: Sep 2009}
- {id: 1.1.1-b, title: Completions, cumulative: {Q1: 189, Q2: 454}}
- {id: 1.1.1-c, title: Joint work, when: ongoing}
- {id: 1.1.1-d, title: Reviews, when: every quarter}
- {id: 1.1.1-e, title: Pilot runs, when: Jun 2009?, reading: Our guess}
"""
NEW = """
- {id: 1.1.1-a, title: Contracts in place, when: Dec 2009}
- {id: 1.1.1-b, title: Completions, cumulative: {Q1: 189, Q2: 460}}
- {id: 1.1.1-c, title: Joint working, when: ongoing, leads: []}
- {id: 1.1.1-e, title: Pilot runs, when: Jun 2009}
- {id: 1.1.1-f, title: Something else, when: undated (to be agreed)}
"""


@pytest.fixture
def plans(small_plan: WritePlan) -> tuple[str, str]:
    return str(small_plan(OLD, "old.yaml")), str(small_plan(NEW, "new.yaml"))


def test_every_change_is_told_in_words(milepost: Milepost, plans: tuple[str, str]) -> None:
    answer = milepost("diff", *plans)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "1 milestone added:\n"
        "  1.1.1-f  Something else: undated (to be agreed)\n\n"
        "1 milestone dropped:\n"
        "  1.1.1-d  Reviews: was every quarter (4 times, 2009-06-30 to 2010-03-31)\n\n"
        "2 milestones re-dated:\n"
        "  1.1.1-a  Contracts in place: was Sep 2009 (2009-09-30), is now Dec 2009 (2009-12-31)\n"
        "  1.1.1-b  Completions: was 189 by 2009-06-30, 454 by 2009-09-30, "
        "is now 189 by 2009-06-30, 460 by 2009-09-30\n\n"
        "1 milestone re-led:\n"
        "  1.1.1-c  Joint working: was JCP, is now not stated\n\n"
        "1 milestone retitled:\n"
        "  1.1.1-c  was 'Joint work', is now 'Joint working'\n\n"
        "1 milestone changed:\n"
        "  1.1.1-e  Pilot runs: when: was Jun 2009?, is now Jun 2009\n"
        "  1.1.1-e  Pilot runs: reading: was Our guess, is now not stated\n\n"
        "No journal entry would lose its item.\n"
    )


def test_the_json_has_the_same_changes(milepost: Milepost, plans: tuple[str, str]) -> None:
    answer: dict[str, Any] = milepost("diff", *plans, "-f", "json").json
    assert [(change["what"], change["milestone"]) for change in answer["changes"]] == [
        ("added", "1.1.1-f"),
        ("dropped", "1.1.1-d"),
        ("re-dated", "1.1.1-a"),
        ("re-dated", "1.1.1-b"),
        ("re-led", "1.1.1-c"),
        ("retitled", "1.1.1-c"),
        ("changed", "1.1.1-e"),
        ("changed", "1.1.1-e"),
    ]
    assert answer["orphans"] == []


def test_entries_whose_item_is_dropped_would_become_orphans(
    milepost: Milepost, plans: tuple[str, str]
) -> None:
    old, new = plans
    for words in (
        ("tick", "1.1.1-d@Q1-2009/10"),
        ("note", "1.1.1-a", "kept"),
        ("tick", "1.1.1-d@Q2-2009/10"),
    ):
        milepost(*words, plan=old)
    milepost("undo", plan=old)
    answer = milepost("diff", old, new)
    assert "1 journal entry would lose the item" in answer.out
    assert "  1.1.1-d@Q1-2009/10  30 Nov 2009  done  by ELS lead\n" in answer.out
    (orphan,) = milepost("diff", old, new, "-f", "json").json["orphans"]
    assert (orphan["ref"], orphan["kind"]) == ("1.1.1-d@Q1-2009/10", "done")


def test_an_entry_that_is_an_orphan_already_does_not_become_one(
    milepost: Milepost, plans: tuple[str, str]
) -> None:
    old, new = plans
    milepost("note", "1.1.1-f", "for the new plan", plan=new)
    milepost("note", "1.1.1-d@Q1-2009/10", "for the old plan", plan=old)
    assert milepost("diff", new, old, "-f", "json").json["orphans"][0]["ref"] == "1.1.1-f"
    assert len(milepost("diff", old, new, "-f", "json").json["orphans"]) == 1


OLD_MEASURES = plan_text_with_measures(
    '{id: X-1, title: Rate, unit: "%", targets: {2009/10: 65.5}}',
    "{id: X-2, title: Places, targets: {Q2 2009/10: 20, 2009/10: 40}}",
    "{id: X-3, title: Same, targets: {2009/10: 3}}",
)
NEW_MEASURES = plan_text_with_measures(
    '{id: X-1, title: Rate, unit: "%", targets: {2009/10: 67}}',
    "{id: X-3, title: Same, targets: {2009/10: 3}}",
    "{id: X-4, title: More, returns: every quarter}",
)


def test_changed_targets_of_measures_are_told(milepost: Milepost, tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(OLD_MEASURES, encoding="utf-8")
    new.write_text(NEW_MEASURES, encoding="utf-8")
    milepost("actual", "X-2@Q2-2009/10", "19", plan=str(old))
    milepost("actual", "X-1@Q2-2009/10", "64", plan=str(old))
    answer = milepost("diff", str(old), str(new))
    assert answer.out == (
        "1 measure added:\n"
        "  X-4  More: no target\n\n"
        "1 measure dropped:\n"
        "  X-2  Places: was 20 in Q2-2009/10, 40 in 2009/10\n\n"
        "1 measure with other targets:\n"
        "  X-1  Rate: was 65.5 % in 2009/10, is now 67 % in 2009/10\n\n"
        "1 journal entry would lose the item (`milepost move` re-homes them):\n"
        "  X-2@Q2-2009/10  30 Nov 2009  actual 19  by ELS lead\n"
    )
    changes = milepost("diff", str(old), str(new), "-f", "json").json["changes"]
    assert [change["what"] for change in changes] == [
        "measure added",
        "measure dropped",
        "re-targeted",
    ]


def test_a_plan_held_against_itself_has_no_change(milepost: Milepost) -> None:
    answer = milepost("diff", LONDON, LONDON)
    assert answer.code == 0
    assert answer.out.startswith("Nothing was added, dropped or changed.\n")


def test_plans_with_other_ids_say_that_entries_stay_with_theirs(milepost: Milepost) -> None:
    answer = milepost("diff", EAST_MIDLANDS, LONDON)
    assert answer.code == 0
    assert "entries count for their own plan only" in answer.err


def renumbered(old: str, new: str) -> str:
    return OLD.replace(f"id: 1.1.1-{old}", f"id: 1.1.1-{new}")


def test_entries_of_a_renumbered_milestone_get_the_command_that_moves_them(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    old = str(small_plan(OLD, "old.yaml"))
    new = str(small_plan(renumbered("d", "x"), "new.yaml"))
    milepost("tick", "1.1.1-d@Q1-2009/10", plan=old)
    milepost("note", "1.1.1-d@Q1-2009/10", "Held in May", plan=old)
    answer = milepost("diff", old, new)
    assert "1 milestone renumbered:\n  1.1.1-d is now 1.1.1-x  Reviews\n" in answer.out
    command = "milepost move 1.1.1-d@Q1-2009/10 1.1.1-x@Q1-2009/10"
    assert f"2 entries of 1.1.1-d@Q1-2009/10, which is 1.1.1-x now: `{command}`\n" in answer.out
    (move,) = milepost("diff", old, new, "-f", "json").json["moves"]
    assert move == {
        "old": "1.1.1-d@Q1-2009/10",
        "new": "1.1.1-x@Q1-2009/10",
        "count": 2,
        "renumbered": "1.1.1-x",
    }
    assert milepost(*command.split()[1:], plan=new).code == 0
    assert "No journal entry would lose its item.\n" in milepost("diff", old, new).out


def test_entries_that_would_count_for_another_milestone_are_named(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    old = str(small_plan(OLD, "old.yaml"))
    swapped = renumbered("a", "z").replace("id: 1.1.1-c", "id: 1.1.1-a")
    new = str(small_plan(swapped, "new.yaml"))
    milepost("note", "1.1.1-a", "Signed", plan=old)
    answer = milepost("diff", old, new)
    assert "1 entry of 1.1.1-a counts for another item, which has this id now" in answer.out
    assert "what the entries are about is 1.1.1-z." in answer.out
    (reused,) = milepost("diff", old, new, "-f", "json").json["reused"]
    assert reused == {"ref": "1.1.1-a", "now": "1.1.1-z", "count": 1}


def test_entries_of_a_dropped_milestone_whose_id_another_takes_are_named(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    old = str(small_plan(OLD, "old.yaml"))
    lines = OLD.splitlines(keepends=True)
    dropped = "".join([line for line in lines if "id: 1.1.1-a" not in line])
    new = str(small_plan(dropped.replace("id: 1.1.1-c", "id: 1.1.1-a"), "new.yaml"))
    milepost("note", "1.1.1-a", "Signed", plan=old)
    answer = milepost("diff", old, new)
    assert "1 entry of 1.1.1-a counts for another item, which has this id now" in answer.out
    assert "what was 1.1.1-a is gone. Give what is new an id that was never used." in answer.out
    (reused,) = milepost("diff", old, new, "-f", "json").json["reused"]
    assert reused == {"ref": "1.1.1-a", "now": "", "count": 1}


def test_entries_of_a_renumbered_measure_cannot_be_moved_and_it_says_so(
    milepost: Milepost, tmp_path: Path
) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(OLD_MEASURES, encoding="utf-8")
    new.write_text(OLD_MEASURES.replace("id: X-2", "id: X-9"), encoding="utf-8")
    milepost("actual", "X-2@Q2-2009/10", "19", plan=str(old))
    answer = milepost("diff", str(old), str(new))
    assert "give it back the id X-2" in answer.out
    assert milepost("move", "X-2@Q2-2009/10", "X-9", plan=str(new)).code == 2


def test_what_changed_beside_milestones_is_named_by_part_and_key(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    old = small_plan(OLD, "old.yaml")
    text = old.read_text().replace("pathways: [ELS]", "pathways: []\n            success: [More]")
    new = old.with_name("new.yaml")
    new.write_text(text.replace("A small plan", "A plan").replace("Everything", "All"))
    answer = milepost("diff", str(old), str(new))
    assert answer.out == (
        "The plan itself changed:\n"
        "  title: was A small plan, is now A plan\n\n"
        "1 section changed:\n"
        "  1  All: title: was Everything, is now All\n\n"
        "1 objective changed:\n"
        "  1.1.1  The objective: pathways: was ELS, is now not stated\n"
        "  1.1.1  The objective: success: was not stated, is now More\n\n"
        "No journal entry would lose its item.\n"
    )


def test_a_text_of_several_lines_is_shown_on_one(milepost: Milepost, small_plan: WritePlan) -> None:
    old = small_plan(OLD, "old.yaml", head="note: One")
    new = small_plan(OLD, "new.yaml", head="note: |\n  One\n  and two")
    out = milepost("diff", str(old), str(new)).out
    assert out.startswith("The plan itself changed:\n  note: was One, is now One and two\n\n")


def test_of_long_texts_only_what_differs_is_shown(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    words = " ".join(f"word{n}" for n in range(100))
    old = small_plan(f"- {{id: 1.1.1-a, title: One, when: Sep 2009, wording: {words}}}", "old.yaml")
    new = old.with_name("new.yaml")
    new.write_text(old.read_text().replace("word50", "another"))
    line = milepost("diff", str(old), str(new)).out.splitlines()[1]
    assert "word50" in line
    assert "another" in line
    assert "word9 " not in line
    assert len(line) < 250
    (change,) = milepost("diff", str(old), str(new), "-f", "json").json["changes"]
    assert change["was"] == words
