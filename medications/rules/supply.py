"""What is left of a supply: what was given or counted, less what was taken since by our orders.

It is an estimate, and pages say "about": doses missed, and tablets lost, are known only once somebody counts. Amounts
are added up over `CYCLE_DAYS`, so that a dose every third day is exact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum, auto

from medications.rules.proposed import OpenEffect
from medications.rules.regimen import CYCLE_DAYS

SMALLER_SUPPLY_DAYS = 7
"""So many days at a time where a larger supply is a danger. Our practice setting, unconfirmed."""

SELF_HARM = frozenset({"Suicidal ideation"})
"""Effects that speak of harm to oneself."""


class Happened(StrEnum):
    GIVEN = auto()
    COUNTED = auto()
    GONE = auto()


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that changed what is there, on a day; events of one day in the order of their recording.

    The amount is in mg, or as days that it lasts at the dose of that day; neither: not known. `of` tells apart what is
    counted separately, two strengths say.
    """

    what: Happened
    on: date
    mg: Decimal | None = None
    days: int | None = None
    of: str = ""


@dataclass(frozen=True, kw_only=True)
class Taking:
    """So much is taken from a day on, until the next one begins; as needed counts nothing."""

    since: date
    mg_per_cycle: Decimal


@dataclass(frozen=True, kw_only=True)
class Left:
    """What is there today: None where it cannot be told. `days` counts today; `until` is the last day that it lasts.

    Days are None too where no daily dose is taken.
    """

    mg: Decimal | None = None
    days: int | None = None
    until: date | None = None


def supply_left(events: Iterable[Event], takings: Iterable[Taking], today: date) -> Left | None:
    """None where nothing was ever given or counted."""
    in_order = sorted(takings, key=lambda taking: taking.since)
    stock = _Stock(takings=in_order)
    for event in sorted(events, key=lambda event: event.on):
        stock.take_in(event)
    if stock.day is None:
        return None
    stock.pass_days(today)
    if stock.per_cycle is None:
        return Left()
    until = _lasts_until(stock.per_cycle, in_order, today)
    days = None if until is None else (until - today).days + 1
    return Left(mg=stock.per_cycle / CYCLE_DAYS, days=days, until=until if days else None)


def smaller_supply_advised(*, is_dangerous_in_overdose: bool, has_open_self_harm_risk: bool) -> bool:
    """Whether to offer `SMALLER_SUPPLY_DAYS` at a time."""
    return is_dangerous_in_overdose and has_open_self_harm_risk


def tells_of_self_harm(open_flags: Iterable[OpenEffect]) -> bool:
    return any(flag.term in SELF_HARM for flag in open_flags)


@dataclass(kw_only=True)
class _Stock:
    """What is there at the beginning of a day, in mg times `CYCLE_DAYS`; None once it cannot be told any more."""

    takings: Sequence[Taking]
    per_cycle: Decimal | None = Decimal(0)
    day: date | None = None
    given_today: Decimal | None = Decimal(0)
    counted_today: dict[str, Decimal | None] = field(default_factory=dict)

    def take_in(self, event: Event) -> None:
        if event.what == Happened.GONE and self.day is None:
            return
        self.pass_days(event.on)
        amount = self._amount_of(event)
        if event.what == Happened.GIVEN:
            self.per_cycle, self.given_today = _sum(self.per_cycle, amount), _sum(self.given_today, amount)
        elif event.what == Happened.COUNTED:
            self._count(event.of, amount)
        elif amount is None:
            self.per_cycle = self.given_today  # nobody knows how many old ones went: none of them is left
        elif self.per_cycle is not None:
            self.per_cycle = max(self.per_cycle - amount, Decimal(0))

    def _count(self, of: str, amount: Decimal | None) -> None:
        """What is counted takes the place of what was reckoned; other strengths counted that day stand beside it."""
        self.counted_today[of] = amount
        self.per_cycle = Decimal(0)
        for each in self.counted_today.values():
            self.per_cycle = _sum(self.per_cycle, each)
        self.given_today = Decimal(0)

    def pass_days(self, to: date) -> None:
        """Less what is taken until the day begins; it never falls below nothing."""
        if self.day is not None and to > self.day:
            if self.per_cycle is not None:
                self.per_cycle = max(self.per_cycle - _taken(self.takings, self.day, to), Decimal(0))
            self.given_today, self.counted_today = Decimal(0), {}
        self.day = to if self.day is None else max(self.day, to)

    def _amount_of(self, event: Event) -> Decimal | None:
        if event.mg is not None:
            return event.mg * CYCLE_DAYS
        taking = _at_or_after(self.takings, event.on)
        return None if event.days is None or taking is None else event.days * taking.mg_per_cycle


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


def _spans(takings: Sequence[Taking], since: date, until: date | None) -> Iterable[tuple[date, date | None, Decimal]]:
    """The days from `since` on, cut where another amount begins: first day, day after the last, amount."""
    begins = [*(max(taking.since, since) for taking in takings), None]
    if takings and takings[0].since > since:
        yield since, takings[0].since, Decimal(0)
    for taking, begin, end in zip(takings, begins, begins[1:], strict=False):
        last = end if until is None else min(filter(None, [end, until]))
        if begin is not None and (last is None or begin < last):
            yield begin, last, taking.mg_per_cycle


def _taken(takings: Sequence[Taking], since: date, until: date) -> Decimal:
    """From the one day to the other, which is not counted."""
    spans = _spans(takings, since, until)
    return sum(((last - begin).days * amount for begin, last, amount in spans if last is not None), Decimal(0))


def _lasts_until(per_cycle: Decimal, takings: Sequence[Taking], today: date) -> date | None:
    """The last day for which it is enough; the day before today where it is not enough for the next dose."""
    enough_until = today - timedelta(days=1)
    for begin, end, amount in _spans(takings, today, None):
        days = int(per_cycle // amount) if amount else None
        if days is not None and (end is None or begin + timedelta(days=days) < end):
            return begin + timedelta(days=days - 1) if days else enough_until
        if end is not None:
            per_cycle -= (end - begin).days * amount
            enough_until = end - timedelta(days=1) if amount else enough_until
    return None


def _at_or_after(takings: Sequence[Taking], day: date) -> Taking | None:
    """What is taken on a day, or next where nothing is taken then."""
    now = [taking for taking in takings if taking.since <= day][-1:]
    later = [taking for taking in takings if taking.since > day]
    return next((taking for taking in [*now, *later] if taking.mg_per_cycle), None)
