"""Put the figures of the last full run into docs/speed.md: `python -m benchmarks.page`."""

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.goals import GOALS, Found, Row
from benchmarks.table import as_markdown, summary
from benchmarks.timing import Sample

LAST = Path(__file__).with_name("last.json")
PAGE = Path(__file__).parent.parent / "docs" / "speed.md"
START, END = "<!-- the last table -->", "<!-- end of the table -->"


def main() -> None:
    """Replace what is between the marks."""
    saved = json.loads(LAST.read_text(encoding="utf-8"))
    goals = {goal.key: goal for goal in GOALS}
    rows = [Row(goals[each["key"]], _found(each)) for each in saved["rows"] if each["key"] in goals]
    machine = ", ".join(f"{name} {value}" for name, value in saved["machine"].items() if value)
    head = f"{saved.get('date', '')} {saved['form']} run on {machine}: {summary(rows)}.".strip()
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.partition(START)[0], text.partition(END)[2]
    PAGE.write_text(
        f"{before}{START}\n{head}\n\n{as_markdown(rows)}\n{END}{after}", encoding="utf-8"
    )
    sys.stdout.write(f"written to {PAGE}\n")


def _found(saved: dict[str, Any]) -> Found:
    return Found(_sample(saved["ours"]), _sample(saved["peer"]), saved["reached"], saved["why"])


def _sample(saved: dict[str, Any] | None) -> Sample | None:
    return Sample(saved["name"], saved["unit"], saved["values"]) if saved else None


if __name__ == "__main__":
    main()
