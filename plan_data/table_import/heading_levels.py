"""How fine the things are that a heading names: objectives, actions, details."""

from plan_data.table_import.heading_words import plain_words

# From the coarser to the finer, for two columns that differ equally often.
_LEVELS = (
    (
        "objective objectives commitment commitments recommendation recommendations project objectif "
        "achieve description want"
    ),
    "action actions activity activities title item name summary",
    (
        "detail details task tasks deliverable deliverables step steps milestone milestones livrable livrables subtask "
        "sub do étape étapes"
    ),
)
_DESCRIPTIONS = frozenset({"description", "action description", "task description"})


def is_description(heading: str) -> bool:
    """Return whether a heading names a column of text that explains another."""
    return plain_words(heading) in _DESCRIPTIONS


def level_of_heading(heading: str) -> int:
    """Return how fine the things under a heading usually are, from 0; 1 if it is not known."""
    words = plain_words(heading).split()
    for level, names in enumerate(_LEVELS):
        if not set(words).isdisjoint(names.split()):
            return level
    return 1
