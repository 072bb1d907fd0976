"""Prompts follow state: raised, changed, closed and raised again by what is true at a moment."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practice.prompts.kinds import only
from practice.prompts.models import Delivery, Prompt
from practice.prompts.models.heartbeat import last_sweep
from practice.prompts.services.sweeping import refresh, sweep
from tests.prompts.work import DAY, HOUR, LEAD_TIME, MONDAY, answer, ask, kind, person, the_prompt


def test_what_is_due_is_raised_once_however_often_one_sweeps(prescriber):
    ask(prescriber, due=MONDAY)

    swept = [sweep(at=MONDAY) for _ in range(10)]

    assert [run.opened for run in swept] == [1] + [0] * 9
    assert Prompt.objects.count() == Delivery.objects.count() == 1


def test_a_prompt_says_who_when_and_where(prescriber):
    ask(prescriber, key=12, due=MONDAY, urgent=True)

    sweep(at=MONDAY)

    prompt = the_prompt()
    assert (prompt.owner, prompt.due_at, prompt.urgent, prompt.link) == (prescriber, MONDAY, True, "/admin/12/")
    assert (prompt.opened_at, prompt.openings, prompt.level) == (MONDAY, 1, 0)


def test_it_appears_its_lead_time_before_it_is_due(prescriber):
    ask(prescriber, due=MONDAY)

    assert sweep(at=MONDAY - LEAD_TIME - HOUR).opened == 0
    assert sweep(at=MONDAY - LEAD_TIME).opened == 1


def test_a_sweep_that_changes_nothing_writes_nothing(prescriber):
    ask(prescriber)
    sweep(at=MONDAY)
    history = apps.get_model("prompts", "PromptEvent").objects
    before = (the_prompt().revision, history.count())

    sweep(at=MONDAY + HOUR)

    assert (the_prompt().revision, history.count()) == before == (1, 1)


def test_what_is_answered_closes(prescriber):
    ask(prescriber)
    sweep(at=MONDAY)
    answer()

    assert sweep(at=MONDAY + HOUR).closed == 1

    prompt = the_prompt()
    assert (prompt.closed_at, prompt.closed_by, prompt.closed_because) == (MONDAY + HOUR, None, Prompt.DONE)


def test_asked_again_the_same_prompt_opens_again(prescriber):
    ask(prescriber)
    sweep(at=MONDAY)
    answer()
    sweep(at=MONDAY + HOUR)
    ask(prescriber)

    swept = sweep(at=MONDAY + 2 * HOUR)

    prompt = the_prompt()
    assert (swept.opened, swept.reopened) == (0, 1)
    assert (prompt.is_open, prompt.openings, prompt.opened_at) == (True, 2, MONDAY + 2 * HOUR)


def test_opened_again_it_escalates_afresh(prescriber, lead):
    ask(prescriber)
    sweep(at=MONDAY + 3 * DAY)
    assert the_prompt().level == 2
    answer()
    sweep(at=MONDAY + 4 * DAY)
    ask(prescriber)

    sweep(at=MONDAY + 5 * DAY)

    assert the_prompt().level == 0
    assert sweep(at=MONDAY + 6 * DAY).escalated == 1


def test_it_follows_a_new_owner_date_and_urgency(prescriber, colleague):
    ask(prescriber, due=MONDAY)
    sweep(at=MONDAY)
    ask(colleague, due=MONDAY + DAY, urgent=True)

    sweep(at=MONDAY + HOUR)

    prompt = the_prompt()
    assert (prompt.owner, prompt.due_at, prompt.urgent) == (colleague, MONDAY + DAY, True)
    assert prompt.opened_at == MONDAY


def test_two_rows_for_one_key_make_one_prompt_the_more_pressing(prescriber):
    twice = kind(due_sql=f"{kind().due_sql} UNION ALL SELECT 1, 7, {prescriber.pk}, %(at)s, TRUE, '/admin/1/', %(at)s")
    ask(prescriber)

    with only(twice):
        sweep(at=MONDAY)

    assert the_prompt().urgent


def test_many_rows_are_one_statement(prescriber):
    for key in range(50):
        ask(prescriber, key=key, patient_id=key)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        sweep(at=MONDAY)

    assert Prompt.objects.count() == 50
    assert len([query for query in queries if "prompts_prompt" in query["sql"]]) == 1


def test_the_statement_never_asks_the_wall_clock(prescriber):
    ask(prescriber)

    with CaptureQueriesContext(connection) as queries:
        sweep(at=MONDAY)

    statement = next(query["sql"] for query in queries if "prompts_prompt" in query["sql"]).lower()
    assert not any(clock in statement for clock in ["now()", "current_", "clock_timestamp", "statement_timestamp"])


def test_a_sweep_leaves_its_heartbeat(prescriber):
    assert last_sweep() is None

    sweep(at=MONDAY)

    first = last_sweep()
    assert first is not None
    assert first > MONDAY, "the database's own moment, not the one that was rehearsed"


def test_a_kind_that_no_app_offers_any_more_closes(prescriber):
    ask(prescriber)
    sweep(at=MONDAY)

    with only():
        sweep(at=MONDAY + HOUR)

    assert not the_prompt().is_open


BROKEN = kind("broken", due_sql=kind().due_sql.replace("owner_id,", "no_such_column AS owner_id,"))


@pytest.mark.parametrize("run", [sweep, lambda at: refresh(patient_id=7, at=at)], ids=["sweep", "refresh"])
def test_one_broken_kind_does_not_silence_the_others(prescriber, run, caplog):
    ask(prescriber)

    with only(kind(), BROKEN):
        swept = run(at=MONDAY)

    assert (swept.failed, swept.opened) == (["broken"], 1)
    assert "The prompt kind broken cannot be swept (ProgrammingError)" in caplog.text
    assert "SELECT" not in caplog.text


def test_a_broken_kind_keeps_its_own_prompts(prescriber):
    with only(kind(), kind("broken")):
        ask(prescriber, name="broken")
        sweep(at=MONDAY)

    with only(kind(), BROKEN):
        sweep(at=MONDAY + HOUR)

    assert the_prompt().is_open


# --- one patient -----------------------------------------------------------------------------------------------


def test_a_refresh_touches_one_patient_only(prescriber):
    ask(prescriber, key=1, patient_id=7)
    ask(prescriber, key=2, patient_id=8)

    assert refresh(patient_id=7, at=MONDAY).opened == 1

    assert the_prompt().key == 1


def test_a_refresh_closes_what_is_done_and_only_there(prescriber):
    ask(prescriber, key=1, patient_id=7)
    ask(prescriber, key=2, patient_id=8)
    sweep(at=MONDAY)
    answer(key=1, patient_id=7)
    answer(key=2, patient_id=8)

    assert refresh(patient_id=7, at=MONDAY + HOUR).closed == 1

    assert list(Prompt.objects.open().values_list("key", flat=True)) == [2]


def test_a_refresh_is_as_idempotent_as_a_sweep(prescriber):
    ask(prescriber, urgent=True)

    for _ in range(3):
        refresh(patient_id=7, at=MONDAY)
        sweep(at=MONDAY)

    assert Prompt.objects.count() == Delivery.objects.count() == 1


def test_a_refresh_is_no_sweep(prescriber):
    refresh(patient_id=7, at=MONDAY)

    assert last_sweep() is None


def test_nothing_registered_nothing_done(db):
    with only():
        assert sweep(at=MONDAY).by_kind == refresh(patient_id=7, at=MONDAY).by_kind == []


def test_the_history_tells_each_change(prescriber):
    ask(prescriber)
    sweep(at=MONDAY)
    answer()
    sweep(at=MONDAY + HOUR)
    ask(person("kim"))
    sweep(at=MONDAY + 2 * HOUR)

    rows = apps.get_model("prompts", "PromptEvent").objects.order_by("pgh_id")
    assert list(rows.values_list("revision", "owner__display_name", "closed_because")) == [
        (1, "Robin", ""),
        (2, "Robin", "done"),
        (3, "Kim", ""),
    ]
