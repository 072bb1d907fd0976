"""Measures as data, and what answers come to: worked examples, and what holds for every measure and every answer."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from patients.measures.algorithms import FINDINGS
from patients.measures.checking import Wrong
from patients.measures.definitions import all_measures, measure_named
from patients.measures.loading import SHIPPED, measure_from, shipped
from patients.measures.scoring import change, score, value_of

EXAMPLES = yaml.safe_load((Path(__file__).parent / "measures_worked_examples.yaml").read_text())
MEASURES = list(all_measures().values())
SUMMED = [measure for measure in MEASURES if measure.total_high is not None]

measures = st.sampled_from(MEASURES)
chance = st.randoms(use_true_random=False)


def answered(measure, random):
    """Some answer to every item."""
    return {item.code: random.choice(item.choices).value for item in measure.items}


def came_to(measure, answers) -> Decimal:
    """The total of a measure that has one, with every item answered."""
    total = score(measure, answers).total
    assert total is not None
    return total


def named(example):
    return f"{example['measure']}-{EXAMPLES.index(example)}"


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_answers_come_to_what_the_published_rule_says(example):
    measure = measure_named(example["measure"])
    answers = dict(zip((item.code for item in measure.items), example["answers"], strict=True))

    scored = score(measure, answers)

    assert scored.total == example.get("total")
    assert (scored.band.label if scored.band else None) == example.get("band")
    assert list(scored.missing) == example.get("missing", [])
    assert list(scored.findings) == example.get("findings", [])
    assert list(scored.flags) == example.get("flags", [])
    assert dict(scored.risks) == example.get("risks", {})
    for code, expected in example.get("subscales", {}).items():
        assert scored.subscales[code] == expected
    if "part_bands" in example:
        assert {code: band.label for code, band in scored.part_bands.items()} == example["part_bands"]


def test_every_measure_has_a_worked_example_and_every_example_its_source():
    assert {example["measure"] for example in EXAMPLES} == set(all_measures())
    assert all(example["kind"] in {"published", "by the rule"} and example["source"] for example in EXAMPLES)


@settings(max_examples=40, deadline=None)
@given(measure=measures, random=chance)
def test_a_total_is_the_sum_of_what_counts_and_lies_in_the_range(measure, random):
    answers = answered(measure, random)
    counts = {item.code: value_of(item, answers[item.code]) for item in measure.items if not item.explains}

    scored = score(measure, answers)

    for part in measure.subscales:
        part_score = scored.subscales[part.code]
        assert part.low <= part_score <= part.high
        assert part_score == sum(counts[code] for code in part.items)
    if measure.total_high is None:
        assert scored.total is None
    else:
        expected = 0 if measure.algorithm == "pc-ptsd-5" and not answers["0"] else sum(counts.values())
        assert scored.total == expected
        assert measure.total_low <= scored.total <= measure.total_high
    assert all(code in FINDINGS for code in scored.findings)
    assert not {"ptsd", "cptsd"} <= set(scored.findings)


@settings(max_examples=40, deadline=None)
@given(measure=st.sampled_from(SUMMED), random=chance)
def test_a_higher_answer_never_lowers_the_total_unless_it_is_reversed(measure, random):
    before = answered(measure, random)
    item = random.choice(measure.items)
    after = {**before, item.code: max(choice.value for choice in item.choices)}

    was, became = came_to(measure, before), came_to(measure, after)

    assert became <= was if item.is_reversed else became >= was


@settings(max_examples=40, deadline=None)
@given(measure=measures, random=chance)
def test_with_an_item_left_out_there_is_no_total_and_the_score_says_which(measure, random):
    left_out = random.choice([item for item in measure.items if not item.explains]).code
    answers = {**answered(measure, random), left_out: None}
    if measure.algorithm == "pc-ptsd-5":
        answers["0"] = 1

    scored = score(measure, answers)

    assert scored.missing == (left_out,)
    assert (scored.total, scored.band, scored.findings) == (None, None, ())
    assert {part.code for part in measure.subscales if left_out in part.items} == {
        code for code, part_score in scored.subscales.items() if part_score is None
    }


@settings(max_examples=40, deadline=None)
@given(measure=measures, random=chance)
def test_reversing_twice_changes_nothing(measure, random):
    for code, answer in answered(measure, random).items():
        item = next(item for item in measure.items if item.code == code)

        turned = value_of(item, answer)

        assert value_of(item, turned) == answer
        assert (turned == answer) or item.is_reversed


@settings(max_examples=40, deadline=None)
@given(measure=st.sampled_from(SUMMED), random=chance)
def test_change_back_is_the_opposite_of_change(measure, random):
    one, two = (came_to(measure, answered(measure, random)) for _each in range(2))

    there, back = change(measure, one, two), change(measure, two, one)

    assert there.points == -back.points
    opposite = {"better": "worse", "worse": "better", "same": "same"}
    assert there.direction == opposite[back.direction]
    assert (there.is_reliable, there.is_meaningful) == (back.is_reliable, back.is_meaningful)


@settings(max_examples=10, deadline=None)
@given(random=chance)
def test_parts_of_a_measure_that_share_no_item_add_up_to_its_total(random):
    for code in ("pcl5", "fibser"):
        measure = measure_named(code)
        scored = score(measure, answered(measure, random))

        assert sum(part or 0 for part in scored.subscales.values()) == scored.total


def test_change_says_better_by_the_direction_and_enough_only_where_it_is_published():
    fewer = change(measure_named("pcl5"), Decimal(48), Decimal(41))
    more = change(measure_named("barc10"), Decimal(40), Decimal(47))

    assert (fewer.points, fewer.direction, fewer.is_reliable, fewer.is_meaningful) == (-7, "better", True, False)
    assert (more.direction, more.is_reliable, more.is_meaningful) == ("better", None, None)
    assert change(measure_named("pcl5"), Decimal(40), Decimal(30)).is_meaningful is True
    assert change(measure_named("phq9"), Decimal(9), Decimal(9)).direction == "same"


@pytest.mark.parametrize("answers", [{"10": 1}, {"1": 4}, {"1": True}, {"1": -1}])
def test_an_answer_that_the_measure_does_not_have_is_refused(answers):
    with pytest.raises(ValueError, match="phq9"):
        score(measure_named("phq9"), answers)


def test_measures_that_wait_for_a_licence_say_what_is_needed_and_the_others_may_be_filled_in():
    waiting = {measure.code for measure in MEASURES if not measure.licence.may_be_filled_in}

    assert waiting == {"itq", "isi", "barc10"}
    assert all(measure.licence.needs for measure in MEASURES if measure.code in waiting)
    assert all(measure.sources and measure.licence.words for measure in MEASURES)


def test_every_item_that_is_never_just_a_number_is_known():
    risks = {(measure.code, risk.item, risk.from_value) for measure in MEASURES for risk in measure.risk_items}

    assert risks == {("phq9", "9", 1)}


def slips():
    """A measure's file, each time with one slip."""
    told = yaml.safe_load((SHIPPED / "phq9.yaml").read_text())
    yield {**told, "timeframes": "x"}, "unknown: .'timeframes'."
    yield {key: value for key, value in told.items() if key != "licence"}, "missing"
    yield {**told, "total": [0, 28]}, "come to 0 to 27"
    yield {**told, "bands": told["bands"][1:]}, "leave a hole"
    yield {**told, "respondent": "persons"}, "respondent"
    yield {**told, "choices": {0: "no", 1: "yes", 3: "often", 2: "always"}}, "do not go up"
    yield {**told, "choices": {0: False, 1: True}}, "words in quotes"
    yield {**told, "choices": {0: "no", 1.5: "yes"}}, "whole numbers"
    yield {**told, "risk_items": [{**told["risk_items"][0], "item": "10"}]}, "risk item 10"
    yield {**told, "risk_items": [{**told["risk_items"][0], "topic": "self-harm"}]}, "risk topic"
    yield {**told, "cutoffs": [{"value": 40, "meaning": "x"}]}, "cut-off 40"
    yield {**told, "items": {**told["items"], "9": {"topic": "x", "choises": {}}}}, "choises"
    yield {**told, "subscales": [{"code": "a", "label": "b", "items": ["1", "77"], "range": [0, 6]}]}, "not there"
    yield {**told, "licence": {"words": "x", "may_be_filled_in": False}}, "needs"


@pytest.mark.parametrize(("told", "said"), list(slips()))
def test_a_slip_in_a_measures_file_is_refused(told, said):
    with pytest.raises(Wrong, match=said):
        measure_from(told)


def test_measures_are_offered_in_their_order():
    assert list(shipped()) == yaml.safe_load((SHIPPED / "_order.yaml").read_text())
