from typing import get_args

from store.checklist.entry_problems import KINDS_WITH_DUE_DATE
from store.checklist.history import KINDS_THAT_OPEN_OR_CLOSE
from store.checklist.retractions import KINDS_ABOUT_ENTRIES
from store.journal.entry import Entry
from store.journal.kinds import ENTRY_KINDS, KINDS, EntryKind


def test_every_kind_has_its_row_and_every_row_a_kind() -> None:
    missing = [kind for kind in get_args(EntryKind) if kind not in KINDS]
    assert missing == [], "add the row of each to KINDS in store/journal/kinds.py"
    assert KINDS.keys() == ENTRY_KINDS


def test_a_kinds_words_use_only_fields_that_entries_have() -> None:
    fields = dict.fromkeys(Entry.__struct_fields__, "x")
    for traits in KINDS.values():
        traits.detail.format(**fields)
        for field, words in traits.optional_details:
            assert field in fields
            words.format(**fields)


def test_every_kind_is_described_for_readers() -> None:
    assert all(traits.description and traits.past_tense for traits in KINDS.values())


def test_the_sets_of_kinds_that_the_store_asks_for_come_from_their_rows() -> None:
    assert {"retracted", "moved"} == KINDS_ABOUT_ENTRIES
    assert {"done", "reopened", "withdrawn"} == KINDS_THAT_OPEN_OR_CLOSE
    assert {"forecast", "rescheduled"} == KINDS_WITH_DUE_DATE
