"""What lies before a prescriber who reviews: the dose, the log since it began, what was asked, what to look out for."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from medications.models import CommonEffect, LogEntry, TitrationPlan, TitrationStep
from medications.presentation.entries import entry_lines, for_lines
from medications.presentation.measure_changes import MeasureLine, measure_lines
from medications.presentation.words import change_in_words, regimen_in_words
from medications.services.measure_evidence import measures_since
from medications.services.plan_facts import PlanFacts
from medications.services.reviewing import EVIDENCE_ENTRIES
from medications.views.known import red_flags_of


def evidence_context(plan: TitrationPlan, to: TitrationStep | None) -> Mapping[str, Any]:
    """The same entries that the review keeps as its evidence, newest first, and what the formulary expects."""
    facts = PlanFacts(plan=plan, at=timezone.now())
    in_use = facts.in_use
    entries = LogEntry.objects.filter(patient=plan.patient_id).counting_for(plan.medication_id)
    if in_use.since is not None:
        entries = entries.filter(happened_at__date__gte=in_use.since)
    common = CommonEffect.objects.filter(medication=plan.medication_id)
    return {
        "plan": plan,
        "in_use": regimen_in_words(in_use.regimen),
        "since": in_use.since,
        "change": change_in_words(in_use.regimen, to.regimen.as_rule()) if to else "",
        "lines": entry_lines(for_lines(entries)[:EVIDENCE_ENTRIES]),
        "missed": facts.missed,
        "common": list(common.values_list("effect__term", flat=True)),
        "flags": red_flags_of([plan.medication]),
        "wants_to_wait": facts.log.wants_to_wait,
        "measures": measures_context(facts),
    }


def measures_context(facts: PlanFacts) -> Sequence[MeasureLine]:
    """What changed on the measures since the dose in use began; the review keeps the same."""
    found = measures_since(facts.plan, facts.in_use.since)
    return measure_lines(found, facts.plan.patient_id, is_first_dose=facts.in_use.regimen.is_nothing)
