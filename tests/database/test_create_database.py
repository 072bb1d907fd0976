import psycopg
import pytest
from django.core.management import CommandError, call_command

from practice.database.embedded.cluster import FOR_TESTS, Cluster
from practice.database.management.commands.create_database import layout_of

APP = "postgresql://clinic_app:s3cret%21@db.example.org:5432/clinic"
OWNER = "postgresql://clinic_owner:0ther@db.example.org:5432/clinic"


@pytest.fixture
def server(tmp_path, monkeypatch):
    """An ordinary server that knows nothing of us; only its superuser can be reached."""
    cluster = Cluster(tmp_path / "postgres", FOR_TESTS)
    cluster.ensure_running()
    monkeypatch.setenv("SUPERUSER_DATABASE_URL", f"postgresql://postgres@/postgres?host={cluster.socket_directory}")
    monkeypatch.setenv("DATABASE_URL", APP)
    monkeypatch.setenv("MIGRATE_DATABASE_URL", OWNER)
    yield cluster
    cluster.leave()


def test_it_makes_database_roles_extensions_and_guard_and_can_run_again(server, capsys):
    call_command("create_database")
    call_command("create_database")

    assert "migrate next" in capsys.readouterr().out
    with psycopg.connect(server.connection_string("clinic", "clinic_owner")) as conn:
        extensions = {name for (name,) in conn.execute("SELECT extname FROM pg_extension")}
        guards = conn.execute("SELECT evtname FROM pg_event_trigger").fetchall()
        creates = conn.execute("SELECT rolname FROM pg_roles WHERE rolcreatedb AND rolname LIKE 'clinic%'").fetchall()
    assert extensions >= {"btree_gist", "pg_trgm", "citext", "unaccent"}
    assert guards == [("groundwork_triggers_stay_enabled",)]
    assert creates == []


def test_the_server_keeps_no_password_in_clear(server):
    call_command("create_database")

    with psycopg.connect(server.connection_string("postgres")) as conn:
        kept = conn.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'clinic_app'").fetchall()
    assert [password.split("$")[0] for (password,) in kept] == ["SCRAM-SHA-256"]


def test_the_owner_creates_databases_only_for_tests(server):
    call_command("create_database", for_tests=True)

    with psycopg.connect(server.connection_string("postgres")) as conn:
        found = conn.execute("SELECT rolcreatedb FROM pg_roles WHERE rolname = 'clinic_owner'").fetchone()
    assert found == (True,)


def test_names_and_passwords_are_read_from_the_addresses():
    layout = layout_of(APP, OWNER)

    assert (layout.database, layout.app.name, layout.app.password) == ("clinic", "clinic_app", "s3cret!")
    assert (layout.owner.name, layout.owner.password) == ("clinic_owner", "0ther")


@pytest.mark.parametrize(
    ("app", "owner", "message"),
    [
        (APP, APP, "two roles"),
        (APP, OWNER.replace("/clinic", "/other"), "same database"),
        ("postgresql://db.example.org/clinic", OWNER, "need a user"),
    ],
)
def test_addresses_that_cannot_be_meant_are_refused(app, owner, message):
    with pytest.raises(CommandError, match=message):
        layout_of(app, owner)


def test_a_missing_address_is_named(monkeypatch):
    monkeypatch.delenv("SUPERUSER_DATABASE_URL", raising=False)

    with pytest.raises(CommandError, match="SUPERUSER_DATABASE_URL is needed"):
        call_command("create_database")


def test_a_server_that_is_away_is_one_line(monkeypatch, tmp_path):
    monkeypatch.setenv("SUPERUSER_DATABASE_URL", f"postgresql://postgres@/postgres?host={tmp_path}")
    monkeypatch.setenv("DATABASE_URL", APP)
    monkeypatch.setenv("MIGRATE_DATABASE_URL", OWNER)

    with pytest.raises(CommandError, match="failed: No such file"):
        call_command("create_database")
