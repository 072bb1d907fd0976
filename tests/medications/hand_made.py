"""Steps, facts and people made by hand for the rules: values only, no database."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from medications.rules.blockers import Blocker
from medications.rules.conditions import ALWAYS, condition_from
from medications.rules.facts import DrugFacts, Fact, Interaction, Level, Schedule
from medications.rules.gate import every_blocker
from medications.rules.person import Exposure, Measured, PersonFacts
from medications.rules.proposed import DoseInUse, Person, ProposedStep, ReviewFacts
from medications.rules.regimen import NOTHING, Dose, Regimen
from medications.terms import (
    Decision,
    FactKind,
    Form,
    InteractionSeverity,
    PatientView,
    PlanStatus,
    Standing,
    TimeOfDay,
)
from tests.medications.builders import HOUR, NOW, TODAY, daily, day

ADULT = PersonFacts(age=40)
PRESCRIBER = Person(id=1, may_prescribe=True, on_team=True)
REVIEW = ReviewFacts(
    decision=Decision.PROCEED,
    patient_view=PatientView.AGREES,
    signed_at=NOW - HOUR,
    valid_until=NOW + 71 * HOUR,
    read_version=7,
    signer=Person(id=2, may_prescribe=True, on_team=True),
)


def mg(amount: float | str | None) -> Decimal | None:
    return None if amount is None else Decimal(str(amount))


def fact(kind: FactKind, high: float | str | None = None, *, when: dict[str, Any] | None = None, **given: Any) -> Fact:
    """A fact read in the label, unless said otherwise."""
    given["names"] = frozenset(given.get("names", ()))
    given["low"] = mg(given.get("low"))
    applies = condition_from(when) if when else ALWAYS
    return Fact(kind=kind, high=mg(high), applies=applies, **{"standing": Standing.LABEL, **given})


def drug(code: str, *facts: Fact, **given: Any) -> DrugFacts:
    return DrugFacts(code=code, facts=facts, **given)


def schedule(*levels: tuple[float, int | None], when: dict[str, Any] | None = None, **given: Any) -> Schedule:
    return Schedule(
        code="schedule",
        levels=tuple(Level(mg_a_day=Decimal(str(amount)), days=days) for amount, days in levels),
        applies=condition_from(when) if when else ALWAYS,
        **{"standing": Standing.LABEL, **given},
    )


def pair(one: str, other: str, severity: InteractionSeverity, **given: Any) -> Interaction:
    return Interaction(
        code=f"{one}-{other}", one=one, other=other, severity=severity, **{"standing": Standing.LABEL, **given}
    )


def takes(code: str, *classes: str, **given: Any) -> Exposure:
    return Exposure(code=code, classes=frozenset(classes), **given)


def uses(code: str, *classes: str, hours_ago: float | None = None) -> Exposure:
    """A substance, with the hours since it was last used where these are known."""
    last = None if hours_ago is None else NOW - timedelta(hours=hours_ago)
    return Exposure(code=code, classes=frozenset(classes), last_taken_at=last, is_substance=True)


def measured(kind: str, value: float, *, days_ago: float = 1, hours_after_dose: float | None = None) -> Measured:
    return Measured(
        kind=kind,
        value=Decimal(str(value)),
        unit="",
        taken_at=NOW - timedelta(days=days_ago),
        hours_after_dose=mg(hours_after_dose),
    )


def doses(*given: Dose, form: Form = Form.TABLET) -> Regimen:
    return Regimen(doses=given, form=form)


def dose(amount: float, at: TimeOfDay = TimeOfDay.MORNING, **given: Any) -> Dose:
    return Dose(amount_mg=Decimal(str(amount)), at=at, **given)


def going_up(
    medicine: DrugFacts,
    before: Regimen | float,
    after: Regimen | float,
    *,
    days_on_dose: int = 100,
    hold_days: int = 1,
    **given: Any,
) -> ProposedStep:
    """A step up against which nothing stands but what the medicine's facts say."""
    old, new = (daily(one) if isinstance(one, int | float) else one for one in (before, after))
    in_use = DoseInUse() if old.is_nothing else DoseInUse(regimen=old, since=day(days_on_dose), hold_days=hold_days)
    step = ProposedStep(
        at=NOW,
        today=TODAY,
        actor=PRESCRIBER,
        to=new,
        in_use=in_use,
        plan_status=PlanStatus.ACTIVE,
        to_position=2,
        highest_allowed=2,
        version=7,
        review=REVIEW,
        newest_answer_on=TODAY,
        missed_days=0,
        has_consent=True,
        person=ADULT,
        drug=medicine,
    )
    return replace(step, **given)


def starting(medicine: DrugFacts, first: Regimen | float, **given: Any) -> ProposedStep:
    return going_up(medicine, NOTHING, first, **given)


def found(step: ProposedStep) -> list[str]:
    return [blocker.code.value for blocker in every_blocker(step)]


def the_only(step: ProposedStep) -> Blocker:
    """The one blocker there is."""
    [blocker] = every_blocker(step)
    return blocker
