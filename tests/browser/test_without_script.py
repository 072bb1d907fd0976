"""Every form that matters works in a browser that runs no script."""

from playwright.sync_api import expect

from tests.browser.demo_practice import password_of, somebody
from tests.browser.everything import a_long_log
from tests.browser.places import path_to


def sign_in(page, who):
    page.goto("/")
    page.get_by_label("Email").fill(somebody(who).email)
    page.get_by_label("Password").fill(password_of(who))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()


def part(page, name):
    return page.get_by_role("region", name=name)


def test_a_report_is_logged(page_as):
    page = page_as(None, script=False)
    sign_in(page, "nurse")
    page.goto(path_to("log"))
    report = part(page, "They noticed something")
    report.get_by_role("combobox").first.fill("Headache")
    report.get_by_role("group", name="How bad").get_by_label("mild").check()
    report.locator("summary").click()
    report.get_by_role("group", name="How often").get_by_label("some days").check()
    report.get_by_role("button", name="Log it").click()

    newest = part(page, "What was logged").get_by_role("listitem").first
    expect(newest).to_contain_text("Headache, mild")
    expect(newest).to_contain_text("some days")


def test_a_dose_goes_up_from_the_queue_to_the_plan(page_as):
    page = page_as(None, script=False)
    sign_in(page, "prescriber")
    page.get_by_role("link", name="Maya Juniper").first.click()
    page.get_by_role("link", name="Review the log").first.click()
    page.get_by_role("group", name="What the patient thinks").get_by_label("agrees").check()
    page.get_by_role("group", name="Your decision").get_by_label("proceed with the next step").check()
    page.get_by_label("Your reasons").fill("A week without trouble.")
    page.get_by_role("button", name="Sign the review").click()
    page.get_by_role("button", name="Step up").click()

    expect(part(page, "Dose changes")).to_contain_text("Up to step 2: 50 mg each morning")


def test_what_script_would_fetch_in_place_comes_as_a_page(page_as):
    a_long_log("noor")
    page = page_as("nurse", script=False)
    page.goto("/")
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()

    page.goto(path_to("plan", "noor"))
    log = part(page, "Side-effect log")
    newest = log.get_by_role("listitem").first.inner_text()
    log.get_by_role("link", name="Older entries").click()

    expect(log.get_by_role("listitem").first).not_to_have_text(newest)
    expect(page.get_by_role("banner")).to_be_visible()
