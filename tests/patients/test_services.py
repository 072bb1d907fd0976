"""What can happen to a record: each verb writes its act, in the same transaction."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from patients.models import AccessGrant, CareTeamMember, ChartEvent, ChartVersion, Patient
from patients.prompt_kinds.glass import GLASS_BROKEN
from patients.services import breaking_glass, care_team, charting, registering, viewing
from practice.audit.models import Act
from practice.prompts.models import Prompt
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture
def nurse():
    return make_user(Role.NURSE)


@pytest.fixture
def patient():
    return make_patient()


def last_act():
    return Act.objects.latest("id")


def test_adding_a_patient_gives_a_record_number_and_a_chart_version(nurse):
    details = registering.NewPatient(chosen_name="Robin", birth_date=date(1988, 2, 29))

    patient = registering.add_patient(details=details, by=nurse, at=NOW)

    assert len(patient.record_number) == 8
    assert patient.created_by == nurse
    assert ChartVersion.objects.get(patient=patient).version == 0
    act = last_act()
    assert (act.verb, act.by, act.patient_id, act.happened_at) == ("patient.added", nurse, patient.pk, NOW)


def test_adding_a_patient_born_before_1900_is_refused_in_plain_words(nurse):
    details = registering.NewPatient(chosen_name="Robin", birth_date=date(1899, 12, 31))

    with pytest.raises(ValidationError, match=r"before 1900"):
        registering.add_patient(details=details, by=nurse, at=NOW)
    assert not Act.objects.exists()


def test_record_numbers_are_drawn_until_one_is_free(monkeypatch):
    make_patient(record_number="222-2222")
    drawn = iter("2222222" + "3333333")
    monkeypatch.setattr("secrets.choice", lambda _letters: next(drawn))

    assert registering.new_record_number() == "333-3333"


def test_what_is_recorded_stands_or_falls_with_what_is_done(nurse, monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(registering, "record", fail)
    details = registering.NewPatient(chosen_name="Robin", birth_date=date(1988, 2, 29))

    with pytest.raises(RuntimeError):
        registering.add_patient(details=details, by=nurse, at=NOW)
    assert not Patient.objects.exists()


def test_joining_a_team_is_an_act(patient, nurse):
    member = care_team.join(patient=patient, user=nurse, role=Role.NURSE, by=nurse, at=NOW)

    assert (member.starts_at, member.ends_at, member.recorded_by) == (NOW, None, nurse)
    act = last_act()
    assert (act.verb, act.patient_id, act.details) == ("care_team.joined", patient.pk, {"user": nurse.pk})


def test_nobody_joins_in_a_role_that_they_do_not_hold(patient, nurse):
    with pytest.raises(ValidationError):
        care_team.join(patient=patient, user=nurse, role=Role.PRESCRIBER, by=nurse, at=NOW)
    assert not CareTeamMember.objects.exists()


def test_joining_twice_is_refused_in_plain_words(patient, nurse):
    on_team(patient, nurse)

    with pytest.raises(ValidationError, match="already on the team"):
        care_team.join(patient=patient, user=nurse, role=Role.NURSE, by=nurse, at=NOW)


def test_leaving_ends_the_place_and_keeps_the_row(patient, nurse):
    member = on_team(patient, nurse, is_point_of_contact=True)

    care_team.leave(member=member, by=nurse, at=NOW)

    member.refresh_from_db()
    assert (member.ends_at, member.is_point_of_contact) == (NOW, False)
    assert last_act().verb == "care_team.left"


def test_leaving_twice_changes_nothing(patient, nurse):
    member = on_team(patient, nurse)
    care_team.leave(member=member, by=nurse, at=NOW)

    care_team.leave(member=member, by=nurse, at=NOW + timedelta(days=1))

    assert CareTeamMember.objects.get(pk=member.pk).ends_at == NOW
    assert Act.objects.count() == 1


def test_a_new_point_of_contact_takes_the_place_of_the_old(patient, nurse):
    old = on_team(patient, make_user(Role.THERAPIST), is_point_of_contact=True)
    new = on_team(patient, nurse)

    care_team.make_point_of_contact(member=new, by=nurse, at=NOW)

    old.refresh_from_db()
    assert not old.is_point_of_contact
    assert CareTeamMember.objects.get(pk=new.pk).is_point_of_contact
    assert last_act().verb == "care_team.point_of_contact"


def test_joining_as_point_of_contact_takes_the_place_too(patient, nurse):
    old = on_team(patient, make_user(Role.THERAPIST), is_point_of_contact=True)

    care_team.join(patient=patient, user=nurse, role=Role.NURSE, by=nurse, at=NOW, is_point_of_contact=True)

    old.refresh_from_db()
    assert not old.is_point_of_contact


def test_somebody_who_left_is_nobodys_point_of_contact(patient, nurse):
    member = on_team(patient, nurse, ends_at=NOW)

    with pytest.raises(ValidationError):
        care_team.make_point_of_contact(member=member, by=nurse, at=NOW)


def test_breaking_the_glass_opens_the_chart_for_four_hours_and_tells_the_clinical_leads(patient, nurse):
    grant = breaking_glass.break_the_glass(patient=patient, by=nurse, reason=" Called in crisis. ", at=NOW)

    assert (grant.expires_at, grant.reason) == (NOW + timedelta(hours=4), "Called in crisis.")
    act = last_act()
    assert (act.verb, act.by, act.patient_id, act.details) == ("glass.broken", nurse, patient.pk, {})
    prompt = Prompt.objects.get(kind="glass-broken", key=grant.pk)
    assert (prompt.owner_id, prompt.closed_at) == (None, None)


@pytest.mark.parametrize("reason", ["", "   "])
def test_the_glass_is_not_broken_without_a_reason(patient, nurse, reason):
    with pytest.raises(ValidationError):
        breaking_glass.break_the_glass(patient=patient, by=nurse, reason=reason, at=NOW)
    assert not AccessGrant.objects.exists()


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.ADMINISTRATOR])
def test_the_glass_is_broken_by_clinicians_only(patient, role):
    with pytest.raises(PermissionDenied):
        breaking_glass.break_the_glass(patient=patient, by=make_user(role), reason="Curious.", at=NOW)
    assert not AccessGrant.objects.exists()


def test_the_clinical_lead_reads_who_opened_whose_chart(patient, nurse):
    grant = breaking_glass.break_the_glass(patient=patient, by=nurse, reason="Called in crisis.", at=NOW)

    subject = GLASS_BROKEN.subjects([grant.pk], make_user(Role.CLINICAL_LEAD))[grant.pk]

    assert subject.who == patient.chosen_name
    assert nurse.display_name in str(subject.why)
    assert "crisis" not in str(subject.why)
    assert GLASS_BROKEN.subjects([grant.pk], make_user(Role.THERAPIST)) == {}


def test_a_chart_event_advances_the_version_and_keeps_its_words_out_of_the_audit(patient, nurse):
    event = charting.record_chart_event(
        patient=patient, kind=ChartEvent.Kind.PREGNANCY, words="Ten weeks.", happened_at=NOW, by=nurse, at=NOW
    )

    assert ChartVersion.objects.get(patient=patient).version == 1
    act = last_act()
    assert (act.verb, act.subject_id, act.details) == ("chart.event_recorded", event.pk, {"kind": "pregnancy"})


def test_what_has_not_happened_yet_is_not_recorded(patient, nurse):
    with pytest.raises(ValidationError, match="future"):
        charting.record_chart_event(
            patient=patient, kind="crisis", words="", happened_at=NOW + timedelta(minutes=1), by=nurse, at=NOW
        )


def test_an_unknown_kind_of_event_is_refused(patient, nurse):
    with pytest.raises(ValidationError):
        charting.record_chart_event(patient=patient, kind="gossip", words="", happened_at=NOW, by=nurse, at=NOW)


def test_a_part_belongs_to_the_view_of_the_chart_around_it(patient, nurse):
    viewing.record_view(patient=patient, by=nurse, at=NOW)

    viewing.record_view_of_part(patient=patient, by=nurse, at=NOW + timedelta(minutes=29))
    assert Act.objects.count() == 1

    viewing.record_view_of_part(patient=patient, by=nurse, at=NOW + timedelta(minutes=31))
    assert Act.objects.count() == 2


def test_somebody_elses_view_does_not_cover_mine(patient, nurse):
    viewing.record_view(patient=patient, by=make_user(Role.THERAPIST), at=NOW)

    viewing.record_view_of_part(patient=patient, by=nurse, at=NOW)

    assert last_act().by == nurse
