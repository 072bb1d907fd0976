"""Agreeing how somebody may be reached, and keeping addresses that are never used again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from patients.models import ContactChannel, NeverAddress, Patient, SafeContact
from patients.rules.contact import EVERY_DAY, Agreed, Channel, Way, key_of, nobody_asked
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User

TEXTS = ("who_may_answer", "may_be_told", "alias", "ask_for", "note")


@dataclass(frozen=True, kw_only=True)
class AgreedWay:
    """What somebody said about one channel. Days are 1 for Monday to 7; hours are half-open."""

    channel: str
    may_use: bool
    address: str = ""
    days: frozenset[int] = EVERY_DAY
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What else they said, for whoever rings or writes."""

    voicemail: bool = False
    who_may_answer: str = ""
    may_be_told: str = ""
    alias: str = ""
    ask_for: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What counts today: the version, if anybody asked, and what follows from it."""

    version: SafeContact | None
    agreed: Agreed

    @property
    def wishes(self) -> Wishes:
        """As they were said; nothing may be left or told while nobody asked."""
        if self.version is None:
            return Wishes()
        return Wishes(voicemail=self.version.voicemail, **{name: getattr(self.version, name) for name in TEXTS})


def standing_of(patient: Patient) -> Standing:
    """What counts for somebody now, in three questions."""
    never = frozenset(NeverAddress.objects.in_force(patient).values_list("key", flat=True))
    version = SafeContact.objects.filter(patient=patient).prefetch_related("channels").order_by("-id").first()
    return standing_from(patient, version, never)


def standing_from(patient: Patient, version: SafeContact | None, never: frozenset[str]) -> Standing:
    """What follows from one version, or from none."""
    if version is None:
        careful = nobody_asked(patient.phone, open_weekdays=settings.PRACTICE_OPEN_WEEKDAYS, never=never)
        return Standing(version=None, agreed=replace(careful, is_merged=patient.merged_into_id is not None))
    ways = {row.channel: _way(row) for row in version.channels.all()}
    return Standing(
        version=version,
        agreed=Agreed(
            was_asked=True,
            ways=ways,
            voicemail=version.voicemail,
            never=never,
            is_merged=patient.merged_into_id is not None,
        ),
    )


@transaction.atomic
def agree_safe_contact(
    *, patient: Patient, ways: Sequence[AgreedWay], wishes: Wishes, by: User, at: datetime
) -> SafeContact:
    """A new version of how they may be reached; the earlier ones stay. A channel that is not named may not be used.

    Raises PermissionDenied, and ValidationError: under a channel's own name what does not fit about it.
    """
    may_arrange(patient, by)
    lock_contact(patient.pk)
    return _new_version(patient, ways, wishes, by, at)


@transaction.atomic
def never_use(*, patient: Patient, address: str, by: User, at: datetime) -> NeverAddress:
    """Never again, whatever the channel: where it is in use, a new version without it comes first."""
    may_arrange(patient, by)
    lock_contact(patient.pk)
    standing = standing_of(patient)
    in_use = {channel for channel, way in standing.agreed.ways.items() if way.may_use and _same(way.address, address)}
    if in_use and standing.version is not None:
        _new_version(patient, _without(standing, in_use), standing.wishes, by, at)
    row = NeverAddress(patient=patient, address=address.strip(), recorded_by=by)
    write(row)
    record("contact_address.never", row, by=by, at=at)
    return row


@transaction.atomic
def allow_again(*, never: NeverAddress, because: str, by: User, at: datetime) -> NeverAddress:
    """It was a mistake, or they changed their mind: a further row says why. Raises ValidationError without a reason."""
    patient = never.patient.merged_into or never.patient
    may_arrange(patient, by)
    if not because.strip():
        raise ValidationError({"because": _("Say why it may be used again.")})
    lock_contact(patient.pk)
    row = NeverAddress(patient=patient, address=never.address, lifted_because=because.strip(), recorded_by=by)
    write(row)
    record("contact_address.allowed_again", row, by=by, at=at)
    return row


def what_was_agreed_in_the_way(older: Patient, into: Patient) -> Iterator[str]:
    """Of two records of one person, the one that stays must say how they may be reached if the older says it."""
    said = SafeContact.objects.filter(patient=older).order_by("-id").first()
    says = SafeContact.objects.filter(patient=into).order_by("-id").first()
    if said and (says is None or says.recorded_at < said.recorded_at):
        yield _("The older record says how they may be reached. Write it down on the one that stays first.")


def may_arrange(patient: Patient, by: User) -> None:
    """Whoever books for them. Raises PermissionDenied."""
    if not Patient.objects.bookable_by(by).filter(pk=patient.pk).exists():
        raise PermissionDenied


def lock_contact(patient_id: int) -> Patient:
    """Hold how somebody is reached until the transaction ends, so that nothing goes out beside a change of it."""
    return Patient.objects.select_for_update(no_key=True).get(pk=patient_id)


def _new_version(patient: Patient, ways: Sequence[AgreedWay], wishes: Wishes, by: User, at: datetime) -> SafeContact:
    texts = {name: " ".join(getattr(wishes, name).split()) for name in TEXTS}
    version = SafeContact(patient=patient, voicemail=wishes.voicemail, recorded_by=by, **texts)
    write(version)
    _refuse_what_is_never_used(patient, ways)
    for way in ways:
        _write(ContactChannel(safe_contact=version, **_fields(way)))
    _keep_telephone(patient, ways)
    record("safe_contact.agreed", version, by=by, at=at, channels=sorted(way.channel for way in ways if way.may_use))
    return version


def _fields(way: AgreedWay) -> dict[str, object]:
    return {
        "channel": way.channel,
        "may_use": way.may_use,
        "address": way.address.strip(),
        "days": sorted(way.days),
        "opens": way.opens,
        "closes": way.closes,
    }


def _refuse_what_is_never_used(patient: Patient, ways: Sequence[AgreedWay]) -> None:
    never = set(NeverAddress.objects.in_force(patient).values_list("key", flat=True))
    for way in ways:
        if way.may_use and way.address.strip() and key_of(way.address) in never:
            raise ValidationError({way.channel: _("They asked us never to use this number or address again.")})


def _write(row: ContactChannel) -> None:
    try:
        write(row)
    except ValidationError as error:
        raise ValidationError({row.channel: error.messages}) from error


def _keep_telephone(patient: Patient, ways: Sequence[AgreedWay]) -> None:
    """The number on the record is the one that may be rung, or none: lists show it."""
    call = next((way for way in ways if way.channel == Channel.CALL and way.may_use), None)
    phone = call.address.strip()[:40] if call else ""
    if phone != patient.phone:
        patient.phone = phone
        patient.save(update_fields=["phone"])


def _without(standing: Standing, channels: set[str]) -> list[AgreedWay]:
    return [
        AgreedWay(
            channel=channel,
            may_use=way.may_use and channel not in channels,
            address="" if channel in channels else way.address,
            days=way.days,
            opens=way.opens,
            closes=way.closes,
        )
        for channel, way in standing.agreed.ways.items()
    ]


def _same(one: str, other: str) -> bool:
    return key_of(one) == key_of(other)


def _way(row: ContactChannel) -> Way:
    return Way(may_use=row.may_use, address=row.address, days=frozenset(row.days), opens=row.opens, closes=row.closes)
