"""Tracks made from values: doses as stairs, measures over their bands, and what is said of a change."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from medications.presentation.medicine_rows import Recorded
from medications.terms import EntryKind
from patients.measures.definitions import measure_named
from sessions.timeline.axis import Axis, Range, span_of
from sessions.timeline.dose_tracks import dose_tracks
from sessions.timeline.marks import Shape
from sessions.timeline.measure_tracks import measure_track
from sessions.timeline.reading import Doses, Filled, Looked, Noted, Wait
from sessions.timeline.session_tracks import room_tracks
from sessions.timeline.tracks import waits_track

TODAY = date(2026, 3, 20)
AXIS = Axis(span=span_of(Range.HALF, TODAY, None))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def filled(days: int, total: int | None, measure: str = "pcl5") -> Filled:
    missing = 3 if total is None else 0
    return Filled(ago(days), measure, None if total is None else Decimal(total), missing, "")


def looks(track) -> dict[str, str]:
    return {path.look: path.d for path in track.paths}


def test_a_change_of_more_than_chance_has_a_shape_of_its_own_and_a_smaller_one_has_not():
    measure = measure_named("pcl5")

    track = measure_track(measure, [filled(60, 50), filled(40, 47), filled(20, 30), filled(5, 41)], [], AXIS)

    assert [mark.shape for mark in track.marks] == [Shape.DOT, Shape.DOT, Shape.DOWN, Shape.UP]
    assert "more than chance" not in track.marks[1].words
    assert "17 better than on 8 February 2026, more than chance" in track.marks[2].words
    assert "11 worse than on 28 February 2026, more than chance" in track.marks[3].words


def test_slow_change_is_seen_from_before_the_dose_began():
    measure = measure_named("pcl5")
    rows = [filled(60, 50), filled(40, 47), filled(20, 44)]

    track = measure_track(measure, rows, [ago(55)], AXIS)

    assert track.marks[2].shape == Shape.DOWN
    assert "6 better than before this dose, on 19 January 2026, more than chance" in track.marks[2].words
    assert "before this dose" not in track.marks[1].words


def test_without_a_total_the_line_is_broken_and_the_mark_says_how_much_is_missing():
    track = measure_track(measure_named("pcl5"), [filled(60, 50), filled(40, None), filled(20, 30)], [], AXIS)

    assert track.marks[1].shape == Shape.CROSS
    assert track.marks[1].words == "filled in, 3 answers missing: no total"
    assert "line" not in looks(track)
    whole = measure_track(measure_named("pcl5"), [filled(60, 50), filled(20, 30)], [], AXIS)
    assert looks(whole)["line"].count("M") == 1


def test_bands_are_named_lines_are_told_and_what_has_no_total_is_drawn_flat():
    phq9 = measure_track(measure_named("phq9"), [filled(20, 12, "phq9")], [], AXIS)
    itq = measure_track(measure_named("itq"), [filled(20, None, "itq")], [], AXIS)

    assert [label.text for label in phq9.labels] == ["minimal", "mild", "moderate", "moderately severe", "severe"]
    assert "PHQ-9, dashed line at 10: usual line for a closer look" in phq9.lines
    assert {"band", "cut"} <= set(looks(phq9))
    assert itq.height < phq9.height
    assert not itq.paths


def test_a_wish_to_wait_lasts_until_it_is_taken_back_and_one_that_stands_goes_on():
    asked, back = Wait(ago(90), EntryKind.WAIT_REQUEST, "Not yet."), Wait(ago(60), EntryKind.WAIT_WITHDRAWN, "Go on.")

    past = waits_track([asked, back], AXIS)
    open_ = waits_track([asked], AXIS)

    assert looks(past)["held"].startswith(f"M{AXIS.x(ago(90))} ")
    assert f"h{AXIS.x(ago(60)) - AXIS.x(ago(90))}" in looks(past)["held"]
    assert f"h{AXIS.x(TODAY) - AXIS.x(ago(90))}" in looks(open_)["held"]


def test_how_a_session_was_is_drawn_where_somebody_asked_and_nowhere_else():
    asked = Noted(ago(9), "individual-therapy", 3, 7, None, 5, "much")
    unasked = Noted(ago(3), "family", None, None, None, None, "not-asked")

    tracks = {track.name: track for track in room_tracks([asked, unasked], [], AXIS)}

    assert [track.marks[0].shape for track in tracks.values()] == [Shape.UP, Shape.DOT, Shape.STAR]
    assert all(len(track.marks) == 1 for track in tracks.values())
    assert "settled: 3 at the start, 7 at the end, of 10" in [track.marks[0].words for track in tracks.values()]


@pytest.mark.parametrize(
    ("look", "words"),
    [
        (Looked(ago(4), "enough", "enough", "enough", "enough", True), "enough for now"),
        (Looked(ago(4), "enough", "not-yet", "enough", "not-yet", False), "not yet; not enough yet: sleep, medication"),
    ],
)
def test_readiness_says_what_was_not_enough_yet(look, words):
    (track,) = room_tracks([], [look], AXIS)

    assert track.marks[0].words == words


def test_nothing_recorded_draws_no_dose():
    assert dose_tracks(Doses(recorded=Recorded()), AXIS) == []
