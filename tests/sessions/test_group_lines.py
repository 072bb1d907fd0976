"""A group's note and its lines: each member's chart shows the text and their own line, and nobody else's."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from patients.services.consenting import Agreed
from patients.services.people_around import Person, add_supporter
from practice.staff.roles import Role
from sessions.forms.group_lines import LinesForm
from sessions.models import GroupLine, SessionNote, SupporterThere
from sessions.note_kinds import NoteKind
from sessions.parts.family import FAMILY
from sessions.parts.lines import LINES
from tests.builders import make_patient, make_user, on_team
from tests.patients.consent_builders import consented
from tests.sessions.frame_builders import came, group_of, kept, lined, sign
from tests.sessions.note_builders import begun, room
from tests.sessions.visit_builders import booked, make_clinician, make_group_type

pytestmark = pytest.mark.django_db

TEXT = "We spoke about sleep, and tried breathing."


@pytest.fixture
def group():
    """Two members of a group with a team each; a third person who did not come."""
    return {name: make_patient(chosen_name=name) for name in ("Amira", "Bo")}


def form_of(note: SessionNote) -> LinesForm:
    form = LINES.form(SessionNote.objects.get(pk=note.pk), None)
    assert isinstance(form, LinesForm)
    return form


def lines_of(note, reader):
    return {line.patient.chosen_name: line.words for line in LINES.shown(note, reader)["lines"]}


def test_the_form_offers_who_is_booked_and_ticks_who_came(group):
    author, other = make_user(Role.THERAPIST), make_patient(chosen_name="Cleo")
    on_team(other, author)
    note = group_of(*group.values(), author=author)
    came(note.visit, group["Amira"])

    form = form_of(note)

    assert [(row.member.patient.chosen_name, row.came.value(), row.member.booking) for row in form.rows()] == [
        ("Amira", True, "Arrived"),
        ("Bo", False, "Booked"),
    ]
    assert [each.data["label"] for each in form["add"].subwidgets] == ["Nobody else", "Cleo"]


def test_each_who_came_has_a_line_and_who_did_not_has_none(group):
    author, other = make_user(Role.THERAPIST), make_patient(chosen_name="Cleo")
    on_team(other, author)
    note = group_of(*group.values(), author=author)

    more: dict[str, Any] = {"lines-add": other.pk, "lines-add_words": "Came along."}
    lined(note, {group["Amira"]: "Quiet today."}, **more)
    assert lines_of(note, author) == {"Amira": "Quiet today.", "Cleo": "Came along."}

    kept(note, {"section-what-happened": TEXT})
    assert GroupLine.objects.filter(note=note).count() == 2
    kept(note, {"lines-sent": "1", f"lines-words-{group['Amira'].pk}": "Quiet, then not."})
    assert lines_of(note, author) == {"Amira": "Quiet, then not."}


def test_nobody_is_added_whom_the_author_does_not_treat(group):
    author, stranger = make_user(Role.THERAPIST), make_patient()
    note = group_of(*group.values(), author=author)

    more: dict[str, Any] = {"lines-add": stranger.pk}
    lined(note, {group["Bo"]: ""}, **more)

    assert lines_of(note, author) == {"Bo": ""}


def test_a_members_team_reads_the_text_and_that_members_line_alone(group, client):
    author = make_user(Role.THERAPIST)
    note = group_of(*group.values(), author=author)
    lined(note, {group["Amira"]: "The letter to her sister.", group["Bo"]: "The dog."}, TEXT)
    teams = {name: make_user(Role.NURSE) for name in group}
    for name, member in group.items():
        on_team(member, teams[name])
    outsider, desk = make_user(Role.THERAPIST), make_user(Role.FRONT_DESK)
    everybody = [*teams.values(), outsider, desk]
    address = reverse("note", args=[note.pk])

    assert not SessionNote.objects.visible_to(teams["Bo"]).exists()
    assert [lines_of(note, reader) for reader in everybody] == [{}, {}, {}, {}]
    sign(note)
    note.refresh_from_db()

    assert lines_of(note, teams["Amira"]) == {"Amira": "The letter to her sister."}
    assert lines_of(note, teams["Bo"]) == {"Bo": "The dog."}
    assert [lines_of(note, reader) for reader in (outsider, desk)] == [{}, {}]
    for name, own, other in [("Amira", "The letter", "The dog"), ("Bo", "The dog", "The letter")]:
        client.force_login(teams[name])
        page = client.get(address).content.decode()
        assert (TEXT in page, own in page, other in page) == (True, True, False)
        assert ({"Amira", "Bo"} - {name}).pop() not in page
    for reader in (outsider, desk):
        client.force_login(reader)
        assert client.get(address).status_code == 404


def test_lines_change_no_more_once_the_note_is_signed(group):
    note = group_of(*group.values(), author=make_user(Role.THERAPIST))
    lined(note, {group["Amira"]: "Quiet today."}, TEXT)
    sign(note)

    lines = GroupLine.objects.filter(note=note)
    for change in (lambda: lines.update(words=""), lambda: lines.delete()):
        with pytest.raises(IntegrityError, match="signed note stays"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="signed note stays"), transaction.atomic():
        GroupLine.objects.create(note=note, patient=group["Bo"])


def test_a_line_is_of_a_groups_note_and_stays_with_its_person(group):
    note = group_of(*group.values(), author=make_user(Role.THERAPIST))
    line = GroupLine.objects.create(note=note, patient=group["Amira"])

    with pytest.raises(IntegrityError), transaction.atomic():
        GroupLine.objects.create(note=note, patient=group["Amira"])
    with pytest.raises(IntegrityError, match="belong to group notes"), transaction.atomic():
        GroupLine.objects.filter(pk=line.pk).update(patient=group["Bo"])
    with pytest.raises(IntegrityError, match="belong to group notes"), transaction.atomic():
        GroupLine.objects.create(note=begun(), patient=group["Amira"])


def test_a_name_in_the_text_is_pointed_out_and_holds_nothing_back(group, client):
    author = make_user(Role.THERAPIST)
    note = group_of(*group.values(), author=author)
    lined(note, {group["Amira"]: "Quiet."}, "Amira taught us a breathing exercise.")
    note.refresh_from_db()

    assert form_of(note).named == ["Amira"]
    client.force_login(author)
    assert "The text of the group names somebody" in client.get(reverse("note", args=[note.pk])).content.decode()
    assert sign(note).signed_at


def test_a_long_group_asks_no_more_questions(group, django_assert_num_queries):
    author = make_user(Role.THERAPIST)
    patients = [make_patient() for _number in range(9)]
    visit = booked(make_clinician(user=author), patients[0], visit_type=make_group_type())
    note = begun(patient=None, by=author, visit=visit, kind=NoteKind.GROUP)
    GroupLine.objects.bulk_create(GroupLine(note=note, patient=each) for each in patients)

    with django_assert_num_queries(7):  # three of them are the note, its author and its text
        rows = list(form_of(note).rows())
    with django_assert_num_queries(1):
        list(LINES.shown(note, author)["lines"])
    assert len(rows) == 9


def test_family_in_a_session_is_the_persons_own_with_a_way_to_consent():
    there = room()
    note = begun(patient=there.patient, by=there.author, kind=NoteKind.FAMILY)
    sister, strangers = a_supporter(there.patient, "Mira"), a_supporter(make_patient(), "Tom")

    kept(note, {"section-what-happened": "We spoke.", "family-sent": "1", "family-supporters": [sister.pk]})
    kept(note, {"family-sent": "1", "family-supporters": [strangers.pk]})
    shown = FAMILY.shown(note, there.author)
    assert (shown["there"], "family-participation" in shown["consent_url"]) == (["Mira (sister)"], True)

    with pytest.raises(IntegrityError, match="supporters of the person"), transaction.atomic():
        SupporterThere.objects.create(note=note, supporter=strangers)
    yes = Agreed(kind="family-participation", recipient="Mira")
    consented(there.patient, there.author, agreed=yes)
    assert getattr(FAMILY.form(note, None), "consent_url", None) == ""
    sign(note)
    with pytest.raises(IntegrityError, match="signed note stays"), transaction.atomic():
        SupporterThere.objects.filter(note=note).delete()


def a_supporter(patient, name):
    nurse, at = make_user(Role.NURSE), timezone.now()
    on_team(patient, nurse)
    person = Person(name=name, told_by="patient", since_on=timezone.localdate(at), agreed="not-asked")
    return add_supporter(patient=patient, person=person, bond="family", relation="sister", by=nurse, at=at)
