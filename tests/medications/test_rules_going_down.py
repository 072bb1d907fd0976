"""What is said when a dose goes down, which published ways down there are, and which pairs are looked at."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from medications.rules.calling_after import what_to_ask
from medications.rules.cuts import ByAmount
from medications.rules.going_down import GoingDownWarning, SoFar, WarningCode, warnings
from medications.rules.person import PersonFacts
from medications.rules.presentations import Presentation
from medications.rules.proposed import OpenEffect
from medications.rules.published_taper import published_taper, published_tapers
from medications.rules.regimen import NOTHING
from medications.rules.tapering import CannotTaper, TaperWish
from medications.rules.together import pairs_to_look_at
from medications.terms import FactKind, FlagClass, Form, InteractionSeverity, PlanStatus, Standing, TimeOfDay
from tests.medications.builders import daily, day
from tests.medications.hand_made import dose, doses, drug, fact, going_up, pair, schedule, takes, uses

AT_ONCE = "A red flag is open: it may have to be at once."
GENTLER = "A gentler way down can be written."
UNSURE = " This is unconfirmed, check the label."
MAJOR, NEVER = InteractionSeverity.MAJOR, InteractionSeverity.CONTRAINDICATED
RASH = OpenEffect(entry_id=1, term="Rash", on=day(1), flag_class=FlagClass.STOP)


def down(before, after, *facts, code="x", exposures=(), **given):
    classes, interactions = (frozenset(given.pop("classes", ())), given.pop("interactions", ()))
    return going_up(
        drug(code, *facts, classes=classes, interactions=interactions),
        before,
        daily(after) if after else NOTHING,
        person=PersonFacts(age=40, exposures=exposures),
        **given,
    )


def told(step, **so_far):
    return warnings(step, SoFar(**so_far))


def taper(**given):
    return fact(FactKind.TAPER, source="the label", **given)


@pytest.mark.parametrize(
    ("on_file", "so_far", "message"),
    [
        ({"high": 25}, {}, "This is 75 mg a day less at once; on file is 25 mg at most."),
        ({"low": 25}, {}, "This is 75 % less at once; on file is 25 % at most."),
        ({"low": "12.55"}, {}, "This is 75 % less at once; on file is 12.6 % at most."),
        (
            {"high": 75, "days": 7},
            {"last_cut_on": day(1)},
            "The last cut was 1 day before this one; on file are 7 at least.",
        ),
        (
            {"high": 75, "days": 7},
            {"last_cut_on": day(6)},
            "The last cut was 6 days before this one; on file are 7 at least.",
        ),
        (
            {"high": 25, "low": 25},
            {},
            "This is 75 mg a day less at once; on file is 25 mg at most."
            " This is 75 % less at once; on file is 25 % at most.",
        ),
    ],
    ids=["an amount", "a share", "a share that is no whole number", "a day", "days", "both"],
)
@pytest.mark.parametrize("standing", [Standing.LABEL, Standing.RECALLED])
def test_too_fast_says_by_how_much_and_how_sure_that_is(on_file, so_far, message, standing):
    low = None if "low" not in on_file else Decimal(str(on_file["low"]))
    found = told(down(100, 25, replace(taper(**on_file, standing=standing), low=low)), **so_far)

    assert found == [
        GoingDownWarning(
            code=WarningCode.TAPER_TOO_FAST,
            message=message + (UNSURE if standing == Standing.RECALLED else ""),
            ask=GENTLER,
            source="the label",
            offers_a_taper=True,
        )
    ]


@pytest.mark.parametrize(
    ("flags", "ask", "offers"),
    [((), "Somebody asks within one to three days how it goes.", True), ((RASH,), AT_ONCE, False)],
    ids=["calm", "a red flag"],
)
def test_where_nothing_is_on_file_stopping_says_so(flags, ask, offers):
    assert told(down(100, 0, open_flags=flags)) == [
        GoingDownWarning(
            code=WarningCode.NO_TAPER_ON_FILE,
            message="Nothing on file says how this medicine is stopped.",
            ask=ask,
            offers_a_taper=offers,
        )
    ]


def test_with_a_red_flag_no_gentler_way_is_offered():
    (found,) = told(down(100, 25, taper(high=25), open_flags=(RASH,)))

    assert (found.ask, found.offers_a_taper) == (AT_ONCE, False)


@pytest.mark.parametrize("standing", [Standing.LABEL, Standing.RECALLED])
def test_a_partner_that_depends_on_it_is_named_with_its_source(standing):
    depends = pair(
        "clonidine", "beta_blocker", MAJOR, mechanism="rebound", action="Stop it first.", source="b", standing=standing
    )
    known = {"code": "clonidine", "interactions": (depends,)}
    partners = (takes("propranolol", "beta_blocker"), replace(takes("atenolol", "beta_blocker"), name="Atenolol"))
    found = [
        one
        for one in told(down(2, 1, taper(high=5), exposures=partners, **known))
        if one.code == WarningCode.PARTNER_AFFECTED
    ]

    assert found == [
        GoingDownWarning(
            code=WarningCode.PARTNER_AFFECTED,
            message="propranolol, Atenolol is taken as well: rebound."
            + (UNSURE if standing == Standing.RECALLED else ""),
            ask="Stop it first.",
            source="b",
        )
    ]


# --- Published ways down ---------------------------------------------------------------------------------------

WAY_DOWN = schedule((50, 14), (25, None), (0, None), is_taper=True, source="the label")


def wish(taking, *schedules, strengths=(25,), form=Form.TABLET, **fields):
    return TaperWish(
        taking=taking,
        cut=ByAmount(cut_mg=Decimal(25)),
        hold_days=7,
        presentations=tuple(Presentation(form=form, strength_mg=Decimal(str(mg))) for mg in strengths),
        today=date(2026, 3, 20),
        drug=drug("x", schedules=schedules),
        **fields,
    )


def test_a_published_way_down_is_offered_to_whom_it_holds_and_who_takes_more():
    for_the_old = schedule((50, 14), is_taper=True, when={"age_at_least": 65})
    up = schedule((50, 14))

    def offered(mg, **fields):
        return published_tapers(wish(daily(mg), WAY_DOWN, for_the_old, up, **fields))

    assert offered(100) == [WAY_DOWN]
    assert offered(100, person=PersonFacts(age=70)) == [WAY_DOWN, for_the_old]
    assert offered(26) == [WAY_DOWN]
    assert offered(25) == []


def test_it_is_taken_as_published_from_where_one_is():
    asked = wish(daily(100, form=Form.CAPSULE), WAY_DOWN, form=Form.CAPSULE)
    way = published_taper(WAY_DOWN, asked)

    assert [(step.mg_a_day, step.hold_days) for step in way.steps] == [(50, 14), (25, 7), (0, 1)]
    assert [step.regimen for step in way.steps] == [daily(50, form=Form.CAPSULE), daily(25, form=Form.CAPSULE), NOTHING]
    assert (way.starts_on, way.before) == (asked.today, asked.taking)
    assert {step.cited[0].words for step in way.steps} == {"as published (the label; read in the label)"}
    assert [step.mg_a_day for step in published_taper(WAY_DOWN, wish(daily(50))).steps] == [25, 0]


def test_its_levels_are_shared_over_the_times_of_the_day():
    taking = doses(dose(75, TimeOfDay.MORNING), dose(25, TimeOfDay.BEDTIME))
    first, *_ = published_taper(WAY_DOWN, wish(taking)).steps

    assert first.regimen == daily(50)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (wish(NOTHING), "Nothing is taken."),
        (wish(daily(25)), "This published way down begins below what is taken now."),
        (wish(daily(100), strengths=(40,)), "The published level of 50 mg a day cannot be made of what is on file."),
    ],
    ids=["nothing", "too little", "a level that cannot be made"],
)
def test_a_way_that_cannot_be_gone_says_why(asked, words):
    with pytest.raises(CannotTaper) as raised:
        published_taper(WAY_DOWN, asked)

    assert raised.value.words == words


def test_a_published_way_down_may_end_with_less_than_a_milligram_measured_finely():
    levels = schedule((0.5, 14), (0, None), is_taper=True)
    asked = wish(daily(1, form=Form.LIQUID), levels, strengths=(5,), form=Form.LIQUID, step_ml=Decimal("0.1"))
    way = published_taper(levels, replace(asked, presentations=(replace(asked.presentations[0], is_per_ml=True),)))

    assert published_tapers(asked) == [levels]
    assert [step.mg_a_day for step in way.steps] == [Decimal("0.5"), 0]


@pytest.mark.parametrize(
    ("ours", "asked"),
    [
        ({"sertraline"}, "Ask what has changed since."),
        ({"clonidine", "alpha2_agonist"}, "Ask what has changed since. Ask for the blood pressure."),
        (
            {"oxycodone", "opioid_full_agonist"},
            "Ask what has changed since."
            " Ask whether naloxone is at hand, and say that an earlier dose can be too much now.",
        ),
    ],
)
def test_who_calls_knows_what_to_ask(ours, asked):
    assert what_to_ask(ours) == asked


# --- Pairs that are looked at ------------------------------------------------------------------------------------


def looked_at(severity, exposure, **given):
    known = drug("x", interactions=(pair("x", exposure.code, severity),))
    step = going_up(known, 25, 50, person=PersonFacts(age=40, exposures=(exposure,)), **given)
    return [match.partner.code for match in pairs_to_look_at(step)] == [exposure.code]


@pytest.mark.parametrize(
    ("severity", "exposure", "given", "is_looked_at"),
    [
        (NEVER, takes("a"), {}, True),
        (MAJOR, takes("a"), {}, True),
        (MAJOR, takes("a"), {"acknowledged_pairs": frozenset({"a"})}, False),
        (NEVER, takes("a"), {"acknowledged_pairs": frozenset({"a"})}, True),
        (InteractionSeverity.MODERATE, takes("a"), {}, False),
        (NEVER, takes("a", stopped_on=day(1)), {}, False),
        (MAJOR, takes("a", stopped_on=day(1)), {}, False),
        (MAJOR, uses("a", hours_ago=24 * 30), {}, True),
        (MAJOR, uses("a", hours_ago=24 * 31), {}, False),
        (NEVER, uses("a", hours_ago=24), {"first_dose_on": day(1)}, True),
        (NEVER, uses("a", hours_ago=24), {"first_dose_on": day(0)}, False),
        (NEVER, uses("a", hours_ago=24), {}, False),
        (NEVER, uses("a", hours_ago=24 * 31), {"first_dose_on": day(90)}, False),
        (NEVER, takes("a"), {"plan_status": PlanStatus.ON_HOLD}, True),
        (NEVER, takes("a"), {"plan_status": PlanStatus.PAUSED}, False),
    ],
)
def test_a_pair_asks_to_be_looked_at_while_both_are_there(severity, exposure, given, is_looked_at):
    assert looked_at(severity, exposure, **given) is is_looked_at


def test_the_most_severe_pair_comes_first():
    known = drug("x", interactions=(pair("x", "a", MAJOR), pair("x", "b", NEVER)))
    step = going_up(known, 25, 50, person=PersonFacts(age=40, exposures=(takes("a"), takes("b"))))

    assert [match.partner.code for match in pairs_to_look_at(step)] == ["b", "a"]
