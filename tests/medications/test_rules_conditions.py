"""Each part of a condition: on whom it holds, on whom it does not, and where it turns."""

from datetime import timedelta
from decimal import Decimal

import pytest

from medications.rules.conditions import Circumstances, condition_from
from medications.rules.person import PersonFacts
from tests.medications.builders import TODAY, day
from tests.medications.hand_made import takes

NOBODY = PersonFacts()


def whose(**known):
    return Circumstances(person=PersonFacts(**known), today=TODAY)


def dose(**known):
    return Circumstances(person=NOBODY, today=TODAY, **known)


def with_(*exposures):
    return whose(exposures=exposures)


def clearance(value):
    return whose(creatinine_clearance=Decimal(str(value)))


ABRUPT = takes("alcohol", stopped_on=day(1), stopped_abruptly=True)

HOLDS = {
    "no part": ({}, [whose()], []),
    "age over": ({"age_over": 60}, [whose(age=61)], [whose(age=60), whose()]),
    "age at least": ({"age_at_least": 65}, [whose(age=65)], [whose(age=64), whose()]),
    "age under": ({"age_under": 25}, [whose(age=24)], [whose(age=25), whose()]),
    "ages": ({"age_at_least": 18, "age_under": 25}, [whose(age=18)], [whose(age=17), whose(age=25)]),
    "sex": ({"sexes": ["female"]}, [whose(sex="female")], [whose(sex="male"), whose()]),
    "liver": ({"hepatic": ["mild", "severe"]}, [whose(hepatic="severe")], [whose(hepatic="moderate"), whose()]),
    "kidneys": ({"renal": ["severe"]}, [whose(renal="severe")], [whose(renal="mild"), whose()]),
    "clearance under": ({"creatinine_clearance_under": 30}, [clearance("29.9")], [clearance(30), whose()]),
    "clearance at most": ({"creatinine_clearance_at_most": 30}, [clearance(30)], [clearance("30.1"), whose()]),
    "clearance at least": ({"creatinine_clearance_at_least": 30}, [clearance(30)], [clearance("29.9"), whose()]),
    "genotype": (
        {"genotype": {"CYP2D6": "poor", "CYP2C19": "poor"}},
        [whose(genotype={"CYP2D6": "poor"}), whose(genotype={"CYP2C19": "poor", "CYP2D6": "normal"})],
        [whose(genotype={"CYP2D6": "normal"}), whose()],
    ),
    "partner": (
        {"partners": ["valproate"]},
        [with_(takes("valproate")), with_(takes("x", "valproate"), takes("y"))],
        [with_(takes("lithium")), with_(takes("valproate", stopped_on=day(1))), whose()],
    ),
    "without": (
        {"without": ["valproate"]},
        [with_(takes("lithium")), with_(takes("valproate", stopped_on=day(1))), whose()],
        [with_(takes("valproate")), with_(takes("valproate", stopped_on=TODAY + timedelta(days=1)))],
    ),
    "use": ({"indications": ["ocd", "panic"]}, [whose(indication="panic")], [whose(indication="mdd"), whose()]),
    "release": ({"releases": ["oral"]}, [dose(release="oral")], [dose(release="patch"), dose()]),
    "condition": (
        {"conditions": ["asthma", "long-qt"]},
        [whose(conditions=frozenset({"long-qt", "glaucoma"}))],
        [whose(conditions=frozenset({"glaucoma"})), whose()],
    ),
    "pregnant": (
        {"pregnant": True},
        [whose(pregnant="yes")],
        [whose(pregnant="no"), whose(pregnant="declined"), whose(breast_feeding="yes"), whose()],
    ),
    "breast-feeding": (
        {"breast_feeding": True},
        [whose(breast_feeding="yes")],
        [whose(breast_feeding="no"), whose(breast_feeding="declined"), whose(pregnant="yes"), whose()],
    ),
    "dose at least": (
        {"taking_at_least_mg": 20},
        [dose(taking_mg_a_day=Decimal(20))],
        [dose(taking_mg_a_day=Decimal("19.9")), dose()],
    ),
    "dose at most": (
        {"taking_at_most_mg": 20},
        [dose(taking_mg_a_day=Decimal(20)), dose()],
        [dose(taking_mg_a_day=Decimal("20.1"))],
    ),
    "days taken": ({"days_taken_at_least": 14}, [dose(days_taken=14)], [dose(days_taken=13), dose()]),
    "stopped abruptly": (
        {"stopped_abruptly": ["alcohol"]},
        [with_(ABRUPT)],
        [with_(takes("alcohol", stopped_on=day(1))), with_(takes("x", stopped_abruptly=True)), whose()],
    ),
    "two parts": (
        {"age_under": 25, "sexes": ["female"]},
        [whose(age=24, sex="female")],
        [whose(age=24, sex="male"), whose(age=25, sex="female")],
    ),
}


@pytest.mark.parametrize(("told", "on", "not_on"), HOLDS.values(), ids=HOLDS)
def test_a_condition_holds_where_every_part_of_it_does(told, on, not_on):
    condition = condition_from(told)

    assert [condition.holds(now) for now in on] == [True] * len(on)
    assert [condition.holds(now) for now in not_on] == [False] * len(not_on)
