"""The questions that people ask in a meeting, each with the keys that answer it in the app.

docs/screens.md has them as a table; tests/tui/test_questions.py presses the keys.
"""

from msgspec import Struct


class Question(Struct, frozen=True):
    """A question, the keys from the first screen on, and words of the answer on the screen.

    A key that begins with `type ` means words that are typed. `before` are keys that are
    pressed once and not again, such as those that say which items are one's own.
    """

    asked: str
    keys: tuple[str, ...]
    answer: str
    before: tuple[str, ...] = ()

    @property
    def presses(self) -> int:
        """How many keys it takes, apart from what is typed."""
        return sum(not key.startswith("type ") for key in self.keys)


MOST_KEYS = 4

QUESTIONS: tuple[Question, ...] = (
    Question("What is late, worst first?", (), "Late, worst first: 14"),
    Question("What is overdue for ELS?", ("2", "S"), "Skills 3 of 13 done, 4 late"),
    Question("Who leads this item, and what was said last?", ("down",), "ELS lead note Raised with"),
    Question("What is its objective, with siblings and success?", ("o",), "Visitor Centre specification ready"),
    Question("What else does its lead have?", ("L",), "NOMS: National Offender"),
    Question("And back to where I was?", ("L", "backspace"), "Late, worst first: 14"),
    Question("What else is in its pathway?", ("P",), "C&F: Children and Families"),
    Question("What is mine?", ("0",), "only mine: 13 of 132", before=("0", "enter", "0")),
    Question("What of mine is late?", ("0", "/", "type late", "enter"), "/ late: only mine: 4 of 132", before=("0", "enter", "0")),
    Question("What do NOMS and DH have together?", ("/", "type NOMS and DH", "enter"), "2.5.1-b"),
    Question("What is due before the next Board?", ("/", "type due<board", "enter"), "/ due<board"),
    Question("In which order does it fall due?", ("/", "type sort:due", "enter"), "/ sort:due: 132 (190 dates) of 132"),
    Question("What has no date?", ("/", "type due=none", "enter"), "/ due=none"),
    Question("Where is Jobcentre Plus mentioned, and why?", ("/", "type jobcentre", "enter"), "found in"),
    Question("Where is 1.3.1-b of the third quarter?", ("g", "type 1.3.1-b@Q3", "enter"), "1.3.1-b@Q3-2009/10"),
    Question("How far is priority 2.4?", ("g", "type 2.4", "enter"), "2.4 Higher proportion"),
    Question("What changed since the last Board?", ("v", "enter"), "Changed from 17 Nov 2009"),
    Question("How far is each pathway?", ("2", "tab"), "3/13"),
    Question("What is the Board asked to decide?", ("5",), "The Board is asked to decide: 6"),
    Question("Which actions of the Board are open?", ("]",), "Actions the Board asked for"),
    Question("What does the Board answer, ask by ask?", ("h",), "a approve"),
    Question("How was it at the end of October?", ("d", "type 31 Oct 2009", "enter"), "as of 31 Oct 2009"),
    Question("What would the Board's paper say?", ("e", "enter"), "The Board is asked to"),
    Question("What does NOMS stand for?", ("t",), "National Offender Management Service"),
)  # fmt: skip


def table() -> str:
    """Return the questions as the table of docs/screens.md."""
    lines = ["| question | keys | how many |", "|---|---|--:|"]
    for question in QUESTIONS:
        keys = " ".join(_shown(key) for key in question.keys) or "none"
        lines.append(f"| {question.asked} | {keys} | {question.presses} |")
    return "\n".join(lines)


def _shown(key: str) -> str:
    return f"*{key.removeprefix('type ')}*" if key.startswith("type ") else f"`{key}`"
