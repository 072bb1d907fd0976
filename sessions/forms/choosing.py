"""Which day or week of visits is looked at, whose, and where: asked for in the address, by ids and dates alone."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sessions.queries.choices import Offered

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)  # beyond them is a slip, and the end of what a clock can say


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A day that a calendar can show."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": EARLIEST, "max": LATEST})
    return forms.DateField(label=label, widget=widget, validators=[is_within_reach], **kwargs)


def is_within_reach(day: date) -> None:
    """Refuse a year with a digit too many or too few."""
    if not EARLIEST <= day <= LATEST:
        raise forms.ValidationError(_("Choose a day between 2000 and 2100."))


class Select(forms.Select):
    """A choice among many, written at once where Django renders a template for each; its name is its class in CSS."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]
        options = [option for _group, found, _index in widget["optgroups"] for option in found]
        written = format_html_join("", "<option{}>{}</option>", ((_told(each), each["label"]) for each in options))
        return format_html("<select{}>{}</select>", flatatt({"name": widget["name"], **widget["attrs"]}), written)


def _told(option: dict[str, Any]) -> SafeString:
    return flatatt({"value": option["value"], "selected": option["selected"]})


def chosen_from(things: Iterable[tuple[int, str]], label: Any, nothing: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """One of the things that a page has read already; asking the database again would tell it nothing new."""
    kwargs = {"required": False, "coerce": int, "empty_value": None, "widget": Select, **kwargs}
    return forms.TypedChoiceField(label=label, choices=[("", nothing), *things], **kwargs)


def named(offered: Offered) -> list[tuple[int, str]]:
    """Clinicians by name."""
    return [(each.pk, each.user.display_name) for each in offered.clinicians]


class DayForm(forms.Form):
    """Another day, one clinician, one place."""

    on = day_field(_("Day"), required=False)

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clinician"] = chosen_from(named(offered), _("Clinician"), _("Everybody"))
        places = [(each.pk, each.name) for each in offered.locations]
        self.fields["location"] = chosen_from(places, _("Location"), _("All locations"))


class WeekForm(forms.Form):
    """Another week, one clinician."""

    on = day_field(_("A day of the week"), required=False)

    def __init__(self, *args: Any, clinicians: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clinician"] = chosen_from(clinicians, _("Clinician"), _("Everybody"))
