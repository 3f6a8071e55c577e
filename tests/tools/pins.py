"""The pinned versions that the README's commands install: `python -m tests.tools.pins` takes the newest allowed ones.

Every file in requirements/ holds for each system and each Python that pyproject.toml allows, and names the hashes
of all files of a version, so that the commands install the same next year. tests/test_pins.py fails if a file no
longer fits pyproject.toml.
"""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "requirements"
OLDEST_PYTHON = "3.11"
HEADER = "# Written by `python -m tests.tools.pins`: change pyproject.toml, not this file.\n"

# What each file is for, as the extras of pyproject.toml that it holds besides Milepost's own dependencies. The
# first holds everything, and gives the others their versions.
EXTRAS: dict[str, tuple[str, ...]] = {
    "dev": ("dev", "data", "office", "pdf", "web"),
    "app": (),
    "office": ("office",),
    "pdf": ("pdf",),
    "data": ("data",),
    "web": ("web",),
}
BUILD = "build"  # what `pip install --no-build-isolation` needs beforehand


def pin_file(name: str) -> Path:
    """Return the file of pinned versions for a purpose."""
    return FOLDER / f"{name}.txt"


def pyproject() -> dict[str, Any]:
    """Return what pyproject.toml holds."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def build_requirements() -> list[str]:
    """Return what pyproject.toml requires of a build."""
    requirements: list[str] = pyproject()["build-system"]["requires"]
    return requirements


def _compile(name: str, sources: list[str], standard_input: str = "") -> None:
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--generate-hashes",
    ]
    command += ["--python-version", OLDEST_PYTHON, "--no-annotate", "--no-header", *sources]
    compiled = subprocess.run(
        command, cwd=ROOT, input=standard_input, capture_output=True, text=True, check=False
    )
    if compiled.returncode:
        sys.exit(compiled.stderr)
    pin_file(name).write_text(HEADER + compiled.stdout, encoding="utf-8")


def main() -> None:
    """Pin the newest versions that pyproject.toml allows."""
    FOLDER.mkdir(exist_ok=True)
    everything = pin_file("dev")
    same_versions = ["--constraints", str(everything.relative_to(ROOT))]
    build = "\n".join(build_requirements())
    for name, extras in EXTRAS.items():
        options = [f"--extra={extra}" for extra in extras]
        if name == "dev":
            _compile(name, ["pyproject.toml", "-", *options], build)
        else:
            _compile(name, ["pyproject.toml", *options, *same_versions])
    _compile(BUILD, ["-", *same_versions], build)


if __name__ == "__main__":
    main()
