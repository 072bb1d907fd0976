"""The drug × day grid without a database: what was taken when, where it is drawn, and the same in words."""

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from medications.presentation.courses import Dosing, course
from medications.presentation.grid import DAY_WIDTH, LOWEST, TALLEST, TIERS, WIDTH, draw
from medications.presentation.grid_values import DAYS, Event, Fill, Level, Medicine, Report, Window
from medications.rules.regimen import NOTHING, Dose, Regimen
from medications.terms import Severity, TimeOfDay

LAST = date(2026, 3, 20)
WINDOW = Window(last=LAST)


def ago(days: int) -> date:
    return LAST - timedelta(days=days)


def daily(mg: float | str) -> Regimen:
    return Regimen(doses=(Dose(amount_mg=Decimal(str(mg)), at=TimeOfDay.MORNING),))


def ordered(mg: float | str, on: date, sign: str = "↑") -> Dosing:
    return Dosing(on=on, regimen=daily(mg), sign=sign)


def found(mg: float | str, *, since: date, seen_on: date) -> Dosing:
    return Dosing(on=since, regimen=daily(mg), seen_on=seen_on, note="a hospital")


def ended(on: date) -> Dosing:
    return Dosing(on=on, regimen=NOTHING, ending="paused")


def taken(*dosings: Dosing) -> list[tuple[str, date | None, date | None]]:
    return [(level.words, level.from_on, level.until_on) for level in course(dosings).levels]


def level(mg: float | str | None, since: int, until: int | None = None) -> Level:
    average = None if mg is None else Decimal(str(mg))
    return Level(
        from_on=ago(since), until_on=None if until is None else ago(until), average_mg=average, words=f"{mg} mg"
    )


def change(days_ago: int, long: str = "↑ 25 mg", words: str = "from 12.5 mg to 25 mg each morning") -> Event:
    return Event(on=ago(days_ago), short="↑", long=long, words=words)


def report(days_ago: int, severity: Severity = Severity.MILD) -> Report:
    return Report(on=ago(days_ago), severity=severity, words=f"Nausea, {severity.label}")


# --- What was taken ----------------------------------------------------------------------------------------


def test_each_order_lasts_until_the_next():
    assert taken(ordered(25, ago(20)), ordered(50, ago(13))) == [
        ("25 mg each morning", ago(20), ago(13)),
        ("50 mg each morning", ago(13), None),
    ]


def test_during_a_pause_nothing_is_taken():
    assert taken(ordered(25, ago(20)), ended(ago(13)), ordered(25, ago(6))) == [
        ("25 mg each morning", ago(20), ago(13)),
        ("25 mg each morning", ago(6), None),
    ]


def test_an_order_whose_day_never_came_was_not_taken_and_is_not_marked():
    changed_mind = [ordered(25, ago(20)), ordered(50, ago(5)), ordered(75, ago(8))]

    assert [words for words, _from, _until in taken(*changed_mind)] == ["25 mg each morning", "75 mg each morning"]
    assert [event.on for event in course(changed_mind).changes] == [ago(20), ago(8)]


def test_two_orders_on_one_day_are_both_marked():
    changes = course([ordered(2, ago(3)), ordered(4, ago(3))]).changes

    assert [event.words for event in changes] == ["start with 2 mg each morning", "from 2 mg to 4 mg each morning"]


def test_a_dose_found_on_arrival_counts_from_the_day_that_is_told():
    levels = course([found(100, since=ago(400), seen_on=ago(30)), ordered(100, ago(30), sign="=")]).levels

    assert [(each.from_on, each.until_on, each.fill) for each in levels] == [
        (ago(400), ago(30), Fill.FOUND),
        (ago(30), None, Fill.ORDERED),
    ]


def test_the_dose_carried_over_goes_on():
    changes = course([found(100, since=ago(40), seen_on=ago(30)), ordered(100, ago(30), sign="=")]).changes

    assert [event.words for event in changes] == [
        "found in use: 100 mg each morning (a hospital)",
        "goes on with 100 mg each morning",
    ]


def test_what_was_found_later_says_nothing_of_the_time_before_the_order_in_force():
    dosings = [ordered(25, ago(30)), ordered(50, ago(20)), found(100, since=ago(60), seen_on=ago(10))]

    assert taken(*dosings) == [("25 mg each morning", ago(30), ago(20)), ("100 mg each morning", ago(20), None)]
    assert [event.on for event in course(dosings).changes] == [ago(30), ago(20), ago(20)]


def test_what_was_found_leaves_an_order_that_begins_later():
    dosings = [ordered(25, ago(30)), ordered(50, ago(5)), found(30, since=ago(15), seen_on=ago(8))]

    assert [from_on for _words, from_on, _until in taken(*dosings)] == [ago(30), ago(15), ago(5)]


def test_as_needed_alone_says_so_in_place_of_an_amount():
    as_needed = Regimen(doses=(Dose(amount_mg=Decimal(5), as_needed=True, at_most=2),))

    [event] = course([Dosing(on=ago(3), regimen=as_needed, sign="↑")]).changes
    assert event.long == "↑ as needed"


# --- Where it is drawn -------------------------------------------------------------------------------------


def test_the_window_is_ninety_days_and_today_is_the_last():
    assert WINDOW.days[0] == ago(89)
    assert WINDOW.days[-1] == LAST
    assert len(WINDOW.days) == DAYS


def test_what_lies_out_of_view_has_no_row():
    before = Medicine(name="Before", levels=[level(5, 200, 90)], changes=[change(200)], reports=[report(90)])
    after = Medicine(name="After", levels=[level(5, -1)], changes=[change(-1)])

    assert draw([before, after], WINDOW).rows == []


def test_weeks_begin_on_monday_and_are_named_where_there_is_room():
    weeks = draw([], WINDOW).weeks

    assert [week.label for week in weeks][:2] == ["22 Dec", "29 Dec"]
    assert all(other.x - one.x == 7 * DAY_WIDTH for one, other in pairwise(weeks))
    assert [week.label for week in draw([], Window(last=date(2026, 3, 17))).weeks][-2:] == ["9 Mar", ""]


def test_a_dose_begins_and_ends_with_its_days():
    [row] = draw([Medicine(name="A", levels=[level(25, 20, 13), level(50, 13)])], WINDOW).rows

    first, second = row.levels
    assert (first.x, first.width) == (69 * DAY_WIDTH, 7 * DAY_WIDTH)
    assert (second.x, second.x + second.width) == (first.x + first.width, WIDTH)
    assert (first.height, second.height) == (LOWEST + (TALLEST - LOWEST) // 2, TALLEST)
    assert {drawn.y + drawn.height for drawn in row.levels} == {row.baseline}


def test_what_began_before_fills_the_row_from_its_edge_and_an_unknown_amount_has_half_the_height():
    since_ever = Level(from_on=None, until_on=None, average_mg=None, words="as told", fill=Fill.UNTOLD)

    [row] = draw([Medicine(name="A", levels=[since_ever])], WINDOW).rows

    assert [(drawn.x, drawn.width, drawn.height) for drawn in row.levels] == [(0, WIDTH, TALLEST // 2)]


def test_changes_close_together_keep_their_sign_and_lose_their_amount():
    [row] = draw([Medicine(name="A", changes=[change(20), change(18), change(2), change(1)])], WINDOW).rows

    assert [label.text for label in row.changes] == ["↑", "↑ 25 mg", "↑", "↑"]


def test_what_is_said_of_the_last_days_ends_with_the_drawing():
    [row] = draw([Medicine(name="A", changes=[change(20), change(0)])], WINDOW).rows

    assert [label.text for label in row.changes] == ["↑ 25 mg", "↑ 25 mg"]
    assert row.changes[1].x < row.changes[1].at < WIDTH


def test_reports_of_a_day_stand_in_tiers_the_gravest_on_top_and_the_rest_is_counted():
    severities = [Severity.MILD, Severity.SEVERE, Severity.MILD, Severity.MODERATE]
    [row] = draw([Medicine(name="A", reports=[report(3, severity) for severity in severities])], WINDOW).rows

    assert [mark.report.severity for mark in row.marks] == [Severity.SEVERE, Severity.MODERATE]
    assert [more.count for more in row.more] == [2]
    assert len({(mark.x, mark.y) for mark in row.marks} | {(more.x, more.y) for more in row.more}) == TIERS


def test_what_is_blamed_on_nothing_has_a_low_row_without_a_ground():
    [row] = draw([Medicine(name="Not blamed", reports=[report(3)])], WINDOW).rows

    assert row.baseline == 0
    assert row.levels == row.changes == []


@given(
    st.lists(
        st.tuples(st.integers(-20, 200), st.sampled_from(Severity), st.decimals(min_value=0, max_value=900, places=2)),
        max_size=25,
    )
)
def test_nothing_leaves_the_drawing_and_every_coordinate_is_a_whole_number(entries):
    medicine = Medicine(
        name="A",
        levels=[level(mg, days, days - 3) for days, _severity, mg in entries],
        changes=[change(days) for days, _severity, _mg in entries],
        reports=[report(days, severity) for days, severity, _mg in entries],
        asked=[change(days, "3 days missed") for days, _severity, _mg in entries],
    )

    for row in draw([medicine], WINDOW).rows:
        placed = [*((mark.x, mark.y) for mark in row.marks), *((label.x, 0) for label in (*row.changes, *row.asked))]
        corners = [(drawn.x, drawn.y, drawn.x + drawn.width, drawn.y + drawn.height) for drawn in row.levels]
        assert all(type(value) is int for point in [*placed, *corners] for value in point)
        assert all(0 <= x <= WIDTH and 0 <= y <= row.height for x, y in placed)
        assert all(0 <= left <= right <= WIDTH and 0 <= top <= low for left, top, right, low in corners)


# --- The same in words, and the page's part ------------------------------------------------------------------

MEDICINES = [
    Medicine(
        name="Sertraline",
        levels=[level(25, 100, 13), level(50, 13)],
        changes=[change(13, words="from 25 mg to 50 mg each morning")],
        reports=[report(10), report(5, Severity.SEVERE), report(2, Severity.MODERATE)],
        asked=[Event(on=ago(1), short="2", long="2 days missed", words="asked on this dose: 2 days missed")],
    ),
    Medicine(name="Ibuprofen (from elsewhere)", levels=[level(None, 40, 30)]),
    Medicine(name="Not blamed on any medicine", reports=[report(7)]),
]


def test_the_words_tell_each_day_in_order_and_what_was_taken_from_before():
    lines = [(line.on, line.name.split()[0], line.words) for line in draw(MEDICINES, WINDOW).told]

    assert lines == [
        (ago(89), "Sertraline", "taken from before: 25 mg"),
        (ago(13), "Sertraline", "from 25 mg to 50 mg each morning"),
        (ago(10), "Sertraline", "Nausea, mild"),
        (ago(7), "Not", "Nausea, mild"),
        (ago(5), "Sertraline", "Nausea, severe"),
        (ago(2), "Sertraline", "Nausea, moderate"),
        (ago(1), "Sertraline", "asked on this dose: 2 days missed"),
    ]


def test_what_is_taken_since_nobody_knows_when_says_so():
    since_ever = Level(from_on=None, until_on=None, average_mg=None, words="as told")

    [line] = draw([Medicine(name="A", levels=[since_ever])], WINDOW).told

    assert line.words == "taken, since when is not known: as told"


def test_each_row_says_what_is_taken_at_the_end_and_has_its_summary():
    sertraline, ibuprofen, unblamed = draw(MEDICINES, WINDOW).rows

    assert sertraline.now == "50 mg"
    assert ibuprofen.now == "not taken since 18 February 2026"
    assert unblamed.now == ""
    assert sertraline.summary == (
        "25 mg, then 50 mg. 3 side effects reported, the worst severe. asked on this dose: 2 days missed"
    )
    assert ibuprofen.summary == "None mg, then nothing"


def test_a_gap_is_told_and_an_end_that_lies_ahead_is_not():
    gap = Medicine(name="A", levels=[level(25, 30, 20), level(25, 10, -5)])

    [row] = draw([gap], WINDOW).rows

    assert row.summary == "25 mg, then nothing, then 25 mg"


@pytest.fixture
def html() -> str:
    return render_to_string("components/dose_grid.html", {"grid": draw(MEDICINES, WINDOW), "ident": "grid"})


def test_each_row_is_an_image_with_a_title_and_its_summary(html):
    drawings = [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", html, re.S)]  # noqa: S314
    rows = [svg for svg in drawings if svg.attrib.get("role") == "img"]

    assert [svg[0].text for svg in rows] == [medicine.name for medicine in MEDICINES]
    assert [svg.attrib["aria-labelledby"] for svg in rows][0] == "grid-1-title grid-1-words"


def test_how_bad_it_was_is_told_by_shape(html):
    shapes = {
        severity: re.search(rf'<(\w+) class="dose-grid-mark dose-grid-{severity}" (?:d="M\d+ \d+([^"]*))?', html)
        for severity in Severity
    }

    assert len({shape and shape.groups() for shape in shapes.values()}) == len(Severity)


def test_the_table_has_a_line_for_everything_and_its_headings(html):
    assert html.count('<th scope="row">') == len(draw(MEDICINES, WINDOW).told)
    assert [words in html for words in ("Thu 19 Mar 2026", "The same in words")] == [True, True]


def test_it_scrolls_by_keyboard_and_needs_no_inline_style(html):
    assert re.search(r'class="dose-grid-scroll"\s+tabindex="0"\s+role="group"', html)
    assert "style=" not in html


def test_ninety_days_without_anything_are_one_sentence():
    html = render_to_string("components/dose_grid.html", {"grid": draw([], WINDOW), "ident": "grid"})

    assert "<svg" not in html
    assert "Nothing was taken, reported or asked in these days, as far as is recorded." in html
