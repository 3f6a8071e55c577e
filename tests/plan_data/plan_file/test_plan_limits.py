"""Plan files that would take gigabytes or minutes, and characters that cannot be seen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plan_data.errors import Unusable
from plan_data.item_builder import MOST_ITEMS
from plan_data.load import CheckedPlan, check_plan_file, load_plan
from plan_data.plan_file.nodes import MOST_NODES
from plan_data.problem import MOST_PROBLEMS, Problem
from tests.conftest import plan_text

HEAD = "plan: small\ntitle: A\nyear: 2009/10\n"
ZERO_WIDTH_SPACE, NO_BREAK_SPACE = "\u200b", "\u00a0"
PLAN = plan_text("- {id: 1.1.1-a, title: Open it, when: Sep 2009, leads: [JCP]}")

Load = Callable[[str], CheckedPlan]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Return what loads a file of the given text."""

    def write_and_load(text: str) -> CheckedPlan:
        path = tmp_path / "given.yaml"
        path.write_text(text, encoding="utf-8")
        return check_plan_file(path)

    return write_and_load


def places(loaded: CheckedPlan) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.sentence) for problem in loaded.problems]


def milestones(lines: list[str], head: str = "") -> str:
    return plan_text("\n".join(lines), head=head)


# Limits.


def test_eight_megabytes_of_short_lines_are_one_problem(load: Load) -> None:
    for head, count in (("", 2_000_000), (f"{HEAD}sections:\n", 2 * MOST_NODES)):
        loaded = load(head + "- a\n" * count)
        (place,) = places(loaded)
        assert place[2] == f"the file has more than {MOST_NODES} values: a plan file has far fewer."
        assert place[0] in range(MOST_NODES - 10, MOST_NODES + 1)
        assert loaded.plan is None


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}sections:\n" + "- a\n" * 100_000,
        f"{HEAD}sections: []\n" + "".join(f"key{n}: 1\n" for n in range(50_000)),
        f"{HEAD}sections: []\n" + "title: 1\n" * 50_000,
        f"{HEAD}sections:\n" + "- *a\n" * 50_000,
        milestones([f"- {{id: 1.1.1-a, title: T, when: Sep 2009, leads: [{'JPC, ' * 50_000}]}}"]),
        milestones(
            [f"- {{id: 1.1.1-a, title: T{n}, when: soon, leads: [JCP]}}" for n in range(5_000)]
        ),
    ],
)
def test_of_many_problems_the_first_thousand_are_named_and_that_there_are_more(
    load: Load, text: str
) -> None:
    problems = [problem for problem in load(text).problems if problem.severity == "problem"]
    assert len(problems) == MOST_PROBLEMS + 1
    assert [problem.sentence for problem in problems if "there are more" in problem.sentence] == [
        "there are more problems than the 1000 that are named: mend these, then check again."
    ]
    assert "there are more" in problems[0].sentence  # where it is seen, however few are shown
    assert all(problem.line and problem.column for problem in problems[1:])


def test_warnings_have_their_own_thousand_and_the_plan_stays_usable(load: Load) -> None:
    names = [
        f"{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}" for n in range(1_200)
    ]
    text = milestones(
        [f"- {{id: 1.1.1-{name}, title: Do {name}, when: Sep 2009, leads: []}}" for name in names]
    )
    loaded = load(text)
    assert len(loaded.items) == 1_200
    assert {problem.severity for problem in loaded.problems} == {"warning"}
    assert len(loaded.problems) == MOST_PROBLEMS + 1


def test_exactly_a_thousand_problems_are_all(load: Load) -> None:
    loaded = load(f"{HEAD}sections: []\n" + "".join(f"key{n}: 1\n" for n in range(MOST_PROBLEMS)))
    assert len(loaded.problems) == MOST_PROBLEMS
    assert not any("there are more" in problem.sentence for problem in loaded.problems)


def test_thousands_of_unknown_codes_beside_thousands_of_known_ones_are_named(load: Load) -> None:
    codes = [f"agency-{n}" for n in range(50)]
    codes += [f"a body of quite another name {n}" for n in range(3_000)]  # quick to compare
    agencies = "".join(f"  - {{code: {code}, name: A}}\n" for code in codes)
    wrong = ", ".join(f"agencie-{n}" for n in range(3_000))
    text = milestones([f"- {{id: 1.1.1-a, title: T, when: Sep 2009, leads: [{wrong}]}}"])
    loaded = load(text.replace("agencies:\n", f"agencies:\n{agencies}"))
    sentences = [problem.sentence for problem in loaded.problems if problem.severity == "problem"]
    assert "did you mean agency-" in sentences[1]
    assert "lead 'agencie-900' is not under 'agencies': add it there." in sentences


@pytest.mark.parametrize("when", ["every week to 2026", "every month from 1990 to 2070"])
def test_a_plan_of_millions_of_occurrences_is_refused_with_its_line(load: Load, when: str) -> None:
    names = [f"{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(500)]
    loaded = load(
        milestones([f"- {{id: 1.1.1-{name}, title: Do {name}, when: {when}}}" for name in names])
    )
    (problem,) = loaded.problems
    assert problem.sentence == (
        f"up to here the plan has more than {MOST_ITEMS} items: shorten the repeats, or split the plan."
    )
    assert problem.line > 100
    assert (loaded.plan, loaded.items) == (None, ())


def test_a_repeat_of_centuries_is_a_problem_and_no_work(load: Load) -> None:
    lines = [
        f"- {{id: 1.1.1-{'a' * n}, title: Do {n}, when: every week from 1900 to 2199}}"
        for n in range(1, 900)
    ]
    sentences = {
        problem.sentence
        for problem in load(milestones(lines)).problems
        if problem.severity == "problem"
    }
    assert sentences == {
        "more than 1000 occurrences lie between 1900-01-01 and 2199-12-31: write a shorter time.",
    }


def test_a_sentence_about_a_very_long_text_is_short(load: Load) -> None:
    dates = "Jan 2009, " * 100_000 + "Jan 2009"
    loaded = load(milestones([f"- {{id: 1.1.1-a, title: T, when: '{dates}'}}"]))
    (sentence,) = [problem.sentence for problem in loaded.problems if problem.severity == "problem"]
    assert len(sentence) < 600
    assert sentence.startswith("'Jan 2009, Jan 2009")
    assert sentence.endswith("names a time twice: write each once.")


def test_a_plan_that_cannot_be_read_at_all_names_line_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "given.yaml"
    for content, reason in (
        (b"plan: x\ntitle: caf\xe9\n", ":2:1: the file is not UTF-8 text"),
        (b"plan: x\ntitle: [\n", ":2:1: this is not YAML"),
        (b"plan: x\n" + b"- a\n" * 600_000, ":2:1: this is not YAML"),
        (
            f"plan:{NO_BREAK_SPACE}x\ntitle: y\n".encode(),
            ":1:6: a no-break space (U+00A0) stands here",
        ),
    ):
        path.write_bytes(content)
        with pytest.raises(Unusable, match=r"given\.yaml") as refused:
            load_plan(path)
        assert reason in str(refused.value)


# Characters that cannot be seen.


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Open it", f"{ZERO_WIDTH_SPACE}title: Open it"),
        ("title: Open it", f"tit{ZERO_WIDTH_SPACE}le: Open it"),
        ("title: Open it", f"title: Open{ZERO_WIDTH_SPACE} it"),
        ("leads: [JCP]", f"leads: [J{ZERO_WIDTH_SPACE}CP]"),
        ("when: Sep 2009", f"when: Sep{ZERO_WIDTH_SPACE} 2009"),
    ],
)
def test_a_zero_width_space_is_named_and_nothing_else(load: Load, old: str, new: str) -> None:
    text = PLAN.replace(old, new, 1)
    loaded = load(text)
    (place,) = places(loaded)
    assert place[2] == "a zero width space (U+200B) stands here, which cannot be seen: take it out."
    line = text.splitlines()[place[0] - 1]
    assert line[place[1] - 1] == ZERO_WIDTH_SPACE
    assert loaded.items == load(PLAN).items


@pytest.mark.parametrize("character", ["\u00ad", "\u2060", "\ufeff", "\u200d"])
def test_other_characters_that_cannot_be_seen_are_named(load: Load, character: str) -> None:
    (place,) = places(load(PLAN.replace("title: Open it", f"title: Op{character}en it")))
    assert f"(U+{ord(character):04X}) stands here, which cannot be seen: take it out." in place[2]


@pytest.mark.parametrize("space", [NO_BREAK_SPACE, "\u2007", "\u202f", "\u3000"])
@pytest.mark.parametrize(
    ("old", "new"),
    [("title: A", "title:{}A"), ("  - number", "  -{}number"), ("    title", "   {}title")],
)
def test_a_space_that_yaml_takes_for_a_letter_is_named_where_it_stands(
    load: Load, space: str, old: str, new: str
) -> None:
    text = PLAN.replace(old, new.format(space), 1)
    assert text != PLAN
    line, column, sentence = places(load(text))[0]
    assert f"(U+{ord(space):04X}) stands here: write an ordinary space." in sentence
    assert text.splitlines()[line - 1][column - 1] == space


def test_a_no_break_space_within_words_and_joined_letters_are_read(load: Load) -> None:
    text = PLAN.replace(
        "Open it", f"Open{NO_BREAK_SPACE}it \U0001f469\u200d\U0001f4bb \u0645\u06cc\u200c\u062e"
    )
    loaded = load(f"# {ZERO_WIDTH_SPACE}a comment\n{text}")
    assert loaded.problems == ()
    assert loaded.items[0].title.startswith("Open it")
    assert "\u200d" in loaded.items[0].title


# Names of files.


def test_a_file_s_name_with_control_characters_keeps_a_problem_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "odd\x1b[31m\nname.yaml"
    path.write_text(f"{HEAD}sections: []\nnope: 1\n")
    (problem,) = check_plan_file(path).problems
    assert str(problem).endswith(
        "odd\ufffd[31m\ufffdname.yaml:5:1: 'nope' is not a key of the plan; did you mean note?"
    )
    path.unlink()
    with pytest.raises(Unusable) as refused:
        check_plan_file(path)
    assert "\n" not in str(refused.value)
    assert "\x1b" not in str(refused.value)


def test_a_problem_of_any_file_is_one_line() -> None:
    assert (
        str(Problem("a\r\nb\x9b\u2028.yaml", 1, 2, "mend this."))
        == "a\ufffdb\ufffd\ufffd.yaml:1:2: mend this."
    )
