"""Every page in every state worth looking at: the list that the walks go down (axe, markup, overflow).

An address that answers reading requests and stands neither here nor in NOT_PAGES fails test_markup.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.browser.places import ADDRESSES, path_to


@dataclass(frozen=True, kw_only=True)
class State:
    """A page as one person sees it: asked for, or as the answer to what was sent.

    `about` is somebody in care; `said` tells one state of a page from another; `excused` are rules of axe that this
    page cannot keep.
    """

    name: str
    who: str | None = "prescriber"
    about: str = "maya"
    said: str = ""
    query: str = ""
    sends: Mapping[str, str] | None = field(default=None, hash=False)
    status: int = 200
    excused: tuple[str, ...] = ()

    def __str__(self) -> str:
        is_about_somebody = "_id" in "".join(ADDRESSES[self.name].parameters)
        words = [self.name, self.about if is_about_somebody else "", self.who or "nobody", self.said]
        return " ".join(word for word in words if word).replace(" ", "-")

    @property
    def path(self) -> str:
        return path_to(self.name, self.about) + self.query


NOTHING: Mapping[str, str] = {"said": "nothing"}  # a form sent without an answer
UNREADABLE = 422

# The first medicine of the formulary, and two steps of which the second meets something.
SERTRALINE: Mapping[str, str] = {"medication": "1", "form": "tablet", "target_high_mg": "100", "judge_after_days": "28"}
TWO_STEPS: Mapping[str, str] = {
    "doses-TOTAL_FORMS": "2",
    "doses-INITIAL_FORMS": "0",
    **{
        f"doses-{number}-{cell}": typed
        for number, step in enumerate([("1", "50"), ("2", "277")])
        for cell, typed in zip(
            ("step", "amount_mg", "at", "hold_days", "every_days", "offset", "at_most"),
            (*step, "morning", "3", "1", "0", "1"),
            strict=True,
        )
    },
}

# The gallery shows one component many times, each with the same name.
AT_THE_DOOR = [
    State(name="account_login", who=None),
    State(name="account_login", who=None, said="wrong password", sends={"login": "a@b.example", "password": "wrong"}),
    State(name="account_login", who=None, said="nothing filled in", sends=NOTHING),
    State(name="account_inactive", who=None),
    State(name="gallery", who=None, excused=("landmark-unique",)),
]
ONES_OWN = [
    State(name="account_logout", who="nurse"),
    State(name="account_change_password", who="nurse"),
    State(name="account_change_password", who="nurse", said="nothing filled in", sends=NOTHING),
    State(name="account_reauthenticate", who="nurse"),
    State(name="account_reauthenticate", who="nurse", said="wrong password", sends={"password": "wrong"}),
    State(name="mfa_index", who="nurse", said="none yet"),
    State(name="mfa_activate_totp", who="nurse"),
    State(name="mfa_activate_totp", who="nurse", said="wrong code", sends={"code": "000000"}),
    State(name="mfa_index", who="second_prescriber"),
    State(name="mfa_reauthenticate", who="second_prescriber"),
    State(name="mfa_reauthenticate", who="second_prescriber", said="wrong code", sends={"code": "000000"}),
    State(name="mfa_deactivate_totp", who="second_prescriber"),
    State(name="mfa_view_recovery_codes", who="second_prescriber"),
    State(name="mfa_generate_recovery_codes", who="second_prescriber"),
    State(name="mfa_add_webauthn", who="nurse"),
    State(name="mfa_edit_webauthn", who="second_prescriber"),
    State(name="mfa_edit_webauthn", who="second_prescriber", said="nothing filled in", sends=NOTHING),
    State(name="mfa_remove_webauthn", who="second_prescriber"),
    State(name="mfa_reauthenticate_webauthn", who="second_prescriber"),
]
TODAY = [
    State(name="today"),
    State(name="today", who="nurse"),
    State(name="today", who="lead", said="the gravest queue"),
    State(name="today", who="desk"),
    State(name="today", who="administrator"),
    State(name="prompt_done", who="lead"),
    State(name="prompt_done", who="lead", said="nothing filled in", sends=NOTHING),
]
PEOPLE = [
    State(name="patients"),
    State(name="patients", said="found", sends={"words": "Maya"}),
    State(name="patients", said="nobody found", sends={"words": "Nobody"}),
    State(name="front_desk", who="desk"),
    State(name="front_desk", who="desk", said="found", sends={"words": "Ruth"}),
    State(name="front_desk", who="desk", said="nobody found", sends={"words": "Nobody"}),
    State(name="break_the_glass", who="nurse"),
    State(name="break_the_glass", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="chart"),
    State(name="chart", who="nurse", about="kit", said="red flag"),
    State(name="chart", about="gus", said="medication from elsewhere"),
    State(name="chart", who="therapist", about="bram", said="plan closed"),
    State(name="chart_event", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
]
HEALTH = [
    State(name="chart_health", who="nurse", said="nobody asked"),
    State(name="measurements", who="nurse", said="nothing measured"),
    State(name="measurements", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="measurements", who="nurse", said="a slip", sends={"pulse": "7", "unit": "mg"}, status=UNREADABLE),
    *(
        State(name=name, who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE)
        for name in [
            "record_allergy",
            "record_no_known_allergies",
            "record_condition",
            "record_organ_function",
            "record_genotype",
            "record_pregnancy_answer",
            "record_substance_use",
        ]
    ),
]
SENSITIVITY = [
    State(name="sensitivity", who="nurse", said="nobody asked"),
    State(name="sensitivity", about="noor", said="told and judged high"),
    *(
        State(name=name, said="nothing filled in", sends=NOTHING, status=UNREADABLE)
        for name in ["record_sensitivity_answers", "record_reaction", "set_sensitivity"]
    ),
]
READINESS = [
    State(name="readiness", who="therapist"),
    State(name="readiness", who="nurse", about="noor", said="nobody looked"),
    State(name="record_readiness", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
]
MEASURES_DUE = [
    State(name="measures_due", query="?whose=everybody"),
    State(name="measures_due", who="therapist", query="?when=before-today", said="nothing waits"),
    State(name="new_measure_schedule", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="measure_asked", who="nurse"),
    State(name="end_measure_schedule", who="nurse"),
    State(name="plan_measures", who="therapist", said="no reason", sends={"which": "these"}, status=UNREADABLE),
]
MEASURES = [
    State(name="note"),
    State(name="note", said="kept elsewhere", sends={"section-subjective": "Better", "revision": "0"}, status=409),
    State(name="note", about="ruth", said="signed"),
    State(name="sign_note"),
    State(name="begin_note", said="nothing chosen", sends=NOTHING, status=UNREADABLE),
    State(name="note_beside"),
    State(name="notes_of_chart", about="noor"),
    State(name="notes_to_write"),
    State(name="find_notes", said="found", sends={"words": "better"}),
    State(name="find_notes", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="begin_note_for_visit"),
    State(name="measures"),
    State(name="measures", who="nurse", about="noor", said="nothing yet"),
    State(name="measures_table", who="nurse"),
    State(name="measure", who="therapist"),
    State(name="new_assessment", who="nurse"),
    State(name="new_assessment", said="a slip", sends={"item-1": "9", "how": "asked"}, status=UNREADABLE),
    State(name="take_back_assessment", who="nurse"),
    State(name="hand_over_measures", who="nurse"),
    State(name="risk_answer", about="priya"),
    State(name="risk_answer", about="priya", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="own_measures", who="nurse"),
]
CONFIDED = [
    State(name="trauma_history", who="therapist", said="told"),
    State(name="trauma_history", who="nurse", said="shared with others"),
    State(name="trauma_history", about="noor", said="nobody asked"),
    State(name="safety_check", who="nurse"),
    State(name="open_narrative", who="therapist", sends={}),
    State(name="add_signpost", who="therapist", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
]
THE_LOG = [
    State(name="log", who="nurse"),
    State(name="log", about="samuel", said="wants to wait"),
    State(name="log", who="nurse", about="noor", said="long"),
    State(name="log_report", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="withdraw_wait", about="samuel", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="correct_entry", who="nurse"),
    State(name="correct_entry", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="resolve_entry", about="kit"),
    State(name="resolve_entry", about="kit", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
]
MEDICATIONS = [
    State(name="medications"),
    State(name="medications", about="gus", said="from elsewhere"),
    State(name="medications", who="nurse", about="esther", said="on hold"),
    State(name="medications", who="therapist", about="bram", said="past"),
    State(name="medications", about="wren", said="long ago", query="?until=2020-03-01"),
]
PLANS = [
    State(name="plan", said="gate open"),
    State(name="plan", who="nurse", said="read by a nurse"),
    State(name="plan", about="ruth", said="still stands"),
    State(name="plan", about="kit", said="red flag"),
    State(name="plan", about="samuel", said="wants to wait"),
    State(name="plan", about="ines", said="going down"),
    State(name="plan", about="esther", said="on hold"),
    State(name="plan", about="bram", said="closed"),
    State(name="plan", about="dell", said="co-sign asked"),
    State(name="plan", about="noor", said="long log"),
    State(name="plan", about="wren", said="enough"),
    State(name="new_plan"),
    State(name="new_plan", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="new_plan", said="medicine chosen", query="?medication=1"),
    State(name="new_plan", said="proposed", sends={**SERTRALINE, "act": "propose"}),
    State(name="new_plan", said="looked ahead", sends={**SERTRALINE, **TWO_STEPS, "act": "show"}),
    State(name="new_plan", said="a slip", sends={**SERTRALINE, **TWO_STEPS, "doses-1-step": "3"}, status=UNREADABLE),
]
REVIEWS = [
    State(name="review"),
    State(name="review", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="review", about="samuel", said="wants to wait"),
    State(name="still_stands", about="ruth"),
    State(name="sitting"),
    State(name="sitting", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="ask_for_cosign", about="gus"),
    State(name="cosign", who="second_prescriber", about="dell"),
    State(name="acknowledge", about="gus"),
    State(name="acknowledge_pair", about="noor"),
    State(name="acknowledge_pair", about="noor", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="acknowledge", about="gus", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
]
ACTS = [
    State(name="taper", about="ines"),
    State(name="cross_taper"),
    State(name="cross_taper", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="taper", about="ines", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(
        name="taper",
        about="ines",
        said="proposed",
        sends={"act": "propose", "how": "amount", "cut_mg": "12.5", "hold_days": "14"},
    ),
    State(name="stop", about="kit", said="something to think of"),
    State(name="step_down", about="ines"),
    State(name="hold", who="nurse"),
    State(name="hold", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="lift_hold", about="esther"),
    State(name="pause", who="nurse"),
    State(name="stop", who="therapist"),
    State(name="close_plan"),
    State(name="missed_doses", who="nurse"),
    State(name="missed_doses", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="supply", who="nurse", said="nothing given"),
    State(name="supply", about="wren", said="given and counted"),
    State(name="give_supply", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="count_supply", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="old_tablets", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="give_consent", who="nurse"),
    State(name="give_consent", who="nurse", about="noor", said="on screen", query="?how=on-screen"),
    State(name="withdraw_consent", who="nurse"),
    State(name="confirm_consent", who="nurse", about="noor"),
    State(name="observed_dose", who="nurse"),
    State(name="observed_dose", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="record_other_medication", who="nurse"),
    State(name="record_other_medication", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="change_other_medication", about="gus"),
]
CONSENTS = [
    State(name="consents", who="nurse", about="tomas", said="nobody asked"),
    State(name="consents", who="nurse", about="noor", said="of every kind"),
    State(name="new_consent", who="nurse", about="noor", said="on screen", query="?how=on-screen"),
    State(name="new_consent", said="nothing filled in", query="?how=on-paper", sends=NOTHING, status=UNREADABLE),
    State(name="declined_consent", said="a day long gone", sends={"ask_again_on": "2020-01-01"}, status=UNREADABLE),
    State(name="revoke_consent", who="nurse", about="noor"),
    State(name="tell_others", who="nurse", about="noor"),
    State(name="disclosures", who="nurse", about="noor"),
    State(name="print_consent", who="nurse", about="noor"),
    State(name="print_blank_consent", who="nurse", about="noor"),
]
AROUND = [
    State(name="people_to_reach", who="desk"),
    State(name="contact", who="desk", said="agreed"),
    State(name="contact", who="nurse", about="tomas", said="nobody asked"),
    State(name="reach_out", who="desk", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="change_contact", who="desk"),
    State(name="change_contact", who="desk", said="no number", sends={"call-may_use": "on"}, status=UNREADABLE),
    State(name="needs", who="desk"),
    State(name="needs", who="desk", said="no language", sends={"interpreter": "needed"}, status=UNREADABLE),
    State(name="people", who="nurse"),
    State(name="people", who="nurse", about="tomas", said="nobody"),
    State(name="add_person", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
]
ON_THE_WAY_IN = [
    State(name="proposals", said="of a referral"),
    State(name="proposals", about="wren", said="nothing waits"),
    State(name="proposal"),
    State(name="proposal", said="no reason", sends={"act": "decline"}, status=UNREADABLE),
    State(name="read_referral", who="desk"),
    State(name="read_referral", who="desk", said="no file", sends=NOTHING, status=UNREADABLE),
    State(name="intake_board", who="desk"),
    State(name="person", who="desk"),
    State(name="new_person", who="desk"),
    State(
        name="new_person",
        who="desk",
        said="much like somebody",
        sends={"chosen_name": "Maya Juniper", "reason": "To sleep."},
        status=UNREADABLE,
    ),
    State(name="new_intake", who="desk", about="noor"),
    State(name="withdraw_intake", who="desk", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="move_intake", who="desk", said="nothing chosen", sends=NOTHING, status=UNREADABLE),
]
REFUSED = [
    State(name="patients", who="desk", said="not open to them", status=403),
    State(name="chart", who="therapist", about="tomas", said="not on the team", status=404),
]

FORMS = [
    State(name="packet", who="nurse", said="something came in"),
    State(name="packet", who="nurse", about="tomas", said="nothing begun"),
    State(name="packet_section", who="nurse"),
    State(name="packet_answers", who="nurse"),
    State(name="packet_answers", who="nurse", said="nothing chosen", sends=NOTHING, status=UNREADABLE),
    State(name="packet_answers", who="nurse", about="tomas", said="nothing came in"),
    State(name="in_their_words", who="nurse"),
    State(name="in_their_words", who="nurse", about="tomas", said="nothing accepted"),
    State(name="packet_link", who="desk"),
    State(name="packet_link", who="desk", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
]
# Ids of the demo practice: a kind of visit (group), a clinician, a place.
A_SUNDAY = "?visit_type=4&clinicians=1&on=2030-01-06&at=09:00&place=at-1"
VISITS = [
    State(name="visits_day", who="desk"),
    State(name="visits_day", who="desk", said="nothing booked", query="?on=2020-01-05"),
    State(name="visits_day", who="desk", said="no such day", query="?on=1999-12-31", status=UNREADABLE),
    State(name="visits_day", who="therapist", said="their own"),
    State(name="visits_week", who="desk"),
    State(name="visits_week", who="therapist", said="their own hours"),
    State(name="find_a_time", who="desk"),
    State(name="find_a_time", who="desk", said="found", sends={"words": "Ruth"}),
    State(name="find_a_time", who="desk", said="free times", query="?find=yes&visit_type=4&how=in-person"),
    State(name="check_a_time", who="desk", said="nothing filled in", query="?minutes=2", status=UNREADABLE),
    State(name="check_a_time", who="nurse", said="in the way", query=A_SUNDAY),
    State(name="check_a_time", who="nurse", said="again", query=f"{A_SUNDAY}&every_weeks=1&times=3"),
    State(name="visit", who="desk"),
    State(name="visit", who="nurse", about="samuel", said="a group"),
    State(name="cancel_visit", who="desk"),
    State(name="cancel_visit", who="desk", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="leave_group", who="nurse", about="samuel"),
    State(name="join_group", who="nurse", about="samuel", said="nobody chosen", sends=NOTHING, status=UNREADABLE),
]
WAITING = [
    State(name="waiting", who="desk"),
    State(name="new_waiting", who="desk", said="found", sends={"words": "Ruth"}),
    State(name="enter_waiting", who="desk"),
    State(name="enter_waiting", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="waiting_entry", who="desk"),
    State(name="close_waiting", who="desk", said="nothing chosen", sends=NOTHING, status=UNREADABLE),
    State(name="availability", who="second_prescriber"),
    State(name="availability", who="desk", said="nobody chosen"),
    State(name="add_hours", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="feeds", who="nurse", said="none"),
    State(name="new_feed", who="nurse", said="shown once", sends=NOTHING),
]

APART = [
    State(name="psychotherapy_notes", who="therapist", about="samuel"),
    State(name="psychotherapy_notes", said="none of one's own"),
    State(name="psychotherapy_note", who="therapist", said="being written"),
    State(name="psychotherapy_note", who="therapist", about="samuel", said="signed"),
    State(name="copy_psychotherapy_notes", who="therapist", about="samuel"),
]
MEETINGS = [
    State(name="team_meetings", who="nurse"),
    State(name="team_meeting", who="nurse", about="esther"),
    State(
        name="keep_meeting_item",
        who="nurse",
        about="esther",
        said="nothing filled in",
        sends=NOTHING,
        status=UNREADABLE,
    ),
    State(name="team_decision", who="nurse", about="esther"),
]
TIMELINE = [
    State(name="timeline", who="nurse", said="of everything", query="?range=1y"),
    State(name="timeline", who="nurse", about="tomas", said="nothing chosen", query="?range=5y&chosen=on"),
    State(name="print_timeline", who="nurse", query="?range=all"),
    State(name="life_events", who="nurse"),
    State(name="add_life_event", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
]

STATES = [
    *AT_THE_DOOR,
    *ONES_OWN,
    *TODAY,
    *PEOPLE,
    *HEALTH,
    *SENSITIVITY,
    *READINESS,
    *MEASURES,
    *MEASURES_DUE,
    *TIMELINE,
    *APART,
    *MEETINGS,
    *CONFIDED,
    *THE_LOG,
    *MEDICATIONS,
    *PLANS,
    *REVIEWS,
    *ACTS,
    *AROUND,
    *CONSENTS,
    *FORMS,
    *ON_THE_WAY_IN,
    *VISITS,
    *WAITING,
    *REFUSED,
]

# Addresses that answer, and why no walk looks at them.
NOT_PAGES = {
    "feed": "a calendar for another program",
    "consent_paper": "a file",
    "health": "a word for machines",
    "sign_in_state": "an answer to our own script",
    "mfa_login_webauthn": "an answer to our own script",
    "today_queue": "a part of a page (test_fragments.py)",
    "chart_panel": "a part of a page (test_fragments.py)",
    "plan_log": "a part of a page (test_fragments.py)",
    "new_own_assessment": "the form of new_assessment, at greater length",
    "prompt": "leads on to the work itself",
    "mfa_download_recovery_codes": "a text file",
    "mfa_authenticate": "seen on the way in (test_signing_in.py)",
    "private_*": "behind a word that somebody types (test_packet_on_a_phone.py)",
    "admin:*": "made by Django; test_administration.py looks at its main pages",
}
