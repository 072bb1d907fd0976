"""Clinical situations as files, and what the gate answers; the service and the database must say the same."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from medications.cases.answering import answer, ask, told
from medications.cases.reading import UnreadableCase, read_case
from medications.cases.replaying import Situation
from medications.models import LogEntry, TitrationPlan
from medications.rules.gate import blockers
from medications.services.errors import GateClosed
from medications.services.stepping import move_to_step
from patients.models import Patient

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))

# The command looks, as the owner, whether the database is migrated.
pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_gate_and_service_answer_as_the_case_expects(path):
    case = read_case(path)
    with timezone.override("UTC"):
        situation = Situation(case)
        proposed = ask(situation)
        answered = told(case, proposed)
        assert answered["agrees"] is True, answered
        the_service_agrees(situation, proposed)


def the_service_agrees(situation, proposed):
    to = situation.step(situation.case.part("ask").number("to_step"))
    if to is None:
        return
    by = situation.people.named(situation.case.part("ask"))
    if blockers(proposed):
        with pytest.raises(GateClosed):
            move_to_step(plan=situation.plan, to=to, by=by, at=situation.now)
    else:
        change = move_to_step(plan=situation.plan, to=to, by=by, at=situation.now)
        assert change.direction == proposed.direction
        assert TitrationPlan.objects.get(pk=situation.plan.pk).current_step_id == change.step_id


def test_an_answer_leaves_nothing_behind():
    assert answer(read_case(CASES[0]))["agrees"] is True

    assert not Patient.objects.exists()
    assert not LogEntry.objects.exists()


def test_the_command_prints_one_json_object_per_case():
    out = StringIO()

    call_command("check_step", *map(str, CASES[:2]), stdout=out)

    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["decision"] for line in lines] == ["allow", "block"]
    assert set(lines[0]) == {"case", "decision", "direction", "blockers", "warnings", "agrees"}


def test_a_case_that_disagrees_exits_with_1(tmp_path):
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(CASES[0].read_text().replace("decision: allow", "decision: block"))

    with pytest.raises(SystemExit) as exit_:
        call_command("check_step", str(wrong), stdout=StringIO())

    assert exit_.value.code == 1


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("case: 01", "kase: 01", "kase"),
        ("mg: 25\n", "mg: much\n", "plan.steps[0].doses[0].mg"),
        ("medication: sertraline", "medication: unheard-of", "plan.medication"),
        ("on_step: 1", "on_step: 9", "plan.on_step"),
        ("decision: proceed", "decision: perhaps", "reviews[0].decision"),
        ("hold_days: 7", "hold_days: soon", "plan.steps[0].hold_days"),
        ("now: '2026-02-10T10:00:00Z'", "now: whenever", "now"),
        ("sex: female", "sex: other", "patient.sex"),
        ("case: 01", "case: [01", "line"),
    ],
)
def test_a_file_that_cannot_be_read_exits_with_2_and_names_the_key(tmp_path, old, new, named):
    path = tmp_path / "broken.yaml"
    path.write_text(CASES[0].read_text().replace(old, new, 1))
    err = StringIO()

    with pytest.raises(SystemExit) as exit_:
        call_command("check_step", str(path), stdout=StringIO(), stderr=err)

    assert exit_.value.code == 2
    assert len(err.getvalue().splitlines()) == 1
    assert named in err.getvalue()


def test_a_missing_file_is_one_line(tmp_path):
    with pytest.raises(UnreadableCase, match="cannot be opened"):
        read_case(tmp_path / "nowhere.yaml")


def test_a_case_without_expectation_agrees_with_nothing(tmp_path):
    path = tmp_path / "open.yaml"
    path.write_text(CASES[0].read_text().split("expect:")[0])

    assert answer(read_case(path))["agrees"] is None
