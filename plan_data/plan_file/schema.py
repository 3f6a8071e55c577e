"""The JSON Schema of a plan file, made from the model.

`python -m plan_data.plan_file.schema` writes it to the file that comes with Milepost.
An editor that reads the first line of a plan file (`modeline`) completes keys with the schema and
underlines mistakes while they are typed. It allows what the loader allows: a number instead of a
text, a single text for a list of one, and a list that is left empty.
"""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from plan_data.model import Plan
from plan_data.plan_file.measure_mistakes import DIRECTIONS, SHAPES
from plan_data.plan_file.plan_years import CALENDAR_QUARTERS
from plan_data.text import with_article
from plan_data.timescale.financial_year import QUARTERS, FinancialYear
from plan_data.timescale.periods import MONTH_NAMES
from plan_data.vocabulary import PLURALS

SCHEMA_FILE = Path(__file__).parents[1] / "plan.schema.json"


def _day_text(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


_FIGURES = "{Q1: 189, Q2: 454, Q3: 827, Q4: 1181}"
_YEAR = FinancialYear(2009)  # an example
_YEAR_TEXT = f"{_YEAR.label}: {_day_text(_YEAR.first)} to {_day_text(_YEAR.last)}"

# What each key is for, in every class that has it.
DESCRIPTIONS = {
    "after": "What it waits on: ids of other milestones, or words.",
    "area": "The code of the area that it is of.",
    "areas": "Parts of the region that measures are of.",
    "baseline": "What it was before, by period: {2008/09: 63.1}.",
    "better": "higher or lower: which way is success.",
    "agencies": "Who can answer for an item; 'leads' name them by their codes.",
    "board": "The board it reports to: a name from 'boards'.",
    "boards": "The boards that the plan reports to.",
    "carried_from": "The plan and the ref that this was carried forward from.",
    "chair": "The role that chairs it.",
    "champion": "The role that champions it.",
    "code": "A short name to use elsewhere in the file, such as ELS.",
    "columns": "The headings of the table's columns.",
    "commitments": "Promises in the plan's text outside its delivery table; they have no date.",
    "cumulative": f"The figure to be reached since {_YEAR.counted_from}, or the first month of the plan's year, by quarter: {_FIGURES}.",
    "dates": "Its meetings, as days such as 2010-01-12.",
    "each_area": "true: one measure for each of 'areas', with the area's code at the end of its id.",
    "first_leads": "true where print says that the first of 'leads' leads; the others are partners.",
    "footnotes": "The plan's footnotes, in our words.",
    "glossary": "The plan's abbreviations.",
    "group": "The heading above it in print.",
    "id": (
        "Of a milestone: the objective's number and a letter, such as 2.4.2-a. Never changed once entries are recorded."
    ),
    "indicator": "The indicator that the table is about.",
    "indicators": "What measures, milestones, objectives and priorities may serve.",
    "measures": "Numbers that show success, each with its targets.",
    "lead": "The role that leads it.",
    "leads": (
        "Codes of the agencies that answer for it. A milestone without this key has its objective's."
    ),
    "means": "What the abbreviation stands for.",
    "meets": "How often it meets.",
    "members": "The roles that sit on it.",
    "milestones": "What can be ticked; an objective has one or more.",
    "name": "The full name.",
    "note": "Anything else that a reader should know.",
    "number": 'The plan\'s own number, in quotes: "9.10" is not "9.1".',
    "objectives": "The priority's objectives, in print's order.",
    "ours": "true where the plan's own glossary lacks the term, and the plan's editor added it.",
    "page": "The printed page.",
    "part_of": "The code of the agency that this one is a part of.",
    "pathways": "Themes: at the top each with code and name, elsewhere their codes.",
    "pathways_inferred": "true where print states no pathway and the plan's editor chose.",
    "plan": (
        "The plan's id in small letters, digits and hyphens, such as wales-2010-11. Entries are kept under it."
    ),
    "psa": "The public service agreements that the indicator belongs to.",
    "printed": "As print has it: the timescale phrase, or every spelling of a name.",
    "printed_leads": "The cell of the leads as print has it.",
    "priorities": "The section's priorities, in print's order.",
    "published": "When it was published.",
    "publisher": "Who published it.",
    "reading": "Why 'when' reads 'printed' so.",
    "reports_to": "The board above it.",
    "returns": "When an actual is due, such as every quarter.",
    "serves": "Codes of indicators and PSAs that it serves.",
    "shape": "level: the value of a period; cumulative: since the year's first day.",
    "sum_of": "Ids of the measures that add up to this one.",
    "targets": "The targets by period: {2009/10: 65.5}.",
    "row": "The number of the row in the printed table.",
    "rows": "The table's rows, each a list of cells.",
    "same_as": "The id of the milestone that this repeats; it is listed, and counted once.",
    "sections": "The plan's sections, in print's order.",
    "source": "Where the official wording is printed.",
    "success": "The success measures, in short phrases that keep every figure.",
    "tables": "Tables of the plan beside its delivery table.",
    "tags": "Groups that cut across pathways: at the top each with code and name, elsewhere their codes.",
    "term": "The abbreviation.",
    "text": "What the footnote says.",
    "title": (
        "Our own plain words, at most 90 characters, faithful to every number, name and date in print."
    ),
    "unit": "What the figures count, such as completions.",
    "vocabulary": "What this plan calls its parts, such as {pathway: theme, lead: owner}.",
    "when": (
        "When it is due, such as Sep 2009, every quarter or undated (to be agreed); a final ? asks for a check."
    ),
    "wording": "The full wording of your own document, where the title is shorter.",
    "quarters": "calendar: the plan's quarters are those of the calendar year, although its years are not.",
    "start": "The first day of the work, from which month 18 and year 2 are counted: 1 Sep 2024.",
    "year": f"The plan's year: a calendar year such as 2024, or a financial year such as {_YEAR_TEXT}.",
    "year_starts": f"The month in which the plan's year starts, if it is not {_YEAR.counted_from}: July.",
    "years": "The first and the last year of a plan of several, in place of 'year': 2021 to 2025.",
}

_PLURAL_OF = {plural: noun for noun, plural in PLURALS.items()}
_TEXT = {"type": ["string", "number"]}
_WHOLE_NUMBER = {"type": ["integer", "string"], "pattern": "^[0-9]+$"}
_NUMBER = {"type": ["number", "string"], "pattern": "^[0-9]+([.][0-9]+)?$"}
_ANY_NUMBER = {"type": ["number", "string"], "pattern": "^-?[0-9]+([.][0-9]+)?$"}
_QUARTERS = {
    "type": "object",
    "properties": dict.fromkeys(QUARTERS, _NUMBER),
    "patternProperties": {"^Q[1-4] [0-9]{4}(/[0-9]{2})?$": _NUMBER},
    "additionalProperties": False,
    "minProperties": 1,
}
# What the loader takes for each type of the model, by the name that JSON Schema has for it.
_SCHEMAS: dict[str, dict[str, Any]] = {
    "string": _TEXT,
    "integer": _WHOLE_NUMBER,
    "boolean": {"type": "boolean"},
    "object": {"type": "object", "additionalProperties": _ANY_NUMBER},
}
_SCHEMAS_OF_KEYS: dict[str, dict[str, Any]] = {
    "cumulative": _QUARTERS,
    "better": {"enum": list(DIRECTIONS)},
    "quarters": {"const": CALENDAR_QUARTERS},
    "shape": {"enum": list(SHAPES)},
}


def build_schema() -> dict[str, Any]:
    """Return the schema of a plan file."""
    generated = msgspec.json.schema(Plan)
    classes = sorted(generated["$defs"].items())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Milepost plan file",
        "$ref": generated["$ref"],
        "$defs": {name: _class_schema(generated_class) for name, generated_class in classes},
    }


def schema_text() -> str:
    """Return the content of plan.schema.json."""
    return msgspec.json.format(msgspec.json.encode(build_schema()), indent=2).decode() + "\n"


def modeline() -> str:
    """Return the first line of a plan file, which names the schema; it ends in a newline.

    The schema is looked for beside the plan, so that the line holds on every machine.
    """
    return f"# yaml-language-server: $schema={SCHEMA_FILE.name}\n"


def _class_schema(generated: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one class of the model from the one that msgspec generates."""
    properties = {}
    describe = _word_description if generated["title"] == "Vocabulary" else DESCRIPTIONS.get
    for name, generated_field in generated["properties"].items():
        schema = _SCHEMAS_OF_KEYS.get(name) or _field_schema(generated_field)
        properties[name] = {"description": describe(name), **schema}
    schema = {
        "type": "object",
        "description": " ".join(generated["description"].split()),
        "properties": properties,
        "required": generated["required"],
        "additionalProperties": False,
    }
    if "years" in properties:
        schema["required"] = [name for name in generated["required"] if name != "year"]
        schema["oneOf"] = [{"required": ["year"]}, {"required": ["years"]}]
    return schema


def _word_description(noun: str) -> str:
    """Return what a key of the vocabulary is for."""
    if noun in _PLURAL_OF:
        return f"The plan's word for several {noun}, if it is not the one for a {_PLURAL_OF[noun]} with an s."
    return f"The plan's word for {with_article(noun)}."


def _field_schema(generated: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what the loader takes for a field of the model."""
    if "anyOf" in generated:  # a key that may be left out: None and one type
        (generated,) = [option for option in generated["anyOf"] if option != {"type": "null"}]
    if "$ref" in generated:
        return {"$ref": generated["$ref"]}
    kind = generated["type"]
    if kind == "array":
        return _list_schema(generated["items"])
    return _SCHEMAS[kind]


def _list_schema(generated_item: dict[str, Any]) -> dict[str, Any]:
    items = _field_schema(generated_item)
    if items == _TEXT:
        return {"type": ["array", *_TEXT["type"], "null"], "items": items}
    return {"type": ["array", "null"], "items": items}


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8", newline="\n")
