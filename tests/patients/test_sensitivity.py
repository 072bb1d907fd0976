"""How somebody does with medicines: rows that stay, the newest of each counts, and each outdates earlier reviews."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from patients import known
from patients.banner_facts import banner_facts
from patients.health_facts import health_facts_of
from patients.models import ChartVersion, EarlierReaction, SensitivityAnswer, SensitivitySetting
from patients.sensitivity import Reaction, SensitivityProfile
from patients.services import recording_sensitivity as recording
from patients.services.recording_sensitivity import Answered
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team

pytestmark = pytest.mark.django_db

RESTLESS: dict[str, Any] = {"name": "Citalopram", "effect": "restless", "how_bad": "severe"}
HOPES = Answered(question="hopes", answer="said", words=" To sleep through. ")
MUCH_MORE = Answered(question="self-rated", answer="much-more")


@pytest.fixture
def told():
    """Who, from whom and when, as every service takes it."""
    return {
        "patient": make_patient(),
        "source": "patient",
        "by": make_user(Role.PRESCRIBER),
        "at": timezone.now(),
    }


def about(told):
    return {name: told[name] for name in ("source", "by", "at")}


def answer(told, *answers, whose="theirs"):
    return recording.record_answers(answers=answers, whose=whose, **told)


def version_of(patient):
    return ChartVersion.objects.get(pk=patient.pk).version


def profile_of(patient):
    return health_facts_of([patient.pk], timezone.localdate())[patient.pk].sensitivity


def test_each_is_one_act_and_outdates_earlier_reviews(told):
    reaction = recording.record_reaction(**RESTLESS, **told)
    said, rated = answer(told, HOPES, MUCH_MORE)
    setting = recording.set_sensitivity(level="high", because="Seen twice.", **told)

    acts = Act.objects.filter(patient_id=told["patient"].pk).order_by("id")
    assert [(act.verb, act.by, act.subject_id, act.details) for act in acts] == [
        ("reaction.recorded", told["by"], reaction.pk, {}),
        ("sensitivity.answered", told["by"], told["patient"].pk, {"ids": [said.pk, rated.pk]}),
        ("sensitivity.set", told["by"], setting.pk, {}),
    ]
    assert version_of(told["patient"]) == 4
    assert (said.words, said.whose, rated.whose) == ("To sleep through.", "theirs", "")


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.ADMINISTRATOR])
def test_the_front_desk_and_the_administrator_write_nothing(told, role):
    reaction = recording.record_reaction(**RESTLESS, **told)
    (said,) = answer(told, HOPES)
    theirs = {**told, "by": make_user(role)}

    for act in (
        lambda: recording.record_reaction(**RESTLESS, **theirs),
        lambda: answer(theirs, HOPES),
        lambda: recording.withdraw_reaction(reaction=reaction, because="No.", **about(theirs)),
        lambda: recording.withdraw_answer(answer=said, because="No.", **about(theirs)),
        lambda: recording.set_sensitivity(level="high", because="No.", **theirs),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert version_of(told["patient"]) == 2


@pytest.mark.parametrize("role", [Role.NURSE, Role.THERAPIST, Role.CLINICAL_LEAD])
def test_only_a_prescriber_sets_it(told, role):
    with pytest.raises(PermissionDenied):
        recording.set_sensitivity(level="high", because="Seen twice.", **{**told, "by": make_user(role)})

    assert not SensitivitySetting.objects.exists()


def test_a_medicine_is_known_by_its_code_and_anything_else_by_its_small_letters(told, monkeypatch):
    monkeypatch.setattr(known._registry, "names", [lambda: [("citalopram", "Citalopram")]])

    one = recording.record_reaction(**RESTLESS, **told)
    other = recording.record_reaction(**{**RESTLESS, "name": " A green capsule "}, **told)

    assert (one.to, one.name) == ("citalopram", "Citalopram")
    assert (other.to, other.name) == ("a green capsule", "A green capsule")


def test_the_newest_counts_and_not_now_takes_nothing_back(told):
    answer(told, HOPES, MUCH_MORE)
    answer(told, Answered(question="hopes", answer="not-now"), Answered(question="self-rated", answer="not-now"))
    assert profile_of(told["patient"]).self_rated == "much-more"
    assert {row.answer for row in SensitivityAnswer.objects.that_count()} == {"said", "much-more"}

    answer(told, Answered(question="self-rated", answer="same"))

    assert profile_of(told["patient"]) == SensitivityProfile(self_rated="same")


def test_what_was_told_makes_the_profile_and_what_was_taken_back_leaves_it(told):
    assert profile_of(told["patient"]) == SensitivityProfile()
    reaction = recording.record_reaction(**RESTLESS, dose_then="low", **told)
    (rated,) = answer(told, MUCH_MORE)
    recording.set_sensitivity(level="usual", because="Tolerates all now.", **told)
    whole = SensitivityProfile(
        set_to="usual",
        self_rated="much-more",
        reactions=(Reaction(to="citalopram", how_bad="severe", dose_then="low"),),
    )
    assert profile_of(told["patient"]) == whole

    recording.withdraw_reaction(reaction=reaction, because="It was somebody else.", **about(told))
    recording.withdraw_answer(answer=rated, because="Thought better of it.", **about(told))
    recording.set_sensitivity(level="as-told", because="Let it follow.", **told)

    assert profile_of(told["patient"]) == SensitivityProfile()
    assert EarlierReaction.objects.count() == SensitivityAnswer.objects.count() == 2


def test_the_banner_judges_by_the_same_profile_in_one_question(told, django_assert_num_queries):
    on_team(told["patient"], told["by"])
    facts = []
    for tell in (
        lambda: None,
        lambda: recording.record_reaction(**RESTLESS, **told),
        lambda: answer(told, MUCH_MORE),
        lambda: recording.set_sensitivity(level="usual", because="Tolerates all now.", **told),
    ):
        tell()
        told["by"].roles()  # kept from then on
        with django_assert_num_queries(1):
            facts.append(banner_facts(told["by"], told["patient"].pk).sensitivity.level)

    assert facts == ["usual", "high", "high", "usual"]


DOES_NOT_FIT = [
    lambda told: recording.record_reaction(**{**RESTLESS, "name": " "}, **told),
    lambda told: recording.record_reaction(**{**RESTLESS, "effect": " "}, **told),
    lambda told: recording.record_reaction(**{**RESTLESS, "how_bad": "awful"}, **told),
    lambda told: recording.record_reaction(**RESTLESS, dose_then="huge", **told),
    lambda told: answer(told),
    lambda told: answer(told, HOPES, Answered(question="hopes", answer="more")),
    lambda told: answer(told, HOPES, Answered(question="self-rated", answer="said", words="Very.")),
    lambda told: answer(told, HOPES, Answered(question="fears", answer="said", words=" ")),
    lambda told: answer(told, HOPES, Answered(question="fears", answer="not-now", words="Later.")),
    lambda told: answer(told, HOPES, whose=""),
    lambda told: answer(told, HOPES, whose="nobodys"),
    lambda told: recording.set_sensitivity(level="high", because=" ", **told),
    lambda told: recording.set_sensitivity(level="low", because="No.", **told),
]


@pytest.mark.parametrize("act", DOES_NOT_FIT)
def test_what_does_not_fit_is_refused_and_nothing_is_written(told, act):
    with pytest.raises(ValidationError):
        act(told)

    assert version_of(told["patient"]) == 0
    assert not Act.objects.exists()


def test_nothing_is_taken_back_without_a_reason(told):
    reaction = recording.record_reaction(**RESTLESS, **told)
    (said,) = answer(told, HOPES)

    with pytest.raises(ValidationError):
        recording.withdraw_reaction(reaction=reaction, because=" ", **about(told))
    with pytest.raises(ValidationError):
        recording.withdraw_answer(answer=said, because="", **about(told))
    assert version_of(told["patient"]) == 2


# One row past the services for each constraint: the database itself says no.
PAST_THE_SERVICES = {
    "reaction_says_what_happened_on_what": EarlierReaction(to="x", name="x", effect="", how_bad="mild"),
    "reaction_code_is_in_small_letters": EarlierReaction(to="X", name="X", effect="pain", how_bad="mild"),
    "reaction_is_weighed_in_our_words": EarlierReaction(to="x", name="x", effect="pain", how_bad="awful"),
    "sensitivity_answer_fits_its_question": SensitivityAnswer(question="fears", answer="more"),
    "sensitivity_words_are_somebodys": SensitivityAnswer(question="fears", answer="said", words="Needles."),
    "sensitivity_is_set_with_a_reason": SensitivitySetting(level="high"),
}


@pytest.mark.parametrize("constraint", PAST_THE_SERVICES)
def test_the_database_refuses_what_the_services_would(told, constraint):
    row = PAST_THE_SERVICES[constraint]
    row.patient, row.recorded_by, row.source = told["patient"], told["by"], "patient"

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()
