"""Sending what waits in an outbox, one after the other."""

from collections.abc import Callable
from dataclasses import dataclass

BATCH = 500
# The mail server is away rather than one address wrong: the rest waits for the next run.
FAILURES_IN_A_ROW = 3


@dataclass
class Sent:
    """What one run did."""

    sent: int = 0
    waits: int = 0
    withdrawn: int = 0
    failed: int = 0


def send_each(send_next: Callable[[], str | None]) -> Sent:
    """Send until nothing is due. `send_next` sends one in a transaction of its own, so two runs at once share the work,
    and says what came of it by a name of `Sent`; None when nothing is due.
    """
    done, in_a_row = Sent(), 0
    for _each in range(BATCH):
        result = send_next()
        if result is None:
            break
        setattr(done, result, getattr(done, result) + 1)
        in_a_row = in_a_row + 1 if result == "failed" else 0
        if in_a_row == FAILURES_IN_A_ROW:
            break
    return done
