"""Where a run's data and environments are, each made when it is first asked for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.made_up import MadePlan, things_of, write_journal, write_plan
from benchmarks.timing import Command, NotMeasured, run
from benchmarks.window import Window
from plan_data.load import find_plan, load_plan

SOURCE = Path(__file__).parent.parent
EAST_MIDLANDS = "east-midlands-2009-10"
NOW = "2009-11-30T10:00:00Z"
AUTHOR = "ELS lead"
ENTRIES = {EAST_MIDLANDS: 3_000}
A_MILESTONE = 3  # entries, if ENTRIES has no count
TEXTUAL = "textual>=8.2,<9"


class Workbench:
    """One run's folder. It writes nothing outside of it, and reads none of the user's settings."""

    def __init__(self, folder: Path, *, short: bool) -> None:
        self.folder = folder.resolve()
        self.short = short
        self._plans: dict[str, MadePlan] = {}
        self._bins: dict[str, Path] = {}
        self._warm: set[tuple[str, str]] = set()
        for name in ("home", "plans", "journals", "venvs", "peers", "out"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def show_progress(self, words: str) -> None:
        """Print a line about what is going on to stderr."""
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()

    def rounds(self, full: int) -> int:
        """Return how often to measure what a full run measures `full` times."""
        return max(2, full // 8) if self.short else full

    def environ(self, **more: str) -> dict[str, str]:
        """Return the environment of everything that is measured."""
        home = self.folder / "home"
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **{
                f"XDG_{name}_HOME": str(home / name.lower())
                for name in ("CONFIG", "DATA", "STATE", "CACHE")
            },
            **more,
        }

    def bin(self, name: str, *requirements: str) -> Path:
        """Return the folder of commands of a virtual environment, made the first time.

        Raises:
            NotMeasured: if it cannot be made.

        """
        if name not in self._bins:
            self._bins[name] = self._make_environment(name, requirements or (name,))
        return self._bins[name]

    def milepost(self) -> str:
        """Return the command, installed from this checkout as a user installs it."""
        return str(self.bin("milepost", f"{SOURCE}[office]") / "milepost")

    def command(
        self, *words: str, plan: str = EAST_MIDLANDS, journal: Path | None = None, **more: str
    ) -> Command:
        """Return a command of Milepost on a plan, by its name or its file, and a journal."""
        return Command([self.milepost(), *words], self.milepost_environ(plan, journal, **more))

    def milepost_environ(
        self, plan: str, journal: Path | None = None, **more: str
    ) -> dict[str, str]:
        """Return the settings of Milepost: plan, journal, author and day."""
        settings = {
            "PLAN": plan,
            "JOURNAL": str(journal or self.journal(plan)),
            "BY": AUTHOR,
            "NOW": NOW,
        }
        return self.environ(
            **{f"MILEPOST_{name}": value for name, value in settings.items()}, **more
        )

    def open_app(self, plan: str, journal: Path | None = None) -> Window:
        """Open the app in a window of its own; its plan is in the cache."""
        self.warm(plan, journal)
        return Window([self.milepost()], self.milepost_environ(plan, journal))

    def warm(self, plan: str, journal: Path | None = None) -> None:
        """Let Milepost put a plan into its cache."""
        if (plan, str(journal)) not in self._warm:
            run(self.command("status", plan=plan, journal=journal))
            self._warm.add((plan, str(journal)))

    def plan(self, milestones: int, measures: int = 0) -> str:
        """Return the file of a made-up plan."""
        name = f"made-up-{milestones}"
        if measures:
            name += f"-{measures}"
        path = self.folder / "plans" / f"{name}.yaml"
        made = self._plans.get(str(path)) or write_plan(path, milestones, name, measures)
        self._plans[str(path)] = made
        return str(path)

    def made(self, plan: str) -> MadePlan:
        """Return what there is in a plan."""
        if plan not in self._plans:
            self._plans[plan] = things_of(load_plan(find_plan(plan)))
        return self._plans[plan]

    def journal(self, plan: str, entries: int = 0) -> Path:
        """Return a journal of a plan."""
        made = self.made(plan)
        entries = entries or ENTRIES.get(plan) or A_MILESTONE * len(made.things)
        folder = self.folder / "journals" / f"{made.name}-{entries}"
        if not folder.exists():
            self.show_progress(f"  writing {entries:,} entries of {made.name}")
            write_journal(folder, made, entries)
        return folder

    def copy(self, journal: Path, name: str) -> Path:
        """Return a copy of a journal that may be written to."""
        target = self.folder / "journals" / name
        shutil.rmtree(target, ignore_errors=True)
        return Path(shutil.copytree(journal, target))

    def _make_environment(self, name: str, requirements: tuple[str, ...]) -> Path:
        self.show_progress(f"  installing {name}")
        folder = self.folder / "venvs" / name
        python = folder / "bin" / "python"
        ours = [SOURCE.as_posix() in requirement for requirement in requirements]
        if not python.exists():
            _run_or_fail([sys.executable, "-m", "venv", "--without-pip", str(folder)])
        elif not any(ours):
            return python.parent
        else:  # the sources may have changed since
            requirements = ("--force-reinstall", "--no-deps", *requirements)
        _run_or_fail(
            [
                sys.executable,
                "-m",
                "pip",
                "--python",
                str(python),
                "install",
                "--quiet",
                *requirements,
            ]
        )
        return python.parent


def _run_or_fail(words: list[str]) -> None:
    environ = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    done = subprocess.run(words, env=environ, capture_output=True, text=True, check=False)  # noqa: S603 - venv and pip
    if done.returncode:
        errors = [
            line for line in done.stderr.splitlines() if line.startswith("ERROR")
        ] or done.stderr.splitlines()
        raise NotMeasured(f"not installed: {errors[-1] if errors else ' '.join(words[1:4])}")
