"""Whether a shell can bring the app back after ctrl+z, and stopping it there.

Windows has no job control. Elsewhere a shell has it if it runs its commands in process groups of
their own. A program that was started without such a shell (by a terminal directly, over `ssh host
milepost`, in a container) would stop for good, so that it must not.
"""

import os
import signal


def has_job_control() -> bool:
    """Return whether a shell watches over this process, and notices if it stops."""
    if not hasattr(os, "getpgrp"):
        return False
    session = os.getsid(0)
    try:
        is_in_parents_session = os.getsid(os.getppid()) == session
    except OSError:  # the parent has ended, or is another user's
        return False
    return is_in_parents_session and os.getpgrp() != session


def stop_job() -> None:
    """Send TSTP to this process and those started with it, as the terminal does for ctrl+z.

    The shell notices only if all of its job stops, a script that started Milepost included.
    """
    os.killpg(os.getpgrp(), signal.SIGTSTP)
