from typing import get_args

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
