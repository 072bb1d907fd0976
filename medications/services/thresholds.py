"""The practice's thresholds as the rules read them."""

from medications.models import PracticeThresholds
from medications.rules.thresholds import DEFAULT_THRESHOLDS, Thresholds


def practice_thresholds() -> Thresholds:
    """The practice's own, or as shipped until it has settled them. One query: ask `formulary_of`, which remembers."""
    own = PracticeThresholds.objects.first()
    return own.as_rule() if own else DEFAULT_THRESHOLDS
