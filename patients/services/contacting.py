"""The one door through which anything goes out to a patient. No other code may send.

`contact` obeys what somebody said about being reached, or refuses and says why. What it lets through is a row of the
outbox, written in the caller's transaction: e-mails are sent by patients.services.sending_contacts, everything else
waits for a person, who says with `settle` how it came out.
"""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from patients.contact_words import is_ours
from patients.models import OutgoingContact, Patient
from patients.rules.contact import Channel, Reason, next_safe, refusals
from patients.services.safe_contact import Standing, lock_contact, may_arrange, standing_of
from practice.audit.recording import record
from practice.encryption import encrypt
from practice.staff.models import User

LINK = "contact.link"
State = OutgoingContact.State
OUTCOMES: dict[str, tuple[State, ...]] = {
    Channel.CALL: (State.REACHED, State.NOT_REACHED, State.MESSAGE_LEFT, State.WITHDRAWN),
    Channel.TEXT: (State.SENT, State.TOLD_BY_PHONE, State.WITHDRAWN),
    Channel.POST: (State.SENT, State.TOLD_BY_PHONE, State.WITHDRAWN),
    Channel.EMAIL: (State.TOLD_BY_PHONE, State.WITHDRAWN),
}


class ContactNotSafe(Exception):
    """Nothing went out, and nothing was written. `words` are for the person who wanted to reach them.

    `next_at` is when it would be safe, where only the hour speaks against it.
    """

    def __init__(self, reasons: Sequence[Reason], next_at: datetime | None = None) -> None:
        super().__init__(", ".join(reason.value for reason in reasons))
        self.reasons = list(reasons)
        self.next_at = next_at

    @property
    def words(self) -> list[str]:
        said = [str(reason.label) for reason in self.reasons]
        return [*said, safe_from(self.next_at)] if self.next_at else said


@transaction.atomic
def contact(
    *,
    patient: Patient,
    channel: str,
    message_kind: str,
    by: User | None,
    at: datetime,
    link: str = "",
    wait: bool = False,
) -> OutgoingContact:
    """Reach somebody, as they said it is safe. `by` is None for what the software does by itself.

    Outside the safe hours it is refused, or with `wait` written now and sent in the next of them.
    Raises ContactNotSafe with everything that speaks against it, PermissionDenied for whoever does not book for them.
    """
    if link and not is_ours(link):
        raise ValueError("Only our own addresses are sent.")
    if by is not None:
        may_arrange(patient, by)
    patient = lock_contact(patient.pk)
    standing = standing_of(patient)
    not_before = _when(standing, channel, at, has_link=bool(link), wait=wait)
    row = OutgoingContact(
        patient=patient,
        channel=channel,
        kind=OutgoingContact.Kind(message_kind),
        link=encrypt(link, purpose=LINK) if link else "",
        obeyed=standing.version,
        not_before=not_before,
        next_try=not_before,
        queued_at=at,
        queued_by=by,
    )
    row.save()
    record("contact.queued", row, by=by, at=at, channel=channel, kind=message_kind)
    return row


@transaction.atomic
def settle(*, outgoing: OutgoingContact, outcome: str, by: User, at: datetime) -> OutgoingContact:
    """A person says how it came out. A message left counts only where they said that one may be left.

    Raises PermissionDenied; ValidationError for an outcome that this way cannot have, or what is settled already.
    """
    may_arrange(outgoing.patient, by)
    row = OutgoingContact.objects.select_for_update(no_key=True, of=("self",)).get(pk=outgoing.pk)
    if row.settled_at is not None:
        raise ValidationError(_("Somebody has said already how this came out."))
    if outcome not in outcomes_of(row.channel):
        raise ValidationError(_("Choose how it came out."))
    if outcome == State.MESSAGE_LEFT and not _a_message_may_be_left(row):
        raise ValidationError(_("No message may be left for them."))
    row.state, row.settled_at, row.settled_by, row.link = State(outcome), at, by, ""
    row.save(update_fields=["state", "settled_at", "settled_by", "link"])
    record("contact.settled", row, by=by, at=at, outcome=outcome)
    return row


def outcomes_of(channel: str) -> tuple[State, ...]:
    return OUTCOMES[channel]


def safe_from(moment: datetime) -> str:
    """When it is safe again, by the practice's clock."""
    return _("It is safe again from %(when)s.") % {"when": date_format(timezone.localtime(moment), "l j F, H:i")}


def _when(standing: Standing, channel: str, at: datetime, *, has_link: bool, wait: bool) -> datetime:
    """The moment from which it may go out. Raises ContactNotSafe."""
    local = timezone.localtime(at)
    reasons = refusals(standing.agreed, channel, local, has_link=has_link)
    if not reasons:
        return at
    only_the_hour = reasons == [Reason.OUTSIDE_HOURS]
    next_at = next_safe(standing.agreed.ways[channel], local) if only_the_hour else None
    if wait and next_at:
        return next_at
    raise ContactNotSafe(reasons, next_at)


def _a_message_may_be_left(row: OutgoingContact) -> bool:
    """They said so when it was written, and still do."""
    now = standing_of(row.patient)
    return now.agreed.voicemail and row.obeyed is not None and row.obeyed.voicemail
