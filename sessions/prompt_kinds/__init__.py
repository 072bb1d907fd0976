"""The kinds of work that sessions raise."""

from practice.prompts import kinds
from practice.prompts.kinds import PromptKind
from sessions.prompt_kinds.cosigns import NOTE_COSIGN
from sessions.prompt_kinds.measures import MEASURE_DUE
from sessions.prompt_kinds.meetings import TEAM_DECISION
from sessions.prompt_kinds.notes import NOTE_MISSING, NOTE_UNSIGNED
from sessions.prompt_kinds.readiness import READINESS_TO_LOOK_AT

KINDS: tuple[PromptKind, ...] = (
    MEASURE_DUE,
    NOTE_COSIGN,
    NOTE_MISSING,
    NOTE_UNSIGNED,
    TEAM_DECISION,
    READINESS_TO_LOOK_AT,
)


def register() -> None:
    """Offer the kinds, once, when the app is ready."""
    for kind in KINDS:
        kinds.register(kind)
