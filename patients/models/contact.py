"""How somebody may safely be reached, which addresses are never used again, and what went out."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.queries.contact import NeverAddressQuerySet, OutgoingQuerySet, SafeContactQuerySet
from patients.rules.contact import Channel
from practice.database.rights import Rights
from practice.staff.models import User

# What makes two spellings the same address; patients.rules.contact.key_of says the same in Python.
ADDRESS_KEY = r"""
CASE
    WHEN position('@' in %(expressions)s) > 0 THEN regexp_replace(lower(%(expressions)s), '[[:space:]]', '', 'g')
    WHEN %(expressions)s ~ '^[0-9[:space:]()+./-]*$'
        AND length(regexp_replace(%(expressions)s, '[^0-9]', '', 'g')) >= 5
        THEN right(regexp_replace(%(expressions)s, '[^0-9]', '', 'g'), 9)
    ELSE regexp_replace(lower(%(expressions)s), '[[:space:][:punct:]]', '', 'g')
END
"""
NEVER_USED_AGAIN = """
    SELECT never.lifted_because = '' INTO refused FROM patients_neveraddress never
    WHERE never.key = NEW.key
        AND never.patient_id IN (
            SELECT record.id
            FROM patients_safecontact agreed JOIN patients_patient record
                ON agreed.patient_id IN (record.id, record.merged_into_id)
            WHERE agreed.id = NEW.safe_contact_id
        )
    ORDER BY never.id DESC LIMIT 1;
    IF refused THEN
        RAISE EXCEPTION 'This address is never used again.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
NOT_WHILE_IN_USE = """
    IF EXISTS (
        SELECT FROM patients_contactchannel channel
        WHERE channel.may_use AND channel.key = NEW.key AND channel.safe_contact_id = (
            SELECT max(id) FROM patients_safecontact WHERE patient_id = NEW.patient_id
        )
    ) THEN
        RAISE EXCEPTION 'This address is still in use.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
OBEYS_THE_NEWEST = """
    SELECT max(id) INTO newest FROM patients_safecontact WHERE patient_id = NEW.patient_id;
    IF NEW.obeyed_id IS DISTINCT FROM newest THEN
        RAISE EXCEPTION 'It obeys an older agreement.' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT (newest IS NULL AND NEW.channel = 'call') AND NOT EXISTS (
        SELECT FROM patients_contactchannel WHERE safe_contact_id = newest AND channel = NEW.channel AND may_use
    ) THEN
        RAISE EXCEPTION 'They do not want to be reached this way.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
ONLY_WITH_VOICEMAIL = """
    IF NOT coalesce((SELECT voicemail FROM patients_safecontact WHERE id = NEW.obeyed_id), FALSE) THEN
        RAISE EXCEPTION 'No message may be left.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
DAYS_OF_A_WEEK = [1, 2, 3, 4, 5, 6, 7]


class AddressKey(Func):
    """The address without what people write differently."""

    template = f"({ADDRESS_KEY})"
    output_field = models.TextField()


class SafeContact(models.Model):
    """How somebody wants to be reached, as they said it last. A change is a new row, so every version stays.

    No row means that nobody asked: then only the telephone may be used, and no message is left.
    """

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="safe_contacts")
    voicemail = models.BooleanField(_("a message may be left"), default=False)
    who_may_answer = models.CharField(_("who else may answer"), max_length=200, blank=True)
    may_be_told = models.CharField(_("what may be said to them"), max_length=200, blank=True)
    alias = models.CharField(_("the name we give"), max_length=60, blank=True)
    ask_for = models.CharField(_("the name to ask for"), max_length=60, blank=True)
    note = models.CharField(_("what else to mind"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = SafeContactQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("safe contact")
        verbose_name_plural = _("safe contact")
        ordering = ["patient", "-id"]
        indexes = [models.Index(fields=["patient", "-id"], name="safe_contact_by_patient")]

    def __str__(self) -> str:
        return f"safe contact {self.pk}"


class ContactChannel(models.Model):
    """One way to reach somebody, in one version of what was agreed; on safe days, in safe hours (half-open)."""

    safe_contact = models.ForeignKey(SafeContact, on_delete=models.PROTECT, related_name="channels")
    channel = models.CharField(_("way"), max_length=10, choices=Channel)
    may_use = models.BooleanField(_("may be used"))
    address = models.CharField(_("number or address"), max_length=300, blank=True)
    days = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("safe days"), default=list)
    opens = models.TimeField(_("safe from"), null=True, blank=True)
    closes = models.TimeField(_("safe until"), null=True, blank=True)
    key = models.GeneratedField(expression=AddressKey("address"), output_field=models.TextField(), db_persist=True)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("way to reach somebody")
        verbose_name_plural = _("ways to reach somebody")
        ordering = ["safe_contact", "id"]
        constraints = [
            models.UniqueConstraint(fields=["safe_contact", "channel"], name="contact_channel_once_a_version"),
            models.CheckConstraint(
                condition=Q(may_use=False) | ~Q(address=""),
                name="contact_channel_in_use_has_an_address",
                violation_error_message=_("Give the number or the address."),
            ),
            models.CheckConstraint(
                condition=Q(days__contained_by=DAYS_OF_A_WEEK) & (Q(may_use=False) | Q(days__len__gte=1)),
                name="contact_channel_in_use_has_safe_days",
                violation_error_message=_("Choose at least one day that is safe."),
            ),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True)
                | (Q(opens__isnull=False, closes__isnull=False, closes__gt=F("opens")) & ~Q(channel="post")),
                name="contact_channel_hours_have_both_ends",
                violation_error_message=_("Give both ends of the safe hours, the later one last."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="contact_channel_avoids_what_is_never_used",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__may_use=True),
                declare=[("refused", "boolean")],
                func=NEVER_USED_AGAIN,
            )
        ]

    def __str__(self) -> str:
        return f"way to reach somebody {self.pk}"


class NeverAddress(models.Model):
    """A number or an address that is never used again for somebody, for whatever channel it is typed.

    Only ever added to. One that was a mistake is lifted by a further row that says why; of several about the same
    address the newest counts.
    """

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(_("number or address"), max_length=300)
    lifted_because = models.CharField(_("why it may be used again"), max_length=200, blank=True)
    key = models.GeneratedField(expression=AddressKey("address"), output_field=models.TextField(), db_persist=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = NeverAddressQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("address never to be used")
        verbose_name_plural = _("addresses never to be used")
        ordering = ["patient", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(address=""),
                name="never_address_is_given",
                violation_error_message=_("Give the number or the address."),
            )
        ]
        indexes = [models.Index(fields=["patient", "key", "-id"], name="never_address_by_patient")]
        triggers = [
            pgtrigger.Trigger(
                name="never_address_is_not_in_use",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__lifted_because=""),
                func=NOT_WHILE_IN_USE,
            )
        ]

    def __str__(self) -> str:
        return f"address never to be used {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["link"])
class OutgoingContact(models.Model):
    """One thing that goes out to somebody: the outbox, and the record of what was sent.

    E-mails are sent by the software, at least once and recorded once; what waits for a person (a call, a text message,
    a letter) is told how it came out. Where it went is the address of the version it `obeyed`; none means that nobody
    had asked. The words are made from the kind when it is sent; a link is kept encrypted, and only until then.
    """

    class Kind(models.TextChoices):
        """What it is about, in words that tell a stranger nothing."""

        VISIT_REMINDER = "visit-reminder", _("reminder of what we arranged")
        TIME_CHANGED = "time-changed", _("a time has changed")
        TIME_FREE = "time-free", _("an earlier time has come free")
        FORMS_LINK = "forms-link", _("a link to the forms")
        PLEASE_RING = "please-ring", _("please ring us")
        CALL_BACK = "call-back", _("we ring back")

    class State(models.TextChoices):
        DUE = "due", _("due")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")
        REACHED = "reached", _("reached")
        NOT_REACHED = "not-reached", _("not reached")
        MESSAGE_LEFT = "message-left", _("message left")
        TOLD_BY_PHONE = "told-by-phone", _("told by telephone")
        WITHDRAWN = "withdrawn", _("not sent: it was no longer wanted or no longer safe")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="outgoing_contacts")
    channel = models.CharField(_("way"), max_length=10, choices=Channel)
    kind = models.CharField(_("about"), max_length=20, choices=Kind)
    link = models.TextField(_("link, encrypted"), blank=True, editable=False)
    obeyed = models.ForeignKey(SafeContact, on_delete=models.PROTECT, related_name="+", null=True)
    state = models.CharField(_("state"), max_length=15, choices=State, default=State.DUE)
    not_before = models.DateTimeField(_("not before"))
    queued_at = models.DateTimeField(_("written"))
    queued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    next_try = models.DateTimeField(_("next try"))
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    settled_at = models.DateTimeField(_("done"), null=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing contact")
        verbose_name_plural = _("outgoing contacts")
        ordering = ["patient", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["due", "failed"], settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(state__in=["due", "failed"]) & Q(settled_at__isnull=False)),
                name="outgoing_contact_is_open_or_settled",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["due", "withdrawn"])
                | (Q(channel="call") & Q(state__in=["reached", "not-reached", "message-left"]))
                | (~Q(channel="call") & Q(state__in=["sent", "failed", "told-by-phone"])),
                name="outgoing_contact_comes_out_as_its_channel_can",
                violation_error_message=_("Choose how it came out."),
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-id"], name="outgoing_contact_by_patient"),
            models.Index(fields=["next_try", "id"], name="outgoing_contact_open", condition=Q(settled_at__isnull=True)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="outgoing_contact_obeys_the_newest",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("obeyed_id"),
                declare=[("newest", "bigint")],
                func=OBEYS_THE_NEWEST,
            ),
            pgtrigger.Trigger(
                name="outgoing_contact_leaves_no_unwanted_message",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(new__state="message-left"),
                func=ONLY_WITH_VOICEMAIL,
            ),
        ]

    def __str__(self) -> str:
        return f"outgoing contact {self.pk}"
