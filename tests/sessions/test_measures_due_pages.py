"""The list of measures that wait, the part of somebody's measures page, and the forms."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medications.models import PlanMeasures
from practice.panels import panel_named
from practice.prompts.kinds import only
from practice.staff.roles import Role
from sessions.models import MeasureAsked, MeasureSchedule
from sessions.prompt_kinds.measures import MEASURE_DUE
from sessions.rules.measures_due import Said, Way
from sessions.services.scheduling_measures import record_asking
from tests.builders import make_patient, make_user, on_team
from tests.medications.builders import NOW, TODAY, active_plan, ago, colleague, plan_on_step
from tests.sessions.measure_builders import asked_for, comes_in, filled_in, is_for, planned
from tests.sessions.page_builders import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clock")]


@pytest.fixture
def _clock():
    with time_machine.travel(NOW, tick=False), only(MEASURE_DUE):
        yield


@pytest.fixture
def nurse():
    return make_user(Role.NURSE)


def in_care(nurse, **fields):
    patient = make_patient(**fields)
    on_team(patient, nurse, is_point_of_contact=True)
    return patient


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_list_says_who_which_why_and_since_when_and_scolds_nobody(nurse):
    asked_for("trauma", "pcl5")
    robin = in_care(nurse, chosen_name="Robin")
    plan = is_for(active_plan(patient=robin, at=ago(days=3)), "trauma")
    planned(robin, nurse, measure="phq9", way=Way.EVERY_WEEKS, every_weeks=4, days_ago=8)
    planned(in_care(nurse, chosen_name="Sage"), nurse, measure="gad7", way=Way.BEFORE_VISITS)
    comes_in(MeasureSchedule.objects.latest("pk").patient, 2)
    record_asking(patient=robin, measure="phq9", said=Said.WILL_SEE, by=nurse, at=NOW)

    page = text_of(signed_in(nurse).get(reverse("measures_due")))

    assert "Robin · PHQ-9 Fill in What they said every 4 weeks · since 12 March · asked once" in page
    assert "PCL-5 Fill in What they said before the first dose of sertraline · since 17 March · not asked yet" in page
    assert "GAD-7 Fill in What they said before the visit on Sunday · for Sunday" in page
    assert page.index("PHQ-9") < page.index("PCL-5") < page.index("GAD-7")
    assert not {"overdue", "late", "missed", "refused"} & set(page.lower().split())
    assert plan.prescriber.display_name not in page


def test_the_list_is_narrowed_and_goes_on_where_the_page_ended(nurse):
    for days_ago in range(27):
        planned(in_care(nurse), nurse, days_ago=days_ago)
    other = make_patient(chosen_name="Somebody else's")
    on_team(other, nurse)
    on_team(other, make_user(Role.NURSE), is_point_of_contact=True)
    planned(other, nurse, days_ago=30)
    client = signed_in(nurse)

    first = client.get(reverse("measures_due"))
    rest = client.get(reverse("measures_due") + "?after=" + first.context["next_after"])
    everybody = client.get(reverse("measures_due"), {"whose": "everybody", "when": "before-today", "after": "x.y"})

    shown = [line.who for page in (first, rest) for line in page.context["lines"]]
    assert (len(first.context["lines"]), len(shown), len(set(shown))) == (25, 27, 27)
    assert rest.context["next_after"] == ""
    assert everybody.context["lines"][0].who == "Somebody else's"
    assert "From the beginning" in text_of(rest)
    assert "Nothing waits" in text_of(signed_in(make_user(Role.NURSE)).get(reverse("measures_due")))


def test_as_many_questions_for_a_long_list_as_for_a_short_one(nurse):
    asked_for("trauma", "pcl5")
    client, counted = signed_in(nurse), []
    for count in (1, 40):
        is_for(active_plan(patient=in_care(nurse), at=ago(days=3)), "trauma")
        agreed = {"measure": "phq9", "way": "once", "begins_on": TODAY, "scheduled_at": NOW, "scheduled_by": nurse}
        MeasureSchedule.objects.bulk_create(MeasureSchedule(patient=in_care(nurse), **agreed) for _each in range(count))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("measures_due"))
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_on_the_page_of_measures_everything_about_asking_stands_together(nurse):
    asked_for("trauma", "pcl5")
    patient = in_care(nurse)
    is_for(plan_on_step(1, patient=patient, since=ago(days=20), hold_days=60), "trauma")
    planned(patient, nurse, measure="phq9", way=Way.EVERY_WEEKS, every_weeks=4, days_ago=8)
    filled_in(patient, "phq9", days_ago=8)
    planned(patient, nurse, measure="gad7", way=Way.BEFORE_VISITS)
    tomorrow = TODAY + timedelta(days=1)
    record_asking(patient=patient, measure="craving", said=Said.NOT_NOW, ask_again_on=tomorrow, by=nurse, at=NOW)
    record_asking(patient=patient, measure="audit-c", said=Said.NOT_AGAIN, by=nurse, at=NOW)

    page = text_of(signed_in(nurse).get(reverse("measures", args=[patient.pk])))

    assert "PCL-5 Fill in What they said some time after the new dose of sertraline · since 14 March" in page
    assert "PHQ-9 every 4 weeks next: Thursday 9 April Stop asking" in page
    assert "GAD-7 before each visit with the next visit Stop asking" in page
    assert "Craving : not now; ask again tomorrow" in page
    assert "AUDIT-C : please do not ask this again" in page
    assert "Sertraline PCL-5 Change" in page
    panel = panel_named("measures-due", "measures-due", nurse)
    assert panel
    counted = []
    for more in (("fibser",), ("pc-ptsd-5", "dast10", "bam")):
        for measure in more:
            planned(patient, nurse, measure=measure)
        with CaptureQueriesContext(connection) as queries:
            panel.context(nurse, patient.pk)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_measure_is_planned_once_and_stopped_for_a_reason(nurse):
    patient, client = in_care(nurse), signed_in(nurse)
    address = reverse("new_measure_schedule", args=[patient.pk])
    form = {"measure": "pcl5", "way": "every-weeks", "begins_on": "2026-03-20", "once": "token"}

    refused = client.post(address, form)
    done = [client.post(address, {**form, "every_weeks": "4"}) for _twice in range(2)]
    again = client.post(address, {**form, "every_weeks": "2", "once": "another"})

    assert (refused.status_code, "every how many weeks" in text_of(refused)) == (422, True)
    assert [answer.url for answer in done] == [reverse("measures", args=[patient.pk])] * 2
    assert (again.status_code, "already" in text_of(again)) == (422, True)
    schedule = MeasureSchedule.objects.get()
    address = reverse("end_measure_schedule", args=[schedule.pk])
    assert "Stop asking for PCL-5" in text_of(client.get(address))
    assert client.post(address, {"because": ""}).status_code == 422
    assert client.post(address, {"because": "Enough."}).status_code == 302
    schedule.refresh_from_db()
    assert schedule.ended_because == "Enough."


def test_what_they_said_is_written_down(nurse):
    patient, client = in_care(nurse), signed_in(nurse)
    address = reverse("measure_asked", args=[patient.pk, "pcl5"])

    no_day = client.post(address, {"said": "not-now"})
    done = client.post(address, {"said": "not-now", "ask_again_on": "2026-04-01", "in_their_words": "After Easter."})

    assert (no_day.status_code, "Choose a day to ask again" in text_of(no_day)) == (422, True)
    assert done.status_code == 302
    assert MeasureAsked.objects.get().in_their_words == "After Easter."
    assert client.get(reverse("measure_asked", args=[patient.pk, "proqol5"])).status_code == 404


def test_a_plan_asks_other_measures_or_none_and_says_why(nurse):
    asked_for("trauma", "pcl5")
    plan = is_for(active_plan(at=ago(days=3)), "trauma")
    client, address = signed_in(colleague(plan.patient, Role.NURSE)), reverse("plan_measures", args=[plan.pk])
    form = client.get(address).context["form"]
    assert (form.initial["which"], form.initial["measures"]) == ("as-practice", ["pcl5"])

    nothing = client.post(address, {"which": "these", "because": "x"})
    no_reason = client.post(address, {"which": "none"})
    done = client.post(address, {"which": "these", "measures": ["phq9", "gad7"], "because": "They sleep well."})

    assert [nothing.status_code, no_reason.status_code, done.status_code] == [422, 422, 302]
    assert PlanMeasures.objects.get().measures == ["gad7", "phq9"]
    page = text_of(client.get(reverse("measures", args=[plan.patient_id])))
    assert "Sertraline GAD-7, PHQ-9 Change Agreed: They sleep well. (Person" in page
    client.post(address, {"which": "none", "because": "They asked us not to."})
    assert "no measure is asked because of it" in text_of(client.get(reverse("measures", args=[plan.patient_id])))
