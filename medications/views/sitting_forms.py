"""The parts of the one-sitting form; a part that the answer does not call for is not checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from medications.forms.fields import Choices
from medications.forms.log import CheckInForm, ReportForm
from medications.forms.review import ReviewForm
from medications.forms.sitting import Heard, SittingForm, SittingStepForm
from medications.models import Medication, TitrationPlan
from medications.services.answering_and_reviewing import Answer
from medications.terms import Source
from medications.views.known import medications_of, red_flags_of
from medications.views.log_forms import named, report_from


@dataclass(frozen=True, kw_only=True)
class SittingForms:
    start: SittingForm
    report: ReportForm
    check_in: CheckInForm
    review: ReviewForm
    step: SittingStepForm

    def are_valid(self) -> bool:
        """All that was asked for; every part is looked at, so that all errors show at once."""
        heard = self.start.data.get("heard")
        parts = [self.start, self.review, self.step]
        if heard == Heard.REPORT:
            parts.append(self.report)
        elif heard == Heard.NOTHING:
            parts.append(self.check_in)
        return all([part.is_valid() for part in parts])


def forms_of_sitting(data: QueryDict | None, *, plan: TitrationPlan, days: Choices) -> SittingForms:
    medications = medications_of(plan.patient_id)
    choices = [(medication.pk, medication.name) for medication in medications]
    heard = data.get("heard") if data else None

    def typed(part: Heard) -> Mapping[str, Any]:
        return {"data": data if heard == part else None, "prefix": part.value, "medications": choices}

    return SittingForms(
        start=SittingForm(data),
        report=ReportForm(**typed(Heard.REPORT)),
        check_in=CheckInForm(flags=red_flags_of(medications), **typed(Heard.NOTHING)),
        review=ReviewForm(data),
        step=SittingStepForm(data, days=days),
    )


def answer_from(forms: SittingForms, medications: list[Medication], *, at: datetime) -> Answer | None:
    """What valid forms say that was heard; None where it is in the log already."""
    heard = forms.start.cleaned_data["heard"]
    if heard == Heard.LOGGED:
        return None
    if heard == Heard.REPORT:
        said = forms.report.cleaned_data
        return Answer(
            report=report_from(said, medications), source=Source(said["source"]), happened_at=said["happened_at"] or at
        )
    said = forms.check_in.cleaned_data
    return Answer(
        asked_about=said["asked_about"],
        medication=named(said, medications),
        in_their_words=said["in_their_words"],
        source=Source(said["source"]),
        happened_at=said["happened_at"] or at,
    )
