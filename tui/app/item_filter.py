"""The filter of a workspace: its words, the user's own items, and what passes."""

from collections.abc import Iterable

from msgspec.structs import replace

from plan_data.errors import Refused
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.measure_states import MeasureState
from store.query.match_reasons import MatchReason, match_reasons
from store.query.measure_filter import without_blank
from store.query.measure_search import MeasureSearch
from store.query.search import Search, read_words
from store.query.sorting import sort_items
from store.query.text_index import TextIndex
from tui.config.saved_filters import MINE, only_mine, with_mine


class ItemFilter:
    """Words that select items and measures of a checklist.

    `items` are the checklist's items that pass, in plan order; `search` is what the words mean.
    `mine_words` select the user's own items, which are the only ones with `only_mine`.
    """

    def __init__(self, mine_words: str) -> None:
        """Make a filter that lets everything pass, of a checklist that `follow` sets."""
        self.words = ""
        self.only_mine = False
        self.mine_words = mine_words
        self.search = Search()
        self.items: tuple[ChecklistItem, ...] = ()
        self._checklist: Checklist | None = None
        self._text_index: TextIndex | None = None
        self._measure_search: MeasureSearch | None = None
        self._measures: tuple[MeasureState, ...] | None = None

    def follow(self, checklist: Checklist) -> None:
        """Filter another state of the checklist."""
        self._checklist = checklist
        self._measure_search = None
        if self._text_index is not None:
            self._text_index = self._text_index.follow(checklist)
        self._apply()

    @property
    def checklist(self) -> Checklist:
        """The checklist that is filtered."""
        if self._checklist is None:
            raise ValueError("the filter has no checklist yet")
        return self._checklist

    def set_words(self, words: str) -> None:
        """Keep only the items that match the words; no words keep all."""
        self.words = words.strip()
        self._apply()

    def show(self, words: str, *, only_mine: bool) -> None:
        """Keep only the items that match the words, and of these only the user's own or all."""
        if (words, only_mine) != (self.words, self.only_mine):
            self.only_mine = only_mine
            self.set_words(words)

    def set_mine(self, words: str) -> None:
        """Set which items are the user's own; without words all are shown again."""
        if words == self.mine_words:
            return
        self.mine_words = words
        self.only_mine = self.only_mine and bool(words)
        self._apply()

    def check_words(self, words: str) -> None:
        """Check that words can be read as a filter and find something.

        Raises:
            Refused: if they cannot, or do not; it says why.

        """
        search = read_words(self.checklist, with_mine(self.mine_words, words))
        if not search.select(self.checklist.items, self.text_index):
            from store.query.suggestions import explain_nothing_found

            reason = explain_nothing_found(search, self.text_index)
            raise Refused(reason or f"nothing in this plan fits '{words}'.")

    @property
    def words_in_force(self) -> str:
        """The words, with `mine` before them if only the user's own items are shown."""
        return only_mine(self.words) if self.only_mine else self.words

    @property
    def plain_words_in_force(self) -> str:
        """The words in force as anybody can use them: `mine` replaced by what it stands for."""
        words = self.words_in_force
        try:
            return with_mine(self.mine_words, words)
        except Refused:
            return words

    @property
    def text_index(self) -> TextIndex:
        """The texts of the checklist's items, which are built when they are first searched."""
        if self._text_index is None:
            self._text_index = TextIndex(self.checklist)
        return self._text_index

    def prepare_search(self) -> None:
        """Build the texts that are searched, so that the first letter does not wait for them."""
        self.text_index.build()

    def _apply(self) -> None:
        items = self.checklist.items
        if self.only_mine:
            items = self.read(MINE).select(items, self.text_index)
        self.search = self.read(self.words)
        self.items = self.search.select(items, self.text_index)
        self._measures = None

    @property
    def measures(self) -> tuple[MeasureState, ...]:
        """The measures that pass, in plan order; selected when first asked for."""
        if self._measures is None:
            if self._measure_search is None:
                self._measure_search = MeasureSearch(self.checklist)
            found = self._measure_search.select(self.search.condition)
            if self.only_mine:
                found = self._measure_search.among(found, self.read(MINE).condition)
            self._measures = without_blank(found, condition=self.search.condition)
        return self._measures

    def find_items(self, words: str) -> tuple[ChecklistItem, ...]:
        """Return the items that a filter of other words would show."""
        return self.read(words).select(self.checklist.items, self.text_index)

    def read(self, words: str) -> Search:
        """Return what words mean as a filter; what cannot be read of them is its `problem`."""
        try:
            plain = with_mine(self.mine_words, words)
        except Refused as refusal:
            search = read_words(self.checklist, words, while_typing=True)
            return replace(search, problem=search.problem or refusal.sentence)
        return read_words(self.checklist, plain, while_typing=True)

    def match_reasons(self, item: ChecklistItem) -> list[MatchReason]:
        """Return why the words found an item; nothing without words."""
        if not self.words:
            return []
        return match_reasons(self.search, item, self.text_index)

    def explain_nothing_found(self, *, while_typing: bool) -> str:
        """Return which of the words find nothing, and what may be meant instead."""
        from store.query.suggestions import explain_nothing_found

        return explain_nothing_found(self.search, self.text_index, while_typing=while_typing)

    def in_order(self, items: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
        """Return items in the order that the words ask for, else as they are."""
        return sort_items(items, self.search.sort)
