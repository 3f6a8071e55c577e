"""The nouns of headings come from the plan's vocabulary; keys for programs never change."""

import re
from collections.abc import Iterator

import msgspec
import pytest

from plan_data.model import Milestone
from plan_data.vocabulary import Vocabulary
from store.query.filters import Filter
from tests.store.factories import REF
from tests.tui.reports.factories import document_of, objective, plan_of, table_of
from tui.reports.context import GROUPINGS, REPORT_KINDS
from tui.reports.document import ReportDocument

PLAN = plan_of(
    objective("1.1.1", Milestone(REF, "One", when="Sep 2009"), pathways=("ELS", "ATB")),
    objective("1.2.1", Milestone("1.2.1-a", "Two", when="Mar 2010"), leads=("NOMS",)),
)
OTHER = Vocabulary(
    pathway="theme",
    pathways="themes",
    lead="owner",
    leads="owners",
    priority="aim",
    priorities="aims",
)
USUAL_NOUNS = re.compile(r"\b(pathways?|leads?|priority|priorities)\b", re.IGNORECASE)


OWN_WORDS = msgspec.structs.replace(
    PLAN, about=msgspec.structs.replace(PLAN.about, vocabulary=OTHER)
)


def headings(document: ReportDocument) -> Iterator[str]:
    """Yield every title, column and name of a report, and the descriptions of its events."""
    yield document.title
    for block in document.blocks:
        yield block.title
        for picture in block.pictures:
            yield picture.title
        for table in block.tables:
            yield from (table.title, table.nothing, *(column.title for column in table.columns))
    for event in document.events:
        yield event.description


def column_keys(document: ReportDocument) -> list[tuple[str, ...]]:
    tables = [table for block in document.blocks for table in block.tables]
    return [(table.key, *(column.key for column in table.columns)) for table in tables]


@pytest.mark.parametrize("kind", REPORT_KINDS)
@pytest.mark.parametrize("group_by", GROUPINGS)
def test_headings_have_the_plans_own_nouns(kind: str, group_by: str) -> None:
    texts = [
        text.replace("Priority of", "")
        for text in headings(document_of(OWN_WORDS, kind=kind, group_by=group_by))
    ]

    assert [text for text in texts if USUAL_NOUNS.search(text)] == []


def test_the_groups_and_the_filter_have_the_plans_own_nouns() -> None:
    only_two = Filter(pathways=("ELS", "ATB"), leads=("JCP", "NOMS"), priorities=("1.1", "1.2"))
    document = document_of(OWN_WORDS, group_by="pathway", filter=only_two)
    progress = next(block for block in document.blocks if block.key == "progress")

    assert progress.title == "By theme and quarter, and over time"
    notes = next(block for block in document.blocks if block.key == "key").paragraphs[0]
    assert "A milestone of several themes is counted under each" in notes
    assert dict(document.facts)["Only"].startswith("theme ELS or ATB; owner JCP or NOMS; aim 1.1")
    assert [column.title for column in table_of(document, "nil_returns").columns][1] == (
        "Owner or theme"
    )


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_keys_do_not_change_with_the_nouns(kind: str) -> None:
    usual = document_of(PLAN, kind=kind)

    assert column_keys(document_of(OWN_WORDS, kind=kind)) == column_keys(usual)
