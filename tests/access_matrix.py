"""Who may open which address: the one table that tests/test_access_matrix.py walks.

Every address of the URLconf has its line here, or the walk fails. To declare one, add a line

    "name": page(roles, methods)             for a page about nobody in particular; others are refused (403)
    "name": about_patient(roles, methods)    for one about a patient; open to these roles on the patient's team, and to
                                             the clinical lead if named; colleagues who may open the chart are refused
                                             (403); for everybody else it does not exist (404)

and, if its route has a new parameter, say in tests/access_arguments.py how to get its value for a patient.
"""

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from practice.staff.roles import CLINICAL_ROLES, Role

Roles = frozenset[Role]

EVERYBODY: Roles = frozenset(Role)
CLINICAL: Roles = CLINICAL_ROLES
PRESCRIBERS: Roles = frozenset({Role.PRESCRIBER})
TREATING: Roles = frozenset({Role.PRESCRIBER, Role.THERAPIST})
LEADS: Roles = frozenset({Role.CLINICAL_LEAD})
FRONT_DESK: Roles = frozenset({Role.FRONT_DESK})
BOOKING: Roles = CLINICAL | FRONT_DESK  # about a patient: the front desk everybody, others whom they treat
KEEPERS: Roles = frozenset({Role.FRONT_DESK, Role.NURSE, Role.CLINICAL_LEAD})  # of intakes
ADMINISTRATORS: Roles = frozenset({Role.ADMINISTRATOR})
NOBODY: Roles = frozenset()

REFUSED, HIDDEN = 403, 404


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Open to these roles with these methods; everybody else gets `otherwise`, or None: closed in any way.

    `colleagues` is what those get who may open the patient's chart and not this. Whoever `is_on_the_way_in` has no team
    yet: these roles reach them all.
    """

    roles: Roles
    methods: frozenset[str] = frozenset({"GET", "POST"})
    otherwise: int | None = REFUSED
    colleagues: int = REFUSED
    is_public: bool = False
    is_on_the_way_in: bool = False
    is_about_patient: bool = False


def page(roles: Roles, methods: str = "GET") -> Rule:
    return Rule(roles=roles, methods=frozenset(methods.split()))


def about_patient(roles: Roles, methods: str = "GET", colleagues: int = REFUSED) -> Rule:
    asked = frozenset(methods.split())
    return Rule(roles=roles, methods=asked, otherwise=HIDDEN, colleagues=colleagues, is_about_patient=True)


def about_intake(roles: Roles, methods: str = "GET") -> Rule:
    return replace(about_patient(roles, methods), is_on_the_way_in=True)


def public(methods: str = "GET") -> Rule:
    """Open without a sign-in."""
    return Rule(roles=EVERYBODY, methods=frozenset(methods.split()), is_public=True)


def closed(methods: str = "GET POST") -> Rule:
    """Open to nobody in the state in which the walk asks."""
    return Rule(roles=NOBODY, methods=frozenset(methods.split()), otherwise=None)


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
    "risk_answer": about_patient(CLINICAL, "GET POST"),
    "measures_due": page(CLINICAL),
    "new_measure_schedule": about_patient(CLINICAL, "GET POST"),
    "measure_asked": about_patient(CLINICAL, "GET POST"),
    "end_measure_schedule": about_patient(CLINICAL, "GET POST"),
    "plan_measures": about_patient(CLINICAL, "GET POST"),
    "measures": about_patient(CLINICAL),
    "measures_table": about_patient(CLINICAL),
    "measure": about_patient(CLINICAL),
    "new_assessment": about_patient(CLINICAL, "GET POST"),
    "take_back_assessment": about_patient(CLINICAL, "GET POST"),
    "hand_over_measures": about_patient(CLINICAL, "GET POST"),
    "end_measure_sheet": about_patient(CLINICAL, "POST"),
    "new_sheet_code": about_patient(CLINICAL, "POST"),
    "own_measures": page(CLINICAL),
    "new_own_assessment": page(CLINICAL, "GET POST"),
    # somebody else's does not exist: tests/sessions/test_own_measures.py
    "delete_own_assessment": replace(closed(), methods=frozenset({"POST"})),
    "consents": about_patient(CLINICAL),
    "new_consent": about_patient(CLINICAL, "GET POST"),
    "print_blank_consent": about_patient(CLINICAL),
    "declined_consent": about_patient(CLINICAL, "POST"),
    "disclosures": about_patient(CLINICAL),
    "revoke_consent": about_patient(CLINICAL, "GET POST"),
    "tell_others": about_patient(CLINICAL, "GET POST"),
    "print_consent": about_patient(CLINICAL),
    "consent_paper": about_patient(CLINICAL),
    "people_to_reach": page(BOOKING),
    "contact": about_patient(BOOKING),
    "change_contact": about_patient(BOOKING, "GET POST"),
    "never_use_address": about_patient(BOOKING, "POST"),
    "allow_address_again": about_patient(BOOKING, "POST"),
    "reach_out": about_patient(BOOKING, "POST"),
    "settle_contact": about_patient(BOOKING, "POST"),
    "needs": about_patient(BOOKING, "GET POST"),
    "people": about_patient(CLINICAL),
    "add_person": about_patient(CLINICAL, "POST"),
    "end_person": about_patient(CLINICAL, "POST"),
    "trauma_history": about_patient(CLINICAL),
    "explain_limits": about_patient(CLINICAL, "POST"),
    "record_experience": about_patient(TREATING, "POST"),
    "withdraw_experience": about_patient(TREATING, "POST", colleagues=HIDDEN),
    "safety_check": about_patient(CLINICAL, "GET POST"),
    "add_signpost": about_patient(CLINICAL, "POST"),
    "withdraw_signpost": about_patient(CLINICAL, "POST"),
    "set_readers": about_patient(CLINICAL - LEADS, "POST"),  # who is not on the team chooses for nobody
    "record_asking_wish": about_patient(CLINICAL, "POST"),
    "bring_up": about_patient(CLINICAL, "POST"),
    "write_narrative": about_patient(TREATING, "POST"),
    "take_back_narrative": about_patient(TREATING, "POST"),
    "open_narrative": about_patient(TREATING, "POST", colleagues=HIDDEN),
    "person": about_patient(BOOKING),
    "proposals": about_patient(CLINICAL),
    "proposal": about_patient(CLINICAL, "GET POST"),
    "read_referral": page(KEEPERS, "GET POST"),
    "intake_board": page(KEEPERS),
    "new_person": page(KEEPERS, "GET POST"),
    "new_intake": about_patient(KEEPERS, "GET POST"),
    "move_intake": about_intake(KEEPERS, "POST"),
    "take_intake": about_intake(KEEPERS, "POST"),
    "assign_intake": about_intake(KEEPERS, "POST"),
    "withdraw_intake": about_intake(KEEPERS, "GET POST"),
    "reopen_intake": about_intake(KEEPERS, "POST"),
    # the waiting list, availability, calendars
    # visits
    "visits_day": page(BOOKING),
    "visits_week": page(BOOKING),
    "find_a_time": page(BOOKING, "GET POST"),
    "check_a_time": page(BOOKING, "GET POST"),
    "visit": about_patient(BOOKING, "GET POST"),
    "cancel_visit": about_patient(BOOKING, "GET POST"),
    "join_group": about_patient(BOOKING, "POST"),
    "leave_group": about_patient(BOOKING, "GET POST"),
    "mark_booking": about_patient(BOOKING, "POST"),
    "waiting": page(BOOKING),
    "new_waiting": page(BOOKING, "GET POST"),
    "enter_waiting": about_patient(BOOKING, "GET POST"),
    "waiting_entry": about_patient(BOOKING, "GET POST"),
    "close_waiting": about_patient(BOOKING, "POST"),
    "offer_time": page(BOOKING, "POST"),
    "answer_offer": about_patient(BOOKING, "POST"),
    "availability": page(BOOKING),
    "add_hours": page(CLINICAL, "POST"),
    "end_hours": page(CLINICAL, "POST"),
    "say_away": page(BOOKING, "POST"),
    "add_extra_hours": page(CLINICAL, "POST"),
    "withdraw_exception": page(BOOKING, "POST"),
    "feeds": page(CLINICAL),
    "new_feed": page(CLINICAL, "POST"),
    "stop_feed": page(CLINICAL, "POST"),
    "feed": public(),
    # readiness
    "readiness": about_patient(CLINICAL),
    "record_readiness": about_patient(CLINICAL - LEADS, "POST"),  # who treats looks at it with them
    # notes; a draft is its author's alone, who is nobody of the walk: tests/sessions/test_notes_pages.py
    "begin_note": about_patient(CLINICAL, "GET POST"),
    "begin_note_for_visit": about_patient(CLINICAL, "GET POST"),
    "note": about_patient(CLINICAL),
    "add_to_note": about_patient(CLINICAL, "POST"),
    "keep_note": closed("POST"),
    "settle_note": closed("POST"),
    "sign_note": closed(),
    "set_note_aside": closed("POST"),
    "take_note_up": closed("POST"),
    "cosign_note": closed("POST"),
    "notes_of_chart": about_patient(CLINICAL),
    "notes_to_write": page(CLINICAL),
    "timeline": about_patient(CLINICAL),
    "print_timeline": about_patient(CLINICAL),
    "life_events": about_patient(CLINICAL),
    "add_life_event": about_patient(CLINICAL, "POST"),
    "take_off_life_event": about_patient(CLINICAL, "POST"),
    "find_notes": page(CLINICAL, "GET POST"),
    "note_beside": closed(),  # its author's alone: tests/sessions/test_note_beside.py
    "choose_cited": closed("POST"),
    # team meetings, and what an author keeps apart
    "team_meetings": page(CLINICAL),
    "new_team_meeting": page(CLINICAL, "POST"),
    "team_meeting": page(CLINICAL),
    "meeting_attendance": page(CLINICAL, "POST"),
    "add_meeting_item": page(CLINICAL, "POST"),
    "close_team_meeting": page(CLINICAL, "POST"),
    "keep_meeting_item": about_patient(CLINICAL, "POST"),
    "decide_in_meeting": about_patient(CLINICAL, "POST"),
    "team_decision": about_patient(CLINICAL, "GET POST"),
    "psychotherapy_notes": about_patient(CLINICAL, "GET POST"),
    "copy_psychotherapy_notes": about_patient(CLINICAL, "GET POST"),
    "psychotherapy_note": closed(),  # somebody else's does not exist: tests/sessions/test_psychotherapy_notes.py
    "keep_psychotherapy_note": closed("POST"),
    "sign_psychotherapy_note": closed("POST"),
    "add_to_psychotherapy_note": closed("POST"),
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
    "confirm_consent": about_patient(CLINICAL, "GET POST"),
    # forms, and the pages behind a private link
    "packet": about_patient(CLINICAL),
    "make_packet": about_patient(CLINICAL, "POST"),
    "end_packet": about_patient(CLINICAL, "POST"),
    "packet_section": about_patient(CLINICAL, "GET POST"),
    "send_packet": about_patient(CLINICAL, "POST"),
    "packet_answers": about_patient(CLINICAL, "GET POST"),
    "in_their_words": about_patient(CLINICAL),
    "packet_link": about_patient(BOOKING, "GET POST"),
    "close_link": about_patient(BOOKING, "POST"),
    "private_*": public("GET POST"),  # the word and the session behind it: tests/patients/test_private_link.py
    # the administration
    "admin:logout": closed(),  # leads to the sign-in
    "admin:jsi18n": page(ADMINISTRATORS),
    "admin:*_delete": closed(),
    "admin:patients_sectionversion_add": closed(),  # begun from its section
    "admin:patients_sectionversion_change": read_only(),  # what is published stays
    "admin:clinical_sessions_sessionnote_add": closed(),
    "admin:clinical_sessions_sessionnote_change": read_only(),  # that it is there, and nothing of what it says
    "admin:clinical_sessions_notetemplate_add": closed(),  # begun from its format
    "admin:clinical_sessions_notetemplate_change": read_only(),  # what is published stays
    "admin:clinical_sessions_usualformat_add": closed(),  # one for each kind, from the start
    "admin:view_on_site": closed(),
    "admin:autocomplete": closed(),
    "admin:unmatched": closed(),
    "admin:audit_act_add": closed(),
    "admin:audit_act_change": read_only(),
    "admin:patients_accessgrant_add": closed(),
    "admin:patients_accessgrant_change": read_only(),
    "admin:patients_limitswording_change": read_only(),
    "admin:patients_measurewording_add": closed(),  # loaded from a file
    "admin:patients_measurewording_change": read_only(),
    "admin:patients_measurepermission_change": read_only(),
    "admin:*event_add": closed(),
    "admin:*event_change": read_only(),
    "admin:prompts_*_add": closed(),
    "admin:prompts_*_change": read_only(),
    "admin:*": page(ADMINISTRATORS, "GET POST"),
}


def rule_for(name: str) -> Rule | None:
    return next((rule for pattern, rule in TABLE.items() if fnmatchcase(name, pattern)), None)
