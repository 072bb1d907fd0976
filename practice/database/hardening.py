"""After each migrate: grants and triggers, derived from the models.

`harden` brings one database to what `rights_of` says, whatever it was before.
It runs as the owner and costs a handful of statements, so it runs every time.

What it refuses, it refuses to the owner too: history that can be edited is not
history. A data migration that must delete from a kept table says so by
dropping that table's trigger first; the next migrate puts it back.
"""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from practice.database.rights import Rights, models_with_a_table, rights_of

# By a session setting, any role could have made every
# trigger of pgtrigger and pghistory do nothing. Its migrations re-create the
# function with each trigger, so this comes after them.
NEVER_IGNORE_A_TRIGGER = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT false'
"""

REFUSE = """
CREATE OR REPLACE FUNCTION public.groundwork_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is %: % is refused.', TG_TABLE_NAME, TG_ARGV[0], TG_OP USING ERRCODE = 'restrict_violation';
END $$
"""

# Temporary tables are searched before real ones: with them a session could show a trigger a table of its own making.
NOBODY_ELSE = """
DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()); END $$
"""

ENABLE_ALWAYS = """
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT tgrelid::regclass AS on_table, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE NOT tgisinternal AND tgenabled <> 'A' AND relnamespace = 'public'::regnamespace
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', found.on_table, found.tgname);
    END LOOP;
END $$
"""

# What a kind of table refuses: the trigger's name, the word for people, and when it fires.
REFUSALS: dict[Rights, dict[str, tuple[str, str]]] = {
    Rights.APPEND_ONLY: {
        "groundwork_append_only": ("append-only", "BEFORE UPDATE OR DELETE ON {} FOR EACH ROW"),
        "groundwork_no_truncate": ("append-only", "BEFORE TRUNCATE ON {} FOR EACH STATEMENT"),
    },
    Rights.KEPT: {
        "groundwork_kept": ("kept for good", "BEFORE DELETE ON {} FOR EACH ROW"),
        "groundwork_no_truncate": ("kept for good", "BEFORE TRUNCATE ON {} FOR EACH STATEMENT"),
    },
}


def harden(alias: str) -> None:
    """Bring the database behind `alias` (the owner's) to what the models say."""
    call_command("createcachetable", database=alias, verbosity=0)
    connection = connections[alias]
    with transaction.atomic(using=alias):
        tables = rights_by_table(connection)
        statements = [
            sql.SQL(NEVER_IGNORE_A_TRIGGER),
            sql.SQL(REFUSE),
            sql.SQL(NOBODY_ELSE),
            *refusals(tables, existing_triggers(connection)),
            sql.SQL(ENABLE_ALWAYS),
        ]
        if app_role() != connection.settings_dict["USER"]:
            statements += grants(tables, app_role(), connection.settings_dict["NAME"])
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(";\n").join(statements))


def app_role() -> str:
    return str(settings.DATABASES["default"]["USER"])


def rights_by_table(connection: BaseDatabaseWrapper) -> dict[str, Rights]:
    """What we mean to grant, for the tables that are there (a migrate may stop half-way)."""
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    meant = {model._meta.db_table: rights_of(model) for model in models_with_a_table()}
    meant |= dict.fromkeys(cache_tables(), Rights.FREE)
    meant["django_migrations"] = Rights.READ_ONLY
    return {table: rights for table, rights in meant.items() if table in present}


def cache_tables() -> Iterator[str]:
    for cache in settings.CACHES.values():
        if str(cache["BACKEND"]).endswith("db.DatabaseCache"):
            yield str(cache["LOCATION"])


def existing_triggers(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE tgname LIKE 'groundwork%%' AND relnamespace = 'public'::regnamespace"
        )
        return set(cursor.fetchall())


def refusals(tables: dict[str, Rights], existing: set[tuple[str, str]]) -> Iterator[sql.Composable]:
    """Only what is missing or no longer meant: creating a trigger locks its table."""
    meant = {(table, name): kind for table, rights in tables.items() for name, kind in REFUSALS.get(rights, {}).items()}
    for table, name in sorted(existing - meant.keys()):
        yield sql.SQL("DROP TRIGGER {} ON {}").format(sql.Identifier(name), sql.Identifier(table))
    for table, name in sorted(meant.keys() - existing):
        words, timing = meant[table, name]
        yield sql.SQL("CREATE TRIGGER {} {} EXECUTE FUNCTION public.groundwork_refuse({})").format(
            sql.Identifier(name), sql.SQL(timing).format(sql.Identifier(table)), sql.Literal(words)
        )


def grants(tables: dict[str, Rights], app: str, database: str) -> Iterator[sql.Composable]:
    role = sql.Identifier(app)
    yield sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(database), role)
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role)
    yield sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}, PUBLIC").format(role)
    yield sql.SQL("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {}, PUBLIC").format(role)
    yield sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(role)
    for rights in Rights:
        names = [table for table, has in tables.items() if has is rights]
        if names:
            yield sql.SQL("GRANT {} ON {} TO {}").format(
                sql.SQL(", ".join(rights.privileges)), identifiers(names), role
            )


def identifiers(names: Iterable[str]) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Identifier, sorted(names)))
