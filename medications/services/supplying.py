"""Writing down what somebody has at home. It orders nothing and outdates no review."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from medications.models import DoseChange, Presentation, Supply, TitrationPlan
from medications.services.locking import locked_plan
from medications.services.permitting import require
from medications.terms import SupplyKind
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission

MANY = Decimal(100_000)


@dataclass(frozen=True, kw_only=True)
class Amount:
    """So many of a strength that we know; or of something in words, and how many days it lasts."""

    quantity: Decimal
    presentation: Presentation | None = None
    of_what: str = ""
    lasts_days: int | None = None


@transaction.atomic
def give_supply(
    *, plan: TitrationPlan, amount: Amount, given_on: date, by: User, at: datetime, note: str = ""
) -> Supply:
    """What was prescribed to take home, for the order in force. Raises NotPermitted or ValidationError."""
    require(by, Permission.PRESCRIBE)
    return _add(plan, SupplyKind.GIVEN, amount, on=given_on, note=note, by=by, at=at)


@transaction.atomic
def count_supply(
    *, plan: TitrationPlan, amount: Amount, counted_on: date, by: User, at: datetime, note: str = ""
) -> Supply:
    """What somebody counted as left. Raises NotPermitted or ValidationError."""
    require(by, Permission.LOG_EFFECTS)
    return _add(plan, SupplyKind.COUNTED, amount, on=counted_on, note=note, by=by, at=at)


@transaction.atomic
def record_old_tablets(
    *,
    plan: TitrationPlan,
    what_became: str,
    on: date,
    by: User,
    at: datetime,
    amount: Amount | None = None,
    note: str = "",
) -> Supply:
    """What became of what was left over when the dose last changed. Raises NotPermitted or ValidationError."""
    require(by, Permission.LOG_EFFECTS)
    return _add(plan, SupplyKind.OLD, amount, on=on, note=note, by=by, at=at, what_became=what_became)


def _add(
    plan: TitrationPlan,
    kind: SupplyKind,
    amount: Amount | None,
    *,
    on: date,
    note: str,
    by: User,
    at: datetime,
    what_became: str = "",
) -> Supply:
    """One row under the chart's lock, with the order that it belongs to, and its act."""
    plan = locked_plan(plan.pk)
    _check(plan, amount, on, at)
    row = Supply(
        patient_id=plan.patient_id,
        medication_id=plan.medication_id,
        dose_change=_order_on(plan, on),
        kind=kind,
        quantity=amount.quantity if amount else None,
        presentation=amount.presentation if amount else None,
        of_what=amount.of_what.strip() if amount else "",
        lasts_days=amount.lasts_days if amount else None,
        what_became=what_became,
        happened_on=on,
        note=note.strip(),
        recorded_by=by,
    )
    write(row)
    record(f"supply.{kind}", row, by=by, at=at)
    return row


def _order_on(plan: TitrationPlan, day: date) -> DoseChange | None:
    """The latest order made up to a day."""
    orders = DoseChange.objects.of(plan.patient_id, plan.medication_id)
    return orders.filter(made_at__date__lte=day).first()


def _check(plan: TitrationPlan, amount: Amount | None, on: date, at: datetime) -> None:
    if on > timezone.localdate(at):
        raise ValidationError({"happened_on": _("This day lies in the future.")})
    if amount is None:
        return
    if amount.quantity < 0 or amount.quantity >= MANY:
        raise ValidationError({"quantity": _("Enter a number that can be given or counted.")})
    if amount.presentation is not None and amount.presentation.medication_id != plan.medication_id:
        raise ValidationError({"presentation": _("This strength is of another medicine.")})
