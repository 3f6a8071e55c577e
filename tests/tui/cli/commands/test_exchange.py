"""`merge`, `sync`, `backup` and `restore`, as people on several machines use them."""

import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from tests.conftest import Answer, Milepost

ELS = {"by": "ELS lead", "now": "2009-11-30T10:00:00Z"}
ATB = {"by": "ATB lead", "now": "2009-11-29T09:00:00Z"}
Machine = Callable[..., Answer]


@pytest.fixture
def machine(
    milepost: Milepost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Machine]:
    """Return what sets a machine up: its own home and journal, and one author."""

    def set_up(name: str, **author: str) -> Machine:
        (tmp_path / name).mkdir(exist_ok=True)

        def run(*words: str) -> Answer:
            for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
                monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / name / kind.lower()))
            return milepost(*words, journal=str(tmp_path / name / "journal"), **author)

        return run

    return set_up


def own_file(tmp_path: Path, name: str) -> Path:
    (path,) = (tmp_path / name / "journal").glob("*.json")
    return path


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_merging_a_colleagues_file_says_what_is_new_from_whom_and_since_when(
    machine: Callable[..., Machine], tmp_path: Path
) -> None:
    els, atb = machine("els", **ELS), machine("atb", **ATB)
    atb("note", "2.4.4-c", "first", "--on", "2 Nov 2009")
    atb("note", "2.4.4-c", "second", "--on", "3 Nov 2009")
    stick = own_file(tmp_path, "atb")
    answer = els("merge", str(stick))
    assert answer.out == "ATB lead: 2 new entries, since 2 Nov 2009, recorded since 29 Nov 2009\n"
    assert answer.code == 0
    assert els("log").out == atb("log").out
    assert els("merge", str(stick)).out == "nothing new: every entry is in the journal already\n"


def test_a_dry_run_says_the_same_and_writes_nothing(
    machine: Callable[..., Machine], tmp_path: Path
) -> None:
    els, atb = machine("els", **ELS), machine("atb", **ATB)
    atb("tick", "2.4.4-c")
    els("tick", "2.4.2-a")
    before = snapshot(tmp_path / "els")
    dry = els("merge", "--dry-run", str(own_file(tmp_path, "atb")))
    assert snapshot(tmp_path / "els") == before
    assert "dry run" in dry.err
    assert els("merge", str(own_file(tmp_path, "atb"))).out == dry.out


def test_merge_answers_programs_in_json(machine: Callable[..., Machine], tmp_path: Path) -> None:
    els, atb = machine("els", **ELS), machine("atb", **ATB)
    atb("note", "2.4.4-c", "first", "--on", "2 Nov 2009")
    answer = els("merge", "-f", "json", "--dry-run", str(own_file(tmp_path, "atb").parent))
    assert answer.json == {
        "dry_run": True,
        "new": [
            {
                "by": "ATB lead",
                "entries": 1,
                "first_on": "2009-11-02",
                "first_at": "2009-11-29T09:00:00Z",
            }
        ],
        "problems": [],
    }


def test_a_named_file_that_is_no_journal_is_refused_and_nothing_else_is_taken_in(
    machine: Callable[..., Machine], tmp_path: Path
) -> None:
    els, atb = machine("els", **ELS), machine("atb", **ATB)
    atb("tick", "2.4.4-c")
    foreign = tmp_path / "package.json"
    foreign.write_text('{"name": "something else"}')
    answer = els("merge", str(own_file(tmp_path, "atb")), str(foreign))
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "package.json" in answer.err
    assert not (tmp_path / "els" / "journal").exists()


def test_in_a_folder_what_is_no_journal_is_stepped_round_and_named(
    machine: Callable[..., Machine], tmp_path: Path
) -> None:
    els, atb = machine("els", **ELS), machine("atb", **ATB)
    atb("tick", "2.4.4-c")
    folder = own_file(tmp_path, "atb").parent
    (folder / "package.json").write_text('{"name": "something else"}')
    answer = els("merge", str(folder))
    assert answer.code == 1
    assert "package.json" in answer.err
    assert answer.out.startswith("ATB lead: 1 new entry")


def test_a_folder_without_journal_files_is_said_to_be_one(
    milepost: Milepost, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    answer = milepost("merge", str(tmp_path / "empty"))
    assert (answer.code, answer.out) == (0, "nothing new: every entry is in the journal already\n")
    assert "no journal file was found" in answer.err


def test_an_author_whose_file_cannot_be_written_is_not_told_as_taken_in(
    machine: Callable[..., Machine], tmp_path: Path
) -> None:
    els, atb = machine("els", **ELS), machine("atb", **ATB)
    atb("tick", "2.4.4-c")
    stick = own_file(tmp_path, "atb")
    (tmp_path / "els" / "journal").mkdir(parents=True)
    (tmp_path / "els" / "journal" / stick.name).write_bytes(b"garbled\n")
    answer = els("merge", str(stick))
    assert (answer.code, answer.out) == (3, "")


@pytest.mark.parametrize("order", list(product(["els", "atb"], repeat=3)))
def test_two_machines_that_sync_in_any_order_end_with_the_same_checklist(
    machine: Callable[..., Machine], tmp_path: Path, order: tuple[str, ...]
) -> None:
    machines = {"els": machine("els", **ELS), "atb": machine("atb", **ATB)}
    shared = tmp_path / "shared"
    shared.mkdir()
    machines["els"]("tick", "2.4.2-a", "--on", "28 Aug 2009")
    machines["atb"]("note", "2.4.2-a", "handed over", "--on", "28 Aug 2009")
    machines["atb"]("undo")
    for name in order:
        assert machines[name]("sync", str(shared)).code == 0
        machines[name]("note", "2.4.4-c", f"written by {name}")
    for name in ("els", "atb", "els"):
        machines[name]("sync", str(shared))
    ends = [run("list", "-f", "json", "--as-of", "30 Nov 2009") for run in machines.values()]
    assert ends[0].out == ends[1].out
    assert ends[0].json["fingerprint"] == ends[1].json["fingerprint"]
    assert sum(len(item["notes"]) for item in ends[0].json["items"]) == 3


def test_sync_writes_only_the_own_file_and_never_rewrites_it(
    machine: Callable[..., Machine], tmp_path: Path
) -> None:
    els, atb = machine("els", **ELS), machine("atb", **ATB)
    shared = tmp_path / "shared"
    shared.mkdir()
    atb("tick", "2.4.4-c")
    atb("sync", str(shared))
    els("tick", "2.4.2-a")
    theirs = snapshot(shared)
    answer = els("sync", str(shared))
    first = snapshot(shared)
    assert theirs.items() <= first.items()
    assert set(first) - set(theirs) == {
        next(path.name for path in (tmp_path / "els/journal").glob("els-*.json"))
    }
    assert answer.out.splitlines()[0].startswith("sent: 1 entry of ELS lead, to ")
    assert answer.out.splitlines()[1].startswith("taken in: ATB lead: 1 new entry, since ")
    els("untick", "2.4.2-a")
    els("sync", str(shared))
    assert all(snapshot(shared)[name].startswith(content) for name, content in first.items())
    again = snapshot(shared)
    assert els("sync", str(shared)).out == "sent: nothing new\ntaken in: nothing new\n"
    assert snapshot(shared) == again


def test_conflict_copies_in_a_shared_folder_are_taken_in(
    machine: Callable[..., Machine], tmp_path: Path
) -> None:
    els, atb = machine("els", **ELS), machine("atb", **ATB)
    shared = tmp_path / "shared"
    shared.mkdir()
    atb("tick", "2.4.4-c")
    theirs = own_file(tmp_path, "atb")
    shutil.copy(theirs, shared / f"{theirs.stem} (1).json")
    atb("note", "2.4.4-c", "and more")
    shutil.copy(theirs, shared / f"{theirs.stem}.sync-conflict-20260101-120000-ABC.json")
    shutil.copy(theirs, shared / f"{theirs.stem} (conflicted copy).json")
    assert els("sync", str(shared)).code == 0
    assert snapshot(tmp_path / "els" / "journal") == {theirs.name: theirs.read_bytes()}
    assert len(els("log", "-f", "json").json) == 2


def test_what_a_lost_machine_had_shared_comes_back_with_a_sync(
    machine: Callable[..., Machine], tmp_path: Path
) -> None:
    els = machine("els", **ELS)
    shared = tmp_path / "shared"
    shared.mkdir()
    els("tick", "2.4.2-a")
    els("sync", str(shared))
    before = els("log").out
    own_file(tmp_path, "els").unlink()
    assert els("log").out == ""
    els("sync", str(shared))
    assert els("log").out == before


def test_sync_answers_programs_in_json(machine: Callable[..., Machine], tmp_path: Path) -> None:
    els = machine("els", **ELS)
    shared = tmp_path / "shared"
    shared.mkdir()
    els("tick", "2.4.2-a")
    answer = els("sync", "-f", "json", str(shared)).json
    sent = {"file": str(shared / own_file(tmp_path, "els").name), "by": "ELS lead", "entries": 1}
    assert answer == {"sent": sent, "new": [], "problems": []}


def test_a_shared_folder_that_is_not_there_is_refused_and_not_made(
    machine: Callable[..., Machine], tmp_path: Path
) -> None:
    els = machine("els", **ELS)
    els("tick", "2.4.2-a")
    answer = els("sync", str(tmp_path / "not connected"))
    assert answer.code == 2
    assert "not connected" in answer.err
    assert not (tmp_path / "not connected").exists()


def test_the_journals_own_folder_is_not_a_shared_one(
    machine: Callable[..., Machine], tmp_path: Path
) -> None:
    els = machine("els", **ELS)
    els("tick", "2.4.2-a")
    assert els("sync", str(tmp_path / "els" / "journal")).code == 2


def test_a_backup_restores_on_another_machine(
    machine: Callable[..., Machine], tmp_path: Path
) -> None:
    old, new = machine("old", **ELS), machine("new", **ELS)
    old("tick", "2.4.2-a", "--on", "28 Aug 2009", "--note", "signed")
    old("note", "2.4.4-c", "three bids")
    old("undo")
    backup = tmp_path / "journal.zip"
    assert old("backup", str(backup)).code == 0
    answer = new("restore", str(backup))
    name = own_file(tmp_path, "old").name
    assert (answer.code, answer.out) == (0, f"{name}: 3 entries, all of the file\n")
    for question in (["log"], ["list", "-f", "json"], ["status", "-f", "json"]):
        assert new(*question).out == old(*question).out
    new("note", "2.4.4-c", "from the new machine")
    assert (tmp_path / "new" / "journal" / name).read_bytes() == own_file(
        tmp_path, "old"
    ).read_bytes()
    assert new("restore", str(backup)).out == "nothing new: every entry is in the journal already\n"
    assert len(new("log", "-f", "json").json) == 4


def test_restore_answers_programs_in_json(machine: Callable[..., Machine], tmp_path: Path) -> None:
    old, new = machine("old", **ELS), machine("new", **ELS)
    old("tick", "2.4.2-a")
    old("backup", str(tmp_path / "journal.zip"))
    answer = new("restore", "-f", "json", str(tmp_path / "journal.zip")).json
    name = own_file(tmp_path, "old").name
    assert answer == {"files": [{"name": name, "is_new": True, "entries": 1}], "problems": []}


def test_a_backup_replaces_nothing_unless_it_is_told_to(
    machine: Callable[..., Machine], tmp_path: Path
) -> None:
    els = machine("els", **ELS)
    els("tick", "2.4.2-a")
    backup = tmp_path / "journal.zip"
    backup.write_bytes(b"precious")
    assert els("backup", str(backup)).code == 2
    assert backup.read_bytes() == b"precious"
    assert els("backup", str(backup), "--force").code == 0
    assert backup.read_bytes() != b"precious"


def test_a_backup_never_goes_over_a_file_of_the_journal(
    machine: Callable[..., Machine], tmp_path: Path
) -> None:
    els = machine("els", **ELS)
    els("tick", "2.4.2-a")
    own = own_file(tmp_path, "els")
    before = own.read_bytes()
    assert els("backup", str(own), "--force").code == 2
    assert own.read_bytes() == before


def test_a_backup_of_a_damaged_journal_keeps_it_all_and_says_so(
    machine: Callable[..., Machine], tmp_path: Path
) -> None:
    els, other = machine("els", **ELS), machine("other", **ELS)
    els("tick", "2.4.2-a")
    (tmp_path / "els" / "journal" / "damaged.json").write_bytes(b"garbled")
    answer = els("backup", str(tmp_path / "journal.zip"))
    assert answer.code == 1
    assert "damaged.json" in answer.err
    other("restore", str(tmp_path / "journal.zip"))
    assert snapshot(tmp_path / "other" / "journal") == snapshot(tmp_path / "els" / "journal")


@pytest.mark.parametrize(
    "words",
    [
        ["restore", "nowhere.zip"],
        ["restore", "."],
        ["restore", "x" * 300],
        ["merge"],
        ["merge", "nowhere.json"],
        ["merge", "~nobody-has-this-name/notes.json"],
        ["sync", "x" * 300],
    ],
)
def test_what_is_not_there_is_refused_with_a_sentence(milepost: Milepost, words: list[str]) -> None:
    answer = milepost(*words)
    assert answer.code == 2
    assert answer.err.count("\n") == 1
