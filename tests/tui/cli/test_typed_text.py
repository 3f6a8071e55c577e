"""Text is stored as it was typed, in one Unicode form, or refused."""

import os
from pathlib import Path

import pytest

from store.journal.folder import read_folder
from tests.conftest import Milepost

LATIN = os.fsdecode(b"caf\xe9")  # as a terminal that is not set to UTF-8 sends it
SHOWN = r"('caf\xe9')"
DECOMPOSED = "cafe\N{COMBINING ACUTE ACCENT}"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("note", "2.4.4-c", LATIN), "TEXT"),
        (("note", LATIN, "Said"), "REF"),
        (("note", "2.4.4-c", "Said", "--by", LATIN), "--by"),
        (("note", "2.4.4-c", "Said", "--cause", LATIN), "--cause"),
        (("tick", "2.4.4-c", "--evidence", LATIN), "--evidence"),
        (("reschedule", "2.4.4-c", "Jan 2010", "--approved-by", LATIN), "--approved-by"),
        (("decision", LATIN), "TEXT"),
        (("decision", "Agreed", "--owner", LATIN), "--owner"),
        (("board", "add", "12 Jan 2010", "--board", LATIN), "--board"),
        (("list", "--text", LATIN), "--text"),
        (("list", "--pathway", LATIN), "--pathway"),
        (("report", "summary", "--prepared-by", LATIN), "--prepared-by"),
        (("filters", "save", "late", "overdue", LATIN), "WORDS"),
        (("--by", LATIN), "--by"),
    ],
)
def test_bytes_that_are_no_text_are_refused_and_the_argument_is_named(
    milepost: Milepost, tmp_path: Path, words: tuple[str, ...], named: str
) -> None:
    answer = milepost(*words)
    assert (answer.code, answer.out) == (2, "")
    assert f"{named} holds bytes that are not UTF-8 text {SHOWN}" in answer.err
    assert list((tmp_path / "journal").iterdir()) == []


@pytest.mark.parametrize("variable", ["BY", "AS_OF", "KNOWN_ON", "ASCII"])
def test_the_environment_is_read_in_the_same_way(milepost: Milepost, variable: str) -> None:
    answer = milepost("note", "2.4.4-c", "Said", **{variable: LATIN})
    assert answer.code == 2
    assert f"MILEPOST_{variable} holds bytes" in answer.err


def test_a_login_name_that_is_no_text_is_no_author(
    milepost: Milepost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", LATIN)
    assert milepost("note", "2.4.4-c", "Said", by="").code == 0
    (entry,) = read_folder(tmp_path / "journal").entries
    assert entry.by == f"user-{os.getuid()}"


def test_a_path_may_have_any_name(milepost: Milepost, tmp_path: Path) -> None:
    try:
        (tmp_path / LATIN).mkdir()
    except OSError:
        pytest.skip("this file system has UTF-8 names only")
    assert milepost("list", "-o", str(tmp_path / LATIN / "list.txt")).code == 0
    assert milepost("note", "2.4.4-c", "Said", journal=str(tmp_path / LATIN)).code == 0


@pytest.mark.parametrize("text", ["café", DECOMPOSED])
def test_what_is_stored_is_composed(milepost: Milepost, tmp_path: Path, text: str) -> None:
    milepost("note", "2.4.4-c", text, "--by", text, "--cause", text)
    milepost("note", "2.4.4-c", "Said", by=text)
    entries = read_folder(tmp_path / "journal").entries
    assert [entry.by for entry in entries] == ["café", "café"]
    assert (entries[0].text, entries[0].cause) == ("café", "café")
    assert len(list((tmp_path / "journal").iterdir())) == 1
