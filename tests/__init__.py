"""The tests. What they need of Textual's clock is set here, before anything imports it."""

import os

# As in `tui/cli/launch.py`: the app draws up to 240 frames a second.
os.environ.setdefault("TEXTUAL_FPS", "240")
