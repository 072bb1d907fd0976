"""What was recorded and agreed is kept, and the rules that keep it are not switched off, not even by the owner."""

import pgtrigger
import pytest
from django.db import DatabaseError, connections, transaction

from medications.models import DoseChange, TitrationPlan
from tests.medications.attacks import (
    create,
    either_role,
    every_route,
    run,
    step_up,
)
from tests.medications.builders import NOW
from tests.medications.committed import Ground, undone

# --- switching the rules off ------------------------------------------------------------------------------------

SWITCHES = {
    "disable the trigger": "ALTER TABLE medications_dosechange DISABLE TRIGGER USER",
    "disable all triggers": "ALTER TABLE medications_dosechange DISABLE TRIGGER ALL",
    "disable the log's triggers": "ALTER TABLE medications_logentry DISABLE TRIGGER USER",
    "disable the review's trigger": "ALTER TABLE medications_review DISABLE TRIGGER ALL",
    "only on a replica": "ALTER TABLE medications_titrationplan ENABLE REPLICA TRIGGER ALL",
    "be a replica": "SET session_replication_role = replica",
}
IGNORING = {
    "one trigger": "'{medications_dosechange:dose_change_needs_its_review}'",
    "by its full name": "(SELECT array_agg(tgname)::text FROM pg_trigger)",
}


@either_role
@pytest.mark.parametrize("switch", SWITCHES)
def test_the_rules_are_not_switched_off(ground, switch, alias):
    refusal = "permission denied|must be owner|may not be disabled|syntax error"

    with undone(alias), pytest.raises(DatabaseError, match=refusal), transaction.atomic(using=alias):
        run(alias, SWITCHES[switch])


@either_role
@every_route
@pytest.mark.parametrize("ignoring", IGNORING)
def test_a_session_setting_switches_nothing_off(ground, ignoring, route, alias):
    with undone(alias):
        run(alias, f"SELECT set_config('pgtrigger.ignore', {IGNORING[ignoring]}, true)")

        with pytest.raises(DatabaseError, match="review-missing"), transaction.atomic(using=alias):
            route(alias, DoseChange, step_up(ground, review_id=None))


@either_role
def test_the_librarys_own_switch_does_nothing(ground, alias):
    with (
        undone(alias),
        pgtrigger.ignore("medications.DoseChange:dose_change_needs_its_review", databases=[alias]),
        pytest.raises(DatabaseError, match="review-missing"),
        transaction.atomic(using=alias),
    ):
        create(alias, DoseChange, step_up(ground, review_id=None))


# --- changing what was recorded ---------------------------------------------------------------------------------

APPEND_ONLY = {
    "medications_dosechange": "reason",
    "medications_logentry": "note",
    "medications_review": "reasons",
    "medications_cosign": "reason",
    "medications_cosignrequest": "reason",
    "medications_acknowledgement": "reason",
    "medications_regimen": "form",
    "medications_regimendose": "at",
    "medications_observeddose": "source",
    "medications_misseddoses": "source",
    "medications_treatmentconsent": "purpose",
    "medications_titrationplanevent": "purpose",
    "medications_titrationstepevent": "pgh_label",
    "medications_holdevent": "reason",
    "audit_act": "verb",
}
KEPT = [
    "medications_titrationplan",
    "medications_titrationstep",
    "medications_hold",
    "medications_medication",
    "medications_redflag",
    "patients_chartversion",
]
UNTOUCHED = "append-only|kept for good|permission denied|Cannot (update or )?delete|violates foreign key"


@either_role
@pytest.mark.parametrize("ignoring", [False, True], ids=["", "ignoring triggers"])
@pytest.mark.parametrize("way", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_what_was_recorded_is_not_changed(ground, table, way, ignoring, alias):
    with undone(alias):
        if ignoring:
            run(alias, f"SELECT set_config('pgtrigger.ignore', {IGNORING['by its full name']}, true)")

        with pytest.raises(DatabaseError, match=UNTOUCHED), transaction.atomic(using=alias):
            run(alias, way.format(table, APPEND_ONLY[table]))


@either_role
@pytest.mark.parametrize("way", ["DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
@pytest.mark.parametrize("table", KEPT)
def test_what_was_agreed_is_kept(ground, table, way, alias):
    with undone(alias), pytest.raises(DatabaseError, match=UNTOUCHED), transaction.atomic(using=alias):
        run(alias, way.format(table))


PLAN_CHANGES = {
    "a falling log version": ("log_version = 0", "version-never-falls"),
    "back to draft": ("status = 'draft'", "plan-goes-forward"),
    "another patient": ("patient_id = (SELECT max(id) FROM patients_patient)", "plan-keeps-its-patient"),
    "another medication": ("medication_id = medication_id + 1", "plan-keeps-its-patient"),
    "another indication": ("indication = 'panic'", "plan-keeps-what-it-is-judged-by"),
    "a low-dose start, afterwards": ("is_low_dose_start = true", "plan-keeps-what-it-is-judged-by"),
}


@either_role
@pytest.mark.parametrize("change", PLAN_CHANGES)
def test_a_plan_keeps_what_was_agreed(ground, change, alias):
    assignment, rule = PLAN_CHANGES[change]

    with undone(alias), pytest.raises(DatabaseError, match=rule), transaction.atomic(using=alias):
        run(alias, f"UPDATE medications_titrationplan SET {assignment} WHERE id = %s", [ground.plan.pk])


@either_role
def test_a_closed_plan_stays_closed_and_a_purpose_may_change(ground, alias):
    plans = TitrationPlan.objects.using(alias).filter(pk=ground.plan.pk)
    with undone(alias):
        plans.update(purpose="Sleep", status="closed", closed_at=NOW, closed_by_id=ground.prescriber.pk)

        with pytest.raises(DatabaseError, match="plan-goes-forward"), transaction.atomic(using=alias):
            plans.update(status="active", closed_at=None, closed_by=None)


@either_role
def test_a_chart_version_never_falls_and_may_rise(ground, alias):
    statement = "UPDATE patients_chartversion SET version = version + %s WHERE patient_id = %s"
    with undone(alias):
        run(alias, statement, [1, ground.patient.pk])

        with pytest.raises(DatabaseError, match="never falls"), transaction.atomic(using=alias):
            run(alias, statement, [-1, ground.patient.pk])


STEP_CHANGES = {
    "a longer hold": "UPDATE medications_titrationstep SET hold_days = 1 WHERE plan_id = {active}",
    "another regimen": "UPDATE medications_titrationstep SET regimen_id = {draft_regimen} WHERE plan_id = {active}",
    "a step brought in": "UPDATE medications_titrationstep SET plan_id = {active}, position = 9"
    " WHERE plan_id = {draft}",
    "a step taken out": "UPDATE medications_titrationstep SET plan_id = {draft}, position = 9 WHERE plan_id = {active}",
    "another step": "INSERT INTO medications_titrationstep (plan_id, position, regimen_id, hold_days, is_up)"
    " VALUES ({active}, 9, {free_regimen}, 1, false)",
}


def statement_about(ground: Ground, alias: str, statement: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute("INSERT INTO medications_regimen (form) VALUES ('tablet') RETURNING id")
        free = cursor.fetchone()[0]
    return statement.format(
        active=ground.plan.pk, draft=ground.draft.pk, draft_regimen=ground.draft_step.regimen_id, free_regimen=free
    )


@either_role
@pytest.mark.parametrize("change", STEP_CHANGES)
def test_steps_are_fixed_once_the_plan_left_draft(ground, change, alias):
    with undone(alias):
        statement = statement_about(ground, alias, STEP_CHANGES[change])
        with pytest.raises(DatabaseError, match="steps-are-fixed"), transaction.atomic(using=alias):
            run(alias, statement)


@either_role
@pytest.mark.parametrize("change", ["a longer hold", "another step"])
def test_steps_of_a_draft_may_change(ground, change, alias):
    with undone(alias):
        statement = STEP_CHANGES[change].replace("{active}", "{draft}")
        run(alias, statement_about(ground, alias, statement))


DOSE = 'INSERT INTO medications_regimendose (regimen_id, amount_mg, at, every_days, "offset", as_needed, at_most)'


@either_role
@pytest.mark.parametrize("regimen", ["{active_regimen}", "(SELECT regimen_id FROM medications_observeddose LIMIT 1)"])
def test_a_regimen_in_use_takes_no_further_dose(ground, regimen, alias):
    values = f"VALUES ({regimen}, 5, 'any', 1, 0, false, 1)".format(active_regimen=ground.first.regimen_id)

    with undone(alias), pytest.raises(DatabaseError, match="takes no further dose"), transaction.atomic(using=alias):
        run(alias, f"{DOSE} {values}")


@either_role
def test_a_regimen_that_is_not_in_use_takes_doses(ground, alias):
    with undone(alias):
        run(alias, statement_about(ground, alias, f"{DOSE} VALUES ({{free_regimen}}, 5, 'any', 1, 0, false, 1)"))
