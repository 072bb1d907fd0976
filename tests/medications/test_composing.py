"""The gentle plan: what is proposed, at which pace, why, and what every number rests on."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.rules.composing import Aim, propose
from medications.rules.conditions import Condition
from medications.rules.facts import DrugFacts, Fact, Level, Schedule
from medications.rules.limits import above_maximum, increment_too_large
from medications.rules.paces import CannotPropose
from medications.rules.person import Exposure, PersonFacts
from medications.rules.presentations import Presentation, deliver
from medications.rules.proposed import DoseInUse
from medications.rules.regimen import Dose, Regimen, average_daily_mg
from medications.rules.ways import OfferedStep, Way
from medications.terms import FactKind, Form, Standing, TimeOfDay
from tests.medications.builders import daily

TODAY = date(2026, 3, 20)


def tablet(strength_mg, *, splits=True):
    return Presentation(form=Form.TABLET, strength_mg=Decimal(str(strength_mg)), is_splittable=splits)


def fact(kind, *, high=None, low=None, days=None, standing=Standing.LABEL, **when):
    low, high = (None if n is None else Decimal(str(n)) for n in (low, high))
    return Fact(
        kind=kind, high=high, low=low, days=days, applies=Condition(**when), source="the label", standing=standing
    )


TABLETS = (tablet(25), tablet(50), tablet(100))
LIKE_SERTRALINE = (
    fact(FactKind.START, high=50),
    fact(FactKind.START, high=25, indications=frozenset({"ptsd"})),
    fact(FactKind.GENTLE_START, high="12.5", standing=Standing.RECALLED),
    fact(FactKind.INCREMENT, low=25, high=50),
    fact(FactKind.INTERVAL, days=7),
    fact(FactKind.MAX_DAY, high=200),
    fact(FactKind.MAX_DAY, high=100, hepatic=frozenset({"mild"})),
)
LAMOTRIGINE_WITH_VALPROATE = Schedule(
    code="with-valproate",
    levels=tuple(
        Level(mg_a_day=Decimal(mg), days=days) for mg, days in [("12.5", 14), ("25", 14), ("50", 7), ("100", None)]
    ),
    applies=Condition(partners=frozenset({"valproate"})),
    is_the_rule=True,
    source="the label",
    standing=Standing.LABEL,
)


def aim(target, *, facts=LIKE_SERTRALINE, without=None, schedules=(), person=None, presentations=TABLETS, **fields):
    kept = tuple(fact for fact in facts if fact.kind != without)
    return Aim(
        drug=DrugFacts(code="some", facts=kept, schedules=schedules),
        person=person or PersonFacts(age=40, indication="ptsd"),
        presentations=presentations,
        target_mg=Decimal(str(target)),
        today=TODAY,
        **fields,
    )


def amounts(way):
    return [step.mg_a_day for step in way.steps]


def holds(way):
    return [step.hold_days for step in way.steps]


def refusal(*args, **kwargs):
    with pytest.raises(CannotPropose) as raised:
        propose(aim(*args, **kwargs))
    return raised.value.words


def test_the_usual_way_is_as_fast_as_the_facts_allow_and_the_gentle_one_slower():
    proposal = propose(aim(100))

    assert amounts(proposal.usual) == [25, 75, 100]
    assert holds(proposal.usual) == [7, 7, 7]
    assert amounts(proposal.gentle) == [Decimal("12.5"), Decimal("37.5"), Decimal("62.5"), Decimal("87.5"), 100]
    assert holds(proposal.gentle) == [14] * 5
    assert proposal.offered_first is proposal.usual


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (PersonFacts(sensitivity="high"), "High sensitivity to medicines"),
        (PersonFacts(age=65), "Aged 65 or more"),
        (PersonFacts(hepatic="mild"), "The liver is impaired"),
        (PersonFacts(renal="severe"), "The kidneys are impaired"),
    ],
)
def test_the_gentle_way_comes_first_and_says_why(person, why):
    proposal = propose(aim(100, person=person))

    assert proposal.why_gentle == (why,)
    assert proposal.offered_first is proposal.gentle


def test_nothing_known_of_the_person_asks_for_nothing():
    assert propose(aim(100, person=PersonFacts(age=64, hepatic="none", renal=None))).why_gentle == ()


def test_each_number_says_what_it_rests_on():
    proposal = propose(aim(100))
    said = [[one.words for one in step.cited] for step in proposal.gentle.steps]

    assert said[0] == [
        "gentle first dose: 12.5 mg a day (the label; unconfirmed, check the label)",
        "twice the usual interval: 14 days between increases (our practice setting)",
    ]
    assert said[1][0] == "the smaller usual increase: 25 mg a day (the label; read in the label)"
    assert [one.words for one in proposal.usual.steps[0].cited] == [
        "usual first dose: 25 mg a day (the label; read in the label)",
        "7 days between increases (the label; read in the label)",
    ]


def test_the_next_longer_interval_on_file_comes_before_twice_the_usual():
    slower = fact(FactKind.INTERVAL, days=10, age_at_least=80)
    way = propose(aim(100, facts=(*LIKE_SERTRALINE, slower))).gentle

    assert set(holds(way)) == {10}
    assert way.steps[0].cited[1].words == (
        "the next longer interval on file: 10 days between increases (our practice setting)"
    )


def test_without_gentle_facts_halves_are_our_setting():
    facts = [fact(FactKind.INCREMENT, high=50) if f.kind == FactKind.INCREMENT else f for f in LIKE_SERTRALINE]
    way = propose(aim(100, facts=facts, without=FactKind.GENTLE_START)).gentle

    assert amounts(way)[:2] == [Decimal("12.5"), Decimal("37.5")]
    assert all(step.cited[0].is_practice_setting for step in way.steps)


def test_where_the_gentle_step_cannot_be_made_the_usual_one_is_taken():
    way = propose(aim(100, presentations=(tablet(50, splits=False),), person=PersonFacts())).gentle

    assert amounts(way) == [50, 100]
    assert way.steps[0].cited[0].says == "usual first dose: 50 mg a day"


def test_what_it_is_taken_for_chooses_the_first_dose_and_what_limits_the_person_lowers_it():
    halved = fact(FactKind.START, high="12.5", hepatic=frozenset({"mild"}))

    assert amounts(propose(aim(100, person=PersonFacts())).usual)[0] == 50
    assert amounts(propose(aim(100)).usual)[0] == 25
    mild = PersonFacts(indication="ptsd", hepatic="mild")
    assert amounts(propose(aim(100, facts=(*LIKE_SERTRALINE, halved), person=mild)).usual)[0] == Decimal("12.5")


def test_it_ends_at_the_maximum_for_the_person():
    way = propose(aim(200, person=PersonFacts(hepatic="mild"))).usual

    assert amounts(way)[-1] == 100
    assert way.notes == ("The maximum for this person is 100 mg a day.",)


def test_what_must_not_be_used_is_not_proposed():
    never = fact(FactKind.MAX_DAY, high=0, hepatic=frozenset({"severe"}))

    words = refusal(100, facts=(*LIKE_SERTRALINE, never), person=PersonFacts(hepatic="severe"))

    assert words == "The facts on file say that it is not to be used for this person."


def test_a_share_of_the_usual_dose_lowers_the_maximum():
    factor = fact(FactKind.DOSE_FACTOR, high="0.5", renal=frozenset({"severe"}))

    way = propose(aim(200, facts=(*LIKE_SERTRALINE, factor), person=PersonFacts(renal="severe"))).usual

    assert amounts(way)[-1] == 100


@pytest.mark.parametrize("kind", [FactKind.START, FactKind.INCREMENT, FactKind.INTERVAL])
def test_what_is_not_on_file_is_not_made_up(kind):
    assert "on file" in refusal(100, without=kind)


def test_without_a_maximum_on_file_the_proposal_says_so():
    assert propose(aim(100, without=FactKind.MAX_DAY)).usual.notes == ("No maximum is on file.",)


def test_a_first_dose_that_cannot_be_made_is_not_replaced_by_a_larger_one():
    assert refusal(100, presentations=(tablet(100, splits=False),)) == (
        "The first dose cannot be made of what is on file. The smallest amount is 100 mg."
    )


def test_it_ends_where_no_increase_can_be_made():
    facts = [fact(FactKind.INCREMENT, high=25) if f.kind == FactKind.INCREMENT else f for f in LIKE_SERTRALINE]
    way = propose(aim(150, facts=facts, presentations=(tablet(50, splits=False),), person=PersonFacts())).usual

    assert amounts(way) == [50]
    assert way.notes == ("It ends at 50 mg a day: the smallest step that can be made is 50 mg.",)


def test_it_ends_at_the_nearest_amount_below_the_target():
    way = propose(aim(60)).usual

    assert amounts(way)[-1] == 50
    assert way.notes == ("It ends at 50 mg a day: nothing nearer to 60 mg can be made.",)


def test_it_goes_on_from_what_is_taken():
    taking = Regimen(doses=(Dose(amount_mg=Decimal(50)),))
    way = propose(aim(100, taking=taking)).usual

    assert amounts(way) == [100]
    assert "not above what is taken now" in refusal(50, taking=taking)


def test_a_day_is_shared_out_unequally_where_it_must_be():
    times = (TimeOfDay.MORNING, TimeOfDay.EVENING)
    way = propose(aim(100, times=times, presentations=(tablet(25, splits=False),))).usual

    assert [[(d.amount_mg, d.at) for d in step.regimen.doses] for step in way.steps] == [
        [(25, TimeOfDay.MORNING)],
        [(50, TimeOfDay.MORNING), (25, TimeOfDay.EVENING)],
        [(50, TimeOfDay.MORNING), (50, TimeOfDay.EVENING)],
    ]


def test_no_single_dose_passes_the_maximum_at_one_time():
    facts = (*LIKE_SERTRALINE, fact(FactKind.MAX_AT_ONE_TIME, high=50))
    way = propose(aim(100, facts=facts, times=(TimeOfDay.MORNING, TimeOfDay.EVENING))).usual

    assert amounts(way)[-1] == 100
    assert all(dose.amount_mg <= 50 for step in way.steps for dose in step.regimen.doses)


def with_valproate(target=100, presentations=TABLETS, **fields):
    person = PersonFacts(exposures=(Exposure(code="valproate"),))
    return propose(
        aim(target, schedules=(LAMOTRIGINE_WITH_VALPROATE,), person=person, presentations=presentations, **fields)
    )


def test_a_schedule_that_is_the_rule_is_followed_as_published_at_either_pace():
    proposal = with_valproate()

    for way in (proposal.usual, proposal.gentle):
        assert amounts(way) == [Decimal("12.5"), 25, 50, 100]
        assert holds(way)[:3] == [14, 14, 7]
        assert way.steps[0].cited[0].words == "as published (the label; read in the label)"
    assert amounts(propose(aim(100, schedules=(LAMOTRIGINE_WITH_VALPROATE,))).usual) == [25, 75, 100]


def test_a_published_level_that_only_every_other_day_makes_is_taken_every_other_day():
    way = with_valproate(presentations=(tablet(25, splits=False),)).usual

    (dose,) = way.steps[0].regimen.doses
    assert (dose.amount_mg, dose.every_days) == (25, 2)
    assert average_daily_mg(way.steps[0].regimen) == Decimal("12.5")
    with pytest.raises(CannotPropose):
        with_valproate(presentations=(tablet(100, splits=False),))


def test_a_published_way_ends_at_the_target_or_says_where_it_ends():
    assert amounts(with_valproate(75).usual) == [Decimal("12.5"), 25, 50, 75]
    further = with_valproate(150).usual
    assert (amounts(further)[-1], further.notes) == (100, ("The published steps end at 100 mg a day.",))


def test_without_an_interval_on_file_the_last_published_level_is_held_as_long_as_the_one_before():
    way = with_valproate(without=FactKind.INTERVAL).usual

    assert holds(way) == [14, 14, 7, 7]
    assert way.steps[-1].cited[-1].is_practice_setting


def test_days_and_reviews_are_counted_and_closed_days_named():
    way = propose(aim(100)).usual

    assert (way.days_needed, way.reviews_needed) == (14, 3)
    assert way.dates == (TODAY, TODAY + timedelta(days=7), TODAY + timedelta(days=14))
    assert way.on_closed_days(lambda day: day.weekday() == 4) == way.dates
    assert way.on_closed_days(lambda day: day.weekday() == 6) == ()


@pytest.mark.parametrize("sensitivity", ["usual", "high"])
@pytest.mark.parametrize("rule", [above_maximum, increment_too_large])
def test_the_gate_finds_nothing_too_large_in_what_is_offered_first(rule, sensitivity):
    person = PersonFacts(age=40, indication="ptsd", sensitivity=sensitivity)
    wanted = aim(200, person=person, times=(TimeOfDay.MORNING, TimeOfDay.EVENING))
    way = propose(wanted).offered_first

    before = wanted.taking
    for step in way.steps:
        proposed = replace(wanted.as_proposed, to=step.regimen, in_use=DoseInUse(regimen=before))
        assert rule(proposed) is None
        before = step.regimen


@given(
    target=st.integers(25, 300),
    start=st.sampled_from(["12.5", "25", "50"]),
    increment=st.sampled_from([(5, 10), (25, 25), (25, 50), (None, 30)]),
    most=st.sampled_from([100, 200, 250]),
    strengths=st.lists(st.sampled_from(["5", "12.5", "25", "30"]), min_size=1, max_size=3, unique=True),
    times=st.integers(1, 3),
)
def test_every_proposal_rises_within_its_facts(target, start, increment, most, strengths, times):
    low, high = increment
    facts = (
        fact(FactKind.START, high=start),
        fact(FactKind.INCREMENT, low=low, high=high),
        fact(FactKind.INTERVAL, days=7),
        fact(FactKind.MAX_DAY, high=most),
    )
    presentations = tuple(tablet(strength) for strength in strengths)
    wanted = aim(target, facts=facts, presentations=presentations, times=tuple(TimeOfDay)[:times])
    try:
        proposal = propose(wanted)
    except CannotPropose:
        return

    for way in (proposal.usual, proposal.gentle):
        taken = [Decimal(0), *amounts(way)]
        rises = [after - before for before, after in zip(taken, taken[1:], strict=False)]
        assert rises[0] <= Decimal(start)
        assert all(0 < rise <= high for rise in rises[1:])
        assert taken[-1] <= min(target, most)
        for step in way.steps:
            assert average_daily_mg(step.regimen) == step.mg_a_day
            for dose in step.regimen.doses:
                assert deliver(dose.amount_mg, presentations, form=Form.TABLET).amount_mg == dose.amount_mg
    assert proposal.gentle.days_needed >= proposal.usual.days_needed


@pytest.mark.parametrize(("is_sedating", "reviews"), [(True, 1), (False, 0)])
def test_more_of_a_sedating_medicine_by_day_asks_for_a_review_though_the_amount_is_the_same(is_sedating, reviews):
    moved = OfferedStep(regimen=daily(25, TimeOfDay.MORNING), hold_days=7, mg_a_day=Decimal(25))

    way = Way(steps=(moved,), starts_on=TODAY, before=daily(25, TimeOfDay.BEDTIME), is_sedating=is_sedating)

    assert way.reviews_needed == reviews
