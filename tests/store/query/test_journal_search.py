"""What `log` and the Journal view ask of entries."""

from datetime import UTC, date, datetime

import pytest

from plan_data.errors import Refused
from store.journal.database import JournalDatabase
from store.journal.entry import Entry
from store.query.journal_names import find_authors, find_kind
from store.query.journal_search import EntrySearch, count_since, search_entries
from tests.store.factories import entry

OLD = entry("note", "2009-10-02", text="The Café is open", by="ELS lead")
LATE = entry("done", "2009-10-05", at="2009-11-20T09:00", ref="1.1.1-b", by="Health lead")
NEW = entry("forecast", "2009-11-18", when="Jan 2010", by="Health lead", cause="Staff left")
ENTRIES = [OLD, LATE, NEW]


def found(**search: object) -> list[Entry]:
    return search_entries(JournalDatabase(ENTRIES), EntrySearch(**search))  # type: ignore[arg-type]


def test_a_search_for_nothing_finds_everything_in_order() -> None:
    assert found() == ENTRIES


def test_every_part_of_a_search_must_match_and_one_of_its_values() -> None:
    assert found(authors=("Health lead",)) == [LATE, NEW]
    assert found(authors=("Health lead", "ELS lead"), kinds=("note", "done")) == [OLD, LATE]
    assert found(refs=frozenset({"1.1.1-b"})) == [LATE]
    assert found(refs=frozenset()) == []


def test_days_count_themselves_and_are_those_on_which_it_happened() -> None:
    assert found(since=date(2009, 10, 5)) == [LATE, NEW]
    assert found(until=date(2009, 10, 5)) == [OLD, LATE]
    assert found(since=date(2009, 10, 6), until=date(2009, 11, 17)) == []


def test_what_was_recorded_since_counts_as_new_whatever_day_it_is_about() -> None:
    moment = datetime(2009, 11, 17, tzinfo=UTC)
    assert found(since=date(2009, 11, 17)) == [NEW]
    assert found(since=date(2009, 11, 17), recorded_since=moment) == [LATE, NEW]


@pytest.mark.parametrize("moment", [None, datetime(2009, 11, 20, 9, tzinfo=UTC)])
@pytest.mark.parametrize("day", [date(2009, 10, 2), date(2009, 10, 5), date(2009, 11, 19)])
def test_what_happened_since_a_day_is_counted_as_it_is_found(
    day: date, moment: datetime | None
) -> None:
    assert count_since(ENTRIES, day, moment) == len(found(since=day, recorded_since=moment))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cafe is", [OLD]),
        ("STAFF", [NEW]),
        ("jan 2010", [NEW]),
        ("health", [LATE, NEW]),
        ("1.1.1-b", [LATE]),
        ("open staff", []),
    ],
)
def test_a_text_is_a_phrase_in_anything_that_is_shown(text: str, expected: list[Entry]) -> None:
    assert found(text=text) == expected


def test_an_author_is_found_by_a_part_of_the_name_unless_it_is_a_whole_one() -> None:
    longer = entry("note", "2009-11-19", by="Mental Health lead")
    assert find_authors([*ENTRIES, longer], "health lead") == ["Health lead"]
    assert find_authors([*ENTRIES, longer], "health") == ["Health lead", "Mental Health lead"]
    with pytest.raises(Refused, match="nobody has recorded anything as 'Helth lead'; did you mean"):
        find_authors(ENTRIES, "Helth lead")


def test_a_kind_is_one_of_ours_or_one_of_a_later_version_that_is_there() -> None:
    later = entry("sung", "2009-11-19")
    assert find_kind(ENTRIES, "Judged") == "judged"
    assert find_kind([later], "sung") == "sung"
    with pytest.raises(Refused, match="no kind of entry 'sung'"):
        find_kind(ENTRIES, "sung")
