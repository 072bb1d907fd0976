"""A measure about oneself and one's work: theirs alone to read and to delete, whoever asks and however."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from patients.measures.definitions import measure_named
from practice.audit.models import Act
from practice.encryption import UnreadableSecretError
from practice.prompts.models import Prompt
from practice.staff.roles import Role
from sessions.models import OwnAssessment
from sessions.services.own_measures import delete_own, own_assessments, record_own
from tests.browser.markup import faults_in
from tests.builders import make_administrator, make_user

pytestmark = pytest.mark.django_db
NEW, ALL = "new_own_assessment", "own_measures"


@pytest.fixture
def nurse():
    return make_user(Role.NURSE)


def everything(value=3):
    return {item.code: value for item in measure_named("proqol5").items}


def as_typed(answers):
    return {f"item-{code}": str(value) for code, value in answers.items()}


def signed_in(user):
    browser = Client()
    browser.force_login(user)
    return browser


def test_somebody_fills_one_in_reads_it_and_deletes_it(nurse):
    browser = signed_in(nurse)
    page = browser.get(reverse(NEW, args=["proqol5"])).content.decode()
    assert faults_in(page) == []

    sent = {**as_typed(everything()), "once": "1"}
    assert browser.post(reverse(NEW, args=["proqol5"]), sent).url == reverse(ALL)
    browser.post(reverse(NEW, args=["proqol5"]), sent)

    (own,) = own_assessments(nurse)
    assert set(own.score.subscales.values()) == {30}
    page = browser.get(reverse(ALL)).content.decode()
    assert page.count("30 of 50") == 3
    assert faults_in(page) == []
    assert browser.post(reverse("delete_own_assessment", args=[own.pk])).url == reverse(ALL)
    assert not OwnAssessment.objects.exists()


def test_leaving_out_is_fine_and_nothing_at_all_is_not_kept(nurse):
    browser = signed_in(nurse)
    some = as_typed(everything() | {"1": ""})

    assert browser.post(reverse(NEW, args=["proqol5"]), {"item-1": ""}).status_code == 422
    assert browser.post(reverse(NEW, args=["proqol5"]), {"item-1": "99"}).status_code == 422
    assert browser.post(reverse(NEW, args=["proqol5"]), some).status_code == 302

    assert "1 question was not answered." in browser.get(reverse(ALL)).content.decode()
    with pytest.raises(ValidationError):
        record_own(user=nurse, measure="phq9", answers={"1": 1}, at=timezone.now())
    with pytest.raises(ValidationError):
        record_own(user=nurse, measure="proqol5", answers={"1": 17}, at=timezone.now())
    assert browser.get(reverse(NEW, args=["phq9"])).status_code == 404


@pytest.mark.parametrize("role", [Role.NURSE, Role.CLINICAL_LEAD, Role.ADMINISTRATOR, Role.FRONT_DESK])
def test_nobody_else_reads_or_deletes_it(nurse, role):
    row = record_own(user=nurse, measure="proqol5", answers=everything(), at=timezone.now())
    other = make_administrator() if role == Role.ADMINISTRATOR else make_user(role)
    browser = signed_in(other)

    assert "30 of 50" not in browser.get(reverse(ALL)).content.decode()
    assert browser.post(reverse("delete_own_assessment", args=[row.pk])).status_code in {403, 404}
    assert not delete_own(user=other, own_id=row.pk)
    assert own_assessments(other) == []
    OwnAssessment.objects.filter(pk=row.pk).update(user=other)
    with pytest.raises(UnreadableSecretError):
        own_assessments(other)


def test_there_is_no_other_way_to_it(nurse):
    acts = Act.objects.count()
    row = record_own(user=nurse, measure="proqol5", answers=everything(), at=timezone.now())

    assert OwnAssessment not in admin.site._registry
    assert not [model for model in apps.get_models() if model.__name__.startswith("OwnAssessmentEvent")]
    assert (Act.objects.count(), Prompt.objects.count()) == (acts, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM clinical_sessions_ownassessment t")
        (stored,) = cursor.fetchone()
    assert row.sealed in stored
    for word in ("proqol5", "answers", "satisfaction"):
        assert word not in stored
