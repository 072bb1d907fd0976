"""Facts in the administration: how sure they are, confirming them, correcting them, adding a medication."""

import pytest
from django.urls import reverse
from django.utils import timezone

from medications.models import Interaction, Medication, MedicationFact, Schedule
from medications.services.confirming import confirm_statements
from medications.terms import Standing
from practice.audit.models import Act
from tests.builders import make_administrator, make_user

FACTS = "admin:medications_medicationfact_changelist"
pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = make_administrator()
    client.force_login(user)
    return user


def a_recalled_fact():
    return MedicationFact.objects.filter(standing=Standing.RECALLED).order_by("pk")[0]


def confirm(client, *facts, source="Label of 2026, section 2.1", url=FACTS):
    ticked = [fact.pk for fact in facts]
    typed = {"action": "confirm", "_selected_action": ticked, "source": source}
    return client.post(reverse(url), typed, follow=True).content.decode()


def test_the_list_says_in_words_what_is_unconfirmed_and_can_be_narrowed(client, administrator):
    page = client.get(reverse(FACTS), {"standing": Standing.RECALLED}).content.decode()

    assert "unconfirmed, check the label" in page
    assert 'name="source"' in page
    assert client.get(reverse(FACTS), {"kind": "max-day", "medication__name": "sertraline"}).status_code == 200


@pytest.mark.parametrize("model", ["presentation", "schedule", "interaction", "classmember", "medication"])
def test_the_other_lists_open(client, administrator, model):
    assert client.get(reverse(f"admin:medications_{model}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:medications_{model}_add")).status_code == 200


def test_confirming_says_who_when_and_where_and_is_recorded(client, administrator):
    fact = a_recalled_fact()

    page = confirm(client, fact)

    fact.refresh_from_db()
    assert "1 row is confirmed." in page
    assert (fact.standing, fact.confirmed_by) == (Standing.CONFIRMED, administrator)
    assert fact.source == "Label of 2026, section 2.1"
    assert fact.confirmed_at is not None
    assert Act.objects.get(verb="formulary.confirmed").subject_id == fact.pk


def test_without_a_source_nothing_is_confirmed(client, administrator):
    fact = a_recalled_fact()

    page = confirm(client, fact, source="  ")

    fact.refresh_from_db()
    assert "Nothing was confirmed" in page
    assert fact.standing == Standing.RECALLED


def test_interactions_are_confirmed_in_the_same_way(client, administrator):
    pair = Interaction.objects.get(code="ix010")

    confirm(client, pair, url="admin:medications_interaction_changelist")

    pair.refresh_from_db()
    assert pair.standing == Standing.CONFIRMED


def test_what_is_corrected_has_to_be_confirmed_anew(client, administrator):
    fact = MedicationFact.objects.get(code="sertraline-max-day")
    confirm_statements(statements=[fact], source="Label", by=administrator, at=timezone.now())
    typed = {"medication": fact.medication_id, "kind": fact.kind, "high": "150", "applies_when": "{}", "source": "x"}

    answer = client.post(reverse("admin:medications_medicationfact_change", args=[fact.pk]), typed)

    assert answer.status_code == 302
    fact.refresh_from_db()
    assert (fact.high, fact.standing, fact.confirmed_by) == (150, Standing.RECALLED, None)
    assert fact.code == "sertraline-max-day"


def test_retiring_a_confirmed_fact_leaves_it_confirmed(client, administrator):
    fact = MedicationFact.objects.get(code="sertraline-max-day")
    confirm_statements(statements=[fact], source="Label", by=administrator, at=timezone.now())
    typed = {"medication": fact.medication_id, "kind": fact.kind, "high": "200", "applies_when": "{}"}

    client.post(
        reverse("admin:medications_medicationfact_change", args=[fact.pk]),
        {**typed, "source": "Label", "is_retired": "on"},
    )

    fact.refresh_from_db()
    assert (fact.is_retired, fact.standing) == (True, Standing.CONFIRMED)


def test_a_condition_that_cannot_be_read_comes_back_with_the_reason(client, administrator):
    fact = a_recalled_fact()
    typed = {"medication": fact.medication_id, "kind": fact.kind, "applies_when": '{"age_above": 60}'}

    page = client.post(reverse("admin:medications_medicationfact_change", args=[fact.pk]), typed).content.decode()

    assert "age_above” cannot be read" in page


def test_a_level_that_changes_makes_its_schedule_unconfirmed(client, administrator):
    schedule = Schedule.objects.get(code="escitalopram_label")
    first, last = schedule.levels.all()
    doses = '[{"amount_mg": "10", "times": ["any"], "every_days": 1}]'
    typed = {
        "medication": schedule.medication_id,
        "name": schedule.name,
        "applies_when": '{"indications": ["mdd", "gad"]}',
        "source": schedule.source,
        "address": schedule.address,
        "levels-TOTAL_FORMS": "2",
        "levels-INITIAL_FORMS": "2",
        "levels-0-id": first.pk,
        "levels-0-schedule": schedule.pk,
        "levels-0-position": "1",
        "levels-0-doses": doses,
        "levels-0-days": "14",
        "levels-1-id": last.pk,
        "levels-1-schedule": schedule.pk,
        "levels-1-position": "2",
        "levels-1-doses": doses.replace("10", "20"),
    }

    answer = client.post(reverse("admin:medications_schedule_change", args=[schedule.pk]), typed)

    assert answer.status_code == 302
    schedule.refresh_from_db()
    assert schedule.standing == Standing.RECALLED
    assert schedule.levels.get(position=1).days == 14


def test_a_medication_is_added_with_a_fact_and_two_without_a_code_live_together(client, administrator):
    typed = {"code": "vortioxetine", "name": "vortioxetine", "can_be_planned": "on"}
    assert client.post(reverse("admin:medications_medication_add"), typed).status_code == 302
    added = Medication.objects.get(code="vortioxetine")

    for high in ("10", "20"):
        fact = {"medication": added.pk, "kind": "max-day", "high": high, "applies_when": "{}"}
        assert client.post(reverse("admin:medications_medicationfact_add"), fact).status_code == 302

    assert set(added.facts.values_list("code", "standing")) == {(None, Standing.RECALLED)}


def test_somebody_else_does_not_reach_the_facts(client):
    client.force_login(make_user())

    assert client.get(reverse(FACTS)).status_code == 403
