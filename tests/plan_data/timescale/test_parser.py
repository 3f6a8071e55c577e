"""The timescale language, form by form and refusal by refusal."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.timescale.parser import (
    Ongoing,
    Point,
    Points,
    Repeat,
    Start,
    Throughout,
    Undated,
    Window,
    parse,
    parse_due,
    split_query,
)
from plan_data.timescale.period_parser import NotATimescale, parse_period
from plan_data.timescale.units import UNIT_NAMES

PERIODS = {
    "30 Sep 2009": ("2009-09-30", "2009-09-30", "2009-09-30"),
    "1 April 2009": ("2009-04-01", "2009-04-01", "2009-04-01"),
    "01 Apr 2009": ("2009-04-01", "2009-04-01", "2009-04-01"),
    "2009-09-30": ("2009-09-30", "2009-09-30", "2009-09-30"),
    "Sep 2009": ("2009-09-01", "2009-09-30", "Sep-2009"),
    "September 2009": ("2009-09-01", "2009-09-30", "Sep-2009"),
    "May 2010": ("2010-05-01", "2010-05-31", "May-2010"),
    "Dec 2009": ("2009-12-01", "2009-12-31", "Dec-2009"),
    "Feb 2008": ("2008-02-01", "2008-02-29", "Feb-2008"),
    "Feb 2009": ("2009-02-01", "2009-02-28", "Feb-2009"),
    "Feb 2000": ("2000-02-01", "2000-02-29", "Feb-2000"),
    "Feb 2100": ("2100-02-01", "2100-02-28", "Feb-2100"),
    "29 Feb 2008": ("2008-02-29", "2008-02-29", "2008-02-29"),
    "spring 2010": ("2010-03-01", "2010-05-31", "spring-2010"),
    "summer 2009": ("2009-06-01", "2009-08-31", "summer-2009"),
    "autumn 2009": ("2009-09-01", "2009-11-30", "autumn-2009"),
    "winter 2009": ("2009-12-01", "2010-02-28", "winter-2009"),
    "winter 2007": ("2007-12-01", "2008-02-29", "winter-2007"),
    "Q1 2009/10": ("2009-04-01", "2009-06-30", "Q1-2009/10"),
    "Q2 2009/10": ("2009-07-01", "2009-09-30", "Q2-2009/10"),
    "Q3 2009/10": ("2009-10-01", "2009-12-31", "Q3-2009/10"),
    "Q4 2009/10": ("2010-01-01", "2010-03-31", "Q4-2009/10"),
    "H1 2009/10": ("2009-04-01", "2009-09-30", "H1-2009/10"),
    "H2 2009/10": ("2009-10-01", "2010-03-31", "H2-2009/10"),
    "2009/10": ("2009-04-01", "2010-03-31", "2009/10"),
    "1999/00": ("1999-04-01", "2000-03-31", "1999/00"),
    "2010": ("2010-01-01", "2010-12-31", "2010"),
    "1900": ("1900-01-01", "1900-12-31", "1900"),
    "winter 2199": ("2199-12-01", "2200-02-28", "winter-2199"),
}

FORMS = {
    "Sep 2009": Point(parse_period("Sep 2009")),
    "by Mar 2010": Point(parse_period("Mar 2010")),
    "Jun 2009 to Dec 2009": Window(parse_period("Jun 2009"), parse_period("Dec 2009")),
    "1 Apr 2009 to 2009-04-01": Window(parse_period("2009-04-01"), parse_period("2009-04-01")),
    "Q1 2009/10 to 2009/10": Window(parse_period("Q1 2009/10"), parse_period("2009/10")),
    "from Jun 2009": Start(parse_period("Jun 2009")),
    "Jul 2009, Jan 2010": Points((parse_period("Jul 2009"), parse_period("Jan 2010"))),
    "Jan 2010 , 3 Feb 2010,Q1 2010/11": Points(
        tuple(map(parse_period, ("Jan 2010", "2010-02-03", "Q1 2010/11")))
    ),
    "every week": Repeat("week", None, None),
    "every month": Repeat("month", None, None),
    "every 2 months": Repeat("2 months", None, None),
    "every quarter": Repeat("quarter", None, None),
    "every 6 months": Repeat("6 months", None, None),
    "every year": Repeat("year", None, None),
    "every quarter from Oct 2009": Repeat("quarter", parse_period("Oct 2009"), None),
    "every quarter to Apr 2011": Repeat("quarter", None, parse_period("Apr 2011")),
    "every month from Oct 2009 to 2010": Repeat(
        "month", parse_period("Oct 2009"), parse_period("2010")
    ),
    "throughout 2009/10": Throughout(parse_period("2009/10")),
    "ongoing": Ongoing(None),
    "ongoing from 2010": Ongoing(parse_period("2010")),
    "undated (to be agreed)": Undated("to be agreed"),
    "undated (held elsewhere: the plan, part (b))": Undated("held elsewhere: the plan, part (b)"),
}

# What is refused, and the words of its answer that tell what to write instead.
REFUSED = {
    "": ["is empty", "write a time"],
    "?": ["is empty"],
    "2009-10": ["two ways", "Oct 2009", "2009/10"],
    "2009-11": ["Nov 2009 for the month"],
    "2009-13": ["a month such as Oct 2009"],
    "1899-10": ["1900"],
    "Q2 2009": ["calendar or the financial year", "Q2 2009/10", "Jun 2009"],
    "Q2 2009 to Q3 2009/10": ["calendar or the financial year"],
    "q42009": ["Q4 2009/10", "Dec 2009"],
    "H1 2009": ["H1 2009/10", "Jun 2009"],
    "Jan 10": ["a day or a year", "Jan 2010", "10 Jan with its year"],
    "November 09": ["Nov 2009", "9 Nov"],
    "Sep '09": ["Sep 2009"],
    "Jan 45": ["century", "Jan 2045"],
    "31 Feb 2010": ["does not exist", "1 to 28 Feb 2010"],
    "29 Feb 2010": ["1 to 28 Feb 2010"],
    "30 Feb 2008": ["1 to 29 Feb 2008"],
    "0 Jan 2010": ["1 to 31 Jan 2010"],
    "2009-09-31": ["31 Sep 2009", "1 to 30 Sep 2009"],
    "2009-13-01": ["no such month"],
    "2009-00-01": ["no such month"],
    "Dec 2009 to Jun 2009": ["ends before it starts", "earlier time first"],
    "every month from Dec 2009 to Jun 2009": ["ends before it starts"],
    "Jan 2009 to Feb 2009 to Mar 2009": ["more than two ends"],
    "2009-1010": ["not one financial year", "2009/10"],
    "2009-2011": ["not one financial year", "2009/10 to 2010/11"],
    "2009-2010": ["is written 2009/10"],
    "2009/2010": ["is written 2009/10"],
    "2009/11": ["not a financial year", "2009/10"],
    "Q3 2009/11": ["not a financial year", "2009/10"],
    "09/10": ["century", "2009/10"],
    "1/4/2009": ["1 Apr 2009 or 4 Jan 2009"],
    "01.04.09": ["1 Apr 2009 or 4 Jan 2009"],
    "1-4-2009": ["1 Apr 2009 or 4 Jan 2009"],
    "End 2009": ["by Dec 2009"],
    "end of March 2010": ["by March 2010"],
    "the end of Q1 2009/10": ["by Q1 2009/10"],
    "Sept 2009": ["Sep 2009"],
    "sept. 2009": ["Sep 2009"],
    "March": ["no year", "Mar and the year"],
    "end March": ["no year", "by Mar and the year"],
    "end of March": ["no year", "by Mar and the year"],
    "Quarterly": ["every quarter"],
    "monthly": ["every month"],
    "1850": ["1900 to 2199"],
    "9999": ["1900 to 2199"],
    "30 Sep 0000": ["1900 to 2199"],
    "every": ["'every' is not a repeat", "2 months"],
    "every day": ["not a repeat", f"{', '.join(UNIT_NAMES[:-1])} or {UNIT_NAMES[-1]}"],
    "every 3 months": ["not a repeat"],
    "every quarter from": ["not a repeat"],
    "from": ["is empty"],
    "by": ["is empty"],
    "throughout": ["is empty"],
    "from Jun 2009 to Dec 2009": ["a range is written 'Jun 2009 to Dec 2009'"],
    "throughout Jun 2009 to Dec 2009": ["a range is written"],
    "ongoing until Dec 2009": ["'ongoing' or 'ongoing from Oct 2009'"],
    "undated": ["reason in brackets", "undated (to be agreed)"],
    "undated ()": ["reason in brackets"],
    "undated ( )": ["reason in brackets"],
    "undated to be agreed": ["reason in brackets"],
    "undated (": ["reason in brackets"],
    "Jul 2009,": ["is empty"],
    "Jul 2009, July 2009": ["a time twice", "each once"],
    "2010 ??": ["not a time"],
    "Q5 2009/10": ["not a time"],
    "H3 2009/10": ["not a time"],
    "to be agreed": ["names no time", "undated (to be agreed)"],
    "28 Aug": ["no year", "28 Aug and the year"],
    "31/05/2009": ["31 May 2009"],
    "as soon as possible": ["not a time", "30 Sep 2009", "Q3 2009/10"],
    "\N{ARABIC-INDIC DIGIT TWO}010": ["not a time"],
}


def answer(text: str) -> str:
    try:
        return f"{parse(text)} is understood."
    except NotATimescale as refusal:
        return str(refusal)


@pytest.mark.parametrize(("text", "expected"), PERIODS.items())
def test_a_period_is_read_as_whole_days_with_the_label_of_its_refs(
    text: str, expected: tuple[str, str, str]
) -> None:
    period = parse_period(text)
    assert (period.first.isoformat(), period.last.isoformat(), period.label) == expected


@pytest.mark.parametrize("text", FORMS)
def test_each_form_is_read_as_design_says(text: str) -> None:
    assert parse(text).when == FORMS[text]
    assert not parse(text).confirm


@pytest.mark.parametrize("text", FORMS)
@pytest.mark.parametrize("mark", ["?", " ?"])
def test_a_question_mark_after_any_form_asks_to_confirm_it(text: str, mark: str) -> None:
    assert parse(text + mark).when == FORMS[text]
    assert parse(text + mark).confirm


@pytest.mark.parametrize("text", [text for text in FORMS if "undated" not in text])
def test_capitals_and_spaces_make_no_difference(text: str) -> None:
    assert parse(text.upper()).when == FORMS[text]
    assert parse(f"\t{text.lower()}\n".replace(" ", " \N{NO-BREAK SPACE} ")).when == FORMS[text]


def test_a_question_inside_a_reason_asks_nothing() -> None:
    assert not parse("undated (by whom?)").confirm
    assert parse("undated (by whom?)?").confirm


def test_a_reason_keeps_its_capitals() -> None:
    assert parse("UNDATED  (To be  agreed by NOMS)").when == Undated("To be agreed by NOMS")


@pytest.mark.parametrize("text", REFUSED)
def test_a_refusal_says_what_to_write_instead(text: str) -> None:
    with pytest.raises(NotATimescale) as refusal:
        parse(text)
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert [words for words in REFUSED[text] if words not in sentence] == []


@pytest.mark.parametrize(
    "text", ["2009-10", "Q2 2009", "Jan 10", "31 Feb 2010", "1/4/2009", "2009-1010", "soon"]
)
@pytest.mark.parametrize(
    "form",
    [
        "by {}",
        "from {}",
        "{} to 2011",
        "Apr 2009 to {}",
        "{}, 2010",
        "throughout {}",
        "ongoing from {}",
        "every month from {}",
        "every month to {}",
        "{}?",
    ],
)
def test_a_time_that_cannot_be_read_is_refused_wherever_it_stands(form: str, text: str) -> None:
    with pytest.raises(NotATimescale, match=text):
        parse(form.format(text))


def test_a_very_long_reason_without_its_bracket_is_refused_at_once() -> None:
    with pytest.raises(NotATimescale, match="brackets"):
        parse("undated (" + "a" * 2_000_000)


@pytest.mark.parametrize("text", ["Sep 2009", "by Sep 2009", "Sep 2009?", " 30 september 2009"])
def test_a_new_date_is_one_period_with_or_without_by(text: str) -> None:
    assert parse_due(text).last == date(2009, 9, 30)


@pytest.mark.parametrize(
    "text",
    [
        "Jun 2009 to Dec 2009",
        "from Jun 2009",
        "Jul 2009, Jan 2010",
        "every month",
        "throughout 2009/10",
        "ongoing",
        "undated (to be agreed)",
    ],
)
def test_a_new_date_that_is_no_single_date_is_refused(text: str) -> None:
    with pytest.raises(NotATimescale, match="not a single date"):
        parse_due(text)


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_reads_the_same_in_words_and_in_figures(day: date) -> None:
    words = f"{day.day} {day:%b %Y}"
    assert parse_period(words) == parse_period(day.isoformat())
    assert parse_period(words).first == parse_period(words).last == day


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    assert answer(text).endswith(".")


_WORDS = st.sampled_from(
    [
        "by",
        "from",
        "to",
        "every",
        "week",
        "month",
        "months",
        "quarter",
        "year",
        "throughout",
        "ongoing",
        "undated",
        "(",
        ")",
        ",",
        "?",
        "-",
        "/",
        "'",
        ".",
        "end",
        "of",
        "2",
        "6",
        "09",
        "10",
        "31",
        "2009",
        "2010",
        "2009/10",
        "2009-10",
        "2009-09-30",
        "99",
        "0000",
        "9999",
        "Q1",
        "Q4",
        "H2",
        "H3",
        "spring",
        "autumn",
        "winter",
        "Feb",
        "September",
        "sept",
        "Jan",
        "1/4/09",
        "(x)",
    ]
)


@settings(deadline=None, max_examples=400)
@given(st.lists(_WORDS, max_size=8), st.sampled_from(["", " "]))
def test_any_words_of_the_language_are_read_or_refused_with_a_sentence(
    words: list[str], between: str
) -> None:
    assert answer(between.join(words)).endswith(".")


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("by Sep 2009?", ("by Sep 2009", True)),
        (" by Sep 2009 ? ", (" by Sep 2009", True)),
        ("some day ??", ("some day ?", True)),
        ("undated (why?)", ("undated (why?)", False)),
        ("?", ("", True)),
        ("", ("", False)),
    ],
)
def test_the_query_is_split_off_any_text(when: str, expected: tuple[str, bool]) -> None:
    assert split_query(when) == expected
