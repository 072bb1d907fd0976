"""What follows from an answer that is never just a number: how grave it is, and whether it is news for the log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from patients.measures.definitions import Measure, RiskItem
from patients.measures.scoring import Score

MILD, MODERATE, SEVERE = "mild", "moderate", "severe"
GRAVITY = (MILD, MODERATE, SEVERE)
# A person looked into it so lately that the same answer again is no news.
LOOKED_AT_WITHIN = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class RiskAnswer:
    """One such answer. `effect` is the formulary's term for it, empty where it does not stand in the log."""

    item: str
    topic: str
    effect: str
    value: int
    severity: str


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """Somebody looked into it then, and this is how grave it was."""

    severity: str
    at: datetime


def risk_answers(measure: Measure, score: Score) -> list[RiskAnswer]:
    """All of them, in the order of the measure."""
    return [
        RiskAnswer(
            item=risk.item,
            topic=risk.topic,
            effect=risk.effect,
            value=score.risks[risk.item],
            severity=severity_of(measure, risk, score.risks[risk.item]),
        )
        for risk in measure.risk_items
        if risk.item in score.risks
    ]


def severity_of(measure: Measure, risk: RiskItem, value: int) -> str:
    """The lowest answer that calls a person is mild, the highest there is severe, and between them it is moderate."""
    item = next(item for item in measure.items if item.code == risk.item)
    values = [choice.value for choice in item.choices if choice.value >= risk.from_value]
    if value == values[-1]:
        return SEVERE
    return MILD if value == values[0] else MODERATE


def is_news(answer: RiskAnswer, assessed: Iterable[Assessed], *, at: datetime) -> bool:
    """Whether it belongs in the log: nobody looked into it in the last two weeks, or it is graver than it was then."""
    lately = [each for each in assessed if at - LOOKED_AT_WITHIN <= each.at <= at]
    return not any(GRAVITY.index(each.severity) >= GRAVITY.index(answer.severity) for each in lately)
