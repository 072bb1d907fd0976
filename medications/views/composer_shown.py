"""What an act of the composer leads to."""

from dataclasses import dataclass

from django.http import HttpResponse

from medications.presentation.composer import ProposalView
from medications.views.answering import Refusal
from medications.views.composed import Composed


@dataclass(frozen=True, kw_only=True)
class Said:
    """What became of an act on the practice's templates, beside them; `called` is kept where it was refused."""

    words: str
    kind: str = "success"
    called: str = ""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The page that answers an act: the form as it goes on, and what became of it. `answer` takes its place."""

    composed: Composed
    proposal: ProposalView | None = None
    refusal: Refusal | None = None
    said: Said | None = None
    has_errors: bool = False
    status: int = 200
    answer: HttpResponse | None = None
