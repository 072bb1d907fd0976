"""Quick acts on the rows of a plan, as they were typed: right or wrong, nothing typed is lost. Pure."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from medications.forms.plan import MOST_ROWS, ROWS
from medications.rules.presentations import plain
from medications.rules.regimen import Dose
from medications.rules.splitting import share_out
from medications.services.planning import PlannedStep
from medications.terms import TimeOfDay

Row = dict[str, str]
CELLS = ("step", "amount_mg", "at", "hold_days", "every_days", "offset", "as_needed", "at_most")
EMPTY: Row = {"at": TimeOfDay.MORNING.value, "every_days": "1", "offset": "0", "at_most": "1"}
TWO = (Decimal(1), Decimal(1))
MakeableUpTo = Callable[[Decimal], Sequence[Decimal]]


def empty_rows() -> list[Row]:
    """Rows to begin with, numbered as one would number them."""
    return [EMPTY | {"step": str(place + 1)} for place in range(ROWS)]


def typed_rows(data: Mapping[str, str], prefix: str = "doses") -> list[Row]:
    """What stands in the cells of a sent table."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(total), MOST_ROWS) if total.isdecimal() and len(total) < 4 else 0
    rows = ({cell: f"{prefix}-{number}-{cell}" for cell in CELLS} for number in range(count))
    return [{cell: data[key] for cell, key in row.items() if key in data} for row in rows]


def as_sent(rows: Sequence[Row]) -> dict[str, str]:
    """The same table as it would be sent."""
    cells = {f"doses-{number}-{cell}": typed for number, row in enumerate(rows) for cell, typed in row.items()}
    return {"doses-TOTAL_FORMS": str(len(rows)), "doses-INITIAL_FORMS": "0", **cells}


def rows_of(steps: Sequence[PlannedStep]) -> list[Row]:
    """Steps as rows; the days to hold stand on the first row of each."""
    return [
        _row(position, dose, step.hold_days if place == 0 else None)
        for position, step in enumerate(steps, start=1)
        for place, dose in enumerate(step.regimen.doses)
    ]


def added(rows: Sequence[Row]) -> list[Row]:
    """With one more step at the end, at the time and for the days of the last one."""
    last = rows[-1] if rows else EMPTY
    following = str(max((_step(row) for row in rows), default=0) + 1)
    return [*rows, EMPTY | _kept(last) | {"step": following}] if len(rows) < MOST_ROWS else list(rows)


def inserted_after(rows: Sequence[Row], number: int) -> list[Row]:
    """With another step after that of a row; those after it move on by one."""
    if not _is_one_of(rows, number) or len(rows) >= MOST_ROWS:
        return list(rows)
    step = _step(rows[number])
    moved = [row | {"step": str(_step(row) + 1)} if _step(row) > step else row for row in rows]
    place = max(place for place, row in enumerate(moved) if _step(row) == step) + 1
    return [*moved[:place], EMPTY | _kept(rows[number]) | {"step": str(step + 1)}, *moved[place:]]


def removed(rows: Sequence[Row], number: int) -> list[Row]:
    """Without a row. The days of a step stay with its other doses; a step without doses closes the gap."""
    if not _is_one_of(rows, number):
        return list(rows)
    gone, left = rows[number], [row for place, row in enumerate(rows) if place != number]
    same = [row for row in left if _step(row) == _step(gone)]
    if not same:
        return [row | {"step": str(_step(row) - 1)} if _step(row) > _step(gone) else row for row in left]
    if gone.get("hold_days") and not any(row.get("hold_days") for row in same):
        return [row | {"hold_days": gone["hold_days"]} if row is same[0] else row for row in left]
    return left


def split(rows: Sequence[Row], number: int, makeable: MakeableUpTo) -> list[Row]:
    """A dose over morning and evening: in halves, or as near as can be made with the larger one in the morning."""
    amount = _amount(rows[number]) if _is_one_of(rows, number) else None
    if amount is None or len(rows) >= MOST_ROWS:
        return list(rows)
    first, second = share_out(amount, TWO, makeable(amount)) or (amount / 2, amount / 2)
    if not second:
        first, second = amount / 2, amount / 2
    row = rows[number]
    earlier = row | {"amount_mg": plain(first), "at": TimeOfDay.MORNING.value}
    later = row | {"amount_mg": plain(second), "at": TimeOfDay.EVENING.value, "hold_days": ""}
    return [*rows[:number], earlier, later, *rows[number + 1 :]]


def _row(position: int, dose: Dose, hold_days: int | None) -> Row:
    row = {
        "step": str(position),
        "amount_mg": plain(dose.amount_mg),
        "at": dose.at.value,
        "hold_days": "" if hold_days is None else str(hold_days),
        "every_days": str(dose.every_days),
        "offset": str(dose.offset),
        "at_most": str(dose.at_most),
    }
    return row | {"as_needed": "on"} if dose.as_needed else row


def _kept(row: Row) -> Row:
    return {cell: row[cell] for cell in ("at", "hold_days") if cell in row}


def _step(row: Row) -> int:
    typed = row.get("step", "")
    return int(typed) if typed.isdecimal() and len(typed) < 4 else 0


def _amount(row: Row) -> Decimal | None:
    try:
        amount = Decimal(row.get("amount_mg", "").strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and Decimal(0) < amount < 1_000_000 else None


def _is_one_of(rows: Sequence[Row], number: int) -> bool:
    return 0 <= number < len(rows)
