"""What somebody needs around a visit, in a few words each: for the day list, the desk and the person's page."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from patients.models import LogisticNeeds

NEEDED = LogisticNeeds.Need.NEEDED
ASKED = frozenset({"transport", "childcare", "interpreter", "step_free"})


def in_words(needs: LogisticNeeds | None) -> list[str]:
    """Everything that is to be arranged, one short line each; nothing where nobody asked or nothing is needed."""
    if needs is None:
        return []
    found = [
        _with(_("Transport"), needs.transport_words) if needs.transport == NEEDED else "",
        _with(_("Childcare"), needs.childcare_words) if needs.childcare == NEEDED else "",
        _with(_("Interpreter"), needs.interpreter_language) if needs.interpreter == NEEDED else "",
        _("Step-free way") if needs.step_free == NEEDED else "",
        _with(_("Hearing"), needs.hearing) if needs.hearing else "",
        _with(_("Sight"), needs.sight) if needs.sight else "",
        needs.other,
    ]
    return [words for words in found if words]


def not_asked(needs: LogisticNeeds | None) -> list[str | Promise]:
    """What nobody has asked yet, by its name on the form."""
    return [
        field.verbose_name
        for field in LogisticNeeds._meta.fields
        if field.name in ASKED and (needs is None or not getattr(needs, field.name))
    ]


def _with(what: str, words: str) -> str:
    return _("%(what)s: %(words)s") % {"what": what, "words": words} if words else what
