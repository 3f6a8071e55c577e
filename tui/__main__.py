"""`python -m tui` is `milepost`."""

from tui.main import run

run()
