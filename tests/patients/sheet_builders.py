"""Measures handed to somebody, and the browser in which they fill them in."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from patients.models import MeasureSheet, Patient
from patients.services.measure_sheets import TakenUp, hand_over, take_up
from patients.sheet_session import COOKIE, keep_open
from practice.staff.models import User

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
PHQ9 = [str(number) for number in range(1, 10)]


def a_sheet(patient: Patient, by: User, *measures: str, at: datetime = NOW) -> MeasureSheet:
    return hand_over(patient=patient, measures=measures or ["phq9", "gad7"], by=by, at=at)


def in_hand(sheet: MeasureSheet, *, at: datetime = NOW) -> tuple[Client, TakenUp]:
    """A browser that nobody signed in to, which holds the sheet."""
    taken, browser, response = take_up(sheet=sheet, at=at), Client(), HttpResponse()
    keep_open(response, taken.token, taken.device)
    browser.cookies[COOKIE] = response.cookies[COOKIE].value
    return browser, taken


def page(taken: TakenUp, place: int = 1) -> str:
    return reverse("private_sheet_measure", args=[taken.token, place])


def answers(value: int, items: list[str] = PHQ9) -> dict[str, str]:
    return {f"item-{item}": str(value) for item in items}
