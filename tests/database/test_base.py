"""The test base itself."""

import threading

import pytest
from django.db import DatabaseError, connection, connections
from django.utils import timezone

from practice.staff.models import SignIn


def who_am_i(alias: str = "default") -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def test_tests_connect_as_the_application(db):
    assert who_am_i() == connections["default"].settings_dict["USER"]


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_owner_is_there_for_tests_that_ask():
    assert who_am_i("owner") == connections["owner"].settings_dict["USER"]


def test_a_committing_test_is_seen_by_other_connections(committing_db):
    SignIn.objects.create(session_key="seen", session_data="", expire_date=timezone.now())
    seen = []

    def look():
        seen.append(SignIn.objects.filter(session_key="seen").exists())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [True]
    assert SignIn.objects.using("owner").filter(session_key="seen").exists()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_test_has_a_database_of_its_own():
    assert not connection.in_atomic_block
    assert not SignIn.objects.filter(session_key="seen").exists()


def test_a_fixture_that_wants_db_serves_a_committing_test_too(db, committing_db):
    assert not connection.in_atomic_block


def test_the_application_makes_no_temporary_table(db):
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute("CREATE TEMPORARY TABLE staff_user (id int)")
