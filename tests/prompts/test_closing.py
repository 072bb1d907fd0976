"""Some work only a person can call done; it stays closed until there is news."""

import pytest
from django.urls import reverse

from practice.audit.models import Act
from practice.prompts.kinds import only
from practice.prompts.models import Prompt
from practice.prompts.services.closing import CannotClose, close_prompt
from practice.prompts.services.sweeping import sweep
from practice.staff.models import User
from tests.prompts.work import DAY, HOUR, MONDAY, answer, ask, kind, the_prompt

CALL = kind(label="A call is asked for", outcomes={"reached": "Spoke with them", "not-reached": "Not reached"})


@pytest.fixture(autouse=True)
def question():
    with only(CALL):
        yield


@pytest.fixture
def prompt(prescriber) -> Prompt:
    ask(prescriber)
    sweep(at=MONDAY)
    return the_prompt()


def close(prompt: Prompt, by: User, *, outcome="reached", at=MONDAY + HOUR) -> Prompt:
    return close_prompt(prompt_id=prompt.pk, outcome=outcome, by=by, at=at)


def test_closed_by_a_person_it_says_by_whom_and_how(prompt, prescriber):
    close(prompt, prescriber)

    closed = the_prompt()
    assert (closed.closed_at, closed.closed_by, closed.closed_because) == (MONDAY + HOUR, prescriber, "reached")


def test_closing_is_recorded(prompt, prescriber):
    close(prompt, prescriber)

    act = Act.objects.get(verb="prompt.closed")
    assert (act.by, act.subject_id, act.happened_at) == (prescriber, prompt.pk, MONDAY + HOUR)
    assert act.details == {"kind": "question", "outcome": "reached"}


def test_it_stays_closed_while_nothing_is_new(prompt, prescriber):
    close(prompt, prescriber)

    sweep(at=MONDAY + 2 * DAY)

    assert not the_prompt().is_open


def test_news_brings_it_back(prompt, prescriber):
    close(prompt, prescriber)
    ask(prescriber, news=MONDAY + 2 * HOUR)

    sweep(at=MONDAY + 3 * HOUR)

    again = the_prompt()
    assert (again.is_open, again.openings, again.closed_by, again.closed_because) == (True, 2, None, "")


def test_news_from_before_the_closing_is_no_news(prompt, prescriber):
    close(prompt, prescriber)
    ask(prescriber, news=MONDAY + HOUR / 2)

    sweep(at=MONDAY + 3 * HOUR)

    assert not the_prompt().is_open


def test_what_a_person_closed_is_left_alone_when_state_agrees(prompt, prescriber):
    close(prompt, prescriber)
    answer()

    sweep(at=MONDAY + 2 * HOUR)

    assert the_prompt().closed_because == "reached"


def test_it_also_closes_by_itself(prompt):
    answer()

    sweep(at=MONDAY + HOUR)

    assert the_prompt().closed_because == Prompt.DONE


def test_only_what_reaches_a_person_can_they_close(prompt, colleague):
    with pytest.raises(Prompt.DoesNotExist):
        close(prompt, colleague)

    assert the_prompt().is_open


def test_it_cannot_be_closed_twice(prompt, prescriber):
    close(prompt, prescriber)

    with pytest.raises(Prompt.DoesNotExist):
        close(prompt, prescriber)


def test_only_with_an_outcome_of_its_kind(prompt, prescriber):
    with pytest.raises(CannotClose):
        close(prompt, prescriber, outcome=Prompt.DONE)


@pytest.mark.parametrize("house", [[kind()], []], ids=["closes by being done", "kind is gone"])
def test_other_work_closes_by_being_done(prompt, prescriber, house):
    with only(*house), pytest.raises(CannotClose):
        close(prompt, prescriber)


# --- the pages ----------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _one_factor_is_enough(settings):
    settings.REQUIRE_SECOND_FACTOR = False


def test_a_notice_leads_to_the_work(client, prompt, prescriber):
    client.force_login(prescriber)

    answered = client.get(reverse("prompt", args=[prompt.pk]))

    assert (answered.status_code, answered["Location"]) == (302, "/admin/1/")


def test_a_notice_that_is_read_late_still_leads_there(client, prompt, prescriber):
    close(prompt, prescriber)
    client.force_login(prescriber)

    assert client.get(reverse("prompt", args=[prompt.pk])).status_code == 302


@pytest.mark.parametrize("page", ["prompt", "prompt_done"])
def test_somebody_elses_prompt_is_not_found(client, prompt, colleague, page):
    client.force_login(colleague)

    assert client.get(reverse(page, args=[prompt.pk])).status_code == 404
    assert client.get(reverse(page, args=[2**80])).status_code == 404


@pytest.mark.parametrize("page", ["prompt", "prompt_done"])
def test_who_has_not_signed_in_is_asked_to(client, prompt, page):
    answered = client.get(reverse(page, args=[prompt.pk]))

    assert answered.status_code == 302
    assert answered["Location"].startswith("/accounts/login/")


def test_the_page_asks_how_it_came_out(client, prompt, prescriber):
    client.force_login(prescriber)

    page = client.get(reverse("prompt_done", args=[prompt.pk])).content.decode()

    assert all(words in page for words in ["A call is asked for", "Person 1", "Spoke with them", "Not reached"])


def test_answering_closes_it(client, prompt, prescriber):
    client.force_login(prescriber)

    answered = client.post(reverse("prompt_done", args=[prompt.pk]), {"outcome": "not-reached"})

    assert answered["Location"] == reverse("today")
    assert the_prompt().closed_because == "not-reached"


@pytest.mark.parametrize("outcome", ["", "done", "<script>"])
def test_another_answer_leaves_it_open_and_asks_again(client, prompt, prescriber, outcome):
    client.force_login(prescriber)

    answered = client.post(reverse("prompt_done", args=[prompt.pk]), {"outcome": outcome})

    assert answered.status_code == 200
    assert "<script>" not in answered.content.decode().partition("<main")[2]
    assert the_prompt().is_open


def test_what_closes_by_being_done_has_no_such_page(client, prompt, prescriber):
    client.force_login(prescriber)

    with only(kind()):
        assert client.get(reverse("prompt_done", args=[prompt.pk])).status_code == 404
