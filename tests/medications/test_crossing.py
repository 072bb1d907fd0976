"""One medicine goes down while another goes up: both on one staircase, their pair weighed on each day, saved as two."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medications.models import TitrationPlan
from medications.presentation.crossing import draw_crossing, lane_down, lane_up
from medications.rules.facts import DrugFacts, Interaction
from medications.rules.overlap import Course, overlap
from medications.rules.person import Exposure, PersonFacts
from medications.rules.proposed import DoseInUse, Person, ProposedStep
from medications.rules.regimen import NOTHING, Dose, Regimen
from medications.services.holding import stop_plan
from medications.services.planning import PlannedStep
from medications.services.tapering import take_over
from medications.terms import InteractionSeverity, PlanStatus, Standing
from practice.staff.roles import Role
from tests.medications.builders import (
    DAY,
    NOW,
    TODAY,
    active_plan,
    acts,
    colleague,
    fresh,
    medication,
    nothing_is_written,
    plan_on_step,
    step_up,
)
from tests.medications.reading import text_of

OLD = Exposure(code="sertraline", name="sertraline", classes=frozenset({"ssri"}))


def pair(severity, *wash_out, standing=Standing.LABEL):
    return Interaction(
        code="x", one="ssri", other="phenelzine", severity=severity, wash_out_days=wash_out, standing=standing
    )


def new(*interactions, exposures=(OLD,)):
    """Phenelzine, of which nothing is taken yet."""
    return ProposedStep(
        at=datetime(2026, 3, 20, 9, tzinfo=UTC),
        today=TODAY,
        actor=Person(id=1, may_prescribe=True, on_team=True),
        to=NOTHING,
        in_use=DoseInUse(),
        plan_status=PlanStatus.ACTIVE,
        to_position=1,
        highest_allowed=1,
        version=0,
        drug=DrugFacts(code="phenelzine", interactions=interactions),
        person=PersonFacts(exposures=exposures),
    )


def course(begins_on, *amounts, hold_days=7):
    steps = [PlannedStep(regimen=Regimen(doses=(Dose(amount_mg=Decimal(mg)),)), hold_days=hold_days) for mg in amounts]
    return Course(begins_on=begins_on, steps=steps)


DOWN = course(TODAY, 50, 25)
STOPS = TODAY + 14 * DAY


def found(*interactions, starts=TODAY, down=DOWN):
    return overlap(new(*interactions), course(starts, 15, 30), down, OLD)


def codes(seen):
    return [(span.first, span.last, [one.code.value for one in span.says]) for span in seen.spans]


def test_courses_run_as_long_as_their_steps_are_held():
    assert (DOWN.days, DOWN.ends_on) == ([TODAY, TODAY + 7 * DAY], STOPS)


def test_a_pair_that_needs_a_plan_is_told_for_the_days_of_the_overlap():
    seen = found(pair(InteractionSeverity.MAJOR), starts=TODAY + 7 * DAY)

    assert codes(seen) == [(TODAY + 7 * DAY, STOPS - DAY, ["interaction-unacknowledged"])]
    assert (seen.is_forbidden, seen.days, seen.last_on) == (False, 7, STOPS - DAY)
    assert seen.earliest_on == TODAY + 7 * DAY


def test_a_contraindicated_pair_forbids_and_the_earliest_day_is_after_its_wash_out():
    contraindicated = pair(InteractionSeverity.CONTRAINDICATED, ("sertraline", "phenelzine", 14))

    seen = found(contraindicated)

    assert seen.is_forbidden
    assert seen.earliest_on == STOPS + 14 * DAY
    last_days = codes(seen)[-1]
    assert (last_days[0], last_days[1]) == (STOPS, STOPS + 13 * DAY)
    assert "washout-incomplete" in last_days[2]
    assert not found(contraindicated, starts=STOPS + 14 * DAY).is_forbidden
    assert found(contraindicated, starts=STOPS + 13 * DAY).is_forbidden


def test_without_days_of_its_own_thirty_count():
    assert found(pair(InteractionSeverity.CONTRAINDICATED)).earliest_on == STOPS + 31 * DAY


def test_a_wash_out_that_is_only_recalled_is_told_and_forbids_nothing():
    seen = found(
        pair(InteractionSeverity.MAJOR, ("sertraline", "phenelzine", 7), standing=Standing.RECALLED), starts=STOPS
    )

    assert not seen.is_forbidden
    assert codes(seen) == [(STOPS, STOPS + 6 * DAY, ["washout-incomplete"])]


def test_what_is_taken_besides_counts_too():
    also = Exposure(code="fluoxetine", name="fluoxetine", classes=frozenset({"ssri"}))
    now = new(pair(InteractionSeverity.CONTRAINDICATED), exposures=(OLD, also))

    assert overlap(now, course(STOPS + 60 * DAY, 15), DOWN, OLD).earliest_on is None


def test_no_pair_no_words_and_no_overlap_after_the_end():
    assert found().spans == ()
    assert found(starts=STOPS).last_on is None
    assert found(starts=STOPS).days == 0


def test_steps_up_are_weighed_on_their_own_days():
    seen = found(pair(InteractionSeverity.MAJOR), starts=TODAY + 10 * DAY)

    assert [step.starts_on for step in seen.steps] == [TODAY + 10 * DAY, TODAY + 17 * DAY]
    told = [[one.code.value for one in step.against] for step in seen.steps]
    assert "interaction-unacknowledged" in told[0]
    assert "interaction-unacknowledged" not in told[1], "the other one has ended by then"


def test_a_long_way_down_is_looked_at_for_a_thousand_days_at_most():
    seen = found(pair(InteractionSeverity.MAJOR), down=course(TODAY, *[10] * 40, hold_days=700))

    assert seen.spans[-1].last == TODAY + timedelta(days=999)
    assert replace(seen, spans=()).days > 1000


# --- the page and the two plans -------------------------------------------------------------------------------------


@pytest.fixture
def clock(db):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan(clock):
    return plan_on_step(2)


def rows(prefix, *amounts):
    typed = {f"{prefix}-TOTAL_FORMS": str(len(amounts) + 1), f"{prefix}-INITIAL_FORMS": "0"}
    for place, mg in enumerate([*amounts, ""]):
        cells = {"step": str(place + 1), "amount_mg": str(mg), "at": "morning", "every_days": "1", "offset": "0"}
        typed |= {f"{prefix}-{place}-{cell}": it for cell, it in cells.items()}
        typed |= {f"{prefix}-{place}-at_most": "1", f"{prefix}-{place}-hold_days": "7" if mg else ""}
    return typed


def send(client, plan, code="mirtazapine", up_on=TODAY, **more):
    client.force_login(plan.prescriber)
    typed = {
        "down": str(plan.pk),
        "medication": str(medication(code).pk),
        "form": "tablet",
        "down_on": TODAY.isoformat(),
        "up_on": up_on.isoformat(),
        "purpose": "sleep",
        "act": "save",
        **rows("down", 25),
        **rows("up", 15, 30),
        **more,
    }
    return client.post(reverse("cross_taper", args=[plan.patient_id]), typed)


def test_both_are_drawn_on_one_axis_with_what_their_pair_says(client, plan):
    page = send(client, plan, code="escitalopram", act="show", **rows("up", 10))
    text = text_of(page)

    assert page.status_code == 200
    assert "sertraline: going down" in text
    assert "escitalopram: going up" in text
    assert "Both are taken for 7 days, from today on." in text
    assert TitrationPlan.objects.filter(patient=plan.patient).count() == 1, "nothing is saved by looking"


def test_both_drafts_are_saved_and_linked_and_each_page_shows_the_other(client, plan):
    answer = send(client, plan)

    assert answer.status_code == 302
    up = TitrationPlan.objects.select_related("crosses").get(medication__code="mirtazapine")
    down = up.crosses
    assert down is not None
    assert (down.medication, down.status, up.status, up.purpose) == (plan.medication, "draft", "draft", "sleep")
    assert [step.is_up for step in down.steps.all()] == [False]
    assert acts(plan.patient)[-3:] == ["plan.drafted", "plan.drafted", "plan.crossed"]
    of_down = text_of(client.get(reverse("plan", args=[down.pk])))
    assert "mirtazapine goes up in its place (draft)." in of_down
    assert reverse("plan", args=[up.pk]) in of_down
    assert "It takes the place of sertraline, which goes down (draft)." in text_of(
        client.get(reverse("plan", args=[up.pk]))
    )


def test_what_is_taken_and_what_is_to_come_stand_on_one_axis(client, plan):
    send(client, plan)
    up = TitrationPlan.objects.select_related("crosses").get(medication__code="mirtazapine")
    assert up.crosses
    take_over(draft=up.crosses, reason="x", by=plan.prescriber, at=NOW)
    step_up(fresh(up.crosses), reason="x")
    client.force_login(plan.prescriber)

    drawing = client.get(reverse("plan", args=[up.pk])).context["crossing"].drawing

    assert [[one.regimen.doses[0].amount_mg for one in lane.lane.taken] for lane in drawing.lanes] == [
        [50, 25],
        [15, 30],
    ]
    assert [row.day for row in drawing.rows] == [TODAY, TODAY + 7 * DAY]
    stop_plan(plan=up.crosses, reason="x", by=plan.prescriber, at=NOW)
    assert client.get(reverse("plan", args=[up.pk])).status_code == 200


def test_a_pair_that_must_not_be_combined_is_not_saved_and_the_day_is_told(client, plan):
    more = rows("up", 15)
    with nothing_is_written():
        answer = send(client, plan, code="phenelzine", **more)

    assert answer.status_code == 409
    assert "The earliest day for the new one is Friday 10 April 2026." in text_of(answer)
    assert send(client, plan, code="phenelzine", up_on=TODAY + 21 * DAY, **more).status_code == 302


def test_both_tables_are_filled_from_what_is_on_file(client, plan):
    page = send(client, plan, act="propose", cut_mg="25", hold_days="14", target_mg="30", **rows("down"), **rows("up"))

    assert page.status_code == 200
    sheet = page.context["sheet"]
    assert [row["amount_mg"].value() for row in sheet.down.forms][:1] == ["25"]
    assert [row["amount_mg"].value() for row in sheet.up.forms][:2] == ["15", "30"]
    assert sheet.drawing is not None
    cannot = send(client, plan, act="propose", cut_mg="25", hold_days="14", target_mg="1", **rows("down"), **rows("up"))
    assert "Write the steps below by hand" in text_of(cannot)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"cut_mg": "50"}, "One such cut already leads to nothing"),
        ({"form": "patch"}, "It is not on file as patch; it comes as"),
    ],
)
def test_where_nothing_can_be_proposed_it_says_why_and_keeps_what_was_typed(client, plan, asked, said):
    typed = {"cut_mg": "25", "hold_days": "14", "target_mg": "30", **rows("down"), **rows("up", 7.5)} | asked

    page = send(client, plan, act="propose", **typed)

    assert said in text_of(page)
    assert "Say at least one dose" not in text_of(page)
    assert page.context["sheet"].up.forms[0]["amount_mg"].value() == "7.5"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"down_on": "2026-03-19"}, "Choose today or a later day."),
        ({"up-0-hold_days": ""}, "Say for how many days at least."),
        ({"down": "0"}, "Select a valid choice"),
    ],
)
def test_what_is_not_right_is_said_beside_it(client, plan, typed, said):
    answer = send(client, plan, **typed)

    assert answer.status_code == 422
    assert said in text_of(answer)


def test_a_medicine_does_not_cross_itself_and_a_nurse_writes_nothing(client, plan):
    assert "Choose another medication" in text_of(send(client, plan, code="sertraline"))

    client.force_login(colleague(plan.patient, Role.NURSE))
    assert client.get(reverse("cross_taper", args=[plan.patient_id])).status_code == 403


def test_without_a_dose_there_is_nothing_to_cross(client, clock):
    plan = active_plan()
    client.force_login(plan.prescriber)

    page = text_of(client.get(reverse("cross_taper", args=[plan.patient_id])))

    assert "there is nothing to go down from" in page


def test_the_drawing_is_made_of_whole_numbers_and_says_all_of_it_in_words():
    down, up = course(TODAY, 50, 25), course(TODAY + 7 * DAY, 15, "37.5")
    drawing = draw_crossing(lane_down("a", down, TODAY), lane_up("b", up), TODAY)

    numbers = [n for lane in drawing.lanes for b in lane.blocks for n in (b.x, b.y, b.width, b.height)]
    assert all(isinstance(n, int) for n in numbers)
    assert [(row.day, list(row.doses)) for row in drawing.rows][-2:] == [
        (TODAY + 7 * DAY, ["25 mg a day", "15 mg a day"]),
        (TODAY + 14 * DAY, ["nothing", "37.5 mg a day"]),
    ]
    assert drawing.shared_width > 0
    apart = draw_crossing(lane_down("a", down, TODAY), lane_up("b", course(STOPS, 15)), TODAY)
    assert (apart.shared_width, apart.both) == (0, "There is no day on which both are taken.")


def test_a_way_down_that_begins_later_starts_from_what_is_taken():
    later = replace(course(TODAY + 3 * DAY, 25), before=Regimen(doses=(Dose(amount_mg=Decimal(50)),)))

    lane = lane_down("a", later, TODAY)

    assert [(one.from_on, one.average_mg) for one in lane.taken] == [(TODAY - 7 * DAY, 50), (TODAY + 3 * DAY, 25)]


def questions(client, ask) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert ask().status_code == 200
    return len(asked)


def test_three_steps_or_ten_cost_the_same_questions(client, plan):
    few, many = rows("up", 15, 30, 45), rows("up", *range(5, 55, 5))
    send(client, plan, act="show")

    assert questions(client, lambda: send(client, plan, act="show", **few)) == questions(
        client, lambda: send(client, plan, act="show", **many)
    )


def test_the_page_of_a_crossed_plan_costs_the_same_for_three_steps_and_ten(client, clock):
    asked = []
    for amounts in ((5, 10, 15), tuple(range(5, 55, 5))):
        plan = plan_on_step(2)
        send(client, plan, **rows("up", *amounts))
        up = TitrationPlan.objects.get(patient=plan.patient, medication__code="mirtazapine")
        url = reverse("plan", args=[up.pk])
        client.get(url)
        asked.append(questions(client, lambda url=url: client.get(url)))

    assert asked[0] == asked[1]
