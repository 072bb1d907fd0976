"""What is known of two medicines together, as lines to read: days in a row, and steps up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from medications.presentation.preview import ForeseenLine, foreseen_line
from medications.rules.overlap import Overlap, Span, why_forbidden
from practice.days import day_in_words


@dataclass(frozen=True, kw_only=True)
class SpanLine:
    """Some days, and what the pair says of them."""

    days: str
    says: Sequence[ForeseenLine]


@dataclass(frozen=True, kw_only=True)
class CrossFindings:
    """What templates/medications/_cross_findings.html reads. `forbidden` says from when it may begin instead."""

    spans: Sequence[SpanLine]
    steps: Sequence[SpanLine]
    forbidden: str


def findings(seen: Overlap, today: date) -> CrossFindings:
    said = {one for span in seen.spans for one in span.says}
    own = [(step, [one for one in step.against if one not in said]) for step in seen.steps]
    return CrossFindings(
        spans=[
            SpanLine(days=_span(span, today), says=[foreseen_line(one) for one in span.says]) for span in seen.spans
        ],
        steps=[
            SpanLine(
                days=_("Step %(position)d, %(day)s")
                % {"position": step.position, "day": day_in_words(step.starts_on, today)},
                says=[foreseen_line(one) for one in against],
            )
            for step, against in own
            if against
        ],
        forbidden=why_forbidden(seen) if seen.is_forbidden else "",
    )


def _span(span: Span, today: date) -> str:
    if span.first == span.last:
        return day_in_words(span.first, today)
    return _("From %(first)s to %(last)s") % {
        "first": day_in_words(span.first, today),
        "last": date_format(span.last, "l j F"),
    }
