"""Pages about the open plan: what its file says beside the delivery table."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from textual.content import Content

from plan_data.model import About
from store.checklist.checklist import Checklist
from store.query.plan_parts import Part, psas_of
from tui.app.views.pane_texts import fact_paragraphs
from tui.app.views.paragraphs import hang
from tui.wording.plan_facts import part_facts, part_title
from tui.wording.tables_and_promises import commitment_line, commitments_by_group, table_facts

_EMPTY = Content("")


class PlanPage(Struct, frozen=True):
    """A page's title, the parts of the plan it is about, and its lines for a width in columns."""

    title: str
    parts: Callable[[About], Sequence[Part]]
    build: Callable[[Checklist, int], list[Content]]

    def text(self, checklist: Checklist, width: int) -> Content:
        """Return the page's text."""
        return Content("\n").join(self.build(checklist, width))


def pages_of(about: About) -> dict[str, str]:
    """Return the titles of the pages that have something to show, by their names."""
    titles = {}
    for name, page in PLAN_PAGES.items():
        if parts := page.parts(about):
            count = f" ({len(parts)})" if name != "plan" else ""
            titles[name] = f"{about.vocabulary.reword(page.title)}{count}"
    return titles


def _bold(text: str) -> Content:
    return Content.styled(text, "bold")


def _part_lines(parts: Iterable[Part], checklist: Checklist, width: int) -> list[Content]:
    """Return each part's title and facts, with an empty line after each."""
    lines: list[Content] = []
    for part in parts:
        facts = part_facts(part, checklist)
        lines += [_bold(part_title(part)), *_fact_lines(facts, width), _EMPTY]
    return lines


def _fact_lines(facts: Iterable[tuple[str, str]], width: int) -> list[Content]:
    paragraphs = fact_paragraphs(facts)
    return [hang(paragraphs, width)] if paragraphs else []


def _plan_lines(checklist: Checklist, width: int) -> list[Content]:
    return _part_lines([checklist.loaded.about], checklist, width)


def _board_lines(checklist: Checklist, width: int) -> list[Content]:
    return _part_lines(checklist.loaded.about.boards, checklist, width)


def _pathway_lines(checklist: Checklist, width: int) -> list[Content]:
    return _part_lines(checklist.loaded.about.pathways, checklist, width)


def _lead_lines(checklist: Checklist, width: int) -> list[Content]:
    return _part_lines(checklist.loaded.about.agencies, checklist, width)


def _tag_lines(checklist: Checklist, width: int) -> list[Content]:
    return _part_lines(checklist.loaded.about.tags, checklist, width)


def _indicator_lines(checklist: Checklist, width: int) -> list[Content]:
    about = checklist.loaded.about
    return _part_lines([*about.indicators, *psas_of(about)], checklist, width)


def _area_lines(checklist: Checklist, width: int) -> list[Content]:
    return _part_lines(checklist.loaded.about.areas, checklist, width)


def _table_lines(checklist: Checklist, width: int) -> list[Content]:
    from tui.formats.table_text import table_lines  # its wcwidth takes 5 ms to load

    lines: list[Content] = []
    for table in checklist.loaded.about.tables:
        lines += [_bold(table.title), *_fact_lines(table_facts(table), width)]
        lines += [Content(line) for line in table_lines(table, width)]
        lines.append(_EMPTY)
    return lines


def _commitment_lines(checklist: Checklist, _width: int) -> list[Content]:
    about = checklist.loaded.about
    lines: list[Content] = []
    for group, commitments in commitments_by_group(about.commitments).items():
        lines.append(_bold(group or "Others"))
        lines += [Content(commitment_line(commitment, about)) for commitment in commitments]
        lines.append(_EMPTY)
    return lines


PLAN_PAGES: dict[str, PlanPage] = {
    "plan": PlanPage("The plan and its footnotes", lambda about: (about,), _plan_lines),
    "boards": PlanPage("Boards", lambda about: about.boards, _board_lines),
    "pathways": PlanPage("Pathways", lambda about: about.pathways, _pathway_lines),
    "leads": PlanPage("Lead agencies", lambda about: about.agencies, _lead_lines),
    "tags": PlanPage("Tags: groups across the plan", lambda about: about.tags, _tag_lines),
    "indicators": PlanPage(
        "Indicators and PSAs", lambda about: (*about.indicators, *psas_of(about)), _indicator_lines
    ),
    "areas": PlanPage("Areas", lambda about: about.areas, _area_lines),
    "tables": PlanPage("Tables", lambda about: about.tables, _table_lines),
    "commitments": PlanPage(
        "Promises in the plan's text", lambda about: about.commitments, _commitment_lines
    ),
}
