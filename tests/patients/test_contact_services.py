"""The one door to patients: it obeys what they said, and so does the database behind it."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from patients.models import ContactChannel, NeverAddress, OutgoingContact, Patient, SafeContact
from patients.rules.contact import Reason, key_of
from patients.services import sending_contacts
from patients.services.contacting import ContactNotSafe, contact, settle
from patients.services.safe_contact import (
    AgreedWay,
    allow_again,
    never_use,
    standing_of,
    what_was_agreed_in_the_way,
)
from patients.services.sending_contacts import send_contacts
from patients.tasks import send_contacts as send_contacts_task
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team
from tests.patients.contact_builders import CALL, EMAIL, TEXT, TUESDAY_TEN, agree

pytestmark = pytest.mark.django_db

EVENING = TUESDAY_TEN.replace(hour=20)
WEDNESDAY_NINE = TUESDAY_TEN.replace(day=25, hour=9)


@pytest.fixture(autouse=True)
def _practice_in_utc(settings):
    settings.TIME_ZONE = "UTC"
    settings.LANGUAGE_CODE = "en-gb"


@pytest.fixture
def desk():
    return make_user(Role.FRONT_DESK)


@pytest.fixture
def patient():
    return make_patient(chosen_name="Maya Juniper", phone="555-0199")


def reach(patient, by, channel="e-mail", kind="visit-reminder", at=TUESDAY_TEN, **more):
    return contact(patient=patient, channel=channel, message_kind=kind, by=by, at=at, **more)


def refused(patient, by, **asked):
    with pytest.raises(ContactNotSafe) as found:
        reach(patient, by, **asked)
    return found.value


def test_a_change_is_a_new_version_and_each_is_one_act(patient, desk):
    first = agree(patient, desk)
    second = agree(patient, desk, CALL, alias=" Finn  at work ", voicemail=True)

    assert list(SafeContact.objects.filter(patient=patient)) == [second, first]
    standing = standing_of(patient)
    assert standing.version == second
    assert standing.wishes.alias == "Finn at work"
    assert set(standing.agreed.ways) == {"call"}
    assert Patient.objects.get(pk=patient.pk).phone == "555-0101"
    acts = Act.objects.filter(verb="safe_contact.agreed").order_by("id")
    assert [(act.subject_id, act.by, act.details) for act in acts] == [
        (first.pk, desk, {"channels": ["call", "e-mail"]}),
        (second.pk, desk, {"channels": ["call"]}),
    ]


def test_the_number_on_the_record_goes_with_the_telephone_being_agreed(patient, desk):
    agree(patient, desk, EMAIL)

    assert Patient.objects.get(pk=patient.pk).phone == ""


def test_while_nobody_asked_only_a_call_goes_through(patient, desk):
    assert refused(patient, desk).reasons == [Reason.NOBODY_ASKED]

    row = reach(patient, desk, channel="call", kind="call-back")

    assert (row.obeyed, row.state) == (None, "due")
    with pytest.raises(ValidationError, match="No message may be left"):
        settle(outgoing=row, outcome="message-left", by=desk, at=TUESDAY_TEN)


def test_outside_the_safe_hours_it_is_refused_with_the_next_one_or_waits(patient, desk):
    agree(patient, desk)

    error = refused(patient, desk, at=EVENING)
    row = reach(patient, desk, at=EVENING, wait=True)

    assert error.words == [
        "This is not one of the hours that are safe for them.",
        "It is safe again from Wednesday 25 November, 09:00.",
    ]
    assert str(error) == "outside-hours"
    assert row.not_before == row.next_try == WEDNESDAY_NINE
    assert OutgoingContact.objects.count() == 1


def test_an_address_is_never_used_again_for_any_channel_until_it_is_lifted(patient, desk):
    agree(patient, desk, CALL, TEXT, EMAIL, voicemail=True)

    never = never_use(patient=patient, address="(555) 0101", by=desk, at=TUESDAY_TEN)

    for channel in ("call", "text"):
        assert refused(patient, desk, channel=channel).reasons == [Reason.NOT_AGREED]
    assert standing_of(patient).wishes.voicemail
    assert reach(patient, desk).channel == "e-mail"
    with pytest.raises(ValidationError) as found:
        agree(patient, desk, AgreedWay(channel="text", may_use=True, address="555 01 01"))
    assert set(found.value.error_dict) == {"text"}
    with pytest.raises(ValidationError, match="Say why"):
        allow_again(never=never, because=" ", by=desk, at=TUESDAY_TEN)

    allow_again(never=never, because="It was a slip of the pen.", by=desk, at=TUESDAY_TEN)

    agree(patient, desk, CALL)
    verbs = Act.objects.filter(patient_id=patient.pk, verb__startswith="contact_address").values_list("verb", flat=True)
    assert sorted(verbs) == ["contact_address.allowed_again", "contact_address.never"]


def test_the_number_on_the_record_can_be_shut_out_before_anybody_asked(patient, desk):
    never_use(patient=patient, address="555 01 99", by=desk, at=TUESDAY_TEN)

    assert refused(patient, desk, channel="call").reasons == [Reason.NEVER_ADDRESS]


@pytest.mark.parametrize(
    "address", ["+44 20 7946 0018", "(555) 0101", " Elm@Post.example", "1 Elm Road, Flat 2", "12 34", "5 Elm/6.a_b"]
)
def test_the_database_and_the_rule_tell_addresses_apart_alike(patient, desk, address):
    row = NeverAddress.objects.create(patient=patient, address=address, recorded_by=desk)

    row.refresh_from_db()
    assert row.key == key_of(address)


def test_only_whoever_books_for_them_reaches_them(patient):
    nurse, on_the_team = make_user(Role.NURSE), make_user(Role.NURSE)
    on_team(patient, on_the_team)
    row = reach(patient, on_the_team, channel="call")

    for act in (
        lambda: reach(patient, nurse, channel="call"),
        lambda: agree(patient, nurse),
        lambda: never_use(patient=patient, address="x", by=nurse, at=TUESDAY_TEN),
        lambda: settle(outgoing=row, outcome="reached", by=nurse, at=TUESDAY_TEN),
        lambda: reach(patient, make_user(Role.ADMINISTRATOR), channel="call"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    settle(outgoing=row, outcome="reached", by=on_the_team, at=TUESDAY_TEN)
    with pytest.raises(ValidationError, match="already"):
        settle(outgoing=row, outcome="reached", by=on_the_team, at=TUESDAY_TEN)


def test_a_merged_record_reaches_nobody(patient):
    old = make_patient(merged_into=patient, phone="555-0101")

    assert refused(old, None, channel="call").reasons == [Reason.MERGED]


def test_what_an_older_record_of_theirs_says_is_not_lost_in_a_merge(patient, desk):
    old = make_patient(phone="555-0101")
    never = never_use(patient=old, address="555-0199", by=desk, at=TUESDAY_TEN)
    agree(old, desk)
    assert list(what_was_agreed_in_the_way(old, patient))
    agree(patient, desk, EMAIL)
    assert not list(what_was_agreed_in_the_way(old, patient))

    Patient.objects.filter(pk=old.pk).update(merged_into=patient)

    with pytest.raises(ValidationError, match="never to use"):
        agree(patient, desk, AgreedWay(channel="call", may_use=True, address="555-0199"))
    with pytest.raises(IntegrityError, match="never used again"), transaction.atomic():
        channel_row(standing_of(patient).version, address="555-0199").save()
    never.refresh_from_db()
    allow_again(never=never, because="It is theirs now.", by=desk, at=TUESDAY_TEN)
    agree(patient, desk, AgreedWay(channel="call", may_use=True, address="555-0199"))


# --- What goes out ------------------------------------------------------------------------------------------


def test_an_e_mail_is_sent_once_and_tells_a_stranger_nothing(patient, desk, settings):
    settings.DEFAULT_FROM_EMAIL = "Larch Psychiatry <post@larch.example>"
    settings.PRACTICE_NAME = "Larch Psychiatry"
    agree(patient, desk, EMAIL, alias="Finn")
    row = reach(patient, desk, kind="forms-link", link="/f/abc/")
    assert "/f/abc/" not in row.link

    assert send_contacts(at=TUESDAY_TEN).sent == 1
    send_contacts_task()

    (sent,) = mail.outbox
    row.refresh_from_db()
    assert (row.state, row.link, row.settled_by) == ("sent", "", None)
    assert (sent.to, sent.from_email, sent.subject) == (["elm@post.example"], "Finn <post@larch.example>", "Your link")
    assert f"{settings.PUBLIC_URL}/f/abc/" in sent.body
    assert sent.extra_headers["Message-ID"].startswith(f"<contact-{row.pk}@")
    for telling in ("Maya", "Larch", "psychiatr", "clinic", "health", "visit", "appointment"):
        assert telling.lower() not in f"{sent.subject} {sent.body}".lower()
    assert Act.objects.get(verb="contact.sent").details == {"channel": "e-mail", "kind": "forms-link"}


def test_without_an_alias_the_sender_is_an_address_alone(patient, desk, settings):
    settings.DEFAULT_FROM_EMAIL = "Larch Psychiatry <post@larch.example>"
    agree(patient, desk)
    reach(patient, desk)

    send_contacts(at=TUESDAY_TEN)

    assert mail.outbox[0].from_email == "post@larch.example"


def test_what_they_say_before_it_is_sent_counts(patient, desk):
    agree(patient, desk)
    moved, shut_out = (
        reach(patient, desk),
        reach(make_patient(merged_into=None, phone="555-0111"), None, channel="call"),
    )
    other = make_patient()
    agree(other, desk)
    gone = reach(other, desk, link="/f/abc/", kind="forms-link")
    agree(patient, desk, AgreedWay(channel="e-mail", may_use=True, address="new@post.example"))
    agree(other, desk, CALL)

    done = send_contacts(at=TUESDAY_TEN)

    assert (done.sent, done.withdrawn) == (1, 1)
    assert [message.to for message in mail.outbox] == [["new@post.example"]]
    for row in (moved, gone, shut_out):
        row.refresh_from_db()
    assert (moved.state, gone.state, gone.link, shut_out.state) == ("sent", "withdrawn", "", "due")
    assert moved.obeyed == standing_of(patient).version
    assert Act.objects.get(verb="contact.withdrawn").details == {"reasons": ["not-agreed"]}


def test_a_late_run_waits_for_the_next_safe_hour(patient, desk):
    agree(patient, desk)
    row = reach(patient, desk)

    assert send_contacts(at=EVENING).waits == 1
    assert send_contacts(at=EVENING + timedelta(minutes=1)).waits == 0
    assert mail.outbox == []
    assert send_contacts(at=WEDNESDAY_NINE).sent == 1

    row.refresh_from_db()
    assert row.settled_at == WEDNESDAY_NINE


def test_what_cannot_be_sent_is_tried_again_and_then_a_person_tells_them(patient, desk, monkeypatch, caplog):
    agree(patient, desk)
    row = reach(patient, desk)

    def away(self, fail_silently):
        raise ConnectionRefusedError("elm@post.example")

    monkeypatch.setattr(mail.EmailMessage, "send", away)
    with caplog.at_level(logging.WARNING):
        for hour in range(10, 10 + sending_contacts.TRIES):
            send_contacts(at=TUESDAY_TEN.replace(hour=hour))

    row.refresh_from_db()
    assert (row.state, row.attempts) == ("failed", sending_contacts.TRIES)
    assert "elm@post" not in caplog.text
    assert f"Outgoing contact {row.pk} failed (ConnectionRefusedError)." in caplog.text
    assert list(OutgoingContact.objects.for_a_person()) == [row]
    settle(outgoing=row, outcome="told-by-phone", by=desk, at=EVENING)
    assert Act.objects.get(verb="contact.settled").details == {"outcome": "told-by-phone"}


def test_a_call_comes_out_as_a_call_can(patient, desk):
    agree(patient, desk, CALL, voicemail=True)
    row = reach(patient, desk, channel="call")
    with pytest.raises(ValidationError, match="Choose how"):
        settle(outgoing=row, outcome="sent", by=desk, at=TUESDAY_TEN)

    agree(patient, desk, CALL, voicemail=False)
    with pytest.raises(ValidationError, match="No message"):
        settle(outgoing=row, outcome="message-left", by=desk, at=TUESDAY_TEN)
    agree(patient, desk, CALL, voicemail=True)
    settle(outgoing=row, outcome="message-left", by=desk, at=TUESDAY_TEN)

    assert OutgoingContact.objects.get().state == "message-left"


def test_a_link_goes_by_no_voice_and_to_no_stranger(patient, desk):
    agree(patient, desk)

    assert refused(patient, desk, channel="call", link="/f/abc/").reasons == [Reason.NO_LINK_BY_VOICE]
    for link in ("https://evil.example/", "//evil.example/", "f/abc"):
        with pytest.raises(ValueError, match="our own"):
            reach(patient, desk, link=link)


def test_nothing_goes_out_when_the_record_of_it_fails(patient, desk, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("patients.services.contacting.record", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        reach(patient, desk, channel="call")

    assert not OutgoingContact.objects.exists()


# --- Past the services --------------------------------------------------------------------------------------


def channel_row(version, **fields):
    return ContactChannel(
        safe_contact=version, **{"channel": "text", "may_use": True, "address": "1", "days": [1], **fields}
    )


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"address": ""}, "contact_channel_in_use_has_an_address"),
        ({"days": []}, "contact_channel_in_use_has_safe_days"),
        ({"days": [8]}, "contact_channel_in_use_has_safe_days"),
        ({"opens": "09:00"}, "contact_channel_hours_have_both_ends"),
        ({"opens": "09:00", "closes": "09:00"}, "contact_channel_hours_have_both_ends"),
        ({"opens": "09:00", "closes": "10:00", "channel": "post"}, "contact_channel_hours_have_both_ends"),
        ({"channel": "call"}, "contact_channel_once_a_version"),
        ({"address": "555 0 101"}, "never used again"),
    ],
)
def test_the_database_refuses_what_the_service_would(patient, desk, fields, constraint):
    version = agree(patient, desk, CALL)
    never_use(patient=patient, address="elm@post.example", by=desk, at=TUESDAY_TEN)
    if "never" in constraint:
        version = agree(patient, desk, EMAIL.__class__(channel="post", may_use=True, address="Elm Road 1"))
        NeverAddress.objects.create(patient=patient, address="555-0101", recorded_by=desk)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        channel_row(version, **fields).save()


def test_the_database_lets_nothing_out_that_was_not_agreed(patient, desk):
    old = agree(patient, desk)
    new = agree(patient, desk, CALL)
    fields: dict[str, Any] = {
        "patient": patient,
        "channel": "call",
        "kind": "please-ring",
        "queued_at": TUESDAY_TEN,
        "not_before": TUESDAY_TEN,
        "next_try": TUESDAY_TEN,
    }
    allowed = OutgoingContact.objects.create(**fields, obeyed=new)

    wrongs: list[tuple[dict[str, Any], str]] = [
        ({"obeyed": old}, "older agreement"),
        ({"obeyed": None}, "older agreement"),
        ({"obeyed": new, "channel": "e-mail"}, "do not want"),
        ({"obeyed": new, "state": "message-left", "settled_at": TUESDAY_TEN}, "No message"),
        ({"obeyed": new, "state": "reached"}, "open_or_settled"),
        ({"obeyed": new, "state": "sent", "settled_at": TUESDAY_TEN}, "as_its_channel_can"),
    ]
    for wrong, words in wrongs:
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            OutgoingContact.objects.create(**{**fields, **wrong})
    with pytest.raises(IntegrityError, match="still in use"), transaction.atomic():
        NeverAddress.objects.create(patient=patient, address="555 0101", recorded_by=desk)
    with pytest.raises(IntegrityError, match="never_address_is_given"), transaction.atomic():
        NeverAddress.objects.create(patient=patient, address="", recorded_by=desk)
    assert list(OutgoingContact.objects.all()) == [allowed]
