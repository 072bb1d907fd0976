"""Loading the demo practice: once, whole, and as of the moment of loading."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from medications.models import Effect, Medication, RedFlag
from patients.models import Patient
from practice.prompts.services.sweeping import sweep
from practice.staff.models import User
from sessions.demo import along_the_way, at_the_gate
from sessions.demo.confided import TOLD
from sessions.demo.house import open_the_house, people_come
from sessions.demo.on_the_way_in import people_ask_for_help, some_wait_for_a_time
from sessions.demo.people import accounts, hire, name_cover, take_into_care
from sessions.demo.scene import Scene
from sessions.demo.written_down import WRITTEN
from sessions.services.loading_what_ships import load_what_ships

IN_CARE_SINCE = timedelta(days=60)
OPEN_SINCE = timedelta(days=90)
AGREED = "We agreed: the prescriber rings today; the nurse rings tomorrow."


class DemoRefused(Exception):
    """The demo practice does not belong into this database; the message says why."""


@transaction.atomic
def load_demo(*, at: datetime) -> bool:
    """Load the demo practice as of a moment. False, and nothing is touched, where it is there already.

    Raises DemoRefused in production, and where other patients are in care.
    """
    if settings.PRODUCTION:
        raise DemoRefused("The demo's passwords are public: it is not loaded in production.")
    load_what_ships(at=at - OPEN_SINCE)
    if User.objects.filter(email__in=[account["email"] for account in accounts()]).exists():
        return False
    if Patient.objects.exists():
        raise DemoRefused("There are patients in this database already; the demo practice needs one of its own.")
    RedFlag.objects.filter(effect__term__in=["Rash", "Suicidal ideation"]).update(agreed_action=AGREED)
    scene = set_the_scene(at)
    for tell in (*at_the_gate.SITUATIONS, *along_the_way.SITUATIONS):
        tell(scene)
    for tell in TOLD:
        tell(scene)
    house = open_the_house(scene)
    people_come(house)
    for write_down in WRITTEN:
        write_down(house)
    some_wait_for_a_time(house)
    people_ask_for_help(house)
    sweep(at=at)
    return True


def set_the_scene(at: datetime) -> Scene:
    staff = hire()
    name_cover(staff, now=at)
    return Scene(
        now=at,
        staff=staff,
        patients=take_into_care(staff, at=at - IN_CARE_SINCE),
        medications={medication.code: medication for medication in Medication.objects.all()},
        effects={effect.term: effect for effect in Effect.objects.all()},
    )
