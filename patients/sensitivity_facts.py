"""From rows to the profile that the rule of sensitivity judges by."""

from collections.abc import Iterable

from patients.models import EarlierReaction, SensitivityAnswer, SensitivitySetting
from patients.sensitivity import Question, Reaction, SensitivityProfile, Setting


def profile_from(
    reactions: Iterable[EarlierReaction],
    answers: Iterable[SensitivityAnswer],
    settings: Iterable[SensitivitySetting],
) -> SensitivityProfile:
    """One person's, from the rows that count: of each thing the newest. What was taken back is not in it."""
    rated = (each.answer for each in answers if each.question == Question.SELF_RATED and not each.withdrawn_because)
    return SensitivityProfile(
        set_to=next((each.level for each in settings if each.level != Setting.AS_TOLD), ""),
        self_rated=next(rated, ""),
        reactions=tuple(
            Reaction(to=each.to, how_bad=each.how_bad, dose_then=each.dose_then)
            for each in reactions
            if not each.withdrawn_because
        ),
    )
