"""Each command of the registry, each paper in each format, on plans with words of their own.

None of them says April, pathway, lead or another usual word for which the plan has its own; and of
a plan that states no pathway and no lead, nothing is said of them.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from plan_data.load import find_plan
from tests.conftest import Answer, Milepost
from tests.every_command import (
    BARE,
    EXAMPLE,
    NOW,
    SUBJECTS,
    TRIED,
    Subject,
    Words,
    fill_in,
    fill_in_sheets,
    set_up_journal,
    write_subject,
)
from tests.own_words import lines_with, own_words_of, usual_words_of
from tests.readable_files import text_of_bytes, text_of_file, texts_of_database
from tui.cli.registry import COMMAND_ROWS

_NAMES_KEYS = ("data", "demo", "help", "keys", "new", "serve")  # that no plan has a part in
_BY_GROUP = ("--pathway", "--lead", "--group-by", "pathways", "leads", "lead:", "pathway:")
# What other plans say in a list of all, and what the example's file says of itself.
_OTHERS = re.compile(
    r"^(?:east-midlands|london)-.*$|An example of another kind of plan.*$", re.MULTILINE
)
_TO_CHANGE = (
    ("when: ongoing", "when: every month"),
    ("title: Agree", "title: Settle"),
    ("title: Plant", "title: Set out"),
)
_TO_BREAK = (
    ("when: ongoing", "when: sometime"),
    ("undated (to", "later (to"),
    ("leads: [CLERK", "leads: [CLARK"),
    ("pathways: [HOME]", "pathways: [HOMES]"),
    ("id: 1.1.1-a,", "id: 1.1.1-b,"),
    ('number: "1.1.2"', 'number: "1.1.1"'),
    ("cumulative: {Q2: 4, ", "when: Jun 2024, cumulative: {Q2: 4, "),
)


class Trial:
    """One plan with a journal and a folder for files, on which commands are tried."""

    def __init__(self, milepost: Milepost, subject: Subject, folder: Path, journal: Path) -> None:
        self._milepost = milepost
        self._subject = subject
        self._folder = folder
        self._read: set[Path] = set()
        self._plan = write_subject(subject, folder)
        shutil.copytree(journal, folder / "kept")
        self._environ = {
            "plan": self._plan,
            "plans": str(folder / "plans"),
            "now": NOW,
            "by": "Clerk",
            "journal": str(folder / "kept"),
        }
        (folder / "colleague").mkdir()
        (folder / "plans").mkdir()
        text = subject.text or find_plan(subject.id).read_text(encoding="utf-8")
        if subject.text:
            (folder / "plans" / f"{subject.id}.yaml").write_text(text, encoding="utf-8")
        (folder / "changed.yaml").write_text(_replaced(text, _TO_CHANGE), encoding="utf-8")
        (folder / "broken.yaml").write_text(_replaced(text, _TO_BREAK), encoding="utf-8")

    def run(self, words: Words) -> Answer:
        filled = fill_in(words, self._subject, self._plan, self._folder)
        answer = self._milepost(*filled, **self._environ)
        if words[:2] == ("returns", "open"):
            fill_in_sheets(self._folder)
        return answer

    def new_texts(self) -> str:
        """Return the texts of the files that were written since the last time."""
        found = []
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and path not in self._read and "kept" not in path.parts:
                self._read.add(path)
                found.append(_text_of(path))
        return "\n".join(found)


def _replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def _text_of(path: Path) -> str:
    if path.suffix == ".sqlite":
        return texts_of_database(path)
    if path.suffix in {".yaml", ".zip"}:
        return ""  # the keys of a plan file, and a copy of the journal
    text = text_of_file(path)
    if text.startswith('"plan","as_of"'):
        text = text.partition("\n")[2]  # the keys of a table
    return text


def text_of_answer(answer: Answer, words: Words) -> str:
    """Return what a person reads of an answer; the keys of JSON and CSV are for programs."""
    form = words[words.index("-f") + 1] if "-f" in words else ""
    if "-o" in words or not answer.out:
        return answer.err
    if form == "json":
        return "\n".join([*_sentences(json.loads(answer.out)), answer.err])
    if form == "csv":
        return answer.out.partition("\n")[2] + answer.err
    return text_of_bytes(answer.raw, f".{form}") + answer.err


def _sentences(value: object) -> Iterator[str]:
    """Yield the texts of several words in what JSON holds; a single one is a key's."""
    if isinstance(value, dict):
        for each in value.values():
            yield from _sentences(each)
    elif isinstance(value, list):
        for each in value:
            yield from _sentences(each)
    elif isinstance(value, str) and " " in value:
        yield value


@pytest.fixture(scope="session")
def journals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a journal for each plan, with entries of most kinds."""
    return {each.id: set_up_journal(each, tmp_path_factory.mktemp(each.id)) for each in SUBJECTS}


@pytest.fixture(params=SUBJECTS, ids=lambda subject: subject.id)
def subject(request: pytest.FixtureRequest) -> Subject:
    chosen: Subject = request.param
    return chosen


@pytest.fixture
def trial(milepost: Milepost, subject: Subject, tmp_path: Path, journals: dict[str, Path]) -> Trial:
    folder = tmp_path / "trial"
    folder.mkdir()
    return Trial(milepost, subject, folder, journals[subject.id])


def test_each_command_is_tried() -> None:
    assert set(TRIED) == set(COMMAND_ROWS)


@pytest.mark.parametrize("name", [name for name in TRIED if name not in _NAMES_KEYS])
def test_a_command_has_the_words_of_its_plan(trial: Trial, subject: Subject, name: str) -> None:
    trial.new_texts()
    for words in TRIED[name]:
        is_about_groups = any(part.startswith(_BY_GROUP) for part in words)
        is_about_groups |= words[:2] == ("returns", "open")  # which asks each of them
        answer = trial.run(words)
        text = f"{text_of_answer(answer, words)}\n{trial.new_texts()}"
        text = _OTHERS.sub("", text)
        if not (is_about_groups and subject is EXAMPLE):  # which has no word of its own for pathway
            assert lines_with(usual_words_of(subject.text), text) == [], words
        if subject is BARE and not is_about_groups:
            assert lines_with(own_words_of(subject.text), text) == [], words


def test_what_is_tried_is_mostly_carried_out(trial: Trial) -> None:
    for name in ("status", "list", "measures", "silent", "minutes", "readings", "data", "board"):
        assert trial.run(TRIED[name][0]).code == 0, name
