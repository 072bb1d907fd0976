"""What is said of scores, and how they are drawn. No database."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from patients.measures.algorithms import FINDINGS
from patients.measures.definitions import all_measures
from patients.measures.scoring import change
from patients.presentation.measures_form import questions_of
from patients.presentation.measures_graph import BOTTOM, LEFT, RIGHT, TOP, WIDTH, graph_of
from patients.presentation.measures_words import (
    change_in_words,
    findings_in_words,
    missing_in_words,
    standing_in_words,
    total_in_words,
)

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
PCL5 = all_measures()["pcl5"]


def drawn(measure, *totals):
    return graph_of(measure, [(NOW + timedelta(days=day), Decimal(total)) for day, total in enumerate(totals)])


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (40, 40, "The same as on 1 May."),
        (40, 37, "3 points better than on 1 May. It may be chance. Less than what is thought to matter."),
        (40, 47, "7 points worse than on 1 May. More than chance. Less than what is thought to matter."),
        (40, 20, "20 points better than on 1 May. More than chance. Enough to matter."),
    ],
)
def test_a_change_is_told_with_what_was_published_about_it(before, after, words):
    assert change_in_words(change(PCL5, Decimal(before), Decimal(after)), since="1 May") == words


def test_nothing_is_said_that_nobody_published():
    craving = all_measures()["craving"]

    words = change_in_words(change(craving, Decimal(2), Decimal(4)), since="1 May")

    assert words == "2 points worse than on 1 May. No figure is published for how much counts."
    assert (total_in_words(PCL5, None), missing_in_words(0)) == ("", "")
    assert missing_in_words(3) == "3 questions were not answered: no total."
    assert all(standing_in_words(measure.standing) for measure in all_measures().values())
    assert len(findings_in_words(FINDINGS)) == len(FINDINGS)


def test_scores_lie_within_the_picture_and_the_newest_is_marked():
    graph = drawn(PCL5, 80, 40, 0)

    assert graph
    assert [dot.y for dot in graph.dots] == [TOP, (TOP + BOTTOM) // 2, BOTTOM]
    assert all(LEFT <= dot.x <= WIDTH - RIGHT for dot in graph.dots)
    assert (graph.newest, graph.last.words, len(graph.before)) == ("0", "4 Mar 2026: 0 of 80", 2)
    assert [level.words for level in graph.cutoffs] == ["31, 33", ""]


def test_bands_lie_side_by_side_from_end_to_end_with_their_names():
    graph = drawn(all_measures()["phq9"], 12)

    assert graph
    assert [band.words for band in graph.bands] == ["minimal", "mild", "moderate", "moderately severe", "severe"]
    assert all(lower.y == upper.y + upper.height for lower, upper in zip(graph.bands, graph.bands[1:], strict=False))
    assert (graph.bands[-1].y, graph.bands[0].y + graph.bands[0].height, graph.last_day) == (TOP, BOTTOM, "")


def test_there_is_no_picture_of_nothing_nor_of_what_has_no_total():
    assert drawn(PCL5) is None
    assert drawn(all_measures()["itq"], 3) is None


@pytest.mark.parametrize("measure", all_measures().values(), ids=lambda measure: measure.code)
def test_every_question_shows_its_answers_and_what_was_chosen(measure):
    chosen = {item.code: item.choices[-1].value for item in measure.items[1:]}

    first, *others = questions_of(measure, chosen)

    assert first.is_left_out
    assert not any(each.is_chosen for each in first.choices)
    assert all([each.is_chosen for each in other.choices].index(True) == len(other.choices) - 1 for other in others)
