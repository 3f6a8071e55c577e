"""The kinds of entries: one row a kind, from which everything else about kinds is derived.

To add a kind, add its name to `EntryKind` and its row to `KINDS`; tests/store/journal/test_kinds.py
names what is missing. `store.checklist.history` holds what a kind changes in an item's state.
"""

from collections.abc import Callable
from typing import Literal, get_args

from msgspec import Struct

EntryKind = Literal[
    "done", "reopened", "started", "note", "actual", "forecast", "rescheduled", "withdrawn",
    "retracted", "moved", "confirmed", "judged", "decision", "meeting",
    "tabled", "completed", "round", "nil",
]  # fmt: skip
ENTRY_KINDS: frozenset[str] = frozenset(get_args(EntryKind))

Scope = Literal["item", "figure", "milestone", "item or plan", "plan", "entries"]


class KindTraits(Struct, frozen=True, kw_only=True):
    """What is the same for all entries of a kind.

    `scope` is what an entry is about: one `item`; a `figure`, whose other quarters it may
    contradict; all items of a `milestone`; the `plan`; an `item or plan`, which is the plan if the
    entry has no ref; or other `entries`.

    `past_tense` completes "3 items ...", and `passive` completes "REF was ..." if `past_tense`
    does not. `detail` completes the kind's name in a log line from the entry's fields, and each of
    `optional_details` does so if its field is not empty. `missing_text` refuses an entry without
    text, and is empty if the kind needs none. `opens_or_closes` is true if an entry ends what was
    open, or reopens what was closed. `reports` is true if it says how its milestone goes. `fields`
    are the entry's fields that people fill in besides the day; an entry of a kind without any is
    taken back, and not corrected.
    """

    scope: Scope
    past_tense: str
    description: str
    passive: str = ""
    detail: str = ""
    optional_details: tuple[tuple[str, str], ...] = ()
    missing_text: str = ""
    opens_or_closes: bool = False
    reports: bool = False
    fields: tuple[str, ...] = ()
    counts_as_update: bool = True
    is_lead_account: bool = True
    is_return: bool = True
    decides: bool = False
    holds_due_date: bool = False


KINDS: dict[EntryKind, KindTraits] = {
    "done": KindTraits(
        scope="item",
        past_tense="ticked",
        reports=True,
        description="the item was done on a day",
        fields=("text", "evidence"),
        opens_or_closes=True,
    ),
    "reopened": KindTraits(
        scope="item",
        past_tense="opened again",
        passive="reopened",
        description="a tick or a withdrawal no longer holds",
        fields=("text",),
        opens_or_closes=True,
    ),
    "started": KindTraits(
        scope="item",
        past_tense="started",
        reports=True,
        description="work on the item started",
        fields=("text",),
    ),
    "note": KindTraits(
        scope="item",
        past_tense="noted",
        reports=True,
        description="words, a cause, an action or an ask of the Board",
        fields=("text", "cause", "action", "ask"),
        missing_text="a note needs words: write what there is to say.",
    ),
    "actual": KindTraits(
        scope="figure",
        past_tense="given a figure",
        reports=True,
        description="the cumulative figure of a quarter",
        fields=("number", "text"),
        detail=" {number}",
    ),
    "forecast": KindTraits(
        scope="item",
        past_tense="given a forecast",
        reports=True,
        description="when it is now expected, or of a measure which number",
        fields=("when", "text"),
        optional_details=(("when", " {when}"), ("number", " {number}")),
        holds_due_date=True,
    ),
    "rescheduled": KindTraits(
        scope="item",
        past_tense="given a new date",
        description="a new due date that was approved",
        fields=("when", "approved_by", "text"),
        detail=" to {when}, approved by {approved_by}",
        decides=True,
        holds_due_date=True,
    ),
    "withdrawn": KindTraits(
        scope="item",
        past_tense="withdrawn",
        description="it is no longer to be done, with approval",
        fields=("approved_by", "text"),
        detail=", approved by {approved_by}",
        opens_or_closes=True,
        decides=True,
    ),
    "retracted": KindTraits(
        scope="entries",
        past_tense="taken back",
        description="another entry is taken back",
        detail=" {names}",
    ),
    "moved": KindTraits(
        scope="entries",
        past_tense="moved",
        description="the entries of a ref belong to another one",
        detail=" to {to}",
    ),
    "confirmed": KindTraits(
        scope="milestone",
        past_tense="confirmed",
        description="a lead confirmed how a timescale is read",
        fields=("text",),
        detail=" the reading '{when}'",
        counts_as_update=False,
        is_lead_account=False,
    ),
    "judged": KindTraits(
        scope="item",
        past_tense="judged",
        reports=True,
        description="a lead's own view: green, amber or red",
        fields=("colour", "text"),
        detail=" {colour}",
        is_lead_account=False,
    ),
    "decision": KindTraits(
        scope="item or plan",
        past_tense="decided",
        description="what a Board decided, of an item or the plan",
        fields=("text", "action", "owner", "when"),
        missing_text="a decision needs words: write what was decided.",
        optional_details=(
            ("answer", ": {answer}"),
            ("owner", ", for {owner}"),
            ("when", ", by {when}"),
        ),
        is_lead_account=False,
        is_return=False,
        decides=True,
    ),
    "meeting": KindTraits(
        scope="plan",
        past_tense="set",
        description="the day of a Board's meeting",
        fields=("when", "board"),
        detail=" of the {board} on {when}",
    ),
    "tabled": KindTraits(
        scope="plan",
        past_tense="tabled",
        description="a paper was put to a Board's meeting",
        detail=" for the {board} of {meeting}",
    ),
    "completed": KindTraits(
        scope="item or plan",
        past_tense="completed",
        description="an action that a Board asked for was done",
        fields=("text",),
        detail=" the action of {names}",
        counts_as_update=False,
        is_lead_account=False,
        is_return=False,
    ),
    "round": KindTraits(
        scope="plan",
        past_tense="opened",
        description="a return round was opened: sheets went out to leads",
        detail=" of returns for {when}",
        counts_as_update=False,
        is_return=False,
    ),
    "nil": KindTraits(
        scope="plan",
        past_tense="returned as nothing to report",
        description="a lead has nothing to report for a return round",
    ),
}


def kinds_that(trait: Callable[[KindTraits], bool]) -> frozenset[str]:
    """Return the kinds whose traits pass a test. A later version's kinds are in none of them."""
    return frozenset(name for name, traits in KINDS.items() if trait(traits))


def traits_of(kind: str) -> KindTraits | None:
    """Return the traits of a kind, None for the kind of a later version."""
    for name, traits in KINDS.items():
        if name == kind:
            return traits
    return None


def past_tense(kind: str) -> str:
    """Return what completes "3 items ..." for a kind; the name itself for a later version's kind."""
    traits = traits_of(kind)
    if traits is None:
        return kind
    return traits.past_tense


def passive(kind: str) -> str:
    """Return what completes "REF was ..." for a kind; the name itself for a later version's kind."""
    traits = traits_of(kind)
    if traits is None:
        return kind
    return traits.passive or traits.past_tense
