"""Reading a plan file: YAML's traps, hostile files, and every mistake named with its line."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from plan_data.errors import Refused, Unusable
from plan_data.load import CheckedPlan, check_plan_file, find_plan, load_plan, shipped_plans
from plan_data.model import Milestone, Plan
from plan_data.plan_file import nodes
from tests.conftest import plan_text

WritesPlan = Callable[..., Path]
RIGHT = "- {id: 1.1.1-a, title: Right, when: Sep 2009}"
HEAD = "plan: small\ntitle: A small plan\nyear: 2009/10\n"
LOADERS = [
    getattr(yaml, "CSafeLoader", yaml.SafeLoader),
    yaml.SafeLoader,
]  # with libyaml, and without


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str | bytes], CheckedPlan]:
    """Return what loads a file of the given content."""

    def write_and_load(content: str | bytes) -> CheckedPlan:
        path = tmp_path / "given.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return check_plan_file(path)

    return write_and_load


Load = Callable[[str | bytes], CheckedPlan]


def problems_of(loaded: CheckedPlan) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.sentence) for problem in loaded.problems]


def only(loaded: CheckedPlan) -> tuple[int, int, str]:
    (problem,) = problems_of(loaded)
    return problem


def usable(loaded: CheckedPlan) -> Plan:
    assert loaded.plan
    return loaded.plan


def first_milestone(loaded: CheckedPlan) -> Milestone:
    return usable(loaded).sections[0].priorities[0].objectives[0].milestones[0]


# Scalars are text.


def test_numbers_stay_as_they_are_written(load: Load) -> None:
    loaded = load(
        HEAD + "sections:\n  - number: 010\n    title: no\n    priorities:\n"
        "      - number: 9.10\n        title: 2009-09-30\n"
        "        objectives:\n          - {number: 9.10.1, title: ~, success:"
        " [65.50, 1e3, 0x10, yes, null]}\n"
    )
    (section,) = usable(loaded).sections
    (priority,) = section.priorities
    assert (section.number, section.title, priority.number, priority.title) == (
        "010",
        "no",
        "9.10",
        "2009-09-30",
    )
    assert priority.objectives[0].title == "~"
    assert priority.objectives[0].success == ("65.50", "1e3", "0x10", "yes", "null")
    assert [problem.severity for problem in loaded.problems] == ["warning"]  # it has no milestone


@pytest.mark.parametrize(
    ("when", "due"),
    [("2010", "2010-12-31"), ("2009-09-30", "2009-09-30"), ("'2009/10'", "2010-03-31")],
)
def test_dates_and_years_reach_the_timescale_as_text(
    small_plan: WritesPlan, when: str, due: str
) -> None:
    loaded = check_plan_file(small_plan(f"- {{id: 1.1.1-a, title: Right, when: {when}}}"))
    assert [str(item.due) for item in loaded.items] == [due]


def test_nine_ten_does_not_overwrite_nine_one(load: Load) -> None:
    priorities = "".join(
        f"      - {{number: {number}, title: Priority}}\n" for number in ("9.1", "9.10")
    )
    loaded = load(f"{HEAD}sections:\n  - number: 9\n    title: Nine\n    priorities:\n{priorities}")
    assert [priority.number for priority in usable(loaded).sections[0].priorities] == [
        "9.1",
        "9.10",
    ]


def test_one_text_will_do_for_a_list_of_one(small_plan: WritesPlan) -> None:
    loaded = check_plan_file(
        small_plan("- {id: 1.1.1-a, title: Right, when: 2010, leads: JCP, pathways: }")
    )
    assert (first_milestone(loaded).leads, first_milestone(loaded).pathways) == (("JCP",), ())


def test_figures_are_numbers(small_plan: WritesPlan) -> None:
    loaded = check_plan_file(
        small_plan("- {id: 1.1.1-a, title: Figure, cumulative: {Q1: 1181, Q2: 1181.5}}")
    )
    assert first_milestone(loaded).cumulative == {"Q1": 1181, "Q2": 1181.5}


def test_control_and_direction_characters_cannot_come_out_of_a_file(load: Load) -> None:
    loaded = load(
        'plan: small\ntitle: "a\\e[31mb\\0c\\u202ed"\nyear: 2009/10\n'
        "note: x\N{RIGHT-TO-LEFT OVERRIDE}y\N{LINE SEPARATOR}z\n"
        "publisher: |\n  two\n  lines\nsections: []\n"
    )
    assert loaded.problems == ()
    assert usable(loaded).title == "a\ufffd[31mb\ufffdc\ufffdd"
    assert usable(loaded).note == "x\ufffdy z"
    assert usable(loaded).publisher == "two lines"


def test_a_line_separator_inside_a_line_does_not_shift_the_lines(load: Load) -> None:
    line, _, _ = only(load(f"{HEAD}note: x\N{LINE SEPARATOR}y\x85z\nnope: 1\nsections: []\n"))
    assert line == 5


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(load: Load) -> None:
    loaded = load(("\ufeff" + plan_text(RIGHT).replace("\n", "\r\n")).encode())
    assert loaded.problems == ()
    assert [item.ref for item in loaded.items] == ["1.1.1-a"]


# What YAML can do and a plan file cannot.


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("*title", "'*title' is an alias: write the value out"),
        ("&name Text", 'begins with & stands in quotes: write "&name Text".'),
        ("&name [Text]", "'&name' is an anchor: take it out"),
        ("!!str Text", "'tag:yaml.org,2002:str' is a tag: take it out"),
        ("!mine Text", 'begins with ! stands in quotes: write "!mine Text".'),
        ("!mine [Text]", "'!mine' is a tag"),
        (
            "!!python/object/apply:os.system [echo]",
            "'tag:yaml.org,2002:python/object/apply:os.system' is a tag",
        ),
        ("!!binary aGFsbG8=", "'tag:yaml.org,2002:binary' is a tag"),
        ("!%ED%A0%80 x", "what stands after this cannot be read: take out tags"),
    ],
)
def test_aliases_anchors_and_tags_are_problems_on_their_line(
    load: Load, value: str, words: str
) -> None:
    problems = problems_of(load(f"{HEAD}sections: []\nnote: {value}\n"))
    assert [line for line, _, sentence in problems if words in sentence] == [5]


def test_a_tag_runs_nothing(load: Load, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    load(
        f"{HEAD}sections: []\nnote: !!python/object/apply:pathlib.Path.touch [!!python/object:pathlib.Path {trap}]\n"
    )
    assert not trap.exists()


def test_a_merge_key_is_an_unknown_key(load: Load) -> None:
    problems = problems_of(load(f"{HEAD}sections: []\n<<: *other\n"))
    assert (5, 1, "'<<' is not a key of the plan; take it out.") in problems


def test_a_billion_laughs_are_nine_problems(load: Load) -> None:
    laughs = ["a0: &a0 [ha, ha]"] + [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)
    ]
    problems = problems_of(load("\n".join(laughs)))
    assert len([sentence for _, _, sentence in problems if "is an alias" in sentence]) == 81


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "{a: ", "[{a: "])
def test_deep_nesting_is_refused_before_it_costs_anything(load: Load, opening: str) -> None:
    _, _, sentence = only(load(opening * 100_000))
    assert "more than 24 levels deep" in sentence


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[" * 2000, (1, 26)),
        ("a: 1\nb:\n- x: " + "{" * 2000, (3, 28)),
        ("a: [it's, '[[', \"[\\\"[\", [[]], " + "[" * 2000, (1, 54)),
    ],
)
def test_deep_nesting_is_refused_at_the_same_place_by_every_parser(
    monkeypatch: pytest.MonkeyPatch, loader: type, text: str, place: tuple[int, int]
) -> None:
    monkeypatch.setattr(nodes, "_LOADER", loader)
    _, problems = nodes.read_nodes(text.encode(), "plan.yaml")
    assert [(problem.line, problem.column) for problem in problems] == [place]
    assert "more than 24 levels deep" in problems[0].sentence


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "text", ["a: b [" + "[" * 50 + " c: d: e", "a: 'b' c " + "[" * 2000, "a: ['" + "[" * 2000]
)
def test_brackets_in_text_that_is_not_yaml_count_for_no_depth(
    monkeypatch: pytest.MonkeyPatch, loader: type, text: str
) -> None:
    monkeypatch.setattr(nodes, "_LOADER", loader)
    _, problems = nodes.read_nodes(text.encode(), "plan.yaml")
    assert ["levels deep" in problem.sentence for problem in problems] == [False]


def test_a_second_document_is_refused_where_it_starts(load: Load) -> None:
    assert only(load(f"---\n{HEAD}sections: []\n---\n{HEAD}")) == (
        6,
        1,
        "a second document starts here: a plan file holds one; take out '---'.",
    )


def test_a_key_given_twice_names_both_lines(small_plan: WritesPlan) -> None:
    path = small_plan("- id: 1.1.1-a\n  title: First\n  when: 2010\n  title: Second")
    loaded = check_plan_file(path)
    lines = path.read_text().splitlines()
    first, second = (
        lines.index(f"                title: {title}") + 1 for title in ("First", "Second")
    )
    assert only(loaded) == (
        second,
        17,
        f"'title' stands here twice, first in line {first}: keep one.",
    )
    assert first_milestone(loaded).title == "First"


def test_a_list_cannot_be_a_key(load: Load) -> None:
    assert (5, 3, "a list or mapping cannot be a key: write a word.") in problems_of(
        load(f"{HEAD}sections: []\n? [a]\n: b\n")
    )


# Files that are no plan at all.


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 0, "the file is empty"),
        (b"# only a comment\n", 0, "the file is empty"),
        (b"---\n", 0, "the file is empty"),
        (b"just words\n", 1, "the plan is written as 'key: value' lines"),
        (b"- a\n- list\n", 1, "the plan is written as 'key: value' lines"),
        (HEAD.encode("utf-16"), 1, "UTF-16: save it again as UTF-8"),
        ("\ufeffplan".encode("utf-16-be"), 1, "UTF-16"),
        (HEAD.encode() + b"note: caf\xe9\n", 4, "not UTF-8 text"),
        (HEAD.encode() + b"note: a\0b\n", 4, "not text"),
        (HEAD.encode() + b"note: a\x1b[31mb\n", 4, "a control character stands here"),
        (HEAD.encode() + b"\tnote: a\n", 4, "a tab stands before the first word"),
        (
            b"plan: small\ntitle: 'never closed\nyear: 2009/10\n",
            2,
            "the quote that begins here does not end",
        ),
        (b"plan: small\nnote: [never closed\nyear: 2009/10\n", 2, "write [never closed]."),
        (b"plan: small\ntitle: one: two\n", 2, 'stands in quotes: write "one: two".'),
        (b"plan: small\n title: indented\n", 2, "1 space stands before this line"),
        (b"plan: small\ntitle: @home\n", 2, 'stands in quotes: write "@home".'),
        (b"%YAML 9.9\n---\nplan: small\n", 1, "incompatible YAML document"),
    ],
)
def test_what_cannot_be_read_as_yaml_is_one_problem_on_its_line(
    load: Load, content: bytes, line: int, words: str
) -> None:
    loaded = load(content)
    assert loaded.plan is None
    assert [place for place, _, sentence in problems_of(loaded) if words in sentence] == [line]


def test_a_control_character_is_shown_to_its_column(load: Load) -> None:
    assert only(load("\ufeffplan: é\x07\n"))[:2] == (1, 8)


def test_a_file_larger_than_32_mb_is_refused(load: Load) -> None:
    assert only(load(b"#" * (32 * 1024 * 1024 + 1))) == (
        0,
        0,
        "the file is larger than 32 MB: a plan file is far smaller.",
    )


def test_a_missing_file_or_a_folder_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"missing\.yaml' cannot be read: no such file or directory"):
        check_plan_file(tmp_path / "missing.yaml")
    with pytest.raises(Unusable, match="cannot be read: is a directory"):
        check_plan_file(tmp_path)
    with pytest.raises(Unusable, match="cannot be read: not a directory"):
        check_plan_file(small_file(tmp_path) / "plan.yaml")
    assert Unusable.exit_code == 3


def small_file(folder: Path) -> Path:
    path = folder / "a-file"
    path.touch()
    return path


def test_a_file_whose_name_is_not_utf_8_is_read_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"pl\xff.yaml")
    path.write_text(f"{HEAD}sections: []\nnope: 1\n")
    for _ in range(2):
        (problem,) = check_plan_file(path, tmp_path / "cache").problems
        assert str(problem).endswith(
            "pl\ufffd.yaml:5:1: 'nope' is not a key of the plan; did you mean note?"
        )


# Finding a plan.


def test_a_shipped_plan_is_found_by_its_name_and_any_other_by_its_path(tmp_path: Path) -> None:
    assert find_plan("london-2009-10") == shipped_plans()["london-2009-10"]
    assert find_plan(str(small_file(tmp_path))) == tmp_path / "a-file"


@pytest.mark.parametrize("name", ["london-2009", "no/such/plan.yaml", "x" * 5000, "a\0b"])
def test_an_unknown_plan_is_refused_with_the_shipped_ones(name: str) -> None:
    with pytest.raises(Refused, match=r"there is no plan '.*': .*london-2009-10"):
        find_plan(name)


def test_a_plan_that_says_too_little_to_be_used_says_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "poor.yaml"
    path.write_text("title: A plan without a name\n")
    with pytest.raises(
        Unusable,
        match=r"poor.yaml:1:1: the plan needs 'plan': add it\. \(2 more: see `milepost check",
    ):
        load_plan(path)
