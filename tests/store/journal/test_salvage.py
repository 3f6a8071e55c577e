"""Damaged and rearranged journal files: every whole entry counts, and what is wrong is named once.

Each test reads a real file with the real command.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.journal.reader import is_whole_line, read_content
from tests.conftest import Milepost, on_plan

HEADER: dict[str, Any] = {"milepost": "journal", "format": 1, "author": "ATB lead"}
TEXTS = ("the café is open", "three bids are in", "signed")


def _entry(number: int, text: str) -> dict[str, Any]:
    return {
        "id": f"01KB{number:022}",
        "plan": "small",
        "ref": "1.1.1-a",
        "kind": "note",
        "on": "2009-11-02",
        "at": "2009-11-02T10:00:00Z",
        "by": "ATB lead",
        "text": text,
        "mood": {"of the day": [1, {"more": "}"}], "big": 10**30},  # a later version's field
    }


OBJECTS = [HEADER, *(_entry(number, text) for number, text in enumerate(TEXTS))]


def _line(value: object, **layout: Any) -> str:  # noqa: ANN401 - any option of `json.dumps`
    return json.dumps(value, ensure_ascii=False, **layout)


LINES = [_line(each, separators=(",", ":")) for each in OBJECTS]
CLEAN = "".join(f"{line}\n" for line in LINES)
BYTES = CLEAN.encode()
HEAD, FIRST, SECOND, THIRD = (f"{line}\n".encode() for line in LINES)

COMPLETE = {
    "as Milepost writes it": BYTES,
    "without the last newline": BYTES[:-1],
    "a byte order mark": b"\xef\xbb\xbf" + BYTES,
    "two files with byte order marks, joined": b"\xef\xbb\xbf"
    + HEAD
    + FIRST
    + b"\xef\xbb\xbf"
    + BYTES,
    "a blank line first": b"\n" + BYTES,
    "blank lines": b"\n\n \t\n" + BYTES.replace(b"\n", b"\n\n") + b"\n",
    "a second header": HEAD + FIRST + HEAD + SECOND + THIRD,
    "the header last": FIRST + SECOND + THIRD + HEAD,
    "no header": FIRST + SECOND + THIRD,
    "CR LF": BYTES.replace(b"\n", b"\r\n"),
    "CR": BYTES.replace(b"\n", b"\r"),
    "UTF-16 with a mark": CLEAN.encode("utf-16"),
    "UTF-16 LE": CLEAN.encode("utf-16-le"),
    "UTF-16 BE": CLEAN.encode("utf-16-be"),
    "UTF-16 BE with a mark, CR LF": ("\ufeff" + CLEAN.replace("\n", "\r\n")).encode("utf-16-be"),
    "UTF-32 with a mark": CLEAN.encode("utf-32"),
    "UTF-32 BE": CLEAN.encode("utf-32-be"),
    "UTF-16, cut by a byte": CLEAN.encode("utf-16")[:-1],
    "UTF-16, then appended to": "".join(f"{line}\n" for line in LINES[:2]).encode("utf-16")
    + SECOND
    + THIRD,
    "UTF-16 cut by a byte, then appended to": "".join(f"{line}\n" for line in LINES[:2]).encode(
        "utf-16"
    )[:-1]
    + SECOND
    + THIRD,
    "other order of fields": "".join(
        _line(each, sort_keys=True) + "\n" for each in OBJECTS
    ).encode(),
    "over several lines": "\n".join(_line(each, indent=2) for each in OBJECTS).encode(),
    "over several lines, not indented": "\n".join(
        _line(each, indent=0) for each in OBJECTS
    ).encode(),
    "an array": _line(OBJECTS).encode(),
    "an array over several lines": _line(OBJECTS, indent="\t").encode(),
    "an array, a line each": ("[\n" + ",\n".join(LINES) + "\n]\n").encode(),
    "an array without a header": _line(OBJECTS[1:], indent=1).encode(),
    "an array with CR LF in UTF-16": _line(OBJECTS, indent=1)
    .replace("\n", "\r\n")
    .encode("utf-16"),
    "all on one line": "".join(LINES).encode(),
    "two on one line": HEAD + FIRST[:-1] + SECOND + THIRD,
    "ASCII with escapes": "".join(json.dumps(each) + "\n" for each in OBJECTS).encode(),
}
DAMAGED = {
    "NULs before the header": (b"\0" * 40 + BYTES, 1),
    "a line of NULs": (HEAD + b"\0" * 4096 + b"\n" + FIRST + SECOND + THIRD, 2),
    "NULs before an entry": (HEAD + FIRST + b"\0" * 7 + SECOND + THIRD, 3),
    "NULs at the end": (BYTES + b"\0" * 4096, 5),
    "a bad byte in the header": (BYTES.replace(b"milepost", b"mile\xffost", 1), 1),
    "a bad byte in the header's author": (BYTES.replace(b"ATB", b"A\xffB", 1), 1),
    "a header cut short": (HEAD[:30] + b"\n" + FIRST + SECOND + THIRD, 1),
    "a header without its newline": (HEAD[:20] + FIRST + SECOND + THIRD, 1),
    "a conflict of git": (
        b"<<<<<<< HEAD\n"
        + HEAD
        + FIRST
        + b"||||||| base\n=======\n"
        + SECOND
        + b">>>>>>> theirs\n"
        + THIRD,
        1,
    ),
    "a conflict of git with CR LF": (
        (b"<<<<<<< HEAD\n" + HEAD + FIRST + b"=======\n" + SECOND + b">>>>>>> x\n" + THIRD).replace(
            b"\n", b"\r\n"
        ),
        1,
    ),
    "a line cut short": (HEAD + FIRST + FIRST[:60] + b"\n" + SECOND + THIRD, 3),
    "a torn line before an entry": (HEAD + FIRST + b'{"id":"to' + SECOND + THIRD, 3),
    "an unfinished last line": (BYTES + b'{"id":"to', 5),
    "a broken entry over several lines": (
        "\n".join(
            _line(each, indent=1) for each in [*OBJECTS, {**OBJECTS[1], "on": "2009-02-30"}]
        ).encode(),
        1 + sum(_line(each, indent=1).count("\n") + 1 for each in OBJECTS),
    ),
    "a missing quote mark in an array": (
        (
            "[\n"
            + ",\n".join([*LINES[:2], LINES[1].replace('"kind"', '"kind'), *LINES[2:]])
            + "\n]\n"
        ).encode(),
        4,
    ),
    "a bad code unit in UTF-16": (
        CLEAN.encode("utf-16-le") + "{bad \n".encode("utf-16-le")[:-2] + b"\x00\xd8\n\0",
        5,
    ),
}


# Files without their last newline whose last line has more in it than one entry.
LAST_LINES = {
    "UTF-16": CLEAN[:-1].encode("utf-16"),
    "UTF-16 LE, CR LF": CLEAN[:-1].replace("\n", "\r\n").encode("utf-16-le"),
    "UTF-16 BE": CLEAN[:-1].encode("utf-16-be"),
    "UTF-32": CLEAN[:-1].encode("utf-32"),
    "UTF-32 LE": CLEAN[:-1].encode("utf-32-le"),
    "NULs in place of the newline": BYTES[:-1] + b"\0" * 4096,
    "a torn line in place of the newline": BYTES[:-1] + b'{"id":"to',
    "a no-break space": BYTES[:-1] + "\N{NO-BREAK SPACE}".encode(),
    "the end mark of old systems": BYTES[:-1] + b"\x1a",
    "an array cut short": b"[" + b",\n".join(line.encode() for line in LINES) + b",",
    "a database of TinyDB": _line({"_default": dict(enumerate(OBJECTS))}).encode(),
    "CR, and a torn line": BYTES.replace(b"\n", b"\r") + b'{"id":"to',
}


@pytest.fixture
def run(milepost: Milepost, small_plan: Callable[..., Path]) -> Milepost:
    return on_plan(milepost, small_plan("- {id: 1.1.1-a, title: First, when: Dec 2009}"))


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    (tmp_path / "journal").mkdir()
    return tmp_path / "journal" / "atb-lead-feedbeef.json"


@pytest.mark.parametrize("content", COMPLETE.values(), ids=COMPLETE)
def test_every_entry_of_a_file_counts_in_any_encoding_and_layout(
    run: Milepost, theirs: Path, content: bytes
) -> None:
    theirs.write_bytes(content)
    answer = run("log", "-f", "json")
    assert (answer.code, answer.err) == (0, "")
    assert [entry["text"] for entry in answer.json] == list(TEXTS)
    assert run("status", "--plan", "all", plans=str(theirs.parent)).code == 0
    assert theirs.read_bytes() == content


@pytest.mark.parametrize(("content", "line"), DAMAGED.values(), ids=DAMAGED)
def test_every_whole_entry_of_a_damaged_file_counts_and_the_damage_is_named_once(
    run: Milepost, theirs: Path, content: bytes, line: int
) -> None:
    theirs.write_bytes(content)
    answer = run("log", "-f", "json")
    assert [entry["text"] for entry in answer.json] == list(TEXTS)
    assert answer.code == 1
    assert answer.err.startswith(f"milepost: {theirs}:{line}:1: ")
    assert answer.err.count("\n") == 1
    assert "`milepost repair FILE`" in answer.err


@pytest.mark.parametrize(
    "content", [*COMPLETE.values(), *(content for content, _ in DAMAGED.values())]
)
def test_the_author_of_a_rearranged_or_damaged_file_goes_on(
    run: Milepost, theirs: Path, content: bytes
) -> None:
    assert run("note", "1.1.1-a", "before", by="ATB lead").code == 0
    (own,) = theirs.parent.iterdir()
    own.write_bytes(content)
    answer = run("note", "1.1.1-a", "after", by="ATB lead")
    assert answer.code == 0, answer.err
    assert [path.name for path in theirs.parent.glob("*.json")] == [own.name]
    texts = [entry["text"] for entry in run("log", "-f", "json").json]
    assert set(texts) == {*TEXTS, "after"}


@pytest.mark.parametrize("content", LAST_LINES.values(), ids=LAST_LINES)
def test_a_whole_entry_in_the_last_line_counts_and_stays_when_the_author_goes_on(
    run: Milepost, theirs: Path, content: bytes
) -> None:
    assert run("note", "1.1.1-a", "before", by="ATB lead").code == 0
    (own,) = theirs.parent.iterdir()
    own.write_bytes(content)
    assert [entry["text"] for entry in run("log", "-f", "json").json] == list(TEXTS)
    assert run("note", "1.1.1-a", "after", by="ATB lead").code == 0
    assert own.read_bytes().startswith(content)
    assert list(theirs.parent.iterdir()) == [own]
    texts = [entry["text"] for entry in run("log", "-f", "json").json]
    assert sorted(texts) == sorted([*TEXTS, "after"])


@pytest.mark.parametrize("content", [b"\n", b"\n\n  \n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", b""])
def test_a_file_of_ours_that_is_blank_is_an_empty_one(
    run: Milepost, theirs: Path, content: bytes
) -> None:
    theirs.write_bytes(content)
    assert (run("log").code, run("log").err) == (0, "")


@pytest.mark.parametrize(
    "name",
    [
        "._els-lead-1a2b3c4d.json",
        ".#els-lead-1a2b3c4d.json",
        "~$notes.json",
        ".~lock.json",
        "x.json~",
        ".x.json.swp",
    ],
)
def test_what_systems_and_editors_leave_beside_the_journal_is_no_problem(
    run: Milepost, theirs: Path, name: str
) -> None:
    theirs.write_bytes(BYTES)
    (theirs.parent / name).write_bytes(b"\0\5\26\7 not ours")
    (theirs.parent / ".#locked.json").symlink_to("somebody@somewhere.1234")  # as Emacs locks a file
    assert (run("log").code, run("log").err, run("log").out.count("\n")) == (0, "", 3)
    assert run("backup", str(theirs.parent.parent / "backup.zip")).code == 0


def test_a_folder_that_is_named_like_a_journal_file_is_no_problem(
    run: Milepost, theirs: Path
) -> None:
    theirs.write_bytes(BYTES)
    (theirs.parent / "b.json").mkdir()
    assert (run("status").code, run("status").err) == (0, "")


@pytest.mark.parametrize("name", ["notes.json", "for you.json"])
def test_a_file_of_any_name_with_our_header_anywhere_is_read(
    run: Milepost, theirs: Path, name: str
) -> None:
    (theirs.parent / name).write_bytes(b"<<<<<<< HEAD\n" + BYTES)
    assert run("log").out.count("\n") == 3
    (theirs.parent / name).write_bytes(FIRST + SECOND)
    answer = run("log")
    assert (answer.code, answer.out) == (1, "")
    assert "is not a journal file of Milepost" in answer.err


def test_a_header_of_a_later_format_anywhere_leaves_the_file_alone(
    run: Milepost, theirs: Path
) -> None:
    for content in (
        b"\n" + HEAD.replace(b":1,", b":2,") + FIRST,
        HEAD + FIRST + HEAD.replace(b":1,", b":2,"),
    ):
        theirs.write_bytes(content)
        answer = run("log")
        assert (answer.code, answer.out, "update Milepost" in answer.err) == (1, "", True)


@pytest.mark.parametrize(
    ("content", "entries", "damaged"),
    [
        (HEAD + b"\n" * 5_000_000 + FIRST, 1, 0),
        (HEAD + b"-\n" * 500_000 + FIRST, 1, 500_000),
        (HEAD + b"{" * 1_000_000 + b"}" * 1_000_000 + b"\n" + FIRST, 1, 1),
        (HEAD + b'{"' * 1_000_000 + b"\n" + FIRST, 1, 1),
        (HEAD + b'\\"' * 1_000_000 + b"\n" + FIRST, 1, 1),
        (HEAD + b" " * 5_000_000 + b"\n" + FIRST, 1, 0),
        (HEAD + (b'{"a":' * 150 + b"1" + b"}" * 150 + b"\n") * 500 + FIRST, 1, 500),
    ],
    ids=["blank", "bad", "braces", "open", "escapes", "spaces", "nested"],
)
def test_megabytes_of_bad_lines_are_counted_and_few_are_named(
    theirs: Path, content: bytes, entries: int, damaged: int
) -> None:
    theirs.write_bytes(content)
    found = read_content(theirs)
    assert len(found.entries) == entries
    assert len(found.problems) <= 101
    assert sum(problem.count for problem in found.problems) == damaged


def test_problems_are_capped_when_they_are_shown(run: Milepost, theirs: Path) -> None:
    theirs.write_bytes(HEAD + b"bad\n" * 2_000 + FIRST)
    answer = run("status")
    assert answer.err.count("\n") == 7
    assert "and 1994 more" in answer.err
    noted = run("note", "1.1.1-a", "words")
    assert noted.code == 0
    assert noted.err.count("\n") == 102
    assert noted.err.endswith("milepost: and 1900 more.\n")
    for number in range(20):
        (theirs.parent / f"b-{number:08}.json").write_bytes(HEAD + b"bad\n" * 200)
    problems = run("status", "-f", "json").json["problems"]
    assert len(problems) == 1000
    # Of each file, a hundred problems and one that counts its others are read.
    assert sum(1 for problem in problems if "more lines of this file" in problem["sentence"]) == 9
    assert problems[-1]["sentence"] == f"and {6_000 - (2_000 + 8 * 200) - 90} more problems."


@pytest.mark.parametrize(
    "end", ["]", "}", " }\n ]", '  "by": "ATB lead"}', LINES[1], "".join(LINES[1:])]
)
def test_the_end_of_another_layout_without_its_newline_is_no_unfinished_line(end: str) -> None:
    assert is_whole_line(end.encode())


@pytest.mark.parametrize("end", ['{"id":"to', LINES[1][:-1], "\0" * 9, '{"id":"x"}', "words"])
def test_an_unfinished_line_is_none_that_counts(end: str) -> None:
    assert not is_whole_line(end.encode())
