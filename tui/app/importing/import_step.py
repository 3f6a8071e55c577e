"""A step of the import wizard that runs in a thread, and can be stopped until it writes."""

from threading import Lock


class StepStopped(Exception):  # noqa: N818 - it is no error
    """The step was stopped, and changes nothing."""


class ImportStep:
    """Whether a step has been stopped; once it writes, it cannot be."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_stopped = False
        self._is_writing = False

    def stop(self) -> bool:
        """Stop the step, and return whether it could be stopped."""
        with self._lock:
            self._is_stopped = not self._is_writing
            return self._is_stopped

    def check(self) -> None:
        """Go on.

        Raises:
            StepStopped: if the step was stopped.

        """
        if self._is_stopped:
            raise StepStopped

    def start_writing(self) -> None:
        """Let the step finish from now on.

        Raises:
            StepStopped: if it was stopped before.

        """
        with self._lock:
            self.check()
            self._is_writing = True
