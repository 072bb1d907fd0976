"""What an answer may be, without a database."""

import pytest

from patients.private_logs import hidden
from patients.rules.packet import (
    Reply,
    Typed,
    Unreadable,
    day_of,
    fills_in,
    in_words,
    lines_to_propose,
    reply_to,
    together,
)
from patients.rules.private_word import is_easy, plain

TEA = ["Tea", "Coffee"]


def test_empty_fields_are_no_answer_whatever_is_asked():
    nothing = [reply_to(kind, TEA, Typed(way="said", values=["  "])) for kind in ("short", "long", "date")]
    not_ticked = [reply_to(kind, TEA, Typed()) for kind in ("choice", "several", "yes-no")]
    no_rows = reply_to("items", [], Typed(items=[("", " "), ("", "")]))

    assert [*nothing, *not_ticked, no_rows] == [None] * 7


@pytest.mark.parametrize(
    ("kind", "typed", "read"),
    [
        ("long", Typed(values=[" two\r\nlines "]), ["two\nlines"]),
        ("choice", Typed(values=["Tea", "Coffee"]), ["Tea"]),
        ("several", Typed(values=["Tea", "Coffee", "Tea"]), ["Tea", "Coffee"]),
        ("yes-no", Typed(values=["unsure"]), ["Not sure"]),
        ("date", Typed(values=["3/5/2024"]), ["2024-05-03"]),
        ("items", Typed(items=[("Nuts", "hives"), ("", ""), ("Cats", "")]), ["Nuts: hives", "Cats"]),
    ],
)
def test_what_was_typed_is_read_as_its_kind(kind, typed, read):
    reply = reply_to(kind, TEA, typed)

    assert reply
    assert in_words(reply.said) == read


@pytest.mark.parametrize("way", ["not-now", "in-person", "skipped"])
def test_to_put_it_off_is_an_answer_and_keeps_no_words(way):
    assert reply_to("long", [], Typed(way=way, values=["half a"])) == Reply(kind=way)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("short", Typed(values=["x" * 201])),
        ("choice", Typed(values=["Milk"])),
        ("date", Typed(values=["in spring"])),
        ("date", Typed(values=["31/2/2024"])),
        ("items", Typed(items=[("x" * 201, "")])),
    ],
)
def test_what_cannot_be_read_is_said(kind, typed):
    with pytest.raises(Unreadable):
        reply_to(kind, TEA, typed)


def test_a_list_grows_from_one_showing_to_the_next_and_is_corrected_within_one():
    def rows(*names: str) -> dict[str, object]:
        return {"items": [{"name": name, "detail": ""} for name in names]}

    first = together(None, rows("Nuts"), sheet="a")
    corrected = together(first, rows("Peanuts"), sheet="a")
    added = together(corrected, rows("Cats"), sheet="b")

    assert in_words(added) == ["Peanuts", "Cats"]
    assert together({"text": "before"}, {"text": "after"}, sheet="b") == {"text": "after"}


def test_each_line_is_proposed_for_itself_with_its_code_where_one_fits():
    assert lines_to_propose({"items": [{"name": "Nuts", "detail": "hives"}, {"name": "", "detail": "Cats"}]}) == [
        ("Nuts", "hives"),
        ("Cats", ""),
    ]
    assert lines_to_propose({"text": "Tea.\n\n A walk."}) == [("Tea.", ""), ("A walk.", "")]
    assert fills_in("allergy", "Nuts", "hives") == {"name": "Nuts", "reaction": "hives"}
    assert fills_in("substance", "alcohol", "") == {"substance": "alcohol"}
    assert fills_in("substance", "Kvass", "a glass") == {"amount": "a glass"}
    assert fills_in("condition", "asthma", "") == {"condition": "asthma"}
    assert fills_in("condition", "Hay fever", "") == {"condition": "other", "other": "Hay fever"}
    assert fills_in("helps", "Tea", "") == {}


def test_a_word_is_compared_without_capitals_and_easy_ones_are_told_apart():
    known = ["Maya Juniper", "07700 900123", "1990"]

    assert plain("  Orange   MARMALADE ") == "orange marmalade"
    assert [is_easy(word, known) for word in ("maya", "Juniper", "1990", "07700900123", "abc", "aaaa")] == [True] * 6
    assert not is_easy("marmalade", known)


def test_a_day_is_read_as_people_write_it():
    assert {str(day_of(words)) for words in ("3/5/1990", "03.05.1990", "1990-05-03", "3 5 1990")} == {"1990-05-03"}
    assert day_of("in May") is None


def test_the_address_of_a_link_is_hidden_wherever_it_stands():
    assert hidden('"GET /f/tok-en_1/3/?rested HTTP/1.1" 404') == '"GET /f/…/3/?rested HTTP/1.1" 404'
    assert hidden("/patients/4/") == "/patients/4/"
