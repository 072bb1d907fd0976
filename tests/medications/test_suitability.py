"""What has to be true before a first dose, and conditions and allergies that speak against the medicine."""

from dataclasses import replace

import pytest

from medications.rules.blockers import Override
from medications.rules.person import Allergy
from medications.terms import FactKind, Standing
from tests.medications.builders import daily, day
from tests.medications.hand_made import ADULT, drug, fact, found, going_up, measured, starting, takes, the_only, uses

BEFORE, AGAINST, CARE = FactKind.START_CONDITION, FactKind.CONTRAINDICATED, FactKind.CAUTION
RECALLED = Standing.RECALLED

NALTREXONE = drug("naltrexone", fact(BEFORE, days=7, names=["opioid_full_agonist"]))
DISULFIRAM = drug("disulfiram", fact(BEFORE, hours=12, names=["alcohol"]))
BUPRENORPHINE = drug(
    "buprenorphine_naloxone",
    fact(BEFORE, low=12, names=["cows"], standing=RECALLED),
    fact(BEFORE, hours=4, names=["opioid_full_agonist"]),
)


def who(**facts):
    return {"person": replace(ADULT, **facts)}


def opioid(days_ago):
    return who(exposures=(takes("oxycodone", "opioid_full_agonist", stopped_on=day(days_ago)),))


def withdrawal(score, *, hours=1.0, since_heroin=10.0):
    return who(
        measured=(measured("cows", score, days_ago=hours / 24),),
        exposures=(uses("heroin", "opioid_full_agonist", hours_ago=since_heroin),),
    )


UNMET = {
    "naltrexone, 6 days without": (starting(NALTREXONE, 25, **opioid(6)), Override.NEVER),
    "naltrexone, still taken": (
        starting(NALTREXONE, 25, **who(exposures=(takes("oxycodone", "opioid_full_agonist"),))),
        Override.NEVER,
    ),
    "naltrexone, a return": (starting(NALTREXONE, 25, recent=(daily(25),), **opioid(6)), Override.NEVER),
    "naltrexone, restarted": (starting(NALTREXONE, 25, paused_on=day(40), **opioid(6)), Override.NEVER),
    "disulfiram, 11 hours": (
        starting(DISULFIRAM, 250, **who(exposures=(uses("alcohol", hours_ago=11.9),))),
        Override.NEVER,
    ),
    "disulfiram, nobody knows when": (starting(DISULFIRAM, 250, **who(exposures=(uses("alcohol"),))), Override.NEVER),
    "naltrexone, low dose": (starting(NALTREXONE, 1, low_dose_start=True, **opioid(6)), Override.NEVER),
    "buprenorphine, score 11": (starting(BUPRENORPHINE, 4, **withdrawal(11)), Override.CO_SIGN),
    "buprenorphine, no score": (starting(BUPRENORPHINE, 4), Override.CO_SIGN),
    "buprenorphine, score of yesterday": (starting(BUPRENORPHINE, 4, **withdrawal(13, hours=24.1)), Override.CO_SIGN),
    "buprenorphine, 3 hours": (starting(BUPRENORPHINE, 4, **withdrawal(13, since_heroin=3.9)), Override.CO_SIGN),
    "naltrexone, only recalled": (
        starting(
            drug("naltrexone", fact(BEFORE, days=7, names=["kratom"], standing=RECALLED)),
            25,
            **who(exposures=(uses("kratom", hours_ago=24),)),
        ),
        Override.CO_SIGN,
    ),
}
MET = {
    "naltrexone, 7 days without": starting(NALTREXONE, 25, **opioid(7)),
    "naltrexone, never an opioid": starting(NALTREXONE, 25),
    "naltrexone, already taken": going_up(NALTREXONE, 25, 50, **opioid(6)),
    "buprenorphine, a return": starting(BUPRENORPHINE, 4, recent=(daily(4),), **withdrawal(3, since_heroin=3)),
    "disulfiram, 12 hours": starting(DISULFIRAM, 250, **who(exposures=(uses("alcohol", hours_ago=12),))),
    "buprenorphine, score 12 after 4 hours": starting(BUPRENORPHINE, 4, **withdrawal(12, since_heroin=4)),
    "buprenorphine, score of a day ago": starting(BUPRENORPHINE, 4, **withdrawal(12, hours=24)),
    "buprenorphine, low dose": starting(BUPRENORPHINE, 1, low_dose_start=True, **withdrawal(3, since_heroin=1)),
}


@pytest.mark.parametrize(("step", "override"), UNMET.values(), ids=UNMET.keys())
def test_a_first_dose_waits_for_what_has_to_be_true(step, override):
    blocker = the_only(step)

    assert blocker.code == "start-condition-unmet"
    assert blocker.override == override


@pytest.mark.parametrize("step", MET.values(), ids=MET.keys())
def test_a_first_dose_may_be_given(step):
    assert found(step) == []


# --- conditions and allergies -----------------------------------------------------------------------------------

BUPROPION = drug(
    "bupropion",
    fact(AGAINST, names=["seizure-disorder", "bulimia"]),
    fact(AGAINST, when={"stopped_abruptly": ["alcohol"]}, standing=RECALLED),
    fact(AGAINST, names=["anorexia"], standing=RECALLED),
    fact(CARE, when={"pregnant": True}, words="little is known"),
    fact(CARE, when={"age_at_least": 65}, standing=RECALLED),
    fact(CARE, names=["long-qt"]),
)
SERTRALINE = drug("sertraline", classes=frozenset({"ssri"}))


def allergic(to, *, really=True):
    return who(allergies=(Allergy(to=to, is_hypersensitivity=really),))


AGAINST_IT = {
    "seizures": (going_up(BUPROPION, 75, 150, **who(conditions=frozenset({"seizure-disorder"}))), Override.NEVER),
    "a first dose": (starting(BUPROPION, 75, **who(conditions=frozenset({"bulimia"}))), Override.NEVER),
    "only recalled": (going_up(BUPROPION, 75, 150, **who(conditions=frozenset({"anorexia"}))), Override.CO_SIGN),
    "one of two is sure": (
        going_up(BUPROPION, 75, 150, **who(conditions=frozenset({"anorexia", "bulimia"}))),
        Override.NEVER,
    ),
    "its own condition": (
        going_up(BUPROPION, 75, 150, **who(exposures=(takes("alcohol", stopped_on=day(1), stopped_abruptly=True),))),
        Override.CO_SIGN,
    ),
    "hypersensitive to it": (going_up(SERTRALINE, 25, 50, **allergic("sertraline")), Override.NEVER),
    "hypersensitive to its class": (going_up(SERTRALINE, 25, 50, **allergic("ssri")), Override.NEVER),
}
CARE_IS_NEEDED = {
    "pregnant": going_up(BUPROPION, 75, 150, **who(pregnant="yes")),
    "65": going_up(BUPROPION, 75, 150, **who(age=65)),
    "long QT": going_up(BUPROPION, 75, 150, **who(conditions=frozenset({"long-qt"}))),
    "not tolerated": going_up(SERTRALINE, 25, 50, **allergic("sertraline", really=False)),
    "17 years old": going_up(SERTRALINE, 25, 50, **who(age=17)),
}
NOTHING_AGAINST_IT = {
    "nothing known": going_up(BUPROPION, 75, 150),
    "another condition": going_up(BUPROPION, 75, 150, **who(conditions=frozenset({"asthma"}))),
    "hypersensitive to another": going_up(SERTRALINE, 25, 50, **allergic("paroxetine")),
    "the class was not tolerated": going_up(SERTRALINE, 25, 50, **allergic("ssri", really=False)),
    "pregnancy unknown": going_up(BUPROPION, 75, 150, **who(pregnant="unknown")),
    "pregnancy declined": going_up(BUPROPION, 75, 150, **who(pregnant="declined")),
    "64": going_up(BUPROPION, 75, 150, **who(age=64)),
    "18 years old": going_up(SERTRALINE, 25, 50, **who(age=18)),
    "age unknown": going_up(SERTRALINE, 25, 50, **who(age=None)),
    "a fact about nobody": going_up(drug("x", fact(AGAINST), fact(CARE)), 25, 50),
    "a return": going_up(
        BUPROPION,
        75,
        150,
        recent=(daily(150),),
        **who(conditions=frozenset({"long-qt"}), age=65),
    ),
}


WITH_ALCOHOL = drug(
    "disulfiram", fact(BEFORE, hours=12, names=["alcohol"]), fact(AGAINST, when={"partners": ["alcohol"]})
)


def test_what_must_not_be_taken_with_it_is_behind_after_the_hours_that_are_asked_for():
    def after(hours):
        return going_up(WITH_ALCOHOL, 125, 250, **who(exposures=(uses("alcohol", hours_ago=hours),)))

    assert found(after(11.9)) == ["condition-contraindicated"]
    assert found(after(12)) == []
    assert found(after(None)) == ["condition-contraindicated"]


@pytest.mark.parametrize(("step", "override"), AGAINST_IT.values(), ids=AGAINST_IT.keys())
def test_it_must_not_be_taken(step, override):
    blocker = the_only(step)

    assert blocker.code == "condition-contraindicated"
    assert blocker.override == override


@pytest.mark.parametrize("step", CARE_IS_NEEDED.values(), ids=CARE_IS_NEEDED.keys())
def test_care_waits_for_a_co_sign(step):
    blocker = the_only(step)

    assert blocker.code == "condition-caution"
    assert blocker.override == Override.CO_SIGN


@pytest.mark.parametrize("step", NOTHING_AGAINST_IT.values(), ids=NOTHING_AGAINST_IT.keys())
def test_nothing_speaks_against_it(step):
    assert found(step) == []


def test_messages_name_the_reason_its_remark_and_its_standing():
    assert the_only(CARE_IS_NEEDED["pregnant"]).message == "Care is needed: pregnancy (little is known)."
    assert the_only(CARE_IS_NEEDED["65"]).message == (
        "Care is needed: age 65 or more. This is unconfirmed, check the label."
    )
    assert "7 days without opioid full agonist" in the_only(UNMET["naltrexone, 6 days without"][0]).message
    assert "cows at least 12" in the_only(UNMET["buprenorphine, no score"][0]).message
