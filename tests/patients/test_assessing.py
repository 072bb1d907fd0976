"""Writing down a measure: what is kept, what is refused, what else follows, and taking a mistake back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from medications.models import Effect
from patients.measures.definitions import measure_named
from patients.measures_in_use import all_in_use, as_asked, in_use
from patients.models import (
    Assessment,
    AssessmentWithdrawal,
    ChartVersion,
    Measurement,
    MeasurePermission,
    MeasureWording,
    MeasureWordingItem,
    PracticeBand,
)
from patients.presentation.measurements import page_of_rows
from patients.services.assessing import withdraw_assessment
from patients.services.risk_answers import look_at_risk_answer
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import make_administrator, make_patient, make_user, on_team
from tests.patients.assessment_builders import all_answered, filled_in, low_mood

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse():
    return make_user(Role.NURSE)


@pytest.fixture
def patient(nurse):
    patient = make_patient()
    on_team(patient, nurse)
    return patient


def version_of(patient):
    return ChartVersion.objects.get(pk=patient.pk).version


def refused(row):
    """The database itself says no, whoever writes."""
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        row.save()
    return str(error.value)


def test_answers_are_kept_as_given_with_what_they_come_to(patient, nurse):
    answers = all_answered("pcl5", 2)

    row = filled_in(patient, nurse, "pcl5", answers=answers, how="paper", in_their_words=" It was hard. ")

    row.refresh_from_db()
    assert (row.answers, row.total, row.missing, row.risk, row.edition) == (answers, Decimal(40), 0, 0, 1)
    assert row.scores == {
        "subscales": {"B": 10, "C": 4, "D": 14, "E": 12},
        "band": "",
        "part_bands": {},
        "findings": ["provisional-ptsd"],
        "flags": [],
    }
    assert (row.how, row.in_their_words, row.recorded_by, row.wording) == ("paper", "It was hard.", nurse, None)
    act = Act.objects.get(verb="assessment.recorded")
    assert (act.by, act.patient_id, act.subject_id) == (nurse, patient.pk, row.pk)
    assert act.details == {"measure": "pcl5", "missing": 0}
    assert version_of(patient) == 0


def test_what_was_left_out_stays_left_out_and_there_is_no_total(patient, nurse):
    row = filled_in(patient, nurse, answers={"1": 2, "2": None, "9": 0})

    assert (row.missing, row.total, row.scores["band"]) == (7, None, "")
    assert row.answers == {"1": 2, "9": 0, **dict.fromkeys("2345678")}
    assert list(Assessment.objects.of_patient(patient.pk).complete()) == []


REFUSED = [
    ({"filled_in_at": timezone.now() + timedelta(days=1)}, "future"),
    ({"answers": {"1": 4}}, "Choose one of the answers"),
    ({"answers": {"21": 0}}, "Choose one of the answers"),
    ({"answers": {"1": None}}, "Nothing was answered"),
    ({"code": "phq-9", "answers": {"1": 0}}, "from the list"),
    ({"code": "proqol5"}, "about oneself"),
    ({"code": "isi"}, "Its wording is not loaded yet. No permission to use it is noted yet."),
    ({"how": "guessed"}, "not a valid choice"),
]


@pytest.mark.parametrize(("told", "said"), REFUSED)
def test_what_does_not_fit_is_refused_in_plain_words_and_nothing_is_written(patient, nurse, told, said):
    with pytest.raises(ValidationError, match=said):
        filled_in(patient, nurse, **{"code": "phq9", **told})

    assert not Assessment.objects.exists()
    assert not Act.objects.exists()


def test_the_front_desk_fills_in_nothing(patient):
    with pytest.raises(PermissionDenied):
        filled_in(patient, make_user(Role.FRONT_DESK))


def test_a_withdrawal_scale_is_a_measurement_too_once_it_is_complete(patient, nurse):
    filled_in(patient, nurse, "cows", answers={**all_answered("cows", 4), "11": None})
    assert not Measurement.objects.exists()

    row = filled_in(patient, nurse, "cows", answers=all_answered("cows", 1))
    filled_in(patient, nurse, "ciwa-ar", answers=all_answered("ciwa-ar", 1))

    cows, ciwa = Measurement.objects.order_by("pk")
    assert (cows.kind, cows.value, cows.taken_at, cows.source) == ("cows", row.total, row.filled_in_at, "staff")
    assert (ciwa.kind, ciwa.value) == ("ciwa-ar", 10)
    assert version_of(patient) == 1


def test_a_mistake_is_taken_back_once_with_its_reason_and_counts_nowhere(patient, nurse):
    row, kept = filled_in(patient, nurse), filled_in(patient, nurse)
    told = {"assessment": row, "by": nurse, "at": timezone.now()}
    with pytest.raises(ValidationError, match="Say why"):
        withdraw_assessment(because=" ", **told)

    taken = withdraw_assessment(because="Somebody else's sheet.", **told)

    with pytest.raises(ValidationError, match="already"):
        withdraw_assessment(because="Again.", **told)
    with pytest.raises(PermissionDenied):
        withdraw_assessment(because="No.", assessment=kept, by=make_user(Role.FRONT_DESK), at=timezone.now())
    assert list(Assessment.objects.visible_to(nurse).standing()) == [kept]
    assert Assessment.objects.of_measure("phq9").count() == 2
    act = Act.objects.get(verb="assessment.withdrawn")
    assert (act.patient_id, act.subject_id, act.details) == (patient.pk, taken.pk, {"assessment": row.pk})
    assert version_of(patient) == 0


def test_one_with_a_risk_answer_is_looked_at_before_it_is_taken_back(patient, nurse):
    row, now = low_mood(patient, nurse), timezone.now()
    with pytest.raises(ValidationError, match="look at the answer"):
        withdraw_assessment(assessment=row, because="Slip.", by=nurse, at=now)
    assert "risk-answer-is-looked-at-first" in refused(
        AssessmentWithdrawal(assessment=row, because="Slip.", recorded_by=nurse)
    )
    look_at_risk_answer(assessment=row, found="Not so.", done="Asked again.", by=nurse, at=now)
    before = version_of(patient)

    withdraw_assessment(assessment=row, because="Slip.", by=nurse, at=now)

    assert version_of(patient) == before + 1


def test_taking_back_a_withdrawal_score_outdates_reviews_again(patient, nurse):
    row = filled_in(patient, nurse, "cows")
    before = version_of(patient)

    withdraw_assessment(assessment=row, because="Slip.", by=nurse, at=timezone.now())

    assert version_of(patient) == before + 1
    assert not Measurement.objects.newest_of_each(3, timezone.localdate()).filter(patient=patient).exists()
    _page, rows = page_of_rows(patient, None)
    assert rows[0].others[0].endswith("back")


def test_the_database_refuses_what_the_service_would_never_write(patient, nurse):
    told = {"patient": patient, "measure": "phq9", "edition": 1, "how": "asked", "recorded_by": nurse}
    good = {"answers": {"9": 0}, "filled_in_at": timezone.now(), **told}

    assert "assessment_has_a_total_only_when_complete" in refused(Assessment(**{**good, "missing": 1, "total": 4}))
    assert "risk_of_an_assessment_is_what_was_answered" in refused(Assessment(**{**good, "answers": {"9": 2}}))
    assert "risk_of_an_assessment_is_what_was_answered" in refused(Assessment(**{**good, "risk": 1}))
    assert "assessment_says_how_it_was_filled_in" in refused(Assessment(**{**good, "how": "guessed"}))
    ahead = timezone.now() + timedelta(days=1)
    assert "assessment_lies_in_the_past" in refused(Assessment(**{**good, "filled_in_at": ahead}))
    row = Assessment(**{**good, "answers": {"9": None}, "missing": 9})
    row.save()
    assert "withdrawn_assessment_says_why" in refused(AssessmentWithdrawal(assessment=row, recorded_by=nurse))
    row.total = Decimal(27)
    assert "permission denied" in refused(row)


def test_only_those_who_may_open_the_chart_read_it(patient, nurse):
    row = filled_in(patient, nurse)

    assert list(Assessment.objects.visible_to(nurse)) == [row]
    assert not Assessment.objects.visible_to(make_user(Role.NURSE)).exists()


# --- The practice's own wording, permission and bands -------------------------------------------------------


def worded(code="isi", number=1, **labels):
    wording = MeasureWording.objects.create(measure=code, number=number, title="Official", digest=str(number))
    MeasureWordingItem.objects.create(wording=wording, code="1", text=f"Question one, {number}", labels=labels)
    return wording


def permitted(code="isi", is_on_file=True):
    return MeasurePermission.objects.create(
        measure=code, is_on_file=is_on_file, where="In the safe.", recorded_by=make_administrator()
    )


def test_a_measure_waits_for_its_wording_and_for_permission_and_for_both(patient, nurse):
    assert not in_use("isi").may_be_filled_in
    worded()
    assert in_use("isi").needs.startswith("No permission to use it is noted yet.")
    permitted()
    assert in_use("isi").may_be_filled_in is in_use("isi").asked.licence.may_be_filled_in is True

    assert filled_in(patient, nurse, "isi").total == 0
    permitted(is_on_file=False)
    assert not in_use("isi").may_be_filled_in
    with pytest.raises(KeyError):
        in_use("no-such")


def test_the_newest_wording_is_asked_and_an_assessment_keeps_the_one_it_was_shown(patient, nurse):
    worded("phq9", **{"0": "never"})
    before = filled_in(patient, nurse)
    worded("phq9", 2)

    assert in_use("phq9").asked.items[0].topic == "Question one, 2"
    shown = as_asked(before).items
    assert (shown[0].topic, shown[0].choices[0].label) == ("Question one, 1", "never")
    assert (shown[0].choices[1].label, shown[1].topic) == ("several days", "low mood or hopelessness")
    assert as_asked(filled_in(patient, nurse)).items[0].topic == "Question one, 2"


def test_the_practices_own_bands_replace_those_that_ship(patient, nurse):
    for begins, label in [(0, "light"), (10, "middle"), (20, "strong")]:
        PracticeBand.objects.create(measure="ciwa-ar", from_total=begins, label=label)
    PracticeBand.objects.create(measure="ciwa-ar", from_total=15, label="old", is_retired=True)

    bands = in_use("ciwa-ar").measure.bands
    row = filled_in(patient, nurse, "ciwa-ar", answers=all_answered("ciwa-ar", 1))

    assert [(band.low, band.high) for band in bands] == [(0, 9), (10, 19), (20, 67)]
    assert row.scores["band"] == "middle"
    assert "practice_band_begins_once" in refused(PracticeBand(measure="ciwa-ar", from_total=10, label="other"))
    assert "practice_band_has_a_name" in refused(PracticeBand(measure="ciwa-ar", from_total=11))


def test_everything_in_use_takes_the_same_few_questions(django_assert_num_queries):
    worded()
    worded("phq9")

    with django_assert_num_queries(4):
        used = all_in_use()

    assert len(used) == 16


def test_a_wording_a_permission_and_an_item_say_what_they_are_about():
    wording = worded()

    assert "measure_wording_version_once" in refused(MeasureWording(measure="isi", number=1, title="x", digest="d"))
    assert "measure_wording_says_of_what" in refused(MeasureWording(measure="isi", number=2, digest="d"))
    assert "measure_wording_item_has_words" in refused(MeasureWordingItem(wording=wording, code="2"))
    assert "measure_wording_has_an_item_once" in refused(MeasureWordingItem(wording=wording, code="1", text="x"))
    assert "measure_permission_says_where_it_is_kept" in refused(
        MeasurePermission(measure="isi", recorded_by=make_administrator())
    )


def test_an_administrator_notes_a_permission_and_sets_bands_within_the_totals(client):
    administrator = make_administrator()
    client.force_login(administrator)
    permission = {"measure": "isi", "is_on_file": "on", "where": "Letter of 3 May, in the safe."}
    band = {"measure": "ciwa-ar", "from_total": 10, "label": "middle"}

    client.post(reverse("admin:patients_measurepermission_add"), permission)
    too_high = client.post(reverse("admin:patients_practiceband_add"), {**band, "from_total": 68})
    client.post(reverse("admin:patients_practiceband_add"), band)

    assert MeasurePermission.objects.get().recorded_by == administrator
    assert "No total of this measure lies there." in too_high.content.decode()
    assert PracticeBand.objects.get().from_total == 10
    assert client.get(reverse("admin:patients_measurewording_change", args=[worded().pk])).status_code == 200


def test_the_checklist_speaks_in_the_terms_of_the_formulary():
    terms = {item.topic for item in measure_named("side-effect-checklist").items}

    assert terms <= set(Effect.objects.values_list("term", flat=True))
