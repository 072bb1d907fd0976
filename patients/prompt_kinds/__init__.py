"""The kinds of work that patients raise."""

from patients.prompt_kinds.glass import GLASS_BROKEN
from practice.prompts import kinds
from practice.prompts.kinds import PromptKind

KINDS: tuple[PromptKind, ...] = (GLASS_BROKEN,)


def register() -> None:
    """Offer the kinds, once, when the app is ready."""
    for kind in KINDS:
        kinds.register(kind)
