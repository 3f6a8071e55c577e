"""What fell due before the plan was published, and nobody has recorded anything of since."""

from datetime import date

import msgspec
import pytest

from plan_data.load import LoadedPlan
from store.checklist.checklist import build_checklist
from store.journal.entry import Entry
from store.query.publication import due_before_publication
from tests.store.factories import REF, entry, milestone, plan_with

DAY = date(2009, 11, 30)


def plan_of(published: str | None) -> LoadedPlan:
    plan = plan_with(
        milestone("Jun 2009"),
        milestone("Jul 2009", "b"),
        milestone("from May 2009", "c"),
        milestone("every month from May 2009 to Jul 2009", "d"),
        milestone("ongoing from May 2009", "e"),
        milestone(None, "f", cumulative={"Q1": 10}),
        milestone("Jun 2009", "g", same_as=REF),
    )
    return msgspec.structs.replace(
        plan, about=msgspec.structs.replace(plan.about, published=published)
    )


def early_refs(plan: LoadedPlan, *entries: Entry, on: date = DAY) -> list[str]:
    checklist = build_checklist(plan, entries, on)
    return [item.ref for item in due_before_publication(checklist, checklist.items)]


def test_what_is_late_since_before_the_month_of_publication_is_gathered() -> None:
    assert early_refs(plan_of("July 2009")) == [
        "1.1.1-a", "1.1.1-c", "1.1.1-d@May-2009", "1.1.1-d@Jun-2009",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["done", "note", "forecast"])
def test_any_entry_takes_an_item_out_of_it(kind: str) -> None:
    recorded = entry(kind, "2009-08-01", text="Known now.", when="Jan 2010")
    assert "1.1.1-a" not in early_refs(plan_of("July 2009"), recorded)


@pytest.mark.parametrize("published", [None, "summer, in draft"])
def test_a_plan_that_names_no_day_of_publication_has_none(published: str | None) -> None:
    assert early_refs(plan_of(published)) == []


def test_nothing_is_late_before_its_day() -> None:
    assert early_refs(plan_of("July 2009"), on=date(2009, 5, 31)) == []
