"""What the formulary's indications are called."""

from django.utils.translation import gettext_lazy as _

from medications.rules.wording import name_of

IN_WORDS = {
    "adhd": _("ADHD"),
    "aud": _("alcohol use disorder"),
    "bipolar_mania": _("mania"),
    "bipolar_mania_adjunct": _("mania, beside another medicine"),
    "dpn": _("nerve pain in diabetes"),
    "epilepsy_adjunct": _("epilepsy, beside another medicine"),
    "epilepsy_mono": _("epilepsy, alone"),
    "gad": _("generalised anxiety"),
    "mdd": _("depression"),
    "mdd_adjunct": _("depression, beside another medicine"),
    "ocd": _("OCD"),
    "oud": _("opioid use disorder"),
    "pain_sleep": _("pain and sleep"),
    "phn": _("nerve pain after shingles"),
    "pmdd_continuous": _("PMDD, every day"),
    "pmdd_luteal": _("PMDD, second half of the cycle"),
    "ptsd": _("PTSD"),
    "ptsd_augmentation": _("PTSD, beside another medicine"),
    "ptsd_nightmares": _("nightmares in PTSD"),
    "ptsd_sleep": _("sleep in PTSD"),
    "sleep_hyperarousal": _("sleep, with hyperarousal"),
    "supervised_alternate": _("supervised, on alternate days"),
}


def indication_in_words(code: str) -> str:
    return str(IN_WORDS.get(code) or name_of(code))
