"""The way in: which moves are possible, who may make them, and what the database keeps by itself."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from patients.models import Intake, IntakeMove, Patient
from patients.rules.intake_stages import ON_THE_WAY, POSSIBLE, Stage, is_forward, is_possible, next_stage, stages_before
from patients.services import intake as services
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team
from tests.patients.intake_builders import NOW, REASON, an_intake, make_desk

DAY = timedelta(days=1)


def test_the_rule_says_which_moves_are_possible():
    assert is_possible(Stage.ASKED_FOR, Stage.BOOKED)
    assert is_possible(Stage.BOOKED, Stage.ASKED_FOR)
    assert is_possible(Stage.ARRIVED, Stage.DONE)
    assert not is_possible(Stage.BOOKED, Stage.DONE)
    assert not is_possible(Stage.DONE, Stage.WITHDREW)
    assert not is_possible(Stage.DONE, Stage.BOOKED)
    assert all(is_possible(stage, Stage.WITHDREW) and is_possible(Stage.WITHDREW, stage) for stage in ON_THE_WAY)
    assert all(before != after for before, after in POSSIBLE)


def test_the_rule_says_what_comes_next_and_what_lay_before():
    assert [next_stage(stage) for stage in (Stage.ASKED_FOR, Stage.ARRIVED, Stage.DONE)] == [
        "called-back",
        "done",
        None,
    ]
    assert stages_before(Stage.BOOKED) == (Stage.CALLED_BACK, Stage.ASKED_FOR)
    assert is_forward(Stage.ASKED_FOR, Stage.ARRIVED)
    assert not is_forward(Stage.WITHDREW, Stage.BOOKED)


in_a_database = pytest.mark.django_db


@in_a_database
def test_a_way_in_from_the_first_call_to_the_end_leaves_every_step_behind():
    desk, patient = make_desk(), make_patient()
    intake = services.open_intake(patient=patient, details=services.NewIntake(reason=f" {REASON} "), by=desk, at=NOW)
    for number, stage in enumerate([*ON_THE_WAY[1:], Stage.DONE], 1):
        services.move_intake(intake=intake, to=stage, by=desk, at=NOW + number * DAY)

    intake.refresh_from_db()
    assert (intake.stage, intake.moved_at, intake.moved_by) == (Stage.DONE, NOW + 5 * DAY, desk)
    assert [move.stage for move in intake.moves.all()] == [*ON_THE_WAY[1:], Stage.DONE]
    assert services.reason_in_their_words(intake) == REASON
    assert REASON not in intake.reason_sealed
    acts = Act.objects.filter(patient_id=patient.pk).order_by("pk")
    assert [act.verb for act in acts] == ["intake.opened", *["intake.moved"] * 5]
    assert REASON not in str([act.details for act in acts])


@in_a_database
def test_the_next_step_is_due_in_days_on_which_the_practice_is_open(settings):
    settings.INTAKE_CALL_BACK_WORKING_DAYS, friday = 2, NOW + 2 * DAY

    intake = an_intake(at=friday)
    assert intake.next_step_on == date(2026, 11, 24)  # Tuesday

    settings.PRACTICE_OPEN_WEEKDAYS = frozenset()  # never open: today, rather than no answer
    assert an_intake(at=friday).next_step_on == friday.date()
    assert an_intake(Stage.ARRIVED, at=friday).next_step_on is None


@in_a_database
def test_somebody_is_on_the_way_in_once_at_a_time():
    desk, intake = make_desk(), an_intake()

    with pytest.raises(ValidationError, match="on the way in already"):
        an_intake(patient=intake.patient)
    services.withdraw(intake=intake, wish="theirs", by=desk, at=NOW)
    second = an_intake(patient=intake.patient)
    with pytest.raises(ValidationError, match="on the way in already"):
        services.reopen(intake=intake, by=desk, at=NOW)

    services.withdraw(intake=second, wish="not-reached", by=desk, at=NOW)
    assert services.reopen(intake=intake, by=desk, at=NOW).stage == Stage.ASKED_FOR


@in_a_database
def test_a_withdrawal_says_whose_wish_it_was_and_opens_again_where_it_ended():
    desk, intake = make_desk(), an_intake(Stage.BOOKED)

    with pytest.raises(ValidationError, match="whose wish"):
        services.withdraw(intake=intake, wish="", by=desk, at=NOW)
    assert services.withdraw(intake=intake, wish="together", by=desk, at=NOW).wish == "together"
    with pytest.raises(ValidationError, match="closed already"):
        services.withdraw(intake=intake, wish="theirs", by=desk, at=NOW)
    with pytest.raises(ValidationError, match="cannot go there"):
        services.move_intake(intake=intake, to=Stage.BOOKED, by=desk, at=NOW)
    with pytest.raises(ValidationError, match="closed"):
        services.assign_intake(intake=intake, to=desk, by=desk, at=NOW, next_step_on=None)

    assert services.reopen(intake=intake, by=desk, at=NOW).stage == Stage.BOOKED
    with pytest.raises(ValidationError, match="open already"):
        services.reopen(intake=intake, by=desk, at=NOW)


@in_a_database
def test_a_move_to_where_it_is_writes_nothing_and_a_leap_to_done_is_refused():
    desk, intake = make_desk(), an_intake(Stage.CALLED_BACK)

    assert services.move_intake(intake=intake, to=Stage.CALLED_BACK, by=desk, at=NOW) is None
    with pytest.raises(ValidationError, match="cannot go there"):
        services.move_intake(intake=intake, to=Stage.DONE, by=desk, at=NOW)

    assert intake.moves.count() == 1


@in_a_database
def test_somebody_who_keeps_intakes_does_the_next_step_or_nobody_yet():
    desk, intake = make_desk(), an_intake()

    assigned = services.assign_intake(intake=intake, to=None, by=desk, at=NOW, next_step_on=date(2026, 12, 1))
    assert (assigned.owner, assigned.next_step_on) == (None, date(2026, 12, 1))
    assert Act.objects.latest("pk").verb == "intake.assigned"
    with pytest.raises(ValidationError, match="keeps intakes"):
        services.assign_intake(intake=intake, to=make_user(Role.THERAPIST), by=desk, at=NOW, next_step_on=None)


@in_a_database
@pytest.mark.parametrize("role", [Role.PRESCRIBER, Role.THERAPIST, Role.ADMINISTRATOR])
def test_others_keep_no_intakes(role):
    intake, user = an_intake(), make_user(role)

    acts = [
        lambda **common: services.open_intake(patient=make_patient(), details=services.NewIntake(), **common),
        lambda **common: services.move_intake(intake=intake, to=Stage.BOOKED, **common),
        lambda **common: services.assign_intake(intake=intake, to=None, next_step_on=None, **common),
        lambda **common: services.withdraw(intake=intake, wish="theirs", **common),
        lambda **common: services.reopen(intake=intake, **common),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act(by=user, at=NOW)


@in_a_database
def test_what_happens_elsewhere_moves_an_open_intake_forwards_alone():
    therapist, intake = make_user(Role.THERAPIST), an_intake()

    def stage_after(note, patient=intake.patient):
        move = note(patient=patient, by=therapist, at=NOW)
        return move and (move.stage, move.note)

    assert stage_after(services.note_booked) == ("booked", "with-the-visit")
    assert stage_after(services.note_booked) is None
    assert stage_after(services.note_forms_sent) == ("forms-sent", "with-the-forms")
    assert stage_after(services.note_arrived) == ("arrived", "with-the-visit")
    assert stage_after(services.note_booked) is None
    assert stage_after(services.note_arrived, make_patient()) is None


@in_a_database
def test_a_record_that_was_merged_takes_no_intake():
    with pytest.raises(ValidationError, match="can only be read"):
        an_intake(patient=make_patient(merged_into=make_patient()))


@in_a_database
def test_whoever_keeps_intakes_arranges_for_people_who_have_no_team_yet():
    intake, nurse, lead = an_intake(), make_user(Role.NURSE), make_user(Role.CLINICAL_LEAD)
    others = make_patient()
    mine = make_patient()
    on_team(mine, nurse)

    assert set(Patient.objects.bookable_by(nurse)) == {intake.patient, mine}
    assert set(Patient.objects.bookable_by(make_user(Role.THERAPIST))) == set()
    assert others in Patient.objects.bookable_by(lead)
    services.withdraw(intake=intake, wish="theirs", by=nurse, at=NOW)
    assert not Intake.objects.bookable_by(nurse).exists()


# --- The database keeps it by itself ---------------------------------------------------------------------


def refused(words):
    return pytest.raises(DatabaseError, match=words)


@in_a_database
@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (lambda intake: Intake.objects.filter(pk=intake.pk).update(stage="done"), "follows its moves"),
        (lambda intake: Intake.objects.filter(pk=intake.pk).update(patient=make_patient()), "stays with its record"),
        (lambda intake: _move(intake, "asked-for", "done"), "intake_move_is_possible"),
        (lambda intake: _move(intake, "booked", "arrived"), "moves from the stage where it is"),
        (lambda intake: _move(intake, "asked-for", "withdrew"), "withdrawn_intake_says_whose_wish"),
        (lambda intake: _move(intake, "asked-for", "booked", wish="theirs"), "withdrawn_intake_says_whose_wish"),
        (lambda intake: _move(intake, "asked-for", "booked", note="whatever"), "told_in_our_words"),
        (lambda intake: _copy(intake, patient=make_patient(), stage="booked"), "begins as asked for"),
        (lambda intake: _copy(intake, patient=make_patient(), funding="rich"), "intake_is_told_in_our_words"),
        (lambda intake: _copy(intake), "patient_has_one_open_intake"),
    ],
)
def test_the_database_refuses(attempt, words):
    intake = an_intake()

    with refused(words), transaction.atomic():
        attempt(intake)


@in_a_database
def test_the_database_allows_a_possible_move_and_keeps_it():
    intake = an_intake()
    move = _move(intake, "asked-for", "withdrew", wish="theirs", note="spoke")

    intake.refresh_from_db()
    assert intake.stage == "withdrew"
    assert _copy(intake, stage="asked-for").pk
    with pytest.raises(DatabaseError), transaction.atomic():
        IntakeMove.objects.filter(pk=move.pk).update(note="slip")
    with pytest.raises(DatabaseError), transaction.atomic():
        intake.delete()


def _move(intake, before, after, **fields):
    return IntakeMove.objects.create(
        intake=intake, stage_before=before, stage=after, moved_at=NOW, moved_by=intake.opened_by, **fields
    )


def _copy(intake, **differs):
    fields = {"patient": intake.patient, "opened_at": NOW, "opened_by": intake.opened_by}
    return Intake.objects.create(**{**fields, "moved_at": NOW, "moved_by": intake.opened_by, **differs})


@in_a_database
def test_the_reason_is_in_no_history_row():
    intake = an_intake()

    event = intake._meta.apps.get_model("patients", "IntakeEvent").objects.filter(pgh_obj_id=intake.pk).latest("pgh_id")
    assert not hasattr(event, "reason_sealed")
