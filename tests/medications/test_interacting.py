"""Pairs of medicines and substances: current, washing out, acknowledged."""

from dataclasses import replace

import pytest

from medications.rules.blockers import Override
from medications.rules.facts import DrugFacts
from medications.rules.gate import every_blocker
from medications.rules.interacting import matches, worst_for_each_partner
from medications.terms import FactKind, InteractionSeverity, Standing
from tests.medications.builders import TODAY, daily, day
from tests.medications.hand_made import ADULT, drug, fact, found, going_up, pair, starting, takes, the_only, uses

CONTRAINDICATED, MAJOR, MODERATE = (
    InteractionSeverity.CONTRAINDICATED,
    InteractionSeverity.MAJOR,
    InteractionSeverity.MODERATE,
)
SSRI_MAOI = pair("ssri", "maoi", CONTRAINDICATED, wash_out_days=(("maoi", "ssri", 14), ("ssri", "maoi", 14)))
FLUOXETINE_MAOI = pair(
    "fluoxetine", "maoi", CONTRAINDICATED, wash_out_days=(("maoi", "fluoxetine", 14), ("fluoxetine", "maoi", 35))
)
SNRI_MAOI = pair(
    "snri",
    "maoi",
    CONTRAINDICATED,
    wash_out_days=(("maoi", "snri", 14), ("venlafaxine_xr", "maoi", 7), ("duloxetine", "maoi", 5)),
)
OPIOID = pair("gabapentinoid", "opioid_full_agonist", MAJOR)

SERTRALINE = drug("sertraline", classes=frozenset({"ssri"}), interactions=(SSRI_MAOI,))
PHENELZINE = drug("phenelzine", classes=frozenset({"maoi"}), interactions=(SSRI_MAOI, FLUOXETINE_MAOI, SNRI_MAOI))
GABAPENTIN = drug("gabapentin", classes=frozenset({"gabapentinoid"}), interactions=(OPIOID,))


def known(*exposures):
    return {"person": replace(ADULT, exposures=exposures)}


def stopped(code, *classes, days_ago):
    return known(takes(code, *classes, stopped_on=day(days_ago)))


WASH_OUTS = [
    (SERTRALINE, "phenelzine", "maoi", 14),
    (PHENELZINE, "fluoxetine", "ssri", 35),
    (PHENELZINE, "venlafaxine_xr", "snri", 7),
    (PHENELZINE, "duloxetine", "snri", 5),
]


@pytest.mark.parametrize(("medicine", "partner", "of_class", "days"), WASH_OUTS)
def test_a_day_before_the_wash_out_is_over_nobody_starts_and_then_one_may(medicine, partner, of_class, days):
    if partner == "fluoxetine":  # its own 35 days stand beside the 14 of its class
        medicine = replace(medicine, interactions=(FLUOXETINE_MAOI, SSRI_MAOI))
    early = starting(medicine, 15, **stopped(partner, of_class, days_ago=days - 1))
    in_time = starting(medicine, 15, **stopped(partner, of_class, days_ago=days))

    assert found(early) == ["washout-incomplete", "interaction-contraindicated"]
    assert found(in_time) == []


def test_a_wash_out_yields_to_nobody_and_says_how_long_it_is():
    recalled = replace(SSRI_MAOI, standing=Standing.RECALLED)
    step = starting(replace(SERTRALINE, interactions=(recalled,)), 25, **stopped("phenelzine", "maoi", days_ago=3))

    [washout, contraindicated] = every_blocker(step)

    assert washout.override == contraindicated.override == Override.NEVER
    assert "phenelzine (14 days are needed)" in washout.message


def test_a_recalled_wash_out_of_a_pair_that_may_be_combined_yields_to_a_co_sign():
    lithium = pair("sertraline", "x", MAJOR, wash_out_days=(("x", "sertraline", 7),), standing=Standing.RECALLED)
    medicine = drug("sertraline", interactions=(lithium,))

    assert the_only(starting(medicine, 25, **stopped("x", days_ago=6))).override == Override.CO_SIGN
    assert found(starting(medicine, 25, **stopped("x", days_ago=7))) == []


# --- contraindicated pairs --------------------------------------------------------------------------------------

PIMOZIDE = pair("sertraline", "pimozide", CONTRAINDICATED, standing=Standing.RECALLED)
WITH_PIMOZIDE = drug("sertraline", interactions=(PIMOZIDE,))
NALTREXONE = drug(
    "naltrexone",
    fact(FactKind.START_CONDITION, days=7, names=["opioid_full_agonist"]),
    interactions=(pair("naltrexone", "opioid_full_agonist", CONTRAINDICATED),),
)
DISULFIRAM = drug(
    "disulfiram",
    fact(FactKind.START_CONDITION, hours=12, names=["alcohol"]),
    interactions=(pair("alcohol", "disulfiram", CONTRAINDICATED),),
)

TOGETHER = {
    "taken now, by class": going_up(SERTRALINE, 25, 50, **known(takes("phenelzine", "maoi"))),
    "taken now, by name, and only recalled": going_up(WITH_PIMOZIDE, 25, 50, **known(takes("pimozide"))),
    "stopped 30 days ago, no wash-out of its own": going_up(WITH_PIMOZIDE, 25, 50, **stopped("pimozide", days_ago=30)),
    "naltrexone and an opioid 6 days ago": going_up(
        NALTREXONE, 25, 50, **stopped("oxycodone", "opioid_full_agonist", days_ago=6)
    ),
    "disulfiram and a drink 11 hours ago": going_up(DISULFIRAM, 125, 250, **known(uses("alcohol", hours_ago=11.9))),
    "disulfiram and alcohol, nobody knows when": going_up(DISULFIRAM, 125, 250, **known(uses("alcohol"))),
    "a return": going_up(WITH_PIMOZIDE, 25, 50, recent=(daily(50),), **known(takes("pimozide"))),
}
APART = {
    "stopped 31 days ago": going_up(WITH_PIMOZIDE, 25, 50, **stopped("pimozide", days_ago=31)),
    "another medicine": going_up(WITH_PIMOZIDE, 25, 50, **known(takes("haloperidol", "antipsychotic"))),
    "naltrexone and an opioid 7 days ago": going_up(
        NALTREXONE, 25, 50, **stopped("oxycodone", "opioid_full_agonist", days_ago=7)
    ),
    "naltrexone and heroin 8 days ago": going_up(
        NALTREXONE, 25, 50, **known(uses("heroin", "opioid_full_agonist", hours_ago=8 * 24))
    ),
    "disulfiram and a drink 12 hours ago": going_up(DISULFIRAM, 125, 250, **known(uses("alcohol", hours_ago=12))),
    "itself": going_up(
        drug("phenelzine", classes=frozenset({"maoi"}), interactions=(pair("maoi", "maoi", CONTRAINDICATED),)),
        15,
        30,
        **known(takes("phenelzine", "maoi")),
    ),
}


@pytest.mark.parametrize("step", TOGETHER.values(), ids=TOGETHER.keys())
def test_a_contraindicated_pair_yields_to_nobody(step):
    blocker = the_only(step)

    assert blocker.code == "interaction-contraindicated"
    assert blocker.override == Override.NEVER


@pytest.mark.parametrize("step", APART.values(), ids=APART.keys())
def test_a_pair_that_is_apart_does_not_block(step):
    assert found(step) == []


# --- major pairs ------------------------------------------------------------------------------------------------

HEROIN = uses("heroin", "opioid_full_agonist", hours_ago=24)


@pytest.mark.parametrize(
    ("exposure", "acknowledged", "blocks"),
    [
        (HEROIN, (), True),
        (HEROIN, ("heroin",), False),
        (HEROIN, ("oxycodone",), True),
        (uses("heroin", "opioid_full_agonist"), (), True),
        (uses("heroin", "opioid_full_agonist", hours_ago=30 * 24), (), True),
        (uses("heroin", "opioid_full_agonist", hours_ago=31 * 24), (), False),
        (takes("oxycodone", "opioid_full_agonist"), (), True),
        (takes("oxycodone", "opioid_full_agonist", stopped_on=TODAY), (), False),
        (takes("sertraline", "ssri"), (), False),
    ],
)
def test_a_major_pair_wants_to_be_acknowledged(exposure, acknowledged, blocks):
    step = going_up(GABAPENTIN, 300, 600, acknowledged_pairs=frozenset(acknowledged), **known(exposure))

    assert found(step) == (["interaction-unacknowledged"] if blocks else [])
    if blocks:
        assert the_only(step).override == Override.ACKNOWLEDGE


def test_a_return_needs_no_acknowledgement():
    assert found(going_up(GABAPENTIN, 300, 600, recent=(daily(600),), **known(HEROIN))) == []


@pytest.mark.parametrize("code", ["buprenorphine_naloxone", "methadone"])
def test_use_is_never_a_reason_to_withhold_treatment(code):
    medicine = drug(code, interactions=(pair(code, "alcohol", MAJOR),))

    blocker = the_only(going_up(medicine, 8, 12, **known(uses("alcohol", hours_ago=5))))

    assert blocker.message == "Plan for both together, and go on with the treatment: alcohol."
    assert blocker.override == Override.ACKNOWLEDGE


def test_the_most_severe_match_of_a_partner_counts_and_all_stay_visible():
    opinions = (
        pair("sertraline", "x", MODERATE),
        pair("ssri", "x", CONTRAINDICATED, mechanism="m", effect="e", action="a"),
        pair("x", "sertraline", MAJOR),
        pair("sertraline", "y", MAJOR),
    )
    medicine = DrugFacts(code="sertraline", classes=frozenset({"ssri"}), interactions=opinions)
    step = going_up(medicine, 25, 50, **known(takes("x", name="Ex"), takes("y", name="Why")))

    assert [match.interaction.severity for match in matches(step)] == [CONTRAINDICATED, MAJOR, MAJOR, MODERATE]
    assert [match.partner_name for match in worst_for_each_partner(step)] == ["Ex", "Why"]
    assert found(step) == ["interaction-contraindicated", "interaction-unacknowledged"]
    assert "Ex" not in every_blocker(step)[1].message
