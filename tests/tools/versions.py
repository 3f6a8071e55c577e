"""The tests on other versions than the pinned ones: `python -m tests.tools.versions newest`, and `... lowest`.

Both install what pyproject.toml allows into a temporary virtual environment: the newest versions show what a later
release of a library breaks, the lowest whether the lower bounds are true. Further words go to pytest.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.tools.pins import ROOT

RESOLUTIONS = {"newest": "highest", "lowest": "lowest-direct"}
USAGE = f"usage: python -m tests.tools.versions {{{','.join(RESOLUTIONS)}}} [WORDS FOR PYTEST ...]"


def run_tests(resolution: str, words: list[str]) -> int:
    """Return pytest's exit code for the versions of a uv resolution."""
    uv = [sys.executable, "-m", "uv"]
    with TemporaryDirectory() as folder:
        environment = Path(folder) / "venv"
        in_environment = ["--python", str(environment)]
        subprocess.run(
            [*uv, "venv", "--quiet", "--python", sys.executable, str(environment)], check=True
        )
        install = [*uv, "pip", "install", "--quiet", *in_environment, "--resolution", resolution]
        subprocess.run([*install, "-e", ".[dev,office,pdf,web]"], cwd=ROOT, check=True)
        subprocess.run([*uv, "pip", "list", *in_environment], cwd=ROOT, check=True)
        pytest = [str(environment / "bin" / "python"), "-m", "pytest", "-p", "no:cacheprovider"]
        return subprocess.run([*pytest, "-n", "2", *words], cwd=ROOT, check=False).returncode


def main() -> None:
    """Run the tests on the versions that the command's first word names."""
    words = sys.argv[1:]
    if not words or words[0] not in RESOLUTIONS:
        sys.exit(USAGE)
    sys.exit(run_tests(RESOLUTIONS[words[0]], words[1:]))


if __name__ == "__main__":
    main()
