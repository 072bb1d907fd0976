"""The pages of notes: writing, two versions side by side, signing, reading; and who may do which."""

import pytest
from django.urls import reverse
from django.utils import timezone

from practice.audit.models import Act
from practice.staff.roles import Role
from sessions.models import GroupLine, NoteText, SessionNote, Supervision
from sessions.note_kinds import NoteKind
from sessions.services.signing_notes import sign_note
from sessions.services.writing_notes import set_aside
from tests.builders import glass_broken, make_administrator, make_patient, make_user, on_team
from tests.sessions.note_builders import WORDS, begun, keep, patient_of, room, signed, supervised, words_of
from tests.sessions.visit_builders import booked, make_clinician, make_group_type, make_type

pytestmark = pytest.mark.django_db
FIELD = "section-what-happened"


@pytest.fixture
def note(client):
    """A draft, whose author is signed in."""
    note = begun()
    client.force_login(note.author)
    return note


def url(name, note):
    return reverse(name, args=[note.pk])


def sent(words=WORDS, revision=0, **fields):
    return {FIELD: words, "revision": revision, **fields}


def test_the_page_of_a_draft_has_what_is_kept_and_what_keeps_it(client, note):
    keep(note)

    page = client.get(url("note", note)).content.decode()

    assert WORDS in page
    assert "only you can read it" in page
    assert f'data-note="{url("keep_note", note)}"' in page
    assert 'name="revision" value="1"' in page


def test_the_page_keeps_itself_and_is_answered_shortly(client, note):
    answer = client.post(
        url("keep_note", note), sent(page="one", turn=1, **{"header-on": "never", "header-start": "9"})
    )

    told = answer.json()
    assert (answer.status_code, told["revision"], told["not_kept"]) == (200, 1, ["header-on", "header-start"])
    assert told["said"].startswith("Kept at")
    assert "Day: Enter a valid date." in told["said"]
    assert words_of(note) == WORDS


def test_keeping_by_itself_keeps_no_sign_in_alive(client, note):
    from sessions.views.notes import keep as view

    assert vars(view)["is_unattended"]


def test_a_second_writer_is_told_and_chooses(client, note):
    keep(note, "Kept from the other window")

    told = client.post(url("keep_note", note), sent("Typed here"))
    both = client.post(url("note", note), sent("Typed here"))
    page = both.content.decode()
    client.post(url("settle_note", note), sent("Typed here", 1, **{f"choose-{FIELD}": "both"}))

    assert (told.status_code, both.status_code) == (409, 409)
    assert "look at both" in told.json()["said"]
    assert "Kept from the other window" in page
    assert "Typed here" in page
    assert words_of(note) == "Kept from the other window\n\nTyped here"


@pytest.mark.parametrize(("choice", "stands"), [("mine", "Typed here"), ("theirs", "Kept")])
def test_one_version_can_stand_alone(client, note, choice, stands):
    keep(note, "Kept")

    answer = client.post(url("settle_note", note), sent("Typed here", 1, **{f"choose-{FIELD}": choice}))

    assert (answer.status_code, words_of(note)) == (302, stands)


def test_whoever_sends_the_same_twice_without_script_is_not_asked(client, note):
    client.post(url("note", note), sent(act="keep"))

    again = client.post(url("note", note), sent(act="keep"))

    assert (again.status_code, words_of(note)) == (302, WORDS)


def test_what_cannot_be_read_is_shown_again_and_the_rest_is_kept(client, note):
    answer = client.post(url("note", note), sent(**{"header-on": "never", "header-start": "9:00"}))

    page = answer.content.decode()
    assert (answer.status_code, words_of(note)) == (422, WORDS)
    assert 'value="never"' in page
    assert "Enter a valid date." in page


def test_a_note_is_read_through_signed_and_locked(client, note):
    client.post(url("note", note), sent(act="look"))
    to_read = client.get(url("sign_note", note)).content.decode()
    stale = client.post(url("sign_note", note), {"revision": 0})
    client.post(url("sign_note", note), {"revision": 1})
    page = client.get(url("note", note)).content.decode()

    assert WORDS in to_read
    assert "Nobody can change the note afterwards" in to_read
    assert stale.status_code == 409
    assert "Signed and locked" in page
    assert "<textarea" in page  # for an addendum


def test_an_empty_note_says_what_is_missing_and_offers_no_button(client, note):
    page = client.get(url("sign_note", note)).content.decode()
    answer = client.post(url("sign_note", note), {"revision": 0})

    assert "Nothing is written in the note yet" in page
    assert "Sign and lock</button>" not in page
    assert answer.status_code == 409


def test_what_was_typed_beside_a_signature_stands_ready_as_an_addendum(client, note):
    signed(note)

    told = client.post(url("keep_note", note), sent("And one more thing", 1, page="two", turn=1))
    answer = client.post(url("note", note), sent("And one more thing", 1))

    assert (told.status_code, answer.status_code) == (409, 409)
    assert "And one more thing" in answer.content.decode().split("<textarea")[1]
    assert words_of(note) == WORDS


def test_a_draft_is_set_aside_and_taken_up(client, note):
    unreadable = client.post(url("set_note_aside", note), {"because": ""})
    client.post(url("set_note_aside", note), {"because": "Begun twice."})
    page = client.get(url("note", note)).content.decode()
    client.post(url("take_note_up", note))

    assert unreadable.status_code == 422
    assert "Begun twice." in page
    assert SessionNote.objects.get(pk=note.pk).is_draft


def test_an_addendum_is_sent_once(client, note):
    signed(note)
    form = {"words": "She called later.", "once": "the-same"}

    client.post(url("add_to_note", note), form)
    client.post(url("add_to_note", note), form)
    empty = client.post(url("add_to_note", note), {"words": " "})

    assert note.addenda.count() == 1
    assert empty.status_code == 422
    assert "She called later." in client.get(url("note", note)).content.decode()


def test_a_note_is_begun_on_the_chart(client):
    there = room(Role.PRESCRIBER)
    client.force_login(there.author)
    begin = reverse("begin_note", args=[there.patient.pk])

    page = client.get(begin).content.decode()
    client.post(begin, {"kind": "telephone"})
    refused = client.post(begin, {"kind": "group"})

    assert "Group" not in page.split("<form")[-1]
    assert SessionNote.objects.get().kind == NoteKind.TELEPHONE
    assert refused.status_code == 422


def test_a_note_is_begun_for_a_visit_and_found_again(client):
    there = room(Role.PRESCRIBER)
    client.force_login(there.author)
    visit = booked(make_clinician(user=there.author), there.patient, visit_type=make_type(needs_room=False))
    begin = reverse("begin_note_for_visit", args=[visit.pk])

    page = client.get(begin).content.decode()
    first = client.post(begin, {"kind": "medication-visit"})
    again = client.post(begin, {"kind": "medication-visit"})

    assert (
        'value="medication-visit" class="form-check-input" required id="id_kind_0" checked' in page or "checked" in page
    )
    assert first.url == again.url
    assert url("note", SessionNote.objects.get()) in client.get(begin).content.decode()


def test_a_groups_visit_begins_a_groups_note(client):
    there = room()
    client.force_login(there.author)
    kind = make_group_type(needs_room=False)
    visit = booked(make_clinician(user=there.author), there.patient, visit_type=kind)

    answer = client.post(reverse("begin_note_for_visit", args=[visit.pk]), {"kind": "group"})

    page = client.get(answer.url).content.decode()
    assert SessionNote.objects.get().patient is None
    assert "only you can read it" in page


PEOPLE = {
    "colleague": (Role.NURSE, True),
    "lead": (Role.CLINICAL_LEAD, False),
    "outsider": (Role.THERAPIST, False),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_a_draft_is_its_authors_alone(client, who):
    note = begun()
    keep(note)
    role, is_on_team = PEOPLE[who]
    user = make_user(role)
    if is_on_team:
        on_team(patient_of(note), user)
    client.force_login(user)

    found = [client.get(url(name, note)).status_code for name in ("note", "sign_note")]
    found += [client.post(url(name, note), sent()).status_code for name in ("note", "keep_note", "settle_note")]

    assert set(found) == {404}
    assert not SessionNote.objects.visible_to(user).exists()


def test_a_signed_note_is_read_by_whoever_may_open_the_chart(client):
    note = signed()
    colleague, desk, outsider, breaker = (
        make_user(role) for role in (Role.NURSE, Role.FRONT_DESK, Role.PRESCRIBER, Role.NURSE)
    )
    on_team(patient_of(note), colleague)
    glass_broken(patient_of(note), breaker, at=timezone.now())

    def answer(user):
        client.force_login(user)
        return client.get(url("note", note))

    for user in (note.author, colleague, breaker, make_user(Role.CLINICAL_LEAD)):
        assert WORDS in answer(user).content.decode()
        assert Act.objects.filter(verb="chart.viewed", by=user, patient_id=note.patient_id).exists()
    assert [answer(user).status_code for user in (desk, outsider, make_administrator())] == [404, 404, 404]


def test_a_supervisor_reads_that_note_and_nothing_else_of_the_chart(client):
    there, supervisor = room(), make_user(Role.THERAPIST)
    supervised(there.author, supervisor)
    note = signed(begun(patient=there.patient, by=there.author))
    client.force_login(supervisor)

    page = client.get(url("note", note)).content.decode()
    chart = client.get(reverse("chart", args=[there.patient.pk]))
    client.post(url("cosign_note", note))

    assert WORDS in page
    assert chart.status_code == 404
    assert note.cosignature.signed_by == supervisor
    assert "Co-signed" in client.get(url("note", note)).content.decode()


def test_a_groups_note_is_read_by_the_team_of_a_member_who_came(client):
    there = room()
    visit = booked(make_clinician(user=there.author), there.patient, visit_type=make_group_type(needs_room=False))
    note = begun(patient=None, by=there.author, visit=visit, kind=NoteKind.GROUP)
    other = make_patient()
    GroupLine.objects.create(note=note, patient=there.patient)
    keep(note)
    sign_note(note=note, revision=1, by=there.author, at=timezone.now())
    of_the_member, of_the_other = make_user(Role.NURSE), make_user(Role.NURSE)
    on_team(there.patient, of_the_member)
    on_team(other, of_the_other)

    seen = {user: SessionNote.objects.visible_to(user).exists() for user in (of_the_member, of_the_other)}

    assert seen == {of_the_member: True, of_the_other: False}
    assert SessionNote.objects.of_patient(there.patient.pk).exists()
    assert not SessionNote.objects.of_patient(other.pk).exists()


def test_a_draft_that_was_set_aside_takes_nothing_and_says_so(client, note):
    keep(note)
    set_aside(note=note, because="Begun twice.", by=note.author, at=timezone.now())

    told = client.post(url("keep_note", note), sent("More", 1))

    assert told.status_code == 409
    assert "Take it up again" in told.json()["said"]


def test_the_administration_shows_that_there_are_notes_and_none_of_their_words(client):
    note = signed()
    client.force_login(make_administrator())

    pages = [
        client.get(reverse("admin:clinical_sessions_sessionnote_changelist")),
        client.get(reverse("admin:clinical_sessions_sessionnote_change", args=[note.pk])),
    ]

    for page in pages:
        words = page.content.decode()
        assert page.status_code == 200
        assert patient_of(note).chosen_name not in words
        assert WORDS not in words
    assert client.post(pages[1].request["PATH_INFO"], {"place": "x"}).status_code == 403


def test_the_page_of_a_draft_asks_the_same_however_much_was_written(client, note, django_assert_max_num_queries):
    text = NoteText.objects.get(note=note)
    text.sections = {"what-happened": "word " * 5000}
    text.save()

    client.get(url("note", note))
    with django_assert_max_num_queries(60):
        client.get(url("note", note))


def test_an_administrator_says_who_co_signs_and_from_when(client):
    supervisee, supervisor = make_user(Role.THERAPIST), make_user(Role.THERAPIST)
    administrator = make_administrator()
    client.force_login(administrator)
    add, listed = (reverse(f"admin:clinical_sessions_supervision_{page}") for page in ("add", "changelist"))
    span = {"starts_at_0": "2026-01-01", "starts_at_1": "9:00", "ends_at_0": "", "ends_at_1": ""}
    form = {"supervisee": supervisee.pk, "supervisor": supervisor.pk, **span}

    client.post(add, form)
    refused = client.post(add, form).content.decode()

    assert Supervision.objects.get().recorded_by == administrator
    assert "already co-signs" in refused
    assert supervisor.display_name in client.get(listed).content.decode()
