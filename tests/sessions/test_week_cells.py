"""What is written into the cells of a week: escaped, by the practice's clock; and who does not fit on one page."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from practice.staff.roles import Role
from sessions.presentation.clock import Clock
from sessions.presentation.week_cells import Writer
from sessions.queries.week_lines import WeekLine
from sessions.rules.days import Span
from sessions.services.attending import mark
from sessions.services.booking import book_visit
from sessions.services.grouping import join_group
from sessions.views import week as week_view
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user
from tests.sessions import visit_builders as make
from tests.sessions.page_builders import a_practice, signed_in, text_of
from tests.sessions.visit_builders import DAY, HOUR, MONDAY, NOW

NEW_YORK = ZoneInfo("America/New_York")
HALF_AN_HOUR = timedelta(minutes=30)


def links_of(html):
    return re.findall(r'<li><a class="[^"]*" href="([^"]*)">([^<]*)', html)


@pytest.mark.django_db
def test_whatever_somebody_is_called_stays_words_on_the_page():
    named = '<script>alert("x")</script> & co'
    practice = a_practice(make_user(Role.THERAPIST, display_name="<b>Fern</b>"))
    visit = practice.booked(make_patient(chosen_name=named), starts_at=MONDAY + HOUR)
    with time_machine.travel(MONDAY + HOUR, tick=False):
        mark(booking=make.only_booking(visit), status="arrived", by=make.desk(), at=MONDAY + HOUR)
        page = signed_in(make.desk()).get(reverse("visits_week"), {"on": "2026-01-14"}).content.decode()

    assert f'href="{reverse("visit", args=[visit.pk])}">10:00 {escape(named)} <svg' in page
    assert '<span class="visually-hidden"> Arrived</span>' in page
    assert "<script>alert" not in page
    assert "<b>Fern" not in page
    assert faults_in(page) == []


@pytest.mark.django_db
def test_a_visit_of_several_or_of_nobody_goes_by_its_kind_and_counts_once():
    practice, other = a_practice(), make.make_clinician()
    group = practice.booked(visit_type=make.make_group_type(), capacity=2)
    join_group(visit=group, patient=make_patient(), by=make.desk(), at=NOW)
    meeting = make.make_type(name="Team meeting", desk_name="All of us", is_team_meeting=True, needs_room=False)
    with_both = practice.wish(visit_type=meeting, starts_at=MONDAY + DAY, location=None, room=None, is_telehealth=True)
    book_visit(wish=replace(with_both, clinicians=(practice.clinician, other), patients=()), by=make.desk(), at=NOW)
    with time_machine.travel(NOW, tick=False):
        words = text_of(signed_in(make.desk()).get(reverse("visits_week"), {"on": "2026-01-14"}))

    assert "9:00 Group" in words
    assert words.count("9:00 All of us") == 2
    assert "2 visits" in words


def test_times_are_those_of_the_practices_clock_on_both_sides_of_the_nights_when_it_changes():
    for before, after in (
        (datetime(2026, 3, 7, 14, tzinfo=UTC), datetime(2026, 3, 8, 13, tzinfo=UTC)),
        (datetime(2026, 10, 31, 13, tzinfo=UTC), datetime(2026, 11, 1, 14, tzinfo=UTC)),
    ):
        with timezone.override(NEW_YORK):
            writer = Writer(Clock())
            written = [writer.visit(WeekLine(0, at, at + HALF_AN_HOUR, 3, "Robin", "")) for at in (before, after)]
            free = [writer.free(3, Span(at, at + HALF_AN_HOUR)) for at in (before, after)]

        assert [words for each in written for _url, words in links_of(each)] == ["9:00 Robin"] * 2
        booking = f"{reverse('find_a_time')}?clinicians=3&amp;on="
        assert [url for each in free for url, _words in links_of(each)] == [
            f"{booking}{at.astimezone(NEW_YORK).date()}&amp;at=09%3A00" for at in (before, after)
        ]
        assert all(">9:00–9:30 free</a>" in each for each in free)


def test_the_hour_that_comes_twice_and_the_one_that_is_skipped_are_read_from_the_clock():
    with timezone.override(NEW_YORK):
        clock = Clock()
        twice = [clock[datetime(2026, 11, 1, hour, 30, tzinfo=UTC)] for hour in (5, 6)]
        skipped = [clock[datetime(2026, 3, 8, hour, 30, tzinfo=UTC)] for hour in (6, 7)]

    assert [(each.hour, each.words) for each in twice] == [(1, "1:30")] * 2
    assert [each.words for each in skipped] == ["1:30", "3:30"]


@pytest.mark.django_db
def test_clinicians_who_do_not_fit_on_the_page_are_on_the_next(monkeypatch):
    monkeypatch.setattr(week_view, "MOST", 2)
    house, desk = make.make_location(), signed_in(make.desk())
    names = [f"Clinician {letter}" for letter in "ABCDE"]
    for name in names:
        make.make_clinician(house, user=make_user(Role.THERAPIST, display_name=name), days=[1])

    def page(**query):
        with time_machine.travel(NOW, tick=False):
            response = desk.get(reverse("visits_week"), {"on": "2026-01-14", **query})
        html = response.content.decode()
        assert faults_in(html) == []
        rows = re.findall(r'<th scope="row">\s*<a[^>]*>([^<]*)</a>', html)
        return rows, dict((words, url) for url, words in re.findall(r'<a href="([^"]*)">([\w ]+)</a>', html)), html

    first, links, html = page()
    assert first == names[:2]
    assert "Clinicians 1 to 2 of 5" in html
    assert "Clinicians before these" not in links
    assert links["Further clinicians"].endswith("?on=2026-01-14&amp;from=2")
    second, links, html = page(**{"from": "2"})
    assert second == names[2:4]
    assert links["Clinicians before these"].endswith("?on=2026-01-14&amp;from=0")
    assert "?on=2026-01-21&amp;from=2" in html  # the week after, of the same clinicians
    last, links, _html = page(**{"from": "4"})
    assert (last, "Further clinicians" in links) == (names[4:], False)
    for nonsense in ("99", "-1", "x", "9" * 30):
        assert page(**{"from": nonsense})[0] == names[:2]
