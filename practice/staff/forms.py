"""Accounts as the administration edits them."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from practice.staff.models import User
from practice.staff.roles import Role


class RolesField(forms.ModelMultipleChoiceField):
    """The roles as checkboxes, by the names that people know."""

    def __init__(self, **kwargs: Any) -> None:
        groups = Group.objects.filter(name__in=Role.values).order_by("pk")
        super().__init__(groups, label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, obj: Group) -> str:
        return str(Role(obj.name).label)


class PersonField(forms.ModelChoiceField):
    """One account, by the name that colleagues know."""

    def label_from_instance(self, obj: User) -> str:
        return obj.display_name


class AccountAddForm(AdminUserCreationForm):
    """A new account; its password is told to the person, who changes it."""

    groups = RolesField()

    class Meta:
        model = User
        fields = ["email", "display_name", "is_staff", "groups"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class AccountChangeForm(UserChangeForm):
    """An account as it is. The password has a page of its own."""

    groups = RolesField()

    class Meta:
        model = User
        fields = ["email", "display_name", "is_active", "is_staff", "groups", "password"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
