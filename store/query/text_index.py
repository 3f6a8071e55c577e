"""The text of each item in which words are searched: all that a person sees of it, folded.

What several items share, such as their objective and their lead, is kept once for all of them.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from plan_data.items import PlanItem, walk_places
from plan_data.load import LoadedPlan
from plan_data.model import About, Agency, Milestone, Objective, Pathway, Priority, Section, Source
from plan_data.text import fold
from store.checklist.checklist import Checklist, ChecklistItem
from store.dates import format_day
from store.journal.entry import Entry
from store.query.filters import NOT_STATED

_Optional = str | None
Fact = tuple[str, _Optional]
"""What a text of an item is, such as its title, and the text, if there is any."""
_SharedKey = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]


class TextIndex:
    """The folded texts of a checklist's items, built when a text is first searched.

    `before` is an index that is built; what cannot have changed since is taken from it.
    `texts` are those of each item alone, by ref; `plan_texts` is None until they are built.
    """

    def __init__(self, checklist: Checklist, before: "TextIndex | None" = None) -> None:
        self.checklist = checklist
        self._before = before
        self.plan_texts: PlanTexts | None = None
        self.texts: dict[str, str] = {}

    def follow(self, checklist: Checklist) -> "TextIndex":
        """Return the index of a later checklist, which builds only what differs."""
        before = self._before if self.plan_texts is None else self
        return TextIndex(checklist, before)

    def build(self) -> "PlanTexts":
        """Build the texts, so that the first search does not wait for them."""
        if self.plan_texts is None:
            self.plan_texts = self._build_plan_texts()
            self.texts = self._build_texts(self.plan_texts)
            self._before = None
        return self.plan_texts

    def _build_plan_texts(self) -> "PlanTexts":
        before, loaded = self._before, self.checklist.loaded
        if before and before.plan_texts and before.checklist.loaded is loaded:
            return before.plan_texts
        self._before = None  # of another plan
        return PlanTexts(loaded)

    def _build_texts(self, plan_texts: "PlanTexts") -> dict[str, str]:
        """Return the text of each item by ref, shared texts excepted."""
        texts = plan_texts.own.copy()
        unchanged: set[int] = set()
        if self._before:
            unchanged = {id(item) for item in self._before.checklist.items}
            before_texts = self._before.texts
        for item in self.checklist.items:
            if not item.entries:
                continue
            ref = item.planned.ref
            if id(item) in unchanged:
                texts[ref] = before_texts[ref]
            else:
                texts[ref] = f"{texts[ref]}\n{fold(_join(history_facts(item)))}"
        return texts

    def with_text(self, items: Iterable[ChecklistItem], text: str) -> list[ChecklistItem]:
        """Return the items that have a folded text."""
        plan_texts = self.build()
        texts, key_of = self.texts, plan_texts.key_of
        hits = {key for key, shared in enumerate(plan_texts.shared) if text in shared}
        if not hits:
            return [item for item in items if text in texts[item.planned.ref]]
        found = []
        for item in items:
            ref = item.planned.ref
            if key_of[ref] in hits or text in texts[ref]:
                found.append(item)
        return found

    def with_number(self, items: Iterable[ChecklistItem], number: str) -> list[ChecklistItem]:
        """Return the items that have a number which is no part of a longer one."""
        plan_texts = self.build()
        pattern = number_pattern(number)
        found = []
        for item in self.with_text(items, number):
            shared = plan_texts.shared[plan_texts.key_of[item.ref]]
            if pattern.search(self.texts[item.ref]) or pattern.search(shared):
                found.append(item)
        return found

    def facts_of(self, item: ChecklistItem) -> list[Fact]:
        """Return all texts in which an item is found, each with what it is."""
        plan_texts, planned = self.build(), item.planned
        section, priority, objective, milestone = self.checklist.loaded.places[planned.milestone]
        facts = [
            *own_facts(planned, milestone),
            *place_facts(section, priority, objective),
            *plan_texts.names_facts(planned),
        ]
        reword = self.checklist.loaded.vocabulary.reword
        return [*[(reword(name), text) for name, text in facts], *history_facts(item)]

    def words(self) -> set[str]:
        """Return the folded words of all texts, to suggest one of them."""
        plan_texts = self.build()
        words: set[str] = set()
        for text in (*plan_texts.shared, *self.texts.values()):
            words.update(_WORD.findall(text))
        return words


_WORD = re.compile(r"[^\W\d_]{4,}")


def number_pattern(number: str) -> re.Pattern[str]:
    """Return the pattern of a number that is no part of a longer one: not 2.4 in 12.4 or 2.4.1."""
    return re.compile(rf"(?<![\d.]){re.escape(number)}(?!\.?\d)")


class PlanTexts:
    """The folded texts that the plan alone gives: of each item, and those that items share.

    `key_of` is the place in `shared` of an item's shared text, by ref.
    """

    def __init__(self, loaded: LoadedPlan) -> None:
        self.own: dict[str, str] = {}
        self.key_of: dict[str, int] = {}
        self.shared: list[str] = []
        self._loaded = loaded
        self._names = _names_by_code(loaded.about)
        places = {place[-1].id: place for place in walk_places(loaded.full_plan)}
        keys: dict[_SharedKey, int] = {}
        for item in loaded.items:
            section, priority, objective, milestone = places[item.milestone]
            self.own[item.ref] = fold(_join(own_facts(item, milestone)))
            key = item.objective, item.leads, item.pathways, item.tags
            if key not in keys:
                keys[key] = len(self.shared)
                facts = [*place_facts(section, priority, objective), *self.names_facts(item)]
                self.shared.append(fold(_join(facts)))
            self.key_of[item.ref] = keys[key]

    def names_facts(self, item: PlanItem) -> list[Fact]:
        """Return the codes, names and printed forms of an item's leads, pathways and tags."""
        facts: list[Fact] = []
        if self._loaded.has_leads:
            facts.append(("lead", ", ".join(item.leads) or NOT_STATED))
        if self._loaded.has_pathways:
            facts.append(("pathway", ", ".join(item.pathways) or NOT_STATED))
        return [
            *facts,
            *self._names_of("lead", item.leads),
            *self._names_of("pathway", item.pathways),
            *self._names_of("tag", item.tags),
        ]

    def _names_of(self, kind: str, codes: Iterable[str]) -> list[Fact]:
        names: list[str] = []
        for code in codes:
            names += self._names.get((kind, code), (code,))
        return _one_each(kind, names)


def _names_by_code(about: About) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the code, name and printed spellings of each lead, pathway and tag."""
    names: dict[tuple[str, str], tuple[str, ...]] = {}
    explained: tuple[tuple[str, Sequence[Agency | Pathway]], ...] = (
        ("lead", about.agencies),
        ("pathway", about.pathways),
    )
    for kind, rows in explained:
        for named in rows:
            names[kind, named.code] = (named.code, named.name, *named.printed)
    for tag in about.tags:
        names["tag", tag.code] = (tag.code, tag.name)
    return names


def own_facts(item: PlanItem, milestone: Milestone) -> list[Fact]:
    """Return the texts of an item alone, each with what it is."""
    return [
        ("ref", item.ref),
        ("title", item.title),
        ("printed timescale", item.printed),
        ("timescale", item.when),
        ("reason for our reading", item.reading),
        ("wording", milestone.wording),
        ("note of the plan", milestone.note),
        ("printed lead", milestone.printed_leads),
        ("carried from", milestone.carried_from),
        ("same as", item.same_as),
        ("target", _figure_text(item.target, item.unit, item.due)),
        ("source", _source_text(item.source)),
        *_day_facts((item.due, item.opens, item.start_by)),
    ]


def _one_each(name: str, texts: Iterable[_Optional]) -> list[Fact]:
    """Return a fact for each text, all of one name."""
    return [(name, text) for text in texts]


def _day_facts(days: Iterable[date | None]) -> list[Fact]:
    return [("date", format_day(day)) for day in days if day]


def _source_text(source: Source | None) -> _Optional:
    if source is None:
        return None
    return f"page {source.page}, row {source.row}"


def _figure_text(number: float | None, unit: _Optional, due: date | None = None) -> _Optional:
    """Return a figure as it is shown: 66 completions by 31 Mar 2010."""
    if number is None:
        return unit
    text = f"{number:.15g} {unit or ''}".rstrip()
    if due is None:
        return text
    return f"{text} by {format_day(due)}"


def place_facts(section: Section, priority: Priority, objective: Objective) -> list[Fact]:
    """Return the texts of the levels above an item, each with what it is."""
    return [
        ("section", section.title),  # its note is about too many items to tell one from another
        ("priority", f"{priority.number} {priority.title}"),
        ("priority's note", priority.note),
        ("objective", f"{objective.number} {objective.title}"),
        ("objective's wording", objective.wording),
        ("objective's note", objective.note),
        ("objective's reading", objective.reading),
        ("objective's printed lead", objective.printed_leads),
        *_one_each("measure of success", objective.success),
        *_measure_facts(objective),
        *_one_each("what the objective serves", objective.serves),
        *_one_each("what the priority serves", priority.serves),
    ]


def _measure_facts(objective: Objective) -> list[Fact]:
    """Return the texts of an objective's measures."""
    facts: list[Fact] = []
    for measure in objective.measures:
        texts = (measure.id, measure.title, measure.printed, measure.reading, measure.note)
        facts += _one_each("measure", texts)
        facts += _one_each("what a measure serves", measure.serves)
    return facts


def history_facts(item: ChecklistItem) -> list[Fact]:
    """Return what an item's entries say and the dates that follow from them, each with its entry."""
    facts: list[Fact] = []
    for entry in item.entries:
        facts += entry_facts(entry)
    state = item.state
    days = (state.due, state.started_on, state.done_on, state.forecast)
    return [*facts, *_day_facts(days), ("actual", _figure_text(state.actual, None))]


def entry_facts(entry: Entry) -> list[Fact]:
    """Return the texts of an entry, each with the entry's kind, author and day."""
    label = f"{entry.kind} by {entry.by}, {format_day(entry.on)}"
    texts = (
        format_day(entry.on),
        entry.all_text,
        entry.by,
        entry.when,
        entry.approved_by,
        entry.owner,
    )
    return _one_each(label, texts)


def _join(facts: Iterable[Fact]) -> str:
    return "\n".join([text for _, text in facts if text])
