"""A person says that a piece of work is done, and how it came out."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from practice.audit.recording import record
from practice.prompts.models import Prompt
from practice.staff.models import User


class CannotClose(Exception):
    """Why a prompt was left open; the message is for the person."""


@transaction.atomic
def close_prompt(*, prompt_id: int, outcome: str, by: User, at: datetime) -> Prompt:
    """Close a prompt of one's queue with one of its kind's outcomes; it comes back only with later news.

    Raises Prompt.DoesNotExist for what is not in the person's queue, CannotClose for what closes by being done.
    """
    prompt = Prompt.objects.for_queue(by, at=at).select_for_update(no_key=True).get(pk=prompt_id)
    kind = prompt.what
    if kind is None or not kind.closable:
        raise CannotClose(_("This closes by itself once the work is done."))
    if outcome not in kind.outcomes:
        raise CannotClose(_("Choose how it came out."))
    prompt.closed_at, prompt.closed_by, prompt.closed_because = at, by, outcome
    prompt.revision += 1
    prompt.save(update_fields=["closed_at", "closed_by", "closed_because", "revision"])
    record("prompt.closed", prompt, by=by, at=at, kind=prompt.kind, outcome=outcome)
    return prompt
