"""Hundreds of broken plan files: each is reported by line and sentence; none stops the loader."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plan_data.load import check_plan_file
from tests.conftest import plan_text

WHOLE = (
    plan_text(
        "- id: 1.1.1-a\n  title: Exception report\n  printed: Quarterly\n  when: every quarter?\n"
        "  reading: It's our reading\n  source: {page: 22, row: '1.1.1'}\n"
        "- {id: 1.1.1-b, title: Completions, unit: starts, cumulative: {Q1: 1, Q4: 66}}\n"
        "- {id: 1.1.1-c, title: Again, when: undated (as before), same_as:"
        " 1.1.1-a, after: [1.1.1-b], leads: [JCP]}",
        head="boards:\n  - {name: Board, dates: [2010-01-12]}\n"
        "glossary:\n  - {term: ELS, means: Learning}\n"
        "tables:\n  - title: Targets\n    columns: [Area, Level]\n    rows:\n      - [Derby, '5']",
    )
    + "footnotes:\n  - {number: '1', text: See it}\n"
)
LINES = WHOLE.splitlines(keepends=True)
KEYS = sorted(
    {part.split(":")[0].strip(" -{") for line in LINES for part in line.split(",") if ":" in part}
)
VALUES = [
    "",
    "[]",
    "{}",
    "[a, [b]]",
    "{a: b}",
    "word",
    "-1",
    "''",
    "~",
    "*a",
    "&a b",
    "!!int 3",
    "'open",
    '"\\uffff"',
    "|\n  x",
]

BY_HAND: tuple[bytes, ...] = (
    b"\xef\xbb\xbf",
    b"\xff\xfe\x00\x00",
    b"\x00",
    b"\n\n\n",
    b"...\n",
    b"--- ---\n",
    b"---\n---\n",
    b"--- a\n--- b\n",
    b": \n",
    b"? \n",
    b"- \n",
    b"-\n-\n",
    b"{",
    b"}",
    b"]",
    b"'",
    b'"',
    b'"\\ud800"',
    b'"\\x"',
    b"|",
    b">-\n",
    b"|99\n x",
    b"&a",
    b"*a",
    b"&a &b c",
    b"*a : *a\n",
    b"{*a : 1}",
    b"!",
    b"!!",
    b"! x: 1",
    b"!%ED%A0%80 x",
    b"plan: !%F4%90%80%80 x",
    b"!<tag:%C0%80> x",
    b"!<%FF> x",
    b"!%zz x",
    b"%YAML 1.2\n---\nplan: x",
    b"%YAML x\n---\n",
    b"%TAG !e! tag:e,2000:\n--- !e!f x",
    b"%",
    b"@",
    b"`",
    b"#",
    b"\t- x",
    b"plan:\n\t- x",
    b"plan: \xc2\x85x\nyear: \xe2\x80\xa8",
    b"plan: \xed\xa0\x80",
    b"plan: \xef\xbf\xbe",
    b"a\rb\rc: [\r",
    b"plan: x\r\nplan: y\r\n",
    b"[" * 5000,
    b"{" * 5000,
    b"- " * 5000,
    b"? " * 5000,
    b"!a " * 5000,
    b"&a " * 5000,
    b"'" * 5001,
    b"[[],{}]: []",
    b"{a, b: c, ? d}",
    b"<<: {plan: x}",
    b"<<: [*a, *b]",
    b"plan: x\nyear: 2009/10\nsections: {}",
    b"plan: x\nyear: 2009/10\nsections: [1, 2, [3], {4: 5}, null]",
    (
        b"plan: x\nyear: 2009/10\nsections: [{priorities: [{objectives: [{milestones: [{}, {id: x}, 3]}]}]}]"
    ),
    (
        b"plan: x\nyear: 2009/10\npathways: [{}, {code: ''}, {code: [x]}]\nboards: x\nagencies: {code: x}"
    ),
    b"plan: [2009/10]\nyear: {2009/10: x}\ntitle: |\n  x\nsections: ~\n",
    b"year: 9999/00\nplan: x\n",
    b"year: 0000/01\nplan: x\n",
    b"year: \xd9\xa2\xd9\xa0\xd9\xa0\xd9\xa9/10\nplan: x\n",
    b"plan: " + b"x" * 100_000,
    b"\n" * 100_000 + b"plan: [",
)


def by_hand() -> Iterator[bytes]:
    yield from BY_HAND


def cut_off() -> Iterator[bytes]:
    yield from (("".join(LINES[:n])).encode() for n in range(len(LINES)))
    yield from (WHOLE.encode()[:n] for n in range(0, len(WHOLE), 11))


def lines_moved() -> Iterator[bytes]:
    for n, line in enumerate(LINES):
        before, after = "".join(LINES[:n]), "".join(LINES[n + 1 :])
        yield (before + after).encode()
        yield (before + line + line + after).encode()
        yield (before + " " + line + after).encode()
        yield (before + after[:40] + line + after[40:]).encode()
        if n:
            yield ("".join([*LINES[: n - 1], line, LINES[n - 1]]) + after).encode()


def wrong_types() -> Iterator[bytes]:
    for key in KEYS:
        for value in VALUES:
            start = WHOLE.index(f"{key}:")
            ends = [end for mark in (",", "}", "\n") if (end := WHOLE.find(mark, start)) > 0]
            yield (WHOLE[:start] + f"{key}: {value}" + WHOLE[min(ends) :]).encode()


def random_bytes() -> Iterator[bytes]:
    chance = random.Random(2009)  # noqa: S311 - the same files in each run
    for _ in range(100):
        yield chance.randbytes(chance.randrange(1, 400))
        damaged = bytearray(WHOLE.encode())
        for _ in range(chance.randrange(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.choice(
                b"\x00\t\n\r :-[]{},'\"&*!|>%@#?\x80\xe2\xff0aA"
            )
        yield bytes(damaged)


def broken_promises(content: bytes, path: Path) -> list[str]:
    """Return what the loader does wrong with a file of this content."""
    path.write_bytes(content)
    lines = max(1, len(content.decode("utf-8", "replace").splitlines()))
    loaded = check_plan_file(path)
    found = [str(problem) for problem in loaded.problems if not 0 <= problem.line <= lines]
    found += [
        f"no full stop: {problem}"
        for problem in loaded.problems
        if not problem.sentence.endswith((".", "?"))
    ]
    found += [
        f"no column: {problem}"
        for problem in loaded.problems
        if (problem.column < 1) != (problem.line < 1)
    ]
    if loaded.plan is None and not loaded.problems:
        found.append(f"no plan, and no problem says why: {content[:80]!r}")
    return found


@pytest.mark.parametrize("broken", [cut_off, lines_moved, wrong_types, random_bytes, by_hand])
def test_a_broken_plan_is_told_by_line_and_sentence(
    broken: Callable[[], Iterator[bytes]], tmp_path: Path
) -> None:
    assert [
        wrong
        for content in broken()
        for wrong in broken_promises(content, tmp_path / "broken.yaml")
    ] == []


def test_there_are_hundreds_of_broken_plans() -> None:
    assert len({*cut_off(), *lines_moved(), *wrong_types(), *random_bytes(), *BY_HAND}) >= 300


def test_the_plan_they_are_made_of_has_no_problem(tmp_path: Path) -> None:
    (tmp_path / "whole.yaml").write_text(WHOLE)
    assert check_plan_file(tmp_path / "whole.yaml").problems == ()


@pytest.mark.parametrize("number", range(len(LINES)))
def test_a_line_that_is_taken_out_leaves_a_plan_or_a_problem(number: int, tmp_path: Path) -> None:
    path = tmp_path / "shorter.yaml"
    path.write_text("".join(LINES[:number] + LINES[number + 1 :]))
    loaded = check_plan_file(path)
    assert loaded.problems or loaded.items
