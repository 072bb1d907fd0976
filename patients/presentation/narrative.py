"""Somebody's story as the page shows it: folded, never with its words, and who opened it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from patients.forms import trauma as forms
from patients.models import Narrative, NarrativeOpening
from patients.presentation.health import Act, joined
from patients.presentation.trauma import before_it_was_told
from patients.presentation.trauma_sharing import PartShown, Sitting, moment_of, part_shown, told_by
from patients.rules.reading_rights import Part

OPENINGS_SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version of their story, without its words. `to` is where it is opened."""

    pk: int
    content_note: str
    told: str
    to: str


@dataclass(frozen=True, kw_only=True)
class Story:
    """Their story: the part, its versions, and who opened it, for the point of contact."""

    part: PartShown
    versions: Sequence[Version]
    openings: Sequence[str] = field(default=())
    shows_openings: bool = False


def story_of(sitting: Sitting) -> Story:
    may_read = sitting.sharing.may_read(Part.NARRATIVE)
    rows = Narrative.objects.visible_to(sitting.user, sitting.at).filter(patient=sitting.patient)
    standing = list(rows.that_stand().defer("words_sealed").select_related("recorded_by").order_by("-id"))
    acts: list[Act] = [Act(form=forms.NarrativeForm(), to=reverse("write_narrative", args=[sitting.patient.pk]))]
    if standing:
        to = reverse("take_back_narrative", args=[sitting.patient.pk])
        acts.append(Act(form=forms.TakeBackForm(), to=to))
    part = part_shown(
        sitting,
        Part.NARRATIVE,
        intro=_("Only if they wish to leave one, so that they need not tell it twice."),
        empty=_("There is none; none is needed."),
        lines=lambda may_write: [],
        acts=acts,
        closed=before_it_was_told(sitting),
    )
    return Story(
        part=part,
        versions=[_version(row) for row in standing] if may_read else [],
        openings=openings_of(sitting.patient.pk) if sitting.sharing.reader.is_point_of_contact else [],
        shows_openings=sitting.sharing.reader.is_point_of_contact,
    )


def _version(row: Narrative) -> Version:
    return Version(
        pk=row.pk,
        content_note=row.content_note,
        told=joined(str(row.get_whose_display()), told_by(row)),
        to=reverse("open_narrative", args=[row.pk]),
    )


def openings_of(patient_id: int) -> list[str]:
    """Who opened their story, and when; the latest few first."""
    rows = NarrativeOpening.objects.filter(patient=patient_id).select_related("opened_by").order_by("-id")
    return [
        _("%(who)s, %(when)s") % {"who": row.opened_by.display_name, "when": moment_of(row.opened_at)}
        for row in rows[:OPENINGS_SHOWN]
    ]
