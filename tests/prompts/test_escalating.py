"""Work that waits too long reaches more people, by its dates and never by how often somebody looked."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings

from practice.prompts.kinds import only
from practice.prompts.services.sweeping import sweep
from practice.staff.roles import Role
from tests.prompts.work import DAY, HOUR, MONDAY, answer, ask, kind, notices, person, stands_in, the_prompt

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("urgent", "after", "level"),
    [
        (False, DAY - MINUTE, 0),
        (False, DAY, 1),
        (False, 2 * DAY - MINUTE, 1),
        (False, 2 * DAY, 2),
        (True, HOUR - MINUTE, 0),
        (True, HOUR, 1),
        (True, 2 * HOUR - MINUTE, 1),
        (True, 2 * HOUR, 2),
    ],
)
def test_it_reaches_cover_and_then_the_leads(prescriber, urgent, after, level):
    ask(prescriber, urgent=urgent)
    sweep(at=MONDAY)

    sweep(at=MONDAY + after)

    prompt = the_prompt()
    assert prompt.level == level
    assert prompt.escalated_at == (MONDAY + after if level else None)


def test_after_three_days_without_a_sweep_it_is_raised_once_with_its_own_date(prescriber, lead):
    ask(prescriber, due=MONDAY)

    swept = [sweep(at=MONDAY + 3 * DAY) for _ in range(3)]

    prompt = the_prompt()
    assert [run.opened for run in swept] == [1, 0, 0]
    assert (prompt.due_at, prompt.level) == (MONDAY, 2)
    assert notices() == [("Robin", "opened"), ("Lee", "escalated")]


def test_urgent_work_that_was_found_late_still_gives_its_owner_an_hour(prescriber):
    ask(prescriber, due=MONDAY, urgent=True)

    sweep(at=MONDAY + 3 * DAY)

    assert the_prompt().level == 0


def test_levels_never_fall_while_it_is_open(prescriber):
    ask(prescriber, due=MONDAY)
    sweep(at=MONDAY + 2 * DAY)
    ask(prescriber, due=MONDAY + 5 * DAY)

    sweep(at=MONDAY + 3 * DAY)

    assert the_prompt().level == 2


def test_work_moved_to_a_later_day_is_counted_from_there(prescriber):
    ask(prescriber, due=MONDAY)
    sweep(at=MONDAY)
    ask(prescriber, due=MONDAY + 5 * DAY)

    assert sweep(at=MONDAY + 4 * DAY).escalated == 0
    assert sweep(at=MONDAY + 6 * DAY).escalated == 1


def test_work_that_becomes_urgent_is_counted_from_then(prescriber):
    ask(prescriber, due=MONDAY + DAY)
    sweep(at=MONDAY)
    ask(prescriber, due=MONDAY + DAY, urgent=True)
    sweep(at=MONDAY + 5 * HOUR)

    assert sweep(at=MONDAY + 6 * HOUR - MINUTE).escalated == 0
    assert sweep(at=MONDAY + 6 * HOUR).escalated == 1


def test_a_kind_may_keep_its_prompts_with_their_owner(prescriber):
    ask(prescriber)

    with only(kind(escalates=False)):
        sweep(at=MONDAY + 10 * DAY)

    assert the_prompt().level == 0


def test_work_of_nobody_is_for_the_leads_at_once(lead):
    ask(None)

    sweep(at=MONDAY)

    assert (the_prompt().owner, the_prompt().level, notices()) == (None, 2, [("Lee", "escalated")])


def test_work_of_somebody_who_left_is_for_the_leads_at_once(prescriber, lead):
    prescriber.is_active = False
    prescriber.save()
    ask(prescriber)

    sweep(at=MONDAY)

    assert (the_prompt().level, notices()) == (2, [("Lee", "escalated")])


# --- who is told ------------------------------------------------------------------------------------------------


def test_the_owner_is_reminded_once_when_it_is_due(prescriber):
    ask(prescriber, due=MONDAY)
    sweep(at=MONDAY - DAY)

    for minutes in range(-5, 60, 5):
        sweep(at=MONDAY + minutes * MINUTE)

    assert notices() == [("Robin", "opened"), ("Robin", "reminder")]
    assert the_prompt().reminded_at == MONDAY


def test_found_late_the_first_notice_is_the_reminder_too(prescriber):
    ask(prescriber, due=MONDAY)

    sweep(at=MONDAY + HOUR)
    sweep(at=MONDAY + 2 * HOUR)

    assert notices() == [("Robin", "opened")]


def test_moved_to_a_later_day_it_reminds_again_then(prescriber):
    ask(prescriber, due=MONDAY)
    sweep(at=MONDAY)
    ask(prescriber, due=MONDAY + 2 * DAY)
    sweep(at=MONDAY + DAY)

    sweep(at=MONDAY + 2 * DAY)

    assert notices() == [("Robin", "opened"), ("Robin", "reminder")]


def test_who_stands_in_is_told_in_place_of_who_is_away(prescriber, colleague, lead):
    stands_in(colleague, prescriber)
    ask(prescriber, due=MONDAY)

    for days in range(4):
        sweep(at=MONDAY + days * DAY)

    assert notices() == [("Sam", "opened"), ("Sam", "escalated"), ("Lee", "escalated")]


def test_with_nobody_standing_in_the_owner_hears_again_before_the_leads(prescriber, lead):
    ask(prescriber, due=MONDAY)

    for days in range(4):
        sweep(at=MONDAY + days * DAY)

    assert notices() == [("Robin", "opened"), ("Robin", "escalated"), ("Lee", "escalated")]


def test_cover_that_has_ended_is_told_nothing(prescriber, colleague):
    stands_in(colleague, prescriber, until=MONDAY)
    ask(prescriber, due=MONDAY)

    sweep(at=MONDAY)

    assert notices() == [("Robin", "opened")]


def test_a_stand_in_who_left_is_told_nothing(prescriber, colleague):
    stands_in(colleague, prescriber)
    colleague.is_active = False
    colleague.save()
    ask(prescriber, due=MONDAY)

    sweep(at=MONDAY)

    assert notices() == [("Robin", "opened")]


def test_a_lead_who_is_also_the_owner_is_told_once(lead):
    ask(lead, due=MONDAY)

    sweep(at=MONDAY + 2 * DAY)

    assert notices() == [("Lee", "opened")]


def test_a_new_owner_is_told(prescriber, colleague):
    ask(prescriber)
    sweep(at=MONDAY)
    ask(colleague)

    sweep(at=MONDAY + HOUR)

    assert notices()[1:] == [("Sam", "handed-over")]


def test_urgency_is_told(prescriber):
    ask(prescriber)
    sweep(at=MONDAY)
    ask(prescriber, urgent=True)

    sweep(at=MONDAY + HOUR)

    assert notices()[1:] == [("Robin", "urgent")]


def reopen(owner, *, at, urgent=False):
    answer()
    sweep(at=at - MINUTE)
    ask(owner, urgent=urgent)
    sweep(at=at)


def test_what_keeps_coming_back_mails_once_a_day(prescriber):
    ask(prescriber)
    sweep(at=MONDAY)

    for hours in range(1, 30):
        reopen(prescriber, at=MONDAY + hours * HOUR)

    assert notices() == [("Robin", "opened"), ("Robin", "reopened")]
    assert the_prompt().openings == 30


def test_urgent_work_mails_each_time_it_comes_back(prescriber):
    ask(prescriber, urgent=True)
    sweep(at=MONDAY)

    for hours in (1, 2):
        reopen(prescriber, at=MONDAY + hours * HOUR, urgent=True)

    assert notices() == [("Robin", "opened"), ("Robin", "reopened"), ("Robin", "reopened")]


def test_work_of_nobody_that_keeps_coming_back_mails_the_leads_once_a_day(lead):
    ask(None)
    sweep(at=MONDAY)

    for hours in (1, 2):
        reopen(None, at=MONDAY + hours * HOUR)

    assert notices() == [("Lee", "escalated")]


def test_a_kind_may_keep_out_of_the_mail(prescriber, lead):
    ask(prescriber)

    with only(kind(mails=False)):
        sweep(at=MONDAY)
        sweep(at=MONDAY + 3 * DAY)

    assert (the_prompt().level, notices()) == (2, [])


@pytest.mark.parametrize("night", [datetime(2026, 3, 29), datetime(2026, 10, 25)])  # noqa: DTZ001
def test_a_night_that_loses_or_repeats_an_hour_changes_nothing(prescriber, night):
    berlin = ZoneInfo("Europe/Berlin")
    due = night.replace(hour=2, minute=30, tzinfo=berlin).astimezone(UTC)
    ask(prescriber, due=due)

    with override_settings(TIME_ZONE="Europe/Berlin"):
        for half_hours in range(-4, 104):
            sweep(at=due + half_hours * 30 * MINUTE)

    prompt = the_prompt()
    assert notices() == [("Robin", "opened"), ("Robin", "reminder"), ("Robin", "escalated")]
    assert (prompt.reminded_at, prompt.escalated_at, prompt.level) == (due, due + 2 * DAY, 2)


def test_every_lead_is_told(prescriber, lead):
    other = person("kim", Role.CLINICAL_LEAD)
    ask(prescriber)

    sweep(at=MONDAY + 2 * DAY)

    assert {name for name, reason in notices() if reason == "escalated"} == {"Lee", other.display_name}
