"""What is taken beside a plan's medicine and asks for a look: what can happen, what to do, where to plan for both."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from medications.presentation.gate import Link
from medications.rules.facts import Interaction
from medications.rules.interacting import Match
from medications.terms import InteractionSeverity, Standing


@dataclass(frozen=True, kw_only=True)
class PairLine:
    """One partner; `link` is None where nobody can plan for both, or this reader may not."""

    partner: str
    severity: str
    is_never: bool
    words: str
    source: str
    link: Link | None


def pair_lines(found: Sequence[Match], *, plan_id: int, may_prescribe: bool) -> list[PairLine]:
    """One line for each partner, the worst that is known of it."""
    worst: dict[str, Match] = {}
    for match in found:
        worst.setdefault(match.partner.code, match)
    return [_line(match, plan_id, may_prescribe=may_prescribe) for match in worst.values()]


def _line(match: Match, plan_id: int, *, may_prescribe: bool) -> PairLine:
    pair = match.interaction
    is_never = pair.severity == InteractionSeverity.CONTRAINDICATED
    plan_for_both = Link(
        text=_("Plan for both: %(name)s") % {"name": match.partner_name},
        url=reverse("acknowledge_pair", args=[plan_id, match.partner.code]),
    )
    return PairLine(
        partner=match.partner_name,
        severity=str(InteractionSeverity(pair.severity).label),
        is_never=is_never,
        words=" ".join(_sentence(words) for words in (pair.effect, pair.action) if words),
        source=_source(pair),
        link=plan_for_both if may_prescribe and not is_never else None,
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _source(pair: Interaction) -> str:
    unsure = _("unconfirmed, check the label") if pair.standing == Standing.RECALLED else ""
    return ", ".join(filter(None, (pair.source, unsure)))
