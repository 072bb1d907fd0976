"""What is timed: the gate as an act asks it, and the composer's and the taper's rules on the shipped formulary."""

import sys
from collections.abc import Callable
from decimal import Decimal
from itertools import cycle
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from medications.models import Medication, TitrationPlan
from medications.rules.blockers import Blocker
from medications.rules.composing import Aim, propose
from medications.rules.cuts import ByEffect, ByShare
from medications.rules.gate import every_blocker
from medications.rules.person import PersonFacts
from medications.rules.presentations import Presentation
from medications.rules.regimen import Regimen
from medications.rules.tapering import TaperWish, taper
from medications.services.drug_facts import drug_facts_of
from medications.services.plan_facts import PlanFacts
from medications.services.proposing import proposed_from
from medications.terms import Form, TimeOfDay
from practice.celery import app as celery_app
from tests import databases
from tests.bench.situation import ten_plans
from tests.bench.timing import Timed, as_table, timed
from tests.medications.builders import NOW, TODAY, daily
from tests.medications.hand_made import dose, doses

LIMIT_MS = 50
EVERY_TIME = (TimeOfDay.MORNING, TimeOfDay.MIDDAY, TimeOfDay.EVENING)


def main() -> int:
    databases.use_test_server()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    celery_app.conf.update(broker_url="memory://", broker_transport_options={})
    with databases.copy_of(databases.template()) as name, databases.repointed(name):
        plans = ten_plans()
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")
        found = [*of_the_gate(plans), *of_the_composer()]
        print(as_table(found))
        print(f"\n{queries_of(plans[0])}")
    return 1 if any(one.is_too_slow for one in found) else 0


def of_the_gate(plans: list[TitrationPlan]) -> list[Timed]:
    """As an act asks it: the plan read anew each time, then all that bears on its next step."""
    in_turn = cycle(plans)
    return [
        timed("gate, one plan", lambda: ask(next(in_turn).pk), limit_ms=LIMIT_MS),
        timed(f"gate, all {len(plans)} plans", lambda: [ask(plan.pk) for plan in plans]),
    ]


def ask(plan_id: int) -> list[Blocker]:
    plan = TitrationPlan.objects.for_gate().get(pk=plan_id)
    to = next(step for step in plan.steps.all() if step.position == 3)
    return every_blocker(proposed_from(PlanFacts(plan=plan, at=NOW), to=to, by=plan.prescriber))


def queries_of(plan: TitrationPlan) -> str:
    with CaptureQueriesContext(connection) as asked:
        ask(plan.pk)
    shown = [
        f"{float(one['time']) * 1000:5.0f} ms  {' '.join(one['sql'].split())[:160]}" for one in asked.captured_queries
    ]
    told = f"{len(asked)} queries for one evaluation of the gate"
    return "\n".join([told, *shown]) if "--queries" in sys.argv else told


def of_the_composer() -> list[Timed]:
    by_effect = ByEffect(from_mg=Decimal(200), ed50_mg=Decimal(10), cuts=12)
    by_share, three_doses = ByShare(percent=Decimal(10)), doses(*(dose(200, at) for at in EVERY_TIME))
    tablets, thrice = aim("sertraline", 200), aim("pregabalin", 600, times=EVERY_TIME)
    liquid = aim("sertraline", 200, form=Form.LIQUID, times=EVERY_TIME)
    drops = wish("sertraline", daily(200, form=Form.LIQUID), by_effect, stop_from_mg=Decimal(10))
    capsules = wish("pregabalin", three_doses, by_share, stop_from_mg=Decimal(300))
    asked: list[tuple[str, Callable[[], object]]] = [
        ("composer, sertraline to 200 mg", lambda: propose(tablets)),
        ("composer, pregabalin to 600 mg, thrice a day", lambda: propose(thrice)),
        ("composer, liquid sertraline, thrice a day", lambda: propose(liquid)),
        ("taper, liquid sertraline, by effect", lambda: taper(drops)),
        ("taper, pregabalin, thrice a day, by 10 %", lambda: taper(capsules)),
    ]
    return [timed(what, ask_it, limit_ms=LIMIT_MS) for what, ask_it in asked]


def aim(code: str, target: int, **fields: Any) -> Aim:
    medicine = Medication.objects.get(code=code)
    return Aim(
        drug=drug_facts_of([medicine.pk])[medicine.pk],
        person=PersonFacts(age=70, sensitivity="high"),
        presentations=presentations_of(medicine),
        target_mg=Decimal(target),
        today=TODAY,
        **fields,
    )


def wish(code: str, taking: Regimen, cut: ByEffect | ByShare, **fields: Any) -> TaperWish:
    return TaperWish(
        taking=taking,
        cut=cut,
        hold_days=14,
        presentations=presentations_of(Medication.objects.get(code=code)),
        today=TODAY,
        **fields,
    )


def presentations_of(medicine: Medication) -> tuple[Presentation, ...]:
    return tuple(
        Presentation(
            form=Form(row.form),
            strength_mg=row.strength_mg,
            is_per_ml=row.is_per_ml,
            is_splittable=row.is_splittable,
        )
        for row in medicine.presentations.filter(is_retired=False)
    )
