"""Who of the family was in a session, and whether the person agreed to that on file."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from patients.models import Consent, Supporter
from patients.rules.consent import ConsentKind
from practice.staff.models import User
from sessions.forms.group_lines import FamilyForm
from sessions.models import SessionNote, SupporterThere
from sessions.note_kinds import NoteKind
from sessions.note_parts import NotePart
from sessions.services.group_lines import keep_supporters


def form_of(note: SessionNote, data: QueryDict | None) -> FamilyForm:
    there = list(SupporterThere.objects.filter(note=note).values_list("supporter", flat=True))
    known = Supporter.objects.filter(patient=note.patient_id).order_by("name", "pk")
    choices = [(each.pk, in_words(each)) for each in known if each.ended_on is None or each.pk in there]
    return FamilyForm(choices, data, initial={"supporters": there}, consent_url=way_to_consent(note))


def in_words(supporter: Supporter) -> str:
    return f"{supporter.name} ({supporter.relation or supporter.get_bond_display()})"


def way_to_consent(note: SessionNote) -> str:
    """Where to record that the person agrees, if nothing is on file today; else nothing."""
    given = Consent.objects.valid_on(timezone.localdate()).filter(patient=note.patient_id, kind=ConsentKind.FAMILY)
    return "" if given.exists() else reverse("new_consent", args=[note.patient_id, ConsentKind.FAMILY.value])


def keep(note: SessionNote, form: forms.BaseForm, *, by: User, at: datetime) -> None:
    if not isinstance(form, FamilyForm):
        raise TypeError
    if form.was_sent and "supporters" in form.cleaned_data:
        keep_supporters(note=note, came=form.cleaned_data["supporters"])


def shown(note: SessionNote, reader: User) -> Mapping[str, Any]:
    there = SupporterThere.objects.filter(note=note).select_related("supporter").order_by("supporter__name", "pk")
    return {
        "there": [in_words(each.supporter) for each in there],
        "consent_url": way_to_consent(note) if there and note.signed_at is None else "",
    }


FAMILY = NotePart(
    name="family",
    kinds=frozenset({NoteKind.FAMILY}),
    form=form_of,
    keep=keep,
    keeps_what_fits=True,
    form_template="sessions/note_family_form.html",
    shown=shown,
    template="sessions/note_family.html",
    order=20,
)
