"""What to think of when a dose goes down: told once, kept with the reason, and never a reason to wait."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from medications.models import DoseChange, MedicationFact
from medications.rules.facts import DrugFacts, Fact, Interaction
from medications.rules.going_down import SoFar, WarningCode, warnings
from medications.rules.person import Exposure, PersonFacts
from medications.rules.proposed import DoseInUse, OpenEffect, Person, ProposedStep
from medications.rules.regimen import NOTHING, Dose, Regimen
from medications.services.holding import pause_plan, stop_plan
from medications.services.recording_elsewhere import record_other_medication
from medications.terms import FactKind, FlagClass, Form, InteractionSeverity, PlanStatus, Standing
from practice.staff.roles import Role
from tests.medications.builders import (
    DAY,
    NOW,
    TODAY,
    active_plan,
    ago,
    check_in,
    colleague,
    fresh,
    last_act,
    medication,
    plan_on_step,
    sign,
    step_of,
    step_up,
)
from tests.medications.reading import position, text_of

TAPER = Fact(kind=FactKind.TAPER, high=Decimal(75), days=7, source="the label", standing=Standing.LABEL)
SHARE = replace(TAPER, high=None, low=Decimal(50))
WORDS = replace(TAPER, high=None, days=None, words="reduce gradually")


def taking(mg, form=Form.TABLET):
    return Regimen(doses=(Dose(amount_mg=Decimal(str(mg))),), form=form) if mg else NOTHING


def down(before, after, *facts, code="venlafaxine_xr", classes=(), exposures=(), interactions=(), **fields):
    return ProposedStep(
        at=datetime(2026, 3, 20, 9, tzinfo=UTC),
        today=TODAY,
        actor=Person(id=1, may_prescribe=True, on_team=True),
        to=taking(after),
        in_use=DoseInUse(regimen=taking(before), since=TODAY - timedelta(days=30)),
        plan_status=PlanStatus.ACTIVE,
        to_position=1,
        highest_allowed=2,
        version=0,
        drug=DrugFacts(code=code, classes=frozenset(classes), facts=facts, interactions=interactions),
        person=PersonFacts(exposures=exposures),
        **fields,
    )


def codes(step, **so_far):
    return [warning.code.value for warning in warnings(step, SoFar(**so_far))]


@pytest.mark.parametrize(
    ("after", "found"),
    [(150, []), (149, ["taper-too-fast"]), (225, []), (300, []), (0, ["taper-too-fast"])],
    ids=["as much as on file", "a little more", "the same dose", "up", "to nothing"],
)
def test_a_cut_is_held_against_the_amount_on_file(after, found):
    assert codes(down(225, after, TAPER)) == found


def test_a_cut_is_held_against_the_percentage_on_file_but_not_at_the_agreed_end():
    assert codes(down(100, 50, SHARE)) == []
    assert codes(down(100, 49, SHARE)) == ["taper-too-fast"]
    assert codes(down(25, 0, SHARE)) == ["taper-too-fast"]
    assert codes(down(25, 0, SHARE), is_at_its_end=True) == []
    assert codes(down(100, 0, TAPER), is_at_its_end=True) == ["taper-too-fast"]


def test_days_are_counted_from_the_last_cut_to_the_first_lower_dose():
    step = down(150, 75, TAPER)

    assert codes(step, last_cut_on=TODAY - 6 * DAY) == ["taper-too-fast"]
    assert codes(step, last_cut_on=TODAY - 7 * DAY) == []
    assert codes(step, last_cut_on=TODAY - 6 * DAY, begins_on=TODAY + DAY) == []
    assert codes(step) == []


def test_the_words_say_what_is_on_file_and_how_sure_it_is():
    (told,) = warnings(down(225, 100, replace(TAPER, standing=Standing.RECALLED)))

    assert told.message == (
        "This is 125 mg a day less at once; on file is 75 mg at most. This is unconfirmed, check the label."
    )
    assert told.source == "the label"


def test_with_a_red_flag_no_gentler_way_is_offered():
    rash = OpenEffect(entry_id=1, term="Rash", on=TODAY, flag_class=FlagClass.STOP)
    treat = replace(rash, flag_class=FlagClass.TREAT)

    (at_once,) = warnings(down(225, 0, TAPER, open_flags=(rash,)))
    (gentler,) = warnings(down(225, 0, TAPER, open_flags=(treat,)))

    assert (at_once.ask, at_once.offers_a_taper) == ("A red flag is open: it may have to be at once.", False)
    assert gentler.offers_a_taper
    assert not warnings(down(225, 0, open_flags=(rash,)))[0].offers_a_taper


def test_words_alone_are_no_measure():
    assert codes(down(225, 0, WORDS)) == []


def test_facts_hold_for_the_form_that_is_taken_and_not_for_nothing():
    extended = replace(TAPER, applies=_released("oral/extended"))
    step = down(225, 0, extended)

    assert codes(step) == ["no-taper-on-file"]
    assert codes(replace(step, in_use=DoseInUse(regimen=taking(225, Form.EXTENDED_RELEASE)))) == ["taper-too-fast"]


def _released(release):
    from medications.rules.conditions import Condition

    return Condition(releases=frozenset({release}))


def test_stopping_without_a_way_down_on_file_says_so():
    assert codes(down(50, 0)) == ["no-taper-on-file"]
    assert codes(down(50, 25)) == []
    assert codes(down(50, 0), is_at_its_end=True) == []


@pytest.mark.parametrize(
    ("code", "classes", "asked"),
    [
        ("clonidine", ["alpha2_agonist"], "blood pressure"),
        ("propranolol", ["beta_blocker"], "blood pressure"),
        ("lorazepam", ["benzodiazepine"], "changed"),
        ("morphine", ["opioid_full_agonist"], "naloxone"),
        ("buprenorphine_naloxone", [], "can be too much now"),
        ("pregabalin", ["gabapentinoid"], "changed"),
        ("lamotrigine", [], "changed"),
        ("valproate", [], "changed"),
        ("topiramate", [], "changed"),
        ("lithium", [], "changed"),
    ],
)
def test_after_some_medicines_somebody_calls_and_knows_what_to_ask(code, classes, asked):
    for after in (10, 0):
        told = [w for w in warnings(down(20, after, WORDS, code=code, classes=classes)) if w.code == "contact-after"]
        assert asked in told[0].ask
    assert codes(down(20, 40, code=code, classes=classes)) == []
    assert codes(down(20, 10, WORDS, classes=["ssri"])) == []


def pair(one, other, **fields):
    usual = {"mechanism": "both slow the pulse", "action": "Take the pulse.", "standing": Standing.LABEL}
    return Interaction(code="x", one=one, other=other, severity=InteractionSeverity.MAJOR, **(usual | fields))


def test_what_depends_on_it_is_looked_at_again():
    lamotrigine = Exposure(code="lamotrigine", name="lamotrigine")
    fields = {"code": "valproate", "interactions": (pair("lamotrigine", "valproate"),), "exposures": (lamotrigine,)}

    (told, _contact) = warnings(down(500, 0, WORDS, **fields))

    assert (told.code, told.ask) == (WarningCode.PARTNER_AFFECTED, "Look at the dose of lamotrigine again.")
    assert told.message.startswith("lamotrigine is taken as well: both slow the pulse.")
    assert "partner-affected" not in codes(down(500, 250, WORDS, **fields)), "only without it"
    assert "partner-affected" not in codes(down(500, 0, WORDS, **(fields | {"interactions": ()}))), "retired"
    gone = replace(lamotrigine, stopped_on=TODAY - DAY)
    assert "partner-affected" not in codes(down(500, 0, WORDS, **(fields | {"exposures": (gone,)})))


def test_a_beta_blocker_stops_before_clonidine_goes_down():
    blocker = Exposure(code="propranolol", name="propranolol", classes=frozenset({"beta_blocker"}))
    fields = {"code": "clonidine", "interactions": (pair("clonidine", "beta_blocker"),), "exposures": (blocker,)}

    told = warnings(down("0.2", "0.1", WORDS, **fields))

    assert (told[0].code, told[0].ask) == (WarningCode.PARTNER_AFFECTED, "Take the pulse.")


def test_without_less_there_is_nothing_to_think_of():
    assert codes(down(0, 50, code="lithium")) == []
    assert codes(down(0, 0, code="lithium")) == []


# --- kept with the change -----------------------------------------------------------------------------------------


@pytest.fixture
def clock(db):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def venlafaxine(db):
    """225 mg, of which the label says: 75 mg a week at most."""
    return plan_on_step(3, code="venlafaxine_xr", amounts=(75, 150, 225), since=ago(days=30))


def test_a_change_keeps_what_it_was_warned_of(venlafaxine):
    change = step_up(venlafaxine, to=step_of(venlafaxine, 1), reason="Too much.")

    assert change.warned_of == ["taper-too-fast"]
    assert (last_act().verb, last_act().details["warned_of"]) == ("dose.down", ["taper-too-fast"])


def test_a_cut_within_what_is_on_file_keeps_nothing(venlafaxine):
    assert step_up(venlafaxine, to=step_of(venlafaxine, 2), reason="x").warned_of == []
    assert "warned_of" not in last_act().details


def test_a_second_cut_within_the_week_is_too_soon(venlafaxine):
    first = step_up(venlafaxine, to=step_of(venlafaxine, 2), reason="x")
    second = step_up(venlafaxine, to=step_of(venlafaxine, 1), at=NOW + 3 * DAY, reason="x")

    assert (first.warned_of, second.warned_of) == ([], ["taper-too-fast"])


@pytest.mark.parametrize("act", [stop_plan, pause_plan])
def test_stopping_and_pausing_keep_it_too_and_need_no_more_than_their_reason(venlafaxine, act):
    nurse = colleague(venlafaxine.patient, Role.NURSE)

    change = act(plan=venlafaxine, reason="Collapsed.", by=nurse, at=NOW)

    assert change.warned_of == ["taper-too-fast"]
    assert change.reason == "Collapsed."


def test_a_fact_that_was_retired_warns_no_more(venlafaxine):
    MedicationFact.objects.filter(medication=venlafaxine.medication, kind="taper").update(is_retired=True)

    change = stop_plan(plan=venlafaxine, reason="x", by=venlafaxine.prescriber, at=NOW)

    assert change.warned_of == ["no-taper-on-file"]


def test_a_step_up_is_warned_of_nothing(db):
    plan = plan_on_step(1, code="lithium", amounts=(300, 600))

    assert plan.dose_changes.get().warned_of == []


# --- on the pages -------------------------------------------------------------------------------------------------


def do(client, plan, name, user=None, **typed):
    client.force_login(user or plan.prescriber)
    return client.post(reverse(name, args=[plan.pk]), typed)


def test_a_step_down_asks_once_and_takes_the_reason_as_the_choice(client, clock, venlafaxine):
    typed = {"step": 1, "first_dose_on": TODAY.isoformat(), "reason": "We agreed on it."}

    asked = do(client, venlafaxine, "step_down", **typed)

    assert asked.status_code == 422
    assert "This is 150 mg a day less at once; on file is 75 mg at most." in text_of(asked)
    assert "Go on, as agreed, because" in text_of(asked)
    assert position(venlafaxine) == 3
    assert reverse("taper", args=[venlafaxine.pk]) in text_of(asked)

    again = do(client, venlafaxine, "step_down", seen=asked.context["form"]["seen"].value(), **typed)

    assert again.status_code == 302
    change = DoseChange.objects.latest("pk")
    assert (change.warned_of, change.reason) == (["taper-too-fast"], "We agreed on it.")
    history = text_of(client.get(reverse("plan", args=[venlafaxine.pk])))
    assert "Warned of: faster than what is on file" in history


def test_what_was_shown_of_one_step_is_not_shown_of_another(client, clock):
    plan = plan_on_step(4, code="venlafaxine_xr", amounts=(75, 112.5, 187.5, 300), since=ago(days=30))
    client.force_login(plan.prescriber)
    first = client.get(reverse("step_down", args=[plan.pk]))
    typed = {"first_dose_on": TODAY.isoformat(), "reason": "x", "seen": first.context["form"]["seen"].value()}
    assert "This is 112.5 mg a day less at once" in text_of(first)

    asked = do(client, plan, "step_down", step=1, **typed)

    assert asked.status_code == 422
    assert "This is 225 mg a day less at once" in text_of(asked)
    assert do(client, plan, "step_down", step=3, **typed).status_code == 302


def test_the_nearest_step_is_offered_first_and_what_it_warns_of_is_in_view(client, clock):
    plan = plan_on_step(3, code="lamotrigine", amounts=(25, 50, 100), since=ago(days=30))
    client.force_login(plan.prescriber)

    page = client.get(reverse("step_down", args=[plan.pk]))

    assert page.context["form"]["step"].value() == 2
    assert "somebody asks within one to three days how it goes" in text_of(page)
    seen = page.context["form"]["seen"].value()
    typed = {"step": 2, "first_dose_on": TODAY.isoformat(), "reason": "Dizzy.", "seen": seen}
    assert do(client, plan, "step_down", **typed).status_code == 302


def test_where_no_step_is_lower_the_page_says_what_there_is_instead(client, clock):
    plan = plan_on_step(1)
    client.force_login(plan.prescriber)

    page = text_of(client.get(reverse("step_down", args=[plan.pk])))

    assert "A way down can be written, or the medication stopped." in page


def test_a_pause_asks_once_and_a_stop_never(client, clock, venlafaxine):
    nurse = colleague(venlafaxine.patient, Role.NURSE)

    assert do(client, venlafaxine, "pause", nurse, reason="Surgery.").status_code == 422
    assert fresh(venlafaxine).status == "active"

    page = client.get(reverse("stop", args=[venlafaxine.pk]))
    assert "This is 225 mg a day less at once" in text_of(page)
    assert reverse("taper", args=[venlafaxine.pk]) not in text_of(page), "a nurse writes no plan"
    assert do(client, venlafaxine, "stop", nurse, reason="Rash.").status_code == 302
    assert fresh(venlafaxine).status == "closed"


def test_what_is_on_file_is_shown_where_nothing_is_warned_of(client, clock):
    plan = plan_on_step(2)
    client.force_login(plan.prescriber)

    page = text_of(client.get(reverse("stop", args=[plan.pk])))

    assert "step down gradually where possible" in page
    assert do(client, plan, "pause", reason="Surgery.").status_code == 302


def test_a_partner_is_named_before_the_stop(client, clock):
    plan = plan_on_step(1, code="valproate", amounts=(500,))
    record_other_medication(
        patient=plan.patient,
        name="Lamotrigine",
        medication=medication("lamotrigine"),
        by=plan.prescriber,
        at=NOW,
    )
    client.force_login(plan.prescriber)

    page = text_of(client.get(reverse("stop", args=[plan.pk])))

    assert "Lamotrigine is taken as well: valproate doubles the lamotrigine level." in page
    assert "Look at the dose of Lamotrigine again." in page


def test_a_step_down_that_the_plan_itself_asks_for_shows_them_above_its_button(client, clock):
    plan = plan_on_step(1, code="lamotrigine", amounts=(100, 25), since=ago(days=30))
    client.force_login(plan.prescriber)

    page = text_of(client.get(reverse("plan", args=[plan.pk])))

    assert "This is 75 % less at once; on file is 50 % at most." in page
    assert page.index("75 % less") < page.index("Order: from 100 mg to 25 mg")
    assert "This step does not go up; it is never made to wait." in page


def test_a_carried_plan_without_a_first_dose_warns_of_nothing(client, clock):
    plan = active_plan(code="lithium", amounts=(300,))
    check_in(plan, at=ago(hours=3))
    sign(plan, at=ago(hours=1))
    client.force_login(plan.prescriber)

    assert "How it goes down" not in text_of(client.get(reverse("plan", args=[plan.pk])))
