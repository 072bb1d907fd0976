"""What the plan page says of the patient's consent, and what can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from medications.presentation.gate import Link
from medications.rules.consenting import ConsentLack
from medications.services.plan_facts import PlanFacts


@dataclass(frozen=True, kw_only=True)
class ConsentView:
    """Where consent stands, in a sentence; `asks` where it is to be spoken of again."""

    words: str
    asks: str = ""
    links: Sequence[Link] = ()


def consent_view(facts: PlanFacts) -> ConsentView:
    """From what the gate has read already."""
    known, lack, plan = facts.reading.consent, facts.consent_lack, facts.plan
    record = Link(text=_("Record consent"), url=reverse("give_consent", args=[plan.pk]))
    if known is None or lack is not None:
        return ConsentView(words=_in_words(lack), links=[record])
    words = _("The patient consents since %(day)s.") % {"day": date_format(known.given_on, "j F Y")}
    take_back = Link(text=_("The patient takes their consent back"), url=reverse("withdraw_consent", args=[plan.pk]))
    if not known.sharing_changed:
        return ConsentView(words=words, links=[take_back])
    stands = Link(text=_("Their consent still stands"), url=reverse("confirm_consent", args=[plan.pk]))
    again = Link(text=_("Ask for it anew"), url=reverse("give_consent", args=[plan.pk]))
    asks = _("What is shared with others has changed since. Ask whether the consent still stands.")
    return ConsentView(words=words, asks=asks, links=[stands, again, take_back])


def _in_words(lack: ConsentLack | None) -> str:
    return {
        ConsentLack.REVOKED: _("The patient took their consent back."),
        ConsentLack.EXPIRED: _("The consent has run out."),
        ConsentLack.OTHER_PURPOSE: _("The consent on file is for another purpose."),
    }.get(lack or ConsentLack.NONE, _("There is no consent on file."))
