"""The staircase: coordinates from values, and a drawing that can be read without colour."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from medications.presentation.staircase import LOWEST, TALLEST, Stair, StairState, draw


def stair(position: int, mg: str, state: StairState = StairState.PLANNED, **dates: date) -> Stair:
    return Stair(
        position=position,
        words=f"{mg} mg each morning",
        amount=f"{mg} mg",
        average_mg=Decimal(mg),
        state=state,
        from_on=dates.get("from_on"),
        until_on=dates.get("until_on"),
    )


PLAN = [
    stair(1, "25", StairState.PAST, from_on=date(2026, 11, 1), until_on=date(2026, 11, 8)),
    stair(2, "50", StairState.HELD, from_on=date(2026, 11, 8)),
    stair(3, "100"),
]


def rendered(stairs: list[Stair]) -> str:
    context = {"staircase": draw(stairs), "ident": "plan-7", "title": "Sertraline, 3 steps"}
    return render_to_string("components/staircase.html", context)


def drawing(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])  # noqa: S314


def test_a_plan_without_steps_is_an_empty_drawing():
    assert draw([]).stairs == ()


def test_steps_stand_on_one_ground_side_by_side():
    staircase = draw(PLAN)

    assert {drawn.y + drawn.height for drawn in staircase.stairs} == {staircase.baseline}
    assert all(one.x + one.width == other.x for one, other in pairwise(staircase.stairs))


def test_a_step_of_nothing_but_as_needed_doses_can_still_be_seen():
    assert [drawn.height for drawn in draw([stair(1, "0")]).stairs] == [LOWEST]


@given(st.lists(st.decimals(min_value=0, max_value=3000, places=2), min_size=1, max_size=20))
def test_a_higher_dose_never_stands_lower_and_nothing_leaves_the_drawing(amounts):
    staircase = draw([stair(n, str(amount)) for n, amount in enumerate(amounts, 1)])

    by_amount = sorted(staircase.stairs, key=lambda drawn: drawn.stair.average_mg)
    heights = [drawn.height for drawn in by_amount]
    assert heights == sorted(heights)
    assert all(LOWEST <= height <= TALLEST for height in heights)
    assert all(0 < drawn.x < drawn.x + drawn.width < staircase.width for drawn in staircase.stairs)


def test_the_drawing_is_an_image_with_a_title_and_all_its_words():
    svg = drawing(rendered(PLAN))

    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-labelledby"] == "plan-7-title plan-7-words"
    assert "Step 2, held: 50 mg each morning." in "".join(svg[1].itertext())


def test_each_state_is_told_by_a_word_and_an_own_class():
    svg = drawing(rendered(PLAN))

    groups = svg.findall("g")
    assert [group.attrib["class"] for group in groups] == [
        "stair stair-past",
        "stair stair-held",
        "stair stair-planned",
    ]
    assert [group.findall("text")[-1].text for group in groups] == ["done", "held", "planned"]


def test_a_state_wider_than_its_step_goes_on_below_and_the_drawing_makes_room():
    waiting = draw([stair(1, "25", StairState.CURRENT), stair(2, "50", StairState.AWAITING)])

    assert [line.text for line in waiting.stairs[1].state_lines] == ["awaiting", "review"]
    assert waiting.stairs[1].state_lines[0].y == waiting.stairs[0].state_lines[0].y
    assert waiting.height > draw(PLAN).height
    assert "Step 2, awaiting review: 50 mg each morning." in rendered([stair(2, "50", StairState.AWAITING)])


def test_the_drawing_needs_no_inline_style():
    assert "style=" not in rendered(PLAN)


def test_the_list_says_all_of_it_again():
    html = " ".join(rendered(PLAN).split())

    assert "Step 1: 25 mg each morning" in html
    assert "1 November 2026 to 8 November 2026" in html
    assert "since 8 November 2026" in html
    assert html.count('aria-current="step"') == 1
