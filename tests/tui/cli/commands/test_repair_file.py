"""`milepost repair`: every whole entry of a damaged file in a new one, and what was lost."""

import stat
from pathlib import Path

import pytest

from tests.conftest import Milepost

REF = "2.4.4-c"


@pytest.fixture
def own(milepost: Milepost, tmp_path: Path) -> Path:
    for text in ("first", "second", "third"):
        assert milepost("note", REF, text).code == 0
    (path,) = (tmp_path / "journal").iterdir()
    return path


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def test_a_damaged_file_is_recovered_beside_it_and_stays_as_it_is(
    milepost: Milepost, own: Path
) -> None:
    header, first, second, third = lines(own)
    own.write_bytes(
        b"\n".join([header, first, second[:40], b"\xe9 no UTF-8", third, b'{"id":"torn'])
    )
    before = own.read_bytes()
    answer = milepost("repair", str(own))
    assert answer.code == 1
    found = answer.out.splitlines()
    assert found[0] == "ELS lead: 2 entries recovered"
    assert found[1].startswith("line 3 could not be recovered: it is no entry: ")
    assert found[2] == "line 4 could not be recovered: the byte 0xE9 at column 1 is no UTF-8"
    assert found[3].startswith("line 6 could not be recovered: it is no entry: ")
    new = own.with_name(f"{own.stem} (repaired).json")
    assert lines(new) == [header, first, third]
    assert own.read_bytes() == before
    assert f"written to {new}" in answer.err
    assert "moved it out of the journal's folder" in answer.err
    own.rename(own.parent.parent / "aside.json")
    log = milepost("log")
    assert (log.code, log.err, log.out.count("\n")) == (0, "", 2)


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbf%b", b"\n\n%b\n", b"%b", b"<<<<<<< a\n%b=======\n>>>>>>> b\n"]
)
def test_a_file_of_which_all_lines_were_read_is_no_loss(
    milepost: Milepost, own: Path, tmp_path: Path, content: bytes
) -> None:
    whole = own.read_bytes()
    own.write_bytes(content.replace(b"%b", whole))
    answer = milepost("repair", str(own), "-o", str(tmp_path / "new.json"))
    assert (answer.code, answer.out) == (0, "ELS lead: 3 entries recovered\nnothing was lost\n")
    assert (tmp_path / "new.json").read_bytes() == whole


def test_a_damaged_header_is_written_again(milepost: Milepost, own: Path, tmp_path: Path) -> None:
    whole = own.read_bytes()
    own.write_bytes(whole.replace(b"milepost", b"mile\0ost", 1))
    answer = milepost("repair", str(own), "-o", str(tmp_path / "new.json"))
    assert answer.code == 1
    assert "line 1 could not be recovered: NUL bytes in it" in answer.out
    assert (tmp_path / "new.json").read_bytes() == whole


def test_two_contents_of_one_id_are_both_kept_and_one_content_once(
    milepost: Milepost, own: Path, tmp_path: Path
) -> None:
    header, first, second, third = lines(own)
    other = first.replace(b"first", b"another")
    spaced = second.replace(b'","', b'", "')
    own.write_bytes(b"\n".join([header, first, other, second, spaced, third, first, b""]))
    assert milepost("repair", str(own), "-o", str(tmp_path / "new.json")).code == 0
    assert lines(tmp_path / "new.json") == [header, first, other, second, third]


def test_fields_and_kinds_of_a_later_version_survive(
    milepost: Milepost, own: Path, tmp_path: Path
) -> None:
    header, first, *_ = lines(own)
    later = first.replace(b'"note"', b'"applauded"')[:-1] + b',"mood":{"of the day":[1,1e400]}}'
    own.write_bytes(b"\n".join([b"damage", header, later, b""]))
    assert milepost("repair", str(own), "-o", str(tmp_path / "new.json")).code == 1
    assert lines(tmp_path / "new.json") == [header, later]


def test_json_says_the_same(milepost: Milepost, own: Path, tmp_path: Path) -> None:
    own.write_bytes(own.read_bytes() + b"bad\n" * 200)
    answer = milepost("repair", str(own), "-o", str(tmp_path / "new.json"), "-f", "json")
    assert answer.code == 1
    assert answer.json["entries"] == 3
    assert answer.json["by"] == "ELS lead"
    assert answer.json["lines_lost"] == 200
    assert [lost["line"] for lost in answer.json["lost"]] == list(range(5, 105))
    text = milepost("repair", str(own), "-o", str(tmp_path / "other.json")).out
    assert text.endswith("and 100 more lines\n")


def test_nothing_that_exists_is_replaced(milepost: Milepost, own: Path, tmp_path: Path) -> None:
    (tmp_path / "new.json").write_text("mine")
    answer = milepost("repair", str(own), "-o", str(tmp_path / "new.json"))
    assert (answer.code, answer.out) == (2, "")
    assert milepost("repair", str(own), "-o", str(own)).code == 2
    assert (tmp_path / "new.json").read_text() == "mine"
    for _ in range(3):
        assert milepost("repair", str(own)).code == 0
    assert len(list(own.parent.glob("* (repaired*).json"))) == 3


def test_the_new_file_is_as_private_as_the_old_one(milepost: Milepost, own: Path) -> None:
    own.chmod(0o660)
    assert milepost("repair", str(own)).code == 0
    new = own.with_name(f"{own.stem} (repaired).json")
    assert stat.S_IMODE(new.stat().st_mode) == 0o660


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"somebody's notes\n", "this file has no entry that can be read"),
        (b"", "this file has no entry that can be read"),
        (b'{"milepost":"journal","format":99,"author":"x"}\n', "update Milepost"),
        (None, "there is no file"),
    ],
)
def test_what_cannot_be_repaired_is_refused(
    milepost: Milepost, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / "file.json"
    if content is not None:
        path.write_bytes(content)
    answer = milepost("repair", str(path))
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert sentence in answer.err


def test_a_folder_is_refused(milepost: Milepost, tmp_path: Path) -> None:
    assert milepost("repair", str(tmp_path)).code == 2


def test_the_refusal_to_merge_a_damaged_file_of_another_name_names_the_command(
    milepost: Milepost, own: Path, tmp_path: Path
) -> None:
    renamed = tmp_path / "notes.json"
    renamed.write_bytes(own.read_bytes().replace(b"milepost", b"mile\xffost", 1))
    own.unlink()
    answer = milepost("merge", str(renamed))
    assert answer.code == 2
    assert "`milepost repair FILE -o NEW`" in answer.err
    milepost("repair", str(renamed), "-o", str(tmp_path / "whole.json"))
    assert milepost("merge", str(tmp_path / "whole.json")).code == 0
    assert milepost("log").out.count("\n") == 3
