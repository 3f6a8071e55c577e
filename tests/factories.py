"""Plan files that tests of several rooms share."""

_PLAN_WITH_MEASURES = """\
plan: small
title: Small
year: 2009/10
measures:
{measures}
sections:
  - number: "1"
    title: S
    priorities:
      - number: "1.1"
        title: P
        objectives:
          - {{number: 1.1.1, title: O, milestones: [{{id: 1.1.1-a, title: M, when: Sep 2009}}]}}
"""


def plan_text_with_measures(*measures: str) -> str:
    """Return a plan file with measures outside its table, each a flow mapping of YAML."""
    lines = [f"  - {measure}" for measure in measures]
    return _PLAN_WITH_MEASURES.format(measures="\n".join(lines))
