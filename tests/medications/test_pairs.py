"""Two medicines, or a medicine and a substance, that need a plan for both: written once, until something changes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from medications.models import Acknowledgement
from medications.services.cosigning import acknowledge
from medications.services.errors import NotPermitted
from medications.services.recording_elsewhere import (
    change_other_medication,
    record_observed_dose,
    record_other_medication,
)
from patients.services.recording_health import record_substance_use
from practice.staff.roles import Role
from tests.medications.builders import (
    DAY,
    NOW,
    TODAY,
    ago,
    check_in,
    codes,
    colleague,
    daily,
    last_act,
    medication,
    plan_on_step,
    ready_plan,
    sign,
)

pytestmark = pytest.mark.django_db

PAIR = "interaction-unacknowledged"


def tramadol_beside(plan):
    return record_other_medication(
        patient=plan.patient, name="Tramadol", medication=medication("tramadol"), by=plan.prescriber, at=ago(hours=1)
    )


def plan_for_both(plan, partner="tramadol", **fields):
    wanted = {"code": PAIR, "reason": "Stops on Friday.", "by": plan.prescriber, "at": NOW} | fields
    return acknowledge(plan=plan, partner=partner, **wanted)


def heroin_reported(plan, *, at):
    record_substance_use(
        patient=plan.patient,
        substance="heroin",
        answer="uses",
        last_used_at=at - DAY,
        source="patient",
        by=plan.prescriber,
        at=at,
    )


def test_a_major_pair_closes_the_gate_until_there_is_a_plan_for_both():
    plan = ready_plan()
    tramadol_beside(plan)
    sign(plan)
    assert codes(plan) == [PAIR]

    made = plan_for_both(plan)

    assert codes(plan) == []
    assert (last_act().verb, last_act().subject_id) == ("blocker.acknowledged", made.pk)


def test_a_dose_found_in_use_counts_as_taken_without_an_order_of_ours():
    plan = ready_plan()
    record_observed_dose(
        patient=plan.patient,
        medication=medication("phenelzine"),
        regimen=daily(15),
        source="another practice",
        observed_at=ago(hours=1),
        by=plan.prescriber,
        at=ago(hours=1),
    )
    sign(plan)

    assert "interaction-contraindicated" in codes(plan)


def test_it_has_to_be_planned_anew_when_the_other_medicine_changes():
    plan = ready_plan()
    tramadol = tramadol_beside(plan)
    plan_for_both(plan)

    change_other_medication(other=tramadol, changed_on=TODAY - 20 * DAY, by=plan.prescriber, at=NOW)
    sign(plan)

    assert codes(plan) == [PAIR]


def test_a_moderate_pair_closes_nothing():
    plan = ready_plan()
    triptan = medication("sumatriptan")
    record_other_medication(patient=plan.patient, name="x", medication=triptan, by=plan.prescriber, at=ago(hours=1))
    sign(plan)

    assert codes(plan) == []


@pytest.mark.parametrize(
    ("code", "amounts", "again"), [("gabapentin", (300, 600), [PAIR]), ("methadone", (20, 25), [])]
)
def test_the_same_use_reported_again_asks_for_a_new_plan_unless_withholding_harms_more(code, amounts, again):
    plan = plan_on_step(1, code=code, amounts=amounts)
    heroin_reported(plan, at=ago(hours=5))
    plan_for_both(plan, "heroin")

    heroin_reported(plan, at=ago(hours=2))
    check_in(plan, at=ago(hours=2))
    sign(plan)

    assert [each for each in codes(plan) if each == PAIR] == again


def test_the_page_says_what_can_happen_and_takes_the_plan(client):
    plan = ready_plan()
    tramadol_beside(plan)
    client.force_login(plan.prescriber)
    url = reverse("acknowledge_pair", args=[plan.pk, "tramadol"])

    page = client.get(url).content.decode()
    sent = client.post(url, {"reason": "Stops on Friday."})

    assert "Serotonin syndrome" in page
    assert sent.status_code == 302
    assert Acknowledgement.objects.get().partner == "tramadol"


def test_there_is_no_page_for_a_pair_that_nothing_is_known_of(client):
    plan = ready_plan()
    client.force_login(plan.prescriber)

    assert client.get(reverse("acknowledge_pair", args=[plan.pk, "tramadol"])).status_code == 404


def test_a_nurse_plans_for_no_pair():
    plan = ready_plan()

    with pytest.raises(NotPermitted):
        plan_for_both(plan, by=colleague(plan.patient, Role.NURSE))


@pytest.mark.parametrize("fields", [{"partner": ""}, {"code": "another-change-recent"}])
def test_a_pair_names_its_partner_and_nothing_else_does(fields):
    plan = ready_plan()
    made = {"plan": plan, "code": PAIR, "partner": "tramadol", "reason": "x", "acknowledged_at": NOW} | fields

    with pytest.raises(ValidationError):
        plan_for_both(plan, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Acknowledgement.objects.create(acknowledged_by=plan.prescriber, **made)
