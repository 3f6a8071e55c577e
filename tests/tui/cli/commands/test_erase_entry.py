"""`milepost journal erase`: what people see of an entry whose texts had to go."""

from pathlib import Path

import pytest

from tests.conftest import Milepost

REF = "2.4.4-c"
WHY = ("--why", "asked for on 12 Nov 2009")


@pytest.fixture
def entry_id(milepost: Milepost) -> str:
    """Return the id of a tick whose note names a person."""
    answer = milepost(
        "tick",
        REF,
        "--note",
        "J. Bloggs has signed",
        "--on",
        "2 Nov 2009",
        "-f",
        "json",
        by="J. Bloggs",
    )
    return str(answer.json["id"])


def holds_name(tmp_path: Path) -> bool:
    return any(b"signed" in path.read_bytes() for path in (tmp_path / "journal").iterdir())


def test_the_texts_go_and_the_item_stays_done(
    milepost: Milepost, tmp_path: Path, entry_id: str
) -> None:
    before = milepost("list", "-f", "json").json["items"]
    answer = milepost("journal", "erase", entry_id, *WHY)
    assert answer.code == 0
    assert answer.out.startswith(
        f"{REF} erased: 2 Nov 2009  done  by erased"
        "  (its texts were erased by ELS lead, 30 Nov 2009: asked for on 12 Nov 2009)\n"
    )
    assert answer.out.splitlines()[1].startswith("rewritten: j-bloggs-")
    assert not holds_name(tmp_path)
    after = milepost("list", "-f", "json").json["items"]
    for item in before:
        item["notes"] = [note for note in item["notes"] if note["id"] != entry_id]
    assert after == before
    for words in (
        ("status",),
        ("show", REF),
        ("log",),
        ("report", "checklist"),
        ("list", "-f", "csv"),
    ):
        shown = milepost(*words)
        assert (shown.code, shown.err) == (0, "")
        assert "Bloggs has" not in shown.out
    assert "its texts were erased by ELS lead" in milepost("log").out


def test_json_has_the_entry_and_the_files(milepost: Milepost, entry_id: str) -> None:
    answer = milepost("journal", "erase", entry_id[-6:], *WHY, "-f", "json")
    assert answer.json["entry"]["erased"] == {
        "by": "ELS lead",
        "at": "2009-11-30T10:00:00Z",
        "why": "asked for on 12 Nov 2009",
    }
    assert answer.json["entry"]["by"] == "erased"
    assert "text" not in answer.json["entry"]
    assert len(answer.json["files"]) == 1
    assert milepost("log", "-f", "json").json[0]["erased"]["why"] == "asked for on 12 Nov 2009"


def test_it_can_still_be_taken_back_and_recorded_after(milepost: Milepost, entry_id: str) -> None:
    milepost("journal", "erase", entry_id, *WHY)
    assert milepost("undo", entry_id).code == 0
    assert milepost("tick", REF, "--on", "3 Nov 2009", by="J. Bloggs").code == 0


def test_erasing_twice_says_so(milepost: Milepost, entry_id: str) -> None:
    milepost("journal", "erase", entry_id, *WHY)
    again = milepost("journal", "erase", entry_id, "--why", "again")
    assert again.code == 0
    assert again.out.startswith(f"{REF} was erased already: ")


def test_a_file_that_still_has_it_is_named(
    milepost: Milepost, tmp_path: Path, entry_id: str
) -> None:
    (own,) = (tmp_path / "journal").iterdir()
    own.with_name(f"{own.name}~").write_bytes(own.read_bytes())
    answer = milepost("journal", "erase", entry_id, *WHY)
    assert answer.code == 1
    assert f"{own}~: this file still has the entry's id" in answer.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("journal", "erase", "01NOSUCH", *WHY), "no entry of"),
        (("journal", "erase", "ID"), "--why"),
        (("journal", "erase", "ID", "--why", " "), "say why it has to go"),
        (("journal", "forget", "ID", *WHY), "erase"),
        (("journal",), "`milepost journal --help`"),
    ],
)
def test_what_cannot_be_erased_is_refused(
    milepost: Milepost, tmp_path: Path, entry_id: str, words: tuple[str, ...], sentence: str
) -> None:
    typed = [entry_id if word == "ID" else word for word in words]
    answer = milepost(*typed)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert sentence in answer.err
    assert holds_name(tmp_path)
