"""Packets: versions that stay, drafts that are the person's own, and answers that wait for a clinician."""

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, connection, transaction

from patients.models import (
    Packet,
    PacketAnswer,
    PacketDraft,
    PacketPart,
    PacketQuestion,
    PacketSubmission,
    ProposedEntry,
    SectionVersion,
)
from patients.prompt_kinds.packets import FORMS_WAITING
from patients.rules.packet import AnswerKind, Reply, in_words
from patients.services.accepting_packet import read_answers
from patients.services.answering_packet import Writer, look_at, said_in, save_replies, send
from patients.services.loading_packet import load_packet
from patients.services.packets import close_packet, forms_in_the_way, open_packet
from patients.services.wording_packet import next_version, publish
from practice.audit.models import Act
from practice.prompts.models import Prompt
from practice.staff.roles import Role
from tests.builders import make_administrator, make_patient, make_user, on_team
from tests.patients.packet_builders import (
    CANARY,
    NOW,
    a_link,
    a_packet,
    ask,
    items,
    publish_section,
    questions,
    said,
    sent_from_home,
    write_at_home,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse():
    return make_user(Role.NURSE)


@pytest.fixture
def patient(nurse):
    patient = make_patient()
    on_team(patient, nurse, is_point_of_contact=True)
    return patient


def refused(act) -> bool:
    """Whether the database refuses it."""
    try:
        with transaction.atomic():
            act()
    except (Error, ValidationError):
        return True
    return False


# --- Sections and versions ----------------------------------------------------------------------------------


def test_the_shipped_packet_is_loaded_once_and_asks_for_nothing_that_must_be_answered():
    added, again = load_packet(at=NOW), load_packet(at=NOW)

    assert (added, again) == (10, 0)
    assert SectionVersion.objects.in_use().count() == 10
    (off_link,) = SectionVersion.objects.filter(section__is_off_private_link=True)
    assert off_link.told_first
    assert [question.code for question in off_link.questions.all() if question.is_asked_first] == ["how-to-ask"]
    lands = set(PacketQuestion.objects.exclude(lands_as="").values_list("lands_as", flat=True))
    assert {"allergy", "condition", "medication", "substance"} <= lands
    assert not PacketQuestion.objects.filter(text__icontains="suicid").exists()


def test_what_was_published_stays_and_the_next_version_is_a_copy_that_can_be_changed():
    admin, version = make_administrator(), publish_section("morning", "long", "choice")
    question = version.questions.get(kind="long")

    draft = next_version(section=version.section, by=admin, at=NOW)
    draft.questions.filter(code=question.code).update(text="And the evening?")

    assert refused(lambda: SectionVersion.objects.filter(pk=version.pk).update(title="Else"))
    assert refused(lambda: PacketQuestion.objects.filter(pk=question.pk).update(text="Else"))
    assert refused(lambda: ask(version, "one-more"))
    assert refused(lambda: SectionVersion.objects.create(section=version.section, number=3, title="Two drafts"))
    assert next_version(section=version.section, by=admin, at=NOW) == draft
    assert (draft.number, draft.questions.count()) == (2, 2)
    assert set(Act.objects.values_list("verb", flat=True)) == {"packet_section.drafted"}


def test_publishing_says_what_is_missing_and_is_for_administrators(nurse):
    admin, empty = make_administrator(), publish_section("empty", published=False)
    off_link = publish_section("hard", "long", published=False, is_off_private_link=True)
    unknown = publish_section("unknown", published=False)
    ask(unknown, "where", lands_as="nowhere")
    good = publish_section("good", "long", published=False)

    with pytest.raises(PermissionDenied):
        publish(version=good, by=nurse, at=NOW)
    for version, words in ((empty, "at least one"), (off_link, "kept private"), (unknown, "nowhere")):
        with pytest.raises(ValidationError, match=words):
            publish(version=version, by=admin, at=NOW)
    publish(version=good, by=admin, at=NOW)
    with pytest.raises(ValidationError, match="already"):
        publish(version=good, by=admin, at=NOW)
    assert Act.objects.get(verb="packet_section.published").by == admin


def test_a_question_has_choices_where_one_chooses_and_a_text():
    draft = publish_section("morning", "several", published=False)

    assert refused(lambda: ask(draft, "a", "choice", choices=[]))
    assert refused(lambda: ask(draft, "b", "short", choices=["Tea"]))
    assert refused(lambda: ask(draft, "c", text=""))
    assert refused(lambda: ask(draft, "d", "riddle"))
    assert refused(lambda: ask(draft, "morning-1"))
    assert not refused(lambda: ask(draft, "e", "choice"))


# --- A packet -----------------------------------------------------------------------------------------------


def test_answers_keep_the_version_that_they_were_given_to(patient, nurse):
    admin, first = make_administrator(), publish_section("morning", "long")
    link = sent_from_home(patient, nurse, **{"morning-1": said("Slow.")})
    draft = next_version(section=first.section, by=admin, at=NOW)
    draft.questions.update(text="How are your mornings?")
    publish(version=draft, by=admin, at=NOW)

    answer = PacketAnswer.objects.get()

    assert answer.question.version == first
    assert answer.question.text == "What of morning-1?"
    close_packet(packet=link.packet, by=nurse, at=NOW)
    assert [part.version for part in open_packet(patient=patient, by=nurse, at=NOW).parts.all()] == [draft]


def test_a_packet_is_open_once_offers_published_versions_and_is_closed_with_what_was_not_sent(patient, nurse):
    draft = publish_section("later", "long", published=False)
    packet = a_packet(patient, nurse, "long")
    link = a_link(patient, nurse).link
    write_at_home(link, questions(packet)[0], said(CANARY))

    assert open_packet(patient=patient, by=nurse, at=NOW) == packet
    assert refused(lambda: Packet.objects.create(patient=patient, made_at=NOW, made_by=nurse))
    assert refused(lambda: PacketPart.objects.create(packet=packet, version=draft, place=9))
    close_packet(packet=packet, by=nurse, at=NOW)
    assert not PacketDraft.objects.exists()
    link.refresh_from_db()
    assert link.revoked_by == nurse
    with pytest.raises(ValidationError):
        close_packet(packet=packet, by=nurse, at=NOW)
    with pytest.raises(ValidationError):
        save_replies(packet=packet, replies={}, sheet="x", writer=Writer(staff=nurse), at=NOW)
    assert {"packet.made", "packet.closed"} <= set(Act.objects.values_list("verb", flat=True))


def test_without_sections_there_is_no_packet_and_an_outsider_makes_none(patient, nurse):
    with pytest.raises(ValidationError, match="administrator"):
        open_packet(patient=patient, by=nurse, at=NOW)
    with pytest.raises(PermissionDenied):
        open_packet(patient=patient, by=make_user(Role.THERAPIST), at=NOW)


# --- Drafts -------------------------------------------------------------------------------------------------


def test_an_empty_field_takes_back_what_was_typed_on_this_page_and_leaves_alone_what_is_not_shown(patient, nurse):
    publish_section("morning", "long", "items")
    link = a_link(patient, nurse).link
    text, things = questions(link.packet)

    write_at_home(link, text, said("Slow."), sheet="first")
    write_at_home(link, text, None, sheet="second")
    kept = PacketDraft.objects.get().sealed
    write_at_home(link, text, None, sheet="first")
    write_at_home(link, things, items(("Nuts", "")), sheet="first")
    write_at_home(link, things, items(("Cats", "sneezing")), sheet="second")

    assert said_in(kept) == {"text": "Slow."}
    (listed,) = PacketDraft.objects.all()
    assert in_words(said_in(listed.sealed)) == ["Nuts", "Cats: sneezing"]


def test_what_is_written_is_encrypted_wherever_it_lies(patient, nurse):
    publish_section("morning", "long", "long")
    link = sent_from_home(patient, nurse, **{"morning-1": said(CANARY)})
    write_at_home(link, questions(link.packet)[1], said(CANARY))

    with connection.cursor() as cursor:
        for table in ("packetdraft", "packetanswer", "packetsubmission", "packet", "privatelink", "privatelinkevent"):
            cursor.execute(f"SELECT t::text FROM patients_{table} t")
            assert "kingfisher" not in str(cursor.fetchall())
        cursor.execute("SELECT details::text FROM audit_act")
        assert "kingfisher" not in str(cursor.fetchall())
    assert said_in(PacketAnswer.objects.get().sealed) == {"text": CANARY}


def test_rows_say_who_wrote_and_hold_words_only_where_something_was_said(patient, nurse):
    packet = a_packet(patient, nurse, "long", "long")
    other = a_packet(make_patient_of(nurse), nurse)
    foreign = questions(packet)[0]
    row = {"packet": packet, "question": foreign, "sheet": "s", "saved_at": NOW}
    link = a_link(patient, nurse).link

    assert refused(lambda: PacketDraft.objects.create(**row, kind="said", sealed="", saved_by=nurse))
    assert refused(lambda: PacketDraft.objects.create(**row, kind="not-now", sealed="x", saved_by=nurse))
    assert refused(lambda: PacketDraft.objects.create(**row, kind="not-now"))
    assert refused(lambda: PacketDraft.objects.create(**row, kind="not-now", saved_by=nurse, through=link))
    assert refused(lambda: PacketSubmission.objects.create(packet=packet, submitted_at=NOW))
    sending = PacketSubmission.objects.create(packet=packet, submitted_at=NOW, submitted_by=nurse)
    stray = publish_section("elsewhere", "long").questions.get()
    assert refused(lambda: PacketAnswer.objects.create(submission=sending, question=stray, kind="not-now"))
    assert refused(lambda: PacketAnswer.objects.create(submission=sending, question=foreign, kind="said"))
    assert not refused(lambda: PacketAnswer.objects.create(submission=sending, question=foreign, kind="not-now"))
    assert refused(lambda: PacketAnswer.objects.create(submission=sending, question=foreign, kind="in-person"))
    assert refused(lambda: PacketAnswer.objects.update(kind="in-person"))
    assert other.parts.count() == 1


def make_patient_of(user):
    patient = make_patient()
    on_team(patient, user)
    return patient


# --- Sending, reading, accepting ----------------------------------------------------------------------------


def test_staff_send_what_was_written_here_and_never_what_somebody_kept_at_home(patient, nurse):
    publish_section("morning", "long", "long")
    link = a_link(patient, nurse).link
    at_home, here = questions(link.packet)
    write_at_home(link, at_home, said(CANARY))
    staff = Writer(staff=nurse)
    save_replies(packet=link.packet, replies={here.pk: said("Tea.")}, sheet="s", writer=staff, at=NOW)
    look_at(part=link.packet.parts.get(), writer=staff)
    look_at(part=link.packet.parts.get(), writer=Writer(link=link))

    sending = send(packet=link.packet, writer=staff, at=NOW)

    assert [answer.question for answer in PacketAnswer.objects.filter(submission=sending)] == [here]
    assert [draft.question for draft in PacketDraft.objects.all()] == [at_home]
    assert send(packet=link.packet, writer=staff, at=NOW) is None
    assert Act.objects.get(verb="packet.sent").by == nurse


def test_what_was_sent_waits_for_a_clinician_and_lands_with_its_source_once_accepted(patient, nurse):
    version = publish_section("morning", "long", "long", "long", "long", published=False)
    ask(version, "allergies", "items", lands_as="allergy", position=8)
    ask(version, "helps", "long", lands_as="helps", position=9)
    version.published_at = NOW
    version.save()
    sent_from_home(
        patient,
        nurse,
        **{
            "morning-1": said("Slow."),
            "morning-2": said("Loud."),
            "morning-3": Reply(kind=AnswerKind.IN_PERSON),
            "allergies": items(("Penicillin", "hives"), ("Cats", "")),
            "helps": said("Tea."),
        },
    )
    prompt = Prompt.objects.get(kind="forms-waiting")
    by_code = {answer.question.code: answer for answer in PacketAnswer.objects.select_related("question")}
    assert (prompt.owner, prompt.due_at) == (nurse, NOW + timedelta(days=2))
    assert Act.objects.get(verb="packet.sent").by is None

    outcomes = {by_code[code].pk: "accepted" for code in ("morning-1", "allergies", "helps")}
    read_answers(patient=patient, outcomes=outcomes, by=nurse, at=NOW)

    proposed = ProposedEntry.objects.filter(patient=patient, kind="allergy").order_by("pk")
    assert [(entry.words, entry.details, entry.source, entry.origin, entry.came_by) for entry in proposed] == [
        ("Penicillin: hives", {"name": "Penicillin", "reaction": "hives"}, "patient", "form", None),
        ("Cats", {"name": "Cats"}, "patient", "form", None),
    ]
    assert Prompt.objects.open().filter(pk=prompt.pk).exists()
    rest = {by_code["morning-2"].pk: "set-aside", by_code["morning-1"].pk: "set-aside"}
    read_answers(patient=patient, outcomes=rest, by=nurse, at=NOW)
    assert not Prompt.objects.open().filter(pk=prompt.pk).exists()
    assert by_code["morning-1"].reading.outcome == "accepted"
    assert Act.objects.filter(verb="packet.read", by=nurse, patient_id=patient.pk).count() == 2


def test_only_clinicians_read_answers_and_something_is_chosen(patient, nurse):
    publish_section("morning", "long")
    sent_from_home(patient, nurse, **{"morning-1": said("Slow.")})
    outcomes = {PacketAnswer.objects.get().pk: "accepted"}

    with pytest.raises(PermissionDenied):
        read_answers(patient=patient, outcomes=outcomes, by=make_user(Role.FRONT_DESK), at=NOW)
    assert read_answers(patient=patient, outcomes=outcomes, by=make_user(Role.THERAPIST), at=NOW) == []
    for nothing in ({}, {PacketAnswer.objects.get().pk: "burnt"}):
        with pytest.raises(ValidationError):
            read_answers(patient=patient, outcomes=nothing, by=nurse, at=NOW)


def test_what_they_have_been_through_is_read_by_those_with_whom_they_share_it(patient, nurse):
    therapist, stranger = make_user(Role.THERAPIST), make_user(Role.THERAPIST)
    on_team(patient, therapist)
    version = publish_section("hard", "long", published=False, is_off_private_link=True, told_first="First.")
    ask(version, "how", "long", is_asked_first=True)
    version.published_at = NOW
    version.save()
    sent_from_home(patient, nurse, **{"hard-1": said(CANARY), "how": said("Gently.")})
    by_code = {answer.question.code: answer for answer in PacketAnswer.objects.select_related("question")}
    outcomes = {answer.pk: "accepted" for answer in by_code.values()}
    assert Prompt.objects.get(kind="forms-waiting").owner == nurse

    read = read_answers(patient=patient, outcomes=outcomes, by=nurse, at=NOW)

    assert [reading.answer for reading in read] == [by_code["how"]]
    prompt = Prompt.objects.open().get(kind="forms-waiting")
    assert prompt.owner == therapist
    assert FORMS_WAITING.subjects([prompt.key], therapist)[prompt.key].who == patient.chosen_name
    assert not FORMS_WAITING.subjects([prompt.key], stranger)
    assert len(list(forms_in_the_way(patient, patient))) == 2
    read_answers(patient=patient, outcomes=outcomes, by=therapist, at=NOW)
    close_packet(packet=Packet.objects.get(), by=nurse, at=NOW)
    assert not Prompt.objects.open().filter(kind="forms-waiting").exists()
    assert not list(forms_in_the_way(patient, patient))


def test_a_fault_while_sending_loses_nothing(patient, nurse, monkeypatch):
    publish_section("morning", "long")
    link = a_link(patient, nurse).link
    write_at_home(link, questions(link.packet)[0], said("Slow."))
    monkeypatch.setattr("patients.services.answering_packet.record", Mock(side_effect=RuntimeError))

    with pytest.raises(RuntimeError), transaction.atomic():
        send(packet=link.packet, writer=Writer(link=link), at=NOW)

    assert (PacketDraft.objects.count(), PacketAnswer.objects.count()) == (1, 0)
