"""A supply in words: what is left and until when, and each thing that happened to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.models import Presentation, Supply
from medications.presentation.amounts import amount
from medications.rules.delivery_words import unit_in_words
from medications.rules.presentations import plain
from medications.rules.supply import SMALLER_SUPPLY_DAYS, Left
from medications.services.plan_facts import PlanFacts
from medications.services.supply_facts import asks_about_old_tablets, left_of, offers_smaller_supply, supplies_of
from medications.terms import Form, OldTablets, PlanStatus, SupplyKind


@dataclass(frozen=True, kw_only=True)
class SupplyBox:
    """What the plan page shows of it. `left` is empty where nothing was recorded."""

    left: str
    offers_smaller: bool
    asks_about_old: bool
    smaller_days: int = SMALLER_SUPPLY_DAYS

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What may have become of old tablets."""
        return [(each.value, str(each.label)) for each in OldTablets]


@dataclass(frozen=True, kw_only=True)
class SupplyLine:
    """One thing that happened: what, when, and who wrote it down."""

    what: str
    on: date
    note: str
    by: str


def supply_box(facts: PlanFacts) -> SupplyBox | None:
    """What the plan page shows, with one question; nothing for a draft."""
    if facts.plan.status == PlanStatus.DRAFT:
        return None
    rows = supplies_of(facts.plan)
    return SupplyBox(
        left=left_in_words(left_of(facts, rows)),
        offers_smaller=offers_smaller_supply(facts),
        asks_about_old=asks_about_old_tablets(facts, rows),
    )


def left_in_words(left: Left | None) -> str:
    """ "About 9 days left, until Friday 4 December."; nothing where nothing was recorded."""
    if left is None:
        return ""
    if left.mg is None:
        return _("What is left cannot be told from the record. Count it together.")
    if left.until is not None and left.days is not None:
        words = ngettext(
            "About %(days)d day left, until %(day)s.", "About %(days)d days left, until %(day)s.", left.days
        )
        return words % {"days": left.days, "day": date_format(left.until, "l j F")}
    if left.days == 0:
        return _("By the record little or nothing is left. Count it together.")
    there = {"amount": amount(round(left.mg, 1))}
    return _("About %(amount)s are there. No daily dose is taken by our order, so it has no last day.") % there


def supply_lines(rows: Sequence[Supply]) -> list[SupplyLine]:
    """All that was recorded, the latest first."""
    return [_line(row) for row in reversed(rows)]


def strengths(presentations: Iterable[Presentation]) -> list[tuple[int, str]]:
    """What it comes as, to choose from."""
    return [(one.pk, strength_in_words(one)) for one in presentations]


def strength_in_words(presentation: Presentation) -> str:
    """ "25 mg tablets"; "20 mg/mL liquid, in mL"."""
    strength = plain(presentation.strength_mg)
    if presentation.is_per_ml:
        return _("%(strength)s mg/mL %(form)s, in mL") % {
            "strength": strength,
            "form": Form(presentation.form).label,
        }
    return _("%(strength)s mg %(units)s") % {
        "strength": strength,
        "units": unit_in_words(Form(presentation.form), 2),
    }


def _line(row: Supply) -> SupplyLine:
    said = {
        SupplyKind.GIVEN: _("Given: %(what)s"),
        SupplyKind.COUNTED: _("Counted: %(what)s"),
        SupplyKind.OLD: _("Old tablets: %(what)s"),
    }[SupplyKind(row.kind)]
    what = ", ".join(filter(None, [row.get_what_became_display(), _quantity(row), _lasts(row)]))
    return SupplyLine(what=said % {"what": what}, on=row.happened_on, note=row.note, by=row.recorded_by.display_name)


def _quantity(row: Supply) -> str:
    """ "14 tablets of 25 mg"; "120 mL of 20 mg/mL"."""
    if row.quantity is None:
        return ""
    number, one = plain(row.quantity) if row.quantity else "0", row.presentation
    if one is None:
        return f"{number} {row.of_what}".strip() if row.quantity else _("nothing left")
    if one.is_per_ml:
        return _("%(number)s mL of %(strength)s mg/mL") % {"number": number, "strength": plain(one.strength_mg)}
    units = unit_in_words(Form(one.form), 1 if row.quantity == Decimal(1) else 2)
    return _("%(number)s %(units)s of %(strength)s mg") % {
        "number": number,
        "units": units,
        "strength": plain(one.strength_mg),
    }


def _lasts(row: Supply) -> str:
    days = row.lasts_days
    return ngettext("for %(days)d day", "for %(days)d days", days) % {"days": days} if days else ""
