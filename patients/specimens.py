"""What this floor shows in the gallery: the banner."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.safestring import mark_safe

from practice.gallery import Specimen, show

FLAG = mark_safe('<p class="quiet">What other floors hang up stands here.</p>')  # noqa: S308  # our own words


def banner(**differs: Any) -> Mapping[str, Any]:
    usual = {
        "patient_id": 0,
        "chosen_name": "Robin Elder",
        "pronouns": "they/them",
        "age_in_words": "38 years old",
        "birth_date": date(1988, 3, 14),
        "language": "English",
        "record_number": "EX-0001",
        "merged_into_id": None,
        "parts": [],
    }
    return {"banner": {**usual, **differs}}


BANNERS = (
    Specimen(component="banner", state="usual", context=banner),
    Specimen(component="banner", state="no pronouns, and a part", context=lambda: banner(pronouns="", parts=[FLAG])),
    Specimen(component="banner", state="merged into another record", context=lambda: banner(merged_into_id=1)),
)


def register() -> None:
    """Called once, when the app is ready."""
    show(*BANNERS)
