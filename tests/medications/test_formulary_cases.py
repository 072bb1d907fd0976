"""What the gate says where the medicine's own facts decide; each case names its source."""

import pytest

from medications.cases.answering import answer
from tests.medications.short_cases import filled_up, short_cases

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("short", short_cases(), ids=lambda short: short["case"])
def test_the_gate_knows_the_medicine(short):
    answered = answer(filled_up(short))

    assert short["source"]
    assert [blocker["code"] for blocker in answered["blockers"]] == short["blocks"]
