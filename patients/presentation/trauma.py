"""What templates/patients/trauma.html reads: part by part, as far as whoever reads may read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from patients.forms import trauma as forms
from patients.models import Experience, SafetyCheck
from patients.presentation.health import Act, Line, joined
from patients.presentation.trauma_sharing import (
    PartShown,
    Sitting,
    on,
    part_shown,
    told_by,
)
from patients.prompt_kinds.safety_check import SAFETY_CHECK
from patients.rules.reading_rights import Part
from patients.services.trauma_history import TO_BE_COMPLETED, agreed_in, limits_in_use, shipped_limits
from practice.prompts.models import Prompt


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What they are told first, and whether they were."""

    text: str
    to_be_completed: bool
    told: str = ""
    said: str = ""
    changed_since: bool = False
    act: Act | None = None


def limits_of(sitting: Sitting) -> Limits:
    """The words of today, and who explained which version when."""
    wording, told = limits_in_use(), sitting.told
    text = wording.text if wording else shipped_limits()
    form = forms.LimitsForm()
    return Limits(
        text=text,
        to_be_completed=TO_BE_COMPLETED in text,
        told=told_by(told) if told else "",
        said=told.words if told else "",
        changed_since=told is not None and told.wording_id != (wording.pk if wording else None),
        act=Act(form=form, to=reverse("explain_limits", args=[sitting.patient.pk])) if sitting.may_write else None,
    )


def experiences_of(sitting: Sitting) -> PartShown:
    rows = Experience.objects.visible_to(sitting.user, sitting.at).filter(patient=sitting.patient)
    newest = list(rows.newest().select_related("recorded_by"))
    counting = {row.kind: row for row in rows.that_count().select_related("recorded_by")}
    form = forms.ExperienceForm()
    return part_shown(
        sitting,
        Part.EXPERIENCES,
        intro=_("Broad kinds only. Nobody needs to say more than they want to."),
        empty=_("Nobody has asked yet."),
        lines=lambda may_write: [*_experiences(counting, may_write), *_later(newest)],
        acts=[Act(form=form, to=reverse("record_experience", args=[sitting.patient.pk]))],
        closed=before_it_was_told(sitting) and f"{before_it_was_told(sitting)} {how_to_begin()}",
    )


def before_it_was_told(sitting: Sitting) -> str:
    """Why nothing can be written down yet; nothing once it was told."""
    return "" if sitting.told else _("This stays closed until they were told what we cannot keep to ourselves.")


def how_to_begin() -> str:
    """Words to begin with, for whoever has to explain it."""
    return _(
        "You could say: “Before you tell me anything, I would like to tell you what I have to pass on, so that you can "
        "choose what to tell me.”"
    )


def _experiences(counting: dict[str, Experience], may_write: bool) -> list[Line]:
    rows = [counting[kind] for kind in Experience.Kind if kind in counting]
    return [_experience(row, may_write) for row in rows if not row.withdrawn_because]


def _experience(row: Experience, may_write: bool) -> Line:
    goes_on = "" if row.ongoing == Experience.Ongoing.NOT_ASKED else row.get_ongoing_display()
    form = forms.WithdrawForm(ident=f"experience-{row.pk}")
    return Line(
        what=capfirst(str(row.get_kind_display())),
        details=joined(str(row.get_answer_display()), str(row.get_when_display()), str(goes_on)),
        told=told_by(row),
        act=Act(form=form, to=reverse("withdraw_experience", args=[row.pk])) if may_write else None,
    )


def _later(newest: Sequence[Experience]) -> list[Line]:
    """What was asked and was not for now, whether or not something was said to it before."""
    return [
        Line(
            what=capfirst(str(row.get_kind_display())),
            details=joined(
                _("asked, and not now"),
                _("ask again from %(day)s") % {"day": on(row.ask_from_on)} if row.ask_from_on else "",
            ),
            told=told_by(row),
        )
        for row in newest
        if row.answer == Experience.Answer.NOT_NOW
    ]


@dataclass(frozen=True, kw_only=True)
class Check:
    """One talk about how safe they are. `agreed` is empty for whoever may not read what was said."""

    told: str
    found: str
    agreed: str = ""


def safety_of(sitting: Sitting) -> list[Check]:
    """When somebody asked; what was said, for those with whom it is shared. The latest first."""
    rows = SafetyCheck.objects.filter(patient=sitting.patient).select_related("recorded_by").order_by("-id")
    readable = set(
        SafetyCheck.objects.visible_to(sitting.user, sitting.at)
        .filter(patient=sitting.patient)
        .values_list("pk", flat=True)
    )
    return [_check(row, row.pk in readable) for row in rows]


def _check(row: SafetyCheck, may_read: bool) -> Check:
    if may_read or row.found == SafetyCheck.Found.NOT_ASKED:
        return Check(told=told_by(row), found=capfirst(str(row.get_found_display())), agreed=agreed_in(row))
    return Check(told=told_by(row), found=_("Somebody spoke with them about it."))


def talk_is_due(sitting: Sitting) -> bool:
    """Whether somebody is asked to speak with them, as those may see who know what goes on."""
    waits = Prompt.objects.filter(kind=SAFETY_CHECK.name, key=sitting.patient.pk, closed_at=None)
    return sitting.sharing.may_read(Part.EXPERIENCES) and waits.exists()
