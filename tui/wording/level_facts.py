"""What a plan file says of an item and of the levels above it, as names and values."""

from collections.abc import Iterable

from plan_data.model import About, Milestone, Objective, Priority, Section
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.measure_states import MeasureState
from store.query.dependencies import Dependency, holds_up, waits_for
from store.query.related_parts import measures_of
from tui.wording.counts import codes_text
from tui.wording.item_text import Fact, OptionalFact, lead_facts, present_facts, source_text
from tui.wording.measure_facts import serves_text
from tui.wording.measure_text import summary_text


def one_each(name: str, values: Iterable[str]) -> list[Fact]:
    """Return a fact for each value, all of one name."""
    return [(name, value) for value in values]


def facts_of_measures(states: Iterable[MeasureState]) -> list[Fact]:
    """Return a fact for each measure: its title and its latest number."""
    return one_each("measure", map(summary_text, states))


def tags_text(codes: Iterable[str], about: About) -> str:
    """Return the names of tags, each with its code."""
    names = {tag.code: tag.name for tag in about.tags}
    texts = []
    for code in codes:
        if code in names:
            texts.append(f"{names[code]} ({code})")
        else:
            texts.append(code)
    return ", ".join(texts)


def plan_facts_of_item(item: ChecklistItem, checklist: Checklist) -> list[Fact]:
    """Return what the plan file says of an item and of the levels above it, beside `item_facts`."""
    place = checklist.loaded.places.get(item.planned.milestone)
    if place is None:
        return []
    _, priority, objective, milestone = place
    return present_facts(
        [
            ("wording", milestone.wording),
            ("note", milestone.note),
            ("printed lead", printed_leads(milestone, objective)),
            ("tags", tags_text(item.planned.tags, checklist.loaded.about)),
            *dependency_facts(checklist, milestone.id),
            ("carried from", milestone.carried_from),
            ("returns", milestone.returns),
            *_serves_facts(item.planned.serves, checklist),
            *facts_of_measures(measures_of(objective, checklist)),
            *_objective_texts(objective),
            (f"{priority.number} note", priority.note),
        ]
    )


def _serves_facts(codes: Iterable[str], checklist: Checklist) -> list[Fact]:
    about = checklist.loaded.about
    return [("serves", serves_text(code, about)) for code in codes]


def _objective_texts(objective: Objective) -> list[OptionalFact]:
    number = objective.number
    return [(f"{number} wording", objective.wording), (f"{number} note", objective.note)]


def printed_leads(milestone: Milestone, objective: Objective) -> str | None:
    """Return the printed cell of a milestone's leads: its objective's unless it has its own."""
    if milestone.leads is None:
        return milestone.printed_leads or objective.printed_leads
    return milestone.printed_leads


def dependency_facts(checklist: Checklist, milestone: str) -> list[Fact]:
    """Return what a milestone waits for and what it holds up, one fact each."""
    before = map(waiting_text, waits_for(checklist, milestone))
    after = [f"{each.milestone}: {each.title}" for each in holds_up(checklist, milestone)]
    return [*one_each("waits for", before), *one_each("holds up", after)]


def waiting_text(waited_for: Dependency) -> str:
    """Return what is waited for, and whether it is done: `1.2.3-a, which is not done (Title)`."""
    if not waited_for.milestone:
        return waited_for.title
    state = "which is not done"
    if waited_for.is_withdrawn:
        state = "which is withdrawn"
    elif waited_for.is_done:
        state = "which is done"
    return f"{waited_for.milestone}, {state}: {waited_for.title}"


# Levels


def level_facts(level: Section | Priority, checklist: Checklist) -> list[Fact]:
    """Return what the plan file says of a section or priority, apart from what is in it."""
    facts = _levels_above(level, checklist)
    facts.append(("note", level.note))
    if isinstance(level, Priority):
        facts += _serves_facts(level.serves, checklist)
    facts += _note_of_section(level, checklist)
    return present_facts(facts)


def _note_of_section(level: Section | Priority, checklist: Checklist) -> list[OptionalFact]:
    """Return the note of the section that a priority is in: its heading takes no cursor in the app."""
    for section in checklist.loaded.full_plan.sections:
        if level in section.priorities:
            return [(f"{section.number} note", section.note)]
    return []


def _levels_above(
    level: Section | Priority | Objective, checklist: Checklist
) -> list[OptionalFact]:
    """Return the section that a priority is in; of an objective also the priority."""
    for section in checklist.loaded.full_plan.sections:
        in_section = ("section", f"{section.number} {section.title}")
        for priority in section.priorities:
            if level is priority:
                return [in_section]
            if level in priority.objectives:
                return [in_section, ("priority", f"{priority.number} {priority.title}")]
    return []


def objective_facts(objective: Objective, checklist: Checklist) -> list[Fact]:
    """Return what the plan file says of an objective, apart from its milestones."""
    pathways = codes_text(objective.pathways)
    if objective.pathways and objective.pathways_inferred:
        pathways = f"{pathways} (inferred)"
    return present_facts(
        [
            *_levels_above(objective, checklist),
            ("wording", objective.wording),
            ("note", objective.note),
            *lead_facts(objective.leads, first_leads=objective.first_leads),
            ("printed lead", objective.printed_leads),
            ("pathway", pathways),
            ("tags", tags_text(objective.tags, checklist.loaded.about)),
            *one_each("success", objective.success),
            *facts_of_measures(measures_of(objective, checklist)),
            *_serves_facts(objective.serves, checklist),
            ("because", objective.reading),
            ("source", source_text(objective.source)),
        ]
    )
