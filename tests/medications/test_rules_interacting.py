"""What is said of pairs, wash-outs and conditions, and whom they leave alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from medications.rules.blockers import Override
from medications.rules.person import Allergy, PersonFacts
from medications.terms import FactKind, InteractionSeverity, Standing
from tests.medications.builders import NOW, daily, day
from tests.medications.hand_made import drug, fact, found, going_up, measured, pair, starting, takes, the_only

CONTRAINDICATED, MAJOR = InteractionSeverity.CONTRAINDICATED, InteractionSeverity.MAJOR
LABEL, RECALLED = Standing.LABEL, Standing.RECALLED
UNSURE = " This is unconfirmed, check the label."


def person(*exposures, **known):
    return PersonFacts(**{"age": 40, **known}, exposures=exposures)


def meets(interaction, *exposures, code="sertraline"):
    return starting(drug(code, interactions=(interaction,)), 25, person=person(*exposures))


@pytest.mark.parametrize(
    ("standing", "ends"), [(LABEL, "."), (RECALLED, f".{UNSURE}")], ids=["read in the label", "recalled"]
)
def test_a_pair_that_must_not_be_says_with_what_and_how_sure_that_is(standing, ends):
    step = meets(pair("sertraline", "pimozide", CONTRAINDICATED, standing=standing), takes("pimozide"))

    assert the_only(step).message == f"Must not be combined with: pimozide{ends}"


@pytest.mark.parametrize(
    ("standing", "ends"), [(LABEL, "."), (RECALLED, f".{UNSURE}")], ids=["read in the label", "recalled"]
)
def test_a_wash_out_says_for_each_how_many_days_are_needed(standing, ends):
    interaction = pair(
        "sertraline",
        "maoi",
        MAJOR,
        standing=standing,
        wash_out_days=(("maoi", "sertraline", 14), ("phenelzine", "sertraline", 21)),
    )
    stopped = {"stopped_on": day(3)}
    step = meets(interaction, takes("phenelzine", "maoi", **stopped), takes("selegiline", "maoi", **stopped))

    assert the_only(step).message == (
        f"Too few days since it was stopped: phenelzine (21 days are needed), selegiline (14 days are needed){ends}"
    )


def test_of_two_wash_outs_of_one_medicine_the_longer_is_said():
    both = tuple(
        pair("sertraline", name, MAJOR, wash_out_days=((name, "sertraline", days),))
        for name, days in (("phenelzine", 21), ("maoi", 14))
    )
    stopped = takes("phenelzine", "maoi", stopped_on=day(3))
    step = starting(drug("sertraline", interactions=both), 25, person=person(stopped))

    assert the_only(step).message == "Too few days since it was stopped: phenelzine (21 days are needed)."


@pytest.mark.parametrize(
    ("code", "begins"),
    [
        ("sertraline", "Needs a plan before any increase: taken together with"),
        ("methadone", "Plan for both together, and go on with the treatment:"),
    ],
)
def test_a_major_pair_asks_for_a_plan_and_never_speaks_of_withholding_what_helps(code, begins):
    step = meets(pair(code, "tramadol", MAJOR), takes("tramadol"), code=code)

    assert the_only(step).message == f"{begins} tramadol."


BUPROPION = drug("bupropion", fact(FactKind.CONTRAINDICATED, names=["seizure-disorder", "bulimia"]))
ALLERGIC = person(allergies=(Allergy(to="bupropion", is_hypersensitivity=True),))


def test_what_must_not_be_taken_says_why_and_of_this_person_only():
    known = person(conditions=frozenset({"bulimia", "migraine"}))

    assert the_only(starting(BUPROPION, 100, person=known)).message == "Must not be taken by this person: bulimia."
    assert the_only(starting(BUPROPION, 100, person=ALLERGIC)).message == (
        "Must not be taken by this person: hypersensitivity to bupropion."
    )


def test_going_back_to_a_dose_of_the_last_days_passes_nothing_that_must_not_be():
    """It may have been learnt, or taken, since."""
    back = (daily(100),)

    assert found(going_up(BUPROPION, 50, 100, person=ALLERGIC, recent=back)) == ["condition-contraindicated"]


def test_a_medicine_that_must_not_be_beside_another_is_never_co_signed_though_only_recalled():
    beside = fact(FactKind.CONTRAINDICATED, when={"partners": ["pimozide"]}, standing=Standing.RECALLED)
    ill = fact(FactKind.CONTRAINDICATED, names=["bulimia"], standing=Standing.RECALLED)
    taking = person(takes("pimozide"), conditions=frozenset({"bulimia"}))

    blocker = the_only(going_up(drug("sertraline", beside), 25, 50, person=taking))

    assert blocker.override == Override.NEVER
    assert "unconfirmed" in blocker.message
    assert the_only(going_up(drug("x", ill), 25, 50, person=taking)).override == Override.CO_SIGN


def test_care_says_each_reason():
    known = replace(person(allergies=(Allergy(to="x", is_hypersensitivity=False),)), age=17)
    medicine = drug("x", fact(FactKind.CAUTION, names=["asthma"], words="ask first"))
    step = starting(medicine, 25, person=replace(known, conditions=frozenset({"asthma", "migraine"})))

    assert the_only(step).message == (
        "Care is needed: not tolerated before: x, younger than the facts are for, asthma (ask first)."
    )


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"names": ["opioid"], "days": 7}, "7 days without opioid"),
        ({"names": ["opioid"], "hours": 24}, "24 hours without opioid"),
        ({"names": ["opioid"], "days": 7, "words": "or 10"}, "7 days without opioid (or 10)"),
    ],
    ids=["days", "hours", "with a remark"],
)
def test_a_start_says_what_it_waits_for(asked, words):
    medicine = drug("x", fact(FactKind.START_CONDITION, **asked))
    step = starting(medicine, 25, person=person(takes("heroin", "opioid", stopped_on=day(0))))

    assert the_only(step).message == f"Not yet as it has to be before the first dose: {words}."


def test_a_start_waits_for_no_other_medicine_than_those_it_names():
    medicine = drug("x", fact(FactKind.START_CONDITION, names=["opioid"], days=7))

    assert found(starting(medicine, 25, person=person(takes("ibuprofen")))) == []
    assert found(starting(medicine, 25, person=person(takes("x", "opioid")))) == []


@pytest.mark.parametrize(
    ("scores", "is_met"),
    [
        ([(12, 0)], True),
        ([(12, 24)], True),
        ([(12, 25)], False),
        ([(11, 1)], False),
        ([(13, 5), (9, 1)], False),
        ([(9, 5), (13, 1)], True),
        ([(20, -1)], False),
    ],
    ids=["now", "a day ago", "too long ago", "too low", "it fell since", "it rose since", "not yet"],
)
def test_the_newest_score_of_the_last_day_counts(scores, is_met):
    medicine = drug("buprenorphine_naloxone", fact(FactKind.START_CONDITION, low=12, names=["cows"]))
    taken = tuple(replace(measured("cows", value), taken_at=NOW - timedelta(hours=hours)) for value, hours in scores)
    step = starting(medicine, 4, person=person(measured=taken))

    assert found(step) == ([] if is_met else ["start-condition-unmet"])
    assert is_met or the_only(step).message == "Not yet as it has to be before the first dose: cows at least 12."


def test_a_warning_about_a_partner_is_not_undone_by_something_else_that_is_behind():
    """Alcohol two days ago is behind disulfiram's start; metronidazole, taken now, is not."""
    medicine = drug(
        "disulfiram",
        fact(FactKind.START_CONDITION, names=["alcohol"], hours=12),
        fact(FactKind.CONTRAINDICATED, when={"partners": ["metronidazole", "alcohol"]}),
    )
    drink = replace(takes("alcohol"), is_substance=True, last_taken_at=NOW - timedelta(days=2))

    assert found(starting(medicine, 250, person=person(drink))) == []
    assert found(starting(medicine, 250, person=person(drink, takes("ibuprofen")))) == []
    assert found(starting(medicine, 250, person=person(drink, takes("metronidazole")))) == ["condition-contraindicated"]
