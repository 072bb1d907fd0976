"""Every address × every role × (own patient, another team's, none) × reading and writing, against one table.

The table is in tests/access_matrix.py. An address that is not declared there fails here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.safestring import SafeString
from pytest_django import DjangoDbBlocker

from patients.models import Patient
from practice.staff.models import User
from practice.staff.roles import Role
from practice.staff.session_store import ACTIVE_AT
from tests import access_arguments, databases
from tests.access_arguments import NO_SUCH_ID
from tests.access_matrix import CLINICAL, REFUSED, TABLE, Rule, rule_for
from tests.builders import make_patient, make_user, on_team

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
AN_HOUR = 60 * 60
SIGN_IN, SIGNED_OUT, NOT_FOUND, METHOD = 302, 401, 404, 405
READING, REQUESTS = [("GET", False)], [("GET", False), ("POST", False)]
AND_FRAGMENTS = [*REQUESTS, ("GET", True)]
Requests = Sequence[tuple[str, bool]]
CLOSED = {SIGN_IN, REFUSED, NOT_FOUND, METHOD}


@dataclass(frozen=True)
class Address:
    """One pattern of the URLconf; `route` still has its parameters."""

    name: str
    route: str

    @property
    def parameters(self) -> list[str]:
        return PARAMETER.findall(self.route)

    def path(self, **values: object) -> str:
        return "/" + PARAMETER.sub(lambda found: str(values[found[1]]), self.route)


def addresses(resolver: URLResolver | None = None, before: str = "", namespace: str = "") -> Iterator[Address]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from addresses(pattern, before + str(pattern.pattern), namespace + inner)
        elif isinstance(pattern, URLPattern):
            route = str(pattern.pattern)
            if "(?P<" in route:  # the administration's last pattern, for whatever is not there
                yield Address(f"{namespace}unmatched", before + "nowhere/")
            else:
                yield Address(namespace + (pattern.name or f"unnamed at {route}"), before + route)


asking = Client()  # one for all, as each would load all middleware anew
EVERY_ADDRESS = sorted(set(addresses()), key=lambda address: address.name)


@dataclass
class World:
    """One person for each role; those with patients are on the team of one of two."""

    people: dict[Role, str]
    own: Patient
    others: Patient

    @classmethod
    def made(cls) -> "World":
        people = {role: make_user(role, is_staff=role == Role.ADMINISTRATOR) for role in Role}
        own, others = make_patient(), make_patient()
        for role in CLINICAL - {Role.CLINICAL_LEAD}:
            on_team(own, people[role])
            on_team(others, make_user(role))
        return cls({role: session_of(user) for role, user in people.items()}, own, others)


def session_of(user: User) -> str:
    """The cookie of somebody who has signed in, and counts as active for so long that no request writes it down."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[ACTIVE_AT] += AN_HOUR
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture(scope="module")
def house(database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The same people for all addresses, in a database of their own."""
    with (
        django_db_blocker.unblock(),
        databases.copy_of(database_template) as name,
        databases.repointed(name),
    ):
        yield World.made()


@pytest.fixture
def world(house: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """What an address needs besides (a plan, an entry) is made for it and taken back.

    Who may come in is decided before a page is written, so none is written here, nor what all pages have around them;
    every page is in tests/browser.
    """
    monkeypatch.setattr(Template, "render", lambda *_args, **_kwargs: SafeString())
    monkeypatch.setattr("patients.banner.panels_for", lambda *_args: [])
    with transaction.atomic():
        yield house
        transaction.set_rollback(True)


def said(response: HttpResponseBase) -> int:
    """The answer as one number; whatever asks to sign in is SIGN_IN, any other redirect is as good as open."""
    target = response.headers.get("HX-Redirect") or response.headers.get("Location") or ""
    if target.startswith((reverse("account_login"), reverse("admin:login"))):
        return SIGN_IN
    if response.status_code == SIGNED_OUT:
        return SIGN_IN
    assert response.status_code < 500
    return response.status_code if response.status_code in CLOSED - {SIGN_IN} else 200


def ask(path: str, method: str, session: str | None, *, fragment: bool = False) -> int:
    """One request; whatever it changed is taken back, a sign-out too."""
    asking.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: session} if session else {})
    headers = {"HX-Request": "true"} if fragment else {}
    with transaction.atomic():
        response = asking.generic(method, path, content_type="application/x-www-form-urlencoded", headers=headers)
        answer = said(response)
        transaction.set_rollback(True)
    return answer


def check(
    rule: Rule, path: str, role: Role, session: str, *, reaches: bool = True, requests: Requests = REQUESTS
) -> None:
    for method, fragment in requests:
        answer = ask(path, method, session, fragment=fragment)
        where = f"{method} {path} as {role}{' (fragment)' if fragment else ''} answered {answer}"
        if reaches and role in rule.roles and method in rule.methods:
            assert answer == 200, f"{where}, and should be open"
        elif rule.otherwise is not None and method in rule.methods:
            expected = rule.colleagues if rule.is_about_patient and reaches else rule.otherwise
            assert answer == expected, f"{where}, and should be {expected}"
        else:
            assert answer in CLOSED, f"{where}, and should be closed"


def check_anonymous(rule: Rule, path: str) -> None:
    for method, fragment in AND_FRAGMENTS:
        answer = ask(path, method, None, fragment=fragment)
        if rule.is_public:
            assert answer == (200 if method in rule.methods else METHOD)
        else:
            assert answer == SIGN_IN, f"{method} {path} without a sign-in answered {answer}"


@pytest.mark.parametrize("address", EVERY_ADDRESS, ids=lambda address: address.name)
def test_an_address_is_open_to_those_in_the_table_and_to_nobody_else(address, world):
    rule = rule_for(address.name)
    assert rule, f'"{address.name}" is not declared: add its line to TABLE in tests/access_matrix.py.'

    if rule.is_about_patient:
        check_about_patients(address, rule, world)
        return
    values = {name: access_arguments.administration_argument(address.name, name) for name in address.parameters}
    for role, session in world.people.items():
        check(rule, address.path(**values), role, session)
    check_anonymous(rule, address.path(**values))


def check_about_patients(address: Address, rule: Rule, world: World) -> None:
    for_own, for_others = (values_for(patient, address) for patient in (world.own, world.others))
    missing = {name: NO_SUCH_ID if isinstance(value, int) else value for name, value in for_own.items()}
    for role, session in world.people.items():
        # A fragment comes through the same door, so one of those who may read asks for it, and a stranger.
        requests = AND_FRAGMENTS if role == Role.PRESCRIBER else REQUESTS
        reaches = role in CLINICAL | rule.roles  # the front desk reaches everybody, for logistics
        check(rule, address.path(**for_own), role, session, reaches=reaches, requests=requests)
        if role not in CLINICAL:
            continue  # whose patient it is makes no difference to them
        check(rule, address.path(**for_others), role, session, reaches=reaches_others(role, rule))
        if role in {Role.PRESCRIBER, Role.CLINICAL_LEAD}:  # of those who open some charts, and of those who open all
            missed = READING if "GET" in rule.methods else REQUESTS
            check(rule, address.path(**missing), role, session, reaches=False, requests=missed)
    check_anonymous(rule, address.path(**for_own))


def reaches_others(role: Role, rule: Rule) -> bool:
    return role == Role.CLINICAL_LEAD or (rule.is_on_the_way_in and role in rule.roles)


def values_for(patient: Patient, address: Address) -> dict[str, object]:
    return {name: access_arguments.ARGUMENTS[name](patient) for name in address.parameters}


def test_the_table_has_no_line_without_an_address():
    used = {next((line for line in TABLE if fnmatchcase(address.name, line)), "") for address in EVERY_ADDRESS}

    assert set(TABLE) - used == set()
