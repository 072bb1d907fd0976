"""The pages about forms: what clinicians read and do, and what the desk never sees."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from patients.models import (
    AnswerReading,
    Packet,
    PacketAnswer,
    PacketDraft,
    PacketQuestion,
    PrivateLink,
    SectionVersion,
)
from patients.rules.packet import AnswerKind, Reply
from patients.services.intake import NewIntake, open_intake
from patients.services.safe_contact import AgreedWay, Wishes, agree_safe_contact
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.browser.markup import faults_in
from tests.builders import make_administrator, make_patient, make_user, on_team
from tests.patients.packet_builders import (
    CANARY,
    NOW,
    WORD,
    a_link,
    a_packet,
    ask,
    items,
    publish_section,
    questions,
    said,
    sent_from_home,
    sheet_in,
    write_at_home,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse(client):
    user = make_user(Role.NURSE)
    client.force_login(user)
    return user


@pytest.fixture
def patient(nurse):
    patient = make_patient()
    on_team(patient, nurse)
    return patient


@pytest.fixture
def desk(client):
    user = make_user(Role.FRONT_DESK)
    client.force_login(user)
    return user


def at(name, *args):
    return reverse(name, args=args)


def page(client, name, *args):
    text = client.get(at(name, *args)).content.decode()
    assert not faults_in(text)
    return text


def full_section(code="morning"):
    """Of every kind, one to be folded and one that lands."""
    version = publish_section(code, "short", "long", "choice", "several", "yes-no", "date", published=False)
    ask(version, f"{code}-folded", "long", is_sensitive=True, position=7)
    ask(version, f"{code}-allergies", "items", lands_as="allergy", position=8)
    version.published_at = NOW
    version.save()
    return version


def test_a_packet_is_begun_filled_in_together_and_finished_for_now(client, nurse, patient):
    full_section()
    full_section("evening")
    assert "No forms are open" in page(client, "packet", patient.pk)
    client.post(at("make_packet", patient.pk))
    packet = Packet.objects.get()
    short, _long, choice, *_others = questions(packet)
    section = at("packet_section", patient.pk, 1)
    sheet = sheet_in(client.get(section).content.decode())

    kept = client.post(
        section, {"sheet": sheet, "asked": short.pk, f"q{short.pk}": CANARY}, headers={"X-Autosave": "1"}
    )
    refused = client.post(section, {"sheet": sheet, "asked": [short.pk, choice.pk], f"q{choice.pk}": "Milk"})
    went_on = client.post(section, {"sheet": sheet, "asked": choice.pk, f"q{choice.pk}-way": "in-person"})

    assert (kept.content, refused.status_code) == (b"Kept", 422)
    assert "Choose from the list." in refused.content.decode()
    assert went_on.headers["Location"] == at("packet_section", patient.pk, 2)
    assert not PacketDraft.objects.filter(question=short).exists()
    client.post(section, {"sheet": sheet, "asked": short.pk, f"q{short.pk}": CANARY})
    assert CANARY in page(client, "packet_section", patient.pk, 1)
    assert "1 of 2 sections looked at" in page(client, "packet", patient.pk)
    client.post(at("send_packet", patient.pk))
    assert PacketAnswer.objects.filter(submission__submitted_by=nurse).count() == 2
    overview = page(client, "packet", patient.pk)
    assert "1 answer waits to be read" in overview
    assert "ask me in person" in overview
    client.post(at("end_packet", patient.pk))
    client.post(at("send_packet", patient.pk))
    assert [str(each) for each in get_messages(client.get(at("packet", patient.pk)).wsgi_request)] == [
        "No forms are open for them."
    ]
    assert client.get(section).status_code == 404


def test_what_somebody_kept_at_home_is_shown_to_nobody_before_it_is_sent(client, nurse, patient):
    full_section()
    link = a_link(patient, nurse).link
    write_at_home(link, questions(link.packet)[0], said(CANARY))

    pages = [page(client, name, patient.pk) for name in ("packet", "packet_answers", "in_their_words", "chart")]
    section = page(client, "packet_section", patient.pk, 1)

    assert not any(CANARY in text for text in [*pages, section])
    assert "Answered earlier." in section


def test_what_came_in_is_read_beside_what_is_on_file_and_stands_in_their_words(client, nurse, patient):
    full_section()
    replies = {"morning-1": said(CANARY), "morning-folded": said("It is hard."), "morning-2": said("Later.")}
    sent_from_home(patient, nurse, **replies, **{"morning-allergies": items(("Nuts", "hives"))})
    by_code = {answer.question.code: answer for answer in PacketAnswer.objects.select_related("question")}
    waiting = page(client, "packet_answers", patient.pk)
    assert "kingfisher" in waiting
    assert re.search(r"<details>\s*<summary>[^<]+</summary>\s*<blockquote[^>]*>It is hard.", waiting)

    nothing = client.post(at("packet_answers", patient.pk))
    chosen = {f"answer-{by_code[code].pk}": "accepted" for code in ("morning-1", "morning-folded", "morning-allergies")}
    done = client.post(at("packet_answers", patient.pk), {**chosen, f"answer-{10**9}": "accepted"})

    assert (nothing.status_code, done.status_code) == (422, 302)
    assert AnswerReading.objects.filter(read_by=nurse, outcome="accepted").count() == 3
    words = page(client, "in_their_words", patient.pk)
    assert "kingfisher" in words
    assert "Later." not in words
    assert "version 1 of the section" in words
    assert "1 thing is proposed" in page(client, "packet", patient.pk)
    sent_from_home(patient, nurse, **{"morning-1": Reply(kind=AnswerKind.SKIPPED)})
    assert "They took this back later." in page(client, "in_their_words", patient.pk)


def test_a_nurse_is_told_that_something_came_which_is_shared_with_others(client, nurse, patient):
    publish_section("hard", "long", is_off_private_link=True, told_first="First.")
    sent_from_home(patient, nurse, **{"hard-1": said(CANARY)})

    shown = [page(client, name, patient.pk) for name in ("packet", "packet_answers", "in_their_words")]

    assert "share with some of the team only" in shown[0]
    assert not any(CANARY in text for text in shown)


def test_an_answer_that_no_key_opens_is_said_so(client, nurse, patient, settings):
    full_section()
    sent_from_home(patient, nurse, **{"morning-1": said(CANARY)})
    settings.FIELD_ENCRYPTION_KEYS = ["YW5vdGhlci1rZXktb2YtMzItYnl0ZXMtLS0tLS0tLS0="]

    assert "cannot be opened" in page(client, "packet_answers", patient.pk)


def test_the_desk_makes_a_link_and_sees_how_far_it_got_and_nothing_else(client, desk):
    patient, nurse = make_patient(), make_user(Role.NURSE)
    on_team(patient, nurse)
    open_intake(patient=patient, details=NewIntake(), by=desk, at=NOW)
    publish_section("spiders", "long")
    sent_from_home(patient, desk, **{"spiders-1": said(CANARY)})
    typed = {"opens_with": "word", "word": WORD, "days": "7", "channel": "", "once": "a"}

    easy = client.post(at("packet_link", patient.pk), typed | {"word": patient.chosen_name})
    made = client.post(at("packet_link", patient.pk), typed)
    twice = client.post(at("packet_link", patient.pk), typed)
    seen = page(client, "packet_link", patient.pk) + page(client, "person", patient.pk)

    assert (easy.status_code, made.status_code, twice.status_code) == (422, 200, 302)
    address = made.content.decode().partition('shown-once">')[2].partition("<")[0]
    assert client.get("/f/" + address.partition("/f/")[2]).status_code == 200
    assert "shown-once" not in seen
    assert PrivateLink.objects.count() == 2
    assert "Sent back on 2 March 2026." in seen
    for text in (seen, made.content.decode(), easy.content.decode()):
        assert not re.search(f"spiders|{CANARY}|{WORD}", text.replace(f'value="{WORD}"', ""))
    client.post(at("close_link", patient.pk))
    assert "It was closed on" in page(client, "packet_link", patient.pk)
    assert client.get(at("packet", patient.pk)).status_code == 404


def test_a_link_is_sent_in_a_way_that_is_safe_or_not_made(client, desk):
    patient = make_patient()
    publish_section("morning", "long")
    typed = {"opens_with": "word", "word": WORD, "days": "7", "channel": "text"}

    refused = client.post(at("packet_link", patient.pk), typed)
    ways = [AgreedWay(channel="text", may_use=True, address="555-0101")]
    agree_safe_contact(patient=patient, ways=ways, wishes=Wishes(), by=desk, at=NOW)
    sent = client.post(at("packet_link", patient.pk), typed)

    assert (refused.status_code, sent.status_code) == (422, 302)
    assert PrivateLink.objects.count() == 1
    assert Act.objects.filter(verb="contact.queued", patient_id=patient.pk).count() == 1


def test_pages_ask_the_database_as_often_for_many_answers_as_for_few(client, nurse, patient):
    full_section()

    def asked(name, *args):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(at(name, patient.pk, *args))
        return len(asked)

    def fill(code):
        for reply in (said("x"), Reply(kind=AnswerKind.NOT_NOW)):
            sent_from_home(patient, nurse, **{f"{code}-{n}": reply for n in (1, 2, 3)}, **{f"{code}-folded": said("y")})

    names = [("packet",), ("packet_answers",), ("in_their_words",), ("packet_link",), ("packet_section", 1)]
    fill("morning")
    client.get(at("packet", patient.pk))  # to open the chart is an act, once
    few = [asked(*name) for name in names]
    client.post(at("end_packet", patient.pk))
    for code in ("noon", "evening", "night"):
        full_section(code)
    for code in ("morning", "noon", "evening", "night") * 2:
        fill(code)

    assert [asked(*name) for name in names] == few


def test_an_administrator_words_a_section_anew_and_reads_no_answer(client):
    client.force_login(make_administrator())
    version = publish_section("morning", "choice")
    draft_page = at("admin:patients_sectionversion_change", version.pk + 1)
    listed = at("admin:patients_packetsection_changelist")
    client.post(listed, {"action": "write_next_version", "_selected_action": [version.section_id]})
    draft = SectionVersion.objects.get(published_at=None)
    question = draft.questions.get()
    typed = {"title": "Mornings", "introduction": "", "told_first": "", "questions-TOTAL_FORMS": "1"}
    typed |= {"questions-INITIAL_FORMS": "1", "questions-0-id": str(question.pk)}
    typed |= {"questions-0-version": str(draft.pk)}
    typed |= {"questions-0-position": "1", "questions-0-code": question.code, "questions-0-kind": "choice"}
    typed |= {"questions-0-text": "And now?", "questions-0-choices": "Tea\nMilk\n\nTea"}

    assert draft_page == at("admin:patients_sectionversion_change", draft.pk)
    assert client.get(draft_page).status_code == 200
    assert client.post(draft_page, typed).status_code == 302
    client.post(
        at("admin:patients_sectionversion_changelist"),
        {"action": "publish_drafts", "_selected_action": [draft.pk, version.pk]},
    )

    assert list(SectionVersion.objects.in_use()) == [draft]
    assert PacketQuestion.objects.get(version=draft).choices == ["Tea", "Milk"]
    assert client.post(at("admin:patients_sectionversion_change", draft.pk), typed).status_code == 403
    assert Act.objects.filter(verb="packet_section.published").count() == 1


def test_a_packet_of_a_merged_record_is_read_and_not_written(client, nurse, patient):
    a_packet(patient, nurse, "long")
    patient.merged_into = make_patient()
    patient.save()

    assert client.get(at("packet", patient.pk)).status_code == 200
    assert client.post(at("end_packet", patient.pk)).status_code == 403
    assert client.get(at("packet_link", patient.pk)).status_code == 404
