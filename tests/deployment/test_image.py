"""The Dockerfile names what there is. No container engine runs in these tests."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.deployment.files import ROOT, all_of, exec_form, ignored, image_environment, variables_read

BIN = Path(sys.executable).parent
READ_BY_OTHERS = {"PATH", "PORT", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "WEB_CONCURRENCY"}
GIVEN = {
    "ALLOWED_HOSTS": "practice.example.org",
    "DATABASE_URL": "postgresql://app:x@db.invalid/groundwork",
    "FIELD_ENCRYPTION_KEYS": "a2V5LWtleS1rZXkta2V5LWtleS1rZXkta2V5LWtleTE=",
    "REDIS_URL": "redis://broker.invalid",
    "SECRET_KEY": "s" * 60,
}


def ran(*command, **environment):
    clean = {"PATH": f"{BIN}:{os.environ['PATH']}", **environment}
    return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, check=False)


def test_hadolint_finds_nothing():
    done = ran(str(BIN / "hadolint"), "Dockerfile")

    assert (done.stdout, done.returncode) == ("", 0)


def test_what_builds_and_what_runs_is_one_pinned_python_that_the_project_allows():
    first, *others = all_of("FROM")
    image, tag = first.removesuffix(" AS base").split(":")
    allowed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]

    assert (image, tag) == ("python", "3.13-slim-trixie")
    assert (allowed, [each.split()[0] for each in others]) == (">=3.11", ["base", "base"])


def test_packages_come_from_the_lock_file_without_the_test_tools():
    (sync,) = [step for step in all_of("RUN") if step.startswith("uv ")]

    assert sync == "uv sync --locked --no-default-groups"
    assert any("uv==" in step for step in all_of("RUN"))


def test_all_that_is_copied_is_there():
    named = {name for step in all_of("COPY") if not step.startswith("--from") for name in step.split()[:-1]}

    assert named == {"pyproject.toml", "uv.lock", "."}
    assert not [name for name in named - {"."} if not (ROOT / name).is_file() or ignored(name)]


def test_every_package_goes_into_the_image_and_is_compiled():
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]
    (compiled,) = [step for step in all_of("RUN") if "compileall" in step]

    assert not [name for name in [*packages, "deploy", "manage.py", "static", "templates"] if ignored(name)]
    assert not [name for name in [*packages, "deploy"] if name not in compiled.split()]


@pytest.mark.parametrize(
    "path",
    [".env", ".git/config", ".venv/bin/python", "docs/roles.md", "secrets/secret_key", "tests/conftest.py", "var/x"]
    + ["practice/__pycache__/settings.pyc", "practice/.env", "a-new-folder/notes.txt"],
)
def test_the_image_gets_nothing_else(path):
    assert ignored(path)


def test_every_variable_it_sets_is_read():
    assert image_environment().keys() - READ_BY_OTHERS - variables_read() == set()


def test_it_runs_as_nobody_in_particular():
    user, group = all_of("USER")[-1].split(":")

    assert (int(user), int(group)) == (10001, 10001)


def test_its_commands_need_no_shell_and_are_there():
    gunicorn, check = exec_form(all_of("CMD")[-1]), exec_form(all_of("HEALTHCHECK")[-1])

    assert (BIN / gunicorn[0]).is_file()
    assert check[0] == "python"
    assert (ROOT / check[1]).is_file()


def test_gunicorn_understands_its_command_and_takes_port_and_processes_from_the_image():
    image = image_environment()
    asked = {name: image[name] for name in ("DEPLOYMENT", "PORT", "WEB_CONCURRENCY")}

    done = ran(*exec_form(all_of("CMD")[-1]), "--print-config", **asked, **GIVEN)

    assert done.returncode == 0, done.stderr
    said = dict(line.split("=", 1) for line in done.stdout.replace(" ", "").splitlines() if "=" in line)
    assert (said["bind"], said["workers"], said["worker_class"]) == ("['0.0.0.0:8000']", "2", "sync")
    assert (said["worker_tmp_dir"], said["control_socket_disable"]) == ("/dev/shm", "True")  # noqa: S108
    assert (said["accesslog"], all_of("EXPOSE")) == ("None", [image["PORT"]])


@pytest.mark.slow
def test_static_files_are_made_without_any_secret(tmp_path):
    (step,) = [step for step in all_of("RUN") if "collectstatic" in step]
    build, static_root, python, *command = step.split(" && ")[0].split()

    done = ran(sys.executable, *command, DEPLOYMENT=build.partition("=")[2], STATIC_ROOT=str(tmp_path))

    assert done.returncode == 0, done.stderr
    assert static_root == f"STATIC_ROOT={image_environment()['STATIC_ROOT']}"
    assert (tmp_path / "staticfiles.json").is_file()
    assert list(tmp_path.glob("css/tokens.*.css.gz"))


def test_a_build_can_serve_nothing():
    show = "from django.conf import settings; settings.SECRET_KEY"

    done = ran(sys.executable, "-c", show, DEPLOYMENT="build", DJANGO_SETTINGS_MODULE="practice.settings")

    assert "SECRET_KEY setting must not be empty" in done.stderr
