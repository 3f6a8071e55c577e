"""A plan file that has every key of the format, and each of its keys changed once."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import yaml

FULL_PLAN = """\
plan: full
title: A full plan
years: 2009/10 to 2011/12
year_starts: July
quarters: calendar
start: 1 Sep 2009
published: Oct 2009
publisher: The region
note: Of the plan
vocabulary: {pathway: theme, pathways: themes, lead: owner, leads: owners, priority: pillar,
  priorities: pillars, objective: aim, objectives: aims, milestone: step, milestones: steps,
  measure: number, measures: numbers, section: part, sections: parts}
boards:
  - {name: Board, meets: monthly, dates: [2009-10-12, 2009-11-12], chair: Director, reports_to: Council,
     members: [Police lead, Health lead], note: Of the board, source: {page: 3, row: "4"}}
  - {name: Council}
pathways:
  - {code: ELS, name: Learning, printed: [E L S], board: Board, lead: ELS lead, champion: A champion,
     note: Of the pathway, source: {page: 5}}
  - {code: H, name: Health}
agencies:
  - {code: JCP, name: Jobcentre Plus, printed: [J C P], part_of: DWP, note: Of the agency}
  - {code: DWP, name: Work and Pensions}
tags:
  - {code: WOMEN, name: Women, note: Of the tag, source: {page: 6}}
  - {code: YOUNG, name: Young people}
indicators:
  - {code: NI 1, name: First, psa: [PSA 1], note: Of the indicator, source: {page: 7}}
  - {code: NI 2, name: Second}
areas:
  - {code: NORTH, name: The north, printed: [north], note: Of the area}
measures:
  - {id: X-1, title: Rate, printed: rate, unit: "%", shape: level, better: higher, targets: {2009/10: 65.5},
     baseline: {2008/09: 60}, returns: every quarter, serves: [NI 1], area: NORTH, leads: [JCP],
     pathways: [ELS], tags: [WOMEN], reading: Our guess, note: Of the measure, source: {page: 8}}
  - {id: X-2, title: By area, each_area: true, targets: {2009/10: 3}}
  - {id: X-3, title: Both, sum_of: [X-4, X-5]}
  - {id: X-4, title: One, targets: {2009/10: 3}}
  - {id: X-5, title: Other, targets: {2009/10: 4}}
commitments:
  - {id: c1, title: A promise, group: Promises, leads: [JCP], pathways: [ELS], tags: [WOMEN],
     note: Of the promise, source: {page: 9}}
glossary:
  - {term: ELS, means: Learning, ours: true, note: Of the term}
tables:
  - {title: A table, indicator: NI 1, note: Of the table, source: {page: 10}, columns: [One, Two],
     rows: [[a, b], [c, d]]}
footnotes:
  - {number: "1", text: In our words}
sections:
  - number: "1"
    title: Everything
    note: Of the section
    priorities:
      - number: "1.1"
        title: First things
        note: Of the priority
        serves: [NI 1]
        objectives:
          - number: 1.1.1
            title: The objective
            wording: In full
            leads: [JCP, DWP]
            printed_leads: JCP and DWP
            first_leads: true
            pathways: [ELS]
            tags: [WOMEN]
            pathways_inferred: true
            success: [More of it, Less of the rest]
            serves: [NI 1]
            source: {page: 11, row: "12"}
            reading: Our guess
            note: Of the objective
            measures:
              - {id: 1.1.1-m1, title: Completions, targets: {2009/10: 5}}
            milestones:
              - {id: 1.1.1-a, title: Contracts in place, printed: By spring, when: "Mar 2010?",
                 reading: A guess, serves: [NI 1], leads: [JCP, DWP], printed_leads: J C P,
                 first_leads: true, pathways: [ELS], tags: [WOMEN], after: [1.1.1-b],
                 same_as: 1.1.1-c, wording: In full, carried_from: old-plan 7.7.7-a,
                 source: {page: 13, row: "14"}, note: Of the milestone}
              - {id: 1.1.1-b, title: Starts, unit: starts, cumulative: {Q1 2010: 5, Q2 2010: 9},
                 returns: every quarter}
              - {id: 1.1.1-c, title: Contracts again, when: "Mar 2010?", reading: A guess}
"""

Path = tuple[str | int, ...]

# Values for keys whose value cannot be any text.
_OTHER_VALUES: dict[str, object] = {
    "years": "2009/10 to 2012/13",
    "year_starts": "August",
    "quarters": None,
    "shape": "cumulative",
    "better": "lower",
    "when": "Apr 2010",
    "start": "1 Oct 2009",
    "returns": "every month",
}


def each_key(tree: object, path: Path = ()) -> Iterator[Path]:
    """Yield the path of each key of a plan file that holds no other keys."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from each_key(value, (*path, key))
    elif isinstance(tree, list) and any(isinstance(each, dict) for each in tree):
        for n, value in enumerate(tree):
            yield from each_key(value, (*path, n))
    else:
        yield path


def with_changed_key(*paths: Path) -> str:
    """Return the full plan with another value of each key at a path."""
    tree = deepcopy(yaml.safe_load(FULL_PLAN))
    for path in paths:
        parent: Any = tree
        for step in path[:-1]:
            parent = parent[step]
        key = path[-1]
        parent[key] = _changed(str(key), parent[key])
    return yaml.safe_dump(tree, sort_keys=False)


def _changed(key: str, value: object) -> object:
    if key in _OTHER_VALUES:
        return _OTHER_VALUES[key]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, list):
        return value[:-1]
    return f"{value}x"
