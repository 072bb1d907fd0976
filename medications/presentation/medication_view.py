"""Everything that a patient takes, took or is to take by our plans, in groups; and what must not be given again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from medications.models import DoseChange, Hold, ObservedDose, TitrationPlan
from medications.panels import PlanRow
from medications.presentation.past import past_line
from medications.presentation.staircase import Staircase
from medications.presentation.words import regimen_in_words
from medications.services.orders import is_taken_by
from medications.terms import ChangeKind, PlanStatus
from patients.models import Allergy
from practice.days import day_in_words


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """One plan in a line; `why` is the reason that it is held, paused or closed, `staircase` its steps."""

    plan: TitrationPlan
    words: str
    why: str
    staircase: Staircase


@dataclass(frozen=True, kw_only=True)
class Groups:
    active: Sequence[PlanLine] = field(default_factory=list)
    held: Sequence[PlanLine] = field(default_factory=list)
    drafts: Sequence[PlanLine] = field(default_factory=list)
    past: Sequence[PlanLine] = field(default_factory=list)


def groups_of(rows: Iterable[PlanRow], holds: Mapping[int, Hold], today: date) -> Groups:
    """Each plan where somebody would look for it. A closed one whose dose is still taken is not past."""
    groups: dict[str, list[PlanLine]] = {"active": [], "held": [], "drafts": [], "past": []}
    for row in rows:
        name = _group(row)
        words = _words(row, today) if name in {"active", "past"} else row.line
        why = _why(row, holds.get(row.plan.pk))
        groups[name].append(PlanLine(plan=row.plan, words=words, why=why, staircase=row.staircase))
    return Groups(**groups)


def _group(row: PlanRow) -> str:
    if row.plan.status == PlanStatus.CLOSED:
        return "active" if is_taken_by(row.plan, row.orders) else "past"
    names = {PlanStatus.DRAFT: "drafts", PlanStatus.ACTIVE: "active"}
    return names.get(PlanStatus(row.plan.status), "held")


def _words(row: PlanRow, today: date) -> str:
    if row.plan.status != PlanStatus.CLOSED:
        return row.line
    if not is_taken_by(row.plan, row.orders):
        return past_line(row.plan, row.orders)
    return _("%(dose)s goes on; the plan was closed %(day)s") % {
        "dose": regimen_in_words(row.standing.regimen),
        "day": day_in_words(timezone.localdate(row.plan.closed_at), today),
    }


def _why(row: PlanRow, hold: Hold | None) -> str:
    if row.plan.status == PlanStatus.CLOSED:
        return row.plan.close_reason and _("Closed: %(reason)s") % {"reason": row.plan.close_reason}
    if row.plan.status == PlanStatus.PAUSED:
        return _paused(row.orders)
    if hold is None:
        return ""
    return _("On hold since %(day)s, by %(name)s: %(reason)s") % {
        "day": date_format(timezone.localdate(hold.held_at), "j F"),
        "name": hold.held_by.display_name,
        "reason": hold.reason,
    }


def _paused(orders: Sequence[DoseChange]) -> str:
    if not orders or orders[0].kind != ChangeKind.PAUSE:
        return ""
    return _("Paused since %(day)s, by %(name)s: %(reason)s") % {
        "day": date_format(orders[0].first_dose_on, "j F"),
        "name": orders[0].made_by.display_name,
        "reason": orders[0].reason,
    }


@dataclass(frozen=True, kw_only=True)
class FoundLine:
    """A dose found in use of something that no plan of ours is about."""

    name: str
    words: str


def found_lines(observed: Iterable[ObservedDose], rows: Iterable[PlanRow]) -> list[FoundLine]:
    """The newest of each medicine that we never ordered, or found to be taken since we ordered nothing of it any more.

    `observed` newest first.
    """
    ordered = {row.plan.medication_id: row.orders[0] for row in rows if row.orders}
    newest: dict[int, ObservedDose] = {}
    for seen in observed:
        if _is_from_elsewhere(seen, ordered.get(seen.medication_id)):
            newest.setdefault(seen.medication_id, seen)
    return [_found(seen) for seen in sorted(newest.values(), key=lambda seen: seen.medication.name)]


def _is_from_elsewhere(seen: ObservedDose, order: DoseChange | None) -> bool:
    return order is None or (order.regimen is None and seen.recorded_at > order.recorded_at)


def _found(seen: ObservedDose) -> FoundLine:
    words = [
        regimen_in_words(seen.regimen.as_rule()),
        _("since %(day)s") % {"day": date_format(seen.taken_since, "j F Y")} if seen.taken_since else "",
        _("found in use on %(day)s") % {"day": date_format(timezone.localdate(seen.observed_at), "j F Y")},
        seen.source,
    ]
    return FoundLine(name=seen.medication.name, words=", ".join(filter(None, words)))


@dataclass(frozen=True, kw_only=True)
class AllergyLine:
    """What must not, or had better not, be given again, with what happened."""

    name: str
    kind: str
    reaction: str
    is_allergy: bool


@dataclass(frozen=True, kw_only=True)
class Allergies:
    """`words` stands there where there is no line: that there are none, or that nobody asked."""

    lines: Sequence[AllergyLine]
    words: str


def allergies_of(rows: Sequence[Allergy]) -> Allergies:
    """From the newest row about each thing."""
    known = sorted((row for row in rows if row.is_known_of), key=lambda row: (not _is_allergy(row), row.name))
    return Allergies(lines=[_allergy(row) for row in known], words=_none(rows) if not known else "")


def _is_allergy(row: Allergy) -> bool:
    return row.kind == Allergy.Kind.HYPERSENSITIVITY


def _allergy(row: Allergy) -> AllergyLine:
    return AllergyLine(
        name=row.name,
        kind=row.get_kind_display(),
        reaction=row.reaction or _("what happened was not told"),
        is_allergy=_is_allergy(row),
    )


def _none(rows: Sequence[Allergy]) -> str:
    asked = next((row for row in rows if row.says_there_are_none), None)
    if asked is None:
        return _("What was recorded was taken back.") if rows else _("Nobody has asked about allergies yet.")
    return _("No known allergies, asked on %(day)s.") % {
        "day": date_format(timezone.localdate(asked.recorded_at), "j F Y")
    }
