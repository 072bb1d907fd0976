"""The application's role can do what the models say and nothing else."""

import pytest
from django.apps import apps
from django.db import connection, connections

from practice.database.hardening import harden, rights_by_table
from practice.database.rights import Rights, models_with_a_table, rights_of

PRIVILEGES = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]


def query(sql, *params, alias="default"):
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def test_every_table_has_just_the_privileges_of_its_rights(db):
    granted = query(
        "SELECT relname, privilege FROM pg_class, unnest(%s::text[]) AS privilege "
        "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') "
        "AND has_table_privilege(pg_class.oid, privilege)",
        PRIVILEGES,
    )

    meant = {
        (table, privilege) for table, rights in rights_by_table(connection).items() for privilege in rights.privileges
    }
    assert set(granted) == meant


def test_every_model_has_its_table(db):
    tables = rights_by_table(connection)

    assert [model for model in models_with_a_table() if model._meta.db_table not in tables] == []


def test_the_application_owns_nothing(db):
    assert query("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = current_user") == []
    assert query("SELECT proname FROM pg_proc WHERE pg_get_userbyid(proowner) = current_user") == []


def test_the_application_makes_nothing(db):
    may = query(
        "SELECT has_schema_privilege('public', 'CREATE'), has_database_privilege(current_database(), 'CREATE'), "
        "has_database_privilege(current_database(), 'TEMPORARY')"
    )
    assert may == [(False, False, False)]


@pytest.mark.parametrize("alias", ["default", "owner"])
@pytest.mark.django_db(databases=["default", "owner"])
def test_no_role_of_ours_is_powerful(alias):
    found = query(
        "SELECT rolsuper, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = current_user",
        alias=alias,
    )
    assert found == [(False, False, False, False)]


def test_every_trigger_fires_always(db):
    assert query("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'A'") == []


def test_tables_without_delete_refuse_truncate(db):
    guarded = {table for (table,) in query("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgtype & 32 > 0")}

    kept = {t for t, rights in rights_by_table(connection).items() if rights in {Rights.KEPT, Rights.APPEND_ONLY}}
    assert guarded >= kept


def test_history_is_only_added_to():
    assert rights_of(apps.get_model("staff", "UserEvent")) is Rights.APPEND_ONLY


def test_accounts_are_kept():
    assert rights_of(apps.get_model("staff", "User")) is Rights.KEPT


def test_links_and_sign_ins_are_free():
    assert rights_of(apps.get_model("staff", "User").groups.through) is Rights.FREE
    assert rights_of(apps.get_model("staff", "SignIn")) is Rights.FREE


def test_hardening_twice_changes_nothing(committing_db):
    state = "SELECT relname, relacl::text, array(SELECT oid FROM pg_trigger WHERE tgrelid = c.oid) FROM pg_class c"
    before = query(f"{state} WHERE relnamespace = 'public'::regnamespace ORDER BY 1")

    harden("owner")

    assert query(f"{state} WHERE relnamespace = 'public'::regnamespace ORDER BY 1") == before


def test_hardening_takes_back_what_was_given_by_hand(committing_db):
    query("GRANT ALL ON staff_user TO PUBLIC", alias="owner")
    query("DROP TRIGGER groundwork_kept ON staff_user", alias="owner")

    harden("owner")

    assert query("SELECT has_table_privilege('staff_user', 'DELETE')") == [(False,)]
    assert query(
        "SELECT tgenabled FROM pg_trigger WHERE tgname = 'groundwork_kept' AND tgrelid = 'staff_user'::regclass"
    )
