"""The offer to go back to the last dose that could be borne, and the words that its review begins with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from medications.models import LogEntry
from medications.presentation.words import regimen_in_words
from medications.services.plan_facts import PlanFacts
from medications.services.returning import Return, return_offered


@dataclass(frozen=True, kw_only=True)
class ReturnView:
    """What templates/medications/_return.html reads; without `review_url` a plan is written first."""

    dose: str
    reports: Sequence[str]
    review_url: str
    step_url: str


def return_view(facts: PlanFacts) -> ReturnView | None:
    back = return_offered(facts)
    if back is None:
        return None
    plan = facts.plan.pk
    asks = f"?step={back.step.position}" if back.step else ""
    return ReturnView(
        dose=regimen_in_words(back.regimen),
        reports=[_report(entry) for entry in back.reports],
        review_url=f"{reverse('review', args=[plan])}{asks}" if asks else "",
        step_url=f"{reverse('plan', args=[plan])}{asks}#gate" if asks else "",
    )


def first_words(back: Return) -> Mapping[str, str]:
    """What a review of the return begins with: the reports, to be changed by whoever signs."""
    reports = "; ".join(_report(entry) for entry in back.reports)
    reasons = _("Since the lower dose: %(reports)s. Back to %(dose)s.")
    return {
        "in_their_words": "\n".join(entry.in_their_words for entry in back.reports if entry.in_their_words),
        "reasons": reasons % {"reports": reports, "dose": regimen_in_words(back.regimen)},
    }


def _report(entry: LogEntry) -> str:
    return _("%(term)s, %(severity)s (%(day)s)") % {
        "term": entry.effect.term if entry.effect else "",
        "severity": entry.get_severity_display(),
        "day": date_format(timezone.localtime(entry.happened_at), "j F"),
    }
