"""The plan composer: one form that chooses, proposes, changes, looks ahead and saves, with and without script."""

import re
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medications.models import OtherMedication, PlanTemplate, TitrationPlan
from medications.services.planning import close_plan
from patients.models import Allergy
from tests.builders import make_patient
from tests.medications.builders import NOW, TODAY, ago, colleague, drafted, medication, plan_on_step
from tests.medications.test_templating import templated

pytestmark = pytest.mark.django_db

AT_MOST = 45
BLANK = {"step": 1, "amount_mg": "", "at": "morning", "hold_days": "", "every_days": 1, "offset": 0, "at_most": 1}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def patient():
    return make_patient()


@pytest.fixture
def compose(client, patient):
    """What the composer answers to an act on some rows."""
    client.force_login(colleague(patient))

    def compose(*rows, act="show", code="sertraline", headers=None, **goal):
        sent = {"medication": medication(code).pk, "form": "tablet", "act": act, **goal, **table(*rows)}
        return client.post(reverse("new_plan", args=[patient.pk]), sent, headers=headers)

    return compose


def table(*rows):
    cells = {f"doses-{n}-{cell}": typed for n, row in enumerate(rows) for cell, typed in {**BLANK, **row}.items()}
    return {"doses-TOTAL_FORMS": str(len(rows)), "doses-INITIAL_FORMS": "0", **cells}


def step(number, amount_mg, hold_days=7, **cells):
    return {"step": number, "amount_mg": str(amount_mg), "hold_days": hold_days, **cells}


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def rows_of(answer):
    """The table of the page: step, amount, time of day and days of each row."""
    return [
        tuple(str(row[cell].value() or "") for cell in ("step", "amount_mg", "at", "hold_days"))
        for row in answer.context["rows"].forms
    ]


def test_a_medicine_brings_its_own_choices(client, patient):
    client.force_login(colleague(patient))
    sertraline, buprenorphine = medication("sertraline"), medication("buprenorphine_naloxone")

    page = client.get(reverse("new_plan", args=[patient.pk]), {"medication": sertraline.pk})
    form = page.context["form"]

    assert form["medication"].value() == str(sertraline.pk)
    assert [value for value, _label in form.fields["form"].choices] == ["tablet", "capsule", "liquid"]
    assert ("ptsd", "PTSD") in form.fields["indication"].choices
    assert "schedule" not in form.fields
    assert "is_low_dose_start" not in form.fields
    assert "usual range: 50 mg to 200 mg" in text_of(page)

    page = client.get(reverse("new_plan", args=[patient.pk]), {"medication": buprenorphine.pk})
    assert "is_low_dose_start" in page.context["form"].fields


def test_published_steps_are_offered_where_their_condition_holds(compose):
    page = compose(act="choose", indication="ptsd")
    ((_none, _words), (schedule, words)) = page.context["form"].fields["schedule"].choices
    assert "up to 200 mg for trauma" in words

    page = compose(act="propose", indication="ptsd", schedule=schedule, target_high_mg="150")

    usual = next(way for way in page.context["proposal"].ways if way.act == "take-usual")
    assert [line.words.split()[0] for line in usual.lines] == ["25", "50", "100", "150"]
    assert "as published (sertraline label 2.1, Table 1; read in the label)" in text_of(page)


def test_a_proposal_says_what_its_numbers_rest_on_and_is_taken_over(compose):
    page = compose(act="propose", target_low_mg="50", target_high_mg="100", judge_after_days="28")
    gentle, usual = sorted(page.context["proposal"].ways, key=lambda way: way.act)

    assert usual.is_first
    assert "usual first dose" in text_of(page)
    assert "(our practice setting)" in text_of(page)
    assert len(gentle.lines) > len(usual.lines)

    taken = compose(act="take-gentle", target_low_mg="50", target_high_mg="100", judge_after_days="28")

    assert len(rows_of(taken)) == len(gentle.lines)
    assert rows_of(taken)[0][:3] == ("1", "12.5", "morning")
    assert taken.context["form"]["judge_after_days"].value() == "28"
    assert "within the target" in text_of(taken)


def test_of_a_way_with_too_many_steps_the_first_are_taken_over(compose):
    page = compose(act="take-gentle", code="propranolol", target_high_mg="640")

    assert len(rows_of(page)) == 40
    assert "a plan has 40 at most" in text_of(page)


def test_the_gentle_way_comes_first_for_the_sensitive_with_the_reason(client, compose, patient):
    patient.sensitivity = "high"
    patient.save()

    page = compose(act="propose", target_high_mg="100")

    assert [way.act for way in page.context["proposal"].ways] == ["take-gentle", "take-usual"]
    assert "The gentle pace comes first: High sensitivity to medicines" in text_of(page)


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        ({}, "Say the target first"),
        ({"target_high_mg": "50", "medication": ""}, "Choose the medication first."),
        ({"target_high_mg": "50", "medication": "no number"}, "Choose the medication first."),
        ({"target_high_mg": "0.5"}, "The first dose cannot be made of what is on file."),
    ],
)
def test_what_cannot_be_proposed_is_a_calm_sentence(compose, goal, words):
    for act in ("propose", "take-usual", "take-gentle"):
        page = compose(step(1, 25), act=act, **goal)

        assert page.status_code == 200
        assert words in page.context["proposal"].cannot
        assert "You can write the steps yourself below." in text_of(page)
        assert rows_of(page) == [("1", "25", "morning", "7")]


@pytest.mark.parametrize(
    ("code", "form", "rows", "words", "made"),
    [
        (
            "sertraline",
            "tablet",
            [step(1, "12.5"), step(1, "37.5", "", at="bedtime")],
            "12.5 mg each morning and 37.5 mg at bedtime",
            ["37.5 mg: 1 tablet of 25 mg and half of a 25 mg tablet", "12.5 mg: half of a 25 mg tablet"],
        ),
        (
            "fluoxetine",
            "capsule",
            [step(1, 20, every_days=2), step(1, 10, "", every_days=2, offset=1)],
            "20 mg every other morning, 10 mg on the other mornings (capsule)",
            ["20 mg: 1 capsule of 20 mg", "10 mg: 1 capsule of 10 mg"],
        ),
        (
            "sertraline",
            "liquid",
            [step(1, 24)],
            "24 mg each morning (liquid)",
            ["24 mg: 1.2 mL of the 20 mg/mL liquid"],
        ),
        (
            "quetiapine",
            "tablet",
            [step(1, "12.5", as_needed="on", at_most=3, at="any")],
            "up to 3 × 12.5 mg a day as needed",
            ["12.5 mg: half of a 25 mg tablet"],
        ),
        (
            "risperidone",
            "liquid",
            [step(1, "0.083333")],
            "0.083333 mg each morning (liquid)",
            ["0.083333 mg cannot be made; the smallest amount that can is 0.1 mg."],
        ),
    ],
)
def test_any_regimen_is_written_looked_at_and_saved(client, compose, code, form, rows, words, made):
    shown = compose(*rows, code=code, form=form).context["preview"].steps[0]

    assert shown.words == words
    assert [each.words for each in shown.made_of] == made

    answer = compose(*rows, code=code, form=form, act="save")
    assert answer.status_code == 302
    doses = TitrationPlan.objects.latest("pk").steps.get().regimen.doses.order_by("id")
    assert [dose.amount_mg for dose in doses] == [Decimal(row["amount_mg"]) for row in rows]
    assert words in text_of(client.get(answer.url))


def test_the_steps_ahead_say_what_they_would_meet(compose, settings):
    settings.PRACTICE_CLOSED_ON = frozenset({date(2026, 3, 27)})  # TODAY is a Friday

    page = compose(
        step(1, 25), step(2, 75, 2), step(3, 300, 7), target_low_mg=75, target_high_mg=200, judge_after_days=28
    )
    ahead = page.context["preview"]
    first, second, third = ahead.steps

    assert [line.message.split(".")[0] for line in third.against] == [
        "This dose is held for 5 more days",
        "300 mg a day is over the maximum of 200 mg a day",
        "It grows by 225 mg a day; usual for this person is 50 mg a day at most",
    ]
    assert not first.against
    assert [line.message for line in first.beforehand] == ["There is no consent to this treatment on file."]
    assert [step.starts_on for step in ahead.steps] == [TODAY, date(2026, 3, 27), date(2026, 3, 29)]
    assert [step.is_on_closed_day for step in ahead.steps] == [False, True, True]
    assert [step.target for step in ahead.steps] == ["", "within the target", "above the target"]
    assert ahead.summary == "3 steps, 9 days at least until the last one begins, 3 reviews."
    assert ahead.on_closed_days == "The earliest days of steps 2, 3 are ones on which the practice is closed."
    assert ahead.judging.startswith("Step 2 is the first within the target")
    assert not ahead.is_clear


def test_dates_can_be_counted_from_another_day(compose):
    monday = "2026-03-23"

    ahead = compose(step(1, 25), counted_from=monday, target_high_mg=50).context["preview"]
    assert ahead.steps[0].starts_on.isoformat() == monday

    ahead = compose(step(1, 25), counted_from="2025-01-01").context["preview"]
    assert ahead.steps[0].starts_on == TODAY
    proposed = compose(act="propose", counted_from=monday, target_high_mg=50).context["proposal"]
    assert proposed.ways[0].lines[0].starts_on.isoformat() == monday


def test_what_every_step_meets_alike_is_said_once(compose, patient):
    tell_allergy(patient, to="sertraline", name="Sertraline", reaction="Hives")

    page = compose(step(1, 25), step(2, 50))

    (line,) = page.context["preview"].throughout
    assert "hypersensitivity to sertraline" in line.message
    assert [step.against for step in page.context["preview"].steps] == [[], []]
    assert text_of(page).count("hypersensitivity to sertraline") == 1


def test_what_is_missing_for_a_look_ahead_is_said(compose):
    page = compose(step(1, 25), step(2, "a lot"), step(4, 25))

    assert page.status_code == 200
    assert page.context["missing"] == ["Row 2, amount (mg): Enter a number."]
    assert compose(step(1, 25), step(3, 25)).context["missing"] == ["Number the steps 1, 2, 3 … without a gap."]
    assert compose({}).context["missing"] == []
    assert compose(step(1, 25), medication="").context["preview"] is None


def test_the_fragment_is_what_the_page_shows(compose):
    rows = [step(1, 25), step(2, 77)]

    page = compose(*rows)
    fragment = compose(*rows, act="", headers={"HX-Request": "true", "HX-Target": "preview"})

    assert fragment.content.decode().strip() in page.content.decode()
    assert "<html" not in fragment.content.decode()
    assert {"HX-Request", "HX-Target"} <= set(fragment["Vary"].split(", "))


@pytest.mark.parametrize(
    ("act", "after"),
    [
        ("add", [("1", "50", "morning", "7"), ("2", "75", "morning", "7"), ("3", "", "morning", "7")]),
        ("insert:0", [("1", "50", "morning", "7"), ("2", "", "morning", "7"), ("3", "75", "morning", "7")]),
        ("remove:0", [("1", "75", "morning", "7")]),
        ("split:1", [("1", "50", "morning", "7"), ("2", "37.5", "morning", "7"), ("2", "37.5", "evening", "")]),
        ("split", [("1", "50", "morning", "7"), ("2", "75", "morning", "7")]),
        ("remove:9", [("1", "50", "morning", "7"), ("2", "75", "morning", "7")]),
        ("nonsense:x", [("1", "50", "morning", "7"), ("2", "75", "morning", "7")]),
    ],
)
def test_rows_are_changed_by_buttons_alone(compose, act, after):
    page = compose(step(1, 50), step(2, 75), act=act, purpose="Kept words")

    assert page.status_code == 200
    assert rows_of(page) == after
    assert page.context["form"]["purpose"].value() == "Kept words"
    assert not TitrationPlan.objects.exists()


def test_a_draft_keeps_its_goal_and_the_plan_says_it(client, compose):
    schedule = medication("sertraline").schedules.get(code="sertraline_ptsd_label")
    goal = {
        "purpose": "Nightmares",
        "indication": "ptsd",
        "target_low_mg": "50",
        "target_high_mg": "150",
        "judge_after_days": "28",
        "schedule": schedule.pk,
    }

    answer = compose(step(1, 25), step(2, 50), act="save", **goal)

    plan = TitrationPlan.objects.get()
    assert (plan.purpose, plan.indication, plan.schedule, plan.judge_after_days) == ("Nightmares", "ptsd", schedule, 28)
    assert (plan.target_low_mg, plan.target_high_mg) == (50, 150)
    page = text_of(client.get(answer.url))
    assert "Target: 50 mg to 150 mg a day." in page
    assert "A dose is judged after 28 days." in page
    assert "For PTSD. Published steps: up to 200 mg for trauma, panic or social anxiety." in page
    assert "since this plan was made" not in page


def test_a_plan_says_when_the_dose_in_use_can_be_judged_and_what_changed_since(client):
    plan = plan_on_step(2, since=ago(days=10))
    TitrationPlan.objects.filter(pk=plan.pk).update(target_low_mg=50, judge_after_days=28)
    plan.medication.facts.filter(kind="max-day", applies_when={}).update(high=150)
    client.force_login(plan.prescriber)

    page = text_of(client.get(reverse("plan", args=[plan.pk])))

    assert "Target: from 50 mg a day." in page
    assert "The dose in use can be judged from Tuesday 7 April." in page
    assert "1 fact has changed since this plan was made" in page
    assert "maximum a day: 150 mg (before: maximum a day: 200 mg)" in page


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        ({"target_low_mg": "100", "target_high_mg": "50"}, "The target runs from a lower to a higher amount."),
        ({"target_low_mg": "0"}, "greater than or equal to"),
        ({"judge_after_days": "0"}, "greater than or equal to"),
        ({"form": "patch"}, "Select a valid choice"),
        ({"indication": "toothache"}, "Select a valid choice"),
        ({"schedule": "999999"}, "Select a valid choice"),
        ({"medication": ""}, "This field is required"),
    ],
)
def test_a_goal_that_cannot_be_is_answered_beside_its_field(compose, goal, words):
    goal = {"indication": "ptsd", **goal}

    answer = compose(step(1, 25), act="save", **goal)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert rows_of(answer) == [("1", "25", "morning", "7")]
    assert not TitrationPlan.objects.exists()


def test_a_template_is_saved_used_and_retired(compose):
    page = compose(
        step(1, 25, 14), step(2, 50), act="save-template", called="Slowly up", target_high_mg="50", indication="ptsd"
    )

    template = PlanTemplate.objects.get()
    assert "The template is saved" in text_of(page)
    assert (template.name, template.steps.count(), template.indication) == ("Slowly up", 2, "ptsd")

    page = compose(act=f"use-template:{template.pk}", purpose="Typed before")
    assert rows_of(page) == [("1", "25", "morning", "14"), ("2", "50", "morning", "7")]
    assert page.context["form"]["target_high_mg"].value() == "50"
    assert page.context["form"]["indication"].value() == "ptsd"
    assert page.context["form"]["purpose"].value() == ""
    assert [step.target for step in page.context["preview"].steps] == ["", "within the target"]

    page = compose(step(1, 25), act=f"retire-template:{template.pk}")
    assert "The template is retired" in text_of(page)
    assert page.context["templates"] == []
    for act in (f"use-template:{template.pk}", f"retire-template:{template.pk}"):
        assert rows_of(compose(step(1, 25), act=act)) == [("1", "25", "morning", "7")]


def test_a_template_needs_a_name_of_its_own(compose):
    templated(name="Slowly up")
    rows = [step(1, 25)]

    assert "Give the template a name." in text_of(compose(*rows, act="save-template", called=" "))
    assert "already a template of this name" in text_of(compose(*rows, act="save-template", called="Slowly up"))
    assert "Not kept" in text_of(compose(step(1, ""), act="save-template", called="Another"))
    assert PlanTemplate.objects.count() == 1


def test_what_was_tried_and_not_tolerated_is_in_view(client, patient):
    prescriber = colleague(patient)
    tell_allergy(patient, to="sertraline", name="Sertraline", reaction="Hives", kind="intolerance")
    past(patient, prescriber)
    client.force_login(prescriber)

    page = text_of(client.get(reverse("new_plan", args=[patient.pk]), {"medication": medication("sertraline").pk}))

    assert "Sertraline : Hives about this medicine intolerance" in page
    assert "fluoxetine : up to 40 mg a day, 21 days, from February 2026 Slept badly." in page
    assert "mirtazapine : never begun Changed our minds." in page
    assert "Old tablets : elsewhere, 5 mg, stopped in January 2026" in page


def test_the_page_asks_as_often_however_much_there_is(client, patient):
    prescriber = colleague(patient)
    client.force_login(prescriber)
    address = reverse("new_plan", args=[patient.pk])
    sent = {"medication": medication("sertraline").pk, "form": "tablet", "act": "show"}
    past(patient, prescriber)
    templated(by=prescriber)

    few = questions(client, address, {**sent, **table(step(1, 25))})
    for number in range(3):
        past(patient, prescriber)
        templated(by=prescriber, name=f"Another {number}")
        tell_allergy(patient, to=f"thing {number}", name="Thing", reaction="Hives")
    many = questions(client, address, {**sent, **table(*(step(n, 25 * n) for n in range(1, 9)))})

    assert many <= few + 1  # allergies are asked for once there is one
    assert many <= AT_MOST


def questions(client, address, sent):
    client.post(address, sent)
    with CaptureQueriesContext(connection) as asked:
        assert client.post(address, sent).status_code == 200
    return len(asked)


def tell_allergy(patient, **fields):
    by = patient.care_team.first().user
    told = {"kind": "hypersensitivity", **fields}
    Allergy.objects.create(patient=patient, recorded_by=by, **told)


def past(patient, prescriber):
    """Something taken for three weeks and closed, something never begun, and something from elsewhere."""
    taken = plan_on_step(
        2, code="fluoxetine", amounts=(20, 40), patient=patient, prescriber=prescriber, since=ago(days=14)
    )
    close_plan(plan=taken, reason="Slept badly.", by=prescriber, at=NOW)
    never = drafted(code="mirtazapine", amounts=(15,), patient=patient, prescriber=prescriber)
    close_plan(plan=never, reason="Changed our minds.", by=prescriber, at=NOW)
    OtherMedication.objects.create(
        patient=patient, name="Old tablets", dose="5 mg", stopped_on=date(2026, 1, 5), recorded_by=prescriber
    )
