"""A search as people type it, such as `overdue ELS oct`: one grammar for shell, app and filters.

docs/searching.md has the grammar.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from plan_data.errors import Refused
from store.checklist.checklist import Checklist, ChecklistItem
from store.query.condition_joins import (
    SearchTerm,
    all_of,
    any_of,
    join_alternatives,
    kind_of_condition,
)
from store.query.conditions import EVERYTHING, CodeKind, Condition, HasCode, NeverMet, Not
from store.query.filters import SortName
from store.query.search_terms import MOST_STATE_WORDS, STATE_WORDS, TermReader, text_condition
from store.query.search_tokens import Token, split_search
from store.query.sorting import find_sort
from store.query.text_index import TextIndex

_MOST_BRACKETS = 40  # one within another
_AND, _OR, _NOT, _SORT = "and", "or", "not", "sort"


class Search(Struct, frozen=True):
    """What words mean: a condition, and the order to show the items in, None for the plan's.

    `problem` is a sentence about what cannot be read; the rest is searched for all the same.
    """

    condition: Condition = EVERYTHING
    sort: SortName | None = None
    problem: str = ""

    def select(self, items: Sequence[ChecklistItem], index: TextIndex) -> tuple[ChecklistItem, ...]:
        """Return those of `items` that match, in their order; texts are searched in `index`."""
        return tuple(self.condition.select(items, index))

    def required_codes(self, kind: CodeKind) -> tuple[str, ...]:
        """Return the codes one of which every item found has, none if it may have any."""
        codes: list[str] = []
        for condition in self.condition.required():
            if isinstance(condition, HasCode) and condition.kind == kind:
                codes += sorted(condition.codes)
        return tuple(codes)


def read_words(checklist: Checklist, text: str, *, while_typing: bool = False) -> Search:
    """Return what words mean; one that names nothing else is searched in the texts.

    `while_typing`, what is incomplete is completed or left out, and `problem` says what it was.

    Raises:
        Refused: if the words cannot be read, unless `while_typing`.

    """
    return _Reader(checklist, text, while_typing=while_typing).read()


class _Reader:
    """Reads one search from its tokens, each once, from left to right."""

    def __init__(self, checklist: Checklist, text: str, *, while_typing: bool) -> None:
        self._terms = TermReader(checklist)
        self._tokens = split_search(text)
        self._place = 0
        self._depth = 0
        self._while_typing = while_typing
        self._ends_open = text == text.rstrip()  # the last word may still grow
        self._sort: SortName | None = None
        self._problem = ""

    def read(self) -> Search:
        parts = [self._read_alternatives()]
        while self._token is not None:  # a bracket that nothing opened
            self._report("there is a ')' without a '(' before it.")
            self._place += 1
            if self._token is not None:
                parts.append(self._read_alternatives())
        return Search(all_of(parts), self._sort, self._problem)

    @property
    def _token(self) -> Token | None:
        if self._place < len(self._tokens):
            return self._tokens[self._place]
        return None

    @property
    def _word(self) -> str:
        return self._word_at(self._place)

    def _word_at(self, place: int) -> str:
        if place < len(self._tokens):
            return self._tokens[place].word
        return ""

    def _report(self, sentence: str) -> None:
        """Refuse the words, or keep the first sentence about them while they are typed."""
        if not self._while_typing:
            raise Refused(f"these words cannot be searched for: {sentence}")
        self._problem = self._problem or sentence

    # and, or, not and brackets

    def _read_alternatives(self) -> Condition:
        parts = [self._read_all()]
        while self._take_operator(_OR):
            parts.append(self._read_all(after=_OR))
        return any_of(parts)

    def _read_all(self, after: str = "") -> Condition:
        parts = [self._read_side_by_side(after)]
        while self._take_operator(_AND):
            parts.append(self._read_side_by_side(_AND))
        return all_of(parts)

    def _take_operator(self, operator: str) -> bool:
        if self._word != operator:
            return False
        self._place += 1
        return True

    def _read_side_by_side(self, after: str) -> Condition:
        """Return what terms side by side mean: all of them, and of bare codes of a kind any."""
        terms: list[SearchTerm] = []
        start = self._place
        while (term := self._read_operand()) is not None:
            terms.append(term)
        if self._place == start:
            self._report_missing_words(after)
        return all_of(join_alternatives(terms))

    def _report_missing_words(self, after: str) -> None:
        word = self._word
        if after:
            self._report(_needs_words(after))
        elif word in {_AND, _OR}:
            self._report(_needs_words(word))

    def _read_operand(self) -> "SearchTerm | None":
        """Return the next term with the `not` before it, None if there is none."""
        is_negated = False
        while self._word == _NOT and not self._starts_with_state():
            is_negated = not is_negated
            self._place += 1
            if not self._starts_operand():
                self._report(_needs_words(_NOT))
                return SearchTerm(EVERYTHING)
        term = self._read_term()
        if term is None or not is_negated or term.condition == EVERYTHING:
            return term
        return SearchTerm(Not(part=term.condition))

    def _starts_operand(self) -> bool:
        token = self._token
        return token is not None and token.kind != "close" and self._word not in {_AND, _OR}

    def _starts_with_state(self) -> bool:
        """Return whether a state of several words is next: `not due`, but not in `not due soon`."""
        return bool(self._state_at(self._place)) and not self._state_at(self._place + 1)

    def _state_at(self, place: int) -> str:
        """Return the longest state of several words at a place, empty if there is none."""
        for count in range(MOST_STATE_WORDS, 1, -1):
            words = " ".join([self._word_at(place + n) for n in range(count)])
            if words in STATE_WORDS:
                return words
        return ""

    def _read_term(self) -> "SearchTerm | None":
        token = self._token
        if token is None or not self._starts_operand():
            return None
        if words := self._state_at(self._place):
            self._place += len(words.split())
            state = self._terms.state(words)
            return SearchTerm(state, kind_of_condition(state))
        self._place += 1
        if not token.is_closed:
            self._report("a quotation mark is not closed.")
        if token.kind == "word":
            condition = self._terms.word(token)
            return SearchTerm(condition, kind_of_condition(condition))
        return SearchTerm(self._read_alone(token))

    def _read_alone(self, token: Token) -> Condition:
        """Return what a token asks for that never joins those beside it as an alternative."""
        match token.kind:
            case "open":
                return self._read_brackets()
            case "phrase":
                return text_condition(token.typed, token.text)
            case "due":
                return self._value_condition(token, self._terms.due)
            case _:
                return self._value_condition(token, self._field)

    def _field(self, token: Token) -> Condition:
        """Return what a field asks for; `sort:` is kept as the order of the items."""
        if token.name != _SORT:
            return self._terms.field(token)
        self._sort = find_sort(token.text)
        return EVERYTHING

    def _read_brackets(self) -> Condition:
        self._depth += 1
        if self._depth > _MOST_BRACKETS:
            self._place = len(self._tokens)
            self._report(f"more than {_MOST_BRACKETS} brackets are open at once.")
            return EVERYTHING
        start = self._place
        condition = self._read_alternatives()
        if self._token is None:
            self._report("a '(' is not closed: add a ')'.")
        elif self._place == start:
            self._report("there is nothing between '(' and ')'.")
        self._place += 1
        self._depth -= 1
        return condition

    def _value_condition(self, token: Token, read: Callable[[Token], Condition]) -> Condition:
        """Return what a field or a date asks for, NeverMet if it names nothing."""
        may_grow = self._while_typing and self._token is None and self._ends_open
        if not token.text:
            self._report(f"'{token.typed}' needs a word after it.")
            return EVERYTHING
        try:
            return read(token)
        except Refused as refusal:
            self._report(str(refusal))
        if may_grow or token.name == _SORT:
            return EVERYTHING
        return NeverMet(typed=token.typed)


def _needs_words(operator: str) -> str:
    where = "before and after it"
    if operator == _NOT:
        where = "after it"
    return (
        f"'{operator}' needs words {where}; to search for the word itself, put it in quotation"
        f' marks: "{operator}".'
    )
