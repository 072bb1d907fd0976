"""Who sees which prompt, in which order, and at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practice.prompts.kinds import only
from practice.prompts.models import Prompt
from practice.prompts.services.sweeping import sweep
from practice.prompts.work_queue import queue_page
from practice.staff.models import User
from tests.prompts.work import DAY, HOUR, MONDAY, answer, ask, kind, person, stands_in


def keys(user, *, at=MONDAY):
    fresh = User.objects.get(pk=user.pk)
    return list(Prompt.objects.for_queue(fresh, at=at).values_list("key", flat=True))


def test_ones_own_work(prescriber, colleague):
    ask(prescriber)
    sweep(at=MONDAY)

    assert (keys(prescriber), keys(colleague)) == ([1], [])


def test_closed_work_is_gone(prescriber):
    ask(prescriber)
    sweep(at=MONDAY)
    answer()
    sweep(at=MONDAY)

    assert keys(prescriber) == []


def test_a_stand_in_sees_it_from_the_start_while_the_owner_is_away(prescriber, colleague):
    stands_in(colleague, prescriber, since=MONDAY, until=MONDAY + DAY)
    ask(prescriber, urgent=True)
    sweep(at=MONDAY - HOUR)

    seen = [keys(colleague, at=at) for at in (MONDAY - HOUR, MONDAY, MONDAY + DAY)]

    assert seen == [[], [1], []]
    assert keys(prescriber) == [1]


def test_a_lead_sees_what_has_escalated(prescriber, lead):
    ask(prescriber)
    sweep(at=MONDAY)
    before = keys(lead)

    sweep(at=MONDAY + 2 * DAY)

    assert (before, keys(lead)) == ([], [1])


def test_who_was_switched_off_sees_nothing_escalated(prescriber, lead):
    ask(prescriber)
    sweep(at=MONDAY + 2 * DAY)
    lead.is_active = False
    lead.save()

    assert keys(lead) == []


def test_urgent_first_then_by_date(prescriber):
    for key, due, urgent in [(1, DAY, False), (2, 0 * DAY, False), (3, DAY, True), (4, 0 * DAY, True), (5, DAY, False)]:
        ask(prescriber, key=key, patient_id=key, due=MONDAY + due, urgent=urgent)
    sweep(at=MONDAY)

    assert keys(prescriber) == [4, 3, 2, 1, 5]


@pytest.fixture
def thirty(prescriber):
    for key in range(30):
        ask(prescriber, key=key, patient_id=key, due=MONDAY + (key % 4) * HOUR, urgent=key % 7 == 0)
    sweep(at=MONDAY)
    return keys(prescriber)


@pytest.mark.parametrize("size", [1, 4, 7, 29, 30, 31])
def test_paging_shows_each_once_in_order(prescriber, thirty, size):
    seen, after = [], None
    while True:
        page = queue_page(prescriber, at=MONDAY, after=after, size=size)
        seen += [item.prompt.key for item in page.items]
        if (after := page.next_after) is None:
            break

    assert seen == thirty


def test_a_leads_own_and_escalated_work_is_one_list(prescriber, lead):
    for key in range(12):
        ask(lead if key % 3 == 0 else prescriber, key=key, patient_id=key, due=MONDAY - (key % 5) * HOUR)
    sweep(at=MONDAY + 3 * DAY)
    every, seen, after = keys(lead), [], None
    while True:
        page = queue_page(lead, at=MONDAY + 3 * DAY, after=after, size=5)
        seen += [item.prompt.key for item in page.items]
        if (after := page.next_after) is None:
            break

    assert seen == every
    assert sorted(seen) == list(range(12))


def test_a_page_goes_on_after_a_prompt_that_closed_meanwhile(prescriber, thirty):
    place = queue_page(prescriber, at=MONDAY, size=10).next_after
    answer(key=thirty[9], patient_id=thirty[9])
    sweep(at=MONDAY)

    following = queue_page(prescriber, at=MONDAY, after=place, size=5)

    assert [item.prompt.key for item in following.items] == thirty[10:15]


def test_somebody_elses_place_is_the_beginning(prescriber, colleague, thirty):
    ask(colleague, key=99, patient_id=99)
    sweep(at=MONDAY)

    page = queue_page(colleague, at=MONDAY, after=Prompt.objects.get(key=0).pk)

    assert [item.prompt.key for item in page.items] == [99]


def test_each_says_whom_it_is_about(prescriber):
    ask(prescriber, key=5)
    sweep(at=MONDAY)

    [item] = queue_page(prescriber, at=MONDAY).items

    assert item.subject is not None
    assert item.subject.who == "Person 5"


def test_work_about_somebody_one_may_not_see_stays_without_a_name(prescriber):
    ask(prescriber)
    sweep(at=MONDAY)

    with only(kind(subjects=lambda keys, user: {})):
        [item] = queue_page(prescriber, at=MONDAY).items

    assert (item.prompt.key, item.subject) == (1, None)


def test_a_kind_that_is_gone_has_no_subject(prescriber):
    ask(prescriber)
    sweep(at=MONDAY)

    with only():
        assert [item.subject for item in queue_page(prescriber, at=MONDAY).items] == [None]


def test_a_longer_queue_costs_no_more_queries(thirty, colleague):
    for key in range(100, 103):
        ask(colleague, key=key, patient_id=key)
    sweep(at=MONDAY)
    owner = User.objects.get(display_name="Robin")

    counts = {}
    for user in (User.objects.get(pk=colleague.pk), owner):
        with CaptureQueriesContext(connection) as queries:
            page = queue_page(user, at=MONDAY)
            assert all(item.prompt.owner and item.subject for item in page.items)
        counts[len(page.items)] = len(queries)

    assert counts == {3: 4, 30: 4}  # roles, cover, prompts, one kind's subjects


def test_work_of_two_kinds_with_the_same_key_is_kept_apart(prescriber):
    with only(kind(), kind("other", subjects=lambda keys, user: {})):
        ask(prescriber)
        ask(prescriber, name="other")
        sweep(at=MONDAY)

        page = queue_page(prescriber, at=MONDAY)

    assert {item.prompt.kind: bool(item.subject) for item in page.items} == {"question": True, "other": False}


def test_nobody_in_particular(db):
    assert keys(person("kim")) == []
