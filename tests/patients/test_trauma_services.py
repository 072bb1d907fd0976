"""What somebody has been through: told first, kept as told, and asked after by a person when it goes on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from patients.landing import landing_of
from patients.models import ChartVersion, Experience, LimitsTold, LimitsWording, Narrative, SafetyCheck, Signpost
from patients.prompt_kinds.safety_check import SAFETY_CHECK
from patients.rules.reading_rights import Part, Readers
from patients.services import sharing
from patients.services.trauma_history import (
    agreed_in,
    explain_limits,
    next_number,
    record_safety_check,
    shipped_limits,
    withdraw_experience,
)
from patients.services.triggers import withdraw_signpost
from practice.audit.models import Act
from practice.prompts.models import Prompt
from practice.prompts.services.sweeping import refresh
from practice.staff.roles import Role
from tests.builders import make_administrator, make_patient, make_user, on_team
from tests.patients.trauma_builders import (
    NOW,
    a_story,
    a_therapist,
    a_trigger,
    an_experience,
    heard,
    limits_explained,
    shared,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def patient():
    return make_patient()


@pytest.fixture
def therapist(patient):
    return a_therapist(patient)


def refused(row):
    """The database itself says no, whoever writes."""
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        row.save()
    return str(error.value)


def test_nothing_is_asked_before_they_were_told_what_cannot_be_kept_private(patient, therapist):
    for ask in (an_experience, a_story):
        with pytest.raises(ValidationError, match="First tell them"):
            ask(patient, therapist)
    told = {"patient": patient, "source": "session", "recorded_by": therapist}
    words = {"words_sealed": "v1.a.b", "whose": "theirs", "content_note": "A death."}
    assert "First they are told" in refused(Experience(kind="loss", answer="absent", **told))
    assert "First they are told" in refused(Narrative(**words, **told))

    limits = explain_limits(words=" Good to know. ", **heard(patient, therapist))

    assert an_experience(patient, therapist).pk
    assert a_story(patient, therapist).pk
    assert (limits.words, limits.shipped_words, limits.wording) == ("Good to know.", shipped_limits(), None)
    assert [act.verb for act in Act.objects.filter(patient_id=patient.pk).order_by("id")] == [
        "limits.explained",
        "experience.recorded",
        "narrative.written",
    ]
    assert not Act.objects.filter(patient_id=patient.pk).exclude(details={}).exists()


def test_what_was_told_names_the_version_that_was_read_out(patient, therapist):
    published = {"published_at": NOW, "published_by": make_administrator()}
    LimitsWording.objects.create(number=next_number(), text="We say this.", **published)
    wording = LimitsWording.objects.create(number=next_number(), text="We say that.", **published)

    told = limits_explained(patient, therapist)

    assert (told.wording, told.shipped_words, wording.number) == (wording, "", 2)
    assert "limits_told_names_the_words_used" in refused(
        LimitsTold(patient=patient, source="session", recorded_by=therapist)
    )
    assert "limits_wording_says_something" in refused(LimitsWording(number=3, text="", **published))
    wording.text = "We say nothing."
    assert "permission denied" in refused(wording)


def test_no_answer_makes_the_review_of_a_dose_wait(patient, therapist):
    before = ChartVersion.objects.get(pk=patient.pk).version
    limits_explained(patient, therapist)
    an_experience(patient, therapist)
    a_trigger(patient, therapist)

    assert ChartVersion.objects.get(pk=patient.pk).version == before


def test_the_newest_answer_counts_and_not_now_takes_nothing_back(patient, therapist):
    limits_explained(patient, therapist)
    an_experience(patient, therapist, when="childhood", ongoing="no")
    an_experience(patient, therapist, answer="not-now", ask_from_on=date(2026, 12, 1))
    counting = Experience.objects.visible_to(therapist, NOW).that_count().get()
    assert (counting.answer, counting.when) == ("present", "childhood")

    an_experience(patient, therapist, answer="not-said")
    counting = Experience.objects.that_count().get()
    assert counting.answer == "not-said"
    taken_back = withdraw_experience(experience=counting, because=" A slip. ", source="session", by=therapist, at=NOW)

    assert (taken_back.withdrawn_because, taken_back.kind, Experience.objects.count()) == ("A slip.", "home", 4)
    with pytest.raises(ValidationError, match="Say why"):
        withdraw_experience(experience=counting, because=" ", source="session", by=therapist, at=NOW)


@pytest.mark.parametrize(
    ("differs", "constraint"),
    [
        ({"answer": "absent", "when": "adult"}, "experience_has_a_time_if_it_happened"),
        ({"answer": "not-said", "ongoing": "yes"}, "experience_has_a_time_if_it_happened"),
        ({"ask_from_on": date(2026, 12, 1)}, "experience_is_asked_again_after_not_now"),
        ({"answer": "maybe"}, "experience_is_answered_in_our_words"),
    ],
)
def test_an_answer_fits_its_question(patient, therapist, differs, constraint):
    limits_explained(patient, therapist)
    with pytest.raises(ValidationError):
        an_experience(patient, therapist, **differs)
    row = {"kind": "home", "answer": "present", "patient": patient, "source": "session", "recorded_by": therapist}
    assert constraint in refused(Experience(**{**row, **differs}))


def due(patient, at=NOW):
    refresh(patient_id=patient.pk, at=at)
    return list(Prompt.objects.filter(kind="safety-check", key=patient.pk, closed_at=None))


def test_what_goes_on_asks_a_person_until_somebody_has_asked_them_alone(patient, therapist):
    contact = make_user(Role.NURSE)
    on_team(patient, contact, is_point_of_contact=True)
    limits_explained(patient, therapist)
    assert due(patient) == []
    an_experience(patient, therapist, ongoing="yes")

    (prompt,) = due(patient)
    assert (prompt.owner, prompt.urgent, prompt.link) == (contact, True, f"/patients/{patient.pk}/safety-check/")
    record_safety_check(was_alone=False, found="not-asked", **heard(patient, contact, NOW + HOUR))
    assert due(patient, NOW + HOUR)
    record_safety_check(was_alone=True, found="not-said", **heard(patient, contact, NOW + 2 * HOUR))
    assert due(patient, NOW + 2 * HOUR) == []
    an_experience(patient, therapist, at=NOW + 3 * HOUR, kind="elsewhere", ongoing="yes")
    assert due(patient, NOW + 3 * HOUR)
    an_experience(patient, therapist, at=NOW + 4 * HOUR, kind="elsewhere", ongoing="no")

    assert due(patient, NOW + 4 * HOUR) == []
    assert Act.objects.filter(verb="safety.checked").count() == 2


def test_the_one_who_alone_may_read_it_is_asked_and_without_a_team_the_leads_are(patient, therapist):
    on_team(patient, make_user(Role.NURSE), is_point_of_contact=True)
    limits_explained(patient, therapist)
    an_experience(patient, therapist, ongoing="yes")
    shared(patient, therapist, Part.EXPERIENCES, Readers.ONE_PERSON, therapist)
    (prompt,) = due(patient)
    assert prompt.owner == therapist

    patient.care_team.update(ends_at=NOW + HOUR, is_point_of_contact=False)
    (prompt,) = due(patient, NOW + 2 * HOUR)

    assert prompt.owner is None
    subject = SAFETY_CHECK.subjects([patient.pk], make_user(Role.CLINICAL_LEAD))[patient.pk]
    assert subject.why == "Please ask how safe they are, in person and when they are alone."
    assert SAFETY_CHECK.subjects([patient.pk], make_user(Role.THERAPIST)) == {}


@pytest.mark.parametrize(
    ("differs", "said"),
    [
        ({"was_alone": False, "found": "unsafe-now", "agreed": "We ring."}, "safety_is_asked_when_alone"),
        ({"was_alone": False, "found": "safe"}, "safety_is_asked_when_alone"),
        ({"was_alone": True, "found": "not-asked"}, "safety_is_asked_when_alone"),
        ({"source": "patient"}, "safety_is_asked_by_a_person"),
        ({"found": "unsafe-now"}, "unsafe_now_is_followed_by_what_was_agreed"),
    ],
)
def test_safe_now_is_asked_by_a_person_and_alone(patient, therapist, differs, said):
    asked = {**heard(patient, therapist), "was_alone": True, "found": "safe", **differs}
    with pytest.raises(ValidationError):
        record_safety_check(**asked)
    row = {name: asked[name] for name in ("patient", "source", "was_alone", "found")}
    assert said in refused(SafetyCheck(recorded_by=therapist, agreed_sealed="v1.x" if "agreed" in asked else "", **row))


def test_what_was_agreed_is_encrypted(patient, therapist):
    check = record_safety_check(
        was_alone=True, found="unsafe-now", agreed="The canary stays with her aunt.", **heard(patient, therapist)
    )

    assert agreed_in(check) == "The canary stays with her aunt."
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(it)::text FROM patients_safetycheck it")
        assert "canary" not in cursor.fetchone()[0].lower()
    assert "what_was_agreed_is_encrypted" in refused(
        SafetyCheck(
            patient=patient,
            source="phone",
            recorded_by=therapist,
            was_alone=True,
            found="safe",
            agreed_sealed="Stays with her aunt.",
        )
    )


def test_signposts_are_added_taken_back_and_never_deleted(patient, therapist):
    trigger = a_trigger(patient, therapist, words=" Fireworks ")
    a_trigger(patient, therapist, kind="room-preference", about="touch", words="")
    withdraw_signpost(signpost=trigger, because="No more.", source="phone", by=therapist, at=NOW)

    holding = Signpost.objects.visible_to(therapist, NOW).that_hold()
    assert [(row.kind, row.about) for row in holding] == [("room-preference", "touch")]
    assert [row.words for row in Signpost.objects.filter(kind="trigger")] == ["Fireworks", "Fireworks"]
    assert "permission denied" in refused(trigger)
    again = a_trigger(patient, therapist)
    assert again in Signpost.objects.that_hold()
    assert [act.verb for act in Act.objects.filter(patient_id=patient.pk).order_by("id")] == [
        *["signpost.added"] * 2,
        "signpost.withdrawn",
        "signpost.added",
    ]


@pytest.mark.parametrize(
    ("differs", "constraint"),
    [
        ({"words": ""}, "signpost_says_what_it_is"),
        ({"about": "touch"}, "signpost_is_about_something_of_its_kind"),
        ({"kind": "coping", "about": "touch"}, "signpost_is_about_something_of_its_kind"),
        ({"kind": "room-preference", "about": "gender", "words": ""}, "signpost_says_what_it_is"),
    ],
)
def test_a_signpost_says_what_it_is(patient, therapist, differs, constraint):
    with pytest.raises(ValidationError):
        a_trigger(patient, therapist, **differs)
    row = {"kind": "trigger", "words": "Fireworks", "patient": patient, "source": "session", "recorded_by": therapist}
    assert constraint in refused(Signpost(**{**row, **differs}))


def test_what_a_form_brought_lands_in_the_words_in_which_it_was_told(patient, therapist):
    def land(kind, by, **details):
        form = landing_of(kind).form({"whose": "theirs", **details})
        assert form.is_valid(), form.errors
        told = {"patient": patient, "words": "A closed door", "source": "patient", "by": by, "at": NOW}
        return landing_of(kind).land(details=form.cleaned_data, **told)

    room = land("room-preference", therapist, about="doors", words="Doors ajar")
    sign = land("warning-sign", therapist)

    assert [(row.kind, row.about, row.words) for row in (room, sign)] == [
        ("room-preference", "doors", "Doors ajar"),
        ("warning-sign", "", "A closed door"),
    ]
    nurse = make_user(Role.NURSE)
    on_team(patient, nurse)
    with pytest.raises(ValidationError, match="share this with others"):
        land("trigger", nurse)


def test_the_front_desk_and_the_administrator_write_nothing(patient, therapist):
    limits_explained(patient, therapist)
    for role in (Role.FRONT_DESK, Role.ADMINISTRATOR):
        user = make_user(role)
        for act in (
            lambda: limits_explained(patient, user),  # noqa: B023
            lambda: an_experience(patient, user),  # noqa: B023
            lambda: a_trigger(patient, user),  # noqa: B023
            lambda: record_safety_check(was_alone=True, found="safe", **heard(patient, user)),  # noqa: B023
            lambda: sharing.record_asking_wish(part="room", wish="not-now", **heard(patient, user)),  # noqa: B023
        ):
            with pytest.raises(PermissionDenied):
                act()


def test_a_wish_about_asking_is_about_a_part_and_a_day_belongs_to_not_now(patient, therapist):
    about = {"ask_from_on": date(2026, 12, 1), **heard(patient, therapist)}
    assert sharing.record_asking_wish(part="room", wish="not-now", words=" Later. ", **about).words == "Later."
    with pytest.raises(ValidationError, match="A day to ask again"):
        sharing.record_asking_wish(part="room", wish="do-not-ask", **about)
    with pytest.raises(ValidationError):
        sharing.record_asking_wish(part="all", wish="do-not-ask", **heard(patient, therapist))
