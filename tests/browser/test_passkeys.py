"""Passkeys in a real browser, with Chromium's own virtual authenticator in place of a finger."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Locator, Page, expect

from practice.audit.models import Act
from tests.browser.demo_practice import password_of, somebody

# A computer that asks for a finger, and always gets the right one.
COMPUTER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def second_factor_required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def page(page_as) -> Page:
    return page_as(None)


@pytest.fixture
def computer(page: Page) -> "Computer":
    return Computer(page)


class Computer:
    """The authenticator, reached through the browser's own protocol."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        self.id = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": COMPUTER})["authenticatorId"]

    def keeps(self) -> int:
        """How many passkeys lie in it that sign in by themselves."""
        kept = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]
        return sum(each["isResidentCredential"] for each in kept)

    def sees_the_wrong_finger(self) -> None:
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": False})


def give_password(page: Page, who: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(somebody(who).email)
    page.get_by_label("Password").fill(password_of(who))
    page.get_by_role("button", name="Sign in", exact=True).click()


def add_passkey(page: Page, who: str, name: str) -> None:
    """From the sign-in page on, as somebody does it on their first day."""
    give_password(page, who)
    expect(page.get_by_role("heading", name="Sign-in and security", level=1)).to_be_visible()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(password_of(who))
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes", level=1)).to_be_visible()


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_visible()


def today(page: Page) -> Locator:
    return page.get_by_role("heading", name="Today", level=1)


def test_a_passkey_is_added_and_then_signs_in_by_itself(page, computer):
    add_passkey(page, "nurse", "Ward computer")
    assert computer.keeps() == 1
    sign_out(page)

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(today(page)).to_be_visible()
    assert Act.objects.filter(by=somebody("nurse"), verb="account.signed_in").count() == 2


def test_it_is_a_second_factor_beside_the_password(page, computer):
    add_passkey(page, "nurse", "Ward computer")
    sign_out(page)

    give_password(page, "nurse")
    expect(page.get_by_role("heading", name="Your second factor", level=1)).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()

    expect(today(page)).to_be_visible()


def test_it_is_renamed_and_removed_and_then_opens_nothing(page, computer):
    add_passkey(page, "nurse", "Ward computer")
    page.goto("/accounts/second-factor/")
    page.get_by_role("link", name="Rename Ward computer").click()
    page.get_by_label("Name").fill("Old computer")
    page.get_by_role("button", name="Save").click()

    page.get_by_role("link", name="Remove Old computer").click()
    page.get_by_role("button", name="Remove").click()

    expect(page.get_by_text("Your passkey is removed.")).to_be_visible()
    expect(page.get_by_text("You have no second factor yet.")).to_be_visible()
    assert not Authenticator.objects.filter(user=somebody("nurse")).exists()
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Sign in", level=1)).to_be_visible()
    expect(today(page)).to_be_hidden()


def test_the_wrong_finger_is_told_kindly_and_the_password_still_works(page, computer):
    add_passkey(page, "nurse", "Ward computer")
    sign_out(page)
    computer.sees_the_wrong_finger()

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("No passkey was used. You can try again.")).to_be_visible()
    expect(page.get_by_label("Password")).to_be_editable()


def test_confirming_who_sits_there_with_a_passkey(page, computer):
    add_passkey(page, "nurse", "Ward computer")
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(today(page)).to_be_visible()
    page.goto("/accounts/second-factor/passkeys/add/")

    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("heading", name="Add a passkey", level=1)).to_be_visible()


def test_at_an_address_that_is_not_the_practices_the_page_says_why_it_does_not_work(page, computer, settings):
    settings.PASSKEY_DOMAIN = "practice.example.org"
    page.goto("/accounts/login/")

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("Passkeys do not work at this address.")).to_be_visible()


def test_without_script_the_page_says_so_and_offers_no_button(page_as):
    page = page_as(None, script=False)
    page.goto("/accounts/login/")

    expect(page.get_by_text("A passkey needs JavaScript and a recent browser.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
