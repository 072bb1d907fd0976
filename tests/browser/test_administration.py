"""The administration is Django's own; axe looks at the pages that the practice uses."""

import pytest
from django.urls import reverse

from practice.staff.models import User
from tests.browser import axe
from tests.browser.conftest import sharing_a_practice
from tests.browser.visiting import TELEPHONE, on_a_screen_of

practice = sharing_a_practice()

PAGES = [
    ("admin:index", ""),
    ("admin:staff_user_changelist", ""),
    ("admin:staff_user_add", ""),
    ("admin:staff_user_change", ""),
    ("admin:medications_medication_changelist", ""),
    ("admin:audit_act_changelist", "?verb=plan.held"),
]


@pytest.mark.parametrize(("name", "query"), PAGES)
def test_axe_finds_nothing_in_the_administration(name, query, page_as):
    page = page_as("administrator")
    path = reverse(name, args=[User.objects.latest("pk").pk] if name.endswith("_change") else []) + query
    page.goto(path)

    assert axe.faults(page) == []
    on_a_screen_of(page, TELEPHONE)
    assert axe.faults(page) == []
    # Its links change their colour slowly, so the page is loaded anew.
    page.emulate_media(color_scheme="dark")
    page.goto(path)
    assert axe.faults(page, axe.CONTRAST) == []
