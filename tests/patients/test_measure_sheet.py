"""Measures on a tablet: one device holds them, nothing behind them opens, and what is sent becomes assessments."""

import logging
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from patients.models import Assessment, MeasureSheet, MeasureSheetDraft
from patients.services.measure_sheets import (
    OPEN_FOR,
    TooManyTries,
    digest_of,
    hand_over,
    new_code,
    revoke_sheet,
    sheet_behind,
    take_up,
    take_up_by_code,
)
from patients.services.sending_measures import filled_in, send_sheet
from practice.audit.models import Act
from practice.database.writing import write
from practice.staff.roles import Role
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user, on_team
from tests.patients.sheet_builders import NOW, a_sheet, answers, in_hand, page

pytestmark = pytest.mark.django_db
HERE = "127.0.0.1"
WORDS = "The kingfisher at dawn."
CLOSED = "These pages are closed"


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def nurse():
    return make_user(Role.NURSE)


@pytest.fixture
def patient(nurse):
    patient = make_patient(chosen_name="Maya Juniper")
    on_team(patient, nurse)
    return patient


@pytest.fixture
def held(patient, nurse, clock):
    """A tablet with two measures on it."""
    return in_hand(a_sheet(patient, nurse))


def stamp_of(response):
    return re.findall(r'name="sheet"\s+value="([^"]+)"', response.content.decode())[0]


def send(browser, path, /, **typed):
    """What a page sends, with the stamp of its own showing."""
    return browser.post(path, {"sheet": stamp_of(browser.get(path)), **typed})


def rows(*tables):
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t")
            yield from (row for (row,) in cursor.fetchall())


# --- What the database holds --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"measures": []}, "measure_sheet_has_something_to_fill_in"),
        ({"expires_at": NOW}, "measure_sheet_ends"),
        ({"digest": "a" * 64}, "measure_sheet_is_taken_up_by_one_device"),
        ({"revoked_at": NOW}, "measure_sheet_is_taken_back_by_somebody_or_sent"),
    ],
)
def test_a_sheet_that_makes_no_sense_is_refused(patient, nurse, changed, constraint):
    usual = {"patient": patient, "measures": ["phq9"], "made_at": NOW, "made_by": nurse, "expires_at": NOW + OPEN_FOR}
    write(MeasureSheet(**usual))
    MeasureSheet.objects.update(revoked_at=NOW, revoked_by=nurse)

    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        MeasureSheet(**usual | changed).save()
    write(MeasureSheet(**usual))
    with pytest.raises(ValidationError, match="already"):
        write(MeasureSheet(**usual))


def test_a_sheet_that_is_over_stays_over_and_none_is_lengthened(patient, nurse):
    sheet = a_sheet(patient, nurse)

    for change in ({"expires_at": NOW + 2 * OPEN_FOR}, {"measures": ["isi"]}):
        with pytest.raises(DatabaseError, match="none is lengthened"), transaction.atomic():
            MeasureSheet.objects.filter(pk=sheet.pk).update(**change)
    revoke_sheet(sheet=sheet, by=nurse, at=NOW)
    with pytest.raises(DatabaseError, match="stays over"), transaction.atomic():
        MeasureSheet.objects.filter(pk=sheet.pk).update(revoked_at=None, revoked_by=None)


def test_neither_the_address_nor_the_code_nor_a_draft_can_be_read_in_the_database(patient, held, clock):
    browser, taken = held
    code = new_code(sheet=taken.sheet)

    send(browser, page(taken), **answers(1), words=WORDS)

    written = "\n".join(
        rows(
            "patients_measuresheet",
            "patients_measuresheetevent",
            "patients_measuresheetdraft",
            "audit_act",
            "practice_cache" if "practice_cache" in connection.introspection.table_names() else "audit_act",
        )
    )
    assert MeasureSheetDraft.objects.count() == 1
    for secret in (taken.token, taken.device, code, WORDS, "kingfisher"):
        assert secret not in written


# --- Handing over -------------------------------------------------------------------------------------------


def test_handing_over_closes_what_was_handed_over_before_and_is_recorded(patient, nurse, clock):
    first = in_hand(a_sheet(patient, nurse))[1]
    second = a_sheet(patient, nurse, "phq9", "phq9")

    first.sheet.refresh_from_db()
    assert (first.sheet.revoked_by, second.measures) == (nurse, ["phq9"])
    assert sheet_behind(first.token, at=NOW) is None
    verbs = list(Act.objects.filter(patient_id=patient.pk).order_by("pk").values_list("verb", "by"))
    assert verbs == [
        ("measure_sheet.handed_over", nurse.pk),
        ("measure_sheet.taken_up", None),
        ("measure_sheet.taken_back", nurse.pk),
        ("measure_sheet.handed_over", nurse.pk),
    ]


@pytest.mark.parametrize("measure", ["cows", "proqol5", "nothing-of-the-kind"])
def test_only_what_people_fill_in_about_themselves_is_handed_over_and_by_clinical_roles(patient, nurse, measure):
    with pytest.raises(ValidationError):
        a_sheet(patient, nurse, measure)
    with pytest.raises(PermissionDenied):
        a_sheet(patient, make_user(Role.FRONT_DESK))
    assert not MeasureSheet.objects.exists()


def test_staff_are_signed_out_before_the_tablet_changes_hands(client, patient, nurse):
    client.force_login(nurse)
    chart, form = reverse("chart", args=[patient.pk]), reverse("hand_over_measures", args=[patient.pk])
    assert "phq9" in client.get(form).content.decode()

    answer = client.post(form, {"measures": ["phq9", "gad7"], "once": "1"})

    assert answer.url.startswith("/s/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert client.get(chart).url.startswith(reverse("account_login"))
    own = client.get(answer.url)
    assert own.status_code == 200
    assert Act.objects.filter(verb="account.signed_out", by=nurse).exists()
    for name in ("Maya", "Juniper", nurse.display_name, "Groundwork", "PHQ", "GAD"):
        assert name not in own.content.decode() + client.get(answer.url + "1/").content.decode()
    assert faults_in(own.content.decode()) == []
    assert faults_in(client.get(answer.url + "1/").content.decode()) == []
    assert (own.headers["Referrer-Policy"], "no-store" in own.headers["Cache-Control"]) == ("no-referrer", True)


def test_another_tablet_opens_it_with_a_code_that_is_shown_once(client, patient, nurse):
    client.force_login(nurse)
    form, tablet = reverse("hand_over_measures", args=[patient.pk]), Client()
    assert client.post(form, {"once": "1"}).status_code == 422

    shown = client.post(form, {"measures": ["phq9"], "elsewhere": "yes", "once": "2"}).content.decode()
    (code,) = re.findall(r"sheet-code\">(\d{4} \d{4})<", shown)

    assert "/s/ on the other tablet" in shown
    assert code not in client.get(form).content.decode()
    assert client.post(form, {"measures": ["phq9"], "elsewhere": "yes", "once": "2"}).headers["Location"] == form
    answer = tablet.post(reverse("private_sheet_code"), {"code": code})
    own = answer.headers["Location"]
    assert tablet.get(own).status_code == 200
    assert tablet.post(reverse("private_sheet_code"), {"code": code}).status_code == 422
    sheet = MeasureSheet.objects.get()
    assert "Handed over, not sent yet" in client.get(form).content.decode()
    assert "sheet-code" in client.post(reverse("new_sheet_code", args=[sheet.pk])).content.decode()
    assert client.post(reverse("end_measure_sheet", args=[sheet.pk])).headers["Location"] == form
    assert CLOSED in tablet.get(own, follow=True).content.decode()
    assert client.post(reverse("new_sheet_code", args=[sheet.pk])).headers["Location"] == form


def test_codes_that_are_tried_out_are_not_looked_at_after_a_while(patient, nurse, clock):
    cache.clear()
    code = new_code(sheet=a_sheet(patient, nurse))
    for number in range(20):
        assert take_up_by_code(typed=f"{number}", address=HERE, at=NOW) is None

    with pytest.raises(TooManyTries):
        take_up_by_code(typed=code, address=HERE, at=NOW)
    assert Client().post(reverse("private_sheet_code"), {"code": code}).status_code == 429
    taken = take_up_by_code(typed=f"{code[:4]} {code[4:]}", address="127.0.0.2", at=NOW)
    assert taken
    assert sheet_behind(taken.token, at=NOW) == taken.sheet


# --- In the person's hands ----------------------------------------------------------------------------------


def test_only_the_one_device_reaches_it_and_only_for_a_while(patient, held, nurse, clock):
    browser, taken = held
    path = page(taken)
    assert CLOSED in Client().get(path, follow=True).content.decode()
    assert CLOSED in browser.get(page(taken).replace(taken.token, "x" * 43), follow=True).content.decode()
    assert browser.post(path, answers(1)).url.startswith(reverse("private_sheet_code"))  # without a stamp
    assert not MeasureSheetDraft.objects.exists()

    clock.shift(timedelta(minutes=20))
    assert browser.get(path).status_code == 200
    clock.shift(timedelta(minutes=20))
    assert browser.get(path).status_code == 200
    clock.shift(timedelta(minutes=31))
    assert CLOSED in browser.get(path, follow=True).content.decode()

    again, newer = in_hand(taken.sheet, at=NOW + timedelta(minutes=80))
    assert again.get(page(newer)).status_code == 200
    assert sheet_behind(taken.token, at=NOW) is None
    clock.move_to(NOW + OPEN_FOR)
    assert CLOSED in again.get(page(newer), follow=True).content.decode()
    with pytest.raises(ValidationError):
        take_up(sheet=taken.sheet, at=NOW + OPEN_FOR)


def test_what_is_sent_becomes_assessments_of_whoever_handed_it_over(patient, nurse, held):
    browser, taken = held
    kept = browser.post(
        page(taken), {"sheet": stamp_of(browser.get(page(taken))), "item-1": "2"}, headers={"X-Autosave": "1"}
    )
    assert kept.content == b"Kept"
    assert "checked" in browser.get(page(taken)).content.decode()

    following = send(browser, page(taken), **answers(1), words=WORDS)
    assert following.url == page(taken, 2)
    assert send(browser, following.url, words="").url == reverse("private_sheet", args=[taken.token])
    assert "9 of 9 answered" in browser.get(reverse("private_sheet", args=[taken.token])).content.decode()
    assert not Assessment.objects.exists()
    thanks = browser.post(
        reverse("private_sheet_send", args=[taken.token]),
        {"sheet": stamp_of(browser.get(reverse("private_sheet", args=[taken.token])))},
    )

    assert "Please hand it back" in thanks.content.decode()
    assert reverse("account_login") in thanks.content.decode()
    (row,) = Assessment.objects.all()  # nothing was answered on the other page
    assert (row.measure, row.total, row.risk, row.how) == ("phq9", 9, 1, "tablet")
    assert (row.recorded_by, row.in_their_words, row.filled_in_at) == (nurse, WORDS, NOW)
    assert not MeasureSheetDraft.objects.exists()
    assert CLOSED in browser.get(page(taken), follow=True).content.decode()
    assert Act.objects.get(verb="measure_sheet.sent").details == {"assessments": 1}
    with pytest.raises(ValidationError):
        send_sheet(sheet=taken.sheet, at=NOW)


def test_leaving_out_takes_back_what_was_chosen_and_a_made_up_answer_is_no_answer(held):
    browser, taken = held
    send(browser, page(taken), **answers(3), words="Something.")
    send(browser, page(taken), **answers(2) | {"item-1": "", "item-2": "77"})

    said = filled_in(taken.sheet)["phq9"]
    assert (said.answers["1"], said.answers["2"], said.answers["3"], said.words) == (None, None, 2, "Something.")


def test_sending_nothing_is_fine(held):
    browser, taken = held
    all_of_it = reverse("private_sheet", args=[taken.token])

    answer = browser.post(all_of_it + "send/", {"sheet": stamp_of(browser.get(all_of_it))})

    assert answer.status_code == 200
    assert not Assessment.objects.exists()
    taken.sheet.refresh_from_db()
    assert taken.sheet.sent_at == NOW


def test_what_was_not_sent_is_gone_when_it_is_closed_or_has_run_out(patient, nurse, held):
    browser, taken = held
    send(browser, page(taken), **answers(1))
    other = make_patient()
    a_sheet(other, nurse, at=NOW + OPEN_FOR)
    assert not MeasureSheetDraft.objects.exists()

    browser, taken = in_hand(a_sheet(patient, nurse))
    send(browser, page(taken), **answers(1))
    revoke_sheet(sheet=taken.sheet, by=nurse, at=NOW)
    assert not MeasureSheetDraft.objects.exists()


def test_the_address_reaches_no_log(held, caplog):
    browser, taken = held
    caplog.set_level(logging.DEBUG, logger="django.request")

    assert browser.put(page(taken)).status_code == 405

    assert taken.token not in caplog.text
    assert "/s/…" in caplog.text
    assert digest_of(taken.token) == taken.sheet.digest


def test_somebody_elses_sheet_does_not_exist(client, patient, nurse):
    sheet = a_sheet(patient, nurse)
    client.force_login(make_user(Role.NURSE))

    for name in ("end_measure_sheet", "new_sheet_code"):
        assert client.post(reverse(name, args=[sheet.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        revoke_sheet(sheet=sheet, by=make_user(Role.FRONT_DESK), at=NOW)
    with pytest.raises(PermissionDenied):
        hand_over(patient=patient, measures=["phq9"], by=make_user(Role.ADMINISTRATOR), at=NOW)
