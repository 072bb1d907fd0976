"""What the composer offers for one medicine and one person, and the two ways up that it proposes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.forms.composer import Offers
from medications.forms.fields import Choices
from medications.presentation.indications import indication_in_words
from medications.presentation.words import regimen_in_words
from medications.rules.composing import Proposal
from medications.rules.conditions import Circumstances
from medications.rules.facts import DrugFacts, Schedule
from medications.rules.person import PersonFacts
from medications.rules.presentations import Presentation
from medications.rules.remembering import fact_in_words
from medications.rules.ways import Way, cited
from medications.terms import RELEASE_OF, FactKind, Form


@dataclass(frozen=True, kw_only=True)
class OfferedLine:
    """One step of a way that is offered, and what its numbers rest on."""

    words: str
    held: str
    starts_on: date
    rests_on: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class OfferedWay:
    """One of the two ways; `act` is what the button that takes it over sends."""

    title: str
    act: str
    is_first: bool
    lines: Sequence[OfferedLine]
    notes: Sequence[str]
    summary: str


@dataclass(frozen=True, kw_only=True)
class ProposalView:
    """Both ways, the one that is offered first in front; or a calm sentence on why there are none."""

    ways: Sequence[OfferedWay] = ()
    why_gentle: Sequence[str] = ()
    taking: str = ""
    cannot: str = ""


def offers_for(
    drug: DrugFacts, person: PersonFacts, presentations: Sequence[Presentation], *, today: date, form: Form
) -> Offers:
    """What can be chosen. Published steps are those whose condition holds for this person now."""
    now = Circumstances(person=person, today=today, release=RELEASE_OF[form])
    return Offers(
        indications=[(code, indication_in_words(code)) for code in indications_of(drug)],
        forms=forms_of(presentations),
        schedules=[(one.id, _schedule_in_words(one)) for one in drug.schedules if _is_offered(one, now)],
        has_low_dose_start=any(fact.low is not None for fact in drug.of(FactKind.START_CONDITION)),
        usual_range=_usual_range(drug, now),
    )


def indications_of(drug: DrugFacts) -> list[str]:
    """Every indication that a fact or a schedule of the medicine names."""
    conditions = [*(fact.applies for fact in drug.facts), *(schedule.applies for schedule in drug.schedules)]
    named = frozenset[str]().union(*(condition.indications for condition in conditions))
    return sorted(named, key=indication_in_words)


def forms_of(presentations: Sequence[Presentation]) -> Choices:
    """The forms that the medicine comes in, in the usual order."""
    known = {presentation.form for presentation in presentations}
    return [(form.value, form.label) for form in Form if form in known]


def proposal_view(proposal: Proposal) -> ProposalView:
    first = proposal.offered_first
    titles = ((_("Gentle pace"), "take-gentle", proposal.gentle), (_("Usual pace"), "take-usual", proposal.usual))
    ways = [_offered(way, title=title, act=act, is_first=way is first) for title, act, way in titles]
    return ProposalView(
        ways=sorted(ways, key=lambda way: not way.is_first),
        why_gentle=proposal.why_gentle,
        taking=regimen_in_words(proposal.usual.before),
    )


def _is_offered(schedule: Schedule, now: Circumstances) -> bool:
    return not schedule.is_taper and schedule.id is not None and schedule.applies.holds(now)


def _schedule_in_words(schedule: Schedule) -> str:
    words = _("%(name)s (%(standing)s)") % {"name": schedule.name, "standing": schedule.standing.label}
    return _("%(words)s, applies by itself") % {"words": words} if schedule.is_the_rule else words


def _usual_range(drug: DrugFacts, now: Circumstances) -> str:
    """On file, for whatever it is taken for; nothing where nothing is."""
    facts = drug.that_hold(FactKind.RANGE, now)
    return "; ".join(cited(fact, fact_in_words(fact)).words for fact in facts)


def _offered(way: Way, *, title: str, act: str, is_first: bool) -> OfferedWay:
    lines = [
        OfferedLine(
            words=regimen_in_words(step.regimen),
            held=ngettext("%(days)d day", "%(days)d days", step.hold_days) % {"days": step.hold_days},
            starts_on=day,
            rests_on=list(dict.fromkeys(cited.words for cited in step.cited)),
        )
        for step, day in zip(way.steps, way.dates, strict=True)
    ]
    return OfferedWay(title=title, act=act, is_first=is_first, lines=lines, notes=way.notes, summary=_summary(way))


def _summary(way: Way) -> str:
    steps = ngettext("%(steps)d step", "%(steps)d steps", len(way.steps)) % {"steps": len(way.steps)}
    days = ngettext("%(days)d day at least", "%(days)d days at least", way.days_needed) % {"days": way.days_needed}
    reviews = ngettext("%(reviews)d review", "%(reviews)d reviews", way.reviews_needed)
    return ", ".join([steps, days, reviews % {"reviews": way.reviews_needed}])
