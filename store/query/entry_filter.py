"""What the words of a search mean for entries: their own texts and authors, and their items' state."""

import re
from collections.abc import Callable, Iterable

from plan_data.text import fold
from store.checklist.checklist import Checklist
from store.journal.entry import Entry
from store.query.conditions import AllOf, AnyOf, Condition, HasText, Not, WrittenBy

EntryTest = Callable[[Entry], bool]
WordsOf = Callable[[Entry], str]


def entry_test(condition: Condition, checklist: Checklist, words_of: WordsOf) -> EntryTest:
    """Return what tells whether an entry is asked for.

    A text is looked for in the entry's own words, which `words_of` returns folded, and an author
    is the entry's. Everything else is asked of the item that it is about.
    """
    match condition:
        case AllOf(parts=parts):
            tests = [entry_test(part, checklist, words_of) for part in parts]
            return tests[0] if len(tests) == 1 else _all_of(tests)
        case AnyOf(parts=parts):
            return _any_of([entry_test(part, checklist, words_of) for part in parts])
        case Not(part=part):
            return _not(entry_test(part, checklist, words_of))
        case HasText(text=text, is_number=is_number):
            return _has_number(text, words_of) if is_number else _has_text(text, words_of)
        case WrittenBy(author=author):
            return lambda entry: author in fold(entry.by)
        case _:
            return _about_item(condition, checklist)


def _all_of(tests: Iterable[EntryTest]) -> EntryTest:
    parts = tuple(tests)
    return lambda entry: all(test(entry) for test in parts)


def _any_of(tests: Iterable[EntryTest]) -> EntryTest:
    parts = tuple(tests)
    return lambda entry: any(test(entry) for test in parts)


def _not(test: EntryTest) -> EntryTest:
    return lambda entry: not test(entry)


def _has_text(text: str, words_of: WordsOf) -> EntryTest:
    return lambda entry: text in words_of(entry)


def _has_number(number: str, words_of: WordsOf) -> EntryTest:
    pattern = re.compile(rf"(?<![\d.]){re.escape(number)}(?!\.?\d)")
    return lambda entry: pattern.search(words_of(entry)) is not None


def _about_item(condition: Condition, checklist: Checklist) -> EntryTest:
    refs = {item.ref for item in checklist.items if condition.passes(item)}
    return lambda entry: entry.ref in refs


def marked_words(condition: Condition) -> tuple[str, ...]:
    """Return the folded texts that a search asks for, to be marked where they are found."""
    words = [part.text for part in condition.positive() if isinstance(part, HasText)]
    words += [part.author for part in condition.positive() if isinstance(part, WrittenBy)]
    return tuple(dict.fromkeys(filter(None, words)))
