"""Single facts against the numbers of their sources, and whether what is only recalled says so."""

import datetime
from decimal import Decimal

import pytest

from medications.rules.conditions import Circumstances
from medications.rules.facts import Fact
from medications.rules.person import Exposure, PersonFacts
from medications.services.drug_facts import drug_facts_of
from medications.terms import FactKind, Standing
from tests.medications.builders import medication

TODAY = datetime.date(2026, 11, 22)
LABEL, RECALLED = Standing.LABEL, Standing.RECALLED
K = FactKind
pytestmark = pytest.mark.django_db


def taking(code, *classes, **values):
    return (Exposure(code=code, classes=frozenset(classes), since=TODAY, **values),)


def clearance(value):
    return PersonFacts(creatinine_clearance=Decimal(value))


def held(code, kind, person=None, release="", on="0", days=0) -> list[Fact]:
    pk = medication(code).pk
    now = Circumstances(
        person=person or PersonFacts(),
        today=TODAY,
        release=release,
        taking_mg_a_day=Decimal(on),
        days_taken=days,
    )
    return drug_facts_of([pk])[pk].that_hold(kind, now)


def values(facts, of="high"):
    return {getattr(fact, of) for fact in facts}


CYP2D6 = taking("paroxetine", "ssri", "cyp2d6_strong_inhibitor")
CYP3A4 = taking("ketoconazole", "cyp3a4_strong_inhibitor")
INDUCER = taking("carbamazepine", "enzyme_inducer")
ER, SR, IR = "oral/extended", "oral/sustained", "oral/immediate"
AT_MOST = [  # medicine, person, release, mg a day, standing
    ("sertraline", PersonFacts(), "", "200", LABEL),
    ("sertraline", PersonFacts(hepatic="mild"), "", "100", LABEL),
    ("sertraline", PersonFacts(hepatic="severe"), "", "0", LABEL),
    ("paroxetine", PersonFacts(indication="ocd"), "", "60", LABEL),
    ("paroxetine", PersonFacts(age=65), "", "40", LABEL),
    ("paroxetine", PersonFacts(renal="severe"), "", "40", LABEL),
    ("fluoxetine", PersonFacts(indication="panic"), "", "60", LABEL),
    ("citalopram", PersonFacts(age=61), "", "20", LABEL),
    ("citalopram", PersonFacts(genotype={"CYP2C19": "poor"}), "", "20", LABEL),
    ("citalopram", PersonFacts(exposures=taking("omeprazole", "cyp2c19_inhibitor")), "", "20", LABEL),
    ("escitalopram", PersonFacts(hepatic="moderate"), "", "10", LABEL),
    ("venlafaxine_xr", PersonFacts(indication="social_anxiety"), ER, "75", LABEL),
    ("duloxetine", clearance(29), "", "0", LABEL),
    ("desvenlafaxine", clearance(50), ER, "50", LABEL),
    ("desvenlafaxine", clearance(29), ER, "25", LABEL),
    ("prazosin", PersonFacts(sex="female", indication="ptsd_nightmares"), "", "12", RECALLED),
    ("clonidine", PersonFacts(), ER, "0.4", LABEL),
    ("clonidine", PersonFacts(indication="hypertension"), IR, "2.4", RECALLED),
    ("propranolol", PersonFacts(), "", "640", LABEL),
    ("bupropion", PersonFacts(), SR, "400", RECALLED),
    ("bupropion", PersonFacts(), IR, "450", LABEL),
    ("bupropion", PersonFacts(hepatic="severe"), IR, "75", LABEL),
    ("buspirone", PersonFacts(renal="severe"), "", "0", RECALLED),
    ("quetiapine", PersonFacts(indication="bipolar_depression"), "", "300", LABEL),
    ("risperidone", PersonFacts(exposures=taking("fluoxetine")), "", "8", LABEL),
    ("lamotrigine", PersonFacts(exposures=taking("valproate")), "", "100", LABEL),
    ("lamotrigine", PersonFacts(exposures=INDUCER), "", "400", LABEL),
    ("lithium", clearance(29), "", "0", LABEL),
    ("topiramate", PersonFacts(indication="migraine"), ER, "100", LABEL),
    ("gabapentin", clearance(59), "", "1400", RECALLED),
    ("pregabalin", clearance(14), "", "75", LABEL),
    ("zolpidem", PersonFacts(hepatic="severe"), "", "0", LABEL),
    ("acamprosate", clearance(30), "", "0", LABEL),
    ("methadone", PersonFacts(), "", "40", LABEL),
    ("atomoxetine", PersonFacts(hepatic="moderate"), "", "50", LABEL),
    ("melatonin", PersonFacts(), "", "10", RECALLED),
]


@pytest.mark.parametrize(("code", "person", "release", "mg", "standing"), AT_MOST)
def test_the_most_a_day_is_what_the_source_says(code, person, release, mg, standing):
    found = held(code, K.MAX_DAY, person, release)

    assert (Decimal(mg), standing) in {(fact.high, fact.standing) for fact in found}


def test_only_men_begin_zolpidem_at_ten():
    assert values(held("zolpidem", K.START, PersonFacts(sex="male"))) == {Decimal(10)}
    assert values(held("zolpidem", K.START)) == {Decimal(5)}


def test_sixty_is_not_over_sixty():
    assert values(held("citalopram", K.MAX_DAY, PersonFacts(age=60))) == {Decimal(40)}


def test_an_unknown_clearance_lowers_nothing():
    assert values(held("pregabalin", K.MAX_DAY, PersonFacts())) == {Decimal(600)}


def test_with_an_inducer_lamotrigine_is_not_held_to_the_usual_maximum():
    with_inducer = PersonFacts(exposures=INDUCER)
    with_both = PersonFacts(exposures=INDUCER + taking("valproate"))

    assert values(held("lamotrigine", K.MAX_DAY, with_inducer)) == {Decimal(400)}
    assert values(held("lamotrigine", K.MAX_DAY, with_both)) == {Decimal(100)}


@pytest.mark.parametrize(
    ("code", "person", "mg"),
    [
        ("sertraline", PersonFacts(indication="ptsd"), "25"),
        ("sertraline", PersonFacts(indication="ocd"), "50"),
        ("sertraline", PersonFacts(indication="ocd", hepatic="mild"), "25"),
        ("sertraline", PersonFacts(indication="ptsd", hepatic="mild"), "12.5"),
        ("zolpidem", PersonFacts(sex="female"), "5"),
        ("fluoxetine", PersonFacts(indication="bulimia"), "60"),
        ("quetiapine", PersonFacts(hepatic="mild"), "25"),
        ("lamotrigine", PersonFacts(exposures=taking("valproate")), "12.5"),
        ("lamotrigine", PersonFacts(exposures=INDUCER), "50"),
        ("doxepin", PersonFacts(age=65), "3"),
        ("buspirone", PersonFacts(exposures=CYP3A4), "5"),
        ("buprenorphine_naloxone", PersonFacts(hepatic="severe"), "2"),
        ("naltrexone", PersonFacts(indication="oud"), "25"),
        ("acamprosate", clearance(45), "999"),
    ],
)
def test_the_first_dose_is_what_the_source_says(code, person, mg):
    assert Decimal(mg) in values(held(code, K.START, person))


@pytest.mark.parametrize(
    ("code", "person", "on", "days"),
    [
        ("duloxetine", PersonFacts(age=65, indication="gad"), "30", 14),
        ("fluoxetine", PersonFacts(), "20", 21),
        ("atomoxetine", PersonFacts(exposures=CYP2D6), "40", 28),
        ("atomoxetine", PersonFacts(genotype={"CYP2D6": "poor"}), "40", 28),
        ("atomoxetine", PersonFacts(), "80", 14),
        ("risperidone", PersonFacts(renal="severe"), "3", 7),
        ("lamotrigine", PersonFacts(exposures=taking("valproate")), "12.5", 14),
    ],
)
def test_the_days_between_are_what_the_source_says(code, person, on, days):
    assert days in values(held(code, K.INTERVAL, person, on=on), "days")


@pytest.mark.parametrize(
    ("code", "person", "share"),
    [
        ("quetiapine", PersonFacts(exposures=CYP3A4), "0.1667"),
        ("aripiprazole", PersonFacts(exposures=CYP2D6), "0.5"),
        ("aripiprazole", PersonFacts(exposures=INDUCER), "2"),
        ("guanfacine", PersonFacts(exposures=CYP3A4), "0.5"),
        ("topiramate", clearance(69), "0.5"),
        ("venlafaxine_xr", clearance(70), "0.75"),
        ("lamotrigine", PersonFacts(hepatic="moderate"), "0.75"),
    ],
)
def test_the_share_of_the_usual_dose_is_what_the_source_says(code, person, share):
    assert values(held(code, K.DOSE_FACTOR, person)) == {Decimal(share)}


def test_both_enzymes_blocked_leave_aripiprazole_a_quarter():
    both = PersonFacts(exposures=CYP2D6 + CYP3A4)

    assert [fact.high for fact in held("aripiprazole", K.DOSE_FACTOR, both)] == [Decimal("0.5"), Decimal("0.5")]


def test_at_one_time_bupropion_has_its_own_limit():
    assert values(held("bupropion", K.MAX_AT_ONE_TIME, release=IR)) == {Decimal(150)}


def test_the_first_dose_of_methadone_has_its_own_limit():
    assert values(held("methadone", K.MAX_AT_ONE_TIME)) == {Decimal(30)}
    assert not held("methadone", K.MAX_AT_ONE_TIME, on="30")


def test_what_speaks_against_bupropion_is_named():
    named = {name for fact in held("bupropion", K.CONTRAINDICATED) for name in fact.names}

    assert named == {"seizure-disorder", "bulimia", "anorexia"}


def test_alcohol_stopped_at_once_speaks_against_bupropion():
    stopped = PersonFacts(exposures=taking("alcohol", stopped_on=TODAY, stopped_abruptly=True))
    drinks_less = PersonFacts(exposures=taking("alcohol", stopped_on=TODAY))

    assert len(held("bupropion", K.CONTRAINDICATED, stopped)) == 2
    assert len(held("bupropion", K.CONTRAINDICATED, drinks_less)) == 1


def test_acamprosate_is_contraindicated_at_a_clearance_of_thirty_and_not_of_thirty_one():
    assert held("acamprosate", K.CONTRAINDICATED, clearance(30))
    assert not held("acamprosate", K.CONTRAINDICATED, clearance(31))


def test_naltrexone_waits_seven_days_after_opioids_and_ten_after_long_acting_ones():
    waits = {name: fact.days for fact in held("naltrexone", K.START_CONDITION) for name in fact.names}

    assert waits["opioid_full_agonist"] == 7
    assert waits["methadone"] == waits["buprenorphine_naloxone"] == 10


def test_buprenorphine_has_a_score_and_hours():
    conditions = {name: fact for fact in held("buprenorphine_naloxone", K.START_CONDITION) for name in fact.names}

    assert (conditions["cows"].low, conditions["cows"].standing) == (Decimal(12), RECALLED)
    assert (conditions["opioid_full_agonist"].hours, conditions["methadone"].hours) == (4, 24)


def test_disulfiram_waits_twelve_hours_after_alcohol():
    [condition] = held("disulfiram", K.START_CONDITION)

    assert (condition.names, condition.hours) == ({"alcohol"}, 12)


def test_quetiapine_begins_anew_after_a_week_and_lamotrigine_names_no_days():
    assert values(held("quetiapine", K.RESTART), "days") == {7}
    assert values(held("lamotrigine", K.RESTART), "days") == {None}


def test_a_lithium_level_is_due_from_the_third_day_twelve_hours_after_a_dose():
    [level] = held("lithium", K.MONITORING, days=3)

    assert (level.hours, level.high, level.standing) == (12, Decimal("1.2"), LABEL)
    assert not held("lithium", K.MONITORING, days=2)


def test_a_nortriptyline_level_is_due_above_a_hundred_milligrams():
    assert not held("nortriptyline", K.MONITORING, on="100")
    assert held("nortriptyline", K.MONITORING, on="125")


def test_lying_and_standing_pressure_goes_before_prazosin_and_clonidine():
    for code in ("prazosin", "clonidine"):
        [fact] = held(code, K.MONITORING)
        assert {"lying-systolic-bp", "standing-systolic-bp"} <= fact.names


@pytest.mark.parametrize(
    ("code", "release", "most", "percent", "days"),
    [("venlafaxine_xr", "", "75", None, 7), ("clonidine", ER, "0.1", None, 3), ("methadone", "", None, "10", 10)],
)
def test_the_way_down_has_its_largest_step(code, release, most, percent, days):
    [fact] = held(code, K.TAPER, release=release)

    assert (fact.high, fact.low, fact.days) == (most and Decimal(most), percent and Decimal(percent), days)
