"""A Board's asks and actions as JSON: docs/json.md."""

from typing import Any

from plan_data.load import LoadedPlan
from store.board.asks import Ask, BoardAsks
from store.board.board_actions import BoardAction
from tui.formats.checklist_json import note_object
from tui.wording.board_cycle_words import plain_title


def asks_object(asks: BoardAsks) -> dict[str, Any]:
    """Return what is asked, numbered, what has passed, and what was decided before."""
    asked = []
    for number, ask in enumerate(asks.asked, start=1):
        asked.append({"number": number, **_ask_object(ask)})
    return {
        "asks": asked,
        "passed": list(map(_ask_object, asks.passed)),
        "decided": list(map(_decided_object, asks.answered)),
    }


def _ask_object(ask: Ask) -> dict[str, Any]:
    return {
        "kind": ask.kind,
        "ref": ask.ref,
        "title": ask.title,
        "leads": ask.leads,
        "from": ask.due,
        "to": ask.to,
        "days": ask.days,
        "why": ask.why,
        "moved": ask.moved,
        "entry": ask.entry.id,
    }


def _decided_object(ask: Ask) -> dict[str, Any]:
    decision = None
    if ask.answer is not None:
        decision = {**note_object(ask.answer), "answer": ask.answer.answer}
    return {**_ask_object(ask), "decision": decision}


def action_object(loaded: LoadedPlan, action: BoardAction) -> dict[str, Any]:
    """Return an action with the decision that asks for it; `by` is who recorded that it was done."""
    decision = action.decision
    done_on = done_by = None
    if action.completed:
        done_on, done_by = action.completed.on, action.completed.by
    return {
        "id": decision.id,
        "ref": decision.ref,
        "title": plain_title(loaded, decision.ref),
        "decision": decision.text,
        "action": decision.action,
        "owner": decision.owner,
        "due": action.due,
        "when": decision.when,
        "board": action.board,
        "meeting": decision.meeting or decision.on.isoformat(),
        "status": action.status,
        "days_late": action.days_late,
        "done_on": done_on,
        "by": done_by,
    }
