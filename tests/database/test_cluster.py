"""The embedded server: started when needed, stopped by the last user, nothing else touched."""

import os
import signal
import stat
import subprocess
import sys
import textwrap
import threading
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from practice.database.embedded import binaries
from practice.database.embedded.cluster import FOR_TESTS, Cluster, cluster_at
from practice.database.embedded.errors import ClusterUnavailable
from practice.database.embedded.process import SOCKET_NAME, holds_in_time

pytestmark = pytest.mark.embedded
ROOT = Path(__file__).parents[2]
USE_IT = """
    import sys
    from pathlib import Path
    import psycopg
    from practice.database.embedded.cluster import Cluster
    cluster = Cluster(Path(sys.argv[1]), {"fsync": "off"})
    cluster.ensure_running()
    with psycopg.connect(cluster.connection_string("groundwork", "groundwork_app")) as conn:
        print(conn.execute("SELECT current_user").fetchone()[0], flush=True)
"""
UNTIL_TOLD = "\nsys.stdin.read()"


@pytest.fixture
def cluster(tmp_path):
    cluster = Cluster(tmp_path / "postgres", FOR_TESTS)
    yield cluster
    cluster.leave()


def user_of(cluster, program=USE_IT, after=UNTIL_TOLD):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program) + after, str(cluster.directory)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def users(cluster, number):
    """Processes that use the cluster; each says so, and leaves when its input ends."""
    started = [user_of(cluster) for _ in range(number)]
    try:
        for process in started:
            assert process.stdout.readline() == "groundwork_app\n"
        yield started
    finally:
        for process in started:
            leave(process)


def leave(process):
    if not process.stdin.closed:
        process.communicate()


def roles(cluster):
    with psycopg.connect(cluster.connection_string("groundwork")) as conn:
        return {name for (name,) in conn.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'groundwork%'")}


def test_it_starts_when_needed_and_stops_when_left(cluster):
    cluster.ensure_running()
    assert cluster.is_ready()
    assert roles(cluster) == {"groundwork_owner", "groundwork_app"}

    cluster.leave()

    assert cluster.pid() is None
    assert not cluster.is_ready()


def test_it_keeps_its_data(cluster):
    cluster.ensure_running()
    with psycopg.connect(cluster.connection_string("groundwork")) as conn:
        conn.execute("CREATE TABLE kept AS SELECT 1 AS n")

    cluster.leave()
    cluster.ensure_running()

    with psycopg.connect(cluster.connection_string("groundwork")) as conn:
        assert conn.execute("SELECT n FROM kept").fetchone() == (1,)


def test_it_listens_on_no_network(cluster):
    cluster.ensure_running()

    with psycopg.connect(cluster.connection_string("groundwork")) as conn:
        assert conn.execute("SHOW listen_addresses").fetchone() == ("",)
    assert stat.S_IMODE(cluster.socket_directory.stat().st_mode) == 0o700


@pytest.mark.slow
def test_processes_that_start_at_once_share_one_server_and_the_last_stops_it(cluster):
    with users(cluster, 3) as (first, second, third):
        pid = cluster.pid()
        leave(first)
        leave(second)
        assert cluster.is_ready()
        assert cluster.pid() == pid

        leave(third)

    assert cluster.pid() is None


@pytest.mark.slow
def test_with_patience_others_that_are_just_ending_are_waited_for(cluster):
    with users(cluster, 1) as (other,):
        cluster.ensure_running()
        ending = threading.Timer(0.5, other.kill)
        ending.start()

        cluster.leave(patience_seconds=5)

        assert cluster.pid() is None
        ending.join()


@pytest.mark.slow
def test_a_killed_user_is_not_counted(cluster):
    with users(cluster, 2) as (killed, other):
        killed.kill()
        killed.communicate()
        assert cluster.is_ready()

        leave(other)

    assert cluster.pid() is None


def test_a_killed_server_is_started_again(cluster):
    cluster.ensure_running()
    os.kill(cluster.pid(), signal.SIGKILL)
    assert holds_in_time(lambda: not cluster.is_ready(), 5)

    cluster.ensure_running()

    assert roles(cluster)


def test_a_stale_process_id_of_somebody_else_is_survived(cluster):
    cluster.ensure_running()
    lines = (cluster.directory / "postmaster.pid").read_text().splitlines()
    cluster.leave()
    for name in ("postmaster.pid", f"{SOCKET_NAME}.lock"):
        directory = cluster.socket_directory if name.endswith(".lock") else cluster.directory
        (directory / name).write_text("\n".join([str(os.getppid()), *lines[1:]]))

    cluster.ensure_running()

    assert roles(cluster)


@pytest.mark.slow
def test_a_forked_child_leaves_the_server_to_its_parent(cluster):
    forks = "\nimport os\nif os.fork() == 0: sys.exit()\nos.wait()\nprint(cluster.is_ready(), flush=True)"

    said, _nothing = user_of(cluster, after=forks).communicate()

    assert said.splitlines()[-1] == "True"
    assert cluster.pid() is None


def test_an_interrupted_creation_leaves_nothing_half_made(cluster):
    unfinished = cluster.directory.with_name("postgres.new")
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18")

    cluster.ensure_running()

    assert roles(cluster)


def test_no_permission_outside_is_changed(tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    parents = [home, *home.parents]
    before = [(path, path.stat().st_mode, path.stat().st_uid) for path in parents]
    cluster = Cluster(home / "groundwork" / "var" / "postgres", FOR_TESTS)

    cluster.ensure_running()
    cluster.leave()

    assert [(path, path.stat().st_mode, path.stat().st_uid) for path in parents] == before


def test_a_path_too_long_for_a_socket_gets_a_private_folder(tmp_path):
    cluster = Cluster(tmp_path / ("long" * 30) / "postgres", FOR_TESTS)
    try:
        cluster.ensure_running()
        assert roles(cluster)
        assert not cluster.socket_directory.is_relative_to(tmp_path)
        assert stat.S_IMODE(cluster.socket_directory.stat().st_mode) == 0o700
    finally:
        cluster.leave()
        cluster.socket_directory.rmdir()


def test_a_socket_folder_others_can_enter_is_refused(tmp_path, monkeypatch):
    cluster = Cluster(tmp_path / ("long" * 30) / "postgres", FOR_TESTS)
    with TemporaryDirectory() as temporary:
        monkeypatch.setattr("tempfile.gettempdir", lambda: temporary)
        cluster.socket_directory.mkdir(mode=0o755)

        with pytest.raises(ClusterUnavailable, match="only you can enter"):
            cluster.ensure_running()
        cluster.leave()


def test_a_server_that_cannot_start_says_why(cluster):
    cluster.settings["shared_buffers"] = "nonsense"

    with pytest.raises(ClusterUnavailable, match="shared_buffers"):
        cluster.ensure_running()


def test_root_without_namespaces_is_told_what_to_do(cluster, tmp_path, monkeypatch):
    fake = tmp_path / "unshare"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 0)

    with pytest.raises(ClusterUnavailable, match="run as an ordinary user, or set DATABASE_URL"):
        binaries.ordinary_user_prefix()


def test_an_ordinary_user_runs_it_directly(monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    assert binaries.ordinary_user_prefix() == ()


def test_a_program_that_lost_its_mode_bits_runs(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    program = tmp_path / "initdb"
    program.touch(mode=0o644)

    binaries.make_executable(program)

    assert os.access(program, os.X_OK)


def test_nothing_outside_the_environment_is_made_executable(tmp_path):
    program = tmp_path / "initdb"
    program.touch(mode=0o644)

    binaries.make_executable(program)

    assert stat.S_IMODE(program.stat().st_mode) == 0o644


def test_a_process_knows_each_cluster_once(tmp_path):
    assert cluster_at(tmp_path / "postgres") is cluster_at(tmp_path / "postgres")


def test_names_of_all_languages_are_searched(cluster):
    cluster.ensure_running()

    with psycopg.connect(cluster.connection_string("groundwork")) as conn:
        assert conn.execute("SELECT similarity('Zoë', 'zoë'), upper('zoë')").fetchone() == (1.0, "ZOË")
