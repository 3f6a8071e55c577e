"""The grammar of a search, one row for each form: docs/searching.md and the app's help show it."""

from msgspec import Struct

from plan_data.load import LoadedPlan
from store.query.filters import EXAMPLE_WORDS, NOT_STATED, SORT_NAMES
from tui.wording.plan_words import sentence_in_own_words


class GrammarRow(Struct, frozen=True):
    """A form of words, what it finds, and an example that finds something in the demo."""

    form: str
    meaning: str
    example: str


GRAMMAR: tuple[GrammarRow, ...] = (
    GrammarRow(
        "words side by side",
        "all of them; but of several pathways, leads, tags, statuses or months any",
        EXAMPLE_WORDS,
    ),
    GrammarRow('a word, a "phrase"', "in anything that is shown of an item", '"domestic violence"'),
    GrammarRow(
        "and, or, not, ( )",
        "not comes before and, and before or",
        "ELS and (overdue or continuing) not contracts",
    ),
    GrammarRow("a status", "exactly what the list calls it", "not due"),
    GrammarRow("late", "overdue, late start and return overdue", "late DRUGS"),
    GrammarRow("closed", "done, done late and met", "closed ELS"),
    GrammarRow("rescheduled", "with an approved new date", "rescheduled"),
    GrammarRow("forecast", "with a forecast: when it is now expected", "forecast overdue"),
    GrammarRow("no word yet", "due soon or not due, and nobody reported on it", "no word yet ELS"),
    GrammarRow("reported on", "due soon or not due, and green", "reported on PP"),
    GrammarRow("not stated", "without a lead or without a pathway", "not stated"),
    GrammarRow("a number", "that priority, objective or milestone and what is below it", "2.4"),
    GrammarRow("a code", "a pathway, a lead with all its parts, or a tag", "DRUGS"),
    GrammarRow("a month", "due in it, in any year", "jan"),
    GrammarRow("lead:CODE", "this lead alone, by code, name or printed spelling", "lead:JCP"),
    GrammarRow("lead:CODE*", "this lead and all its parts", "lead:NOMS*"),
    GrammarRow(
        "pathway: tag: priority: status:", "one of these by its code or name", "priority:2.4"
    ),
    GrammarRow(
        "serves:CODE", "for this indicator, or this PSA with its indicators", 'serves:"PSA 23"'
    ),
    GrammarRow(
        "area:CODE",
        "of an objective with a measure of this area; a measure of it",
        "ELS or area:DERBY",
    ),
    GrammarRow("by:AUTHOR", "with an entry by this author", 'by:"ELS lead"'),
    GrammarRow("due<board", "open, and due by the next Board meeting", "due<board sort:due"),
    GrammarRow(
        "due<DATE",
        "due before it; also <=, >, >= and = (within it)",
        "due<=dec-2009 not closed",
    ),
    GrammarRow("due=none", "without a date", "due=none OM"),
    GrammarRow("mine", "your own items, as the filter named mine says", "overdue not mine"),
    GrammarRow("sort:ORDER", f"in this order: {', '.join(SORT_NAMES)}", "late sort:due"),
)


def grammar_of_plan(loaded: LoadedPlan) -> list[GrammarRow]:
    """Return the grammar in the plan's words, without forms for what the plan never states."""
    rows = []
    for row in GRAMMAR:
        if row.form.startswith("lead:") and not loaded.has_leads:
            continue
        if row.form == NOT_STATED and not loaded.stated_nouns:
            continue
        meaning = row.meaning
        if not row.form.startswith("sort:"):  # whose meaning lists words that can be typed
            meaning = sentence_in_own_words(meaning, loaded)
        rows.append(GrammarRow(row.form, meaning, row.example))
    return rows
