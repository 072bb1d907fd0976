"""A note cites what its author recorded since it was begun: by link, once, about its own patient."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from medications.models import LogEntry
from medications.services.logging_effects import correct_entry
from practice.audit.models import Act
from practice.staff.roles import Role
from sessions.models import CitationChoice, NoteCitation
from sessions.note_kinds import NoteKind
from sessions.presentation.note_beside import cited_by
from sessions.queries.citations import Cited, left_out_of, would_cite
from sessions.services.citing import choose_citation
from tests.builders import make_user, on_team
from tests.medications.builders import HOUR, MINUTE, NOW, check_in, log, plan_on_step, sign, step_up
from tests.sessions.note_builders import begun, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return plan_on_step(1)


@pytest.fixture
def note(plan):
    """A draft of the prescriber's, begun at nine."""
    return begun(patient=plan.patient, by=plan.prescriber, at=NOW, kind=NoteKind.MEDICATION_VISIT)


def words_of(cited):
    return [line.words for line in cited.lines]


def test_everything_that_was_recorded_during_the_visit_is_cited_and_nothing_else(plan, note):
    check_in(plan, at=NOW - HOUR)
    check_in(plan, at=NOW + MINUTE, by=_colleague(plan))
    entry = log(plan, "Nausea", at=NOW + MINUTE)
    review = sign(plan, at=NOW + 2 * MINUTE)
    change = step_up(plan, at=NOW + 3 * MINUTE)

    note = signed(note)

    kept = NoteCitation.objects.of_notes([note.pk]).as_cited()
    assert kept == [Cited("log_entry", entry.pk), Cited("review", review.pk), Cited("dose_change", change.pk)]
    assert words_of(cited_by(note, plan.prescriber)) == [
        "Nausea, mild, new",
        "sertraline: proceed with the next step",
        "sertraline: up to step 2: 50 mg each morning",
    ]
    assert Act.objects.get(verb="note.signed").details["cited"] == 3


def _colleague(plan):
    nurse = make_user(Role.NURSE)
    on_team(plan.patient, nurse)
    return nurse


def test_words_are_made_when_somebody_reads_them(plan, note):
    entry = log(plan, "Nausea", at=NOW + MINUTE)
    note = signed(note)

    correct_entry(entry=entry, report=None, note="Somebody else's.", by=plan.prescriber, at=NOW + HOUR)

    assert words_of(cited_by(note, plan.prescriber)) == ["Nausea, mild, new, corrected"]


def test_what_was_corrected_before_signing_is_left_to_its_correction(plan, note):
    entry = log(plan, "Nausea", at=NOW + MINUTE)
    correct_entry(entry=entry, report=None, note="A slip.", by=plan.prescriber, at=NOW + 2 * MINUTE)

    assert would_cite(note, at=NOW + HOUR) == []


def test_the_author_leaves_one_out_and_takes_it_in_again(plan, note):
    first, second = (Cited("log_entry", log(plan, term, at=NOW + MINUTE).pk) for term in ("Nausea", "Headache"))
    chosen = {"note": note, "by": plan.prescriber, "at": NOW + 2 * MINUTE}
    for cited, is_left_out in ((first, True), (first, True), (second, True), (second, False)):
        choose_citation(cited=cited, is_left_out=is_left_out, **chosen)

    assert left_out_of(note) == {first}
    assert CitationChoice.objects.count() == 3
    assert [act.verb for act in Act.objects.filter(verb__startswith="note.citation").order_by("id")] == [
        "note.citation-left-out",
        "note.citation-left-out",
        "note.citation-taken-in",
    ]
    assert NoteCitation.objects.of_notes([signed(note).pk]).as_cited() == [second]


def test_who_may_not_open_the_chart_learns_only_how_much_is_cited(plan, note):
    log(plan, "Nausea", at=NOW + MINUTE)

    told = cited_by(signed(note), make_user(Role.THERAPIST))

    assert (list(told.lines), told.hidden) == ([], 1)


def test_the_database_refuses_what_is_about_somebody_else_twice_named_or_late(plan, note):
    own, other = log(plan, "Nausea", at=NOW), log(plan_on_step(1), "Nausea", at=NOW)
    told = {"note": note, "cited_at": NOW, "cited_by": plan.prescriber}

    refused(NoteCitation(log_entry=other, **told), "citation_is_about_the_notes_patient")
    refused(NoteCitation(**told), "citation_is_about_the_notes_patient")
    refused(NoteCitation(log_entry=own, review=sign(plan, at=NOW + MINUTE), **told), "citation_names_one_row")
    signed(note)
    late = LogEntry.objects.filter(patient=plan.patient).earliest("pk")
    refused(NoteCitation(log_entry=late, **told), "citation_is_written_before_the_signature")
    draft = begun(patient=plan.patient, by=plan.prescriber, at=NOW, kind=NoteKind.TELEPHONE)
    NoteCitation(log_entry=own, **{**told, "note": draft}).save()
    refused(NoteCitation(log_entry=own, **{**told, "note": draft}), "note_cites_each_log_entry_once")


def test_a_citation_once_written_stays(plan, note):
    log(plan, "Nausea", at=NOW + MINUTE)
    signed(note)

    for statement in (
        "UPDATE clinical_sessions_notecitation SET cited_at = now()",
        "DELETE FROM clinical_sessions_notecitation",
    ):
        with (
            pytest.raises(Exception, match="permission denied|append"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_group_note_cites_nothing():
    author = make_user(Role.THERAPIST)
    draft = begun(at=NOW)
    draft.patient = None

    assert would_cite(draft, at=NOW + timedelta(days=1)) == []
    assert author.pk


def refused(row, constraint):
    with pytest.raises(IntegrityError) as found, transaction.atomic():
        row.save()
    assert getattr(found.value.__cause__, "diag").constraint_name == constraint  # noqa: B009
