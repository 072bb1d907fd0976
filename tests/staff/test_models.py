"""Accounts, roles and cover, and their history."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from practice.staff.models import Cover, User
from practice.staff.roles import Role
from tests.builders import covers, make_user

UserEvent = apps.get_model("staff", "UserEvent")
RoleHeldEvent = apps.get_model("staff", "RoleHeldEvent")

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def test_an_address_is_kept_in_small_letters():
    assert make_user(email="Sam@Practice.Example").email == "sam@practice.example"


def test_one_address_has_one_account_whatever_its_case():
    make_user(email="sam@practice.example")
    with pytest.raises(IntegrityError, match="account_email_unique_whatever_its_case"):
        User.objects.create(email="SAM@practice.example", display_name="Sam")


def test_a_superuser_may_open_the_administration():
    user = User.objects.create_superuser("root@practice.example", "a long enough password", display_name="Root")

    assert (user.is_staff, user.is_superuser) == (True, True)


def test_an_account_shows_no_name_in_logs():
    user = make_user(display_name="Sam Example")

    assert str(user) == f"account {user.pk}"
    assert user.get_full_name() == "Sam Example"


def test_giving_and_taking_a_role_is_in_the_history():
    user = make_user(Role.NURSE)
    user.groups.clear()

    labels = RoleHeldEvent.objects.filter(user=user).order_by("pgh_id").values_list("pgh_label", flat=True)
    assert list(labels) == ["insert", "delete"]


def test_switching_an_account_off_is_in_the_history_and_passwords_are_not():
    user = make_user()
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert list(UserEvent.objects.order_by("pgh_id").values_list("is_active", flat=True)) == [True, False]
    assert not {"password", "last_login"} & {field.name for field in UserEvent._meta.get_fields()}


def test_cover_ends_after_it_starts():
    with pytest.raises(IntegrityError, match="cover_ends_after_it_starts"):
        covers(make_user(), make_user(), starts_at=NOW, lasts=timedelta(0))


def test_cover_is_somebody_else():
    user = make_user()
    with pytest.raises(IntegrityError, match="cover_is_somebody_else"):
        covers(user, user, starts_at=NOW)


def test_one_person_stands_in_at_a_time_and_the_next_may_begin_when_it_ends():
    absent = make_user()
    covers(make_user(), absent, starts_at=NOW, lasts=DAY)
    covers(make_user(), absent, starts_at=NOW + DAY, lasts=DAY)
    with pytest.raises(IntegrityError, match="cover_one_stand_in_at_a_time"):
        covers(make_user(), absent, starts_at=NOW + DAY / 2, lasts=DAY)


@pytest.mark.parametrize("lasts", [timedelta(0), -DAY])
def test_reversed_cover_names_the_field_before_the_database_sees_it(lasts):
    cover = Cover(absent=make_user(), stand_in=make_user(), starts_at=NOW, ends_at=NOW + lasts)

    with pytest.raises(ValidationError, match="Cover ends after it starts"):
        cover.full_clean()


def test_cover_in_force_is_half_open():
    covers(make_user(), make_user(), starts_at=NOW, lasts=DAY)

    assert [Cover.objects.in_force(at).exists() for at in (NOW - DAY, NOW, NOW + DAY)] == [False, True, False]
