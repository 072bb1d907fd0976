"""Signing a review in a browser: the evidence in view, the patient's words apart, and nothing signed unread."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from medications.models import LogEntry, Review
from practice.staff.roles import Role
from tests.builders import make_user
from tests.medications.builders import (
    NOW,
    TODAY,
    active_plan,
    ago,
    check_in,
    colleague,
    fresh,
    log_mild,
    log_red,
    plan_on_step,
    ready_plan,
)
from tests.medications.reading import position, reviewed_step, term, text_of

pytestmark = pytest.mark.django_db
VERDICT = {"patient_view": "agrees", "in_their_words": "I feel steadier.", "decision": "proceed", "reasons": "Well."}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan():
    """Asked yesterday, not reviewed yet."""
    plan = plan_on_step(1)
    log_mild(plan, at=ago(days=1), in_their_words="Queasy at breakfast.")
    return fresh(plan)


def sign(client, plan, name="review", **typed):
    client.force_login(plan.prescriber)
    return client.post(reverse(name, args=[plan.pk]), {**VERDICT, "version": fresh(plan).version, "step": 2, **typed})


def newest() -> Review:
    return Review.objects.latest("pk")


def test_the_evidence_is_in_view_while_one_writes(client, plan):
    client.force_login(plan.prescriber)

    page = text_of(client.get(reverse("review", args=[plan.pk]), {"step": 2}))

    assert "Queasy at breakfast." in page
    assert "If you proceed: step 2, from 25 mg to 50 mg each morning." in page
    assert "Often felt on this medication" in page
    assert f'name="version" value="{fresh(plan).version}"' in page


def test_a_signed_review_keeps_both_voices(client, plan):
    answer = sign(client, plan)

    assert answer.status_code == 302
    assert (reviewed_step(newest()), newest().decision) == (2, "proceed")
    assert (newest().in_their_words, newest().reasons) == ("I feel steadier.", "Well.")
    assert "I feel steadier." in text_of(client.get(answer.url))


def test_a_review_of_an_old_page_is_not_signed_and_loses_nothing(client, plan):
    version = fresh(plan).version
    log_mild(plan, at=NOW, in_their_words="And again at noon.")

    answer = sign(client, plan, version=version)

    assert answer.status_code == 409
    assert not Review.objects.filter(to_step__position=2).exists()
    assert "And again at noon." in text_of(answer)
    assert "I feel steadier." in text_of(answer)
    assert f'name="version" value="{fresh(plan).version}"' in text_of(answer)


def test_what_is_missing_is_said_beside_its_field(client, plan):
    answer = sign(client, plan, patient_view="", decision="enough")

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"patient_view", "look_again_on"}


def test_enough_says_when_to_look_again(client, plan):
    sign(client, plan, decision="enough", look_again_on="2026-06-01")

    assert newest().look_again_on == date(2026, 6, 1)


def test_a_day_gone_by_is_refused_in_words(client, plan):
    answer = sign(client, plan, decision="enough", look_again_on="2026-01-01")

    assert answer.status_code == 409
    assert "on which later day to look again" in text_of(answer)


def test_after_mild_news_one_signature_is_enough(client):
    plan = ready_plan()
    log_mild(plan, at=NOW, in_their_words="A little queasy.")
    url = reverse("still_stands", args=[plan.pk])
    client.force_login(plan.prescriber)
    page = text_of(client.get(url))
    assert "A little queasy." in page
    assert "It still stands: sign" in page

    answer = client.post(url, {"version": fresh(plan).version})

    assert answer.status_code == 302
    assert newest().confirms is not None


def test_grave_news_needs_the_whole_review(client):
    plan = ready_plan()
    log_red(plan, at=NOW)
    client.force_login(plan.prescriber)
    url = reverse("still_stands", args=[plan.pk])

    assert "What is new needs a full review." in text_of(client.get(url))
    assert client.post(url, {"version": fresh(plan).version}).status_code == 409


def test_without_a_review_there_is_nothing_that_could_stand(client):
    plan = active_plan()
    client.force_login(plan.prescriber)

    assert client.get(reverse("still_stands", args=[plan.pk])).url == reverse("review", args=[plan.pk])


class TestInOneSitting:
    """Ask, log, review and step on one page."""

    def sit(self, client, plan, **typed):
        return sign(client, plan, "sitting", **{"step_now": "on", "first_dose_on": TODAY.isoformat(), **typed})

    def test_a_good_answer_leads_to_the_step(self, client, plan):
        typed = {"heard": "nothing", "nothing-asked_about": ["Suicidal ideation"], "nothing-source": "patient"}

        answer = self.sit(client, plan, **typed)

        assert answer.status_code == 302
        assert LogEntry.objects.latest("pk").kind == "check-in"
        assert newest().decision == "proceed"
        assert position(plan) == 2

    def test_a_red_flag_is_logged_and_reviewed_and_stops_the_step(self, client, plan):
        flag = {
            "heard": "report",
            "report-effect": "Suicidal ideation",
            "report-severity": "moderate",
            "report-course": "new",
            "report-source": "patient",
        }

        answer = self.sit(client, plan, **flag)

        assert "The step waits" in text_of(client.get(answer.url))
        assert term(LogEntry.objects.latest("pk")) == "Suicidal ideation"
        assert reviewed_step(newest()) == 2
        assert position(plan) == 1

    def test_sent_twice_it_is_written_and_stepped_once(self, client, plan):
        client.force_login(plan.prescriber)
        once = client.get(reverse("sitting", args=[plan.pk])).context["once"]
        typed = {"heard": "nothing", "nothing-source": "patient", "once": once, "version": fresh(plan).version}
        entries = LogEntry.objects.count()

        for _ in range(2):
            assert self.sit(client, plan, **typed).status_code == 302

        assert LogEntry.objects.count() == entries + 1
        assert position(plan) == 2

    def test_a_part_that_was_not_asked_for_is_not_checked(self, client, plan):
        assert self.sit(client, plan, heard="logged").status_code == 302

    def test_a_part_that_was_asked_for_is(self, client, plan):
        entries = LogEntry.objects.count()

        answer = self.sit(client, plan, heard="report")

        assert answer.status_code == 422
        assert "effect" in answer.context["forms"].report.errors
        assert LogEntry.objects.count() == entries

    def test_without_the_tick_nothing_is_stepped(self, client, plan):
        self.sit(client, plan, heard="logged", step_now="")

        assert reviewed_step(newest()) == 2
        assert position(plan) == 1

    def test_an_old_page_writes_neither_answer_nor_review(self, client, plan):
        entries, version = LogEntry.objects.count(), fresh(plan).version
        check_in(plan, at=NOW)

        answer = self.sit(client, plan, heard="nothing", version=version, **{"nothing-source": "patient"})

        assert answer.status_code == 409
        assert LogEntry.objects.count() == entries + 1
        assert not Review.objects.filter(to_step__position=2).exists()


class TestCoSign:
    """A second prescriber, in their own sign-in."""

    @pytest.fixture
    def early(self):
        """Everything is ready but the days."""
        return ready_plan(since=ago(days=5))

    def ask(self, client, plan, second):
        client.force_login(plan.prescriber)
        typed = {"asked_of": second.pk, "codes": ["hold-time-left"], "reason": "She leaves on Sunday."}
        return client.post(reverse("ask_for_cosign", args=[plan.pk]), typed)

    def test_asked_signed_stepped(self, client, early):
        second = colleague(early.patient)
        assert self.ask(client, early, second).status_code == 302

        client.force_login(second)
        plan_page = text_of(client.get(reverse("plan", args=[early.pk])))
        assert (
            f"Asked to co-sign: {second.display_name}, for days of the hold that are left. She leaves on Sunday."
            in plan_page
        )
        assert f'href="{reverse("cosign", args=[early.pk])}"' in plan_page
        page = text_of(client.get(reverse("cosign", args=[early.pk])))
        assert "This dose is held for 2 more days." in page
        typed = {"codes": ["hold-time-left"], "reason": "Agreed; she has been steady."}
        assert client.post(reverse("cosign", args=[early.pk]), typed).status_code == 302

        signed = f"Co-signed by {second.display_name}, for days of the hold that are left. Agreed; she has been steady."
        plan_page = text_of(client.get(reverse("plan", args=[early.pk])))
        assert signed in plan_page
        assert reverse("ask_for_cosign", args=[early.pk]) not in plan_page
        assert f'href="{reverse("cosign", args=[early.pk])}"' not in plan_page

        client.force_login(early.prescriber)
        page = client.get(reverse("plan", args=[early.pk]))
        assert "co-signed" in text_of(page)
        assert signed in text_of(page)
        step = {"first_dose_on": TODAY.isoformat(), "version": fresh(early).version, "step": 2}
        assert client.post(reverse("step_up", args=[early.pk]), step).status_code == 302
        assert position(early) == 2

    def test_what_was_asked_goes_from_view_with_the_review(self, client, early):
        self.ask(client, early, colleague(early.patient))
        log_mild(early, at=NOW)

        assert "Asked to co-sign" not in text_of(client.get(reverse("plan", args=[early.pk])))

    def test_somebody_from_another_team_who_is_asked_can_read_and_sign(self, client, early):
        second = make_user(Role.PRESCRIBER)
        self.ask(client, early, second)

        client.force_login(second)
        assert client.get(reverse("plan", args=[early.pk])).status_code == 200
        answer = client.post(reverse("cosign", args=[early.pk]), {"codes": ["hold-time-left"], "reason": "Agreed."})

        assert answer.status_code == 302

    def test_whoever_reviewed_does_not_cosign(self, client, early):
        client.force_login(early.prescriber)

        answer = client.post(
            reverse("cosign", args=[early.pk]), {"codes": ["hold-time-left"], "reason": "I am sure of it."}
        )

        assert answer.status_code == 403
        assert "I am sure of it." in text_of(answer)

    def test_what_cannot_be_cosigned_is_not_offered(self, client, early):
        second = colleague(early.patient)
        client.force_login(second)

        form = client.get(reverse("cosign", args=[early.pk])).context["form"]

        assert [code for code, _ in form.fields["codes"].choices] == ["hold-time-left"]

    def test_before_there_is_a_review_the_way_leads_back(self, client):
        plan = active_plan()
        client.force_login(plan.prescriber)

        assert client.get(reverse("cosign", args=[plan.pk])).url == reverse("plan", args=[plan.pk])
