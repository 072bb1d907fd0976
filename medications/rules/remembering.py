"""What a plan was made with: the facts that held for the person, kept with the plan, and what has changed since.

Only what a fact says is compared. Where it comes from and how sure it is are kept to be read, and may be looked up
better later without changing the plan.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.rules.conditions import Circumstances
from medications.rules.facts import DrugFacts, Fact, Schedule
from medications.rules.foreseeing import Planned, earliest_days
from medications.rules.person import PersonFacts
from medications.rules.presentations import plain
from medications.rules.regimen import NOTHING, average_daily_mg
from medications.rules.wording import condition_in_words, in_a_row, mg, name_of
from medications.terms import RELEASE_OF, FactKind

Remembered = Mapping[str, Any]

IN_MG = frozenset(
    {
        FactKind.START,
        FactKind.GENTLE_START,
        FactKind.INCREMENT,
        FactKind.RANGE,
        FactKind.MAX_DAY,
        FactKind.MAX_AT_ONE_TIME,
    }
)


def that_held(drug: DrugFacts, person: PersonFacts, steps: Sequence[Planned], today: date) -> list[Fact]:
    """The facts that hold for this person on any step of a plan begun from nothing today."""
    met = list(_circumstances(person, steps, today))
    return [fact for fact in drug.facts if any(fact.applies.holds(now) for now in met)]


def remembered(facts: Iterable[Fact], schedule: Schedule | None = None) -> list[dict[str, Any]]:
    """As the plan keeps them: plain values."""
    return [*([_schedule(schedule)] if schedule else []), *map(_fact, facts)]


def changed_since(made_with: Sequence[Remembered], now: Sequence[Remembered]) -> list[str]:
    """What is otherwise today, in words; nothing where the plan kept nothing."""
    if not made_with:
        return []
    before, today = ({(one["kind"], one["id"]): one for one in told} for told in (made_with, now))
    words = []
    for key in dict.fromkeys([*before, *today]):
        old, new = before.get(key), today.get(key)
        if new is None and old is not None:
            words.append(_("no longer holds: %(old)s") % {"old": old["words"]})
        elif old is None and new is not None:
            words.append(_("holds now: %(new)s") % {"new": new["words"]})
        elif old and new and old["says"] != new["says"]:
            words.append(_("%(new)s (before: %(old)s)") % {"new": new["words"], "old": old["words"]})
    return words


def fact_in_words(fact: Fact) -> str:
    """ "maximum a day: 200 mg (age over 60)"."""
    about = condition_in_words(fact.applies)
    said = ", ".join(_parts(fact)) or fact.words
    words = _("%(what)s: %(said)s") % {"what": fact.kind.label, "said": said} if said else str(fact.kind.label)
    return f"{words} ({about})" if about else words


def _circumstances(person: PersonFacts, steps: Sequence[Planned], today: date) -> Iterator[Circumstances]:
    before = NOTHING
    for step, day in zip(steps, earliest_days(steps, today), strict=True):
        yield Circumstances(
            person=person,
            today=today,
            release=RELEASE_OF[step.regimen.form],
            taking_mg_a_day=average_daily_mg(before),
            days_taken=max((day - today) // timedelta(days=1), 0),
        )
        before = step.regimen


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "kind": fact.kind.value,
        "words": fact_in_words(fact),
        "source": fact.source,
        "standing": fact.standing.value,
        "says": [_number(fact.low), _number(fact.high), fact.days, fact.hours, sorted(fact.names)],
    }


def _schedule(schedule: Schedule) -> dict[str, Any]:
    return {
        "id": schedule.id,
        "kind": "schedule",
        "words": _("published schedule: %(name)s") % {"name": schedule.name},
        "source": schedule.source,
        "standing": schedule.standing.value,
        "says": [[_number(level.mg_a_day), level.days] for level in schedule.levels],
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _parts(fact: Fact) -> Iterator[str]:
    amounts = [_amount(fact, value) for value in (fact.low, fact.high) if value is not None]
    if amounts:
        yield _(" to ").join(dict.fromkeys(amounts))
    if fact.days is not None:
        yield ngettext("%(days)d day", "%(days)d days", fact.days) % {"days": fact.days}
    if fact.hours is not None:
        yield ngettext("%(hours)d hour", "%(hours)d hours", fact.hours) % {"hours": fact.hours}
    if fact.names:
        yield in_a_row(map(name_of, sorted(fact.names)))


def _amount(fact: Fact, value: Decimal) -> str:
    return mg(value) if fact.kind in IN_MG else plain(value)
