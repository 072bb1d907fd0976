"""What templates/patients/people.html reads: who is around somebody, what they may know, and who it was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from patients.forms.people import EmergencyContactForm, EndForm, PersonForm, PrimaryCareForm, SupporterForm
from patients.models import EmergencyContact, Patient, PrimaryCare, Supporter
from patients.models.people import Around


@dataclass(frozen=True, kw_only=True)
class EndAct:
    """The form that ends it, and where it goes."""

    form: EndForm
    to: str


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """One person: who, the facts as pairs of a name and words, and where it is known from."""

    name: str
    tag: str
    facts: Sequence[tuple[str, str]]
    told: str
    act: EndAct | None


@dataclass(frozen=True, kw_only=True)
class PeoplePart:
    """One kind of people, those of today first; `form` is None on a merged chart."""

    name: str
    title: str
    lines: Sequence[PersonLine]
    past: Sequence[PersonLine]
    empty: str
    form: PersonForm | None
    to: str


def people_page(patient: Patient) -> list[PeoplePart]:
    """Supporters, the emergency contacts, and primary care; three questions."""
    return [
        _part(
            patient,
            Supporter,
            "supporters",
            SupporterForm(),
            _("Who stands by them"),
            _("Nobody has asked yet, or nobody."),
        ),
        _part(
            patient,
            EmergencyContact,
            "emergency",
            EmergencyContactForm(),
            _("To ring in an emergency"),
            _("Nobody has been named yet."),
        ),
        _part(
            patient,
            PrimaryCare,
            "primary-care",
            PrimaryCareForm(),
            _("Primary care"),
            _("Nobody has asked yet, or they have none."),
        ),
    ]


def _part(patient: Patient, model: type[Around], name: str, form: PersonForm, title: str, empty: str) -> PeoplePart:
    rows = list(
        model.objects.filter(patient=patient).select_related("recorded_by", "ended_by").order_by(*_order(model))
    )
    is_open = patient.merged_into_id is None
    return PeoplePart(
        name=name,
        title=title,
        lines=[_line(row, name, is_open) for row in rows if row.ended_on is None],
        past=[_line(row, name, is_open) for row in rows if row.ended_on is not None],
        empty=empty,
        form=form if is_open else None,
        to=reverse("add_person", args=[patient.pk, name]),
    )


def _order(model: type[Around]) -> list[str]:
    return ["position", "-id"] if model is EmergencyContact else ["-id"]


def _line(row: Around, kind: str, is_open: bool) -> PersonLine:
    facts = [*_of_their_own(row), (_("Telephone"), row.phone), (_("The patient"), _agreement(row)), _span(row)]
    act = EndAct(
        form=EndForm(ident=f"end-{kind}-{row.pk}"), to=reverse("end_person", args=[row.patient_id, kind, row.pk])
    )
    return PersonLine(
        name=row.name,
        tag=_tag(row),
        facts=[(what, words) for what, words in facts if words],
        told=_told(row),
        act=act if is_open and row.ended_on is None else None,
    )


def _of_their_own(row: Any) -> list[tuple[str, str]]:
    """What only this kind of people has."""
    if isinstance(row, Supporter):
        crisis = _("may be rung") if row.may_be_rung_in_crisis else _("is not rung")
        return [(_("May know"), _may_know(row)), (_("In a crisis"), crisis)]
    if isinstance(row, EmergencyContact):
        desk = _("sees name and number") if row.desk_may_see else _("does not see this")
        return [(_("Relation"), row.relation), (_("Front desk"), desk)]
    written = _("may be written to") if row.may_be_written_to else _("is not written to")
    return [
        (_("Practice"), row.practice),
        (_("Fax"), row.fax),
        (_("E-mail"), row.email),
        (_("Letters"), written),
    ]


def _may_know(row: Supporter) -> str:
    return row.agreed_parts if row.may_know == Supporter.MayKnow.AGREED_PARTS else str(row.get_may_know_display())


def _tag(row: Any) -> str:
    if isinstance(row, Supporter):
        return row.relation or str(row.get_bond_display())
    return str(row.get_position_display()) if isinstance(row, EmergencyContact) else ""


def _agreement(row: Around) -> str:
    words = str(row.get_agreed_display())
    if row.agreed_on is None:
        return words
    return _("%(agreed)s on %(day)s, %(how)s") % {
        "agreed": words,
        "day": date_format(row.agreed_on, "j F Y"),
        "how": row.get_agreed_how_display(),
    }


def _span(row: Around) -> tuple[str, str]:
    since = date_format(row.since_on, "j F Y")
    if row.ended_on is None:
        return _("Since"), since
    return _("Was"), _("%(since)s to %(until)s") % {"since": since, "until": date_format(row.ended_on, "j F Y")}


def _told(row: Around) -> str:
    when = date_format(timezone.localtime(row.recorded_at), "j F Y")
    words = [when, row.recorded_by.display_name, _("told by %(whom)s") % {"whom": row.get_told_by_display()}]
    return " · ".join(words)
