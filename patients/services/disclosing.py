"""Telling somebody outside: only on a valid consent that names them and what they may know, and always on record."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from patients.models import Consent, Disclosure
from patients.rules.consent import Because, ConsentFacts, WordingKind, may_disclose
from patients.services.consenting import newest_wording
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission


class NotReleased(Exception):
    """It may not be told; `because` are the codes, `str()` what a clinician reads."""

    def __init__(self, because: Collection[Because]) -> None:
        self.because = list(because)
        super().__init__(" ".join(in_words(each) for each in self.because))


def in_words(because: Because) -> str:
    return {
        Because.NO_RELEASE: _("There is no release for this."),
        Because.REVOKED: _("The release was taken back."),
        Because.EXPIRED: _("The release has run out."),
        Because.OTHER_RECIPIENT: _("The release names somebody else."),
        Because.NOT_IN_SCOPE: _("The release does not cover all of this."),
        Because.SUBSTANCE_USE: _("The release does not cover treatment for the use of alcohol or drugs."),
        Because.NO_NOTICE: _("There is no published notice on telling it further; an administrator publishes one."),
        Because.KEPT_APART: _("Only whoever wrote these notes gives a copy of them."),
    }[because]


@transaction.atomic
def disclose(
    *,
    consent: Consent,
    what: Collection[str],
    how: str,
    by: User,
    at: datetime,
    recipient: str | None = None,
    is_their_author: bool = False,
) -> Disclosure:
    """Put on record that parts of the record are told to whom the release names, with the notice that goes along.

    To be called before anything leaves the house; `is_their_author` is said by the floor that keeps notes apart, which
    knows whose they are. Raises PermissionDenied, NotReleased (nothing is written then) or
    ValidationError.
    """
    if not by.may(Permission.LOG_EFFECTS):
        raise PermissionDenied
    lock_chart(consent.patient_id)
    consent = Consent.objects.get(pk=consent.pk)
    to = consent.recipient if recipient is None else recipient.strip()
    notice = newest_wording(WordingKind.REDISCLOSURE)
    if found := may_disclose(
        facts_of(consent),
        what=what,
        recipient=to,
        on=timezone.localdate(at),
        has_notice=notice is not None,
        is_their_author=is_their_author,
    ):
        raise NotReleased(found)
    disclosure = Disclosure(
        patient_id=consent.patient_id,
        consent=consent,
        what=sorted(set(what)),
        recipient=to,
        how=how,
        notice=notice,
        disclosed_at=at,
        disclosed_by=by,
    )
    write(disclosure)
    number = notice.number if notice else None
    record("disclosure.made", disclosure, by=by, at=at, what=disclosure.what, consent=consent.pk, notice=number)
    return disclosure


def facts_of(consent: Consent) -> ConsentFacts:
    return ConsentFacts(
        kind=consent.kind,
        recipient=consent.recipient,
        scope=frozenset(consent.scope),
        covers_substance_use=consent.covers_substance_use,
        given_on=timezone.localdate(consent.given_at),
        expires_on=consent.expires_on,
        revoked_on=timezone.localdate(consent.revoked_at) if consent.revoked_at else None,
    )
