"""docker-compose.yml fits its specification, and names what there is. No container engine runs in these tests."""

import subprocess
import sys
from pathlib import Path

import pytest
from celery.bin.celery import celery as celery_command
from django.conf import settings
from django.core.management import get_commands

from practice.celery import app as celery_app
from tests.deployment import files
from tests.deployment.files import ROOT, all_of, command_of, compose, our_services, services

SCHEMA_CHECK = [str(Path(sys.executable).parent / "check-jsonschema"), "--builtin-schema", "vendor.compose-spec"]
NEEDED = ["ALLOWED_HOSTS", "DATABASE_URL", "FIELD_ENCRYPTION_KEYS", "REDIS_URL", "SECRET_KEY"]
SECRET = {"DATABASE_URL", "EMAIL_URL", "FIELD_ENCRYPTION_KEYS", "SECRET_KEY"} | {
    "MIGRATE_DATABASE_URL",
    "SUPERUSER_DATABASE_URL",
}
OURS = sorted(our_services())
ALL = sorted(services())


def secrets_of(name):
    return set(services()[name].get("secrets", []))


def environment_of(name):
    return services()[name].get("environment", {})


def test_it_fits_the_compose_specification():
    done = subprocess.run([*SCHEMA_CHECK, "docker-compose.yml"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


# --- Each container is a small room -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_each_is_contained(name):
    service = services()[name]
    user = service.get("user", all_of("USER")[-1])

    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert int(user.split(":")[0]) > 0
    assert "privileged" not in service


@pytest.mark.parametrize("name", ALL)
def test_what_runs_on_is_checked_and_what_ends_is_not(name):
    service = services()[name]
    check = service.get("healthcheck") or {"test": ["CMD", *files.exec_form(all_of("HEALTHCHECK")[-1])]}

    if service["restart"] == "no":
        assert check == {"disable": True}
    else:
        assert (service["restart"], check["test"][0]) == ("unless-stopped", "CMD")


@pytest.mark.parametrize("name", ALL)
def test_each_waits_for_something_that_there_is(name):
    for other, how in services()[name].get("depends_on", {}).items():
        ends = services()[other]["restart"] == "no"
        assert how["condition"] == ("service_completed_successfully" if ends else "service_healthy")


def test_the_outside_reaches_web_alone_and_only_from_this_machine():
    published = {name: service["ports"] for name, service in services().items() if "ports" in service}
    reach_out = {name for name, service in services().items() if "outside" in service["networks"]}

    assert published == {"web": [f"127.0.0.1:8000:{all_of('EXPOSE')[0]}"]}
    assert reach_out == {"web", "worker"}
    assert compose()["networks"] == {"inside": {"internal": True}, "outside": {}}


def test_what_must_last_has_its_volume_and_what_beat_writes_its_memory():
    named = {volume.split(":")[0] for service in services().values() for volume in service.get("volumes", [])}
    user, group = all_of("USER")[-1].split(":")

    assert named == set(compose()["volumes"]) == {"postgres"}
    written = f"{files.image_environment()['GROUNDWORK_VAR']}:uid={user},gid={group},mode=0700"
    assert written in services()["beat"]["tmpfs"]
    assert Path(settings.CELERY_BEAT_SCHEDULE_FILENAME).parent == settings.VAR_DIR


# --- Commands -----------------------------------------------------------------------------------------------


def commands():
    for name, service in our_services().items():
        yield f"{name} runs", command_of(service)
        if test := service.get("healthcheck", {}).get("test"):
            yield f"{name} is checked", test[1:]


@pytest.mark.parametrize(("what", "command"), list(commands()), ids=lambda each: each if isinstance(each, str) else "")
def test_each_command_is_there(what, command):
    program, *arguments = command

    if program == "python" and arguments[0] == "manage.py":
        assert arguments[1] in get_commands()
    elif program == "python":
        assert (ROOT / arguments[0]).is_file()
    elif program == "celery":
        assert_celery_understands(arguments)
    else:
        assert command == files.exec_form(all_of("CMD")[-1])  # tests/deployment/test_image.py


def assert_celery_understands(arguments):
    option, application, name, *rest = arguments
    known = {word for parameter in celery_command.commands[name].params for word in parameter.opts}

    assert (option, application, celery_app.main) == ("-A", "practice", "practice")
    assert {word.split("=")[0] for word in rest if word.startswith("--")} <= known


# --- Variables and secrets ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_read_and_production_has_all_it_needs(name):
    given = {variable.removesuffix("_FILE") for variable in environment_of(name)}

    assert given - files.variables_read() == set()
    assert set(NEEDED) - given == set()


def test_a_variable_that_is_read_can_be_set_or_is_settled_in_the_image():
    given = {variable.removesuffix("_FILE") for name in OURS for variable in environment_of(name)}
    left_out = files.variables_read() - given - files.image_environment().keys()

    # Nobody turns the second factor off in production by a line in .env.
    assert left_out == {"REQUIRE_SECOND_FACTOR"}


def test_the_example_explains_every_variable_and_no_other():
    assert set(files.example()) == files.variables_read()
    assert files.asked_of_dotenv() <= set(files.example())


@pytest.mark.parametrize("name", OURS)
def test_secrets_come_as_files_alone_and_each_is_read_where_it_lies(name):
    as_files = {variable: path for variable, path in environment_of(name).items() if variable.endswith("_FILE")}

    assert SECRET & environment_of(name).keys() == set()
    assert {f"/run/secrets/{secret}" for secret in secrets_of(name)} == set(as_files.values())
    assert all(path == f"/run/secrets/{variable.removesuffix('_FILE').lower()}" for variable, path in as_files.items())


def test_the_superuser_and_the_owner_come_in_by_one_door_each():
    holders = {secret: {name for name in ALL if secret in secrets_of(name)} for secret in compose()["secrets"]}

    assert holders["postgres_password"] == {"postgres"}
    assert holders["superuser_database_url"] == {"database"}
    assert holders["migrate_database_url"] == {"database", "migrate"}
    assert all(holders.values())


def test_a_failed_statement_does_not_go_to_the_log_of_postgresql():
    command = command_of(services()["postgres"])

    assert {"log_min_error_statement=panic", "log_error_verbosity=terse"} <= set(command)
    assert environment_of("postgres") == {"POSTGRES_PASSWORD_FILE": "/run/secrets/postgres_password"}
