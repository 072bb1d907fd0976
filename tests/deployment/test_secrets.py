"""deploy/make_secrets.py makes what docker-compose.yml mounts, and the settings take it from there."""

import runpy
import stat
import subprocess
import sys

import pytest

from practice.database.management.commands.create_database import layout_of
from practice.environment import env
from tests.deployment.files import ROOT, compose


def make(folder):
    command = [sys.executable, "deploy/make_secrets.py", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "secrets"
    make(made)
    return made


def test_it_makes_every_file_but_the_one_that_is_written_by_hand(folder):
    mounted = {secret["file"].removeprefix("./secrets/") for secret in compose()["secrets"].values()}

    assert mounted - {path.name for path in folder.iterdir()} == {"email_url"}
    assert {path.name for path in folder.iterdir()} <= mounted
    assert "email_url" in make(folder)


def test_what_is_there_stays(folder):
    before = {path.name: path.read_text() for path in folder.iterdir()}

    make(folder)

    assert {path.name: path.read_text() for path in folder.iterdir()} == before


def test_the_folder_is_its_owners_and_a_container_can_read_the_files(folder):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o444}


def test_two_folders_share_nothing(folder, tmp_path):
    make(tmp_path / "other")

    assert not [
        path.name for path in folder.iterdir() if (tmp_path / "other" / path.name).read_text() == path.read_text()
    ]


def test_the_addresses_name_one_database_and_three_roles(folder):
    layout = layout_of((folder / "database_url").read_text(), (folder / "migrate_database_url").read_text())

    assert (layout.database, layout.app.name, layout.owner.name) == ("groundwork", "groundwork_app", "groundwork_owner")
    assert (folder / "postgres_password").read_text() in (folder / "superuser_database_url").read_text()
    assert layout.app.password != layout.owner.password


def test_production_starts_from_the_files_alone_even_if_an_editor_ended_their_lines(folder, monkeypatch):
    for path in folder.iterdir():
        path.chmod(0o644)
        path.write_text(path.read_text() + "\n")
        monkeypatch.delenv(path.name.upper(), raising=False)
        monkeypatch.setenv(f"{path.name.upper()}_FILE", str(path))
    for name, value in {"DEPLOYMENT": "production", "ALLOWED_HOSTS": "a.example", "REDIS_URL": "redis://r"}.items():
        monkeypatch.setenv(name, value)

    found = runpy.run_path(str(ROOT / "practice" / "settings.py"))

    assert found["SECRET_KEY"] == (folder / "secret_key").read_text().strip()
    assert found["FIELD_ENCRYPTION_KEYS"] == [(folder / "field_encryption_keys").read_text().strip()]
    assert found["DATABASES"]["default"]["NAME"] == found["DATABASES"]["owner"]["NAME"] == "groundwork"
    assert found["DATABASES"]["owner"]["USER"] == "groundwork_owner"


def test_an_empty_variable_is_as_good_as_none(monkeypatch):
    monkeypatch.setenv("TRUSTED_PROXY_COUNT", "")

    assert env.int("TRUSTED_PROXY_COUNT", default=3) == 3


def test_a_file_comes_before_a_variable(monkeypatch, tmp_path):
    (tmp_path / "zone").write_text("Europe/Berlin\n")
    monkeypatch.setenv("PRACTICE_TIME_ZONE", "UTC")
    monkeypatch.setenv("PRACTICE_TIME_ZONE_FILE", str(tmp_path / "zone"))

    assert env.str("PRACTICE_TIME_ZONE") == "Europe/Berlin"
