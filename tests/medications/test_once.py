"""A form that is sent twice does its work once; one whose work failed can be sent again."""

import pytest

from patients.once import AlreadyDone, new_token, once
from practice.staff.roles import Role
from tests.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(rf):
    """The same form, sent by the same person as often as one likes."""
    request = rf.post("/", {"once": new_token()})
    request.user = make_user(Role.NURSE)
    return request


def test_the_second_sending_finds_it_done(sent):
    with once(sent):
        pass

    with pytest.raises(AlreadyDone), once(sent):
        pytest.fail("it was done twice")


def test_work_that_failed_leaves_the_form_unspent(sent):
    with pytest.raises(ZeroDivisionError), once(sent):
        raise ZeroDivisionError

    with once(sent):
        pass


def test_tokens_are_a_persons_own(sent):
    with once(sent):
        pass
    sent.user = make_user(Role.NURSE)

    with once(sent):
        pass


def test_without_a_token_nothing_is_checked(rf):
    request = rf.post("/")
    request.user = make_user(Role.NURSE)

    for _ in range(2):
        with once(request):
            pass
