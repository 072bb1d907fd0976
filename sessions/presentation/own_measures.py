"""A measure about oneself, in words. Nothing is advised: a number about one month is a thing to think about."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime

from patients.presentation.measures_words import missing_in_words, parts_in_words
from sessions.services.own_measures import Own


@dataclass(frozen=True, kw_only=True)
class InWords:
    """One filling-in. `parts` are its scores, each with what it is called."""

    pk: int
    name: str
    when: str
    parts: Sequence[tuple[str, str]]
    missing: str


def in_words(own: Own) -> InWords:
    return InWords(
        pk=own.pk,
        name=own.measure.name,
        when=date_format(localtime(own.filled_in_at), "j F Y, H:i"),
        parts=parts_in_words(
            own.measure,
            own.score.subscales,
            bands={code: band.label for code, band in own.score.part_bands.items()},
            flags=own.score.flags,
        ),
        missing=missing_in_words(len(own.score.missing), has_total=own.measure.total_high is not None),
    )
