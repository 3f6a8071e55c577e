from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.model import Milestone
from plan_data.table_import.timescale_phrases import find_timescales
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.occurrences import expand_occurrences
from tests.plan_data.table_import.sample_tables import milestones, whens

WORDS = [
    "by",
    "end of",
    "March 2010",
    "Q2",
    "2009-10",
    "quarterly",
    "ongoing",
    "to",
    "and",
    "(",
    "31/12/09",
    "from",
]
WORDS += [
    "June",
    "2010",
    "thereafter",
    "through the year",
    "TBC",
    ".",
    ",",
    "\n",
    "autumn 2009",
    "until",
    "words",
]
YEAR = FinancialYear.parse("2009/10")


@pytest.mark.parametrize(
    ("printed", "when"),
    [
        ("September 2009", "Sep 2009"),
        ("By end of Sept. 2009", "by Sep 2009"),
        ("by end-June 2009", "by Jun 2009"),
        ("November 09", "Nov 2009"),
        ("Mar-10", "Mar 2010"),
        ("1st April 2009", "1 Apr 2009"),
        ("April 3, 2010", "3 Apr 2010"),
        ("31/03/2010", "31 Mar 2010"),
        ("2010-03-31", "2010-03-31"),
        ("Autumn 2009", "autumn 2009"),
        ("End 2009", "by Dec 2009"),
        ("Q3 2009-10", "Q3 2009/10"),
        ("From June 2009", "from Jun 2009"),
        ("October 2009 onwards", "from Oct 2009"),
        ("June to December 09", "Jun 2009 to Dec 2009"),
        ("between May 2009 and July 2009", "May 2009 to Jul 2009"),
        ("July 2009 and January 2010", "Jul 2009, Jan 2010"),
        ("June, Sept, Dec 2009 & March 2010", "Jun 2009, Sep 2009, Dec 2009, Mar 2010"),
        ("Quarterly", "every quarter"),
        ("Monthly monitoring", "every month"),
        ("6 monthly", "every 6 months"),
        ("Quarterly from Oct 2009", "every quarter from Oct 2009"),
        ("monthly until June 2010", "every month to Jun 2010"),
        ("Ongoing", "ongoing"),
        ("Through the year", "throughout 2009/10"),
        ("To be agreed", "undated (to be agreed)"),
        ("TBC", "undated (to be confirmed)"),
        ("To the agreed plan", "undated (no date printed)"),
        ("", "undated (blank)"),
    ],
)
def test_a_plain_phrase_is_read_without_a_question_mark(
    tmp_path: Path, printed: str, when: str
) -> None:
    assert whens(tmp_path, printed) == [when]


@pytest.mark.parametrize(
    ("printed", "when"),
    [
        ("2010", "2010?"),
        ("2009-2010", "2009/10?"),
        ("2009-2010 Ongoing", "throughout 2009/10?"),
        ("2009-2011", "2009/10 to 2010/11?"),
        ("September 2009-2010", "Sep 2009 to Sep 2010?"),
        ("Jan 10", "Jan 2010?"),
        ("by March", "by Mar 2010?"),
        ("Q3", "Q3 2009/10?"),
        ("Q2 2009", "Q2 2009/10?"),
        ("Winter 2009", "winter 2009?"),
        ("mid-May 2009", "May 2009?"),
        ("before June 2009", "by Jun 2009?"),
        ("3/4/2010", "3 Apr 2010?"),
        ("end of the financial year", "by 2009/10?"),
        ("approximately May 2009", "May 2009?"),
        ("Bi-annual visits", "every 6 months?"),
        ("Bi-monthly", "every 2 months?"),
        ("Through the year (Weekly)", "every week?"),
        ("reports published quarterly by the board", "every quarter?"),
        ("December to March 2010", "Dec 2009 to Mar 2010?"),
    ],
)
def test_a_doubtful_phrase_is_marked_with_its_reason(
    tmp_path: Path, printed: str, when: str
) -> None:
    (milestone,) = milestones(tmp_path, printed)
    assert milestone.when == when
    assert milestone.reading


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2010 and ongoing", ["2010?", "ongoing from 2010?"]),
        ("By April 2011 Quarterly reports", ["by Apr 2011", "every quarter to Apr 2011?"]),
        (
            "Plans by end-June 2009<p>Quarterly reports thereafter</p>",
            ["by Jun 2009", "every quarter from Jul 2009?"],
        ),
        ("To be agreed Autumn 2009", ["undated (to be agreed)", "autumn 2009"]),
        ("Targets by January 2010 for 2010-2011", ["by Jan 2010"]),
        ("Carry out a quarterly audit (June, Sept 2009)", ["Jun 2009, Sep 2009"]),
        ("Reports due quarterly (as required) From Oct 2009", ["every quarter from Oct 2009?"]),
    ],
)
def test_phrases_that_belong_together_are_read_together(
    tmp_path: Path, printed: str, expected: list[str]
) -> None:
    assert whens(tmp_path, printed) == expected


@pytest.mark.parametrize("words", ["level 3 may apply", "10.3% in all", "the 24 hour line"])
def test_what_is_no_date_is_not_read_as_one(tmp_path: Path, words: str) -> None:
    assert whens(tmp_path, words) == ["undated (no date printed)"]


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=14,
    )
)
def test_whatever_a_cell_says_each_reading_is_in_the_timescale_language(words: list[str]) -> None:
    text = " ".join(words)
    for phrase in find_timescales(text, YEAR):
        assert expand_occurrences(Milestone(id="1-a", title="x", when=phrase.when), YEAR)
        assert 0 <= phrase.start <= phrase.end <= len(text)


@settings(deadline=None, max_examples=100)
@given(
    st.dates(min_value=YEAR.first, max_value=YEAR.last),
    st.sampled_from(["%d %B %Y", "%Y-%m-%d", "%d/%m/%Y", "%d %b %Y"]),
)
def test_a_day_is_that_day_or_marked(day: object, form: str) -> None:
    (phrase,) = find_timescales(f"{day:{form}}", YEAR)
    (item,) = expand_occurrences(Milestone(id="1-a", title="x", when=phrase.when), YEAR)
    assert item.due == day
