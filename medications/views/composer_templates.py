"""Acts on the templates of the practice, from the composer."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from medications.forms import row_acts
from medications.forms.composer import TemplateForm
from medications.services.templating import retire_template, save_template, steps_of_template
from medications.views.answering import attempt
from medications.views.composed import Composed
from medications.views.composer_shown import Said, Shown


def keep_as_template(composed: Composed, _place: int | None) -> Shown:
    named = TemplateForm(composed.request.POST)
    if not (composed.form.is_valid() & composed.rows.is_valid()):
        said = Said(
            words=_("Not kept: something is not right yet."), kind="warning", called=named.data.get("called", "")
        )
        return Shown(composed=composed, has_errors=True, said=said)
    if not named.is_valid():
        return Shown(composed=composed, said=Said(words=_("Give the template a name."), kind="warning"))
    return _done(
        composed,
        lambda: save_template(
            name=named.cleaned_data["called"],
            medication=composed.chosen.medication,
            steps=composed.steps,
            goal=composed.goal,
            by=composed.user,
            at=composed.at,
        ),
        _("The template is saved, for everybody who prescribes here."),
    )


def begin_with_template(composed: Composed, place: int | None) -> Shown:
    template = composed.template(place)
    if template is None:
        return Shown(composed=composed)
    rows = row_acts.rows_of(steps_of_template(template))
    return Shown(composed=replace(composed.with_goal_of(template), typed_rows=rows))


def no_longer_offer(composed: Composed, place: int | None) -> Shown:
    template = composed.template(place)
    if template is None:
        return Shown(composed=composed)
    return _done(
        composed,
        lambda: retire_template(template=template, by=composed.user, at=composed.at),
        _("The template is retired. Plans made from it stay as they are."),
    )


def _done(composed: Composed, act: Callable[[], object], words: str) -> Shown:
    """Do it once, and go on with the form. What is refused is no error of the page: it is said beside the act."""
    refusal = attempt(composed.request, act)
    if refusal:
        called = composed.request.POST.get("called", "")
        return Shown(composed=composed, said=Said(words=refusal.message, kind="warning", called=called))
    return Shown(composed=composed.read_again(), said=Said(words=words))
