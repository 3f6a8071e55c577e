"""Keys in order: the next key is delivered when the one before it has been handled.

Textual forwards each key at once to the widget that has the focus at that moment. A key that
follows one which opens or closes a form would go to the screen of before. This queue delivers one
key, then follows it through the queues of the focused widget, its parents and the app, until
neither screen nor focus changes any more and no dialog is busy; only then does it deliver the next.
"""

from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

from tui.app.dialogs.dialog import Dialog

_CALM_ROUNDS = 2  # rounds without a change, after which a key counts as handled
_MOST_ROUNDS = 200  # so that a screen that never calms down cannot block the keyboard
_BUSY_PAUSE = 0.05  # seconds between two looks at a busy dialog
_MOST_BUSY_ROUNDS = 400  # 20 seconds, after which keys are delivered all the same
_LOST_AFTER = 0.25  # seconds until a callback that a closed widget swallowed is given up

Deliver = Callable[[events.Event], Awaitable[None]]
State = tuple[Screen[object], Widget | None, int]


class KeyQueue:
    """Delivers keys and pasted text one after the other, in the order in which they arrived."""

    def __init__(self, app: App[None], deliver: Deliver) -> None:
        """Make an empty queue; `deliver` is what Textual does with an event."""
        self._app = app
        self._deliver = deliver
        self._waiting: deque[events.Event] = deque()
        self._is_handling = False
        self._round = 0  # numbers the rounds; never reset, so that a late timer fits no later one
        self._rounds_left = 0
        self._busy_rounds_left = 0
        self._calm_rounds = 0
        self._state: State | None = None
        self._cleared_at = 0.0  # in the time of Textual's events

    async def put(self, event: events.Event) -> None:
        """Deliver an event now if no other is being handled, else in its turn.

        Esc stops what a busy dialog carries out, if it can: what was typed for afterwards is dropped.
        """
        if event.time < self._cleared_at:
            return
        if self._stops(event):
            self.clear()
            return
        self._waiting.append(event)
        if not self._is_handling:
            await self._deliver_next()

    def _stops(self, event: events.Event) -> bool:
        if not (isinstance(event, events.Key) and event.key == "escape" and self._is_busy()):
            return False
        screen = self._app.screen
        return isinstance(screen, Dialog) and screen.stop()

    def clear(self) -> None:
        """Forget the keys that have been typed and not delivered."""
        self._waiting.clear()
        self._cleared_at = events.Event().time  # some may still be on their way here

    async def _deliver_next(self) -> None:
        event = self._waiting.popleft()
        self._is_handling = True
        self._round += 1
        self._rounds_left = _MOST_ROUNDS
        self._busy_rounds_left = _MOST_BUSY_ROUNDS
        self._calm_rounds = 0
        self._state = None
        await self._deliver(event)
        self._start_round()

    def _start_round(self) -> None:
        """Send a callback behind the messages of everything that a key passes through."""
        if not self._app.screen_stack:
            return  # the app has ended
        self._round += 1
        self._app.set_timer(_LOST_AFTER, partial(self._end_round, self._round))
        self._visit(self._route(), self._round)

    def _visit(self, route: deque[MessagePump], number: int) -> None:
        while route:
            pump = route.popleft()
            if pump.call_later(self._visit, route, number):
                return
        if number == self._round:
            self._app.call_later(self._end_round, number)

    def _is_busy(self) -> bool:
        """Return whether a dialog carries out its answer, which decides where the next key goes."""
        screen = self._app.screen
        return isinstance(screen, Dialog) and screen.is_busy

    def _route(self) -> deque[MessagePump]:
        focused = self._app.focused
        nodes: list[DOMNode] = [self._app.screen]
        if focused is not None:
            nodes = [node for node in focused.ancestors_with_self if node is not self._app]
        return deque(nodes)

    async def _end_round(self, number: int) -> None:
        if number != self._round or not self._app.screen_stack:
            return  # given up, overtaken, or the app has ended
        if self._is_busy() and self._busy_rounds_left:
            self._busy_rounds_left -= 1
            self._app.set_timer(_BUSY_PAUSE, self._start_round)
            self._round += 1  # whatever else would end this round comes too late
            return
        self._rounds_left -= 1
        self._count_calm_rounds()
        if self._calm_rounds < _CALM_ROUNDS and self._rounds_left:
            self._start_round()
        elif self._waiting:
            await self._deliver_next()
        else:
            self._is_handling = False
            self._round += 1  # the last round's timer comes too late

    def _count_calm_rounds(self) -> None:
        """Count the rounds in a row in which screen and focus stayed and no message was waiting."""
        state = (self._app.screen, self._app.focused, len(self._app.screen_stack))
        is_same = state == self._state
        self._state = state
        if is_same and not any(pump.message_queue_size for pump in self._route()):
            self._calm_rounds += 1
        else:
            self._calm_rounds = 0
