"""What can land in a chart once somebody accepted it: each kind says what it is called and how it is recorded.

A floor above registers kinds of its own (a medication) when it is ready, so that a referral or a form written at home
can bring them without this floor knowing how they are kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.functional import Promise

from patients.models import Patient
from practice.staff.models import User

Details = Mapping[str, Any]


class Land(Protocol):
    """Record what was accepted, in the caller's transaction; ValidationError where it does not fit."""

    def __call__(
        self, *, patient: Patient, words: str, details: Details, source: str, by: User, at: datetime
    ) -> models.Model: ...


@dataclass(frozen=True, kw_only=True)
class Landing:
    """One kind. `form` asks for what recording needs, with what was brought filled in (`initial`); what it cleans are
    the `details` of `land`. The words stay as they were told.
    """

    kind: str
    label: str | Promise
    form: Callable[..., forms.Form]
    land: Land


@dataclass
class _Registry:
    landings: dict[str, Landing] = field(default_factory=dict)


_registry = _Registry()


def register(landing: Landing) -> None:
    """Offer a kind; an app does so once, when it is ready."""
    _registry.landings[landing.kind] = landing


def landing_of(kind: str) -> Landing:
    """How this kind lands. Raises ImproperlyConfigured for one that nobody offers."""
    try:
        return _registry.landings[kind]
    except KeyError as error:
        raise ImproperlyConfigured(f"Nothing says how {kind!r} lands in a chart.") from error


def kinds() -> list[Landing]:
    """All that can land, in the order in which they were offered."""
    return list(_registry.landings.values())
