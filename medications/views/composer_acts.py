"""Acts on the table of the composer: a row more or less, a dose split, a proposal taken over. Nothing is written."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from medications.forms import row_acts
from medications.forms.plan import MOST_ROWS
from medications.presentation.composer import ProposalView, proposal_view
from medications.rules.composing import Proposal, propose
from medications.rules.paces import CannotPropose
from medications.rules.presentations import deliverable_amounts
from medications.rules.ways import Way
from medications.services.planning import PlannedStep
from medications.views.composed import Composed
from medications.views.composer_shown import Shown

Act = Callable[[Composed, int | None], Shown]
Change = Callable[[list[row_acts.Row], int], list[row_acts.Row]]


def show(composed: Composed, _place: int | None) -> Shown:
    return Shown(composed=composed)


def add(composed: Composed, _place: int | None) -> Shown:
    return Shown(composed=composed.with_rows(row_acts.added(composed.typed_rows)))


def on_row(change: Change) -> Act:
    """An act on the row that a button names."""

    def act(composed: Composed, place: int | None) -> Shown:
        rows = composed.typed_rows
        return Shown(composed=composed.with_rows(rows if place is None else change(rows, place)))

    return act


def split(composed: Composed, place: int | None) -> Shown:
    def makeable(upto_mg: Decimal) -> list[Decimal]:
        known = composed.known.presentations if composed.known else ()
        return deliverable_amounts(known, form=composed.typed_form, upto_mg=upto_mg)

    return on_row(partial(row_acts.split, makeable=makeable))(composed, place)


def propose_steps(composed: Composed, _place: int | None) -> Shown:
    found = _proposed(composed)
    if isinstance(found, Proposal):
        return Shown(composed=composed, proposal=proposal_view(found))
    return Shown(composed=composed, proposal=ProposalView(cannot=found))


def take_over(which: Callable[[Proposal], Way]) -> Act:
    """Take one of the two ways over into the table."""

    def take(composed: Composed, _place: int | None) -> Shown:
        found = _proposed(composed)
        if not isinstance(found, Proposal):
            return Shown(composed=composed, proposal=ProposalView(cannot=found))
        steps = [PlannedStep(regimen=step.regimen, hold_days=step.hold_days) for step in which(found).steps]
        rows = row_acts.rows_of(steps)
        too_long = ProposalView(cannot=_too_long(len(rows))) if len(rows) > MOST_ROWS else None
        return Shown(composed=composed.with_rows(rows[:MOST_ROWS]), proposal=too_long)

    return take


def _proposed(composed: Composed) -> Proposal | str:
    """Both ways; or in a sentence why there are none."""
    aim = composed.aim
    if isinstance(aim, str):
        return aim
    try:
        return propose(aim)
    except CannotPropose as cannot:
        return cannot.words


def _too_long(rows: int) -> str:
    return _("It takes %(rows)d rows, and a plan has %(most)d at most. The first of them were taken over.") % {
        "rows": rows,
        "most": MOST_ROWS,
    }
