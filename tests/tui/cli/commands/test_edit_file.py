"""`milepost edit`: a plan file in an editor, checked on the way back; nothing typed is ever lost."""

import errno
import os
import re
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import LONDON, Answer, Milepost
from tests.tools.terminal import MILEPOST
from tests.tui.cli.commands.conftest import SetEditor, kept_file

WritePlan = Callable[..., Path]

MILESTONES = """
- {id: 1.1.1-a, title: Contracts in place, when: Sep 2009}
- {id: 1.1.1-b, title: Starts, when: "Dec 2009?", reading: Our guess}
- {id: 1.1.1-c, title: Meeting, when: every quarter}
"""


@pytest.fixture
def plan(small_plan: WritePlan) -> Path:
    return small_plan(MILESTONES)


def edits(folder: Path) -> list[Path]:
    return sorted((folder / "state").rglob("*.yaml"))


def test_a_change_is_saved_and_checked(
    milepost: Milepost, plan: Path, set_editor: SetEditor, tmp_path: Path
) -> None:
    set_editor('sed -i "s/Contracts in place/Contracts signed/" "$1"')
    answer = milepost("edit", str(plan))
    assert answer.code == 0
    assert answer.out == "no entry lost its item, and nothing became late or ceased to be\n"
    assert answer.err == f"milepost: {plan}: no problems\nmilepost: saved to {plan}\n"
    assert "Contracts signed" in plan.read_text()
    assert edits(tmp_path) == []


def test_without_a_name_it_is_the_plan_in_use(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    set_editor('sed -i "s/Contracts/Papers/" "$1"')
    assert milepost("edit", plan=str(plan)).code == 0
    assert "Papers in place" in plan.read_text()


def test_it_says_what_the_change_does_to_entries_readings_and_lateness(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    for words in (
        ("note", "1.1.1-a", "Signed"),
        ("confirm", "1.1.1-b"),
        ("tick", "1.1.1-c@Q1-2009/10"),
        ("tick", "1.1.1-c@Q2-2009/10"),
    ):
        assert milepost(*words, plan=str(plan)).code == 0
    set_editor(
        'sed -i -e "s/Sep 2009/Jan 2010/" -e "s/Dec 2009/Oct 2009/" -e "/1.1.1-c/d" "$1"\n'
        'sed -i "s/leads: .JCP.$/leads: []/" "$1"'
    )
    out = milepost("edit", str(plan)).out
    lines = [line for line in out.splitlines() if ": warning: " not in line]
    assert (
        "\n".join(lines)
        == """\
1 entry of 1.1.1-c@Q1-2009/10 has no item now: `milepost move 1.1.1-c@Q1-2009/10 REF`
1 entry of 1.1.1-c@Q2-2009/10 has no item now: `milepost move 1.1.1-c@Q2-2009/10 REF`
1.1.1-a has 1 entry: its timescale was Sep 2009 (2009-09-30), is now Jan 2010 (2010-01-31)
1.1.1-b has 1 entry: its timescale was Dec 2009? (2009-12-31), is now Oct 2009? (2009-10-31)
1.1.1-a has 1 entry: its lead was JCP, is now not stated
1.1.1-b has 1 entry: its lead was JCP, is now not stated
1.1.1-b: the reading 'Dec 2009' was confirmed by ELS lead on 30 Nov 2009, and is 'Oct 2009' now: `milepost confirm 1.1.1-b` if a lead agrees
late now: 1.1.1-b (overdue)
no longer late: 1.1.1-a (overdue)"""
    )


def test_a_confirmed_reading_that_loses_its_query_still_holds(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    milepost("confirm", "1.1.1-b", plan=str(plan))
    set_editor("""sed -i 's/"Dec 2009?", reading: Our guess/Dec 2009/' "$1\"""")
    answer = milepost("edit", str(plan))
    assert "Dec 2009}" in plan.read_text()
    assert "confirmed" not in answer.out


def test_a_renumbered_milestone_is_not_late_twice(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    milepost("note", "1.1.1-a", "Signed", plan=str(plan))
    set_editor('sed -i "s/1.1.1-a/1.1.1-z/" "$1"')
    answer = milepost("edit", str(plan))
    assert answer.out == (
        "1 entry of 1.1.1-a, which is 1.1.1-z now: `milepost move 1.1.1-a 1.1.1-z`\n"
    )


def test_another_id_of_the_plan_leaves_its_entries_behind(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    milepost("note", "1.1.1-a", "Signed", plan=str(plan))
    set_editor('sed -i "s/^plan: .*/plan: other/" "$1"')
    answer = milepost("edit", str(plan))
    assert answer.out == (
        "the plan's id was 'small' and is 'other': 1 entry of 'small' no longer counts for this"
        " file\n"
    )


def test_a_text_with_mistakes_is_not_saved_but_kept(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    before = plan.read_bytes()
    set_editor('sed -i "s/Sep 2009/soonish/" "$1"')
    answer = milepost("edit", str(plan))
    assert answer.code == 1
    assert answer.out.startswith(f"{plan}:")
    assert "'soonish' is not a time that can be read" in answer.out
    assert plan.read_bytes() == before
    kept = kept_file(answer)
    assert "soonish" in kept.read_text()
    assert kept.parent.stat().st_mode & 0o077 == 0


def test_a_kept_text_is_named_and_can_be_gone_on_with(
    milepost: Milepost, plan: Path, set_editor: SetEditor, tmp_path: Path
) -> None:
    set_editor('sed -i "s/Sep 2009/soonish/" "$1"')
    kept = kept_file(milepost("edit", str(plan)))
    set_editor('sed -i "s/soonish/Oct 2009/" "$1"')
    answer = milepost("edit", str(plan), "--from", str(kept))
    assert f"an earlier edit of '{plan}' left {kept}, or is still open" in answer.err
    assert answer.code == 0
    assert "Oct 2009" in plan.read_text()
    assert edits(tmp_path) == []


def test_a_text_from_elsewhere_stays_where_it_is(
    milepost: Milepost, plan: Path, set_editor: SetEditor, tmp_path: Path
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(plan.read_text().replace("Meeting", "Meetings"))
    set_editor("true")
    assert milepost("edit", str(plan), "--from", str(other)).code == 0
    assert plan.read_bytes() == other.read_bytes()


def test_with_mistakes_saves_all_the_same(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    set_editor('sed -i "s/Sep 2009/soonish/" "$1"')
    answer = milepost("edit", str(plan), "--with-mistakes")
    assert (answer.code, "soonish" in plan.read_text()) == (1, True)


def test_a_plan_that_could_not_be_used_is_mended(
    milepost: Milepost, tmp_path: Path, set_editor: SetEditor, small_plan: WritePlan
) -> None:
    whole = small_plan(MILESTONES).read_text()
    broken = tmp_path / "broken.yaml"
    broken.write_text(whole.replace("year: 2009/10", "yeer: [2009/10"))
    set_editor('sed -i "s|yeer: .*|year: 2009/10|" "$1"')
    answer = milepost("edit", str(broken))
    assert (answer.code, answer.out) == (0, "")
    assert broken.read_text() == whole


def test_an_unchanged_text_writes_nothing(
    milepost: Milepost,
    plan: Path,
    set_editor: SetEditor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stamp = plan.stat().st_mtime_ns
    set_editor('touch "$1"')
    (tmp_path / "my editor").rename(tmp_path / "code")  # which is asked to wait
    monkeypatch.setenv("VISUAL", str(tmp_path / "code"))
    (tmp_path / "code").write_text('#!/bin/sh\ntest "$1" = --wait\n')
    answer = milepost("edit", str(plan))
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == f"milepost: nothing was changed: '{plan}' is as it was\n"
    assert plan.stat().st_mtime_ns == stamp
    assert edits(tmp_path) == []


def test_what_an_editor_that_did_not_wait_saves_later_is_not_lost(
    milepost: Milepost, plan: Path, set_editor: SetEditor, tmp_path: Path
) -> None:
    set_editor("true")
    answer = milepost("edit", str(plan))
    assert answer.code == 0
    (copy,) = edits(tmp_path)
    assert f"is only in {copy}" in answer.err
    assert "earlier edit" not in milepost("edit", str(plan)).err
    copy.write_text("typed in a window of its own")
    answer = milepost("edit", str(plan))
    assert f"left {copy}, or is still open" in answer.err
    for path in edits(tmp_path):
        os.utime(path.parent, (0, 0))
    milepost("edit", str(plan))
    assert copy in edits(tmp_path)
    assert len(edits(tmp_path)) == 2  # that, and the one of the last edit


@pytest.mark.parametrize(
    ("ending", "sentence"),
    [("exit 4", "ended with exit code 4"), ("kill -9 $$", "was ended by a signal")],
)
def test_what_was_typed_in_an_editor_that_fails_is_kept(
    ending: str, sentence: str, milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    before = plan.read_bytes()
    set_editor(f'sed -i "s/Contracts/Papers/" "$1"; {ending}')
    answer = milepost("edit", str(plan))
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err
    assert answer.err.count("\n") == 1
    assert plan.read_bytes() == before
    assert "Papers" in kept_file(answer).read_text()


def test_an_editor_that_fails_without_a_change_leaves_nothing(
    milepost: Milepost, plan: Path, set_editor: SetEditor, tmp_path: Path
) -> None:
    set_editor("exit 1")
    answer = milepost("edit", str(plan))
    assert answer.code == 2
    assert answer.err.endswith(f"ended with exit code 1: '{plan}' was not changed.\n")
    assert edits(tmp_path) == []


def test_what_an_editor_saved_beside_the_file_is_kept_if_it_fails(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    set_editor('echo typed > "$(dirname "$1")/.small.yaml.swp"; kill -9 $$')
    answer = milepost("edit", str(plan))
    assert answer.code == 2
    match = re.search(r"and the editor left (.*)$", answer.err, re.MULTILINE)
    assert match
    assert Path(match[1]).read_text() == "typed\n"
    set_editor("exit 1")
    again = milepost("edit", str(plan))
    assert f"left {match[1]}, or is still open" in again.err


def test_an_editor_that_removes_the_file_changes_nothing(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    before = plan.read_bytes()
    set_editor('rm "$1"')
    answer = milepost("edit", str(plan))
    assert answer.code == 3
    assert "was not changed, and the editor left no file of your text" in answer.err
    assert plan.read_bytes() == before


def test_a_pipe_in_place_of_the_file_is_not_waited_for(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    before = plan.read_bytes()
    set_editor('rm "$1"; mkfifo "$1"')
    for _ in range(2):  # the second edit finds the pipe of the first
        answer = milepost("edit", str(plan))
        assert answer.code == 3
        assert "it is no plain file" in answer.err
    assert plan.read_bytes() == before


@pytest.mark.parametrize("text", [b"", b"\xff\xfe\x00", b"- a list", b"plan: small"])
def test_what_is_no_plan_is_not_saved(
    text: bytes, milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    before = plan.read_bytes()
    (plan.parent / "text").write_bytes(text)
    set_editor(f'cp "{plan.parent}/text" "$1"')
    answer = milepost("edit", str(plan))
    assert answer.code == 1
    assert plan.read_bytes() == before
    assert kept_file(answer).read_bytes() == text


def test_several_kept_edits_are_one_message(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    set_editor('sed -i "s/Sep 2009/soonish/" "$1"')
    for _ in range(3):
        milepost("edit", str(plan))
    set_editor("exit 1")
    answer = milepost("edit", str(plan))
    assert answer.err.count("an earlier edit") == 1
    assert "2 more are in" in answer.err


def test_a_plan_that_another_program_changed_meanwhile_is_not_overwritten(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    set_editor(f'sed -i "s/Contracts/Papers/" "$1"; echo "# theirs" >> "{plan}"')
    answer = milepost("edit", str(plan))
    assert answer.code == 2
    assert f"'{plan}' was changed by another program meanwhile" in answer.err
    assert plan.read_text().endswith("# theirs\n")
    assert "Papers" in kept_file(answer).read_text()


def test_a_plan_that_another_program_removed_meanwhile_is_not_written_again(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    set_editor(f'sed -i "s/Contracts/Papers/" "$1"; rm "{plan}"')
    answer = milepost("edit", str(plan))
    assert (answer.code, plan.exists()) == (2, False)
    assert "Papers" in kept_file(answer).read_text()


def test_on_a_full_disk_the_plan_and_the_text_are_kept(
    milepost: Milepost, plan: Path, set_editor: SetEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plan.read_bytes()
    set_editor('sed -i "s/Contracts/Papers/" "$1"')
    sync = os.fsync
    written: list[int] = []

    def full_after_the_copy(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) > 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", full_after_the_copy)
    answer = milepost("edit", str(plan))
    assert answer.code == 3
    assert "no space left on device" in answer.err
    assert plan.read_bytes() == before
    assert "Papers" in kept_file(answer).read_text()
    assert [path.name for path in plan.parent.glob(".*.part")] == []


def test_on_a_disk_that_is_full_before_no_editor_is_opened(
    milepost: Milepost, plan: Path, set_editor: SetEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_editor(f'echo opened > "{plan.parent}/opened"')

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert milepost("edit", str(plan)).code == 3
    assert not (plan.parent / "opened").exists()
    assert edits(plan.parent) == []


def test_a_journal_that_cannot_be_read_does_not_undo_what_was_saved(
    milepost: Milepost, plan: Path, set_editor: SetEditor, tmp_path: Path
) -> None:
    (tmp_path / "no-folder").write_text("a file")
    set_editor('sed -i "s/Contracts/Papers/" "$1"')
    answer = milepost("edit", str(plan), journal=str(tmp_path / "no-folder"))
    assert "Papers" in plan.read_text()
    assert answer.code == 3
    assert "the plan is saved, but" in answer.err
    assert edits(tmp_path) == []


def test_permissions_stay_and_a_link_stays_a_link(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    plan.chmod(0o640)
    link = plan.with_name("link.yaml")
    link.symlink_to(plan.name)
    set_editor('sed -i "s/Contracts/Papers/" "$1"')
    assert milepost("edit", str(link)).code == 0
    assert link.is_symlink()
    assert "Papers" in plan.read_text()
    assert plan.stat().st_mode & 0o777 == 0o640


def test_a_file_or_folder_that_cannot_be_written_is_refused_before_anything_is_typed(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    set_editor(f'echo opened > "{plan.parent}/opened"')
    plan.chmod(0o444)
    answer = milepost("edit", str(plan))
    assert answer.code == 2
    assert f"'{plan}' is read-only" in answer.err
    folder = plan.parent / "closed"
    folder.mkdir()
    plan.rename(folder / "small.yaml").chmod(0o644)
    folder.chmod(0o555)
    answer = milepost("edit", str(folder / "small.yaml"))
    folder.chmod(0o755)
    assert answer.code == 2
    assert "in a folder that cannot be written" in answer.err
    assert not (plan.parent / "opened").exists()


def test_a_folder_or_a_pipe_is_no_plan_file(
    milepost: Milepost, tmp_path: Path, set_editor: SetEditor
) -> None:
    set_editor("true")
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (tmp_path, tmp_path / "pipe.yaml"):
        answer = milepost("edit", str(path))
        assert answer.code == 2
        assert "is not an ordinary file" in answer.err


def test_line_ends_and_other_bytes_are_saved_as_the_editor_wrote_them(
    milepost: Milepost, plan: Path, set_editor: SetEditor
) -> None:
    plan.write_bytes(plan.read_bytes().replace(b"\n", b"\r\n"))
    set_editor('sed -i "s/Contracts/Papers/" "$1"')
    assert milepost("edit", str(plan)).code == 0
    assert plan.read_bytes().count(b"\r\n") == plan.read_bytes().count(b"\n")


# Plans that come with Milepost


def test_the_copy_goes_where_it_is_asked_to(
    milepost: Milepost, tmp_path: Path, set_editor: SetEditor, plan: Path
) -> None:
    set_editor('sed -i "s/^title: .*/title: Ours/" "$1"')
    copy = tmp_path / "ours.yaml"
    assert milepost("edit", LONDON, "--copy-to", str(copy)).code == 0
    assert "title: Ours" in copy.read_text()
    for target in (str(copy), str(tmp_path), str(tmp_path / "journal" / "x.yaml")):
        assert milepost("edit", LONDON, "--copy-to", target).code == 2
    answer = milepost("edit", str(plan), "--copy-to", str(tmp_path / "x.yaml"))
    assert answer.code == 2
    assert "leave it out" in answer.err


def test_a_signal_that_ends_the_command_keeps_the_text_and_ends_the_editor(
    plan: Path, tmp_path: Path
) -> None:
    ready, editor = tmp_path / "ready", tmp_path / "editor"
    os.mkfifo(ready)
    editor.write_text(
        f"#!/bin/sh\nsed -i s/Contracts/Papers/ \"$1\"\necho > '{ready}'\nexec sleep 100\n"
    )
    editor.chmod(0o755)
    environ = {**os.environ, "VISUAL": str(editor), "MILEPOST_JOURNAL": str(tmp_path / "journal")}
    command = subprocess.Popen(
        [MILEPOST, "edit", str(plan)], env=environ, stderr=subprocess.PIPE, text=True
    )
    ready.read_text()
    command.send_signal(signal.SIGINT)  # it is for the editor, and ends nothing here
    command.send_signal(signal.SIGTERM)
    _, err = command.communicate()  # until the editor has ended too, which has this stderr
    assert command.returncode == 143
    kept = kept_file(Answer(0, "", err.strip()))
    assert "Papers" in kept.read_text()
    assert "Papers" not in plan.read_text()


def test_what_it_says_has_the_plans_own_words(
    milepost: Milepost, small_plan: WritePlan, set_editor: SetEditor
) -> None:
    plan = small_plan(MILESTONES, head="vocabulary: {lead: owner}")
    milepost("note", "1.1.1-a", "Signed", plan=str(plan))
    set_editor('sed -i "s/leads: .JCP.$/leads: []/" "$1"')
    assert (
        "1.1.1-a has 1 entry: its owner was JCP, is now not stated\n"
        in milepost("edit", str(plan)).out
    )
