"""The plan file that `milepost new` writes: small, commented, and right."""

import re

from plan_data.plan_file.schema import modeline
from plan_data.timescale.financial_year import FinancialYear

_STARTER = """\
# The line above is for editors: `milepost new --schema` writes the file that it names.
# A plan file for Milepost. A line that starts with # is a comment: delete them as you go.
# Spaces at the start of a line say what belongs to what. `milepost check` names\
 every mistake with its line.
# The plan's id is in small letters, digits and hyphens. Leave it as it is\
 once anything is recorded.
plan: {plan}
title: Our delivery plan {year}
{key}: {year}                       # {kind}, from {first_month} to {last_month}

# vocabulary: {{pathway: theme, lead: owner}}   # what your plan calls its parts, if not pathway and lead

boards:
  - name: Programme Board
    meets: every quarter
    # dates: [{june}-06-16, {september}-09-15]   # add the days of its meetings as they are set

pathways:                           # the plan's themes: a short code, the name,\
 every spelling in print
  - {{code: ELS, name: "Employment, Learning and Skills", printed: [ELS], board: Programme Board}}

agencies:                           # who can answer for something
  - {{code: LEAD, name: The lead agency, printed: [Lead Agency]}}
  - {{code: PARTNER, name: The partner agency, printed: [Partner]}}

sections:
  - number: "1"                     # numbers stand in quotes: "1.10" is not "1.1"
    title: The first section
    priorities:
      - number: "1.1"
        title: The first priority
        objectives:
          - number: "1.1.1"
            title: The first objective, in your own plain words (at most 90 characters)
            leads: [LEAD]           # codes from 'agencies'
            pathways: [ELS]         # codes from 'pathways'
            success: ["What will show that it has worked"]
            source: {{page: 1, row: "1.1.1"}}
            milestones:             # each thing that can be ticked: the objective's number\
 and a letter
              - id: 1.1.1-a
                title: Something due by the end of a month
                printed: By September {september}
                when: by Sep {september}
              - id: 1.1.1-b
                title: A report every quarter
                printed: Quarterly
                when: every quarter
              - id: 1.1.1-c
                title: Something that print gives no date
                printed: To be agreed
                when: undated (to be agreed)
                leads: [PARTNER]    # only where it differs from the objective's
              - id: 1.1.1-d
                title: Something whose date had to be read into print
                printed: End of {december}
                when: by Dec {december}?      # ? asks the lead to confirm the reading ...
                reading: Taken as the end of the calendar year.    # ... and this says\
 why it is read so
          - number: "1.1.2"
            title: An objective with figures
            leads: [LEAD]
            pathways: [ELS]
            milestones:
              - id: 1.1.2-a
                title: People who complete the course
                unit: completions
                cumulative: {{{figures}}}     # totals since {since}
"""
_FIGURES = (10, 25, 40, 60)


def plan_template(file_name: str, year: FinancialYear) -> str:
    """Return a small plan of a year or of several.

    Its id is made from the letters and digits of the file's name, and is a default if it has none.
    """
    name = file_name.lower().removesuffix(".yaml").removesuffix(".yml")
    plan_id = re.sub(r"[^a-z0-9]+", "-", name).strip("-")
    kind = "a financial year"
    if year.calendar.has_calendar_years:
        kind = "a calendar year"
    key = "year"
    if year.count > 1:
        key, kind = "years", "several years, each"
    figures = [
        f"{name}: {figure}" for name, figure in zip(year.quarters_by_key(), _FIGURES, strict=False)
    ]
    text = _STARTER.format(
        plan=plan_id or "our-plan",
        year=year.label,
        key=key,
        kind=kind,
        figures=", ".join(figures),
        since=year.counted_from,
        june=year.year_of_month(6),
        september=year.year_of_month(9),
        december=year.year_of_month(12),
        first_month=year.calendar.first_month_name,
        last_month=year.calendar.last_month_name,
    )
    return modeline() + text
