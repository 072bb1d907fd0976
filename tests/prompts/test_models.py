"""What the database itself refuses, each beside what it allows."""

import pytest
from django.db import IntegrityError, transaction

from practice.prompts.models import Delivery, Heartbeat, Prompt
from practice.prompts.services.sweeping import sweep
from tests.prompts.work import MONDAY, ask, the_prompt


@pytest.fixture
def prompt(prescriber) -> Prompt:
    ask(prescriber)
    sweep(at=MONDAY)
    return the_prompt()


def change(prompt: Prompt, **fields) -> bool:
    """Whether the database takes it."""
    try:
        with transaction.atomic():
            Prompt.objects.filter(pk=prompt.pk).update(**fields)
    except IntegrityError:
        return False
    return True


@pytest.mark.parametrize("link", ["/medications/plans/12/", "/patients/3/#log", "/a/1/?step=2&page=1"])
def test_a_link_is_a_path_with_ids(prompt, link):
    assert change(prompt, link=link)


@pytest.mark.parametrize(
    "link", ["//evil.example/", "https://evil.example/", "", "/a b/", "/\\evil", "/patients/Ada%20L/"]
)
def test_a_link_is_nothing_else(prompt, link):
    assert not change(prompt, link=link)


@pytest.mark.parametrize(
    ("closed_at", "closed_because", "allowed"),
    [(MONDAY, "done", True), (MONDAY, "", False), (None, "done", False), (None, "", True)],
)
def test_it_closes_for_a_reason(prompt, closed_at, closed_because, allowed):
    assert change(prompt, closed_at=closed_at, closed_because=closed_because) is allowed


def test_an_open_prompt_was_closed_by_nobody(prompt, prescriber):
    assert not change(prompt, closed_by=prescriber)


@pytest.mark.parametrize(("level", "allowed"), [(0, True), (2, True), (3, False)])
def test_there_are_three_levels(prompt, level, allowed):
    assert change(prompt, level=level) is allowed


def test_one_row_for_a_kind_and_key(prompt):
    prompt.pk = None

    with pytest.raises(IntegrityError):
        prompt.save(force_insert=True)


def test_a_notice_is_queued_once_for_a_person_and_a_change(prompt):
    notice = Delivery.objects.get()
    notice.pk = None
    notice.revision = 2
    notice.save(force_insert=True)
    notice.pk = None

    with pytest.raises(IntegrityError):
        notice.save(force_insert=True)


def test_a_notice_is_sent_or_withdrawn(prompt):
    with pytest.raises(IntegrityError):
        Delivery.objects.update(sent_at=MONDAY, withdrawn_at=MONDAY)


def test_what_is_printed_of_them_names_nobody(prompt):
    assert str(prompt) == f"prompt {prompt.pk}"
    assert str(Delivery.objects.get()).startswith("delivery ")
    assert str(Heartbeat.objects.get()) == "heartbeat prompt-sweep"
