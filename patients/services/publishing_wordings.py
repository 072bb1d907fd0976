"""Writing the next version of a text that people agree to, and putting it into use."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from patients.models import ConsentWording
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission


def next_number(kind: str) -> int:
    last = ConsentWording.objects.filter(kind=kind).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


@transaction.atomic
def draft_next(*, wording: ConsentWording, by: User, at: datetime) -> ConsentWording:
    """The next version, to begin with the same words. Raises PermissionDenied, or ValidationError beside a draft."""
    _may(by)
    draft = ConsentWording(kind=wording.kind, number=next_number(wording.kind), title=wording.title, text=wording.text)
    write(draft)
    record("consent_wording.drafted", draft, by=by, at=at, kind=draft.kind, number=draft.number)
    return draft


@transaction.atomic
def publish_wording(*, wording: ConsentWording, by: User, at: datetime) -> ConsentWording:
    """From now on people agree to this text. It never changes afterwards.

    Raises PermissionDenied, or ValidationError where it is published already.
    """
    _may(by)
    wording = ConsentWording.objects.select_for_update(of=("self",)).get(pk=wording.pk)
    if wording.published_at is not None:
        raise ValidationError(_("It is published already."))
    wording.published_at, wording.published_by = at, by
    write(wording)
    record("consent_wording.published", wording, by=by, at=at, kind=wording.kind, number=wording.number)
    return wording


def _may(by: User) -> None:
    if not (by.may(Permission.ADMINISTER) or by.is_superuser):
        raise PermissionDenied
