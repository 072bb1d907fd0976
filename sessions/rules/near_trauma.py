"""Whether a note may be signed after work near the trauma. This is the practice's own rule, not one from a book."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class NearTrauma(models.TextChoices):
    """Did they go near the trauma today? It is their choice."""

    NOT_RAISED = "not-raised", _("it was not raised")
    CHOSE_NOT_TO = "chose-not-to", _("they chose not to")
    CHOSE_TO = "chose-to", _("they chose to")
    BY_ITSELF = "came-up-by-itself", _("it came up by itself")


@dataclass(frozen=True, kw_only=True)
class Work:
    """What a note says of such work. `looked_allows`: readiness as last looked at in this note; None if it was not."""

    near_trauma: str
    has_exposure: bool
    looked_allows: bool | None
    says_why: bool


def was_planned(near_trauma: str, has_exposure: bool) -> bool:
    """Exposure work that did not come up by itself. A note that leaves the choice open is no way round."""
    return has_exposure and near_trauma != NearTrauma.BY_ITSELF


def lacks(work: Work) -> bool:
    """Whether a word is missing before signing: planned work needs readiness that allowed it, or the plain truth."""
    return was_planned(work.near_trauma, work.has_exposure) and not work.looked_allows and not work.says_why
