"""A way down: wished for, changed as rows, saved as a draft, and put into effect in the place of the present plan."""

from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medications.models import DoseChange, TitrationPlan
from medications.rules.cuts import ByAmount
from medications.rules.facts import DrugFacts, Level, Schedule
from medications.rules.presentations import Presentation
from medications.rules.published_taper import published_taper, published_tapers
from medications.rules.regimen import Dose, Regimen
from medications.rules.tapering import CannotTaper, TaperWish
from medications.services.errors import NotPermitted, Refused
from medications.services.holding import pause_plan
from medications.services.planning import PlannedStep, activate_plan, draft_plan
from medications.services.tapering import take_over
from medications.terms import Form, PlanStatus, Standing, TimeOfDay
from practice.prompts.models import Prompt
from practice.prompts.services.sweeping import sweep
from practice.staff.roles import Role
from tests.builders import make_patient
from tests.medications.builders import (
    DAY,
    NOW,
    TODAY,
    acts,
    ago,
    colleague,
    drafted,
    fresh,
    log_red,
    medication,
    nothing_is_written,
    plan_on_step,
    step_of,
    step_up,
    was_taken,
)
from tests.medications.reading import position, text_of

# --- a published way down -----------------------------------------------------------------------------------------

LABEL = Schedule(
    code="down",
    id=7,
    is_taper=True,
    name="down from 225 mg",
    source="the label",
    standing=Standing.LABEL,
    levels=(Level(mg_a_day=Decimal(150), days=7), Level(mg_a_day=Decimal(75)), Level(mg_a_day=Decimal(0))),
)


def wish(*amounts, schedules=(LABEL,), strengths=(75, "37.5")):
    times = (TimeOfDay.MORNING, TimeOfDay.EVENING)
    doses = (Dose(amount_mg=Decimal(mg), at=at) for mg, at in zip(amounts, times, strict=False))
    return TaperWish(
        taking=Regimen(doses=tuple(doses), form=Form.EXTENDED_RELEASE),
        cut=ByAmount(cut_mg=Decimal(1)),
        hold_days=14,
        presentations=tuple(Presentation(form=Form.EXTENDED_RELEASE, strength_mg=Decimal(mg)) for mg in strengths),
        today=TODAY,
        drug=DrugFacts(schedules=schedules),
    )


def test_a_published_way_down_is_taken_as_published_from_where_one_is():
    way = published_taper(LABEL, wish(225))

    assert [(step.mg_a_day, step.hold_days) for step in way.steps] == [(150, 7), (75, 14), (0, 1)]
    assert way.steps[0].cited[0].words == "as published (the label; read in the label)"
    assert [step.mg_a_day for step in published_taper(LABEL, wish(150)).steps] == [75, 0]


def test_its_levels_are_shared_over_the_times_in_use_and_none_rises():
    way = published_taper(LABEL, wish(150, 75))

    assert [tuple(dose.amount_mg for dose in step.regimen.doses) for step in way.steps] == [
        (Decimal("112.5"), Decimal("37.5")),
        (Decimal(75),),
        (),
    ]


def test_what_cannot_be_made_or_begins_lower_is_told():
    with pytest.raises(CannotTaper) as cannot:
        published_taper(LABEL, wish(200, strengths=(100,)))
    assert cannot.value.words == "The published level of 150 mg a day cannot be made of what is on file."

    with pytest.raises(CannotTaper, match="no taper"):
        published_taper(LABEL, wish(75))
    assert published_tapers(wish(75)) == []
    assert published_tapers(wish(225)) == [LABEL]


# --- the page -----------------------------------------------------------------------------------------------------


@pytest.fixture
def _clock(db):
    with time_machine.travel(NOW, tick=False):
        yield


pytestmark = pytest.mark.usefixtures("_clock")


@pytest.fixture
def plan():
    return plan_on_step(4)


def send(client, plan, **typed):
    client.force_login(plan.prescriber)
    return client.post(reverse("taper", args=[plan.pk]), {key.replace("__", "-"): it for key, it in typed.items()})


LINEAR = {"how": "amount", "cut_mg": "25", "hold_days": "14"}


def rows(*amounts, hold_days=14, **more):
    typed = {"doses-TOTAL_FORMS": str(len(amounts)), "doses-INITIAL_FORMS": "0"}
    for place, mg in enumerate(amounts):
        typed |= {
            f"doses-{place}-step": str(place + 1),
            f"doses-{place}-amount_mg": str(mg),
            f"doses-{place}-at": "morning",
            f"doses-{place}-hold_days": str(hold_days),
            f"doses-{place}-every_days": "1",
            f"doses-{place}-offset": "0",
            f"doses-{place}-at_most": "1",
        }
    return typed | more


def test_the_steps_are_proposed_with_what_they_rest_on_and_land_in_rows(client, plan):
    page = send(client, plan, act="propose", **LINEAR)
    text = text_of(page)

    assert page.status_code == 200
    assert "Taking now: 100 mg each morning." in text
    assert [form["amount_mg"].value() for form in page.context["rows"].forms] == ["75", "50", "25"]
    assert "as chosen: 25 mg a day at a time" in text
    assert "75 mg: 1 tablet of 50 mg and 1 tablet of 25 mg" in text
    assert "The last step is 25 mg a day. What follows it is to stop, which is an act of its own." in text
    assert "Friday 3 April 2026 at the earliest" in text


def test_an_unverified_percentage_says_so_and_what_is_asked_for_stays(client, plan):
    text = text_of(send(client, plan, act="propose", how="share", percent="25", stop_from_mg="12.5", hold_days="14"))

    assert "Unverified: nothing on file says how fast this medicine may be tapered." in text
    assert "unverified: nothing on file says how fast (our practice setting)" in text


def test_equal_steps_of_effect_ask_for_the_ed50_and_its_source(client, plan):
    asked = send(client, plan, act="propose", how="effect", cuts="4", ed50_mg="12", hold_days="28")
    assert asked.status_code == 422
    assert "Say where the ED50 is from." in text_of(asked)

    given = {"how": "effect", "cuts": "3", "ed50_mg": "25", "ed50_source": "A paper, 2022", "hold_days": "28"}
    proposed = send(client, plan, act="propose", **given)
    assert "3 equal steps of predicted effect, with an ED50 of 25 mg a day as given" in text_of(proposed)

    saved = send(client, plan, **given, **rows(25))
    assert saved.status_code == 302
    assert TitrationPlan.objects.latest("pk").purpose == "ED50 25 mg a day: A paper, 2022"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"how": "amount"}, "Say by how much."),
        ({"how": "amount", "cut_mg": "0.5"}, "That would be more than 40 steps."),
        ({"how": "share", "percent": "10"}, "A percentage never reaches nothing"),
        ({"how": "published-999999"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_asked_for_beside_its_field(client, plan, typed, said):
    answer = send(client, plan, act="propose", hold_days="7", **typed)

    assert answer.status_code == 422
    assert said in text_of(answer)


def venlafaxine():
    """225 mg of what comes as capsules alone."""
    return plan_taking(Regimen(doses=(Dose(amount_mg=Decimal(225)),), form=Form.EXTENDED_RELEASE), "venlafaxine_xr")


def plan_taking(regimen, code):
    patient = make_patient()
    prescriber = colleague(patient)
    plan = draft_plan(
        patient=patient,
        medication=medication(code),
        prescriber=prescriber,
        steps=[PlannedStep(regimen=regimen, hold_days=7)],
        by=prescriber,
        at=ago(days=40),
    )
    activate_plan(plan=plan, by=prescriber, at=ago(days=40))
    was_taken(plan, step_of(plan, 1), at=ago(days=30))
    return fresh(plan)


def test_what_cannot_be_made_is_told_calmly_with_what_would_be_needed(client):
    page = send(client, venlafaxine(), act="propose", how="amount", cut_mg="10", hold_days="14")
    text = text_of(page)

    assert page.status_code == 200
    assert "would be needed" in text
    assert "Choose another way, or write the steps below by hand." in text


def test_published_ways_down_and_facts_on_file_are_offered(client):
    plan = venlafaxine()
    client.force_login(plan.prescriber)
    form = client.get(reverse("taper", args=[plan.pk])).context["sheet"].form
    how, words = form.fields["how"].choices[-1]

    assert (form.initial["how"], form.initial["cut_mg"], form.initial["hold_days"]) == ("amount", 75, 7)
    assert words == "As published: down from 225 mg (venlafaxine ER label 2.4; read in the label)"

    proposed = send(client, plan, act="propose", how=how, hold_days="7")
    assert [row["amount_mg"].value() for row in proposed.context["rows"].forms] == ["150", "75"]
    saved = send(client, plan, how=how, hold_days="7", **rows(150, 75, hold_days=7))
    assert TitrationPlan.objects.filter(pk=saved.url.split("/")[-2], schedule__is_taper=True).exists()


def test_rows_are_drawn_again_as_they_stand(client, plan):
    page = send(client, plan, act="show", **LINEAR, **rows(60, 30))

    assert [step.words for step in page.context["preview"].steps] == ["60 mg each morning", "30 mg each morning"]
    wrong = send(client, plan, act="show", **LINEAR, **rows("much"))
    assert "every row with its amount and its days" in text_of(wrong)
    assert 'value="much"' in text_of(wrong)
    assert send(client, plan, **LINEAR, **rows("much")).status_code == 422


def test_rows_are_split_and_removed_as_in_the_composer(client, plan):
    halved = send(client, plan, act="split:0", **LINEAR, **rows(50, 25))
    assert [row["amount_mg"].value() for row in halved.context["rows"].forms] == ["25", "25", "25"]

    fewer = send(client, plan, act="remove:0", **LINEAR, **rows(50, 25))
    assert [row["amount_mg"].value() for row in fewer.context["rows"].forms] == ["25"]


def test_the_drawing_is_a_part_of_the_page(client, plan):
    client.force_login(plan.prescriber)
    typed = LINEAR | rows(60, 30)
    fragment = client.post(reverse("taper", args=[plan.pk]), typed, headers={"HX-Target": "preview"}).content.decode()

    page = send(client, plan, act="show", **typed).content.decode()

    assert "60 mg each morning" in fragment
    assert "".join(fragment.split()) in "".join(page.split())


def test_where_nothing_is_taken_there_is_nothing_to_go_down_from(client, plan):
    pause_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW)
    client.force_login(plan.prescriber)

    assert "there is nothing to go down from" in text_of(client.get(reverse("taper", args=[plan.pk])))
    assert send(client, plan, **LINEAR, **rows(50)).status_code == 409


def test_a_nurse_writes_no_way_down(client, plan):
    client.force_login(colleague(plan.patient, Role.NURSE))

    assert client.get(reverse("taper", args=[plan.pk])).status_code == 403


# --- from the draft to the last step --------------------------------------------------------------------------------


@pytest.fixture
def draft(client, plan):
    """75, 50, 25 mg, saved from the page."""
    answer = send(client, plan, **LINEAR, **rows(75, 50, 25))
    return fresh(TitrationPlan.objects.get(pk=answer.url.split("/")[-2]))


def test_the_draft_goes_down_from_its_first_step(draft):
    assert [step.is_up for step in draft.steps.all()] == [False, False, False]
    assert (draft.status, draft.indication) == (PlanStatus.DRAFT, "")


def test_one_act_closes_the_present_plan_and_puts_it_into_effect(client, plan, draft):
    page = text_of(client.get(reverse("plan", args=[draft.pk])))
    assert "Close the present plan and put this one into effect" in page

    answer = client.post(reverse("take_over", args=[draft.pk]), {"reason": "We agreed to come off it."})

    assert answer.status_code == 302
    assert (fresh(plan).status, fresh(draft).status) == (PlanStatus.CLOSED, PlanStatus.ACTIVE)
    assert fresh(plan).close_reason == "We agreed to come off it."
    assert acts(plan.patient)[-3:] == ["plan.closed", "plan.taken-over", "plan.activated"]
    assert "100 mg" in text_of(client.get(reverse("plan", args=[draft.pk]))), "the dose goes on"


def test_it_is_both_or_neither_and_a_prescribers_with_a_reason(client, plan, draft):
    with nothing_is_written(), pytest.raises(Refused, match="Say why"):
        take_over(draft=draft, reason=" ", by=plan.prescriber, at=NOW)
    with nothing_is_written(), pytest.raises(NotPermitted):
        take_over(draft=draft, reason="x", by=colleague(plan.patient, Role.NURSE), at=NOW)
    with nothing_is_written(), pytest.raises(Refused, match="Only a draft"):
        take_over(draft=plan, reason="x", by=plan.prescriber, at=NOW)

    assert client.post(reverse("take_over", args=[draft.pk]), {"reason": ""}).status_code == 409
    assert fresh(plan).status == PlanStatus.ACTIVE


def test_a_draft_without_another_open_plan_is_just_activated(client):
    plan = drafted()

    take_over(draft=plan, reason="x", by=plan.prescriber, at=NOW)

    assert fresh(plan).status == PlanStatus.ACTIVE


def test_every_step_down_is_made_from_the_plan_page_whatever_is_open(client, plan, draft):
    take_over(draft=draft, reason="x", by=plan.prescriber, at=NOW)
    log_red(draft, at=NOW)
    sweep(at=NOW + DAY)
    assert not Prompt.objects.open().filter(kind="review-due").exists(), "a way down asks for no review"

    for place in (1, 2, 3):
        page = client.get(reverse("plan", args=[draft.pk]))
        typed = {"step": place, "version": page.context["gate"].form["version"].value()}
        answer = client.post(reverse("step_up", args=[draft.pk]), typed | {"first_dose_on": TODAY.isoformat()})
        assert answer.status_code == 302
        assert position(draft) == place
    assert list(DoseChange.objects.filter(plan=draft).values_list("direction", flat=True)) == ["down"] * 3

    last = text_of(client.get(reverse("plan", args=[draft.pk])))
    assert "This is the last step of the way down. What follows it is to stop." in last


def test_the_dose_of_an_order_is_what_the_way_down_starts_from(client, plan, draft):
    take_over(draft=draft, reason="x", by=plan.prescriber, at=NOW)
    step_up(draft)

    page = text_of(client.get(reverse("taper", args=[draft.pk])))

    assert "Taking now: 75 mg each morning." in page


def test_the_page_asks_the_same_of_three_steps_and_of_ten(client, plan):
    asked = []
    for amounts in ((75, 50, 25), tuple(range(90, 40, -5))):
        send(client, plan, act="show", **LINEAR, **rows(*amounts))
        with CaptureQueriesContext(connection) as queries:
            assert send(client, plan, act="show", **LINEAR, **rows(*amounts)).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1]
