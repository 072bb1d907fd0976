"""Measurements that the label ties to an increase: whether they are there, and within their limits."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from medications.rules.blockers import Blocker, BlockerCode, Clears, Override
from medications.rules.facts import Fact
from medications.rules.person import Measured
from medications.rules.proposed import ProposedStep
from medications.rules.wording import in_a_row, name_of, with_standing
from medications.terms import FactKind
from patients.measurement_kinds import Kind


def monitoring_due(step: ProposedStep) -> Blocker | None:
    """A measurement is missing, too old, from before the dose in use, or badly timed."""
    missing = [fact for fact in _asked(step) if not list(usable(fact, step))]
    if not missing:
        return None
    return Blocker(
        code=BlockerCode.MONITORING_DUE,
        message=with_standing(
            _("A measurement is due before an increase: %(names)s.")
            % {"names": in_a_row(f"{_named(fact)} ({_why(fact, step)})" for fact in missing)},
            is_confirmed=all(fact.is_confirmed for fact in missing),
        ),
        remedy=_("Measure, and record it; or a second prescriber co-signs."),
        clears=Clears.MEASUREMENT,
        override=Override.CO_SIGN,
    )


def monitoring_out_of_range(step: ProposedStep) -> Blocker | None:
    """The newest such measurement is outside its limits, or a pressure past the practice's thresholds."""
    asked = _asked(step)
    outside = [fact for fact in asked if list(_past_limits(fact, step))]
    words = [words for fact in asked for words in (*_past_limits(fact, step), *_past_thresholds(fact, step))]
    if not words:
        return None
    return Blocker(
        code=BlockerCode.MONITORING_OUT_OF_RANGE,
        message=with_standing(
            _("Outside its limits: %(values)s.") % {"values": in_a_row(words)},
            is_confirmed=all(fact.is_confirmed for fact in outside),
        ),
        remedy=_("Find out why, and measure again; or a second prescriber co-signs."),
        clears=Clears.MEASUREMENT,
        override=Override.CO_SIGN,
    )


def usable(fact: Fact, step: ProposedStep) -> Iterator[Measured]:
    """Measurements that answer this fact today, the newest first."""
    newest_first = sorted(step.person.measured, key=lambda one: one.taken_at, reverse=True)
    return (
        one
        for one in newest_first
        if one.kind in fact.names
        and one.taken_at <= step.at
        and _is_young_enough(fact, one, step)
        and _is_on_this_dose(fact, one, step)
        and _is_well_timed(fact, one, step)
    )


def _asked(step: ProposedStep) -> list[Fact]:
    """Those that hold; a level in blood cannot be there before the first dose."""
    if step.is_return:
        return []
    facts = step.drug.that_hold(FactKind.MONITORING, step.circumstances)
    return [fact for fact in facts if fact.names and not (step.is_start and _is_level(fact))]


def _is_level(fact: Fact) -> bool:
    return fact.hours is not None or Kind.SERUM_LEVEL in fact.names


def _is_young_enough(fact: Fact, one: Measured, step: ProposedStep) -> bool:
    at_most = step.thresholds.baseline_valid_days if fact.days is None and step.is_start else fact.days
    return at_most is None or (step.today - one.taken_at.date()).days <= at_most


def _is_on_this_dose(fact: Fact, one: Measured, step: ProposedStep) -> bool:
    """Taken since the dose in use began; a level not before the days after which it says something, at least one."""
    since = step.in_use.since
    if step.is_start or since is None:
        return True
    settled_days = max(fact.applies.days_taken_at_least or 0, 1) if _is_level(fact) else 0
    return (one.taken_at.date() - since).days >= settled_days


def _is_well_timed(fact: Fact, one: Measured, step: ProposedStep) -> bool:
    if fact.hours is None:
        return True
    apart = None if one.hours_after_dose is None else abs(one.hours_after_dose - fact.hours)
    return apart is not None and apart <= step.thresholds.level_timing_hours


def _why(fact: Fact, step: ProposedStep) -> str:
    if any(one.kind in fact.names for one in step.person.measured):
        return _("too old, from before this dose, or badly timed")
    return _("missing")


def _past_limits(fact: Fact, step: ProposedStep) -> Iterator[str]:
    for one in _newest(fact, step).values():
        if (fact.low is not None and one.value < fact.low) or (fact.high is not None and one.value > fact.high):
            yield _shown(one)


def _past_thresholds(fact: Fact, step: ProposedStep) -> Iterator[str]:
    """Pressures that this fact asks for, held against the practice's thresholds."""
    newest, limits = _newest(fact, step), step.thresholds
    standing = newest.get(Kind.STANDING_SYSTOLIC)
    if standing and standing.value < limits.standing_systolic_under:
        yield _shown(standing)
    for kind, threshold in ((Kind.SYSTOLIC, limits.seated_systolic), (Kind.DIASTOLIC, limits.seated_diastolic)):
        if kind in newest and newest[kind].value >= threshold:
            yield _shown(newest[kind])
    for lying, upright, threshold in (
        (Kind.LYING_SYSTOLIC, Kind.STANDING_SYSTOLIC, limits.standing_systolic_fall),
        (Kind.LYING_DIASTOLIC, Kind.STANDING_DIASTOLIC, limits.standing_diastolic_fall),
    ):
        if lying in newest and upright in newest and newest[lying].value - newest[upright].value >= threshold:
            yield _fall(newest[lying].value - newest[upright].value, upright)


def _newest(fact: Fact, step: ProposedStep) -> dict[str, Measured]:
    """The newest usable measurement of each kind."""
    newest: dict[str, Measured] = {}
    for one in usable(fact, step):
        newest.setdefault(one.kind, one)
    return newest


def _named(fact: Fact) -> str:
    return in_a_row(_kind(name) for name in sorted(fact.names))


def _shown(one: Measured) -> str:
    return f"{_kind(one.kind)} {one.value.normalize():f} {one.unit}".strip()


def _fall(by: Decimal, kind: Kind) -> str:
    return _("%(what)s: %(by)s mmHg less than lying") % {"what": kind.label, "by": f"{by.normalize():f}"}


def _kind(name: str) -> str:
    return str(Kind(name).label) if name in Kind.values else name_of(name)
