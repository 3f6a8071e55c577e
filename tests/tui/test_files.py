"""Writing files that users name: what is never replaced, and which permissions they get."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from plan_data.errors import Refused, Unusable
from tests.conftest import Milepost
from tui.files import remove_abandoned_parts, write_file
from tui.returns.file_pair import write_together

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")

# Writes a file and is killed before it has its name.
KILLED = """
import os, signal, sys
from pathlib import Path
from tui.files import write_file
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
write_file(Path(sys.argv[1]), b"half", force=False)
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".part")]


def killed_write(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("words", [("report", "exception", "-o"), ("list", "-o"), ("backup",)])
def test_a_link_that_leads_nowhere_is_refused_without_force(
    milepost: Milepost, tmp_path: Path, words: tuple[str, ...]
) -> None:
    milepost("note", "2.4.4-c", "Said")
    link = tmp_path / "out"
    link.symlink_to("nowhere")
    answer = milepost(*words, str(link))
    assert answer.code == 2
    assert "is a link to 'nowhere', and no file is there" in answer.err
    assert not (tmp_path / "nowhere").exists()

    assert milepost(*words, str(link), "--force").code == 0
    assert link.is_symlink()
    assert (tmp_path / "nowhere").stat().st_size > 0


def test_a_link_that_leads_to_itself_is_a_sentence(milepost: Milepost, tmp_path: Path) -> None:
    milepost("note", "2.4.4-c", "Said")
    (tmp_path / "loop").symlink_to("loop")
    for words in (("list", "-o"), ("backup",)):
        for force in ((), ("--force",)):
            answer = milepost(*words, str(tmp_path / "loop"), *force)
            assert (answer.code, answer.err.count("\n")) == (3, 1)


def test_a_backup_is_for_its_owner_and_a_replaced_file_keeps_its_permissions(
    milepost: Milepost, tmp_path: Path
) -> None:
    milepost("note", "2.4.4-c", "Said")
    backup, answer = tmp_path / "b.zip", tmp_path / "a.txt"
    assert milepost("backup", str(backup)).code == 0
    assert mode(backup) == 0o600
    answer.write_text("old", encoding="utf-8")
    for path, words in ((backup, ("backup",)), (answer, ("list", "-o"))):
        for permissions in (0o600, 0o640, 0o400):
            path.chmod(permissions)
            assert milepost(*words, str(path), "--force").code == 0
            assert mode(path) == permissions


def test_a_file_that_appears_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "b.zip"
    monkeypatch.setattr(os, "fsync", lambda _: path.write_bytes(b"a colleague's"))
    with pytest.raises(Refused, match="exists already"):
        write_file(path, b"mine", force=False)
    assert path.read_bytes() == b"a colleague's"
    assert parts(tmp_path) == []


def test_it_is_not_replaced_on_a_file_system_without_links_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    write_file(tmp_path / "a", b"first", force=False, private=True)
    assert ((tmp_path / "a").read_bytes(), mode(tmp_path / "a")) == (b"first", 0o600)
    path = tmp_path / "b"
    monkeypatch.setattr(os, "fsync", lambda _: path.write_bytes(b"a colleague's"))
    with pytest.raises(Refused, match="exists already"):
        write_file(path, b"mine", force=False)
    assert path.read_bytes() == b"a colleague's"


def test_of_several_backups_to_one_name_one_is_written_and_the_others_are_refused(
    milepost: Milepost, tmp_path: Path
) -> None:
    milepost("note", "2.4.4-c", "Said")
    words = [sys.executable, "-m", "tui", "backup", str(tmp_path / "b.zip")]
    environ = os.environ | {"MILEPOST_JOURNAL": str(tmp_path / "journal")}
    running = [subprocess.Popen(words, env=environ, stderr=subprocess.DEVNULL) for _ in range(6)]
    assert sorted(process.wait() for process in running) == [0, 2, 2, 2, 2, 2]
    assert milepost("restore", str(tmp_path / "b.zip")).code == 0


def test_what_a_killed_command_left_goes_with_the_next_write(
    milepost: Milepost, tmp_path: Path
) -> None:
    killed_write(tmp_path / "list.txt")
    assert len(parts(tmp_path)) == 1
    assert milepost("list", "-o", str(tmp_path / "other.txt")).code == 0
    assert parts(tmp_path) == []


def test_a_recording_command_clears_the_journal_s_own_folder(
    milepost: Milepost, tmp_path: Path
) -> None:
    milepost("note", "2.4.4-c", "Said")
    killed_write(tmp_path / "journal" / "MADE-UP.txt")
    assert milepost("note", "2.4.4-c", "Said").code == 0
    assert parts(tmp_path / "journal") == []


def test_only_own_part_files_that_nobody_writes_any_more_are_removed(tmp_path: Path) -> None:
    killed_write(tmp_path / "list.txt")
    (abandoned,) = parts(tmp_path)
    other_machine = abandoned.replace(abandoned.split("-")[1], "00000000")
    running = abandoned.replace(f"-{abandoned.split('-')[2]}-", f"-{os.getpid()}-")
    kept = {
        other_machine,
        running,
        ".list.txt.0123abcd.part",  # of an earlier version, and new
        "list.txt.0123abcd.part",
        ".list.txt.part",
        ".list.txt.0123abcd.part.txt",
        "film.part",
    }
    for name in kept:
        (tmp_path / name).write_bytes(b"")
    old = ".list.txt.0123abce.part"
    (tmp_path / old).write_bytes(b"")
    os.utime(tmp_path / old, (0, 0))
    restored = ".restore-0123456789abcdef.part"
    (tmp_path / restored).write_bytes(b"")
    os.utime(tmp_path / restored, (0, 0))
    link = ".list.txt.0123abcf.part"
    (tmp_path / link).symlink_to("film.part")
    folder = ".list.txt.0123abca.part"
    (tmp_path / folder).mkdir()
    os.utime(tmp_path / folder, (0, 0))

    remove_abandoned_parts(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {*kept, link, folder}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("list", "--plan", "loop", "-o", "list.txt"), 2),
        (("list", "--journal", "loop", "-o", "list.txt"), 3),
        (("report", "summary", "--journal", "loop", "-o", "paper.txt"), 3),
        (("backup", "kept.zip", "--journal", "loop"), 2),
        (("sync", "journal", "--journal", "loop"), 2),
        (("repair", "journal/own.json", "-o", "new.json", "--journal", "loop"), 0),
    ],
    ids=str,
)
def test_a_plan_or_a_journal_that_is_a_link_to_itself_is_one_sentence(
    milepost: Milepost,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    milepost("note", "2.4.4-c", "Said")
    (own,) = Path("journal").glob("*.json")
    own.rename("journal/own.json")
    answer = milepost(*words)
    assert answer.code == code, answer.err
    assert code == 0 or answer.err.count("\n") == 1


def test_import_writes_its_plan_though_the_plan_and_the_journal_in_use_are_such_links(
    milepost: Milepost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    Path("north-2011-12.csv").write_text("Ref,Action,By when\n1.1,Open,March 2012\n")
    words = ("import", "north-2011-12.csv", "-o")
    assert milepost(*words, "plan.yaml", plan="loop", journal="loop").code == 0
    Path("out.yaml").symlink_to("out.yaml")
    for force in ((), ("--force",)):
        answer = milepost(*words, "out.yaml", *force)
        assert (answer.code, answer.err.count("\n")) == (3, 1)
        assert "too many levels of symbolic links" in answer.err
    assert Path("out.yaml").is_symlink()


def test_of_several_files_none_is_replaced_if_one_cannot_be_written(tmp_path: Path) -> None:
    there, folder = tmp_path / "there.csv", tmp_path / "is-a-folder" / "missing.yaml"
    there.write_bytes(b"old")
    with pytest.raises(Unusable, match="missing"):
        write_together({there: b"new", folder: b"new"}, force=True)
    assert there.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["there.csv"]


def test_of_several_files_none_is_left_if_one_cannot_get_its_name(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises((Refused, Unusable), match="folder"):
        write_together({tmp_path / "a.csv": b"1", tmp_path / "folder.yaml": b"2"}, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.yaml"]
