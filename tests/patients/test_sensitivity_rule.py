"""Who counts as highly sensitive to medicines, and why; pure values, no database."""

import pytest

from patients.sensitivity import Answer, Because, Judgement, Reaction, SensitivityProfile, judge

NOBODY_ASKED = SensitivityProfile()


def reaction(how_bad: str = "moderate", dose_then: str = "low", to: str = "sertraline") -> Reaction:
    return Reaction(to=to, how_bad=how_bad, dose_then=dose_then)


def after(*reactions: Reaction) -> SensitivityProfile:
    return SensitivityProfile(reactions=reactions)


@pytest.mark.parametrize("on_record", ["low", "usual", "high"])
def test_without_a_profile_it_is_what_the_record_says(on_record):
    assert judge(on_record, NOBODY_ASKED) == Judgement(level=on_record, because=Because.RECORD)


@pytest.mark.parametrize("rated", ["much-more", "more"])
def test_whoever_rates_themselves_more_sensitive_counts_as_high(rated):
    for on_record in ("low", "usual", "high"):
        judged = judge(on_record, SensitivityProfile(self_rated=rated))

        assert judged == Judgement(level="high", because=Because.SELF_RATED)


@pytest.mark.parametrize("rated", ["same", "less", "not-sure", "declined"])
def test_no_other_answer_changes_anything(rated):
    assert judge("usual", SensitivityProfile(self_rated=rated)).level == "usual"
    assert judge("high", SensitivityProfile(self_rated=rated)).level == "high"


def test_one_severe_reaction_counts_unless_the_dose_was_usual_or_high():
    assert judge("usual", after(reaction("severe", "low"))) == Judgement(level="high", because=Because.REACTIONS)
    assert judge("usual", after(reaction("severe", "unknown"))).is_high
    assert not judge("usual", after(reaction("severe", "usual"))).is_high


def test_worse_than_mild_at_a_low_dose_counts_from_the_second_medicine():
    one, other = reaction(to="sertraline"), reaction(to="prazosin")

    assert judge("usual", after(one, other)).is_high
    assert not judge("usual", after(one)).is_high
    assert not judge("usual", after(one, reaction(to="sertraline"))).is_high
    assert not judge("usual", after(one, reaction("mild", to="prazosin"))).is_high
    assert not judge("usual", after(one, reaction(dose_then="usual", to="prazosin"))).is_high
    assert not judge("usual", after(one, reaction(dose_then="unknown", to="prazosin"))).is_high


@pytest.mark.parametrize("level", ["usual", "high"])
def test_what_a_prescriber_set_goes_before_everything(level):
    told = SensitivityProfile(set_to=level, self_rated=Answer.MUCH_MORE, reactions=(reaction("severe"),))

    for on_record in ("low", "usual", "high"):
        assert judge(on_record, told) == Judgement(level=level, because=Because.SET)
