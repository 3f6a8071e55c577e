"""What the words of a search mean for entries: their own texts and authors, and their items' state."""

from collections.abc import Callable
from typing import Any

from plan_data.text import fold
from store.checklist.checklist import Checklist
from store.journal.entry import Entry
from store.query.conditions import AllOf, AnyOf, Condition, HasText, Not, WrittenBy
from store.query.text_index import number_pattern

EntryTest = Callable[[Entry], bool]
WordsOf = Callable[[Entry], str]


def entry_test(condition: Condition, checklist: Checklist, words_of: WordsOf) -> EntryTest:
    """Return what tells whether an entry is asked for.

    A text is looked for in the entry's own words, which `words_of` returns folded, and an author
    is the entry's. Everything else is asked of the item that it is about.
    """
    make_test = _MAKERS.get(type(condition), _about_item)
    return make_test(condition, checklist, words_of)


def _all_of(condition: AllOf, checklist: Checklist, words_of: WordsOf) -> EntryTest:
    tests = [entry_test(part, checklist, words_of) for part in condition.parts]
    if len(tests) == 1:
        return tests[0]
    return lambda entry: all(test(entry) for test in tests)


def _any_of(condition: AnyOf, checklist: Checklist, words_of: WordsOf) -> EntryTest:
    tests = [entry_test(part, checklist, words_of) for part in condition.parts]
    return lambda entry: any(test(entry) for test in tests)


def _not(condition: Not, checklist: Checklist, words_of: WordsOf) -> EntryTest:
    test = entry_test(condition.part, checklist, words_of)
    return lambda entry: not test(entry)


def _has_text(condition: HasText, _checklist: Checklist, words_of: WordsOf) -> EntryTest:
    text = condition.text
    if not condition.is_number:
        return lambda entry: text in words_of(entry)
    pattern = number_pattern(text)
    return lambda entry: pattern.search(words_of(entry)) is not None


def _written_by(condition: WrittenBy, _checklist: Checklist, _words_of: WordsOf) -> EntryTest:
    return lambda entry: condition.author in fold(entry.by)


def _about_item(condition: Condition, checklist: Checklist, _words_of: WordsOf) -> EntryTest:
    refs = {item.ref for item in checklist.items if condition.passes(item)}
    return lambda entry: entry.ref in refs


# What makes the test of each class; mypy does not know that each is called with its own class.
_MAKERS: dict[type[Condition], Callable[[Any, Checklist, WordsOf], EntryTest]] = {
    AllOf: _all_of,
    AnyOf: _any_of,
    Not: _not,
    HasText: _has_text,
    WrittenBy: _written_by,
}


def marked_words(condition: Condition) -> tuple[str, ...]:
    """Return the folded texts that a search asks for, to be marked where they are found."""
    texts, authors = [], []
    for part in condition.positive():
        if isinstance(part, HasText):
            texts.append(part.text)
        elif isinstance(part, WrittenBy):
            authors.append(part.author)
    return tuple(dict.fromkeys(filter(None, [*texts, *authors])))
