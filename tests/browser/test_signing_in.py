"""The way in and out, by the keys alone."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.demo_practice import password_of, somebody
from tests.browser.everything import second_factors
from tests.browser.keyboard import Keyboard
from tests.browser.visiting import shuts_out

TRIES_FROM_ONE_ADDRESS = 30


@pytest.fixture
def signs_in(page_as):
    """Somebody comes to the practice for the first time today, and the page that they then see."""

    def signs_in(who, password=None):
        page = page_as(None)
        keys = Keyboard(page)
        page.goto("/")
        keys.write("Email", somebody(who).email)
        keys.write("Password", password or password_of(who))
        keys.push("Sign in", exact=True)
        return page, keys

    return signs_in


def test_signing_in_leads_to_today_and_signing_out_away_again(signs_in):
    page, keys = signs_in("nurse")
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()

    keys.open("Bea Yarrow")
    keys.push("Sign out")

    page.goto("/patients/")
    expect(page.get_by_role("heading", name="Sign in", level=1)).to_be_visible()


def test_a_wrong_password_is_said_and_the_address_stays(signs_in):
    page, _keys = signs_in("nurse", password="something else")

    expect(page.get_by_label("Email")).to_have_value(somebody("nurse").email)
    expect(page.get_by_role("main")).to_contain_text("not correct")


def test_the_second_factor_shuts_nobody_out(signs_in, practice):
    second_factors("second_prescriber")
    page, _keys = signs_in("second_prescriber")

    assert page.url.endswith(reverse("mfa_authenticate"))
    assert shuts_out(page) == {}


def test_too_many_tries_are_told_so_calmly(signs_in, practice):
    for _try in range(TRIES_FROM_ONE_ADDRESS):
        Client().post(reverse("account_login"), {"login": "a@b.example", "password": "wrong"})
    page, _keys = signs_in("nurse")

    expect(page.get_by_role("heading", name="Too many tries")).to_be_visible()
    assert shuts_out(page) == {}
