"""A consent that runs out asks to be spoken of: a month before, of the right person, until somebody did."""

from datetime import datetime

import pytest
from django.utils import timezone

from patients.prompt_kinds.consents import CONSENT_EXPIRING
from patients.services.consenting import Agreed, revoke_consent
from practice.prompts import kinds
from practice.prompts.models import Prompt
from practice.prompts.services.sweeping import sweep
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team
from tests.patients.consent_builders import DAY, IN_A_YEAR, NOW, SURGERY, TODAY, consented, release, spoken

pytestmark = pytest.mark.django_db

SOON = TODAY + 20 * DAY


@pytest.fixture(autouse=True)
def _alone():
    with kinds.only(CONSENT_EXPIRING):
        yield


@pytest.fixture
def prescriber():
    return make_user(Role.PRESCRIBER)


@pytest.fixture
def patient(prescriber):
    patient = make_patient(chosen_name="Maya")
    on_team(patient, prescriber)
    return patient


def swept(at=NOW):
    sweep(at=at)
    return list(Prompt.objects.open().order_by("key"))


def test_it_is_raised_a_month_before_the_last_day_has_ended(patient, prescriber):
    far = consented(patient, prescriber)
    near = consented(patient, prescriber, agreed=Agreed(kind="telehealth", expires_on=TODAY + 30 * DAY))
    consented(patient, prescriber, agreed=Agreed(kind="contact"))

    (prompt,) = swept()

    due = timezone.make_aware(datetime.combine(TODAY + 31 * DAY, datetime.min.time()))
    assert (prompt.kind, prompt.key, prompt.owner, prompt.due_at) == ("consent-expiring", near.pk, prescriber, due)
    assert prompt.link == f"/patients/{patient.pk}/consents/"
    assert swept(at=NOW - DAY) == []
    assert [each.key for each in swept(at=NOW + 340 * DAY)] == [far.pk, near.pk]


def test_the_point_of_contact_comes_before_the_prescriber(patient):
    contact = make_user(Role.NURSE)
    on_team(patient, contact, is_point_of_contact=True)

    consented(patient, contact, agreed=release(expires_on=SOON))

    assert [prompt.owner for prompt in swept()] == [contact]


def test_a_newer_one_to_the_same_people_or_its_end_is_the_answer(patient, prescriber):
    old = consented(patient, prescriber, agreed=release(expires_on=SOON))
    consented(patient, prescriber, agreed=release(recipient="Somebody else"))
    assert [prompt.key for prompt in swept()] == [old.pk]

    newer = consented(patient, prescriber, agreed=release(expires_on=IN_A_YEAR))
    assert swept() == []

    revoke_consent(consent=newer, how="in-person", by=prescriber, at=NOW)
    assert [prompt.key for prompt in swept()] == [old.pk]
    revoke_consent(consent=old, how="in-person", by=prescriber, at=NOW)
    assert swept() == []


def test_it_says_whose_and_until_when_to_those_who_may_open_the_chart(patient, prescriber):
    consent = consented(patient, prescriber, agreed=release(expires_on=SOON), vouched=spoken(prescriber))

    (subject,) = CONSENT_EXPIRING.subjects([consent.pk], prescriber).values()

    assert (subject.who, subject.why) == ("Maya", "Release of information: the consent counts until 9 April")
    assert SURGERY not in str(subject.why)
    assert CONSENT_EXPIRING.subjects([consent.pk], make_user(Role.NURSE)) == {}
    assert CONSENT_EXPIRING.closable
