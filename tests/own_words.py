"""A plan with words of its own, and a search for the usual ones in what a person reads."""

import re
from functools import reduce
from pathlib import Path

PLAN = """\
plan: words
title: A plan of themes
year: 2009/10
vocabulary:
  pathway: theme
  lead: owner
  priority: pillar
  objective: commitment
  milestone: action
  section: chapter
boards: [{name: Panel, meets: every quarter, dates: [2009-10-20, 2010-01-12]}]
pathways:
  - {code: HOME, name: Warm homes, board: Panel}
  - {code: PARK, name: Green parks}
agencies:
  - {code: CLERK, name: Town clerk}
  - {code: BUILD, name: Builders, part_of: CLERK}
tags: [{code: FAST, name: Quick wins}]
areas: [{code: HILL, name: Hill}]
indicators: [{code: L1, name: Warmth}]
measures: [{id: L1, title: Warm rooms, unit: rooms, each_area: true, targets: {2009/10: 9}, serves: [L1]}]
glossary: [{term: EPC, means: a certificate}]
sections:
  - number: "1"
    title: Warm and green
    priorities:
      - number: "1.1"
        title: Warmth
        objectives:
          - number: "1.1.1"
            title: Insulate
            leads: [CLERK, BUILD]
            first_leads: true
            printed_leads: The clerk
            pathways: [HOME]
            tags: [FAST]
            success: [Ten warm homes]
            milestones:
              - {id: 1.1.1-a, title: Survey homes, printed: June, when: Jun 2009?, reading: The year is meant.}
              - {id: 1.1.1-b, title: Homes done, unit: homes, cumulative: {Q2: 4, Q4: 10}}
              - {id: 1.1.1-c, title: Report, when: every quarter, after: [1.1.1-a]}
          - number: "1.1.2"
            title: Plant
            milestones:
              - {id: 1.1.2-a, title: Plant trees, when: Jan 2010, leads: [BUILD], pathways: [HOME, PARK]}
              - {id: 1.1.2-b, title: Choose places, when: undated (to be agreed)}
              - {id: 1.1.2-c, title: Water, when: ongoing}
"""
BARE = re.sub(r"\n *pathways:\n.*?(?=\nagencies)", "", PLAN, flags=re.DOTALL)
BARE = re.sub(r",? *pathways: \[[A-Z, ]*\]", "", BARE)
_OF_2024 = (
    ("Jan 2010, leads", "Nov 2024, leads"),
    ("2009-10-20, 2010-01-12", "2024-07-09, 2024-10-08"),
    ("2009/10", "2024"),
    ("2009", "2024"),
    ("pathway: theme\n  lead: owner", "pathway: theme\n  lead: steward"),
    ("objective: commitment\n  milestone: action", "objective: pledge\n  milestone: step"),
    ("section: chapter", "section: chapter\n  measure: gauge"),
    ("plan: words", "plan: own"),
)
PLAN_OF_2024 = reduce(lambda text, pair: text.replace(*pair), _OF_2024, PLAN)
BARE_OF_2024 = re.sub(
    r"\n *(?:pathways|agencies):\n.*?(?=\n[a-z])", "", PLAN_OF_2024, flags=re.DOTALL
)
BARE_OF_2024 = re.sub(r",? *(?:pathways|leads): \[[A-Z, ]*\]", "", BARE_OF_2024)
BARE_OF_2024 = re.sub(r"\n *(?:first_leads|printed_leads): .*", "", BARE_OF_2024)
USUAL = re.compile(
    r"\b(pathways?|leads?|priority|priorities|objectives?|milestones?|sections?)\b", re.IGNORECASE
)
# What keeps its name: a command, an option with its value, a field of a search, an id, a key.
_KEPT = re.compile(
    r"`[^`]*`|by:\"ELS lead\""
    r"|--(?:pathway|lead|priority)\b"
    r"|\b(?:pathway|lead|priority|sort):\S*"
    r"|\bin this order: .*"
    r"|list --\w+ (?:CODE|N)|confirm MILESTONE"
    r"|'(?:leads|pathways|milestones|priorities|objectives)'"
)


def write_plan(folder: Path, text: str = PLAN) -> Path:
    """Write the plan to a folder and return its file."""
    path = folder / "words.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def usual_words(text: str) -> list[str]:
    """Return the lines that have one of the usual words, apart from what keeps its name."""
    return [line for line in text.splitlines() if USUAL.search(_KEPT.sub("", line))]


def usual_words_of(text: str) -> re.Pattern[str]:
    """Return what finds the words that a plan of a calendar year must not say.

    These are April, those for which its text has words of its own, and pathway and lead. A plan
    without a text is the example.
    """
    words = r"April|pathways?|leads?|priority|priorities|objectives?|milestones?"
    if "measure: gauge" in text:
        words += "|measures?|sections?"
    return re.compile(rf"\b({words})\b", re.IGNORECASE)


def own_words_of(text: str) -> re.Pattern[str]:
    """Return what finds the plan's own words for pathways and leads."""
    words = r"themes?|stewards?" if "theme" in text else r"owners?"
    return re.compile(rf"\b({words})\b", re.IGNORECASE)


def lines_with(pattern: re.Pattern[str], text: str) -> list[str]:
    """Return the lines in which a word is found, apart from what keeps its name."""
    title = "A plan of themes"
    kept = [(line, _KEPT.sub("", line.replace(title, ""))) for line in text.splitlines()]
    return [line for line, rest in kept if pattern.search(rest)]
