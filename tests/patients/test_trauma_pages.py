"""The page about what somebody has been through, and what helps: what it shows to whom, and what it takes."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from patients.models import AskingWish, Experience, LimitsTold, LimitsWording, PartReaders, SafetyCheck, Signpost
from patients.rules.reading_rights import Part, Readers
from patients.services.narrative import open_narrative
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.browser.markup import faults_in
from tests.builders import LONG_AGO, covers, make_administrator, make_patient, make_user, on_team
from tests.patients.trauma_builders import (
    NOTE,
    a_story,
    a_trigger,
    an_experience,
    limits_explained,
    shared,
)

pytestmark = pytest.mark.django_db

AVOID = "Please avoid"


@pytest.fixture
def therapist(client):
    user = make_user(Role.THERAPIST)
    client.force_login(user)
    return user


@pytest.fixture
def patient(therapist):
    patient = make_patient()
    on_team(patient, therapist)
    return patient


def page_of(client, patient, name="trauma_history"):
    return client.get(reverse(name, args=[patient.pk])).content.decode()


def send(client, name, *args, **typed):
    return client.post(reverse(name, args=args), {"source": "session", "whose": "theirs", **typed})


def in_words(page):
    """What is read before any form is opened."""
    return re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)


def form_to(name, *args):
    return f'action="{reverse(name, args=args)}"'


def test_the_page_begins_with_what_they_are_told_and_nothing_else_is_asked_before(client, patient):
    page = page_of(client, patient)

    words = in_words(page)
    assert words.index("Told first") < words.index("What they have been through")
    assert words.count("This stays closed until they were told") == 2
    assert "The practice has not completed this text yet." in words
    assert form_to("record_experience", patient.pk) not in page
    assert form_to("write_narrative", patient.pk) not in page
    assert form_to("add_signpost", patient.pk, "trigger") in page
    assert send(client, "record_experience", patient.pk, kind="home", answer="present", ongoing="no").status_code == 422
    assert faults_in(page) == []

    assert send(client, "explain_limits", patient.pk, words="Thank you.").status_code == 302

    page = page_of(client, patient)
    assert "Thank you." in in_words(page)
    assert "This stays closed" not in page
    assert form_to("record_experience", patient.pk) in page
    LimitsWording.objects.create(number=1, text="Anew.", published_at=timezone.now(), published_by=make_administrator())
    assert "The practice has changed this text since then." in page_of(client, patient)


def test_what_is_told_stands_on_the_page_and_what_to_avoid_on_every_page_of_the_chart(client, patient):
    send(client, "explain_limits", patient.pk)
    for name, args, typed in [
        ("record_experience", [], {"kind": "home", "answer": "present", "when": "childhood", "ongoing": "yes"}),
        ("record_experience", [], {"kind": "loss", "answer": "not-now", "ongoing": "not-asked"}),
        ("add_signpost", ["room-preference"], {"about": "behind"}),
        ("add_signpost", ["room-preference"], {"about": "words", "words": "relax"}),
        ("add_signpost", ["coping"], {"about": "grounding", "words": "Cold water"}),
        ("add_signpost", ["trigger"], {"words": "Fireworks"}),
        ("add_signpost", ["warning-sign"], {"words": "I go quiet"}),
        ("write_narrative", [], {"words": "It was winter.", "content_note": NOTE}),
    ]:
        assert send(client, name, patient.pk, *args, **typed).status_code == 302, name

    page = page_of(client, patient)
    words = in_words(page)
    for said in (
        "as a child · it goes on",
        "Something goes on. Please speak with them",
        "asked, and not now",
        "Somebody standing or sitting behind them",
        "“Fireworks”",
        "“I go quiet”",
        "Shared with prescriber and therapist until they choose; nobody has asked them yet.",
    ):
        assert said in words, said
    assert "It was winter." not in page
    assert faults_in(page) == []
    for name in ("trauma_history", "chart", "chart_health", "safety_check"):
        page = page_of(client, patient, name)
        banner = page[page.index(AVOID) : page.index("<main")]
        assert "somebody standing or sitting behind them" in banner
        assert "certain words: relax" in banner
        assert "Cold water" in banner
        assert "Fireworks" not in banner


def test_a_part_that_is_narrowed_says_with_whom_it_is_shared_and_nothing_of_it(client, patient, therapist):
    limits_explained(patient, therapist)
    an_experience(patient, therapist, kind="war", when="youth")
    a_trigger(patient, therapist, kind="room-preference", about="gender", words="not a man")
    a_trigger(patient, therapist)
    a_story(patient, therapist)
    shared(patient, therapist, Part.ROOM, Readers.ONE_PERSON, therapist)
    lead, nurse = make_user(Role.CLINICAL_LEAD), make_user(Role.NURSE)
    on_team(patient, nurse)

    for user in (lead, nurse):
        client.force_login(user)
        page = page_of(client, patient)
        for hidden in (
            "as a young person",
            "not a man",
            "Fireworks",
            NOTE,
            AVOID,
            form_to("write_narrative", patient.pk),
        ):
            assert hidden not in page, hidden
        assert f"Shared with {therapist.display_name}: their own wish" in page
        assert faults_in(page) == []
    client.force_login(make_user(Role.FRONT_DESK))
    for name in ("trauma_history", "safety_check"):
        assert client.get(reverse(name, args=[patient.pk])).status_code == 404


def test_who_would_rather_not_be_asked_is_not_until_they_bring_it_up(client, patient, therapist):
    limits_explained(patient, therapist)
    add = form_to("add_signpost", patient.pk, "trigger")
    assert send(client, "record_asking_wish", patient.pk, "triggers", wish="not-now").status_code == 302
    page = page_of(client, patient)
    assert f"{therapist.display_name} asked on" in page
    assert "and it was: not now." in page
    assert add in page

    send(client, "record_asking_wish", patient.pk, "triggers", wish="do-not-ask", words="It is enough.")
    page = page_of(client, patient)
    assert "They would rather not be asked again." in page
    assert "“It is enough.”" in page
    assert add not in page
    assert send(client, "add_signpost", patient.pk, "trigger", words="Fireworks").status_code == 422
    assert not Signpost.objects.exists()

    assert send(client, "bring_up", patient.pk, "triggers").status_code == 302
    page = page_of(client, patient)
    assert "They would rather not be asked again." in page
    assert add in page
    assert send(client, "add_signpost", patient.pk, "trigger", words="Fireworks").status_code == 302
    colleague = make_user(Role.PRESCRIBER)
    on_team(patient, colleague)
    client.force_login(colleague)
    assert add not in page_of(client, patient)  # it was not to them that they spoke of it

    send(client, "record_asking_wish", patient.pk, "triggers", wish="may-ask")
    assert add in page_of(client, patient)
    assert [row.wish for row in AskingWish.objects.order_by("id")] == [
        "not-now",
        "do-not-ask",
        "brought-up",
        "may-ask",
    ]


def test_readers_are_chosen_and_what_was_said_is_taken_back_on_the_page(client, patient, therapist):
    limits_explained(patient, therapist)
    answer, trigger = an_experience(patient, therapist), a_trigger(patient, therapist)
    a_story(patient, therapist)
    theirs = {"readers": "one-person", "wish": "theirs"}
    assert send(client, "set_readers", patient.pk, "experiences", **theirs).status_code == 422
    assert send(client, "set_readers", patient.pk, "experiences", **theirs, person=therapist.pk).status_code == 302
    assert PartReaders.objects.get().person == therapist

    for name, args in (
        ("withdraw_experience", [answer.pk]),
        ("withdraw_signpost", [trigger.pk]),
        ("take_back_narrative", [patient.pk]),
    ):
        assert send(client, name, *args, because="").status_code == 422
        assert send(client, name, *args, because="A slip.").status_code == 302

    words = in_words(page_of(client, patient))
    for gone in ("Violence at home", "Fireworks", "Their story is written down"):
        assert gone not in words


def test_a_safety_check_is_written_down_on_its_page_and_read_by_those_it_is_shared_with(client, patient, therapist):
    page = page_of(client, patient, "safety_check")
    assert "only when they are alone" in page
    assert faults_in(page) == []
    refused = send(client, "safety_check", patient.pk, was_alone="no", found="unsafe-now", agreed="We ring at noon.")
    assert refused.status_code == 422
    assert "We ring at noon." in refused.content.decode()
    assert not SafetyCheck.objects.exists()

    done = send(client, "safety_check", patient.pk, was_alone="yes", found="unsafe-now", agreed="We ring at noon.")

    assert done.status_code == 302
    nurse = make_user(Role.NURSE)
    on_team(patient, nurse)
    assert "We ring at noon." in page_of(client, patient)
    client.force_login(nurse)
    page = page_of(client, patient)
    assert "Somebody spoke with them about it." in page
    assert "We ring at noon." not in page
    assert "Not safe now" not in page


@pytest.mark.parametrize(
    ("name", "args", "typed", "kept"),
    [
        ("record_experience", [], {"kind": "", "answer": "present", "when": "adult"}, "Write down an answer"),
        ("add_signpost", ["trigger"], {"words": " "}, "Add a trigger"),
        ("add_signpost", ["coping"], {"about": "", "words": "Cold water"}, "Cold water"),
        ("write_narrative", [], {"words": "It was winter.", "content_note": ""}, "It was winter."),
    ],
)
def test_what_does_not_fit_is_shown_again_with_what_was_typed(client, patient, therapist, name, args, typed, kept):
    limits_explained(patient, therapist)
    response = send(client, name, patient.pk, *args, **typed)

    assert response.status_code == 422
    assert kept in response.content.decode()
    assert faults_in(response.content.decode()) == []
    assert not Experience.objects.exists()
    assert not Signpost.objects.exists()


def test_the_same_form_sent_twice_is_written_once_and_unknown_parts_are_not_there(client, patient):
    once = client.get(reverse("trauma_history", args=[patient.pk])).context["once"]
    assert [send(client, "explain_limits", patient.pk, once=once).status_code for _ in range(2)] == [302, 302]
    assert LimitsTold.objects.count() == 1

    assert send(client, "record_asking_wish", patient.pk, "all", wish="not-now").status_code == 404
    assert send(client, "add_signpost", patient.pk, "all", words="So.").status_code == 404


def test_a_merged_chart_is_read_and_takes_no_more_and_its_story_is_still_opened(client, patient, therapist):
    limits_explained(patient, therapist)
    a_trigger(patient, therapist)
    story = a_story(patient, therapist)
    patient.merged_into = make_patient()
    patient.save()

    page = page_of(client, patient)

    assert "Fireworks" in page
    assert 'name="source"' not in page
    assert send(client, "add_signpost", patient.pk, "trigger", words="Bells").status_code == 403
    assert "canary" in client.post(reverse("open_narrative", args=[story.pk])).content.decode()


def test_an_administrator_publishes_a_wording_that_then_stays(client, patient, therapist):
    administrator = make_administrator()
    client.force_login(administrator)
    add = reverse("admin:patients_limitswording_add")
    assert "Some things we cannot keep to ourselves" in client.get(add).content.decode()
    assert client.post(add, {"text": "Danger to a child."}).status_code == 302

    wording = LimitsWording.objects.get()
    assert (wording.number, wording.published_by) == (1, administrator)
    change = reverse("admin:patients_limitswording_change", args=[wording.pk])
    assert client.post(change, {"text": "Nothing."}).status_code == 403
    assert Act.objects.filter(verb="administration.added", subject_id=wording.pk).exists()
    client.force_login(therapist)
    page = page_of(client, patient)
    assert "Danger to a child." in page
    assert "has not completed" not in page


def questions(client, patient, name):
    with CaptureQueriesContext(connection) as queries:
        page_of(client, patient, name)
    return len(queries)


@pytest.mark.parametrize("name", ["trauma_history", "chart", "safety_check"])
def test_the_number_of_questions_is_the_same_for_three_rows_and_for_many(client, patient, therapist, name):
    now = timezone.now() - timedelta(hours=1)
    limits_explained(patient, therapist, now)
    patient.care_team.update(is_point_of_contact=True)
    page_of(client, patient, name)
    counts = []
    for number in (1, 4):
        for each in range(number):
            by = make_user(Role.THERAPIST)
            on_team(patient, by)
            an_experience(patient, by, now, kind=Experience.Kind.values[number + each])
            for kind, about in (("trigger", ""), ("coping", "grounding"), ("room-preference", "words")):
                a_trigger(patient, by, now, kind=kind, about=about, words=f"Words {number} {each}")
            open_narrative(narrative=a_story(patient, by, now), by=by, at=now)
            SafetyCheck.objects.create(
                patient=patient, source="phone", was_alone=True, found="safe", recorded_by=by, recorded_at=now
            )
            shared(patient, by, Part(Part.values[each]), Readers.TEAM)
        counts.append(questions(client, patient, name))

    assert len(set(counts)) == 1


def test_every_address_respects_a_part_that_is_shared_with_one_person(client, patient, therapist):
    limits_explained(patient, therapist)
    answer, trigger, story = (
        an_experience(patient, therapist),
        a_trigger(patient, therapist),
        a_story(patient, therapist),
    )
    for part in Part:
        shared(patient, therapist, part, Readers.ONE_PERSON, therapist)
    colleague, cover = make_user(Role.PRESCRIBER), make_user(Role.THERAPIST)
    on_team(patient, colleague)
    on_team(patient, make_user(Role.NURSE), is_point_of_contact=True)
    covers(cover, therapist, starts_at=LONG_AGO, lasts=timedelta(days=9000))

    for user in (colleague, cover):
        client.force_login(user)
        for name, args in (
            ("record_experience", [patient.pk]),
            ("write_narrative", [patient.pk]),
            ("take_back_narrative", [patient.pk]),
            *(("add_signpost", [patient.pk, kind]) for kind in Signpost.Kind.values),
            *(("set_readers", [patient.pk, part.value]) for part in Part),
            *(("bring_up", [patient.pk, part.value]) for part in Part),
        ):
            assert send(client, name, *args).status_code == 403, name
        for name, key in (("withdraw_experience", answer), ("withdraw_signpost", trigger), ("open_narrative", story)):
            assert send(client, name, key.pk, because="No.").status_code == 404, name
        page = page_of(client, patient)
        assert "may-ask" not in page  # they may write down a no, and no yes
    assert not Act.objects.filter(verb="narrative.opened").exists()
