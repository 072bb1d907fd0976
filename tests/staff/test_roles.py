"""One table says who may do what; the groups, the page and the people follow it."""

from typing import cast

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from practice.staff.management.commands import render_roles
from practice.staff.models import User
from practice.staff.roles import PERMISSIONS, Permission, Role, allowed
from tests.builders import make_user


def test_every_permission_is_in_the_table():
    assert set(PERMISSIONS) == set(Permission)


def test_an_unknown_permission_is_a_no():
    assert not allowed(frozenset(Role), cast(Permission, "fly"))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PRESCRIBER])
def test_only_prescribers_prescribe(role):
    assert not allowed(frozenset({role}), Permission.PRESCRIBE)
    assert allowed(frozenset({role, Role.PRESCRIBER}), Permission.PRESCRIBE)


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.ADMINISTRATOR])
def test_no_clinical_work_is_open_to_the_front_desk_or_the_administrator(role):
    assert {permission for permission in Permission if allowed(frozenset({role}), permission)} <= {
        Permission.SEE_LOGISTICS,
        Permission.KEEP_INTAKES,
        Permission.BOOK_VISITS,
        Permission.ADMINISTER,
    }


@pytest.mark.django_db
def test_each_role_is_a_group():
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)


@pytest.mark.django_db
def test_a_group_that_is_no_role_gives_nothing():
    user = make_user(Role.NURSE)
    user.groups.add(Group.objects.create(name="book club"))

    assert user.roles() == {Role.NURSE}


@pytest.mark.django_db
def test_somebody_who_is_switched_off_may_do_nothing():
    user = make_user(*Role, is_active=False)

    assert not any(user.may(permission) for permission in Permission)


@pytest.mark.django_db
@pytest.mark.parametrize("permission", Permission)
def test_the_database_is_asked_by_the_same_table(permission):
    people = [make_user(role) for role in Role] + [make_user(*Role), make_user(), make_user(*Role, is_active=False)]

    assert set(User.objects.who_may(permission)) == {user for user in people if user.may(permission)}


def test_the_page_in_the_docs_is_current():
    call_command("render_roles", "--check")


def test_a_page_that_is_out_of_date_is_told_and_written_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(render_roles, "PAGE", tmp_path / "roles.md")
    with pytest.raises(CommandError, match="out of date"):
        call_command("render_roles", "--check")

    call_command("render_roles")

    call_command("render_roles", "--check")
