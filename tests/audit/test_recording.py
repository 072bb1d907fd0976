"""Acts: written with what they tell, and there for good."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, connections, transaction

from practice.audit.models import Act
from practice.audit.recording import record
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def test_an_act_says_who_what_about_whom_and_when():
    nurse, patient = make_user(Role.NURSE), make_patient()
    member = on_team(patient, nurse)

    act = record("care_team.joined", member, by=nurse, at=NOW, user=nurse.pk)

    act.refresh_from_db()
    assert (act.verb, act.by, act.patient_id, act.happened_at) == ("care_team.joined", nurse, patient.pk, NOW)
    assert (act.subject_type, act.subject_id) == ("patients.careteammember", member.pk)
    assert act.details == {"user": nurse.pk}
    assert act.recorded_at is not None


def test_what_the_software_does_by_itself_has_no_person():
    act = record("prompts.swept", by=None, at=NOW, opened=3)

    assert (act.by, act.subject_type, act.subject_id, act.patient_id) == (None, "", None, None)


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_act SET verb = 'x'", "DELETE FROM audit_act", "TRUNCATE audit_act"]
)
@pytest.mark.parametrize("alias", ["default", "owner"])
@pytest.mark.django_db(databases=["default", "owner"])
def test_nobody_changes_an_act(statement, alias):
    with transaction.atomic(using=alias):
        Act.objects.using(alias).create(verb="x", happened_at=NOW)
        with pytest.raises(DatabaseError), connections[alias].cursor() as cursor:
            cursor.execute(statement)
        transaction.set_rollback(True, using=alias)


def test_the_application_can_write_acts():
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('audit_act', 'INSERT'), has_table_privilege('audit_act', 'UPDATE')")
        assert cursor.fetchone() == (True, False)
