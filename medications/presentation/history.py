"""Dose changes as lines to read: what, from when, who, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from medications.models import DoseChange
from medications.presentation.warnings import warned_of_in_words
from medications.presentation.words import regimen_in_words
from medications.terms import ChangeKind


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    words: str
    from_words: str
    reason: str
    by: str
    warned_of: str = ""


def change_lines(changes: Iterable[DoseChange]) -> list[ChangeLine]:
    """Changes from `for_history()`, with their regimens."""
    return [
        ChangeLine(
            words=_words(change),
            from_words=_("from %(day)s") % {"day": date_format(change.first_dose_on, "j F Y")},
            reason=change.reason,
            by=_by(change),
            warned_of=warned_of_in_words(change.warned_of),
        )
        for change in changes
    ]


def _words(change: DoseChange) -> str:
    if change.kind != ChangeKind.DOSE or change.regimen is None or change.step is None:
        return str({ChangeKind.PAUSE: _("paused")}.get(ChangeKind(change.kind), _("stopped")))
    return _("%(direction)s to step %(step)d: %(regimen)s") % {
        "direction": change.get_direction_display(),
        "step": change.step.position,
        "regimen": regimen_in_words(change.regimen.as_rule()),
    }


def _by(change: DoseChange) -> str:
    made = _("%(name)s, %(when)s") % {
        "name": change.made_by.display_name,
        "when": date_format(timezone.localtime(change.made_at), "j F Y, H:i"),
    }
    if change.review is None:
        return made
    return _("%(made)s; reviewed by %(reviewer)s") % {"made": made, "reviewer": change.review.signed_by.display_name}
