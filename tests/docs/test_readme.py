"""The README tells of the demo as it is."""

import re

import pytest

from sessions.demo.reading import read
from tests.docs.pages import ROOT

README = (ROOT / "README.md").read_text()
ROWS = re.findall(r"^\| ([^|]+) \| (\S+@\S+) \| (\S+) \|$", README, re.MULTILINE)


def test_its_sign_ins_are_the_demos():
    accounts = {account["email"]: account for account in read("staff").values()}

    assert {email: password for _who, email, password in ROWS} == {
        email: account["password"] for email, account in accounts.items()
    }
    for who, email, _password in ROWS:
        assert accounts[email]["name"] in who


@pytest.mark.parametrize("patient", read("patients").values(), ids=lambda patient: patient["record_number"])
def test_it_names_every_patient_of_the_demo(patient):
    assert patient["chosen_name"] in README
