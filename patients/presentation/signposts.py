"""Triggers, warning signs, what helps and what to avoid, as pages show them."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from patients.forms.signposts import CopingForm, RoomForm, SignpostForm, TriggerForm, WarningSignForm
from patients.forms.trauma import WithdrawForm
from patients.models import Signpost, Whose
from patients.presentation.health import Act, Line, joined
from patients.presentation.trauma_sharing import PartShown, Sitting, part_shown, told_by
from patients.rules.reading_rights import Part

KINDS_OF_ROOM = (Signpost.Kind.ROOM, Signpost.Kind.COPING)
KINDS_OF_TRIGGERS = (Signpost.Kind.TRIGGER, Signpost.Kind.WARNING_SIGN)


def room_of(sitting: Sitting, signposts: Sequence[Signpost]) -> PartShown:
    return part_shown(
        sitting,
        Part.ROOM,
        intro=_("What to avoid here, what steadies them, and what helps."),
        empty=_("Nobody has asked yet."),
        lines=lambda may_write: _signposts(signposts, KINDS_OF_ROOM, may_write),
        acts=_adding(sitting, RoomForm(), CopingForm()),
    )


def triggers_of(sitting: Sitting, signposts: Sequence[Signpost]) -> PartShown:
    return part_shown(
        sitting,
        Part.TRIGGERS,
        intro=_("What brings it back, and how one can tell early."),
        empty=_("Nobody has asked yet."),
        lines=lambda may_write: _signposts(signposts, KINDS_OF_TRIGGERS, may_write),
        acts=_adding(sitting, TriggerForm(), WarningSignForm()),
    )


def signposts_of(sitting: Sitting) -> list[Signpost]:
    """Those that hold and that this person may read."""
    rows = Signpost.objects.visible_to(sitting.user, sitting.at).filter(patient=sitting.patient).that_hold()
    return list(rows.select_related("recorded_by").order_by("id"))


def _adding(sitting: Sitting, *each: SignpostForm) -> list[Act]:
    return [Act(form=form, to=reverse("add_signpost", args=[sitting.patient.pk, form.kind.value])) for form in each]


def _signposts(rows: Sequence[Signpost], kinds: Sequence[Signpost.Kind], may_write: bool) -> list[Line]:
    return [_signpost(row, may_write) for kind in kinds for row in rows if row.kind == kind]


def _signpost(row: Signpost, may_write: bool) -> Line:
    form = WithdrawForm(ident=f"signpost-{row.pk}")
    is_wish = row.kind == Signpost.Kind.ROOM
    words = in_quotes(row)
    return Line(
        what=capfirst(str(row.get_about_display())) if is_wish else words,
        details=words if is_wish else "",
        tag=_tag(row),
        told=joined(str(row.get_whose_display()), told_by(row)),
        act=Act(form=form, to=reverse("withdraw_signpost", args=[row.pk])) if may_write else None,
    )


def _tag(row: Signpost) -> str:
    if row.kind == Signpost.Kind.ROOM:
        return _("avoid")
    if row.kind == Signpost.Kind.COPING:
        return _("grounding") if row.about == Signpost.About.GROUNDING else _("helps")
    return str(row.get_kind_display())


def in_quotes(row: Signpost) -> str:
    """Their own words as a quotation; what somebody else said of them without."""
    return f"“{row.words}”" if row.words and row.whose == Whose.THEIRS else row.words


def in_short(row: Signpost) -> str:
    """For the banner: what it is about, and what they said to it."""
    about = str(row.get_about_display()) if row.kind == Signpost.Kind.ROOM else ""
    if row.about == Signpost.About.OTHER_WISH:
        about = ""
    return ": ".join(filter(None, [about, row.words]))
