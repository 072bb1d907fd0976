"""The three roles of the database, and what a superuser gives each database once.

The superuser comes here and nowhere else. The owner migrates. The application
owns nothing, so no mistake or break-in through it can switch a rule off. The
guard (an event trigger) holds even the owner: a trigger cannot be disabled.
Everything here can be run again.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg import sql

EXTENSIONS = ("btree_gist", "pg_trgm", "citext", "unaccent")
MAINTENANCE_DATABASE = "postgres"
SETTING_UP = 7_201_101  # the key of an advisory lock: roles are shared by a whole server

# In a schema of its own: the owner of a schema may drop what lies in it.
GUARD: LiteralString = """
CREATE SCHEMA IF NOT EXISTS groundwork_guard;
REVOKE ALL ON SCHEMA groundwork_guard FROM PUBLIC;
CREATE OR REPLACE FUNCTION groundwork_guard.triggers_stay_enabled() RETURNS event_trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    disabled text;
BEGIN
    SELECT format('%s on %s', t.tgname, t.tgrelid::regclass) INTO disabled
    FROM pg_event_trigger_ddl_commands() AS command
    JOIN pg_trigger AS t ON t.tgrelid = command.objid
    WHERE command.classid = 'pg_class'::regclass AND NOT t.tgisinternal AND t.tgenabled IN ('D', 'R')
    LIMIT 1;
    IF disabled IS NOT NULL THEN
        RAISE EXCEPTION 'Trigger % may not be disabled.', disabled USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;
DROP EVENT TRIGGER IF EXISTS groundwork_triggers_stay_enabled;
CREATE EVENT TRIGGER groundwork_triggers_stay_enabled ON ddl_command_end WHEN TAG IN ('ALTER TABLE')
    EXECUTE FUNCTION groundwork_guard.triggers_stay_enabled();
ALTER EVENT TRIGGER groundwork_triggers_stay_enabled ENABLE ALWAYS;
"""


@dataclass(frozen=True)
class Role:
    name: str
    password: str | None = None
    creates_databases: bool = False  # tests make theirs from a template


@dataclass(frozen=True)
class Layout:
    database: str
    owner: Role
    app: Role


def set_up(connection_string: Callable[[str], str], layout: Layout) -> None:
    """Roles, database, extensions and guard; `connection_string` names a database as superuser."""
    with psycopg.connect(connection_string(MAINTENANCE_DATABASE), autocommit=True) as conn:
        conn.execute("SELECT pg_advisory_lock(%s)", [SETTING_UP])
        for role in (layout.owner, layout.app):
            create_role(conn, role)
        create_database(conn, layout)
        with psycopg.connect(connection_string(layout.database), autocommit=True) as inside:
            prepare_database(inside)


def create_role(conn: psycopg.Connection, role: Role) -> None:
    name = sql.Identifier(role.name)
    with suppress(psycopg.errors.DuplicateObject):
        conn.execute(sql.SQL("CREATE ROLE {}").format(name))
    create_databases = sql.SQL("CREATEDB" if role.creates_databases else "NOCREATEDB")
    conn.execute(
        sql.SQL("ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS {}").format(
            name, create_databases
        )
    )
    if role.password:
        # Encrypted here, so that the password itself reaches no server log.
        secret = conn.pgconn.encrypt_password(role.password.encode(), role.name.encode(), b"scram-sha-256")
        conn.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, secret.decode()))


def create_database(conn: psycopg.Connection, layout: Layout) -> None:
    name, owner = sql.Identifier(layout.database), sql.Identifier(layout.owner.name)
    with suppress(psycopg.errors.DuplicateDatabase):
        conn.execute(sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0").format(name, owner))
    conn.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(name, owner))


def drop_database(connection_string: Callable[[str], str], name: str) -> None:
    with psycopg.connect(connection_string(MAINTENANCE_DATABASE), autocommit=True) as conn:
        conn.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def prepare_database(conn: psycopg.Connection) -> None:
    """Extensions and, where we are superuser, the guard. Both belong to one database each."""
    for extension in EXTENSIONS:
        conn.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    conn.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    row = conn.execute("SELECT current_setting('is_superuser')").fetchone()
    if row and row[0] == "on":
        with conn.transaction():
            conn.execute(GUARD)
