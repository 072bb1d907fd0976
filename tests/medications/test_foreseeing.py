"""What a plan would meet on its way: pure, from the gate's own rules on the days that may come."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from medications.rules.conditions import Condition
from medications.rules.facts import DrugFacts, Fact, Interaction
from medications.rules.foreseeing import earliest_days, foresee
from medications.rules.person import Allergy, Exposure, PersonFacts
from medications.rules.proposed import DoseInUse, OtherChange, Person, ProposedStep
from medications.rules.regimen import NOTHING, Dose, Regimen
from medications.terms import Direction, FactKind, InteractionSeverity, PlanStatus, Standing, TimeOfDay

TODAY = date(2026, 3, 20)
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
FACTS = (
    Fact(kind=FactKind.START, high=Decimal(50), standing=Standing.LABEL),
    Fact(kind=FactKind.INCREMENT, low=Decimal(25), high=Decimal(50), standing=Standing.LABEL),
    Fact(kind=FactKind.INTERVAL, days=7, standing=Standing.LABEL),
    Fact(kind=FactKind.MAX_DAY, high=Decimal(200), standing=Standing.LABEL),
)


@dataclass(frozen=True)
class Step:
    regimen: Regimen
    hold_days: int = 7


def daily(amount_mg, at=TimeOfDay.MORNING):
    return Regimen(doses=(Dose(amount_mg=Decimal(str(amount_mg)), at=at),))


def steps(*amounts, hold_days=7):
    return [Step(daily(mg) if mg else NOTHING, hold_days) for mg in amounts]


def known(*, facts=FACTS, person=None, interactions=(), **fields):
    """Today's facts about somebody who agrees to a treatment and takes none of it yet."""
    told = {"in_use": DoseInUse(), "has_consent": True, **fields}
    return ProposedStep(
        at=NOW,
        today=TODAY,
        actor=Person(id=1, may_prescribe=True, on_team=True),
        to=NOTHING,
        plan_status=PlanStatus.DRAFT,
        to_position=0,
        highest_allowed=0,
        version=0,
        person=person or PersonFacts(age=40),
        drug=DrugFacts(code="some", facts=facts, interactions=interactions),
        **told,
    )


def against(foreseen):
    return [[blocker.code.value for blocker in step.against] for step in foreseen]


def test_a_fitting_plan_meets_nothing_on_its_way():
    foreseen = foresee(known(), steps(50, 100, 150, 200))

    assert against(foreseen) == [[], [], [], []]
    assert [step.beforehand for step in foreseen] == [()] * 4
    assert [step.starts_on for step in foreseen] == [TODAY + timedelta(days=n) for n in (0, 7, 14, 21)]
    assert all(step.asks_for_review for step in foreseen)


def test_what_every_step_up_waits_for_by_nature_is_not_told():
    now = known(wants_to_wait=True, newest_answer_on=None, missed_days=3)

    assert against(foresee(now, steps(50, 100))) == [[], []]


def test_each_step_is_weighed_with_the_one_before_it_in_use():
    foreseen = foresee(known(), [*steps(75), *steps(100, hold_days=3), *steps(250)])

    assert against(foreseen) == [
        ["increment-too-large"],
        [],
        ["hold-time-left", "above-maximum", "increment-too-large"],
    ]


def test_a_lateral_step_does_not_restart_the_clock():
    twice = Regimen(doses=(Dose(amount_mg=Decimal(25)), Dose(amount_mg=Decimal(25), at=TimeOfDay.EVENING)))

    foreseen = foresee(known(), [Step(daily(50), 4), Step(replace(twice), 4), Step(daily(75))])

    assert [step.direction for step in foreseen] == [Direction.UP, Direction.DOWN, Direction.UP]
    lateral = foresee(known(), [Step(daily(50), 4), Step(daily(50, TimeOfDay.BEDTIME), 4), Step(daily(75))])
    assert lateral[1].direction == Direction.LATERAL
    assert against(foreseen)[2] == ["hold-time-left"]
    assert against(lateral)[2] == []


def test_a_dose_in_use_is_where_the_way_begins():
    in_use = DoseInUse(regimen=daily(50), since=TODAY - timedelta(days=2), hold_days=7)

    assert against(foresee(known(in_use=in_use), steps(75, 100))) == [["hold-time-left"], []]
    later = foresee(known(in_use=in_use), steps(75, 100), starts_on=TODAY + timedelta(days=5))
    assert against(later) == [[], []]
    assert later[0].starts_on == TODAY + timedelta(days=5)


def test_going_down_and_stopping_meet_nothing():
    in_use = DoseInUse(regimen=daily(300), since=TODAY, hold_days=30)

    foreseen = foresee(known(in_use=in_use, has_consent=False), steps(250, 100, None))

    assert [step.direction for step in foreseen] == [Direction.DOWN, Direction.DOWN, Direction.STOP]
    assert against(foreseen) == [[], [], []]


def test_back_to_a_dose_of_the_last_fortnight_is_a_return():
    way = [Step(daily(150)), Step(daily(50)), Step(daily(150))]

    assert against(foresee(known(), way)) == [["increment-too-large"], [], []]
    much_later = [Step(daily(150)), Step(daily(50), 30), Step(daily(150))]
    assert against(foresee(known(), much_later))[2] == ["increment-too-large"]


def test_what_is_cleared_once_is_told_at_the_first_step_up_only():
    pair = Interaction(
        code="pair", one="some", other="other", severity=InteractionSeverity.MAJOR, standing=Standing.LABEL
    )
    person = PersonFacts(age=40, exposures=(Exposure(code="other", name="other"),))

    foreseen = foresee(known(person=person, interactions=(pair,), has_consent=False), steps(50, 100))

    assert against(foreseen) == [["interaction-unacknowledged"], []]
    assert [[one.code.value for one in step.beforehand] for step in foreseen] == [["consent-missing"], []]


def test_what_does_not_change_is_told_of_every_step_up():
    person = PersonFacts(age=40, allergies=(Allergy(to="some", is_hypersensitivity=True),))

    assert against(foresee(known(person=person), steps(50, 100))) == [["condition-contraindicated"]] * 2


def test_what_time_clears_is_told_while_it_lasts():
    change = OtherChange(name="other", on=TODAY - timedelta(days=1))

    assert against(foresee(known(other_changes=(change,)), steps(50, 100))) == [["another-change-recent"], []]


def test_a_measurement_on_each_dose_is_done_beforehand():
    level = Fact(
        kind=FactKind.MONITORING,
        names=frozenset({"serum-level"}),
        hours=12,
        days=30,
        applies=Condition(age_at_least=18),
    )

    foreseen = foresee(known(facts=(*FACTS, level)), steps(50, 100))

    assert [[one.code.value for one in step.beforehand] for step in foreseen] == [[], ["monitoring-due"]]


def test_facts_that_depend_on_the_days_taken_are_met_when_their_days_come():
    later = Fact(
        kind=FactKind.MAX_DAY,
        high=Decimal(80),
        standing=Standing.LABEL,
        applies=Condition(days_taken_at_least=10),
    )

    assert against(foresee(known(facts=(*FACTS, later)), steps(50, 100, 125))) == [[], [], ["above-maximum"]]


def test_the_earliest_days_follow_the_holds():
    way = [Step(daily(25), 3), Step(daily(50), 14), Step(daily(75), 1)]

    assert earliest_days(way, TODAY) == [TODAY, TODAY + timedelta(days=3), TODAY + timedelta(days=17)]
    assert foresee(known(), []) == []
