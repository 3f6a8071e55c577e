"""The plan's own words for its parts: every noun in what people read is looked up here."""

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from plan_data.text import with_article

Noun = Literal["pathway", "lead", "priority", "objective", "milestone", "measure", "section"]


class Vocabulary(Struct, frozen=True, omit_defaults=True):
    """What this plan calls its parts, such as {pathway: theme, lead: owner}.

    A plural adds s unless it is given.
    """

    pathway: str = ""
    pathways: str = ""
    lead: str = ""
    leads: str = ""
    priority: str = ""
    priorities: str = ""
    objective: str = ""
    objectives: str = ""
    milestone: str = ""
    milestones: str = ""
    measure: str = ""
    measures: str = ""
    section: str = ""
    sections: str = ""

    def singular(self, noun: str) -> str:
        """Return the plan's word for one part, which is named by its usual word."""
        return str(getattr(self, noun)) or noun

    def plural(self, noun: Noun) -> str:
        """Return the plan's word for several parts."""
        usual = PLURALS[noun]
        given = str(getattr(self, usual))
        if given:
            return given
        word = self.singular(noun)
        return usual if word == noun else f"{word}s"

    def title(self, noun: Noun) -> str:
        """Return the plan's word for one part as a heading: Pathway."""
        return capitalized(self.singular(noun))

    def plural_title(self, noun: Noun) -> str:
        """Return the plan's word for several parts as a heading: Pathways."""
        return capitalized(self.plural(noun))

    def count(self, number: int, noun: Noun) -> str:
        """Return a number with the plan's word: 1 pathway, 2 pathways."""
        word = self.singular(noun) if number == 1 else self.plural(noun)
        return f"{number} {word}"

    def reword(self, text: str) -> str:
        """Return a text of Milepost's own with the plan's words in place of the usual ones.

        What is quoted, an option (`--lead`), a command in backticks or a field of a search
        (`lead:`) stays as it is. The text must hold no words of the plan or of an entry.
        """
        if self == VOCABULARY:
            return text
        return _reworded(self, text)


def capitalized(word: str) -> str:
    """Return a word with a capital letter first, the others as they are: KPI stays KPI."""
    return f"{word[:1].upper()}{word[1:]}"


PLURALS: dict[Noun, str] = {
    "pathway": "pathways",
    "lead": "leads",
    "priority": "priorities",
    "objective": "objectives",
    "milestone": "milestones",
    "measure": "measures",
    "section": "sections",
}
VOCABULARY = Vocabulary()

_USUAL_WORDS = re.compile(
    r"""
    `[^`]*`                                         # a command, which stays as it is
    | (?<![\w:"'-])
      (?P<article>an?\s+)?
      (?:(?P<agencies>lead\s+agenc(?:y|ies))
        | (?P<word>pathways?|leads?|priority|priorities|objectives?|milestones?|measures?|sections?))
      (?![\w:"-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOUN_OF: dict[str, Noun] = {plural: noun for noun, plural in PLURALS.items()}


@lru_cache(maxsize=1024)
def _reworded(vocabulary: Vocabulary, text: str) -> str:
    return _USUAL_WORDS.sub(lambda match: _word_for(vocabulary, match), text)


def _word_for(vocabulary: Vocabulary, match: re.Match[str]) -> str:
    """Return the plan's word for the usual one that matched, with the same article and capital."""
    found = match[0]
    if found.startswith("`"):
        return found
    word = _own_word(vocabulary, match)
    if match["article"]:
        word = with_article(word)
    if found[0].isupper():
        return capitalized(word)
    return word


def _own_word(vocabulary: Vocabulary, match: re.Match[str]) -> str:
    agencies = match["agencies"]
    if agencies:
        if vocabulary.singular("lead") == "lead":
            return str(agencies.lower())
        if agencies.lower().endswith("ies"):
            return vocabulary.plural("lead")
        return vocabulary.singular("lead")
    word = match["word"].lower()
    if word in _NOUN_OF:
        return vocabulary.plural(_NOUN_OF[word])
    return vocabulary.singular(word)
