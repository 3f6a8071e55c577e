"""The words of a Board's answer that are recorded if nobody wrote others."""

from collections.abc import Mapping
from datetime import date

from store.dates import format_day
from store.journal.entry import Answer, TabledAsk

_ANSWER_WORDS: Mapping[str, str] = {
    "approve": "Approved",
    "refuse": "Refused",
    "defer": "Deferred",
}


def answer_word(answer: str) -> str:
    """Return what was answered: Approved, Refused or Deferred; a later version's word as it is."""
    return _ANSWER_WORDS.get(answer, answer)


def answer_text(ask: TabledAsk, answer: Answer) -> str:
    """Return the words of an answer; they do not repeat what a note asks for, see `TabledAsk`."""
    word = answer_word(answer)
    if ask.to:
        new_date = format_day(date.fromisoformat(ask.to))
        return f"{word}: new date {new_date} for {ask.ref}."
    return f"{word}: ask {ask.number} of the paper, about {ask.ref}."
