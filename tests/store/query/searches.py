"""Searches with words, and the day on which they are made."""

from datetime import date

from plan_data.load import LoadedPlan
from store.checklist.checklist import Checklist, build_checklist
from store.query.search import read_words
from store.query.text_index import TextIndex

DAY = date(2009, 11, 30)


def found(plan: LoadedPlan, words: str) -> list[str]:
    return found_in(build_checklist(plan, (), DAY), words)


def found_in(checklist: Checklist, words: str) -> list[str]:
    search = read_words(checklist, words)
    return [item.ref for item in search.select(checklist.items, TextIndex(checklist))]


def refs(checklist: Checklist, words: str) -> set[str]:
    return set(found_in(checklist, words))
