"""Files that Milepost did not write, or that are damaged: named, kept as they are, and skipped."""

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Answer, Milepost

HEADER = b'{"milepost":"journal","format":1,"author":"ATB lead"}\n'
GOOD = (
    b'{"id":"01KB0000000000000000000000","plan":"small","ref":"1.1.1-a","kind":"note","on":"2009-11-02",'
    b'"at":"2009-11-02T10:00:00Z","by":"ATB lead","text":"the good line"}\n'
)
NOT_AN_ENTRY = "this line is not an entry: it was left out and kept."
NOT_OURS = "this is not a journal file of Milepost: it was left alone."
READING = (
    "list",
    "status",
    "log",
    "show 1.1.1-a",
    "list -f json",
    "list --known-on 2009-11-30",
    "log -f json",
)

Run = Callable[[str], Answer]


def _short(value: object) -> str:
    return repr(value)[:40]


def _line(**changed: bytes) -> bytes:
    """Return the good line with another id, and with other values (as JSON)."""
    fields = {"id": b'"01KB0000000000000000000001"', "text": b'"strange"'} | changed
    whole = {
        "plan": b'"small"',
        "ref": b'"1.1.1-a"',
        "kind": b'"note"',
        "on": b'"2009-11-02"',
        "at": b'"2009-11-02T10:00:00Z"',
        "by": b'"ATB lead"',
    } | fields
    return (
        b"{"
        + b",".join(b'"%s":%s' % (name.encode(), value) for name, value in whole.items())
        + b"}\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "journal"
    made.mkdir()
    return made


@pytest.fixture
def foreign(folder: Path) -> Path:
    return folder / "atb-lead-feedbeef.json"


@pytest.fixture
def run(milepost: Milepost, small_plan: Callable[..., Path]) -> Run:
    plan = str(
        small_plan(
            "- {id: 1.1.1-a, title: First, when: Dec 2009}\n- {id: 1.1.1-b, title: Second, when: ongoing}"
        )
    )

    def command(words: str) -> Answer:
        return milepost(*words.split(), "--plan", plan)

    return command


def _tree(place: Path) -> dict[Path, bytes]:
    return {path: b"" if not path.is_file() else path.read_bytes() for path in place.rglob("*")}


def _answers(run: Run, folder: Path) -> Iterator[Answer]:
    """Yield the output of each reading command; check that it is complete and writes nothing."""
    before = _tree(folder.parent)
    for words in READING:
        answer = run(words)
        assert "Traceback" not in answer.err
        assert answer.code in {0, 1}
        assert not set(answer.out + answer.err) & set(
            map(chr, [*range(9), *range(11, 32), 127, 0x202E, 0x2066])
        )
        yield answer
    added = {
        path for path in _tree(folder.parent) if path not in before and "cache" not in path.parts
    }
    assert added == set()
    assert _tree(folder) == {
        path: content for path, content in before.items() if folder in path.parents
    }


def _check(run: Run, folder: Path, foreign: Path, sentence: str) -> None:
    """Check that a problem is named, the good line counts, and a tick goes to the own file."""
    before = foreign.read_bytes()
    for answer in _answers(run, folder):
        assert (answer.code, sentence in answer.err) == (1, True)
    assert ("the good line" in run("log").out) == (GOOD in before)
    assert run("tick 1.1.1-b --on 2009-11-05").code == 0
    assert foreign.read_bytes() == before
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize(
    "line",
    [
        b"not json\n",
        b"12\n",
        b'"words"\n',
        b"null\n",
        b"{}\n",
        b"\xff\xfe\x00\n",
        b"\0" * 300 + b"\n",
        GOOD[:-2] + b"\n",
        GOOD[:-9] + GOOD,
        _line(at=b'"2009-11-02T10:00:00"'),
        _line(at=b'"0001-01-01T00:00:00+14:00"'),
        _line(at=b'"9999-12-31T23:59:59-14:00"'),
        _line(at=b"1257156000"),
        _line(on=b'"2009-02-30"'),
        _line(on=b'"10000-01-01"'),
        _line(on=b'"today"'),
        _line(text=b'"\\ud800"'),
        _line(text=b'"\\udc00 and more"'),
        _line(text=b'"\xed\xa0\x80"'),
        _line(text=b'"\0"'),
        _line(text=b"null"),
        _line(number=b"1e999"),
        _line(number=b"NaN"),
        _line(number=b"1" * 5000),
        _line(later=b"[" * 100_000 + b"]" * 100_000),
        _line(later=b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    ],
    ids=_short,
)
def test_a_line_that_is_no_entry_is_named_and_stepped_round(
    run: Run, folder: Path, foreign: Path, line: bytes
) -> None:
    foreign.write_bytes(HEADER + line + GOOD)
    _check(run, folder, foreign, f"{foreign}:2:1: {NOT_AN_ENTRY}")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"some notes", NOT_OURS),
        (b"[1, 2]\n", NOT_OURS),
        (b'"words"\n', NOT_OURS),
        (b"7\n", NOT_OURS),
        (b"[" * 100_000 + b"\n", NOT_OURS),
        (b'{"version": 3, "notes": []}\n', NOT_OURS),
        (HEADER.replace(b"1", b'"1"'), NOT_OURS),
        (HEADER.replace(b"journal", b"backup"), NOT_OURS),
        (
            HEADER.replace(b"1", b"99"),
            "a later version of Milepost wrote this file: update Milepost to read it.",
        ),
        (HEADER + GOOD[:-2], "the last line is unfinished"),
        (HEADER + GOOD + b"\0" * 5000, "the last line is unfinished"),
    ],
    ids=_short,
)
def test_a_file_that_is_no_journal_s_or_not_whole_is_named(
    run: Run, folder: Path, foreign: Path, content: bytes, sentence: str
) -> None:
    foreign.write_bytes(content)
    _check(run, folder, foreign, sentence)


def test_a_file_cut_at_any_byte_gives_its_whole_lines_and_is_named(
    run: Run, folder: Path, foreign: Path
) -> None:
    whole = HEADER + GOOD
    own = folder / "els-lead-0123abcd.json"
    own.write_bytes(HEADER + _line())
    for cut in range(len(whole) + 1):
        foreign.write_bytes(whole[:cut])
        answer = run("log")
        assert answer.out.count("\n") == (2 if cut in {len(whole) - 1, len(whole)} else 1)
        whole_lines = {0, len(HEADER) - 1, len(HEADER), len(whole) - 1, len(whole)}
        assert answer.code == (0 if cut in whole_lines else 1)
        assert (str(foreign) in answer.err) == (answer.code == 1)
        assert foreign.read_bytes() == whole[:cut]


def test_random_bytes_are_named_and_stepped_round(run: Run, foreign: Path) -> None:
    chance = random.Random(3)  # noqa: S311 - the same bytes each time
    for size in (1, 10, 100, 1000, 10_000, 100_000):
        foreign.write_bytes(chance.randbytes(size))
        assert run("list").code == 1
        foreign.write_bytes(HEADER + chance.randbytes(size) + b"\n" + GOOD)
        answer = run("log")
        assert (answer.code, answer.out.count("the good line")) == (1, 1)
        assert NOT_AN_ENTRY in answer.err


def test_a_line_of_100_megabytes_is_stepped_round(run: Run, foreign: Path) -> None:
    with foreign.open("wb") as file:
        file.write(HEADER)
        for _ in range(100):
            file.write(b"x" * 1_000_000)
        file.write(b"\n" + GOOD)
    answer = run("log")
    assert (answer.code, answer.out.count("the good line")) == (1, 1)
    hint = "`milepost repair FILE` writes the entries that can be read into a new file."
    assert answer.err == f"milepost: {foreign}:2:1: {NOT_AN_ENTRY} {hint}\n"


def test_a_link_is_not_read_and_not_written_through(
    run: Run, milepost: Milepost, folder: Path, tmp_path: Path
) -> None:
    assert milepost("note", "2.4.1-a", "words").code == 0
    (own,) = folder.iterdir()
    outside = own.rename(tmp_path / "outside.json")
    before = outside.read_bytes()
    own.symlink_to(outside)
    for answer in _answers(run, folder):
        assert f"{own}: this is not a plain file: it was left alone." in answer.err
    answer = milepost("note", "2.4.1-a", "through the link")
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)
    assert outside.read_bytes() == before


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("nowhere")])
def test_a_pipe_or_a_dead_link_where_a_file_should_be(
    run: Run, folder: Path, foreign: Path, make: Callable[[Path], object]
) -> None:
    make(foreign)
    for answer in _answers(run, folder):
        assert (answer.code, answer.err) == (
            1,
            f"milepost: {foreign}: this is not a plain file: it was left alone.\n",
        )
    assert run("tick 1.1.1-a --on 2009-11-05").code == 0


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_an_own_file_that_is_no_file_is_refused_in_one_sentence(
    run: Run, folder: Path, make: Callable[[Path], object]
) -> None:
    assert run("tick 1.1.1-a --on 2009-11-05").code == 0
    (own,) = folder.iterdir()
    own.unlink()
    make(own)
    answer = run("tick 1.1.1-a --on 2009-11-05")
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)
    assert answer.err.startswith(f"milepost: nothing was recorded: '{own}' cannot be written (")


@pytest.mark.parametrize(
    "strange",
    [
        b"../../../etc/passwd",
        b"/etc/passwd",
        b"C:\\\\nul",
        b"",
        b"ZZZZZZZZZZZZZZZZZZZZZZZZZZ",
        b"7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
        b"~\\u001b[2J",
        b"a" * 100_000,
    ],
    ids=_short,
)
def test_a_strange_id_is_only_a_text(run: Run, folder: Path, foreign: Path, strange: bytes) -> None:
    foreign.write_bytes(HEADER + _line(id=b'"%s"' % strange) + GOOD)
    for answer in _answers(run, folder):
        assert (answer.code, answer.err) == (0, "")
    assert [
        run(words).code
        for words in ("tick 1.1.1-a", "untick 1.1.1-a", "tick 1.1.1-a", "undo", "redo")
    ] == [0] * 5
    assert len({entry["id"] for entry in run("log -f json").json}) == 7
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize(
    "strange", [b"ZZZZZZZZZZZZZZZZZZZZZZZZZZ", b"7ZZZZZZZZZZZZZZZZZZZZZZZZZ", b"a"], ids=_short
)
def test_an_entry_in_ones_name_with_an_id_that_nothing_follows_stops_no_undo_and_redo(
    run: Run, foreign: Path, strange: bytes
) -> None:
    assert run("note 1.1.1-a mine").code == 0
    author = run("log -f json").json[0]["by"].encode()
    planted = _line(id=b'"%s"' % strange, by=b'"%s"' % author)
    retraction = _line(
        id=b'"%sb"' % strange, by=b'"%s"' % author, kind=b'"retracted"', names=b'"0"'
    )
    foreign.write_bytes(HEADER + planted + retraction)
    assert "mine" in run("undo").err
    assert "mine" in run("redo").err


@pytest.mark.parametrize("day", [b"0001-01-01", b"1582-10-10", b"9999-12-31"])
@pytest.mark.parametrize(
    "kind", [b"note", b"done", b"started", b"reopened", b"withdrawn", b"retracted"]
)
def test_an_impossible_day_is_a_problem_that_says_how_to_take_it_back(
    run: Run, folder: Path, foreign: Path, day: bytes, kind: bytes
) -> None:
    line = _line(kind=b'"%s"' % kind, on=b'"%s"' % day, at=b'"%sT00:00:00Z"' % day, names=b'"none"')
    foreign.write_bytes(
        HEADER + line + line.replace(b"1.1.1-a", b"1.1.1-b").replace(b"0001", b"0002", 1)
    )
    answers = [answer for answer in _answers(run, folder) if answer.err]
    assert answers
    for answer in answers:
        is_clash = "two different entries" in answer.err
        is_named = "1900 to 2199" in answer.err and "milepost undo" in answer.err
        assert is_clash or is_named or "dated after today" in answer.err


@pytest.mark.parametrize(
    "when",
    [
        b"",
        b"9999",
        b"31 Feb 2010",
        b"0001-01-01",
        b"9999-12-31",
        b"Jan 10",
        b"\\u0000",
        b"x" * 9999,
    ],
)
@pytest.mark.parametrize("kind", [b"forecast", b"rescheduled"])
def test_a_strange_new_date_does_not_stop_the_list(
    run: Run, folder: Path, foreign: Path, kind: bytes, when: bytes
) -> None:
    foreign.write_bytes(HEADER + _line(kind=b'"%s"' % kind, when=b'"%s"' % when))
    assert [answer.code for answer in _answers(run, folder)] in ([0] * 7, [1] * 7)


@pytest.mark.parametrize(
    "character",
    [
        b"\\u001b[31m",
        b"\\u0000",
        b"\\u202e",
        b"\\u2066",
        b"\\r",
        b"\x7f",
        b"\xe2\x80\xae",
        b"\xc2\x9b",
    ],
)
def test_characters_that_steer_a_terminal_are_shown_as_replaced(
    run: Run, folder: Path, foreign: Path, character: bytes
) -> None:
    text = b'"before%safter"' % character
    foreign.write_bytes(
        HEADER
        + _line(text=text, by=text, evidence=text)
        + _line(id=text, kind=text, ref=text)
        + GOOD
    )
    answers = list(_answers(run, folder))
    assert "before\N{REPLACEMENT CHARACTER}" in answers[2].out
    assert "the good line" in answers[2].out


def test_a_name_cannot_forge_a_line(run: Run, foreign: Path) -> None:
    foreign.write_bytes(
        HEADER + _line(by=b'"ATB lead\\nmilepost: all is well"', ref=b'"1.1.1-a\\n\\n"')
    )
    assert run("log").out.count("\n") == 1


def test_kinds_and_fields_of_a_later_version_are_kept(run: Run, foreign: Path) -> None:
    content = HEADER + _line(kind=b'"applauded"', later=b'{"version":[1,2]}') + GOOD
    foreign.write_bytes(content)
    log = run("log")
    assert (log.code, log.err) == (0, "")
    assert "applauded" in log.out
    assert "strange" in run("show 1.1.1-a").out
    assert run("tick 1.1.1-a --on 2009-11-05").code == 0
    assert foreign.read_bytes() == content


@pytest.mark.parametrize(
    "name",
    [
        b"\xff\xfe.json",
        b"\x1b[2Jclear.json",
        "\u202eflow.json".encode(),
        b"-rf.json",
        b".json",
        b"two\nlines.json",
    ],
)
def test_a_strange_file_name_is_only_a_name(run: Run, folder: Path, name: bytes) -> None:
    (folder / os.fsdecode(name)).write_bytes(b"words\n")
    for answer in _answers(run, folder):
        assert (answer.code, NOT_OURS in answer.err, answer.err.count("\n")) == (1, True, 1)
