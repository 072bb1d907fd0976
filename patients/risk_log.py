"""How a risk answer comes into the side-effect log, which is kept on the floor above: that floor registers here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.core.exceptions import ImproperlyConfigured
from django.db import models

from patients.models import Patient
from patients.rules.risk_answers import Assessed, RiskAnswer
from practice.staff.models import User


class Write(Protocol):
    """Write the entry, in the caller's transaction. `how` is an assessment's."""

    def __call__(
        self, *, patient: Patient, answer: RiskAnswer, how: str, happened_at: datetime, by: User, at: datetime
    ) -> models.Model: ...


class LookedInto(Protocol):
    """What somebody looked into in the log itself since then, about this effect."""

    def __call__(self, *, patient: Patient, effect: str, since: datetime) -> Sequence[Assessed]: ...


class AgreedActions(Protocol):
    """What the practice has agreed to do when this effect stands in the log, each in its own words."""

    def __call__(self, *, effect: str) -> Sequence[str]: ...


@dataclass(frozen=True, kw_only=True)
class RiskLog:
    """The log, as far as risk answers need it."""

    write: Write
    looked_into: LookedInto
    agreed_actions: AgreedActions


_logs: list[RiskLog] = []


def register(log: RiskLog) -> None:
    """Offer the log, once, when the app is ready."""
    _logs[:] = [log]


def risk_log() -> RiskLog:
    """Raises ImproperlyConfigured where nobody keeps a log: a risk answer is never just a number."""
    if not _logs:
        raise ImproperlyConfigured("Nobody keeps a log for risk answers.")
    return _logs[0]
