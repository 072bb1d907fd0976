"""Beside a draft: what is at hand, and acts done in place by the same addresses, services and gate as everywhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from medications.models import DoseChange, LogEntry, Review
from patients.models import Assessment
from practice.staff.roles import Role
from sessions.models import CitationChoice
from sessions.note_kinds import NoteKind
from tests.builders import make_user, on_team
from tests.medications.builders import DAY, active_plan, log, plan_on_step
from tests.sessions.note_builders import begun, signed
from tests.sessions.page_builders import signed_in, text_of

pytestmark = pytest.mark.django_db
IN_PLACE = {"HX-Request": "true"}


@pytest.fixture
def plan():
    """A fortnight on the first step, today."""
    return plan_on_step(1, since=timezone.now() - 14 * DAY)


@pytest.fixture
def note(plan):
    return begun(patient=plan.patient, by=plan.prescriber, kind=NoteKind.MEDICATION_VISIT)


@pytest.fixture
def prescriber(plan):
    return signed_in(plan.prescriber)


def beside(client, note, **headers):
    return client.get(reverse("note_beside", args=[note.pk]), headers=headers)


def test_dose_gate_log_and_measures_are_at_hand(plan, note, prescriber):
    signed(begun(patient=plan.patient, by=plan.prescriber, kind=NoteKind.TELEPHONE, at=note.began_at), "We spoke.")
    log(plan, "Nausea", at=timezone.now())

    told = text_of(beside(prescriber, note, **IN_PLACE))

    for words in ("25 mg each morning, step 1 of 4", "Next: step 2", "Nobody has reviewed", "Nausea, mild, new"):
        assert words in told
    for words in ("This note will cite", "Leave it out", "PCL-5", "The last note", "We spoke."):
        assert words in told


def test_the_page_without_script_holds_the_same_with_the_way_back(plan, note, prescriber):
    whole = beside(prescriber, note)

    assert whole["Vary"].count("HX-Request") == 1
    assert plan.patient.chosen_name in text_of(whole)
    for name, about in (("review", plan.pk), ("sitting", plan.pk), ("hold", plan.pk), ("log", plan.patient_id)):
        assert f'href="{reverse(name, args=[about])}?back={note.pk}"' in whole.content.decode()


def test_an_effect_is_logged_in_place_and_the_column_is_told(plan, note, prescriber):
    asked = prescriber.get(reverse("log", args=[plan.patient_id]), headers=IN_PLACE).content.decode()
    assert "<html" not in asked
    assert "They noticed something" in asked
    address = reverse("log_report", args=[plan.patient_id])
    slip = prescriber.post(address, {"report-in_their_words": "My head."}, headers=IN_PLACE)
    assert (slip.status_code, "My head." in slip.content.decode()) == (422, True)
    report = {"effect": "Headache", "severity": "mild", "course": "new", "source": "session"}
    done = prescriber.post(address, {f"report-{name}": value for name, value in report.items()}, headers=IN_PLACE)

    assert "recorded" in done["HX-Trigger"]
    assert "It is in the log." in text_of(done)
    assert LogEntry.objects.filter(effect__term="Headache").count() == 1
    assert "Headache, mild, new" in text_of(beside(prescriber, note, **IN_PLACE))


def reviewed(page, **fields):
    """What a prescriber sends who read this page."""
    said = {"patient_view": "agrees", "decision": "proceed", "reasons": "Well.", **fields}
    return {**said, "version": page.context["version"], "step": 2}


def test_review_and_step_are_done_in_place_and_news_are_shown_first(plan, note, prescriber):
    address = reverse("review", args=[plan.pk])
    page = prescriber.get(address, headers=IN_PLACE)
    log(plan, "Nausea", at=timezone.now())

    stale = prescriber.post(address, reviewed(page, in_their_words="Go on."), headers=IN_PLACE)
    assert stale.status_code == 409
    assert all(words in text_of(stale) for words in ("What you typed is still here", "Nausea, mild, new"))
    assert "Go on." in stale.content.decode()
    done = prescriber.post(address, reviewed(stale), headers=IN_PLACE)
    assert "recorded" in done["HX-Trigger"]
    assert "The review is signed." in text_of(done)

    gate = prescriber.get(reverse("plan", args=[plan.pk]), headers=IN_PLACE).context["gate"]
    assert gate.is_open
    step = {"step": 2, "version": gate.form.initial["version"], "first_dose_on": timezone.localdate().isoformat()}
    ordered = prescriber.post(reverse("step_up", args=[plan.pk]), step, headers=IN_PLACE)
    assert "It is ordered" in text_of(ordered)
    assert DoseChange.objects.filter(step__position=2).exists()
    told = text_of(beside(prescriber, note, **IN_PLACE))
    assert "sertraline: proceed with the next step" in told
    assert "sertraline: up to step 2: 50 mg each morning" in told


def test_a_closed_gate_says_why_in_place(plan, note, prescriber):
    step = {"step": 2, "version": 0, "first_dose_on": timezone.localdate().isoformat()}
    refused = prescriber.post(reverse("step_up", args=[plan.pk]), step, headers=IN_PLACE)

    assert refused.status_code in {409, 422}
    assert "<html" not in refused.content.decode()
    assert "Nobody has reviewed" in text_of(refused)
    assert not DoseChange.objects.filter(step__position=2).exists()


def test_the_whole_sitting_and_a_hold_are_done_in_place(plan, note, prescriber):
    address = reverse("sitting", args=[plan.pk])
    page = prescriber.get(address, headers=IN_PLACE)
    said = {
        **reviewed(page),
        "heard": "nothing",
        "nothing-source": "session",
        "nothing-asked_about": ["Suicidal ideation"],
        "step_now": "on",
        "first_dose_on": timezone.localdate().isoformat(),
    }
    done = prescriber.post(address, said, headers=IN_PLACE)
    held = prescriber.post(reverse("hold", args=[plan.pk]), {"reason": "Exams."}, headers=IN_PLACE)

    assert "the new dose is ordered" in text_of(done)
    assert "The plan is on hold." in text_of(held)
    assert Review.objects.filter(plan=plan, signed_by=plan.prescriber).count() == 2


def test_without_script_an_act_leads_back_to_its_note(plan, note, prescriber):
    address = f"{reverse('hold', args=[plan.pk])}?back={note.pk}"
    page = prescriber.get(address).content.decode()

    assert f'action="{address}"' in page
    assert f'href="{reverse("note", args=[note.pk])}"' in page
    assert prescriber.post(address, {"reason": "Exams."}).url == reverse("note", args=[note.pk])
    assert prescriber.get(f"{reverse('hold', args=[plan.pk])}?back=//evil.example/").status_code == 200
    elsewhere = prescriber.post(f"{reverse('stop', args=[plan.pk])}?back=//evil.example/", {"reason": "Enough."})
    assert elsewhere.url == reverse("plan", args=[plan.pk])


def test_something_is_left_out_of_what_will_be_cited(plan, note, prescriber):
    entry = log(plan, "Nausea", at=timezone.now())
    address, row = reverse("choose_cited", args=[note.pk]), {"what": "log_entry", "row": entry.pk}

    told = prescriber.post(address, {**row, "leave_out": "yes"}, headers=IN_PLACE)
    assert "Take it in again" in text_of(told)
    assert prescriber.post(address, {**row, "take_in": "yes"}).url == reverse("note_beside", args=[note.pk])
    assert prescriber.post(address, {**row, "row": 0}).status_code == 404
    assert CitationChoice.objects.count() == 2


def test_it_is_the_authors_alone_and_of_drafts(plan, note, prescriber):
    for role in (Role.PRESCRIBER, Role.THERAPIST, Role.CLINICAL_LEAD):
        colleague = make_user(role)
        on_team(plan.patient, colleague)
        assert beside(signed_in(colleague), note).status_code == 404
    assert beside(signed_in(make_user(Role.FRONT_DESK)), note).status_code in {403, 404}
    signed(note)
    assert beside(prescriber, note).status_code == 404


def test_it_asks_as_much_whatever_was_logged_and_filled_in(plan, note, prescriber):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert beside(prescriber, note, **IN_PLACE).status_code == 200
        return len(asked)

    def more(number):
        for _each in range(number):
            log(plan, "Nausea", at=timezone.now())
            Assessment.objects.create(
                patient=plan.patient,
                measure="pcl5",
                edition=1,
                answers={},
                how="asked",
                filled_in_at=timezone.now(),
                recorded_by=plan.prescriber,
            )

    more(3)
    few = queries()
    more(12)
    assert queries() == few
    active_plan(patient=plan.patient, prescriber=plan.prescriber, code="prazosin", at=timezone.now() - DAY)
    assert queries() <= few + 20
