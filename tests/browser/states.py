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
    State(name="withdraw_consent", who="nurse"),
    State(name="observed_dose", who="nurse"),
    State(name="observed_dose", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="record_other_medication", who="nurse"),
    State(name="record_other_medication", who="nurse", said="nothing filled in", sends=NOTHING, status=UNREADABLE),
    State(name="change_other_medication", about="gus"),
]
REFUSED = [
    State(name="patients", who="desk", said="not open to them", status=403),
    State(name="chart", who="therapist", about="tomas", said="not on the team", status=404),
]

STATES = [
    *AT_THE_DOOR,
    *ONES_OWN,
    *TODAY,
    *PEOPLE,
    *HEALTH,
    *SENSITIVITY,
    *THE_LOG,
    *MEDICATIONS,
    *PLANS,
    *REVIEWS,
    *ACTS,
    *REFUSED,
]

# Addresses that answer, and why no walk looks at them.
NOT_PAGES = {
    "health": "a word for machines",
    "sign_in_state": "an answer to our own script",
    "mfa_login_webauthn": "an answer to our own script",
    "today_queue": "a part of a page (test_fragments.py)",
    "chart_panel": "a part of a page (test_fragments.py)",
    "plan_log": "a part of a page (test_fragments.py)",
    "prompt": "leads on to the work itself",
    "mfa_download_recovery_codes": "a text file",
    "mfa_authenticate": "seen on the way in (test_signing_in.py)",
    "admin:*": "made by Django; test_administration.py looks at its main pages",
}
