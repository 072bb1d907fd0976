"""The formulary can be kept in the administration; what was ordered, logged or signed is not there."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.urls import reverse

from medications.models import (
    ClassMember,
    CommonEffect,
    Effect,
    Interaction,
    Medication,
    MedicationFact,
    PracticeThresholds,
    Presentation,
    RedFlag,
    Schedule,
    TargetMeasure,
)
from tests.builders import make_administrator

NAMES: set[type[Model]] = {Medication, Effect, RedFlag, CommonEffect}
FORMULARY = NAMES | {
    MedicationFact,
    PracticeThresholds,
    Presentation,
    Schedule,
    Interaction,
    ClassMember,
    TargetMeasure,
}
pytestmark = pytest.mark.django_db


def test_nothing_but_the_formulary_can_be_changed_there():
    ours = [model for model in apps.get_app_config("medications").get_models() if admin.site.is_registered(model)]

    assert {model for model in ours if not model.__name__.endswith("Event")} == FORMULARY


@pytest.mark.parametrize("model", sorted(FORMULARY, key=str))
def test_nothing_of_the_formulary_is_deleted(model, rf):
    request = rf.get("/")
    request.user = make_administrator()

    assert not admin.site.get_model_admin(model).has_delete_permission(request)


def test_a_red_flag_is_retired_and_named_in_words(client):
    client.force_login(make_administrator())
    flag = RedFlag.objects.exclude(medication=None).select_related("effect", "medication").first()
    assert flag is not None

    listed = client.get(reverse("admin:medications_redflag_changelist"), {"q": flag.effect.term}).content.decode()
    page = client.get(reverse("admin:medications_redflag_change", args=[flag.pk])).content.decode()
    assert flag.effect.term in listed
    assert f"{flag.effect.term}</option>" in page

    typed = {
        "medication": flag.medication_id,
        "effect": flag.effect_id,
        "flag_class": flag.flag_class,
        "is_retired": "on",
    }
    answer = client.post(reverse("admin:medications_redflag_change", args=[flag.pk]), typed)

    assert answer.status_code == 302
    flag.refresh_from_db()
    assert flag.is_retired
