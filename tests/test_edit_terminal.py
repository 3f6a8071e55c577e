"""Editing a plan in a real terminal: from the shell, and from the app."""

from pathlib import Path

import pytest

from tests.conftest import plan_text
from tests.tools.terminal import Terminal, environ_in, output_of

MILESTONES = "- {id: 1.1.1-a, title: Contracts in place, when: Sep 2009}"

# An editor that draws something, waits for a line of sed, and shows at which line it was opened.
EDITOR = """\
#!/bin/sh
for file; do :; done
printf 'EDITOR opened with %s words\\n> ' $#
read -r change
sed -i "$change" "$file"
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(plan_text(MILESTONES), encoding="utf-8")
    return path


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    editor = tmp_path / "nano"  # which takes the number of a line
    editor.write_text(EDITOR, encoding="utf-8")
    editor.chmod(0o755)
    return environ_in(tmp_path) | {"VISUAL": str(editor)}


def test_a_mistake_is_shown_and_the_editor_opens_again_at_its_line(
    plan: Path, environ: dict[str, str]
) -> None:
    shell = Terminal("edit", str(plan), environ=environ, columns=500)
    shell.see("EDITOR opened with 1 words")
    shell.press("s/Sep 2009/soonish/\r")
    shell.see("'soonish' is not a time", "Open again at line 21? [Y/n/s]")
    shell.press("\r")
    shell.see("EDITOR opened with 2 words")
    shell.press("s/soonish/Jan 2010/\r")
    shell.see("saved to", "no longer late: 1.1.1-a (overdue)")
    assert shell.end() == 0
    assert "when: Jan 2010" in plan.read_text(encoding="utf-8")


@pytest.mark.parametrize(("answer", "code"), [("n\r", 1), ("\x04", 1), ("\x03", 130)])
def test_whoever_does_not_want_it_open_again_keeps_plan_and_text(
    answer: str, code: int, plan: Path, environ: dict[str, str]
) -> None:
    before = plan.read_bytes()
    shell = Terminal("edit", str(plan), environ=environ, columns=500)
    shell.see("EDITOR opened")
    shell.press("s/Sep 2009/soonish/\r")
    shell.see("Open again at line 21?")
    shell.press(answer)
    shell.see("was not changed, and your text is kept in")
    assert shell.end() == code
    assert plan.read_bytes() == before
    (kept,) = (plan.parent / "state").rglob("small.yaml")
    assert "soonish" in kept.read_text(encoding="utf-8")


def test_a_plan_with_mistakes_is_saved_if_the_user_says_so(
    plan: Path, environ: dict[str, str]
) -> None:
    shell = Terminal("edit", str(plan), environ=environ, columns=500)
    shell.see("EDITOR opened")
    shell.press("s/Sep 2009/soonish/\r")
    shell.see("Open again at line 21?")
    shell.press("s\r")
    shell.see("saved to")
    assert shell.end() == 1
    assert "soonish" in plan.read_text(encoding="utf-8")


def test_ctrl_c_in_the_editor_is_the_editor_s_own(plan: Path, environ: dict[str, str]) -> None:
    shell = Terminal("edit", str(plan), environ=environ, columns=500)
    shell.see("EDITOR opened")
    shell.press("\x03")  # this editor ends at it
    shell.see("was ended by a signal", "was not changed.")
    assert shell.end() == 2


def test_what_is_typed_ahead_of_the_editor_in_one_burst_does_nothing_in_the_app(
    plan: Path, environ: dict[str, str]
) -> None:
    app = Terminal("--plan", str(plan), environ=environ)
    app.see("Contracts in place", "OVERDUE 61d")
    app.press("+" + "\x1b[B" * 7 + "\r" + "s/Sep 2009/Jan 2010/\rnwritten too early\r\r")
    app.see("EDITOR opened")
    app.press("s/Sep 2009/Dec 2009/\r\r")
    app.see("Contracts in place", "due soon")
    app.press("nwritten in time\r\r")
    app.see("Saved: 1.1.1-a")
    assert app.leave() == 0
    assert "when: Dec 2009" in plan.read_text(encoding="utf-8")
    (entry,) = output_of(environ, "log", "--plan", str(plan)).splitlines()
    assert entry.endswith("written in time")


def test_the_app_leaves_the_screen_to_the_editor_and_shows_the_changed_plan(
    plan: Path, environ: dict[str, str]
) -> None:
    app = Terminal("--plan", str(plan), environ=environ)
    app.see("Contracts in place", "OVERDUE 61d")
    app.press("+")
    app.see("Plan file: change it in your editor")
    app.press("\x1b[B" * 7)
    app.press("\r")
    app.see("EDITOR opened")
    app.press("s/Sep 2009/Dec 2009/\r")
    app.see("no longer late: 1.1.1-a (overdue)", "Press Enter to go back to Milepost.")
    app.press("\r")
    app.see("Contracts in place", "due soon")
    app.press("+")
    app.see("Plan file: change it in your editor")
    app.press("\x1b[B" * 7)
    app.press("\r")
    app.see("EDITOR opened")
    app.press("\x03")
    app.see("was ended by a signal", "Press Enter to go back to Milepost.")
    app.press("\x03")
    app.see("Contracts in place", "due soon")
    assert app.leave() == 0
    assert "when: Dec 2009" in plan.read_text(encoding="utf-8")
