"""How a substance is taken, how often, and what happened before: told, shown, and nothing that the gate reads."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from patients.health_facts import health_facts_of
from patients.models import SubstanceUse
from patients.services.recording_health import record_substance_use
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team

pytestmark = pytest.mark.django_db

DETAILS: dict[str, Any] = {
    "route": "mouth",
    "pattern": "most-days",
    "withdrawal": "severe",
    "withdrawal_words": "A fit in spring.",
}
REFUSED: dict[str, dict[str, Any]] = {
    "substance_details_need_use": {"answer": "never", "pattern": "daily"},
    "substance_withdrawal_words_are_about_one": {"answer": "uses", "withdrawal": "never", "withdrawal_words": "No."},
}


@pytest.fixture
def told(client):
    nurse, patient = make_user(Role.NURSE), make_patient()
    on_team(patient, nurse)
    client.force_login(nurse)
    return {"patient": patient, "by": nurse, "at": timezone.now(), "source": "patient", "substance": "alcohol"}


def test_details_are_told_on_the_form_and_shown_in_plain_words(client, told):
    patient = told["patient"]
    typed = {"substance": "alcohol", "answer": "uses", "amount": "Two beers", "source": "patient", **DETAILS}

    assert client.post(reverse("record_substance_use", args=[patient.pk]), typed).status_code == 302

    page = client.get(reverse("chart_health", args=[patient.pk])).content.decode()
    said = "Two beers · most days · by mouth · had severe withdrawal, such as seizures or delirium “A fit in spring.”"
    assert said in page


def test_the_gate_reads_the_same_with_them_as_without(told):
    record_substance_use(answer="uses", **told)
    (plain,) = health_facts_of([told["patient"].pk], timezone.localdate())[told["patient"].pk].substances
    record_substance_use(answer="uses", **DETAILS, **told)
    (detailed,) = health_facts_of([told["patient"].pk], timezone.localdate())[told["patient"].pk].substances

    assert (plain.code, plain.last_used_at, plain.stopped_on) == (
        detailed.code,
        detailed.last_used_at,
        detailed.stopped_on,
    )
    assert vars(plain).keys() == vars(detailed).keys()


@pytest.mark.parametrize("constraint", REFUSED)
def test_details_belong_to_what_is_or_was_used(told, constraint):
    with pytest.raises(ValidationError, match="belong to"):
        record_substance_use(**told, **REFUSED[constraint])

    row = SubstanceUse(
        patient=told["patient"], recorded_by=told["by"], source="patient", substance="alcohol", **REFUSED[constraint]
    )
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()
