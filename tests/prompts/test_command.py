"""`manage.py sweep_prompts`: one sweep now, and one plain line about it."""

import pytest
from django.core.management import CommandError, call_command

from practice.prompts.kinds import only
from practice.prompts.management.commands.sweep_prompts import said
from practice.prompts.services.sweeping import Swept
from tests.prompts.test_sweeping import BROKEN
from tests.prompts.work import ask, kind, the_prompt


def told(capsys, *arguments: str) -> str:
    call_command("sweep_prompts", *arguments)
    return capsys.readouterr().out


def test_it_says_what_it_did(prescriber, capsys):
    ask(prescriber)

    assert told(capsys, "--at", "2026-03-02T09:00+00:00") == "Swept: question 1 opened, 1 deliveries.\n"
    assert told(capsys, "--at", "2026-03-02T09:00+00:00") == "Swept: nothing had changed.\n"


def test_without_a_moment_it_is_now(prescriber, capsys):
    ask(prescriber)

    assert told(capsys).startswith("Swept: question 1 opened")


def test_a_moment_without_an_offset_is_the_practices(prescriber, capsys, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    ask(prescriber)

    told(capsys, "--at", "2026-03-02 10:00")

    assert the_prompt().opened_at.isoformat() == "2026-03-02T09:00:00+00:00"


@pytest.mark.parametrize("text", ["yesterday", "2026-02-30T09:00"])
def test_another_text_is_no_moment(db, text):
    with pytest.raises(CommandError, match="--at"):
        call_command("sweep_prompts", "--at", text)


def test_a_broken_kind_fails_the_command_after_the_others_were_swept(prescriber):
    ask(prescriber)

    with only(kind(), BROKEN), pytest.raises(CommandError, match="broken"):
        call_command("sweep_prompts")

    assert the_prompt().is_open


def test_it_says_when_another_is_running():
    assert said(Swept(busy=True)) == "Another sweep is running; this one did nothing."
