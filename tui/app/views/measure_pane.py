"""All of a measure as content that is never parsed as markup, for the pane and the dialog."""

from collections.abc import Iterator, Mapping

from textual.content import Content

from store.checklist.checklist import Checklist
from store.checklist.measure_states import MeasureState
from tui.app.views.pane_texts import fact_paragraphs
from tui.app.views.paragraphs import Paragraph, plain
from tui.config.keymap import DEFAULT_KEY_LABELS
from tui.wording.entry_text import entry_text
from tui.wording.measure_facts import measure_facts
from tui.wording.measure_text import state_colour

_MUTED = "$foreground-muted"
_STYLES = {
    "red": "bold $text-error",
    "amber": "bold $text-warning",
    "green": "bold $text-success",
    "blue": "bold $text-primary",
}


def measure_paragraphs(
    state: MeasureState,
    checklist: Checklist,
    keys: Mapping[str, str] = DEFAULT_KEY_LABELS,
) -> list[Paragraph]:
    """Return all of a measure: its periods, what the plan says of it, and its entries."""
    (_, status), *facts = measure_facts(state, checklist.loaded)
    status_style = _STYLES.get(state_colour(state), "bold")
    ref = Content.styled(f"{state.measure.id}  ", "bold $accent")
    return [
        Paragraph(ref, Content.styled(status, status_style), ref.cell_length),
        plain(Content.styled(state.measure.title, "bold")),
        *fact_paragraphs(facts),
        *map(plain, _entry_lines(state, keys)),
    ]


def _entry_lines(state: MeasureState, keys: Mapping[str, str]) -> Iterator[Content]:
    if not state.entries:
        hint = f"{keys['actual']} records an actual, {keys['note']} a note"
        yield Content.styled(f"Nothing is recorded yet: {hint}.", _MUTED)
    for entry in reversed(state.entries):
        yield Content(f"{entry.ref}  {entry_text(entry)}")
