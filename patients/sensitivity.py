"""How sensitive to medicines somebody counts as: the words it is told in, and the one rule.

All thresholds here are our practice setting and unconfirmed. The rule only ever makes somebody's doses gentler: nothing
that is told makes them count as less sensitive than usual.
"""

from dataclasses import dataclass
from enum import StrEnum, auto

from django.db import models
from django.utils.translation import gettext_lazy as _

HIGH = "high"
"""As on the patient's record (`Patient.Sensitivity`); doses take "low" and "usual" alike."""


class Setting(models.TextChoices):
    """What a prescriber set, or that it follows again from what is told."""

    HIGH = "high", _("High: start low, smaller steps")
    USUAL = "usual", _("Usual, whatever was told")
    AS_TOLD = "as-told", _("As it follows from what is told")


class HowBad(models.TextChoices):
    MILD = "mild", _("mild")
    MODERATE = "moderate", _("moderate")
    SEVERE = "severe", _("severe")


class DoseThen(models.TextChoices):
    """How large the dose was when it happened."""

    LOW = "low", _("a low dose")
    USUAL = "usual", _("a usual or high dose")
    UNKNOWN = "unknown", _("not known")


class Question(models.TextChoices):
    """What a person is asked about themselves and medicines."""

    HOPES = "hopes", _("Hopes")
    FEARS = "fears", _("Fears")
    AVOID = "avoid", _("Wants to avoid")
    SELF_RATED = "self-rated", _("Sensitivity, as they rate it")


class Answer(models.TextChoices):
    """How they rate themselves, that they said something in words, or that it is for another time."""

    MUCH_MORE = "much-more", _("much more sensitive than others")
    MORE = "more", _("more sensitive than others")
    SAME = "same", _("about the same as others")
    LESS = "less", _("less sensitive than others")
    NOT_SURE = "not-sure", _("not sure")
    DECLINED = "declined", _("declined to say")
    SAID = "said", _("said in words")
    NOT_NOW = "not-now", _("not now")


RATINGS = (Answer.MUCH_MORE, Answer.MORE, Answer.SAME, Answer.LESS, Answer.NOT_SURE, Answer.DECLINED, Answer.NOT_NOW)
RATED_HIGH = frozenset({Answer.MUCH_MORE, Answer.MORE})
MEDICINES_AT_A_LOW_DOSE = 2
"""Reactions that were more than mild, at a low dose, to so many medicines count as high. Practice setting."""


@dataclass(frozen=True, kw_only=True)
class Reaction:
    """What somebody went through on a medicine (its code, or its name in small letters)."""

    to: str
    how_bad: str
    dose_then: str = DoseThen.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class SensitivityProfile:
    """What counts today; empty where nobody asked. `set_to` is empty where no prescriber's setting is in force."""

    set_to: str = ""
    self_rated: str = ""
    reactions: tuple[Reaction, ...] = ()


class Because(StrEnum):
    """What a level rests on."""

    SET = auto()
    RECORD = auto()
    SELF_RATED = auto()
    REACTIONS = auto()


@dataclass(frozen=True, kw_only=True)
class Judgement:
    level: str
    because: Because

    @property
    def is_high(self) -> bool:
        return self.level == HIGH


def judge(on_record: str, profile: SensitivityProfile) -> Judgement:
    """How sensitive somebody counts as, and why.

    A prescriber's own setting wins. Else it is high where they rate themselves as more sensitive than others, or where
    earlier reactions are telling; else it is what the record says.
    """
    if profile.set_to:
        return Judgement(level=profile.set_to, because=Because.SET)
    if profile.self_rated in RATED_HIGH:
        return Judgement(level=HIGH, because=Because.SELF_RATED)
    if are_telling(profile.reactions):
        return Judgement(level=HIGH, because=Because.REACTIONS)
    return Judgement(level=on_record, because=Because.RECORD)


def are_telling(reactions: tuple[Reaction, ...]) -> bool:
    """One severe reaction, unless at a usual or high dose; or worse than mild ones at a low dose to two medicines."""
    if any(each.how_bad == HowBad.SEVERE and each.dose_then != DoseThen.USUAL for each in reactions):
        return True
    at_a_low_dose = {each.to for each in reactions if each.how_bad != HowBad.MILD and each.dose_then == DoseThen.LOW}
    return len(at_a_low_dose) >= MEDICINES_AT_A_LOW_DOSE
