"""A day's amount over its times: the sum is right, the shares can be made, and fair ones come first."""

from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from medications.rules.splitting import share_out, totals

amounts_of_a_taking = st.lists(
    st.decimals(min_value="0.05", max_value="20", places=2), min_size=1, max_size=5, unique=True
).map(sorted)
limits = st.lists(st.decimals(min_value=0, max_value=20, places=2), min_size=1, max_size=3)


def every_way(amounts, at_most):
    return product(*([Decimal(0), *(mg for mg in amounts if mg <= limit)] for limit in at_most))


@given(amounts_of_a_taking, limits, st.decimals(min_value=0, max_value=40, places=2))
def test_the_totals_are_those_of_every_way_to_take_some(amounts, at_most, upto):
    tried = {sum(way, Decimal(0)) for way in every_way(amounts, at_most)}

    assert totals(amounts, at_most=at_most, upto=upto) == sorted(total for total in tried if total <= upto)


@given(amounts_of_a_taking, limits, st.data())
def test_shares_add_up_within_their_limits_and_as_near_to_fair_as_can_be(amounts, at_most, data):
    total = data.draw(st.sampled_from(totals(amounts, at_most=at_most, upto=Decimal(60))))
    fair = total / len(at_most)

    shares = share_out(total, [Decimal(1)] * len(at_most), amounts, at_most=at_most)

    def off(way):
        return sum(abs(share - fair) for share in way)

    assert shares is not None
    assert sum(shares) == total
    assert all(share <= limit and share in {Decimal(0), *amounts} for share, limit in zip(shares, at_most, strict=True))
    nearest = min(off(way) for way in every_way(amounts, at_most) if sum(way) == total)
    assert abs(off(shares) - nearest) < Decimal("1e-20")


def test_a_total_that_does_not_add_up_has_no_shares():
    assert share_out(Decimal(7), [Decimal(1), Decimal(1)], [Decimal(5)]) is None


def test_the_earlier_time_has_the_larger_of_two_shares_that_are_as_fair():
    assert share_out(Decimal(15), [Decimal(1), Decimal(1)], [Decimal(5), Decimal(10)]) == (10, 5)


def test_the_shares_keep_the_proportions_that_are_asked_for():
    grid = [Decimal(mg) for mg in range(5, 45, 5)]

    assert share_out(Decimal(30), [Decimal(20), Decimal(40)], grid) == (10, 20)
