"""The private link: one word opens it, nothing else does, and it never shows what was written before."""

import logging
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from patients.models import (
    LinkOpening,
    OutgoingContact,
    PacketAnswer,
    PacketDraft,
    PacketOptIn,
    PatientPagesSetting,
    PrivateLink,
)
from patients.private_session import COOKIE
from patients.prompt_kinds.packets import LINK_CLOSED_ITSELF
from patients.services.answering_packet import said_in
from patients.services.contacting import ContactNotSafe
from patients.services.packets import close_packet
from patients.services.private_links import CLOSES_AFTER, Tried, digest_of, open_with, revoke_link
from practice.audit.models import Act
from practice.prompts.models import Prompt
from practice.prompts.services.sweeping import sweep
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team
from tests.patients.packet_builders import CANARY, NOW, WORD, a_link, ask, publish_section, questions, sheet_in

pytestmark = pytest.mark.django_db
HERE = "127.0.0.1"
NOT_AVAILABLE = "This page is not available"


@pytest.fixture
def desk():
    return make_user(Role.FRONT_DESK)


@pytest.fixture
def patient():
    return make_patient(chosen_name="Maya Juniper", phone="07700 900123")


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def made(patient, desk, clock):
    """A link to two sections, the second off the link."""
    publish_section("morning", "long", "items", "choice")
    hard = publish_section("hard", "long", published=False, is_off_private_link=True, told_first="What we pass on.")
    ask(hard, "how", "choice", is_asked_first=True, position=0)
    hard.published_at = NOW
    hard.save()
    return a_link(patient, desk)


def opened(made, word=WORD):
    """A browser that has come through the door."""
    browser = Client()
    assert browser.post(made.path, {"word": word}).status_code == 302
    return browser


def token_of(made):
    return made.path.split("/")[2]


def try_words(made, count, *, at=NOW, address=HERE):
    return [open_with(token=token_of(made), typed=f"wrong {n}", address=address, at=at)[0] for n in range(count)]


# --- Making and closing -------------------------------------------------------------------------------------


def test_a_link_keeps_neither_its_address_nor_its_word_and_closes_the_one_before(patient, desk, made):
    again = a_link(patient, desk)

    made.link.refresh_from_db()
    assert (made.link.revoked_why, made.link.revoked_by) == ("replaced", desk)
    assert len(token_of(again)) >= 43
    assert again.link.digest == digest_of(token_of(again))
    with connection.cursor() as cursor:
        for table in ("patients_privatelink", "patients_privatelinkevent", "audit_act"):
            cursor.execute(f"SELECT t::text FROM {table} t")
            rows = str(cursor.fetchall())
            assert token_of(again) not in rows
            assert WORD not in rows
    assert Act.objects.filter(verb="private_link.made", patient_id=patient.pk, by=desk).count() == 2
    assert [again.link.packet.patient_id, again.link.expires_at] == [patient.pk, NOW + timedelta(days=14)]


@pytest.mark.parametrize("word", ["maya", "Juniper", "07700900123", "1990", "abc"])
def test_a_word_that_others_would_guess_is_refused(patient, desk, made, word):
    with pytest.raises(ValidationError, match="guess"):
        a_link(patient, desk, word=word)


def test_only_whoever_books_for_them_makes_and_closes_a_link_and_birth_dates_need_to_be_known(patient, desk, made):
    outsider, unknown = make_user(Role.NURSE), make_patient(birth_date=None)

    with pytest.raises(PermissionDenied):
        a_link(patient, outsider)
    with pytest.raises(PermissionDenied):
        revoke_link(link=made.link, by=outsider, at=NOW)
    with pytest.raises(ValidationError, match="birth date"):
        a_link(unknown, desk, opens_with="birth-date")
    with pytest.raises(ValidationError):
        a_link(patient, desk, days=365)
    revoke_link(link=made.link, by=desk, at=NOW)
    assert revoke_link(link=made.link, by=desk, at=NOW).revoked_by == desk
    assert Act.objects.filter(verb="private_link.revoked").count() == 1


def test_a_way_that_is_not_safe_makes_nothing_at_all(patient, desk, made):
    with pytest.raises(ContactNotSafe):
        a_link(patient, desk, channel="e-mail")

    made.link.refresh_from_db()
    assert made.link.revoked_at is None
    assert not OutgoingContact.objects.exists()


def test_the_database_refuses_links_without_end_and_reopening(patient, made):
    def refused(**fields):
        try:
            with transaction.atomic():
                PrivateLink.objects.filter(pk=made.link.pk).update(**fields)
        except Error:
            return True
        return False

    assert refused(expires_at=NOW + timedelta(days=400))
    assert refused(revoked_at=NOW)
    assert refused(revoked_at=NOW, revoked_why="staff")
    assert refused(word_hash="")
    with pytest.raises(Error), transaction.atomic():
        PatientPagesSetting.objects.create(pk=2, crisis_lines="Ring.", leave_to="https://weather.example/")
    assert not refused(revoked_at=NOW, revoked_why="wrong-words")
    assert refused(revoked_at=None, revoked_why="")


# --- The door -----------------------------------------------------------------------------------------------


def test_unknown_over_and_closed_links_get_the_same_answer(patient, desk, made, clock):
    def whole(path, **sent):
        answer = Client().post(path, sent) if sent else Client().get(path)
        headers = {name: value for name, value in answer.headers.items() if name != "Expires"}
        return answer.status_code, answer.content, headers, dict(answer.cookies)

    revoked, over = made, None
    over = a_link(make_patient(), desk, days=3)
    revoke_link(link=revoked.link, by=desk, at=NOW)
    packet_closed = a_link(make_patient(), desk)
    close_packet(packet=packet_closed.link.packet, by=desk, at=NOW)
    clock.move_to(NOW + timedelta(days=3))

    paths = [reverse("private_door", args=["unknown"]), revoked.path, over.path, packet_closed.path]
    answers = [whole(path) for path in paths] + [whole(path, word=WORD) for path in paths]

    assert answers[0][0] == 404
    assert NOT_AVAILABLE in answers[0][1].decode()
    assert all(answer == answers[0] for answer in answers)
    inside = [whole(path + "1/") for path in paths]
    assert all(answer == inside[0] for answer in inside)


def test_nothing_tells_whose_pages_these_are_and_nothing_keeps_them(made):
    browser = opened(made)

    for path in (made.path, made.path + "1/", made.path + "2/", reverse("private_door", args=["unknown"])):
        for answer in (browser.get(path), Client().get(path)):
            text = answer.content.decode().lower()
            assert "no-store" in answer.headers["Cache-Control"]
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "noindex" in answer.headers["X-Robots-Tag"]
            assert not re.search("groundwork|psychiat|clinic|patient(?!s/_)|therap|maya|juniper", text), path
    assert (Client().get("/f/").headers["Location"], Client().get("/f/x/y").headers["Location"]) == ("/f/-/", "/f/x/")


def test_a_word_opens_whatever_its_capitals_and_a_birth_date_as_people_write_it(patient, desk, made, clock):
    assert opened(made, "  Marmalade ").get(made.path).status_code == 200
    assert Client().post(made.path, {"word": "1990-04-12"}).status_code == 422
    assert LinkOpening.objects.filter(link=made.link).count() == 1

    by_birth_date = a_link(patient, desk, opens_with="birth-date", word="")

    assert "birth date" in Client().get(by_birth_date.path).content.decode()
    assert opened(by_birth_date, "12/4/1990").get(by_birth_date.path).status_code == 200
    assert Act.objects.filter(verb="private_link.opened", by=None).count() == 2


def test_five_wrong_words_are_followed_by_a_pause_in_which_the_right_one_is_not_looked_at(made, clock):
    assert try_words(made, 6) == [Tried.WRONG] * 5 + [Tried.PAUSED]
    answer = Client().post(made.path, {"word": WORD})
    assert (answer.status_code, "quarter of an hour" in answer.content.decode()) == (429, True)

    clock.shift(timedelta(minutes=16))

    assert opened(made)


def test_twenty_wrong_words_close_the_link_and_somebody_here_is_told(patient, made, clock):
    nurse = make_user(Role.NURSE)
    on_team(patient, nurse)
    tried = []
    for _each in range(CLOSES_AFTER // 5):
        tried += try_words(made, 5, at=NOW, address=f"10.0.0.{_each}")
        clock.shift(timedelta(minutes=16))
    sweep(at=NOW + timedelta(hours=2))

    assert tried == [Tried.WRONG] * 19 + [Tried.GONE]
    assert Client().get(made.path).status_code == 404
    prompt = Prompt.objects.get(kind="private-link-closed")
    assert prompt.owner == nurse
    assert LINK_CLOSED_ITSELF.subjects([prompt.key], nurse)[prompt.key].who == patient.chosen_name
    assert Act.objects.get(verb="private_link.closed_itself").by is None


def test_one_address_cannot_try_link_after_link(desk, made, clock):
    links = [made, *(a_link(make_patient(), desk) for _each in range(5))]

    tried = [outcome for link in links for outcome in try_words(link, 4)]

    assert (tried.count(Tried.WRONG), tried.count(Tried.PAUSED)) == (20, 4)
    assert try_words(links[-1], 1, address="10.0.0.9") == [Tried.WRONG]


def test_the_address_of_a_link_reaches_no_log_and_no_history(made, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG, logger="django.request")
    browser = Client(raise_request_exception=False)
    browser.get(made.path + "9/")
    browser.get(made.path.rstrip("/"))
    browser.put(made.path)
    try_words(made, CLOSES_AFTER)
    browser.post(made.path, {"word": "wrong"})
    monkeypatch.setattr("patients.views.private.link_of", lambda *args, **kwargs: 1 / 0)

    assert browser.get(made.path).status_code == 500

    assert "/f/…" in caplog.text
    assert token_of(made) not in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT pgh_context::text FROM patients_privatelinkevent")
        assert token_of(made) not in str(cursor.fetchall())


# --- Behind the door ----------------------------------------------------------------------------------------


def test_a_reopened_link_never_shows_what_was_written(made):
    text, things, choice = questions(made.link.packet)[:3]
    first = opened(made)
    sheet = sheet_in(first.get(made.path + "1/").content.decode())
    sent = {
        "sheet": sheet,
        "asked": [text.pk, things.pk, choice.pk],
        f"q{text.pk}": CANARY,
        f"q{things.pk}-name": ["kingfisher", ""],
        f"q{things.pk}-detail": ["dawn", ""],
        f"q{choice.pk}": "Coffee",
    }
    assert first.post(made.path + "1/", sent).status_code == 302
    assert PacketDraft.objects.count() == 3

    again = opened(made)
    page = again.get(made.path + "1/").content.decode()
    refused = again.post(
        made.path + "1/",
        {
            "sheet": sheet_in(again.get(made.path + "1/").content.decode()),
            "asked": [text.pk, choice.pk],
            f"q{text.pk}": "x" * 4001,
        },
    )

    for shown in (page, first.get(made.path + "1/").content.decode(), refused.content.decode()):
        assert "kingfisher" not in shown
        assert "dawn" not in shown
        assert not re.search(r'value="Coffee"\s+checked', shown)
        assert "Answered earlier." in shown
    assert (refused.status_code, page.count("Answered earlier.")) == (422, 3)
    again.post(
        reverse("private_send", args=[token_of(made)]), {"sheet": sheet_in(again.get(made.path).content.decode())}
    )
    assert PacketAnswer.objects.count() == 3
    assert "kingfisher" not in again.get(made.path + "1/").content.decode()
    assert again.get(made.path + "1/").content.decode().count("Answered earlier.") == 3


def test_each_field_is_kept_as_it_is_typed_and_sending_waits_for_a_person(patient, made):
    text, _things, choice = questions(made.link.packet)[:3]
    browser = opened(made)
    sheet = sheet_in(browser.get(made.path + "1/").content.decode())

    def keep(**fields):
        sent = {"sheet": sheet, **fields}
        return browser.post(made.path + "1/", sent, headers={"X-Autosave": "1"})

    kept = keep(asked=text.pk, **{f"q{text.pk}": CANARY})
    too_long = keep(asked=text.pk, **{f"q{text.pk}": "x" * 4001})
    put_off = keep(asked=choice.pk, **{f"q{choice.pk}-way": "not-now"})
    stranger = keep(asked=10**6, **{"q1000000": "not a question of this page"})

    assert (kept.status_code, kept.content.decode()) == (200, "Kept")
    assert (too_long.status_code, "longer" in too_long.content.decode()) == (422, True)
    assert (put_off.status_code, stranger.status_code) == (200, 200)
    assert {draft.question_id: draft.kind for draft in PacketDraft.objects.all()} == {
        text.pk: "said",
        choice.pk: "not-now",
    }
    assert "1 of 1 section looked at" in browser.get(made.path).content.decode()
    send = reverse("private_send", args=[token_of(made)])
    thanks = browser.post(send, {"sheet": sheet_in(browser.get(made.path).content.decode())})
    assert "It has arrived" in thanks.content.decode()
    assert said_in(PacketAnswer.objects.get(question=text).sealed) == {"text": CANARY}
    nothing = browser.post(send, {"sheet": sheet_in(browser.get(made.path).content.decode())})
    assert "nothing new" in nothing.content.decode()


def test_the_pages_shut_themselves_and_belong_to_one_link_and_to_no_member_of_staff(patient, desk, made, clock):
    other = a_link(make_patient(), desk)
    browser, theirs = opened(made), opened(other)
    text = questions(made.link.packet)[0]
    sheet = sheet_in(browser.get(made.path + "1/").content.decode())
    stolen = {"sheet": sheet_in(theirs.get(other.path + "1/").content.decode()), "asked": text.pk, f"q{text.pk}": "x"}
    staff = Client()
    staff.force_login(desk)

    cookie = browser.cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (made.path, True, "Strict")
    assert browser.post(made.path + "1/", stolen).status_code == 302
    assert browser.post(made.path + "1/", {"sheet": "none"}, headers={"X-Autosave": "1"}).status_code == 401
    theirs.cookies[COOKIE]["path"] = "/"
    assert "Enter the word" in theirs.get(made.path).content.decode()
    assert "Enter the word" in staff.get(made.path).content.decode()
    assert "desk" not in staff.get(made.path).content.decode()
    assert not PacketDraft.objects.exists()
    clock.shift(timedelta(minutes=29))
    assert browser.get(made.path + "1/").status_code == 200
    clock.shift(timedelta(minutes=31))
    rested = browser.post(made.path + "1/", {"sheet": sheet, "asked": text.pk, f"q{text.pk}": CANARY}, follow=True)
    assert "shut themselves" in rested.content.decode()
    assert "kingfisher" not in rested.content.decode()


def test_closing_the_link_ends_what_is_open_and_leaving_quickly_shuts_it(desk, made):
    PatientPagesSetting.objects.create(crisis_lines="Ring 000", leave_to="https://weather.example/")
    browser = opened(made)
    assert "Ring 000" in browser.get(made.path + "1/").content.decode()

    left = browser.get(reverse("private_leave", args=[token_of(made)]))

    assert left.headers["Location"] == "https://weather.example/"
    assert "Enter the word" in browser.get(made.path).content.decode()
    again = opened(made)
    revoke_link(link=made.link, by=desk, at=NOW)
    assert NOT_AVAILABLE in again.get(made.path + "1/").content.decode()


def test_a_section_off_the_link_opens_only_for_those_who_say_so_on_this_link(patient, desk, made):
    hidden, first = sorted(questions(made.link.packet)[3:], key=lambda question: question.is_asked_first)
    browser = opened(made)
    page = browser.get(made.path + "2/")
    sheet = sheet_in(page.content.decode())

    assert "What we pass on." in page.content.decode()
    assert (first.text in page.content.decode(), hidden.text in page.content.decode()) == (True, False)
    browser.post(made.path + "2/", {"sheet": sheet, "asked": [hidden.pk, first.pk], f"q{hidden.pk}": CANARY})
    assert not PacketDraft.objects.exists()

    browser.post(made.path + "2/", {"sheet": sheet, "act": "open"})

    assert hidden.text in browser.get(made.path + "2/").content.decode()
    browser.post(made.path + "1/", {"sheet": sheet, "act": "open"})
    assert PacketOptIn.objects.get().is_wanted
    next_one = a_link(patient, desk)
    assert hidden.text not in opened(next_one).get(next_one.path + "2/").content.decode()
