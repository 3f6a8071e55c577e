"""The columns that tables of the reports share; a column's key never changes with the plan."""

from plan_data.vocabulary import Vocabulary
from tui.reports.document import Column

REF = Column("ref", "Ref", "ref")
MILESTONE = Column("milestone", "Milestone")
PRINTED = Column("printed", "Timescale")
DUE = Column("due", "Due", "date")
FORECAST = Column("forecast", "Forecast", "date")
POSITION = Column("stands", "Position")
COLOUR = Column("colour", "Colour")
LAST_NOTE = Column("note", "Last note")
STATUS = Column("status", "Status")
ON = Column("on", "On", "date")
APPROVED_BY = Column("approved_by", "Approved by")
WHY = Column("why", "Why")


def lead_column(vocabulary: Vocabulary) -> Column:
    """Return the column of an item's leads."""
    return Column("lead", vocabulary.title("lead"))


def pathway_column(vocabulary: Vocabulary) -> Column:
    """Return the column of an item's pathways."""
    return Column("pathway", vocabulary.title("pathway"))


def judgement_column(vocabulary: Vocabulary) -> Column:
    """Return the column of a lead's own judgement."""
    return Column("judgement", f"{vocabulary.title('lead')}'s judgement")
