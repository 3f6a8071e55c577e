"""The JSON Schema of a plan file, made from the model: `python -m plan_data.plan_file.schema` writes it anew.

An editor that reads the first line of a plan file (`MODELINE`) completes keys with it and underlines
mistakes while they are typed. It allows what the loader allows: a number where a text is asked for,
a single text for a list of one, and a list that is left empty.
"""

from pathlib import Path
from typing import Any

import msgspec

from plan_data.model import Plan
from plan_data.timescale.financial_year import QUARTERS

SCHEMA_FILE = Path(__file__).parents[1] / "plan.schema.json"

# What each key is for; a key that several classes have is told once.
DESCRIPTIONS = {
    "after": "What it waits on: ids of other milestones, or words.",
    "agencies": "Who can answer for an item; 'leads' name them by their codes.",
    "board": "The board it reports to: a name from 'boards'.",
    "boards": "The boards that the plan reports to.",
    "carried_from": "The plan and the ref that this was carried forward from.",
    "chair": "The role that chairs it.",
    "champion": "The role that champions it.",
    "code": "A short name to use elsewhere in the file, such as ELS.",
    "columns": "The headings of the table's columns.",
    "cumulative": "The figure to be reached since April, by quarter: {Q1: 189, Q2: 454, Q3: 827, Q4: 1181}.",
    "dates": "Its meetings, as days such as 2010-01-12.",
    "footnotes": "The plan's footnotes, in our words.",
    "glossary": "The plan's abbreviations.",
    "id": "The objective's number and a letter, such as 2.4.2-a. Never changed once entries are recorded.",
    "indicator": "The indicator that the table is about.",
    "lead": "The role that leads it.",
    "leads": "Codes of the agencies that answer for it. A milestone without this key has its objective's.",
    "means": "What the abbreviation stands for.",
    "meets": "How often it meets.",
    "members": "The roles that sit on it.",
    "milestones": "What can be ticked; an objective has one or more.",
    "name": "The full name.",
    "note": "Anything else that a reader should know.",
    "number": "The plan's own number, in quotes: \"9.10\" is not \"9.1\".",
    "objectives": "The priority's objectives, in print's order.",
    "page": "The printed page.",
    "pathways": "Themes: at the top each with code and name, elsewhere their codes.",
    "pathways_inferred": "true where print states no pathway and the plan's editor chose.",
    "plan": "The plan's id in small letters, digits and hyphens, such as wales-2010-11. Entries are kept under it.",
    "printed": "As print has it: the timescale phrase, or every spelling of a name.",
    "priorities": "The section's priorities, in print's order.",
    "published": "When it was published.",
    "publisher": "Who published it.",
    "reading": "Why 'when' reads 'printed' so.",
    "reports_to": "The board above it.",
    "row": "The number of the row in the printed table.",
    "rows": "The table's rows, each a list of cells.",
    "same_as": "The id of the milestone that this repeats; it is listed, and counted once.",
    "sections": "The plan's sections, in print's order.",
    "source": "Where the official wording stands.",
    "success": "The success measures, in short phrases that keep every figure.",
    "tables": "Tables of the plan beside its delivery table.",
    "term": "The abbreviation.",
    "text": "What the footnote says.",
    "title": "Our own plain words, at most 90 characters, faithful to every number, name and date in print.",
    "unit": "What the figures count, such as completions.",
    "when": "When it is due, such as Sep 2009, every quarter or undated (to be agreed); a final ? asks for a check.",
    "wording": "The full wording of your own document, where the title is shorter.",
    "year": "The financial year, such as 2009/10: 1 April 2009 to 31 March 2010.",
}  # fmt: skip

_TEXT = {"type": ["string", "number"]}
_WHOLE = {"type": ["integer", "string"], "pattern": "^[0-9]+$"}
_NUMBER = {"type": ["number", "string"], "pattern": "^[0-9]+([.][0-9]+)?$"}


def build_schema() -> dict[str, Any]:
    """Return the schema of a plan file."""
    made = msgspec.json.schema(Plan)
    classes = {name: _class(fields) for name, fields in sorted(made["$defs"].items())}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Milepost plan file",
        "$ref": made["$ref"],
        "$defs": classes,
    }


def schema_text() -> str:
    """Return the content of plan.schema.json."""
    return msgspec.json.format(msgspec.json.encode(build_schema()), indent=2).decode() + "\n"


def modeline() -> str:
    """Return the first line of a plan file written anywhere on this machine; it ends in a newline."""
    return f"# yaml-language-server: $schema={SCHEMA_FILE.as_uri()}\n"


def _class(made: dict[str, Any]) -> dict[str, Any]:
    fields = {
        name: {"description": DESCRIPTIONS[name], **_field(kind)}
        for name, kind in made["properties"].items()
    }
    return {
        "type": "object",
        "description": " ".join(made["description"].split()),
        "properties": fields,
        "required": made["required"],
        "additionalProperties": False,
    }


def _field(made: dict[str, Any]) -> dict[str, Any]:
    """Return what the loader takes where the model has the type `made`."""
    if "anyOf" in made:  # or none: a key that is left out
        (made,) = (each for each in made["anyOf"] if each != {"type": "null"})
    if "$ref" in made:
        return {"$ref": made["$ref"]}
    match made["type"]:
        case "string":
            return _TEXT
        case "integer":
            return _WHOLE
        case "boolean":
            return {"type": "boolean"}
        case "array":
            items = _field(made["items"])
            alone = _TEXT["type"] if items == _TEXT else []
            return {"type": ["array", *alone, "null"], "items": items}
        case "object":
            quarters = dict.fromkeys(QUARTERS, _NUMBER)
            return {
                "type": "object",
                "properties": quarters,
                "additionalProperties": False,
                "minProperties": 1,
            }
    raise NotImplementedError(made)


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8", newline="\n")
