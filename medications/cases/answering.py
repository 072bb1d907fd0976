"""What the gate answers to a case, and whether that is what the case expects."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from medications.cases.people import MADE_UP
from medications.cases.reading import Part, UnreadableCase
from medications.cases.replaying import Situation
from medications.rules.blockers import BlockerCode
from medications.rules.gate import blockers
from medications.rules.proposed import ProposedStep
from medications.services.cosigning import ACKNOWLEDGEABLE, acknowledge, co_sign, cosignable
from medications.services.errors import Refused
from medications.services.plan_facts import PlanFacts
from medications.services.proposing import proposed_from
from medications.terms import Direction

BY_ITSELF = ACKNOWLEDGEABLE - {BlockerCode.INTERACTION_UNACKNOWLEDGED}


def answer(case: Part) -> dict[str, Any]:
    """Build the situation, ask the gate, undo everything. Raises UnreadableCase where it cannot be built."""
    with transaction.atomic(), timezone.override("UTC"), translation.override("en"):
        try:
            with transaction.atomic():
                situation = Situation(case)
                proposed = ask(situation)
        except (Refused, ValidationError, IntegrityError) as error:
            words = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error).splitlines()[0]
            raise UnreadableCase("case", f"the software refuses this history: {words}") from None
        finally:
            transaction.set_rollback(True)
        return told(case, proposed)


def ask(situation: Situation) -> ProposedStep:
    """The question of the case as the gate sees it, after co-signs and acknowledgements."""
    part = situation.case.part("ask")
    by, to, at = situation.people.named(part), situation.step(part.number("to_step")), situation.now
    _acknowledge(situation)
    if to is not None and situation.case.has("override"):
        _co_sign(situation)
    facts = PlanFacts(plan=situation.fresh_plan(), at=at)
    stored = None if to is None else facts.latest_review(to)
    refused = None if to is None or stored is not None else situation.refused.get(to.position)
    return proposed_from(facts, to=to, by=by, review=refused)


def _acknowledge(situation: Situation) -> None:
    """Codes by themselves; anything else is the partner of an acknowledged pair."""
    for told in situation.case.items("acknowledged"):
        code, partner = (told, "") if told in BY_ITSELF else (BlockerCode.INTERACTION_UNACKNOWLEDGED, str(told))
        acknowledge(
            plan=situation.plan,
            code=code,
            partner=partner,
            reason=MADE_UP,
            by=situation.prescriber,
            at=situation.now,
        )


def _co_sign(situation: Situation) -> None:
    """What a co-sign cannot stand against, and who may not co-sign, leaves the blockers as they are."""
    part, plan = situation.case.part("override"), situation.fresh_plan()
    to = situation.step(situation.case.part("ask").number("to_step"))
    review = None if to is None else PlanFacts(plan=plan, at=situation.now).latest_review(to)
    if review is None:
        return
    signer = situation.people.named(part)
    codes = [c for c in part.items("codes") if c in cosignable(plan, review, by=signer, at=situation.now)]
    with suppress(Refused):
        co_sign(review=review, codes=codes, reason=part.text("reason"), by=signer, at=situation.now)


def told(case: Part, proposed: ProposedStep) -> dict[str, Any]:
    """The gate's answer as `check_step` prints it."""
    found = blockers(proposed)
    decision = "block" if found else "allow"
    to_nothing = case.part("ask").number("to_step") == 0
    return {
        "case": case.text("case", "unnamed"),
        "decision": decision,
        "direction": Direction.STOP.value if to_nothing else proposed.direction.value,
        "blockers": [{"code": blocker.code.value, "message": blocker.message} for blocker in found],
        "warnings": [],
        "agrees": _agrees(case, decision, {blocker.code.value for blocker in found}),
    }


def _agrees(case: Part, decision: str, codes: set[str]) -> bool | None:
    if not case.has("expect"):
        return None
    expected = case.part("expect")
    return expected.text("decision") == decision and set(expected.items("blockers")) <= codes
