"""History cannot be edited: each known way of doing it, as the application and as the owner.

`staff_userevent` stands for all append-only tables; they get the same triggers.
"""

from secrets import token_hex

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connections

ROLES = ["default", "owner"]
TAMPERING = {
    "update": "UPDATE staff_userevent SET display_name = 'somebody else'",
    "delete": "DELETE FROM staff_userevent",
    "truncate": "TRUNCATE staff_userevent CASCADE",
    "delete an account": "DELETE FROM staff_user",
    "truncate accounts": "TRUNCATE staff_user CASCADE",
}
PREPARATIONS = {
    "nothing": "SELECT 1",
    "pgtrigger.ignore": "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, false) FROM pg_trigger",
}
REFUSED_AT_ONCE = {
    "disable triggers": "ALTER TABLE staff_userevent DISABLE TRIGGER USER",
    "disable one trigger": "ALTER TABLE staff_userevent DISABLE TRIGGER groundwork_append_only",
    "disable all triggers": "ALTER TABLE staff_userevent DISABLE TRIGGER ALL",
    "only on a replica": "ALTER TABLE staff_userevent ENABLE REPLICA TRIGGER groundwork_append_only",
    "be a replica": "SET session_replication_role = replica",
    "drop the guard": "DROP EVENT TRIGGER groundwork_triggers_stay_enabled",
    "drop the guard's function": "DROP FUNCTION groundwork_guard.triggers_stay_enabled CASCADE",
    "drop the guard's schema": "DROP SCHEMA groundwork_guard CASCADE",
    "switch event triggers off": "SET event_triggers = off",
    "become superuser": "SET ROLE postgres",
}


# Before PostgreSQL 17 nobody can switch event triggers off: there is no such setting.
REFUSALS = 'permission denied|must be owner|may not be disabled|cannot drop|unrecognized .* "event_triggers"'


pytestmark = pytest.mark.usefixtures("module_db")


@pytest.fixture
def account():
    return get_user_model().objects.create(email=f"{token_hex(8)}@example.org", display_name="Kim")


def run(alias, statement):
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("alias", ROLES)
@pytest.mark.parametrize("prepared", PREPARATIONS)
@pytest.mark.parametrize("attack", TAMPERING)
def test_history_is_not_changed(account, alias, prepared, attack):
    run(alias, PREPARATIONS[prepared])

    with pytest.raises(DatabaseError, match="append-only|kept for good|permission denied"):
        run(alias, TAMPERING[attack])

    events = apps.get_model("staff", "UserEvent").objects.filter(pgh_obj=account)
    assert list(events.values_list("display_name", flat=True)) == ["Kim"]


@pytest.mark.parametrize("alias", ROLES)
@pytest.mark.parametrize("attack", REFUSED_AT_ONCE)
def test_the_rules_are_not_switched_off(alias, attack):
    with pytest.raises(DatabaseError, match=REFUSALS):
        run(alias, REFUSED_AT_ONCE[attack])


def test_ignoring_triggers_does_not_stop_history_being_written(account):
    run("default", PREPARATIONS["pgtrigger.ignore"])

    account.display_name = "Kim Lee"
    account.save()

    assert apps.get_model("staff", "UserEvent").objects.filter(pgh_obj=account, display_name="Kim Lee").exists()


def test_the_owner_is_told_why(account):
    with pytest.raises(DatabaseError, match="staff_userevent is append-only: DELETE is refused"):
        run("owner", "DELETE FROM staff_userevent")
