"""What the demo practice does not show by itself, so that every page can be seen in every state."""

import json
from datetime import timedelta
from decimal import Decimal

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from medications.models import Medication, TitrationPlan
from medications.rules.regimen import Dose, Regimen
from medications.services.logging_effects import log_check_in
from medications.services.planning import PlannedStep, draft_plan
from medications.services.recording_elsewhere import record_other_medication
from medications.services.reviewing import Verdict, sign_review
from medications.terms import Decision, PatientView, Source, TimeOfDay
from patients.models import Patient
from patients.services.breaking_glass import break_the_glass
from tests.browser.demo_practice import somebody
from tests.browser.places import patient, plan_of
from tests.staff.soft_key import SoftKey

MANY_STEPS = 14
MANY_ENTRIES = 45  # three pages of the log


def everything_to_see() -> None:
    review_agrees("maya")
    a_long_draft("tomas")
    a_long_log("noor")
    tramadol_from_elsewhere("noor")
    break_the_glass(patient=patient("ines"), by=somebody("nurse"), reason="She rang in need.", at=timezone.now())
    a_merged_record("maya")
    second_factors("second_prescriber")


def review_agrees(key: str) -> None:
    """The gate is open."""
    plan = TitrationPlan.objects.for_gate().get(pk=plan_of(key).pk)
    verdict = Verdict(decision=Decision.PROCEED, patient_view=PatientView.AGREES, reasons="Nothing stands against it.")
    sign_review(
        plan=plan,
        to=plan.steps.get(position=2),
        verdict=verdict,
        read_version=plan.version,
        by=somebody("prescriber"),
        at=timezone.now(),
    )


def a_long_draft(key: str) -> None:
    """A plan that is not agreed on yet, with more steps than fit beside each other."""
    doses = [Dose(amount_mg=Decimal(amount), at=TimeOfDay.BEDTIME) for amount in range(1, MANY_STEPS + 1)]
    draft_plan(
        patient=patient(key),
        medication=Medication.objects.get(code="prazosin"),
        prescriber=somebody("prescriber"),
        steps=[PlannedStep(regimen=Regimen(doses=(dose,)), hold_days=7) for dose in doses],
        by=somebody("prescriber"),
        at=timezone.now(),
    )


def a_long_log(key: str) -> None:
    plan = plan_of(key)
    for minutes in range(MANY_ENTRIES):
        log_check_in(
            patient=plan.patient,
            medication=plan.medication,
            asked_about=["Suicidal ideation"],
            source=Source.PHONE,
            happened_at=timezone.now() - timedelta(hours=1, minutes=minutes),
            by=somebody("nurse"),
            at=timezone.now(),
        )


def tramadol_from_elsewhere(key: str) -> None:
    """It does not go well with sertraline."""
    record_other_medication(
        patient=patient(key),
        name="Tramadol",
        medication=Medication.objects.get(code="tramadol"),
        by=somebody("nurse"),
        at=timezone.now(),
    )


def a_merged_record(into: str) -> None:
    Patient.objects.create(
        record_number="DEMO-99", chosen_name="Maya J.", birth_date=patient(into).birth_date, merged_into=patient(into)
    )


def second_factors(key: str) -> None:
    """An app, recovery codes and a passkey."""
    TOTP.activate(somebody(key), generate_totp_secret())
    RecoveryCodes.activate(somebody(key))
    credential = json.loads(SoftKey(user_handle=key).makes({"publicKey": {"challenge": ""}}))
    Authenticator.objects.create(
        user=somebody(key),
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Telephone", "credential": credential},
    )
