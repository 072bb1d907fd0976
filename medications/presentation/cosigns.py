"""What was asked of a second prescriber about a review, and what was signed, as lines to read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from medications.models import Review
from medications.rules.blockers import BlockerCode


@dataclass(frozen=True, kw_only=True)
class CoSignLine:
    """Who was asked or has signed, for what, and the reason they were given or gave."""

    who: str
    what: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CoSigns:
    """All that stands under one review, the oldest first."""

    asked: list[CoSignLine]
    signed: list[CoSignLine]


def cosigns_under(review: Review) -> CoSigns:
    """The requests and the signatures of a review that was read with both."""
    return CoSigns(
        asked=[
            CoSignLine(who=asked.asked_of.display_name, what=codes_in_words(asked.codes), reason=asked.reason)
            for asked in reversed(review.cosign_requests.all())
        ],
        signed=[
            CoSignLine(who=signed.signed_by.display_name, what=codes_in_words(signed.codes), reason=signed.reason)
            for signed in reversed(review.cosigns.all())
        ],
    )


def codes_in_words(codes: Iterable[str]) -> str:
    """Blockers as what is taken on by signing: "a severe effect that is open and doses that were missed"."""
    words = {
        BlockerCode.RED_FLAG_OPEN.value: _("a red flag that is open"),
        BlockerCode.SEVERE_EFFECT_OPEN.value: _("a severe effect that is open"),
        BlockerCode.HOLD_TIME_LEFT.value: _("days of the hold that are left"),
        BlockerCode.DOSES_MISSED.value: _("doses that were missed"),
        BlockerCode.RESTART_NEEDED.value: _("going on at a dose after days without"),
        BlockerCode.MONITORING_DUE.value: _("a measurement that is due"),
        BlockerCode.MONITORING_OUT_OF_RANGE.value: _("a measurement out of range"),
        BlockerCode.ABOVE_MAXIMUM.value: _("a dose over the maximum"),
        BlockerCode.INCREMENT_TOO_LARGE.value: _("a larger step than is usual"),
        BlockerCode.WASHOUT_INCOMPLETE.value: _("too few days after another medicine"),
        BlockerCode.START_CONDITION_UNMET.value: _("what should come before a first dose"),
        BlockerCode.CONDITION_CONTRAINDICATED.value: _("a reason against this medicine"),
        BlockerCode.CONDITION_CAUTION.value: _("a reason for caution"),
    }
    return get_text_list([words.get(code, code) for code in codes], _("and"))
