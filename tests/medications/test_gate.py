"""Each blocker as a pure function: when it holds, when it does not, and exactly where it turns."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.rules.blockers import BlockerCode, Override
from medications.rules.gate import CHECKS, blockers, every_blocker
from medications.rules.person import Allergy, PersonFacts
from medications.rules.proposed import (
    CoSignFacts,
    DoseInUse,
    OpenEffect,
    OtherChange,
    Person,
    ProposedStep,
    ReviewFacts,
)
from medications.rules.regimen import NOTHING
from medications.terms import (
    Decision,
    Direction,
    FactKind,
    FlagClass,
    InteractionSeverity,
    PatientView,
    PlanStatus,
)
from tests.medications.builders import DAY, HOUR, NOW, TODAY, daily, day
from tests.medications.hand_made import drug, fact, measured, pair, takes

PRESCRIBER = Person(id=1, may_prescribe=True, on_team=True)
REVIEWER = Person(id=2, may_prescribe=True, on_team=True)
THIRD = Person(id=3, may_prescribe=True, on_team=False)
NURSE = Person(id=4, may_prescribe=False, on_team=True)
OFF_TEAM = Person(id=5, may_prescribe=True, on_team=False)

REVIEW = ReviewFacts(
    decision=Decision.PROCEED,
    patient_view=PatientView.AGREES,
    signed_at=NOW - HOUR,
    valid_until=NOW + 71 * HOUR,
    read_version=7,
    signer=REVIEWER,
)
OPEN = ProposedStep(
    at=NOW,
    today=TODAY,
    actor=PRESCRIBER,
    to=daily(50),
    in_use=DoseInUse(regimen=daily(25), since=day(14), hold_days=7),
    recent=(daily(25),),
    plan_status=PlanStatus.ACTIVE,
    to_position=2,
    highest_allowed=2,
    version=7,
    review=REVIEW,
    newest_answer_on=day(1),
    missed_days=0,
    has_consent=True,
)
FIRST = replace(OPEN, in_use=DoseInUse(), recent=(), to=daily(25), to_position=1, highest_allowed=1)
STOP_FLAG = OpenEffect(entry_id=1, term="Rash", on=day(2), flag_class=FlagClass.STOP)
TREAT_FLAG = OpenEffect(entry_id=2, term="Precipitated withdrawal", on=day(2), flag_class=FlagClass.TREAT)
SEVERE = OpenEffect(entry_id=3, term="Headache", on=day(2))

PRESSURE = fact(FactKind.MONITORING, 180, names=["systolic-bp"])
TOO_HIGH = PersonFacts(measured=(measured("systolic-bp", 190),))
MAOI = pair("sertraline", "maoi", InteractionSeverity.MAJOR, wash_out_days=(("maoi", "sertraline", 14),))
TRAMADOL = pair("sertraline", "tramadol", InteractionSeverity.MAJOR)
PIMOZIDE = pair("sertraline", "pimozide", InteractionSeverity.CONTRAINDICATED)


def when(base: ProposedStep = OPEN, **facts: Any) -> ProposedStep:
    return replace(base, **facts)


def reviewed(**facts: Any) -> ProposedStep:
    return replace(OPEN, review=replace(REVIEW, **facts))


def codes(step: ProposedStep) -> list[str]:
    return [blocker.code.value for blocker in blockers(step)]


def on_dose(since: date, hold_days: int = 7) -> DoseInUse:
    return DoseInUse(regimen=daily(25), since=since, hold_days=hold_days)


def cosigned(step: ProposedStep, *on_codes: str, signer: Person = THIRD) -> ProposedStep:
    return replace(step, cosigns=(CoSignFacts(codes=frozenset(on_codes), signer=signer),))


BLOCKED = {
    "review-missing": {
        "nobody reviewed": when(review=None),
    },
    "review-outdated": {
        "something new": when(version=8),
        "the moment the review runs out": reviewed(valid_until=NOW),
        "signed after the step": reviewed(signed_at=NOW + timedelta(seconds=1)),
    },
    "review-not-proceed": {
        decision.value: reviewed(decision=decision) for decision in Decision if decision != Decision.PROCEED
    },
    "reviewer-not-prescriber": {
        "a nurse steps": when(actor=NURSE),
        "somebody off the team steps": when(actor=OFF_TEAM),
        "a nurse signed": reviewed(signer=NURSE),
        "somebody off the team signed": reviewed(signer=OFF_TEAM),
    },
    "patient-wants-to-wait": {
        "an unwithdrawn wait": when(wants_to_wait=True),
    },
    "patient-not-asked": {
        "not asked": reviewed(patient_view=PatientView.NOT_ASKED),
        "wanted to wait": reviewed(patient_view=PatientView.WANTS_TO_WAIT),
    },
    "log-empty": {
        "nobody asked": when(newest_answer_on=None),
        "nobody asked before the first dose": when(FIRST, newest_answer_on=None),
        "15 days ago": when(in_use=on_dose(day(30)), newest_answer_on=day(15)),
        "15 days ago, for a first dose": when(FIRST, newest_answer_on=day(15)),
        "day 3 of 7": when(in_use=on_dose(day(10)), newest_answer_on=day(7)),
        "the first day of 2": when(in_use=on_dose(day(2), hold_days=2), newest_answer_on=day(2)),
    },
    "red-flag-open": {
        "a stop flag": when(open_flags=(STOP_FLAG,)),
        "a treat flag": when(open_flags=(TREAT_FLAG,)),
        "both": when(open_flags=(TREAT_FLAG, STOP_FLAG)),
    },
    "plan-not-active": {
        "on hold": when(plan_status=PlanStatus.ON_HOLD),
        "paused, but still taking it": when(plan_status=PlanStatus.PAUSED),
        "closed": when(plan_status=PlanStatus.CLOSED),
        "a draft": when(FIRST, plan_status=PlanStatus.DRAFT),
    },
    "not-next-step": {
        "jumping ahead": when(to_position=3),
    },
    "severe-effect-open": {
        "unresolved": when(open_severe=(SEVERE,)),
    },
    "hold-time-left": {
        "a day too soon": when(in_use=on_dose(day(6))),
        "two days too soon": when(in_use=on_dose(day(5)), newest_answer_on=TODAY),
    },
    "doses-missed": {
        "11 of 14 taken": when(missed_days=3),
        "9 of 10 where all are wanted": when(in_use=on_dose(day(10)), missed_days=1, adherence_floor=Decimal(1)),
    },
    "restart-needed": {
        "eight days missed": when(missed_in_a_row=8, drug=drug("x", fact(FactKind.RESTART, days=7))),
    },
    "monitoring-due": {
        "not measured": when(drug=drug("x", PRESSURE)),
    },
    "monitoring-out-of-range": {
        "too high": when(drug=drug("x", PRESSURE), person=TOO_HIGH),
    },
    "above-maximum": {
        "50 where 40 is the most": when(drug=drug("x", fact(FactKind.MAX_DAY, 40))),
    },
    "increment-too-large": {
        "25 more where 20 is usual": when(drug=drug("x", fact(FactKind.INCREMENT, 20))),
    },
    "washout-incomplete": {
        "13 days of 14": when(
            drug=drug("sertraline", interactions=(MAOI,)),
            person=PersonFacts(exposures=(takes("phenelzine", "maoi", stopped_on=day(13)),)),
        ),
    },
    "start-condition-unmet": {
        "an opioid yesterday": when(
            FIRST,
            drug=drug("naltrexone", fact(FactKind.START_CONDITION, days=7, names=["oxycodone"])),
            person=PersonFacts(exposures=(takes("oxycodone", stopped_on=day(1)),)),
        ),
    },
    "condition-contraindicated": {
        "an allergy": when(drug=drug("x"), person=PersonFacts(allergies=(Allergy(to="x", is_hypersensitivity=True),))),
    },
    "condition-caution": {
        "pregnant": when(
            drug=drug("x", fact(FactKind.CAUTION, when={"pregnant": True})), person=PersonFacts(pregnant="yes")
        ),
    },
    "another-change-recent": {
        "six days ago": when(other_changes=(OtherChange(name="prazosin", on=day(6)),)),
        "today": when(other_changes=(OtherChange(name="prazosin", on=TODAY),)),
    },
    "interaction-contraindicated": {
        "taken now": when(
            drug=drug("sertraline", interactions=(PIMOZIDE,)), person=PersonFacts(exposures=(takes("pimozide"),))
        ),
    },
    "interaction-unacknowledged": {
        "taken now": when(
            drug=drug("sertraline", interactions=(TRAMADOL,)), person=PersonFacts(exposures=(takes("tramadol"),))
        ),
    },
    "consent-missing": {
        "none on file": when(has_consent=False),
    },
}

NOT_BLOCKED = {
    "everything is as it should be": OPEN,
    "a first dose": FIRST,
    "a second before the review runs out": reviewed(valid_until=NOW + timedelta(seconds=1)),
    "signed this moment": reviewed(signed_at=NOW),
    "14 days ago": when(in_use=on_dose(day(28)), newest_answer_on=day(14)),
    "14 days before a first dose": when(FIRST, newest_answer_on=day(14)),
    "day 4 of 7": when(in_use=on_dose(day(10)), newest_answer_on=day(6)),
    "half of the hold exactly": when(in_use=on_dose(day(14), hold_days=14), newest_answer_on=day(7)),
    "the day the hold ends": when(in_use=on_dose(day(7))),
    "80 % exactly": when(in_use=on_dose(day(10)), missed_days=2),
    "all missed where none is wanted": when(missed_days=14, adherence_floor=Decimal(0)),
    "nobody asked about missed doses": when(missed_days=None),
    "no day on this dose yet": when(FIRST, missed_days=3),
    "another change seven days ago": when(other_changes=(OtherChange(name="prazosin", on=day(7)),)),
    "another change that was acknowledged": when(
        other_changes=(OtherChange(name="prazosin", on=day(1), is_acknowledged=True),)
    ),
    "an earlier position that is a higher dose": when(to_position=1),
    "resuming after a pause": when(FIRST, plan_status=PlanStatus.PAUSED),
}


@pytest.mark.parametrize(
    ("code", "step"),
    [pytest.param(code, step, id=f"{code}: {why}") for code, steps in BLOCKED.items() for why, step in steps.items()],
)
def test_it_blocks_and_nothing_else_does(code, step):
    assert codes(step) == [code]


@pytest.mark.parametrize("step", NOT_BLOCKED.values(), ids=NOT_BLOCKED.keys())
def test_it_does_not_block(step):
    assert step.direction == Direction.UP
    assert codes(step) == []


def test_every_code_has_its_check_and_its_case():
    assert set(BLOCKED) == {code.value for code in BlockerCode}
    assert len(CHECKS) == len(BlockerCode)


def test_a_blocker_says_what_clears_it():
    for steps in BLOCKED.values():
        for step in steps.values():
            for blocker in blockers(step):
                assert blocker.message.endswith(".")
                assert blocker.remedy.endswith(".")
                assert blocker.clears


def test_all_are_told_at_once_in_the_order_of_the_page():
    worst = when(
        review=replace(REVIEW, decision=Decision.HOLD, patient_view=PatientView.NOT_ASKED, signer=NURSE),
        version=8,
        wants_to_wait=True,
        newest_answer_on=None,
        open_flags=(STOP_FLAG,),
        plan_status=PlanStatus.ON_HOLD,
        to_position=3,
        open_severe=(SEVERE,),
        in_use=on_dose(day(3)),
        missed_days=3,
        other_changes=(OtherChange(name="prazosin", on=day(1)),),
        has_consent=False,
        missed_in_a_row=8,
        drug=drug(
            "sertraline",
            fact(FactKind.RESTART, days=7),
            PRESSURE,
            replace(PRESSURE, names=frozenset({"pulse"})),
            fact(FactKind.MAX_DAY, 40),
            fact(FactKind.INCREMENT, 20),
            fact(FactKind.CAUTION, when={"pregnant": True}),
            interactions=(MAOI, TRAMADOL, PIMOZIDE),
        ),
        person=replace(
            TOO_HIGH,
            pregnant="yes",
            allergies=(Allergy(to="sertraline", is_hypersensitivity=True),),
            exposures=(takes("pimozide"), takes("tramadol"), takes("phenelzine", "maoi", stopped_on=day(1))),
        ),
    )

    never_together = {BlockerCode.REVIEW_MISSING, BlockerCode.START_CONDITION_UNMET}
    assert codes(worst) == [code.value for code in BlockerCode if code not in never_together]


def test_words_of_the_reviewer_blocker_say_which():
    def words(step):
        [blocker] = blockers(step)
        return blocker.message

    assert "Only a prescriber" in words(when(actor=NURSE))
    assert "You are not on" in words(when(actor=OFF_TEAM))
    assert "may not prescribe" in words(reviewed(signer=NURSE))
    assert "signed by somebody who is not on" in words(reviewed(signer=OFF_TEAM))


def test_words_of_the_outdated_review_say_why():
    assert "new" in blockers(when(version=8))[0].message
    assert "no longer valid" in blockers(reviewed(valid_until=NOW))[0].message


def test_a_term_is_named_once():
    [blocker] = blockers(when(open_flags=(STOP_FLAG, replace(STOP_FLAG, entry_id=9))))

    assert blocker.message.count("Rash") == 1


# --- co-signs ---------------------------------------------------------------------------------------------------

CO_SIGNABLE = {
    "severe-effect-open": when(open_severe=(SEVERE,)),
    "hold-time-left": when(in_use=on_dose(day(5))),
    "doses-missed": when(missed_days=5),
    "red-flag-open": when(open_flags=(TREAT_FLAG,)),
    **{
        code: next(iter(BLOCKED[code].values()))
        for code in (
            "monitoring-due",
            "monitoring-out-of-range",
            "above-maximum",
            "increment-too-large",
            "condition-caution",
        )
    },
}


@pytest.mark.parametrize("code", CO_SIGNABLE)
def test_a_second_prescriber_opens_it(code):
    step = CO_SIGNABLE[code]

    assert codes(cosigned(step, code)) == []
    assert [blocker.code for blocker in every_blocker(cosigned(step, code))] == [code]
    assert codes(cosigned(step, "another-code")) == [code]


@pytest.mark.parametrize("signer", [PRESCRIBER, REVIEWER, NURSE], ids=["who steps", "who reviewed", "a nurse"])
@pytest.mark.parametrize("code", CO_SIGNABLE)
def test_neither_the_reviewer_nor_who_steps_nor_a_nurse_co_signs(code, signer):
    assert codes(cosigned(CO_SIGNABLE[code], code, signer=signer)) == [code]


def test_a_co_sign_lasts_as_long_as_its_review():
    early = CO_SIGNABLE["hold-time-left"]

    assert "hold-time-left" in codes(cosigned(replace(early, version=8), "hold-time-left"))
    assert "hold-time-left" in codes(cosigned(replace(early, review=None), "hold-time-left"))


def test_no_co_sign_stands_against_a_stop_flag():
    for flags in [(STOP_FLAG,), (TREAT_FLAG, STOP_FLAG)]:
        step = when(open_flags=flags)
        assert blockers(step)[0].override == Override.NEVER
        assert codes(cosigned(step, "red-flag-open")) == ["red-flag-open"]


def test_a_treat_flag_beside_a_stop_flag_is_told_with_it_gone():
    [blocker] = blockers(when(open_flags=(TREAT_FLAG, STOP_FLAG)))

    assert "Rash" in blocker.message


@pytest.mark.parametrize(
    ("code", "step"),
    [
        pytest.param(code, step, id=code)
        for code, steps in BLOCKED.items()
        if code not in CO_SIGNABLE
        for step in list(steps.values())[:1]
    ],
)
def test_nothing_else_is_co_signed(code, step):
    assert codes(cosigned(step, code)) == [code]


# --- going back to a dose of the last days ----------------------------------------------------------------------

RETURN = when(recent=(daily(25), daily(50)), in_use=on_dose(day(2)), newest_answer_on=day(1))


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"open_severe": (SEVERE,)},
        {"open_flags": (TREAT_FLAG,)},
        {"missed_days": 2},
        {"other_changes": (OtherChange(name="prazosin", on=TODAY),)},
        {"newest_answer_on": day(2)},
    ],
    ids=["hold", "severe", "treat flag", "missed", "another change", "an early answer"],
)
def test_a_return_waits_for_none_of_these(facts):
    assert codes(replace(RETURN, **facts)) == []
    assert codes(replace(RETURN, recent=(daily(25),), **facts)) != []


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("review-missing", {"review": None}),
        ("review-outdated", {"version": 8}),
        ("patient-wants-to-wait", {"wants_to_wait": True}),
        ("patient-not-asked", {"review": replace(REVIEW, patient_view=PatientView.NOT_ASKED)}),
        ("log-empty", {"newest_answer_on": None}),
        ("red-flag-open", {"open_flags": (STOP_FLAG,)}),
        ("plan-not-active", {"plan_status": PlanStatus.ON_HOLD}),
        ("not-next-step", {"to_position": 3}),
        ("consent-missing", {"has_consent": False}),
        ("reviewer-not-prescriber", {"actor": NURSE}),
    ],
)
def test_a_return_still_needs_these(code, facts):
    assert codes(replace(RETURN, **facts)) == [code]


@pytest.mark.parametrize(
    ("recent", "returns"),
    [
        ((daily(25), daily(50)), True),
        ((daily(25), daily(75)), True),
        ((daily(25), daily("49.99")), False),
        ((daily(25), NOTHING), False),
        ((), False),
    ],
)
def test_a_return_goes_to_a_recent_dose_or_below_it(recent, returns):
    assert when(recent=recent).is_return is returns


# --- only steps up are gated ------------------------------------------------------------------------------------

NOT_UP: dict[str, dict[str, Any]] = {
    "down": {"to": daily(10)},
    "the same": {"to": daily(25)},
    "nothing": {"to": NOTHING, "to_position": 0},
}
EVERYTHING_WRONG: dict[str, Any] = {
    "review": None,
    "wants_to_wait": True,
    "newest_answer_on": None,
    "open_flags": (STOP_FLAG,),
    "open_severe": (SEVERE,),
    "plan_status": PlanStatus.ON_HOLD,
    "has_consent": False,
}


@pytest.mark.parametrize("way", NOT_UP)
def test_what_is_not_up_is_never_blocked_for_a_prescriber(way):
    assert codes(when(**NOT_UP[way], **EVERYTHING_WRONG)) == []


@pytest.mark.parametrize(("way", "expected"), [("down", True), ("the same", True), ("nothing", False)])
def test_a_nurse_may_stop_but_not_choose_another_dose(way, expected):
    found = codes(when(**NOT_UP[way], **EVERYTHING_WRONG, actor=NURSE))

    assert found == (["reviewer-not-prescriber"] if expected else [])


def test_a_prescriber_off_the_team_may_go_down():
    assert codes(when(**NOT_UP["down"], actor=OFF_TEAM)) == []


# --- whatever the facts -----------------------------------------------------------------------------------------

people = st.builds(Person, id=st.integers(1, 5), may_prescribe=st.booleans(), on_team=st.booleans())
days_near = st.integers(-2, 40).map(day)
regimens = st.sampled_from([NOTHING, daily(12.5), daily(25), daily(50), daily(75)])
open_effects = st.sampled_from([STOP_FLAG, TREAT_FLAG])


@st.composite
def moments(draw) -> datetime:
    return NOW + draw(st.integers(-100, 100)) * HOUR


review_facts = st.builds(
    ReviewFacts,
    decision=st.sampled_from(Decision),
    patient_view=st.sampled_from(PatientView),
    signed_at=moments(),
    valid_until=moments(),
    read_version=st.integers(6, 8),
    signer=people,
)
cosign_facts = st.builds(
    CoSignFacts, codes=st.frozensets(st.sampled_from([c.value for c in BlockerCode])), signer=people
)
proposals = st.builds(
    ProposedStep,
    at=st.just(NOW),
    today=st.just(TODAY),
    actor=people,
    to=regimens,
    in_use=st.builds(DoseInUse, regimen=regimens, since=st.none() | days_near, hold_days=st.integers(0, 30)),
    recent=st.lists(regimens, max_size=3).map(tuple),
    is_sedating=st.booleans(),
    plan_status=st.sampled_from(PlanStatus),
    to_position=st.integers(1, 4),
    highest_allowed=st.integers(1, 4),
    version=st.just(7),
    review=st.none() | review_facts,
    cosigns=st.lists(cosign_facts, max_size=2).map(tuple),
    wants_to_wait=st.booleans(),
    newest_answer_on=st.none() | days_near,
    open_flags=st.lists(open_effects, max_size=2).map(tuple),
    open_severe=st.lists(st.just(SEVERE), max_size=1).map(tuple),
    missed_days=st.none() | st.integers(0, 60),
    adherence_floor=st.decimals(0, 1, places=2),
    other_changes=st.lists(
        st.builds(OtherChange, name=st.just("prazosin"), on=days_near, is_acknowledged=st.booleans()), max_size=2
    ).map(tuple),
    has_consent=st.booleans(),
)


@given(proposals)
def test_a_step_that_is_not_up_never_blocks_a_prescriber(step):
    if step.direction != Direction.UP and step.actor.may_prescribe:
        assert blockers(step) == []


@given(proposals)
def test_an_up_without_a_current_review_that_proceeds_with_the_patient_is_always_blocked(step):
    review = step.review
    is_sound = (
        review is not None
        and review.decision == Decision.PROCEED
        and review.patient_view == PatientView.AGREES
        and review.read_version == step.version
        and review.signed_at <= step.at < review.valid_until
        and review.signer.may_prescribe
        and review.signer.on_team
    )
    if step.direction == Direction.UP and not is_sound:
        assert blockers(step)


@given(proposals)
def test_stop_flags_waits_and_missing_consent_yield_to_nobody(step):
    if step.direction != Direction.UP:
        return
    found = codes(step)
    assert ("patient-wants-to-wait" in found) == step.wants_to_wait
    assert ("consent-missing" in found) == (not step.has_consent)
    if STOP_FLAG in step.open_flags:
        assert "red-flag-open" in found


@given(proposals)
def test_codes_come_in_order_each_once(step):
    order = [code.value for code in BlockerCode]
    found = codes(step)

    assert found == sorted(set(found), key=order.index)
    assert set(found) <= {blocker.code.value for blocker in every_blocker(step)}


@given(proposals, st.integers(1, 200))
def test_time_alone_never_makes_an_outdated_review_current(step, hours):
    later = replace(step, at=step.at + timedelta(hours=hours))
    if step.direction == Direction.UP and step.review and step.at >= step.review.valid_until:
        assert "review-outdated" in codes(later)


def test_a_day_is_a_day():
    assert OPEN.days_on_dose == 14
    assert FIRST.days_on_dose == 0
    assert when(at=NOW + DAY, today=TODAY + DAY).days_on_dose == 15
