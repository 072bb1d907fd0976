"""How a medicine is begun and raised for one person: the facts that hold, at the usual pace or at the gentle one."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.rules.conditions import Circumstances
from medications.rules.facts import DrugFacts, Fact
from medications.rules.presentations import plain
from medications.rules.ways import Cited, cited, our_setting
from medications.terms import FactKind

Value = tuple[Decimal, Cited]


class CannotPropose(Exception):
    """No steps can be offered from the facts on file; the words say why."""

    def __init__(self, words: str) -> None:
        super().__init__("no steps can be proposed")
        self.words = words


@dataclass(frozen=True, kw_only=True)
class Pace:
    """The numbers of one pace. What no fact gives is our practice setting, and is marked so."""

    drug: DrugFacts
    is_gentle: bool

    def start(self, now: Circumstances) -> Value:
        usual = _usual(self.drug, FactKind.START, now)
        if not self.is_gentle:
            return usual
        gentle = [fact for fact in _that_speak(self.drug, FactKind.GENTLE_START, now) if fact.high is not None]
        if not gentle:
            half = usual[0] / 2
            return half, our_setting(_("half of the usual first dose: %(mg)s mg a day") % {"mg": plain(half)})
        lowest = min(gentle, key=_high)
        if _high(lowest) >= usual[0]:
            return usual
        return _high(lowest), cited(lowest, _("gentle first dose: %(mg)s mg a day") % {"mg": plain(_high(lowest))})

    def increment(self, now: Circumstances) -> Value:
        most, told = _usual(self.drug, FactKind.INCREMENT, now)
        if not self.is_gentle:
            return most, told
        smaller = [
            fact
            for fact in _that_speak(self.drug, FactKind.INCREMENT, now)
            if fact.low is not None and 0 < fact.low < most
        ]
        if not smaller:
            half = most / 2
            return half, our_setting(_("half of the usual increase: %(mg)s mg a day") % {"mg": plain(half)})
        fact = min(smaller, key=_low)
        return _low(fact), cited(fact, _("the smaller usual increase: %(mg)s mg a day") % {"mg": plain(_low(fact))})

    def hold(self, now: Circumstances) -> tuple[int, Cited]:
        found = [fact for fact in _that_speak(self.drug, FactKind.INTERVAL, now) if fact.days]
        if not found:
            raise CannotPropose(_("How many days to wait between increases is not on file."))
        fact = max(found, key=_days)
        days = _days(fact)
        if not self.is_gentle:
            return days, cited(fact, _days_in_words(days))
        longer = sorted(other for told in self.drug.of(FactKind.INTERVAL) if (other := _days(told)) > days)
        if longer:
            return longer[0], our_setting(
                _("the next longer interval on file: %(days)s") % {"days": _days_in_words(longer[0])}
            )
        return 2 * days, our_setting(_("twice the usual interval: %(days)s") % {"days": _days_in_words(2 * days)})


def _usual(drug: DrugFacts, kind: FactKind, now: Circumstances) -> Value:
    """The lowest that holds; in words that a prescriber reads."""
    found = [fact for fact in _that_speak(drug, kind, now) if fact.high]
    if not found:
        raise CannotPropose(_("“%(what)s” is not on file for this medicine.") % {"what": kind.label})
    fact = min(found, key=_high)
    return _high(fact), cited(fact, f"{kind.label}: {_('%(mg)s mg a day') % {'mg': plain(_high(fact))}}")


def _that_speak(drug: DrugFacts, kind: FactKind, now: Circumstances) -> list[Fact]:
    """Those about what it is taken for stand in place of the general ones; those about the person always count."""
    holding = drug.that_hold(kind, now)
    of_use = _where(holding, lambda fact: fact.applies.names_a_use)
    general = _where(holding, lambda fact: fact.applies.is_always)
    return (of_use or general) + [fact for fact in holding if fact not in of_use + general]


def _where(facts: list[Fact], holds: Callable[[Fact], bool]) -> list[Fact]:
    return [fact for fact in facts if holds(fact)]


def _high(fact: Fact) -> Decimal:
    return Decimal(0) if fact.high is None else fact.high


def _low(fact: Fact) -> Decimal:
    return Decimal(0) if fact.low is None else fact.low


def _days(fact: Fact) -> int:
    return fact.days or 0


def _days_in_words(days: int) -> str:
    return ngettext("%(days)s day between increases", "%(days)s days between increases", days) % {"days": days}
