"""Why a search finds nothing: the words that nothing has, and the nearest that something has."""

from collections.abc import Iterable, Iterator

from plan_data.suggest import join_with_or, nearest_names
from plan_data.text import fold, one_line
from plan_data.timescale.periods import MONTH_NAMES
from store.checklist.checklist import Checklist
from store.query.conditions import Condition, HasText
from store.query.search import Search
from store.query.search_terms import STATE_WORDS
from store.query.text_index import TextIndex

_MOST_NAMED = 3  # words that find nothing
_MOST_COMPARED = 20_000  # words of a plan: to compare more would be slow
_NEAR_CODE, _NEAR_WORD = 0.65, 0.75  # how alike a suggestion must be, 1 being equal


def explain_nothing_found(
    search: Search, index: TextIndex, text: str = "", *, while_typing: bool = False
) -> str:
    """Return a sentence on why nothing is found; `text` is a phrase that was asked for as well.

    `while_typing`, only codes and words of the grammar are suggested, which is quick.
    """
    if search.problem:
        return search.problem
    asked = list(search.condition.positive())
    if text:
        asked.append(HasText(typed=text, text=fold(text)))
    items = index.checklist.items
    missing = [condition for condition in asked if not condition.select(items, index)]
    if missing:
        return _missing_text(missing[:_MOST_NAMED], index, while_typing=while_typing)
    if len(asked) > 1:
        return "no item fits all of these words at once."
    return ""


def _missing_text(missing: Iterable[Condition], index: TextIndex, *, while_typing: bool) -> str:
    sentences: dict[str, None] = {}
    for condition in missing:
        sentence = _missing_sentence(condition, index, while_typing=while_typing)
        sentences[sentence] = None
    text = "; ".join(sentences)
    if text.endswith("?"):
        return text
    return f"{text}."


def _missing_sentence(condition: Condition, index: TextIndex, *, while_typing: bool) -> str:
    typed = one_line(condition.typed)
    if typed.startswith('"'):
        typed = typed.strip('"')
    sentence = f"no item has '{typed}'"
    if not isinstance(condition, HasText):
        return sentence
    nearest = _nearest_words(condition.text, index, while_typing=while_typing)
    if not nearest:
        return sentence
    return f"{sentence}; did you mean {join_with_or(nearest)}?"


def _nearest_words(text: str, index: TextIndex, *, while_typing: bool) -> list[str]:
    """Return the words of the grammar and the plan's codes that are near, else words of texts."""
    nearest = nearest_names(text, _known_words(index.checklist), cutoff=_NEAR_CODE)
    if nearest or while_typing:
        return nearest
    words = index.words()
    if len(words) > _MOST_COMPARED:
        return []
    return nearest_names(text, sorted(words), cutoff=_NEAR_WORD)


def _known_words(checklist: Checklist) -> Iterator[str]:
    about = checklist.loaded.about
    yield from STATE_WORDS
    yield from MONTH_NAMES
    for explained in (about.pathways, about.agencies, about.tags):
        for named in explained:
            yield named.code
