"""`manage.py` on a fresh clone: the embedded server starts when a command needs it, and only then."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

ROOT = Path(__file__).parents[2]


def manage(var, *arguments):
    without_a_server = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**without_a_server, "GROUNDWORK_VAR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.embedded
@pytest.mark.slow
def test_a_command_that_needs_no_database_starts_none(tmp_path):
    assert manage(tmp_path, "diffsettings").returncode == 0

    assert list(tmp_path.iterdir()) == []


@pytest.mark.embedded
@pytest.mark.slow
def test_a_command_that_needs_it_starts_it_and_leaves_nothing(tmp_path):
    done = manage(tmp_path, "dbshell", "--", "-At", "-c", "SELECT current_user, current_database()")

    assert (done.returncode, done.stdout) == (0, "groundwork_app|groundwork\n")
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()


def test_migrate_is_the_owners(committing_db):
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP TRIGGER groundwork_kept ON staff_user")

    call_command("migrate", verbosity=0)

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tgenabled FROM pg_trigger WHERE tgname = 'groundwork_kept'")
        assert cursor.fetchone() == ("A",)


def test_one_role_for_both_is_told(committing_db, settings, capsys, monkeypatch):
    monkeypatch.setattr(
        "practice.database.management.commands.migrate.app_role", lambda: connections["owner"].settings_dict["USER"]
    )

    call_command("migrate", verbosity=0)

    assert "set MIGRATE_DATABASE_URL" in capsys.readouterr().err


def test_looking_at_the_plan_changes_nothing(committing_db):
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP TRIGGER groundwork_kept ON staff_user")

    call_command("migrate", plan=True, verbosity=0)

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger t WHERE tgname = 'groundwork_kept' AND tgrelid = 'staff_user'::regclass"
        )
        assert cursor.fetchone() == (0,)
