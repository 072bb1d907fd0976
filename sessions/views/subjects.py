"""For whom or what a time is looked for, and the visit that a form wishes for it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, QueryDict

from practice.staff.models import User
from sessions.forms.booking import Ids, WishForm
from sessions.models import Visit
from sessions.presentation.booking import Subject
from sessions.presentation.visits import kind_in_words
from sessions.queries.choices import Offered
from sessions.services.wishes import VisitWish, check_complete, wish_of
from sessions.views.doors import person_for, visit_for

# Where a form shows what a wish lacks.
FIELDS = {
    "location": "place",
    "room": "place",
    "clinicians": "clinicians",
    "minutes": "minutes",
    "capacity": "capacity",
}


def subject_of(request: HttpRequest, asked: QueryDict) -> Subject:
    """Found through the door of each: what this person may not arrange does not exist for them."""
    ids = Ids(asked)
    if not ids.is_valid():
        raise Http404
    if visit_id := ids.cleaned_data["move"]:
        visit = visit_for(request, visit_id)
        patients = wish_of(visit).patients
        return Subject(move=visit, patient=patients[0] if len(patients) == 1 and visit.capacity is None else None)
    patient_id = ids.cleaned_data["patient"]
    return Subject(patient=person_for(request, patient_id) if patient_id else None)


def kinds_for(subject: Subject, offered: Offered, user: User) -> list[tuple[int, str]]:
    """Kinds of visit to choose from, by the name that the reader may know."""
    known = {each.pk: each for each in offered.visit_types}
    if subject.move is not None:
        known[subject.move.visit_type_id] = subject.move.visit_type
    return [(each.pk, kind_in_words(each, user)) for each in known.values() if subject.suits(each)]


def wish_form_for(subject: Subject, offered: Offered, user: User, **shown: Any) -> WishForm:
    """The form without what makes no sense here: places are a group's, and a visit that moves does not come again."""
    form = WishForm(offered=offered, types=kinds_for(subject, offered, user), **shown)
    if subject.patient is not None:
        del form.fields["capacity"]
    if subject.move is not None:
        del form.fields["every_weeks"], form.fields["times"]
    return form


def wish_from(form: WishForm, subject: Subject, offered: Offered) -> VisitWish | None:
    """The visit that was typed, or None: then the form says what is wrong, beside its field."""
    if not form.is_valid():
        return None
    wish = _moved(form, subject.move, offered) if subject.move else _new(form, subject, offered)
    try:
        check_complete(wish)
    except ValidationError as error:
        for name, found in error.error_dict.items():
            form.add_error(FIELDS.get(name), found)
    return wish if form.is_valid() else None


def _new(form: WishForm, subject: Subject, offered: Offered) -> VisitWish:
    typed = form.cleaned_data
    kinds = {each.pk: each for each in offered.visit_types}
    return VisitWish(
        visit_type=kinds[typed["visit_type"]],
        patients=(subject.patient,) if subject.patient else (),
        **_when_and_where(typed, offered),
    )


def _moved(form: WishForm, visit: Visit, offered: Offered) -> VisitWish:
    """The same visit, elsewhere or at another time; how long it lasts stays unless something else is typed."""
    now = wish_of(visit)
    changed = _when_and_where(form.cleaned_data, offered)
    kept = {name: getattr(now, name) for name in ("minutes", "capacity") if changed[name] is None}
    return replace(now, **{**changed, **kept})


def _when_and_where(typed: Mapping[str, Any], offered: Offered) -> dict[str, Any]:
    where = typed["where"]
    return {
        "starts_at": typed["starts_at"],
        "clinicians": tuple(each for each in offered.clinicians if each.pk in typed["clinicians"]),
        "location": next((each for each in offered.locations if each.pk == where.location_id), None),
        "room": next((each for each in offered.rooms if each.pk == where.room_id), None),
        "is_telehealth": where.is_telehealth,
        "minutes": typed["minutes"],
        "capacity": typed.get("capacity"),
    }
