"""The way in, from the first call to the first visit: which moves are possible, and what comes next."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where somebody is on the way in."""

    ASKED_FOR = "asked-for", _("Asked for")
    CALLED_BACK = "called-back", _("Called back")
    BOOKED = "booked", _("Booked")
    FORMS_SENT = "forms-sent", _("Forms sent")
    ARRIVED = "arrived", _("Arrived")
    DONE = "done", _("Done")
    WITHDREW = "withdrew", _("Withdrew")


ON_THE_WAY = (Stage.ASKED_FOR, Stage.CALLED_BACK, Stage.BOOKED, Stage.FORMS_SENT, Stage.ARRIVED)
CLOSED = (Stage.DONE, Stage.WITHDREW)
# The practice owes the next step by a day of its own; later the visit itself says when.
OURS_BY_A_DAY = frozenset({Stage.ASKED_FOR, Stage.CALLED_BACK, Stage.BOOKED})

NEXT_STEPS = {
    Stage.ASKED_FOR: _("call back"),
    Stage.CALLED_BACK: _("offer a time"),
    Stage.BOOKED: _("send forms"),
    Stage.FORMS_SENT: _("welcome them at the visit"),
    Stage.ARRIVED: _("finish the intake"),
}


def is_possible(before: Stage, after: Stage) -> bool:
    """Whether one may follow the other.

    Forwards by any number of stages, and back to correct a slip; done once they arrived; withdrawn from anywhere on
    the way. What is done opens again where they arrived, what was withdrawn opens anywhere on the way.
    """
    if before == after:
        return False
    if after in ON_THE_WAY:
        return before != Stage.DONE or after == Stage.ARRIVED
    if after == Stage.DONE:
        return before == Stage.ARRIVED
    return before in ON_THE_WAY


POSSIBLE = tuple((before, after) for before in Stage for after in Stage if is_possible(before, after))


def is_forward(before: Stage, after: Stage) -> bool:
    """Whether this leads further on the way; from what is closed nothing does."""
    return before in ON_THE_WAY and after in ON_THE_WAY and ON_THE_WAY.index(before) < ON_THE_WAY.index(after)


def next_stage(stage: Stage) -> Stage | None:
    """The one that usually follows."""
    if stage not in ON_THE_WAY:
        return None
    return (*ON_THE_WAY, Stage.DONE)[ON_THE_WAY.index(stage) + 1]


def stages_before(stage: Stage) -> tuple[Stage, ...]:
    """Where somebody may be put back to, to correct a slip; the nearest first."""
    return tuple(reversed(ON_THE_WAY[: ON_THE_WAY.index(stage)])) if stage in ON_THE_WAY else ()
