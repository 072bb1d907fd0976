"""A risk answer in words: what was answered, what the practice has agreed to do, and who has looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

from patients.measures.definitions import Item, Measure, RiskItem
from patients.measures_in_use import as_asked
from patients.models import Assessment, AssessmentWithdrawal, RiskAgreement, RiskLook
from patients.risk_log import risk_log


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One question and the answer that calls a person."""

    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What somebody found and did."""

    found: str
    done: str
    who: str
    when: str


@dataclass(frozen=True, kw_only=True)
class RiskPage:
    """What templates/patients/risk_answer.html reads. `agreed` are paragraphs, none where nothing was agreed yet."""

    measure: Measure
    when: str
    how: str
    who: str
    words: str
    answered: Sequence[Answered]
    agreed: Sequence[str]
    looks: Sequence[Looked]
    taken_back: str


def risk_page(assessment: Assessment) -> RiskPage:
    """In a constant number of queries."""
    asked = as_asked(assessment)
    risks = [risk for risk in asked.risk_items if (assessment.answers.get(risk.item) or 0) >= risk.from_value]
    taken = AssessmentWithdrawal.objects.filter(assessment=assessment).values_list("because", flat=True).first()
    return RiskPage(
        measure=asked,
        when=_moment(assessment.filled_in_at),
        how=assessment.get_how_display(),
        who=assessment.recorded_by.display_name,
        words=assessment.in_their_words,
        answered=[_answered(asked, assessment, risk) for risk in risks],
        agreed=_agreed(risks),
        looks=[
            Looked(found=look.found, done=look.done, who=look.looked_by.display_name, when=_moment(look.looked_at))
            for look in RiskLook.objects.filter(assessment=assessment).select_related("looked_by")
        ],
        taken_back=taken or "",
    )


def _answered(measure: Measure, assessment: Assessment, risk: RiskItem) -> Answered:
    item: Item = next(item for item in measure.items if item.code == risk.item)
    value = assessment.answers[risk.item]
    label = next((choice.label for choice in item.choices if choice.value == value), str(value))
    return Answered(question=item.topic, answer=label)


def _agreed(risks: Sequence[RiskItem]) -> list[str]:
    """The practice's own words on the topic, then what stands beside the log's red flags; each once."""
    agreements = RiskAgreement.objects.filter(topic__in={risk.topic for risk in risks})
    paragraphs = [each for agreement in agreements for each in agreement.paragraphs]
    effects = dict.fromkeys(risk.effect for risk in risks if risk.effect)
    actions = [action for effect in effects for action in risk_log().agreed_actions(effect=effect)]
    return list(dict.fromkeys([*paragraphs, *actions]))


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "j F Y, H:i")
