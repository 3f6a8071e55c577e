"""The problems of a plan file, line by line, and their number."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from plan_data.problem import MAX_SHOWN, Problem, first_problems
from plan_data.text import plural


def problem_lines(path: Path, problems: Sequence[Problem]) -> list[str]:
    """Return a line for each of the first problems, and one for the number of the others."""
    first, rest = first_problems(problems, MAX_SHOWN)
    lines = list(map(str, first))
    if rest:
        lines.append(f"{path}: and {rest} more problems.")
    return lines


def problem_counts(problems: Sequence[Problem]) -> str:
    """Return how many problems and warnings there are: 2 problems, 1 warning."""
    counts = Counter(problem.severity for problem in problems)
    text = "no problems"
    if counts["problem"]:
        text = plural(counts["problem"], "problem")
    if counts["warning"]:
        text += f", {plural(counts['warning'], 'warning')}"
    return text
