"""The ground every test stands on.

`db` (or the `django_db` mark)
    a transaction that is rolled back, as the application's role. For a test
    that also needs the owner: `@pytest.mark.django_db(databases=["default", "owner"])`.
`committing_db`
    a fresh database of its own, for tests with real commits, threads and
    several connections; `transaction=True`, `transactional_db` and
    `live_server` get the same. Nothing is flushed.
`module_db`
    the same, one for a whole module whose tests do not mind what the others
    committed.
"""

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.test import TestCase, TransactionTestCase
from psycopg._preparing import PrepareManager
from pytest_django import DjangoDbBlocker

from practice.celery import app as celery_app
from tests import databases

# Whole rounds (pages, journeys, many databases) that take half of the time: script/test runs them, --fast does not.
LONG_ROUNDS = {
    "database/test_append_only.py",
    "database/test_cluster.py",
    "database/test_commands.py",
    "deployment/test_health_checks.py",
    "medications/test_acts.py",
    "medications/test_any_history.py",
    "medications/test_at_the_same_time.py",
    "medications/test_cases.py",
    "medications/test_composer_page.py",
    "medications/test_contact_after.py",
    "medications/test_crossing.py",
    "medications/test_following_up.py",
    "medications/test_formulary_cases.py",
    "medications/test_going_down.py",
    "medications/test_log_page.py",
    "medications/test_medication_view.py",
    "medications/test_pair_found.py",
    "medications/test_panels.py",
    "medications/test_plan_page.py",
    "medications/test_plan_page_questions.py",
    "medications/test_presentations.py",
    "medications/test_prompt_kinds.py",
    "medications/test_published_schedules.py",
    "medications/test_regimen.py",
    "medications/test_returning.py",
    "medications/test_review_pages.py",
    "medications/test_services_cosigning.py",
    "medications/test_services_elsewhere.py",
    "medications/test_services_foreseeing.py",
    "medications/test_standing.py",
    "medications/test_supply_page.py",
    "medications/test_taper_page.py",
    "medications/test_tapering.py",
    "patients/test_health_pages.py",
    "patients/test_packet_pages.py",
    "patients/test_private_link.py",
    "patients/test_sensitivity_pages.py",
    "patients/test_trauma_pages.py",
    "prompts/test_at_once.py",
    "sessions/test_demo.py",
    "sessions/test_measures_due.py",
    "staff/test_passkeys.py",
    "test_access_matrix.py",
}

# Coverage is counted in these alone: it is to come from tests about rules and services, and counting costs half as much
# again as running.
COUNTED = (
    "test_composing.py",
    "test_contact_after.py",
    "test_crossing.py",
    "test_drug_facts.py",
    "test_following_up.py",
    "test_foreseeing.py",
    "test_formulary_loading.py",
    "test_gate.py",
    "test_going_down.py",
    "test_interacting.py",
    "test_limits.py",
    "test_monitoring_rules.py",
    "test_pair_found.py",
    "test_pairs.py",
    "test_presentations.py",
    "test_regimen.py",
    "test_remembering.py",
    "test_restarting.py",
    "test_returning.py",
    "test_rules_*.py",
    "test_schedule_in_force.py",
    "test_services_*.py",
    "test_splitting.py",
    "test_standing.py",
    "test_suitability.py",
    "test_taper_page.py",
    "test_tapering.py",
    "test_templating.py",
    "test_thresholds.py",
    "test_wording.py",
)
# What a module makes once; in two processes it would be made twice.
MADE_ONCE = {"demo_practice", "ground", "house", "module_db", "prepared_demo", "server"}

TESTS = Path(__file__).parent
COMMITTING_FIXTURES = {"committing_db", "transactional_db", "live_server"}


def pytest_configure(config: pytest.Config) -> None:
    # On a busy machine a slow example says nothing.
    hypothesis.settings.register_profile("suite", deadline=None)
    hypothesis.settings.load_profile("suite")
    # Argon2 is slow on purpose; no message may land in the demo's queue.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Its own tests (tests/staff/test_second_factor.py) turn it on.
    settings.REQUIRE_SECOND_FACTOR = False
    # At every rollback, psycopg forgets what it prepared, as a table might be gone. Here none is, each test ends with a
    # rollback, and planning a patient's prompts anew takes longer than many a test.
    PrepareManager.clear = lambda self: False  # type: ignore[method-assign]
    # Every test client would look through all static files first.
    settings.WHITENOISE_AUTOREFRESH = True
    if not settings.CELERY_BROKER_URL.startswith("redis:"):
        celery_app.conf.update(broker_url="memory://", broker_transport_options={})


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    leave_out(config, items, "services" if databases.embedded() else "embedded")
    for item in items:
        if item.path.relative_to(TESTS).as_posix() in LONG_ROUNDS:
            item.add_marker(pytest.mark.slow)
        if MADE_ONCE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group(item.path.relative_to(TESTS).as_posix()))
        of_class = getattr(item, "cls", None) or object
        if issubclass(of_class, TransactionTestCase) and not issubclass(of_class, TestCase):
            raise pytest.UsageError(f"{item.nodeid}: it would flush by TRUNCATE; use the committing_db fixture.")


def pytest_collection_finish() -> None:
    """What is loaded by now stays; looking through it for garbage again and again takes a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """A connection that ended with the database of the module before is not handed to the next test."""
    databases.close_what_ended()


def leave_out(config: pytest.Config, items: list[pytest.Item], mark: str) -> None:
    """Tests about the stand-ins say nothing of the real servers, and the other way round (script/test --services)."""
    config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker(mark)])
    items[:] = [item for item in items if not item.get_closest_marker(mark)]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Whole tests, fixtures too; `no_cover` of pytest-cov leaves those in."""
    coverage = getattr(item.config.pluginmanager.get_plugin("_cov"), "cov_controller", None)
    if coverage is None or any(item.path.match(f"medications/{pattern}") for pattern in COUNTED):
        return (yield)
    coverage.pause()
    try:
        return (yield)
    finally:
        coverage.resume()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a missing part fails; elsewhere its tests are skipped."""
    report = yield
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def database_template(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with django_db_blocker.unblock():
        databases.use_test_server()
        template = databases.template()
    yield template
    # Here rather than at exit, for which pytest-xdist gives its processes a few seconds only.
    with django_db_blocker.unblock():
        databases.drop_done_with()


@pytest.fixture(scope="session")
def django_db_setup(database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In place of pytest-django's: this process's copy of the template."""
    with (
        django_db_blocker.unblock(),
        databases.copy_of(database_template) as name,
        databases.repointed(name),
        django_db_blocker.block(),
    ):
        yield


@pytest.fixture
def _django_db_helper(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    database_template: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """In place of pytest-django's, which would end a committing test with a flush."""
    if not commits(request):
        yield request.getfixturevalue("_django_db_helper")
        return
    with django_db_blocker.unblock(), databases.copy_of(database_template) as name, databases.repointed(name):
        yield


def commits(request: pytest.FixtureRequest) -> bool:
    mark = request.node.get_closest_marker("django_db")
    asked = bool(mark and (mark.kwargs.get("transaction") or mark.args[:1] == (True,)))
    return asked or bool(COMMITTING_FIXTURES & set(request.fixturenames))


@pytest.fixture
def committing_db(_django_db_helper: None) -> None:
    """A database of this test's own; what it commits is seen by every connection and gone afterwards."""


@pytest.fixture(scope="module")
def module_db(database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database of this module's own: its tests commit into it, one after the other."""
    with django_db_blocker.unblock(), databases.copy_of(database_template) as name, databases.repointed(name):
        yield
