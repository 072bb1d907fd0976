"""Back to the last dose that could be borne: offered when withdrawal is reported, with its review made fast."""

import pytest
import time_machine
from django.urls import reverse

from medications.models import DoseChange, TitrationPlan
from medications.rules.gate import every_blocker
from medications.services.errors import NotPermitted, Refused
from medications.services.holding import pause_plan
from medications.services.plan_facts import PlanFacts
from medications.services.planning import PlanGoal, PlannedStep, draft_plan
from medications.services.returning import plan_return, return_offered
from medications.services.tapering import take_over
from medications.terms import PlanStatus, Severity
from practice.staff.roles import Role
from tests.medications.builders import (
    DAY,
    NOW,
    TODAY,
    acts,
    ago,
    colleague,
    daily,
    fresh,
    log,
    nothing_is_written,
    plan_on_step,
    proposed,
    sign,
    step_of,
    step_up,
    version_of,
)
from tests.medications.reading import position, text_of


@pytest.fixture(autouse=True)
def _clock(db):
    with time_machine.travel(NOW, tick=False):
        yield


def withdrawal(plan, **fields):
    return log(plan, "Drug withdrawal syndrome", severity=Severity.MODERATE, **({"at": NOW} | fields))


def offered(plan, at=NOW):
    return return_offered(PlanFacts(plan=fresh(plan), at=at))


def way_down(*amounts):
    """100 mg, and a plan in effect that goes down from it; its first step was made five days ago."""
    before = plan_on_step(4, since=ago(days=40))
    draft = draft_plan(
        patient=before.patient,
        medication=before.medication,
        prescriber=before.prescriber,
        steps=[PlannedStep(regimen=daily(mg), hold_days=14) for mg in amounts],
        by=before.prescriber,
        at=ago(days=6),
        goal=PlanGoal(purpose="coming off"),
        taking=daily(100),
    )
    take_over(draft=draft, reason="x", by=before.prescriber, at=ago(days=6))
    step_up(draft, at=ago(days=5), reason="The first cut.")
    return fresh(draft)


@pytest.fixture
def plan():
    """Down from 75 to 50 mg five days ago, on a plan that goes down."""
    plan = way_down(75, 50, 25)
    step_up(plan, at=ago(days=2), reason="The second cut.")
    return fresh(plan)


def test_it_is_offered_once_withdrawal_is_reported_since_the_last_cut(plan):
    assert offered(plan) is None
    log(plan, "Nausea", at=NOW)
    assert offered(plan) is None, "nausea is no sign of withdrawal on file"

    report = withdrawal(plan)

    back = offered(plan)
    assert back is not None
    assert back.step == step_of(plan, 1)
    assert [entry.pk for entry in back.reports] == [report.pk]


def test_what_was_reported_before_the_cut_or_about_a_dose_that_rose_offers_nothing(plan):
    withdrawal(plan, at=ago(days=3))
    assert offered(plan) is None

    rising = plan_on_step(2)
    withdrawal(rising)
    assert offered(rising) is None


def test_the_review_page_begins_with_the_reports_and_the_step_is_taken_from_there(client, plan):
    withdrawal(plan, in_their_words="Electric shocks in my head.")
    client.force_login(plan.prescriber)

    page = text_of(client.get(reverse("plan", args=[plan.pk])))
    assert "Back to 75 mg each morning?" in page
    assert "Reported since the dose went down: Drug withdrawal syndrome, moderate (20 March)." in page
    review = f"{reverse('review', args=[plan.pk])}?step=1"
    assert review in page

    form = client.get(review).context["form"]
    assert form["in_their_words"].value() == "Electric shocks in my head."
    assert form["reasons"].value() == (
        "Since the lower dose: Drug withdrawal syndrome, moderate (20 March). Back to 75 mg each morning."
    )

    typed = {"decision": "proceed", "patient_view": "agrees", "version": version_of(plan), "step": 1}
    signed = client.post(reverse("review", args=[plan.pk]), typed)
    assert signed.url == f"{reverse('plan', args=[plan.pk])}?step=1"
    gate = client.get(signed.url).context["gate"]
    assert (gate.to.position, gate.is_up, gate.is_open) == (1, True, True)

    typed = {"step": 1, "version": version_of(plan), "first_dose_on": TODAY.isoformat()}
    assert client.post(reverse("step_up", args=[plan.pk]), typed).status_code == 302
    assert position(plan) == 1
    change = DoseChange.objects.latest("pk")
    assert (change.direction, change.review is not None) == ("up", True)
    after = client.get(reverse("plan", args=[plan.pk])).context
    assert after["gate"].to.position == 2, "the way down goes on from there"
    assert after["back"] is None


def test_without_a_review_nobody_goes_back(client, plan):
    withdrawal(plan)
    client.force_login(plan.prescriber)
    typed = {"step": 1, "version": version_of(plan), "first_dose_on": TODAY.isoformat()}

    assert client.post(reverse("step_up", args=[plan.pk]), typed).status_code == 409
    assert position(plan) == 2


def test_a_lower_step_of_the_same_plan_is_not_gated_this_way(client, plan):
    client.force_login(plan.prescriber)

    assert client.get(reverse("plan", args=[plan.pk]), {"step": 2}).context["gate"].to.position == 3
    assert client.get(reverse("plan", args=[plan.pk]), {"step": 1}).context["gate"].to.position == 1


def test_after_a_step_down_on_the_way_up_the_step_above_is_what_one_returns_to():
    plan = plan_on_step(3)
    step_up(plan, to=step_of(plan, 2), at=ago(days=1), reason="x")
    withdrawal(plan)

    back = offered(plan)

    assert back is not None
    assert back.step == step_of(plan, 3)


# --- to a dose that is no step of the plan ---------------------------------------------------------------------------


@pytest.fixture
def first_cut():
    """Down from 100 mg, which was a step of the plan before, to 75 mg, with withdrawal since."""
    plan = way_down(75, 50, 25)
    withdrawal(plan, in_their_words="I cannot sleep.")
    return plan


def test_a_plan_is_written_that_begins_with_it_and_goes_on_as_this_one(client, first_cut):
    client.force_login(first_cut.prescriber)
    assert reverse("return_to_dose", args=[first_cut.pk]) in text_of(client.get(reverse("plan", args=[first_cut.pk])))

    answer = client.post(reverse("return_to_dose", args=[first_cut.pk]))

    made = fresh(TitrationPlan.objects.latest("pk"))
    assert answer.url == f"{reverse('review', args=[made.pk])}?step=1"
    doses = [[dose.amount_mg for dose in step.regimen.doses.all()] for step in made.steps.all()]
    assert doses == [[100], [75], [50], [25]]
    assert [step.is_up for step in made.steps.all()] == [True, False, False, False]
    assert (made.status, made.purpose, fresh(first_cut).status) == ("active", "coming off", "closed")
    assert client.get(answer.url).context["form"]["in_their_words"].value() == "I cannot sleep."
    sign(made)
    step_up(made)
    assert position(made) == 1
    assert "plan.return-drafted" in acts(made.patient)


def test_it_is_a_prescribers_and_only_where_there_is_something_to_return_to(client, first_cut, plan):
    with nothing_is_written(), pytest.raises(NotPermitted):
        plan_return(plan=first_cut, by=colleague(first_cut.patient, Role.NURSE), at=NOW)
    with nothing_is_written(), pytest.raises(Refused, match="no dose outside this plan"):
        plan_return(plan=plan, by=plan.prescriber, at=NOW)
    client.force_login(plan.prescriber)
    assert client.post(reverse("return_to_dose", args=[plan.pk])).status_code == 409


def test_a_nurse_reads_of_it_and_is_offered_no_act(client, first_cut):
    client.force_login(colleague(first_cut.patient, Role.NURSE))

    page = text_of(client.get(reverse("plan", args=[first_cut.pk])))

    assert "Back to 100 mg each morning?" in page
    assert reverse("return_to_dose", args=[first_cut.pk]) not in page


def test_neither_a_draft_nor_a_closed_plan_offers_it(first_cut):
    first_cut.status = PlanStatus.DRAFT

    assert return_offered(PlanFacts(plan=first_cut, at=NOW + DAY)) is None


# --- after too long a pause -------------------------------------------------------------------------------------------


def test_a_restart_is_written_from_nothing_in_the_composer(client):
    plan = plan_on_step(3, code="lamotrigine", amounts=(25, 50, 100), since=ago(days=60))
    pause_plan(plan=plan, reason="Lost the tablets.", by=plan.prescriber, at=ago(days=30))
    client.force_login(plan.prescriber)

    gate = client.get(reverse("plan", args=[plan.pk])).context["gate"]

    (link,) = [link for line in gate.lines for link in line.links if link.text == "Write the restart as a plan"]
    composer = client.get(link.url)
    assert composer.context["form"]["medication"].value() == str(plan.medication_id)
    assert composer.context["form"]["target_high_mg"].value() == "100"
    client.force_login(colleague(plan.patient, Role.NURSE))
    lines = client.get(reverse("plan", args=[plan.pk])).context["gate"].lines
    assert "Write the restart as a plan" not in [link.text for line in lines for link in line.links]


def test_the_restart_takes_the_place_of_the_paused_plan():
    plan = plan_on_step(3, code="lamotrigine", amounts=(25, 50, 100), since=ago(days=60))
    pause_plan(plan=plan, reason="x", by=plan.prescriber, at=ago(days=30))
    draft = draft_plan(
        patient=plan.patient,
        medication=plan.medication,
        prescriber=plan.prescriber,
        steps=[PlannedStep(regimen=daily(25), hold_days=14)],
        by=plan.prescriber,
        at=NOW,
    )

    take_over(draft=draft, reason="Paused for a month.", by=plan.prescriber, at=NOW)

    assert "restart-needed" in all_codes_of_the_old(plan)
    assert "restart-needed" not in [blocker.code.value for blocker in every_blocker(proposed(draft, step_of(draft, 1)))]


def all_codes_of_the_old(plan):
    return [blocker.code.value for blocker in every_blocker(proposed(plan, step_of(plan, 3)))]
