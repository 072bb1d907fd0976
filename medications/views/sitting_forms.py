"""The parts of the one-sitting form; a part that the answer does not call for is not checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from medications.forms.fields import Choices
from medications.forms.log import CheckInForm, ReportForm
from medications.forms.review import ReviewForm
from medications.forms.sitting import Heard, SittingForm, SittingStepForm
from medications.models import TitrationPlan
from medications.views.known import medications_of, red_flags_of


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
    named = [(medication.pk, medication.name) for medication in medications]
    heard = data.get("heard") if data else None

    def typed(part: Heard) -> Mapping[str, Any]:
        return {"data": data if heard == part else None, "prefix": part.value, "medications": named}

    return SittingForms(
        start=SittingForm(data),
        report=ReportForm(**typed(Heard.REPORT)),
        check_in=CheckInForm(flags=red_flags_of(medications), **typed(Heard.NOTHING)),
        review=ReviewForm(data),
        step=SittingStepForm(data, days=days),
    )
