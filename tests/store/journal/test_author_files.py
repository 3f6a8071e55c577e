"""One file for each author, in any case and Unicode form, and none for two."""

import unicodedata
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.text import one_line
from store.journal.author_files import author_file_name, author_key
from store.journal.entry import EntryDraft
from store.journal.folder import Journal
from store.journal.merge import target_file_name
from store.journal.reader import header_line

MACHINE = "0123abcd"
NOW = datetime(2009, 11, 30, 10, tzinfo=UTC)
DIFFERENT = (
    "Réné", "Rönö", "Rene", "Иван", "Юлия", "李", "王", "ELS lead", "ELS-lead", "ELS  lead!", "els_lead", "...", "author",
    "Weiss", "Weiß", "x" * 40, "x" * 41, "x" * 42, "",
)  # fmt: skip


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal", MACHINE)


def _record(journal: Journal, *authors: str) -> None:
    for author in authors:
        draft = EntryDraft(ref="1.1.1-a", kind="note", on=date(2009, 11, 2), text=f"by {author}")
        journal.record([draft], plan="small", author=author, now=NOW)


def _names(journal: Journal) -> set[str]:
    return {path.name for path in journal.folder.iterdir()}


def test_authors_that_differ_have_files_that_differ(journal: Journal) -> None:
    _record(journal, *DIFFERENT, *DIFFERENT)
    assert len(_names(journal)) == len(DIFFERENT)
    assert len(journal.read().entries) == 2 * len(DIFFERENT)


@pytest.mark.parametrize("author", ["ELS lead", "Réné", "Иван Петров", "ΟΔΥΣΣΕΥΣ", "Ångström"])
def test_case_and_unicode_form_make_no_second_file(journal: Journal, author: str) -> None:
    forms = [
        author,
        author.lower(),
        author.upper(),
        *(unicodedata.normalize(form, author) for form in ("NFC", "NFD")),
    ]
    _record(journal, *forms, *reversed(forms))
    assert len(_names(journal)) == 1


def test_names_of_plain_words_are_as_they_were() -> None:
    assert author_file_name("ELS lead", MACHINE) == "els-lead-0123abcd.json"
    assert author_file_name("x" * 40, MACHINE) == f"{'x' * 40}-0123abcd.json"


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=200)
def test_every_name_is_one_that_merging_knows_whatever_a_copy_is_called(author: str) -> None:
    name = author_file_name(author, MACHINE)
    assert name.isascii()
    assert len(name) <= 54
    stem = name.removesuffix(".json")
    for copy in (
        name,
        f"Copy of {name}",
        f"{stem} (1).json",
        f"{stem}-PC.json",
        f"{stem}.sync-conflict-1.json",
    ):
        assert target_file_name(copy, author) == name


@given(
    st.lists(
        st.text(max_size=8),
        min_size=2,
        max_size=2,
        unique_by=lambda text: author_key(one_line(text)),
    )
)
@settings(deadline=None, max_examples=300)
def test_two_authors_never_have_one_file(authors: list[str]) -> None:
    for one, other in combinations(authors, 2):
        assert author_file_name(one, MACHINE) != author_file_name(other, MACHINE)


@pytest.mark.parametrize(
    ("author", "other", "old"),
    [
        ("Réné", "Rönö", "r-n-0123abcd.json"),
        ("Иван", "Юлия", "author-0123abcd.json"),
        ("ELS-lead", "ELS lead", "els-lead-0123abcd.json"),
        (unicodedata.normalize("NFD", "Réné"), "Rönö", "re-ne-0123abcd.json"),
    ],
)
def test_a_file_that_version_0_1_made_stays_its_author_s_and_nobody_else_s(
    journal: Journal, author: str, other: str, old: str
) -> None:
    journal.folder.mkdir()
    (journal.folder / old).write_bytes(header_line(author) + b"\n")
    _record(journal, author, other, author)
    new = journal.own_file(other).name
    assert _names(journal) == {old, new}
    assert new != old
    assert (journal.folder / old).read_text("utf-8").count(f"by {author}") == 2


@pytest.mark.parametrize("content", [b"", b"damaged\n", b"\xff\n", b'{"milepost":"jou'])
def test_a_file_whose_header_says_nothing_is_taken_from_nobody(
    journal: Journal, content: bytes
) -> None:
    journal.folder.mkdir()
    for name in ("r-n-0123abcd.json", "els-lead-0123abcd.json"):
        (journal.folder / name).write_bytes(content)
    assert journal.own_file("Réné").name == author_file_name("Réné", MACHINE)
    assert journal.own_file("ELS lead").name == "els-lead-0123abcd.json"
