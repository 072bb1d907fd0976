"""What there is to think of before a dose goes down, as a page shows it: calm, with its source, and what helps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from medications.presentation.gate import Link
from medications.rules.going_down import GoingDownWarning, WarningCode, on_file
from medications.rules.proposed import ProposedStep
from medications.rules.ways import cited
from medications.services.going_down import warnings_about
from medications.services.plan_facts import PlanFacts
from medications.terms import Direction


@dataclass(frozen=True, kw_only=True)
class WarningLine:
    """One warning; `link` leads to what it offers, for whoever may do that."""

    message: str
    ask: str
    source: str
    link: Link | None


@dataclass(frozen=True, kw_only=True)
class GoingDown:
    """What templates/medications/_going_down.html reads. `codes` are what the page has shown."""

    lines: Sequence[WarningLine] = ()
    on_file: Sequence[str] = ()
    codes: Sequence[str] = ()


def going_down(facts: PlanFacts, proposed: ProposedStep, *, begins_on: date | None = None) -> GoingDown | None:
    """Before less is taken: the warnings, and what is on file about the way down. None where it is not less."""
    if proposed.direction not in {Direction.DOWN, Direction.STOP}:
        return None
    found = warnings_about(facts, proposed, begins_on=begins_on)
    taper = Link(text=_("Write a gentler way down"), url=reverse("taper", args=[facts.plan.pk]))
    return GoingDown(
        lines=[_line(one, taper if proposed.actor.may_prescribe else None) for one in found],
        on_file=[cited(fact, fact.words).words for fact in on_file(proposed) if fact.words],
        codes=list(dict.fromkeys(one.code.value for one in found)),
    )


def _line(found: GoingDownWarning, taper: Link | None) -> WarningLine:
    link = taper if found.offers_a_taper else None
    return WarningLine(message=found.message, ask=found.ask, source=found.source, link=link)


def warned_of_in_words(codes: Iterable[str]) -> str:
    """The codes that a change of dose keeps, for its history."""
    words = {
        WarningCode.TAPER_TOO_FAST: _("faster than what is on file"),
        WarningCode.NO_TAPER_ON_FILE: _("nothing on file says how it is stopped"),
        WarningCode.PARTNER_AFFECTED: _("another medicine depends on it"),
        WarningCode.CONTACT_AFTER: _("somebody asks within one to three days how it goes"),
    }
    said = [words[code] for code in WarningCode if code in set(codes)]
    return _("Warned of: %(words)s") % {"words": "; ".join(said)} if said else ""
