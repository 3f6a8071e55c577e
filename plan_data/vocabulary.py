"""The plan's own words for its parts: every noun in what people read is looked up here."""

from typing import Literal

from msgspec import Struct

Noun = Literal["pathway", "lead", "priority", "objective"]


class Vocabulary(Struct, frozen=True):
    """The nouns of a plan, each in the singular and the plural."""

    pathway: str = "pathway"
    pathways: str = "pathways"
    lead: str = "lead"
    leads: str = "leads"
    priority: str = "priority"
    priorities: str = "priorities"
    objective: str = "objective"
    objectives: str = "objectives"

    def singular(self, noun: Noun) -> str:
        """Return the plan's word for one part."""
        return str(getattr(self, noun))

    def plural(self, noun: Noun) -> str:
        """Return the plan's word for several parts."""
        return str(getattr(self, _PLURALS[noun]))

    def title(self, noun: Noun) -> str:
        """Return the plan's word for one part as a heading: Pathway."""
        return self.singular(noun).capitalize()


_PLURALS: dict[Noun, str] = {
    "pathway": "pathways",
    "lead": "leads",
    "priority": "priorities",
    "objective": "objectives",
}
VOCABULARY = Vocabulary()
