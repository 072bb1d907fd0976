"""Readiness before going near the trauma: what speaks against it now.

This is the practice's own rule, not one from a book. Enough safety is never waived. Sleep, support and steady
medication may be short of enough where a reason is written down. Readiness holds for the session in which it was
looked at, and is looked at again each time.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Enough(models.TextChoices):
    """How one condition is found."""

    NOT_ASKED = "not-asked", _("not asked")
    ENOUGH = "enough", _("enough")
    NOT_YET = "not-yet", _("not yet")


class Agrees(models.TextChoices):
    """What somebody says to going near it now."""

    NOT_ASKED = "not-asked", _("not asked")
    YES = "yes", _("agrees")
    NOT_NOW = "not-now", _("not now")


class Against(StrEnum):
    """What speaks against it."""

    NOT_LOOKED_AT = "not-looked-at"
    SAFETY = "safety"
    SHORT_WITHOUT_REASON = "short-without-reason"
    PERSON = "person"
    THERAPIST = "therapist"
    WAY_TO_STOP = "way-to-stop"


@dataclass(frozen=True, kw_only=True)
class Looked:
    """Readiness as it was looked at in one session."""

    safety: str
    sleep: str
    support: str
    medication: str
    person_agrees: str
    therapist_agrees: str
    way_to_stop: str
    reason: str


IN_WORDS: "dict[Against, _StrPromise]" = {
    Against.NOT_LOOKED_AT: _("Readiness was not looked at in this session."),
    Against.SAFETY: _("There is not enough safety now, or nobody asked."),
    Against.SHORT_WITHOUT_REASON: _("Sleep, support or medication is not enough yet, and no reason says why to go on."),
    Against.PERSON: _("The person did not say that they agree."),
    Against.THERAPIST: _("The therapist did not say that they agree."),
    Against.WAY_TO_STOP: _("No way to stop is agreed."),
}


def speaks_against(looked: Looked | None) -> list[Against]:
    """Why not to go near the trauma in this session; empty where nothing speaks against it."""
    if looked is None:
        return [Against.NOT_LOOKED_AT]
    others = (looked.sleep, looked.support, looked.medication)
    found = {
        Against.SAFETY: looked.safety != Enough.ENOUGH,
        Against.SHORT_WITHOUT_REASON: any(each != Enough.ENOUGH for each in others) and not looked.reason.strip(),
        Against.PERSON: looked.person_agrees != Agrees.YES,
        Against.THERAPIST: looked.therapist_agrees != Agrees.YES,
        Against.WAY_TO_STOP: not looked.way_to_stop.strip(),
    }
    return [against for against, holds in found.items() if holds]


def may_go_near(looked: Looked | None) -> bool:
    """Whether what was looked at in this session allows it."""
    return not speaks_against(looked)
