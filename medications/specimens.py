"""What medications show in the gallery: the gate, a plan's stairs, the log. Made up; the forms lead nowhere."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from medications.forms.acts import StepUpForm
from medications.models import TitrationPlan, TitrationStep
from medications.presentation.entries import EntryLine
from medications.presentation.gate import GateLine, Link
from medications.presentation.staircase import Stair, StairState, draw, outline
from medications.presentation.warnings import GoingDown, WarningLine
from medications.specimens_of_crossing import CROSSINGS
from medications.specimens_of_days import GRIDS
from medications.views.plan_page import GateView
from practice.gallery import Specimen, show

REVIEW = GateLine(
    message="Nobody has reviewed the side-effect log for this step.",
    remedy="A prescriber of the team reads the log and signs a review.",
    links=[Link(text="Review the log", url="#gate-closed")],
    is_overridden=False,
)
WAIT = GateLine(
    message="The patient would like to wait.",
    remedy="Only they take this back; ask them.",
    links=[Link(text="Log what the patient says", url="#gate-three")],
    is_overridden=False,
)
TIME = GateLine(
    message="This dose has been taken for 4 of 7 days.",
    remedy="Wait until 12 March, or ask a second prescriber to co-sign.",
    links=[],
    is_overridden=False,
)
CO_SIGNED = GateLine(message=TIME.message, remedy=TIME.remedy, links=[], is_overridden=True)


DOWN = GoingDown(
    lines=[
        WarningLine(
            message="This is 25 mg a day less at once; on file is 10 mg at most.",
            ask="A gentler way down can be written.",
            source="a label",
            link=Link(text="Write a gentler way down", url="#gate-going-down"),
        )
    ],
    on_file=["step down gradually (a label; read in the label)"],
)


def gate(
    ident: str, *lines: GateLine, is_up: bool = True, may_prescribe: bool = True, down: GoingDown | None = None
) -> Specimen:
    return Specimen(
        component="gate", state=ident, context=lambda: gate_context(ident, lines, is_up, may_prescribe, down)
    )


def gate_context(
    ident: str, lines: Sequence[GateLine], is_up: bool, may_prescribe: bool, down: GoingDown | None
) -> Mapping[str, Any]:
    days = [("2026-03-05", "today, 5 March"), ("2026-03-06", "tomorrow, 6 March")]
    form = StepUpForm(days=days, initial={"version": 1, "step": 2}, auto_id=f"{ident}-%s")
    view = GateView(
        to=TitrationStep(position=2),
        change="from 25 mg to 50 mg each morning" if is_up else "from 50 mg to 25 mg each morning",
        is_up=is_up,
        is_open=all(line.is_overridden for line in lines),
        lines=lines,
        start=next((link for line in lines for link in line.links), None),
        form=form if may_prescribe else None,
        going_down=down,
    )
    plan = TitrationPlan(pk=0, patient_id=0)
    return {"ident": ident, "gate": view, "plan": plan, "in_use": "25 mg each morning", "once": "gallery"}


GATES = (
    gate("gate-closed", REVIEW),
    gate("gate-three", WAIT, REVIEW, TIME),
    gate("gate-open"),
    gate("gate-co-signed", CO_SIGNED),
    gate("gate-for-a-nurse", REVIEW, may_prescribe=False),
    gate("gate-not-up", is_up=False),
    gate("gate-going-down", is_up=False, down=DOWN),
)
BLOCKERS = (
    Specimen(component="blocker", state="first to clear", context=lambda: {"line": REVIEW, "start": REVIEW.links[0]}),
    Specimen(component="blocker", state="another one", context=lambda: {"line": WAIT, "start": REVIEW.links[0]}),
    Specimen(component="blocker", state="time alone clears it", context=lambda: {"line": TIME, "start": None}),
    Specimen(component="blocker", state="co-signed", context=lambda: {"line": CO_SIGNED, "start": None}),
)


def stairs(*amounts_and_states: tuple[str, StairState]) -> list[Stair]:
    return [
        Stair(
            position=position,
            words=f"{amount} mg each morning",
            amount=f"{amount} mg",
            average_mg=Decimal(amount),
            state=state,
            from_on=date(2026, 3, position) if state not in {StairState.PLANNED, StairState.AWAITING} else None,
        )
        for position, (amount, state) in enumerate(amounts_and_states, 1)
    ]


PAST, NOW, HELD, PLANNED = StairState.PAST, StairState.CURRENT, StairState.HELD, StairState.PLANNED
AWAITING = StairState.AWAITING
PLANS = {
    "not begun": stairs(("12.5", PLANNED), ("25", PLANNED), ("50", PLANNED)),
    "midway": stairs(("12.5", PAST), ("25", PAST), ("50", NOW), ("100", PLANNED)),
    "awaiting review": stairs(("25", PAST), ("50", NOW), ("75", AWAITING), ("100", PLANNED)),
    "held": stairs(("25", PAST), ("50", HELD), ("100", PLANNED)),
    "going down": stairs(("100", PAST), ("75", NOW), ("50", PLANNED), ("25", PLANNED)),
    "long": stairs(("1", PAST), ("2", PAST), ("4", NOW), *((str(amount), PLANNED) for amount in range(6, 16, 2))),
}


def staircase(state: str) -> Mapping[str, Any]:
    ident = f"staircase-{state.replace(' ', '-')}"
    return {"staircase": draw(PLANS[state]), "ident": ident, "title": f"A plan, {state}", "is_open": state == "held"}


def outlined(state: str) -> Mapping[str, Any]:
    return {"staircase": outline(PLANS[state])}


STAIRCASES = [Specimen(component="staircase", state=state, context=partial(staircase, state)) for state in PLANS]
OUTLINES = [Specimen(component="stairs_mini", state=state, context=partial(outlined, state)) for state in PLANS]


def entry(pk: int, what: str, **differs: Any) -> EntryLine:
    usual = {
        "pk": pk,
        "what": what,
        "when": "4 March 2026, 16:05",
        "in_their_words": "",
        "note": "",
        "details": "sertraline · patient, by phone · Bea Sorrel",
        "dots": "",
        "asked_about": "",
        "asked_about_count": "",
        "later": "",
        "is_severe": False,
        "is_correctable": False,
        "is_resolvable": False,
    }
    return EntryLine(**{**usual, **differs})


ENTRIES = (
    entry(
        9_000_001, "Asked, nothing to report", asked_about="Mania, Seizure", asked_about_count="asked about 2 red flags"
    ),
    entry(9_000_002, "Nausea, mild, new", dots="●○○", in_their_words="A bit queasy.", is_correctable=True),
    entry(9_000_003, "Headache, moderate, worse", dots="●●○", later="corrected"),
    entry(
        9_000_004, "Rash, severe, new", dots="●●●", note="Seen by the nurse.", is_correctable=True, is_resolvable=True
    ),
    entry(9_000_005, "Rash: it has ended", later="resolved"),
    entry(9_000_006, "Asks to wait", in_their_words="Not this week, please."),
    entry(9_000_007, "Not reached"),
)
LOGS = (
    Specimen(
        component="log_entries", state="every kind of entry", context=lambda: {"lines": ENTRIES, "may_resolve": True}
    ),
    Specimen(component="log_entries", state="nothing yet", context=lambda: {"lines": [], "may_resolve": False}),
)


def register() -> None:
    """Called once, when the app is ready."""
    show(*GATES, *BLOCKERS, *STAIRCASES, *OUTLINES, *LOGS, *GRIDS, *CROSSINGS)
