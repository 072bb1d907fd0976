"""Notes of a chart, notes to write, words in notes, and what waits: always as one reader may know it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from patients.models import Patient
from practice.audit.models import Act
from practice.prompts.models import Prompt
from practice.prompts.services.closing import close_prompt
from practice.prompts.services.sweeping import sweep
from practice.staff.roles import Role
from sessions.models import Attendance, Booking, ClinicianProfile, NoteText, SessionNote, Visit, VisitClinician
from sessions.presentation.finding_notes import with_marks
from sessions.queries.finding_words import FOUND_FROM, FOUND_TO, find_words
from sessions.services.signing_notes import add_addendum
from sessions.services.writing_notes import set_aside
from tests.builders import make_patient, make_user, on_team
from tests.sessions.note_builders import begun, keep, room, signed, supervised
from tests.sessions.page_builders import signed_in, text_of
from tests.sessions.visit_builders import make_clinician, make_type

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def there():
    return room()


def notes_of(client, patient, **query):
    return client.get(reverse("notes_of_chart", args=[patient.pk]), query)


def begin(there, **fields):
    return begun(patient=there.patient, by=there.author, **fields)


def took_place(user, patient, at, status=Attendance.DONE):
    """A visit of half an hour with this clinician that ended at that moment."""
    told = {"booked_at": at, "booked_by": user}
    profile = ClinicianProfile.objects.filter(user=user).first() or make_clinician(user=user, days=())
    visit = Visit.objects.create(
        visit_type=make_type(), starts_at=at - HOUR / 2, ends_at=at, is_telehealth=True, **told
    )
    VisitClinician.objects.create(visit=visit, clinician=profile)
    Booking.objects.create(visit=visit, patient=patient, status=status, status_at=at, status_by=user, **told)
    return visit


def test_the_notes_of_a_chart_say_what_they_are_and_whether_they_are_locked(there):
    note = signed(begin(there, kind="telephone"))
    add_addendum(note=note, words="She rang again.", by=there.author, at=timezone.now())
    supervised(there.author, make_user(Role.CLINICAL_LEAD))
    signed(begin(there))
    set_aside(note=begin(there, kind="family"), because="By mistake.", by=there.author, at=timezone.now())
    begin(there, kind="medication-visit")

    told = text_of(notes_of(signed_in(there.author), there.patient))

    assert "Telephone signed and locked" in told
    assert "1 addendum" in told
    assert "Individual therapy signed and locked waits for a co-signature" in told
    assert "Family set aside" in told
    assert "Medication visit draft" in told


def test_a_colleague_reads_what_is_signed_and_narrows_it(there):
    colleague, other = make_user(Role.NURSE), make_user(Role.PRESCRIBER)
    for each in (colleague, other):
        on_team(there.patient, each)
    signed(begin(there))
    signed(begun(patient=there.patient, by=other, kind="telephone"))
    begin(there, kind="family")
    client = signed_in(colleague)

    assert [row.kind for row in notes_of(client, there.patient).context["rows"]] == ["Telephone", "Individual therapy"]
    assert [row.kind for row in notes_of(client, there.patient, kind="telephone").context["rows"]] == ["Telephone"]
    by_author = notes_of(client, there.patient, author=there.author.pk).context["rows"]
    assert [row.author for row in by_author] == [there.author.display_name]
    assert notes_of(client, there.patient, kind="nothing").status_code == 422
    assert notes_of(signed_in(make_user(Role.NURSE)), there.patient).status_code == 404


def many_notes(there, number):
    """Signed notes, a day apart, straight into the tables."""
    now = timezone.now()
    told = {"kind": "individual-therapy", "patient": there.patient, "author": there.author}
    notes = SessionNote.objects.bulk_create(
        SessionNote(**told, began_at=now - each * DAY, took_place_from=now - each * DAY) for each in range(number)
    )
    NoteText.objects.bulk_create(
        NoteText(note=each, saved_at=now, saved_by=there.author, sections={"what-happened": f"Lake {each.pk}"})
        for each in notes
    )
    SessionNote.objects.filter(pk__in=[each.pk for each in notes]).update(signed_at=now, signed_by=there.author)


def test_three_notes_and_three_hundred_cost_the_same_and_are_paged(there):
    client = signed_in(there.author)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert notes_of(client, there.patient).status_code == 200
            assert client.post(reverse("find_notes"), {"words": "lake"}).status_code == 200
        return len(asked)

    many_notes(there, 3)
    queries()  # opening a chart is recorded once a sitting
    few = queries()
    many_notes(there, 300)
    assert queries() == few
    first = notes_of(client, there.patient)
    second = client.get(reverse("notes_of_chart", args=[there.patient.pk]) + first.context["older_url"])
    assert len(first.context["rows"]) == len(second.context["rows"]) == 20
    assert not {row.url for row in first.context["rows"]} & {row.url for row in second.context["rows"]}


def test_drafts_visits_without_a_note_and_co_signatures_wait_on_one_page(there):
    now, user = timezone.now(), there.author
    trainee = make_user(Role.THERAPIST)
    supervised(trainee, user)
    on_team(there.patient, trainee)
    signed(begun(patient=there.patient, by=trainee, kind="family"))
    begin(there, kind="telephone")
    took_place(user, there.patient, now - DAY)
    with_note = took_place(user, there.patient, now - 2 * DAY)
    signed(begin(there, visit=with_note))
    took_place(user, there.patient, now - 3 * DAY, Attendance.DID_NOT_ATTEND)
    took_place(make_user(Role.THERAPIST), there.patient, now - 4 * DAY)
    took_place(user, there.patient, now - 100 * DAY)

    page = signed_in(user).get(reverse("notes_to_write"))

    assert [row.kind for row in page.context["drafts"]] == ["Telephone"]
    assert [row.who for row in page.context["missing"]] == [there.patient.chosen_name]
    assert [row.author for row in page.context["to_cosign"]] == [trainee.display_name]
    assert signed_in(make_user(Role.FRONT_DESK)).get(reverse("notes_to_write")).status_code == 403


def test_what_is_late_becomes_a_prompt_and_goes_with_the_work(there):
    now, user = timezone.now(), there.author
    late = begin(there, at=now - 3 * DAY)
    begin(there, kind="family", at=now - DAY)
    seen, answered = (took_place(user, there.patient, now - days * DAY) for days in (3, 4))
    took_place(user, there.patient, now - DAY)
    sweep(at=now)
    prompts = Prompt.objects.filter(kind__in=["note-unsigned", "note-missing"], closed_at=None)
    assert {(each.kind, each.key, each.owner_id, each.urgent) for each in prompts} == {
        ("note-unsigned", late.pk, user.pk, False),
        ("note-missing", seen.pk, user.pk, False),
        ("note-missing", answered.pk, user.pk, False),
    }
    told = text_of(signed_in(user).get(reverse("today")))
    assert "Your note waits to be signed" in told
    assert "This visit has no note yet" in told

    signed(late)
    begin(there, visit=seen)
    waiting = prompts.get(key=answered.pk, kind="note-missing")
    close_prompt(prompt_id=waiting.pk, outcome="not-needed", by=user, at=now)
    sweep(at=now)
    assert not prompts.all().exists()
    missing = signed_in(user).get(reverse("notes_to_write")).context["missing"]
    assert [row.visit_url for row in missing] != []
    assert reverse("visit", args=[answered.pk]) not in [row.visit_url for row in missing]


def test_words_are_found_in_what_one_may_read_and_nowhere_else(there):
    other = make_user(Role.PRESCRIBER)
    on_team(there.patient, other)
    note = signed(begin(there), "She dreams of a lighthouse, and sleeps.")
    keep(begin(there, kind="telephone"), "The lighthouse again.")
    hidden = signed(begun(), "A lighthouse elsewhere.")

    assert [facts.kind for facts, _piece in find_words("lighthouses", there.author).rows] == [
        "telephone",
        "individual-therapy",
    ]
    (row,) = find_words("lighthouse -again", other).rows
    assert row[0].pk == note.pk
    assert f"{FOUND_FROM}lighthouse{FOUND_TO}" in row[1]
    assert hidden.pk not in [facts.pk for facts, _piece in find_words("lighthouse", there.author).rows]
    assert not find_words("-lighthouse", other).can_be_asked
    assert find_words("nothing of it", other).rows == []


def test_searching_is_recorded_without_the_words_and_shows_nothing_unescaped(there):
    signed(begin(there), "<b>Marmalade</b> helps & calms.")
    client = signed_in(there.author)

    page = client.post(reverse("find_notes"), {"words": "marmalade"})

    told = page.content.decode()
    assert all(words in told for words in ("<mark>Marmalade</mark>", "helps &amp; calms"))
    assert "<b>" not in told
    act = Act.objects.get(verb="notes.searched")
    assert (act.by, act.details) == (there.author, {"found": 1})
    assert client.post(reverse("find_notes"), {"words": ""}).status_code == 422
    together = client.post(reverse("find_notes"), {"words": "“calms helps”"})
    assert "No note has these words." in text_of(together)
    assert with_marks(f"a{FOUND_FROM}<i>{FOUND_TO}") == "a<mark>&lt;i&gt;</mark>"


def test_the_day_marks_the_note_for_clinicians_alone():
    now, user = timezone.now(), make_user(Role.THERAPIST)
    patient, draft_of, other = make_patient(), make_patient(), make_patient()
    for each in (patient, draft_of, other):
        on_team(each, user)
    done, begun_one, _open = (
        took_place(user, each, now - hours * HOUR) for each, hours in ((patient, 1), (draft_of, 2), (other, 3))
    )
    signed(begun(patient=patient, by=user, visit=done))
    begun(patient=draft_of, by=user, visit=begun_one)
    on = {"on": timezone.localdate(now - 2 * HOUR).isoformat()}

    told = text_of(signed_in(user).get(reverse("visits_day"), on))
    desk = text_of(signed_in(make_user(Role.FRONT_DESK)).get(reverse("visits_day"), on))

    for words in ("Note signed and locked", "Note: draft", "Begin a note"):
        assert words in told
    assert all(words not in desk for words in ("Note signed", "Note: draft", "Begin a note", "note"))
    assert Patient.objects.count() >= 3
