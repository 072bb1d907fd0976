"""The words that health is recorded in: conditions that labels speak of, substances that interact.

Their values are the codes that the formulary's facts and interactions use.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConditionName(models.TextChoices):
    """What the labels of our medicines name as a reason against, or for care; anything else has its own words."""

    ACUTE_LIVER_FAILURE = "acute-hepatitis-or-liver-failure", _("Acute hepatitis or liver failure")
    ANOREXIA = "anorexia", _("Anorexia nervosa")
    ASCITES = "ascites", _("Ascites")
    ASTHMA = "asthma", _("Asthma")
    BOWEL_OBSTRUCTION = "bowel-obstruction", _("Bowel obstruction")
    BREATHING_DEPRESSION = "breathing-depression", _("Breathing depression")
    BULIMIA = "bulimia", _("Bulimia nervosa")
    CARDIOGENIC_SHOCK = "cardiogenic-shock", _("Cardiogenic shock")
    COMPLEX_SLEEP_BEHAVIOUR = "complex-sleep-behaviour", _("Complex sleep behaviour on a sleep medicine")
    GLAUCOMA = "narrow-angle-glaucoma", _("Narrow-angle glaucoma, untreated")
    HAEMODIALYSIS = "haemodialysis", _("Haemodialysis")
    HEART_BLOCK = "heart-block", _("Heart block above first degree")
    HEART_FAILURE = "heart-failure", _("Heart failure")
    LIVER_DISEASE = "liver-disease", _("Liver disease")
    LONG_QT = "long-qt", _("Long QT")
    LOW_POTASSIUM = "low-potassium-or-magnesium", _("Low potassium or magnesium, uncorrected")
    OPIOID_DEPENDENCE = "opioid-dependence", _("Opioid dependence")
    OPIOID_WITHDRAWAL = "acute-opioid-withdrawal", _("Opioid withdrawal, acute")
    PHAEOCHROMOCYTOMA = "phaeochromocytoma", _("Phaeochromocytoma")
    POLG = "mitochondrial-polg-disorder", _("Mitochondrial disorder (POLG)")
    PSYCHOSIS = "psychosis", _("Psychosis")
    RECENT_HEART_ATTACK = "recent-heart-attack", _("Recent heart attack")
    SEIZURES = "seizure-disorder", _("Seizure disorder")
    SEVERE_HEART_DISEASE = "severe-heart-disease", _("Severe heart disease")
    SLOW_HEART = "sinus-bradycardia", _("Sinus bradycardia or sick sinus")
    UREA_CYCLE = "urea-cycle-disorder", _("Urea cycle disorder")
    URINARY_RETENTION = "urinary-retention", _("Severe urinary retention")
    OTHER = "other", _("Another condition")


class Substance(models.TextChoices):
    """What people use besides medicines and interactions know of."""

    ALCOHOL = "alcohol", _("Alcohol")
    TOBACCO = "tobacco_smoke", _("Tobacco, smoked")
    NICOTINE = "nicotine_replacement", _("Nicotine replacement")
    CAFFEINE = "caffeine", _("Caffeine")
    CANNABIS = "cannabis", _("Cannabis")
    CBD = "cbd", _("CBD")
    COCAINE = "cocaine", _("Cocaine")
    METHAMPHETAMINE = "methamphetamine", _("Methamphetamine")
    MDMA = "mdma", _("MDMA")
    HEROIN = "heroin", _("Heroin")
    FENTANYL = "fentanyl", _("Fentanyl")
    ADULTERANT = "xylazine_or_medetomidine_adulterant", _("Xylazine or medetomidine, mixed in")
    KRATOM = "kratom", _("Kratom")
    TIANEPTINE = "tianeptine", _("Tianeptine")
    GHB = "ghb", _("GHB")
    PSILOCYBIN = "psilocybin", _("Psilocybin")
    LSD = "lsd", _("LSD")
    ST_JOHNS_WORT = "st_johns_wort", _("St John's wort")
    GRAPEFRUIT = "grapefruit", _("Grapefruit")


Names = Callable[[], Iterable[tuple[str, str]]]


@dataclass
class _Registry:
    names: list[Names] = field(default_factory=list)


_registry = _Registry()


def offer_names(names: Names) -> None:
    """Tell which medicines and classes there are, as (code, name); a floor above does so once, when it is ready."""
    _registry.names.append(names)


def medicine_names() -> dict[str, str]:
    """Every code that was offered, with its name."""
    return {code: name for names in _registry.names for code, name in names()}


def code_of(told: str) -> str:
    """The code of what somebody calls a medicine or a class, or the same words in small letters."""
    plain = told.strip().lower()
    by_name = {name.lower(): code for code, name in medicine_names().items()}
    return by_name.get(plain, plain)
