"""Quick acts on the rows of a plan: pure, and nothing that was typed is lost."""

from decimal import Decimal

from medications.forms.row_acts import added, as_sent, inserted_after, removed, rows_of, split, typed_rows
from medications.rules.regimen import Dose, Regimen
from medications.services.planning import PlannedStep
from medications.terms import TimeOfDay


def row(step, amount_mg="25", hold_days="7", at="morning", **cells):
    return {"step": str(step), "amount_mg": amount_mg, "hold_days": hold_days, "at": at, **cells}


def shown(rows):
    return [(each["step"], each.get("amount_mg", ""), each["at"], each.get("hold_days", "")) for each in rows]


def makeable_in(step_mg):
    def makeable(upto_mg):
        return [step_mg * count for count in range(1, int(upto_mg / step_mg) + 1)]

    return makeable


TABLETS = makeable_in(Decimal("12.5"))


def test_what_was_sent_is_read_and_sent_again_right_or_wrong():
    rows = [row(1, "2o mg", as_needed="on"), row(1, "", "")]

    assert typed_rows(as_sent(rows)) == rows
    assert typed_rows({}) == []
    assert typed_rows({"doses-TOTAL_FORMS": "900"}) == [{}] * 40
    assert typed_rows({"doses-TOTAL_FORMS": "many"}) == []


def test_steps_as_rows_say_the_days_once():
    doses = (
        Dose(amount_mg=Decimal("20.0"), at=TimeOfDay.MORNING, every_days=2),
        Dose(amount_mg=Decimal(10), at=TimeOfDay.MORNING, every_days=2, offset=1, as_needed=True, at_most=3),
    )

    first, second = rows_of([PlannedStep(regimen=Regimen(doses=doses), hold_days=14)])

    assert first == row(1, "20", "14", every_days="2", offset="0", at_most="1")
    assert second == row(1, "10", "", every_days="2", offset="1", at_most="3", as_needed="on")


def test_a_dose_is_split_as_near_to_halves_as_can_be_made():
    assert shown(split([row(1, "50")], 0, TABLETS)) == [("1", "25", "morning", "7"), ("1", "25", "evening", "")]
    assert shown(split([row(1, "37.5")], 0, TABLETS)) == [("1", "25", "morning", "7"), ("1", "12.5", "evening", "")]


def test_what_cannot_be_made_in_two_is_split_in_halves_all_the_same():
    assert [each["amount_mg"] for each in split([row(1, "7")], 0, TABLETS)] == ["3.5", "3.5"]
    assert [each["amount_mg"] for each in split([row(1, "12.5")], 0, TABLETS)] == ["6.25", "6.25"]


def test_what_is_no_amount_is_not_split():
    for typed in ("", "a lot", "0", "-5", "NaN", "Infinity", "1e9"):
        assert split([row(1, typed)], 0, TABLETS) == [row(1, typed)]
    assert split([row(1)], 7, TABLETS) == [row(1)]


def test_a_step_comes_after_another_with_its_time_and_days():
    rows = [row(1), row(1, "10", "", "bedtime"), row(2, "50", "14")]

    assert shown(inserted_after(rows, 0)) == [
        ("1", "25", "morning", "7"),
        ("1", "10", "bedtime", ""),
        ("2", "", "morning", "7"),
        ("3", "50", "morning", "14"),
    ]
    assert inserted_after(rows, 3) == rows


def test_a_step_is_added_at_the_end():
    assert shown(added([row(1), row(2, "50", "14", "bedtime")]))[-1] == ("3", "", "bedtime", "14")
    assert shown(added([])) == [("1", "", "morning", "")]


def test_a_removed_step_closes_its_gap_and_a_removed_dose_leaves_its_days():
    assert shown(removed([row(1), row(2, "50"), row(3, "75")], 1)) == [
        ("1", "25", "morning", "7"),
        ("2", "75", "morning", "7"),
    ]
    assert shown(removed([row(1), row(1, "10", "", "bedtime")], 0)) == [("1", "10", "bedtime", "7")]
    assert shown(removed([row(1), row(1, "10", "", "bedtime")], 1)) == [("1", "25", "morning", "7")]
    assert removed([row(1)], 5) == [row(1)]


def test_there_are_forty_rows_at_most():
    full = [row(number) for number in range(1, 41)]

    assert len(added(full)) == len(inserted_after(full, 0)) == len(split(full, 0, TABLETS)) == 40
