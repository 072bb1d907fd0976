"""Where a page is: the addresses of the URLconf, filled in for people of the demo practice."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator

from medications.models import LogEntry, OtherMedication, TitrationPlan
from patients.models import Patient
from practice.prompts.models import Prompt
from sessions.demo.reading import read
from tests.test_access_matrix import EVERY_ADDRESS

ADDRESSES = {address.name: address for address in EVERY_ADDRESS}


def patient(key: str) -> Patient:
    return Patient.objects.get(record_number=read("patients")[key]["record_number"])


def plan_of(key: str) -> TitrationPlan:
    """The plan that the demo tells about this patient; the first, where there are several."""
    return TitrationPlan.objects.filter(patient=patient(key)).earliest("pk")


def latest_plan_of(key: str) -> TitrationPlan:
    return TitrationPlan.objects.filter(patient=patient(key)).latest("pk")


def gravest_entry_of(key: str) -> LogEntry:
    """What can be corrected, and resolved too where it is a red flag or severe."""
    reports = list(LogEntry.objects.filter(patient=patient(key), kind="report").for_log().order_by("pk"))
    return next((entry for entry in reports if entry.is_red or entry.severity == "severe"), reports[0])


def glass_broken() -> Prompt:
    return Prompt.objects.filter(kind="glass-broken").latest("pk")


def passkey() -> Authenticator:
    return Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).latest("pk")


# How to get a route's parameter for somebody in care.
PARAMETERS: dict[str, Callable[[str], object]] = {
    "patient_id": lambda key: patient(key).pk,
    "name": lambda key: "care-team",
    "plan_id": lambda key: plan_of(key).pk,
    "entry_id": lambda key: gravest_entry_of(key).pk,
    "other_id": lambda key: OtherMedication.objects.filter(patient=patient(key)).latest("pk").pk,
    "prompt_id": lambda key: glass_broken().pk,
    "code": lambda key: "another-change-recent",
    "partner": lambda key: "tramadol",
    "pk": lambda key: passkey().pk,
}


def path_to(name: str, about: str = "maya", /, **known: object) -> str:
    """The address of a page about somebody; `known` are parameters that the caller wants otherwise."""
    address = ADDRESSES[name]
    values = {each: known.get(each) or PARAMETERS[each](about) for each in address.parameters}
    return address.path(**values)
