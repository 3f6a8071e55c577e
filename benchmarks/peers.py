"""The programs that people would use instead, each with the same work, in the run's folder."""

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from benchmarks.timing import Command, NotMeasured
from benchmarks.workbench import TEXTUAL, Workbench

_LATE = 4  # one in so many is late, as in the made-up plans
_TITLE = "Training for offender managers in place, part"


def nothing(bench: Workbench) -> Command:
    """Python itself, doing nothing."""
    bench.milepost()
    return Command([str(bench.bin("milepost") / "python"), "-c", "pass"], bench.environ())


def bare_list(bench: Workbench, count: int) -> Command:
    """Return a list on Textual's Line API, and nothing else."""
    script = Path(__file__).with_name("bare_list.py")
    return Command(
        [str(bench.bin("textual", TEXTUAL) / "python"), str(script), str(count)], bench.environ()
    )


def taskwarrior(bench: Workbench, count: int) -> Command:
    """Return `task overdue` on so many tasks."""
    task = _installed("task", "taskwarrior")
    folder = bench.folder / "peers" / f"taskwarrior-{count}"
    environ = bench.environ(TASKRC=str(folder / "taskrc"), TASKDATA=str(folder / "data"))
    if not folder.exists():
        bench.show_progress(f"  importing {count:,} tasks into Taskwarrior")
        (folder / "data").mkdir(parents=True)
        settings = ("confirmation=off", "hooks=off", "recurrence=off", "news.version=9.9.9")
        (folder / "taskrc").write_text(
            "\n".join((f"data.location={folder / 'data'}", *settings)) + "\n"
        )
        (folder / "tasks.json").write_text(json.dumps([_task(number) for number in range(count)]))
        words = [task, "rc.verbose=nothing", "import", str(folder / "tasks.json")]
        subprocess.run(words, env=environ, capture_output=True, check=True)  # noqa: S603
    return Command([task, "overdue"], environ)


def todoman(bench: Workbench, count: int) -> Command:
    """Return `todo list` on so many."""
    todo = bench.bin("todoman") / "todo"
    folder = bench.folder / "peers" / f"todoman-{count}"
    if not folder.exists():
        (folder / "lists" / "plan").mkdir(parents=True)
        for number in range(count):
            (folder / "lists" / "plan" / f"{number}.ics").write_text(_calendar(number), newline="")
        options = {
            "path": f"{folder}/lists/*",
            "cache_path": f"{folder}/cache.sqlite3",
            "date_format": "%Y-%m-%d",
        }
        (folder / "config.py").write_text(
            "\n".join(f"{name} = {value!r}" for name, value in options.items()) + "\n"
        )
    return Command([str(todo), "--config", str(folder / "config.py"), "list"], bench.environ())


def todotxt(bench: Workbench, count: int) -> Command:
    """Return `todo.txt ls` on so many lines."""
    command = _installed("todo-txt", "todotxt-cli")
    folder = bench.folder / "peers" / f"todotxt-{count}"
    if not folder.exists():
        folder.mkdir(parents=True)
        lines = [
            f"{_TITLE} {number} +1.1 @ELS due:{_due(number):%Y-%m-%d}" for number in range(count)
        ]
        (folder / "todo.txt").write_text("\n".join(lines) + "\n")
        (folder / "config").write_text(
            f'export TODO_DIR="{folder}"\nexport TODO_FILE="$TODO_DIR/todo.txt"\n'
            'export DONE_FILE="$TODO_DIR/done.txt"\nexport REPORT_FILE="$TODO_DIR/report.txt"\n'
        )
    return Command([command, "-p", "-d", str(folder / "config"), "ls"], bench.environ())


def dooit(bench: Workbench) -> Command:
    """Return dooit without any work in it."""
    return Command([str(bench.bin("dooit") / "dooit")], bench.environ())


def kanban(bench: Workbench) -> Command:
    """Return kanban-tui without any work in it."""
    return Command([str(bench.bin("kanban-tui") / "ktui")], bench.environ())


def _installed(command: str, package: str) -> str:
    found = shutil.which(command)
    if not found:
        raise NotMeasured(f"peer not installed: apt-get install {package}")
    return found


def _due(number: int) -> datetime:
    today = datetime.now(UTC)
    return (
        today - timedelta(days=61)
        if number % _LATE == 0
        else today + timedelta(days=30 + number % 90)
    )


def _task(number: int) -> dict[str, object]:
    return {
        "uuid": str(UUID(int=number + 1)),
        "description": f"{_TITLE} {number}",
        "status": "pending",
        "entry": f"{datetime.now(UTC) - timedelta(days=200):%Y%m%dT%H%M%SZ}",
        "due": f"{_due(number):%Y%m%dT%H%M%SZ}",
        "project": f"1.{number // 50 + 1}",
        "tags": ["ELS"],
    }


def _calendar(number: int) -> str:
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//made up//EN",
        "BEGIN:VTODO",
        f"UID:{UUID(int=number + 1)}",
        "DTSTAMP:20260101T090000Z",
        f"SUMMARY:{_TITLE} {number}",
        f"DUE;VALUE=DATE:{_due(number):%Y%m%d}",
        "END:VTODO",
        "END:VCALENDAR",
    )
    return "\r\n".join((*lines, ""))
