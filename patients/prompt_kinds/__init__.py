"""The kinds of work that patients raise."""

from patients.prompt_kinds.consents import CONSENT_EXPIRING
from patients.prompt_kinds.glass import GLASS_BROKEN
from patients.prompt_kinds.packets import FORMS_WAITING, LINK_CLOSED_ITSELF
from patients.prompt_kinds.proposals import PROPOSALS_WAITING
from patients.prompt_kinds.risk_answers import RISK_ANSWER
from patients.prompt_kinds.safety_check import SAFETY_CHECK
from practice.prompts import kinds
from practice.prompts.kinds import PromptKind

KINDS: tuple[PromptKind, ...] = (
    GLASS_BROKEN,
    CONSENT_EXPIRING,
    PROPOSALS_WAITING,
    FORMS_WAITING,
    LINK_CLOSED_ITSELF,
    SAFETY_CHECK,
    RISK_ANSWER,
)


def register() -> None:
    """Offer the kinds, once, when the app is ready."""
    for kind in KINDS:
        kinds.register(kind)
