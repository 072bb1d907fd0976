"""Somebody's measures: filled in a few times, one left unfinished, one handed over."""

from datetime import timedelta

from django.utils import timezone

from patients.measures.definitions import all_measures
from patients.services.assessing import record_assessment
from patients.services.measure_sheets import hand_over
from sessions.services.own_measures import record_own
from tests.browser.demo_practice import somebody
from tests.browser.places import patient


def measures(key: str) -> None:
    now = timezone.now()
    filled: list[tuple[str, int, int, dict[str, None]]] = [
        ("pcl5", 3, 60, {}),
        ("pcl5", 2, 30, {"7": None}),
        ("pcl5", 2, 14, {}),
        ("pcl5", 1, 1, {}),
        ("gad7", 2, 20, {}),
        ("gad7", 1, 2, {}),
        ("craving", 6, 2, {}),
    ]
    for measure, value, days, left_out in filled:
        record_assessment(
            patient=patient(key),
            measure=measure,
            answers={**{item.code: value for item in all_measures()[measure].items}, **left_out},
            how="asked",
            filled_in_at=now - timedelta(days=days),
            in_their_words="The nights are quieter." if days == 1 else "",
            by=somebody("nurse"),
            at=now,
        )
    hand_over(patient=patient(key), measures=["pcl5", "gad7"], by=somebody("nurse"), at=now)
    about_work = {item.code: 3 for item in all_measures()["proqol5"].items}
    record_own(user=somebody("nurse"), measure="proqol5", answers=about_work, at=now)
