"""Down, hold, pause, stop: each on a page of its own, with its reason, never made to wait."""

import pytest
import time_machine
from django.urls import reverse

from medications.models import DoseChange, MissedDoses, ObservedDose, TitrationPlan
from practice.staff.roles import Role
from tests.medications.builders import NOW, TODAY, active_plan, colleague, fresh, log_red, plan_on_step, wait
from tests.medications.reading import position, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan():
    return plan_on_step(3)


def do(client, plan, name, user=None, **typed):
    client.force_login(user or plan.prescriber)
    return client.post(reverse(name, args=[plan.pk]), typed)


@pytest.mark.parametrize(
    ("name", "status"), [("hold", "on-hold"), ("pause", "paused"), ("stop", "closed"), ("close_plan", "closed")]
)
def test_an_act_takes_effect_at_once_whatever_is_open(client, plan, name, status):
    log_red(plan, at=NOW)
    wait(plan, at=NOW)

    assert do(client, plan, name, reason="Agreed on the phone.").status_code == 302
    assert fresh(plan).status == status


@pytest.mark.parametrize("name", ["hold", "pause", "stop"])
@pytest.mark.parametrize("role", [Role.NURSE, Role.THERAPIST])
def test_any_clinical_role_may(client, plan, name, role):
    answer = do(client, plan, name, colleague(plan.patient, role), reason="She asked for it.")

    assert answer.status_code == 302


@pytest.mark.parametrize("name", ["hold", "pause", "stop", "close_plan"])
def test_an_act_without_a_reason_changes_nothing(client, plan, name):
    answer = do(client, plan, name, reason="")

    assert answer.status_code == 422
    assert fresh(plan).status == "active"


def test_a_hold_is_shown_with_who_and_why_and_lifted_by_a_prescriber(client, plan):
    nurse = colleague(plan.patient, Role.NURSE)
    do(client, plan, "hold", nurse, reason="Dizzy on standing.")
    page = text_of(client.get(reverse("plan", args=[plan.pk])))
    assert f"by {nurse.display_name}: Dizzy on standing." in page
    assert do(client, plan, "lift_hold", nurse, reason="Better.").status_code == 403

    assert do(client, plan, "lift_hold", reason="Pressure is fine.").status_code == 302
    assert fresh(plan).status == "active"


def test_an_act_from_an_old_page_says_that_it_is_done_already(client, plan):
    do(client, plan, "pause", reason="Surgery.")

    answer = do(client, plan, "pause", reason="Surgery, as I said.")

    assert answer.status_code == 409
    assert "paused already" in text_of(answer)
    assert "Surgery, as I said." in text_of(answer)


def test_down_offers_every_step_that_is_no_higher_in_words(client, plan):
    client.force_login(plan.prescriber)

    form = client.get(reverse("step_down", args=[plan.pk])).context["form"]

    assert form.fields["step"].choices == [
        (1, "from 75 mg to 25 mg each morning"),
        (2, "from 75 mg to 50 mg each morning"),
    ]


def test_down_is_ordered_at_once(client, plan):
    log_red(plan, at=NOW)

    answer = do(client, plan, "step_down", step=1, first_dose_on=TODAY.isoformat(), reason="Too much.")

    assert answer.status_code == 302
    change = DoseChange.objects.latest("pk")
    assert (position(plan), change.direction, change.reason) == (1, "down", "Too much.")


def test_a_higher_step_is_not_on_offer(client, plan):
    answer = do(client, plan, "step_down", step=4, first_dose_on=TODAY.isoformat(), reason="Up, please.")

    assert answer.status_code == 422
    assert position(plan) == 3


def test_after_a_pause_the_gate_speaks_of_starting_again(client, plan):
    do(client, plan, "pause", reason="Surgery.")

    page = text_of(client.get(reverse("plan", args=[plan.pk])))
    lower = client.get(reverse("plan", args=[plan.pk]), {"step": 1}).context["gate"]

    assert "start with 75 mg each morning" in page
    assert lower.to.position == 1


def test_missed_doses_are_asked_about_and_zero_is_an_answer(client, plan):
    answer = do(client, plan, "missed_doses", missed_days=0, missed_in_a_row=0, source="patient")

    assert answer.status_code == 302
    assert MissedDoses.objects.get().missed_days == 0
    assert "Days missed on this dose: 0" in text_of(client.get(answer.url))


def test_more_days_in_a_row_than_at_all_is_answered_beside_the_field(client, plan):
    answer = do(client, plan, "missed_doses", missed_days=1, missed_in_a_row=2, source="patient")

    assert answer.status_code == 422
    assert "missed_in_a_row" in answer.context["form"].errors


def test_consent_is_given_and_taken_back(client):
    plan = active_plan(has_consent=False)
    client.force_login(plan.prescriber)
    assert "There is no consent to this treatment on file." in text_of(client.get(reverse("plan", args=[plan.pk])))

    do(client, plan, "give_consent")
    assert plan.patient.treatment_consents.get().consent.revoked_at is None
    do(client, plan, "withdraw_consent")
    assert plan.patient.treatment_consents.get().consent.revoked_at is not None


def row(number: int, **cells) -> dict[str, object]:
    typed = {"step": number + 1, "at": "morning", "every_days": 1, "offset": 0, "at_most": 1, **cells}
    return {f"doses-{number}-{name}": value for name, value in typed.items()}


def rows(*filled: dict[str, object]) -> dict[str, object]:
    """What a browser sends: every row, filled in or not."""
    sent: dict[str, object] = {"doses-TOTAL_FORMS": "6", "doses-INITIAL_FORMS": "0"}
    for number in range(6):
        sent |= row(number, **(filled[number] if number < len(filled) else {}))
    return sent


def test_a_plan_is_written_as_rows(client, plan):
    client.force_login(plan.prescriber)
    typed = {
        "medication": plan.medication_id,
        "form": "tablet",
        "purpose": "PTSD",
        **rows(
            {"amount_mg": "12.5", "hold_days": 7},
            {"amount_mg": "25", "hold_days": 7},
            {"step": 2, "amount_mg": "12.5", "at": "bedtime"},
        ),
    }

    answer = client.post(reverse("new_plan", args=[plan.patient_id]), typed)

    assert answer.status_code == 302
    draft = TitrationPlan.objects.latest("pk")
    page = text_of(client.get(answer.url))
    assert (draft.status, draft.steps.count()) == ("draft", 2)
    assert "25 mg each morning and 12.5 mg at bedtime" in page


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"amount_mg": "-1", "hold_days": 7}, "A dose is more than 0 mg."),
        ({"amount_mg": "25"}, "Say for how many days at least."),
        ({"amount_mg": "", "hold_days": 7}, "How many mg?"),
        ({"amount_mg": "25", "hold_days": 7, "every_days": 11}, "Doses repeat every 1 to 7"),
        ({"amount_mg": "25", "hold_days": 7, "offset": 1}, "The offset is smaller than the interval."),
        ({"amount_mg": "25", "hold_days": 7, "at_most": 2}, "Only a dose taken as needed"),
        ({"amount_mg": "25", "hold_days": 7, "step": 2}, "Number the steps 1, 2, 3"),
    ],
)
def test_a_row_that_cannot_be_is_answered_in_plain_words(client, plan, cells, words):
    client.force_login(plan.prescriber)
    plans = TitrationPlan.objects.count()
    typed = {"medication": plan.medication_id, "form": "tablet", "purpose": "Kept words", **rows(cells)}

    answer = client.post(reverse("new_plan", args=[plan.patient_id]), typed)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "Kept words" in text_of(answer)
    assert TitrationPlan.objects.count() == plans


def test_another_row_keeps_what_was_typed(client, plan):
    client.force_login(plan.prescriber)
    typed = {**rows({"amount_mg": "12.5"}), "act": "add"}

    answer = client.post(reverse("new_plan", args=[plan.patient_id]), typed)

    assert answer.status_code == 200
    assert len(answer.context["rows"].forms) == 7
    assert 'value="12.5"' in text_of(answer)


def test_a_dose_set_elsewhere_is_recorded_and_holds_the_plan(client, plan):
    client.force_login(colleague(plan.patient, Role.NURSE))
    typed = {
        "medication": plan.medication_id,
        "source": "General hospital",
        "form": "tablet",
        **rows({"amount_mg": "100"}),
    }

    answer = client.post(reverse("observed_dose", args=[plan.patient_id]), typed)

    assert answer.status_code == 302
    assert ObservedDose.objects.get().source == "General hospital"
    assert fresh(plan).status == "on-hold"
