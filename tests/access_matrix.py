"""Who may open which address: the one table that tests/test_access_matrix.py walks.

Every address of the URLconf has its line here, or the walk fails. To declare one, add a line

    "name": page(roles, methods)             for a page about nobody in particular; others are refused (403)
    "name": about_patient(roles, methods)    for one about a patient; open to these roles on the patient's team, and to
                                             the clinical lead if named; colleagues who may open the chart are refused
                                             (403); for everybody else it does not exist (404)

and, if its route has a new parameter, say in ARGUMENTS how to get its value for a patient.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase

from django.apps import apps
from django.utils import timezone

from medications.models import Effect, LogEntry, Medication, OtherMedication, TitrationPlan
from medications.rules.regimen import Dose, Regimen
from medications.services.logging_effects import Report, log_report
from medications.services.planning import PlannedStep, activate_plan, draft_plan
from medications.services.recording_elsewhere import record_other_medication
from medications.terms import Severity, Source
from patients.models import Allergy, EarlierReaction, Patient, SensitivityAnswer
from patients.services.breaking_glass import break_the_glass
from patients.services.recording_health import record_allergy
from patients.services.recording_sensitivity import Answered, record_answers, record_reaction
from practice.prompts.models import Prompt
from practice.staff.models import User
from practice.staff.roles import CLINICAL_ROLES, Role
from tests.builders import make_user

Roles = frozenset[Role]

EVERYBODY: Roles = frozenset(Role)
CLINICAL: Roles = CLINICAL_ROLES
PRESCRIBERS: Roles = frozenset({Role.PRESCRIBER})
LEADS: Roles = frozenset({Role.CLINICAL_LEAD})
FRONT_DESK: Roles = frozenset({Role.FRONT_DESK})
ADMINISTRATORS: Roles = frozenset({Role.ADMINISTRATOR})
NOBODY: Roles = frozenset()

REFUSED, HIDDEN = 403, 404


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Open to these roles with these methods; everybody else gets `otherwise`, or None: closed in any way.

    `colleagues` is what those get who may open the patient's chart and not this.
    """

    roles: Roles
    methods: frozenset[str] = frozenset({"GET", "POST"})
    otherwise: int | None = REFUSED
    colleagues: int = REFUSED
    is_public: bool = False
    is_about_patient: bool = False


def page(roles: Roles, methods: str = "GET") -> Rule:
    return Rule(roles=roles, methods=frozenset(methods.split()))


def about_patient(roles: Roles, methods: str = "GET", colleagues: int = REFUSED) -> Rule:
    asked = frozenset(methods.split())
    return Rule(roles=roles, methods=asked, otherwise=HIDDEN, colleagues=colleagues, is_about_patient=True)


def public(methods: str = "GET") -> Rule:
    """Open without a sign-in."""
    return Rule(roles=EVERYBODY, methods=frozenset(methods.split()), is_public=True)


def closed() -> Rule:
    """Open to nobody in the state in which the walk asks."""
    return Rule(roles=NOBODY, otherwise=None)


def read_only() -> Rule:
    return Rule(roles=ADMINISTRATORS, methods=frozenset({"GET"}), otherwise=None)


# The first line that matches counts; patterns are for the administration, where every line shuts out all but one role.
TABLE: dict[str, Rule] = {
    # practice
    "today": page(EVERYBODY),
    "today_queue": page(CLINICAL),
    "gallery": public("GET"),
    "health": public(),
    "prompt": about_patient(LEADS, colleagues=HIDDEN),
    "prompt_done": about_patient(LEADS, "GET POST", colleagues=HIDDEN),
    # signing in, and what is one's own
    "account_login": public("GET POST"),
    "account_logout": public("GET POST"),
    "account_inactive": public(),
    "account_reauthenticate": page(EVERYBODY, "GET POST"),
    "account_change_password": page(EVERYBODY, "GET POST"),
    "sign_in_state": public(),
    "still_here": public("POST"),
    "sign_out_everywhere": page(EVERYBODY, "POST"),
    "mfa_index": page(EVERYBODY),
    "mfa_activate_totp": page(EVERYBODY, "GET POST"),
    "mfa_authenticate": page(EVERYBODY, "GET POST"),  # leads to Today, or back to signing in
    "mfa_reauthenticate": page(EVERYBODY, "GET POST"),
    "mfa_deactivate_totp": closed(),  # there is none yet
    "mfa_view_recovery_codes": closed(),
    "mfa_generate_recovery_codes": page(EVERYBODY, "GET POST"),
    "mfa_download_recovery_codes": closed(),
    "mfa_add_webauthn": page(EVERYBODY, "GET POST"),
    "mfa_edit_webauthn": page(EVERYBODY, "GET POST"),  # asks to confirm first
    "mfa_remove_webauthn": page(EVERYBODY, "GET POST"),
    "mfa_login_webauthn": page(EVERYBODY, "GET POST"),  # leads to Today, or back to signing in
    "mfa_reauthenticate_webauthn": page(EVERYBODY, "GET POST"),
    # patients
    "patients": page(CLINICAL, "GET POST"),
    "front_desk": page(FRONT_DESK, "GET POST"),
    "break_the_glass": page(CLINICAL, "GET POST"),
    "chart": about_patient(CLINICAL),
    "chart_panel": about_patient(CLINICAL),
    "chart_event": about_patient(CLINICAL, "POST"),
    "chart_health": about_patient(CLINICAL),
    "record_allergy": about_patient(CLINICAL, "POST"),
    "record_no_known_allergies": about_patient(CLINICAL, "POST"),
    "withdraw_allergy": about_patient(CLINICAL, "POST"),
    "record_condition": about_patient(CLINICAL, "POST"),
    "record_organ_function": about_patient(CLINICAL, "POST"),
    "record_genotype": about_patient(CLINICAL, "POST"),
    "record_pregnancy_answer": about_patient(CLINICAL, "POST"),
    "record_substance_use": about_patient(CLINICAL, "POST"),
    "sensitivity": about_patient(CLINICAL),
    "record_sensitivity_answers": about_patient(CLINICAL, "POST"),
    "record_reaction": about_patient(CLINICAL, "POST"),
    "set_sensitivity": about_patient(PRESCRIBERS, "POST"),
    "withdraw_reaction": about_patient(CLINICAL, "POST"),
    "withdraw_sensitivity_answer": about_patient(CLINICAL, "POST"),
    "measurements": about_patient(CLINICAL, "GET POST"),
    # medications
    "medications": about_patient(CLINICAL),
    "log": about_patient(CLINICAL),
    "log_report": about_patient(CLINICAL, "POST"),
    "log_check_in": about_patient(CLINICAL, "POST"),
    "log_not_reached": about_patient(CLINICAL, "POST"),
    "ask_to_wait": about_patient(CLINICAL, "POST"),
    "withdraw_wait": about_patient(CLINICAL, "POST"),
    "correct_entry": about_patient(CLINICAL, "GET POST"),
    "resolve_entry": about_patient(PRESCRIBERS, "GET POST"),
    "new_plan": about_patient(PRESCRIBERS, "GET POST"),
    "observed_dose": about_patient(CLINICAL, "GET POST"),
    "record_other_medication": about_patient(CLINICAL, "GET POST"),
    "change_other_medication": about_patient(CLINICAL, "GET POST"),
    "plan": about_patient(CLINICAL),
    "plan_log": about_patient(CLINICAL),
    "cross_taper": about_patient(PRESCRIBERS, "GET POST"),
    "taper": about_patient(PRESCRIBERS, "GET POST"),
    "return_to_dose": about_patient(PRESCRIBERS, "POST"),
    "take_over": about_patient(PRESCRIBERS, "POST"),
    "activate_plan": about_patient(PRESCRIBERS, "POST"),
    "review": about_patient(PRESCRIBERS, "GET POST"),
    "still_stands": about_patient(PRESCRIBERS, "GET POST"),
    "sitting": about_patient(PRESCRIBERS, "GET POST"),
    "step_up": about_patient(PRESCRIBERS, "POST"),
    "step_down": about_patient(PRESCRIBERS, "GET POST"),
    "hold": about_patient(CLINICAL, "GET POST"),
    "lift_hold": about_patient(PRESCRIBERS, "GET POST"),
    "pause": about_patient(CLINICAL, "GET POST"),
    "stop": about_patient(CLINICAL, "GET POST"),
    "close_plan": about_patient(PRESCRIBERS, "GET POST"),
    "ask_for_cosign": about_patient(PRESCRIBERS, "GET POST"),
    "cosign": about_patient(PRESCRIBERS, "GET POST"),
    "acknowledge": about_patient(PRESCRIBERS, "GET POST"),
    "acknowledge_pair": about_patient(PRESCRIBERS, "GET POST"),
    "missed_doses": about_patient(CLINICAL, "GET POST"),
    "supply": about_patient(CLINICAL),
    "give_supply": about_patient(PRESCRIBERS, "POST"),
    "count_supply": about_patient(CLINICAL, "POST"),
    "old_tablets": about_patient(CLINICAL, "POST"),
    "give_consent": about_patient(CLINICAL, "GET POST"),
    "withdraw_consent": about_patient(CLINICAL, "GET POST"),
    # the administration
    "admin:logout": closed(),  # leads to the sign-in
    "admin:jsi18n": page(ADMINISTRATORS),
    "admin:*_delete": closed(),
    "admin:view_on_site": closed(),
    "admin:autocomplete": closed(),
    "admin:unmatched": closed(),
    "admin:audit_act_add": closed(),
    "admin:audit_act_change": read_only(),
    "admin:patients_accessgrant_add": closed(),
    "admin:patients_accessgrant_change": read_only(),
    "admin:*event_add": closed(),
    "admin:*event_change": read_only(),
    "admin:prompts_*_add": closed(),
    "admin:prompts_*_change": read_only(),
    "admin:*": page(ADMINISTRATORS, "GET POST"),
}


def rule_for(name: str) -> Rule | None:
    return next((rule for pattern, rule in TABLE.items() if fnmatchcase(name, pattern)), None)


def a_prompt_about(patient: Patient) -> Prompt:
    """Work that waits for the clinical leads: somebody opened this chart in need."""
    grant = break_the_glass(patient=patient, by=make_user(Role.NURSE), reason="Crisis.", at=timezone.now())
    return Prompt.objects.get(kind="glass-broken", key=grant.pk)


def a_plan_of(patient: Patient) -> TitrationPlan:
    """A plan in effect, written by a prescriber who is not on the team."""
    prescriber, at = make_user(Role.PRESCRIBER), timezone.now()
    step = PlannedStep(regimen=Regimen(doses=(Dose(amount_mg=Decimal(25)),)), hold_days=7)
    medication = Medication.objects.get(code="sertraline")
    plan = draft_plan(
        patient=patient, medication=medication, prescriber=prescriber, steps=[step, step], by=prescriber, at=at
    )
    return activate_plan(plan=plan, by=prescriber, at=at)


def an_entry_about(patient: Patient) -> LogEntry:
    """Something mild that the patient noticed."""
    nurse, now = make_user(Role.NURSE), timezone.now()
    effect = Effect.objects.order_by("pk").first()
    assert effect
    report = Report(effect=effect, severity=Severity.MILD)
    return log_report(patient=patient, report=report, source=Source.PHONE, happened_at=now, by=nurse, at=now)


def an_allergy_of(patient: Patient) -> Allergy:
    """What somebody must not be given again."""
    allergy = {"name": "Penicillin", "kind": "hypersensitivity", "source": "patient"}
    return record_allergy(patient=patient, by=make_user(Role.NURSE), at=timezone.now(), **allergy)


def a_reaction_of(patient: Patient) -> EarlierReaction:
    """What somebody went through on a medicine before."""
    reaction = {"name": "Sertraline", "effect": "restless", "how_bad": "moderate", "source": "patient"}
    return record_reaction(patient=patient, by=make_user(Role.NURSE), at=timezone.now(), **reaction)


def an_answer_of(patient: Patient) -> SensitivityAnswer:
    """What somebody hopes for."""
    hopes, nurse, now = (
        Answered(question="hopes", answer="said", words="To sleep."),
        make_user(Role.NURSE),
        timezone.now(),
    )
    return record_answers(patient=patient, answers=[hopes], whose="theirs", source="patient", by=nurse, at=now)[0]


def a_medication_from_elsewhere(patient: Patient) -> OtherMedication:
    """Something that somebody else prescribes."""
    return record_other_medication(patient=patient, name="Ibuprofen", by=make_user(Role.NURSE), at=timezone.now())


def a_partner_of(patient: Patient) -> str:
    """The code of something that does not go well with the plan's medicine."""
    tramadol = Medication.objects.get(code="tramadol")
    nurse, now = make_user(Role.NURSE), timezone.now()
    record_other_medication(patient=patient, name="Tramadol", medication=tramadol, by=nurse, at=now)
    return tramadol.code


# How to get a route's parameter for a patient.
ARGUMENTS: dict[str, Callable[[Patient], object]] = {
    "patient_id": lambda patient: patient.pk,
    "name": lambda patient: "care-team",
    "prompt_id": lambda patient: a_prompt_about(patient).pk,
    "plan_id": lambda patient: a_plan_of(patient).pk,
    "entry_id": lambda patient: an_entry_about(patient).pk,
    "allergy_id": lambda patient: an_allergy_of(patient).pk,
    "reaction_id": lambda patient: a_reaction_of(patient).pk,
    "answer_id": lambda patient: an_answer_of(patient).pk,
    "other_id": lambda patient: a_medication_from_elsewhere(patient).pk,
    "code": lambda patient: "another-change-recent",
    "partner": lambda patient: a_partner_of(patient),
}

NO_SUCH_ID = 10**9


def administration_argument(url_name: str, parameter: str) -> object:
    """A parameter of the administration's own routes: some row of the model that the address names."""
    if parameter == "app_label":
        return "staff"
    if parameter == "id":
        return User.objects.latest("pk").pk
    label = url_name.removeprefix("admin:").rpartition("_")[0].replace("_", ".", 1)
    try:
        row = apps.get_model(label)._base_manager.first()
    except (LookupError, ValueError):
        row = None
    return row.pk if row else 1
