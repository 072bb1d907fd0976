"""The administration: administrators alone, nothing clinical, nothing deleted, every change an act."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from patients.models import AccessGrant, CareTeamMember, ChartEvent, Patient
from practice.audit.models import Act
from practice.staff.administration_site import AdministrationAdmin
from practice.staff.models import Cover, User
from practice.staff.roles import Role
from tests.builders import PASSWORD, glass_broken, make_administrator, make_patient, make_user, on_team

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture
def administrator(client):
    user = make_administrator()
    client.force_login(user)
    return user


def last_act():
    return Act.objects.latest("id")


def page(client, model, kind="changelist", *args):
    return client.get(reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_{kind}", args=args))


def test_signing_in_goes_through_the_practices_own_page(client):
    assert client.get(reverse("admin:index")).url.startswith(reverse("admin:login"))
    assert client.get(reverse("admin:login") + "?next=/admin/").url == f"{reverse('account_login')}?next=/admin/"
    refused = client.post(reverse("admin:login"), {"username": "x", "password": "x"})
    assert refused.url.startswith(reverse("account_login"))


def test_somebody_signed_in_is_let_in_or_told_that_it_is_not_theirs(client, administrator):
    assert client.get(reverse("admin:login")).url == reverse("admin:index")

    client.force_login(make_user(Role.PRESCRIBER, is_staff=True))

    assert client.get(reverse("admin:index")).status_code == 403
    assert client.get(reverse("admin:login")).status_code == 403


def test_an_administrator_without_the_mark_stays_outside(client):
    client.force_login(make_user(Role.ADMINISTRATOR))

    assert client.get(reverse("admin:index")).status_code == 403


def test_signing_out_here_is_an_act_too(client, administrator):
    client.post(reverse("admin:logout"))

    assert last_act().verb == "account.signed_out"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["admin:password_change", "admin:password_change_done"])
def test_ones_own_password_is_changed_on_the_practices_own_page(client, administrator, name):
    assert client.get(reverse(name)).url == reverse("account_change_password")


def test_only_pages_that_ask_the_table_of_roles_are_here():
    assert admin.site._registry
    for model, page in admin.site._registry.items():
        assert isinstance(page, AdministrationAdmin), model
    assert not {Group, Authenticator, ChartEvent} & set(admin.site._registry)


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_every_page_opens_and_nothing_is_deleted(client, administrator, rf, model):
    request = rf.get("/")
    request.user = administrator

    assert page(client, model).status_code == 200
    assert not admin.site._registry[model].has_delete_permission(request)
    assert "delete_selected" not in admin.site._registry[model].get_actions(request)


def test_an_account_is_made_with_its_roles(client, administrator):
    nurse_group = Group.objects.get(name=Role.NURSE)

    response = client.post(
        reverse("admin:staff_user_add"),
        {
            "email": "New@Practice.example",
            "display_name": "New Person",
            "groups": [nurse_group.pk],
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )

    assert response.status_code == 302
    made = User.objects.get(email="new@practice.example")
    assert made.roles() == {Role.NURSE}
    assert made.check_password(PASSWORD)
    act = last_act()
    assert (act.verb, act.by, act.subject_id) == ("administration.added", administrator, made.pk)


def test_roles_are_checkboxes_by_the_names_that_people_know(client, administrator):
    Group.objects.create(name="book club")

    shown = page(client, User, "add").content.decode()

    assert shown.count('type="checkbox" name="groups"') == len(Role)
    assert "Nurse or case manager" in shown


def change_account(client, user, **fields):
    values = {"email": user.email, "display_name": user.display_name, "groups": [], "is_active": "on", **fields}
    return client.post(
        reverse("admin:staff_user_change", args=[user.pk]), {k: v for k, v in values.items() if v is not None}
    )


def test_an_account_is_switched_off_and_given_roles(client, administrator):
    user = make_user(Role.NURSE)
    therapist = Group.objects.get(name=Role.THERAPIST)

    response = change_account(client, user, is_active=None, groups=[therapist.pk])

    assert response.status_code == 302
    user = User.objects.get(pk=user.pk)
    assert (user.is_active, user.roles()) == (False, {Role.THERAPIST})
    assert (last_act().verb, last_act().subject_id) == ("administration.changed", user.pk)


def test_nobody_is_made_a_superuser_here(client, administrator):
    user = make_user()

    change_account(client, user, is_superuser="on")
    change_account(client, administrator, is_superuser="on", is_staff="on")

    assert not User.objects.filter(is_superuser=True).exists()


def test_superusers_are_out_of_an_administrators_reach(client, administrator):
    root = make_user(is_superuser=True, is_staff=True)

    assert page(client, User, "change", root.pk).status_code == 302
    assert root.email not in page(client, User).content.decode()
    client.force_login(root)
    assert root.email in page(client, User).content.decode()


def test_setting_a_password_is_an_act(client, administrator):
    user = make_user()
    new = "a much longer staple"

    client.post(
        reverse("admin:auth_user_password_change", args=[user.pk]),
        {"usable_password": "true", "password1": new, "password2": new},
    )

    user.refresh_from_db()
    assert user.check_password(new)
    assert (last_act().verb, last_act().subject_id) == ("administration.changed", user.pk)


def test_a_lost_second_factor_is_removed(client, administrator):
    user = make_user(Role.NURSE)
    TOTP.activate(user, generate_totp_secret())

    client.post(
        reverse("admin:staff_user_changelist"), {"action": "remove_second_factor", "_selected_action": [user.pk]}
    )

    assert not Authenticator.objects.exists()
    assert (last_act().verb, last_act().subject_id) == ("administration.second_factor_removed", user.pk)


def test_cover_is_entered_by_name(client, administrator):
    away, stand_in = make_user(display_name="Away"), make_user(display_name="Here")
    assert "Away" in page(client, Cover, "add").content.decode()

    client.post(
        reverse("admin:staff_cover_add"),
        {
            "absent": away.pk,
            "stand_in": stand_in.pk,
            "starts_at_0": "2026-12-01",
            "starts_at_1": "08:00",
            "ends_at_0": "2026-12-08",
            "ends_at_1": "08:00",
        },
    )

    cover = Cover.objects.get()
    assert (cover.absent, cover.stand_in, cover.recorded_by) == (away, stand_in, administrator)
    assert last_act().subject_type == "staff.cover"
    assert "Here" in page(client, Cover).content.decode()


def patient_form(patient=None, **fields):
    values = {
        "record_number": "A1",
        "chosen_name": "Robin",
        "birth_date": "1990-01-01",
        "language": "English",
        "care_team-TOTAL_FORMS": "0",
        "care_team-INITIAL_FORMS": "0",
        **fields,
    }
    if patient:
        values |= {"record_number": patient.record_number, "chosen_name": patient.chosen_name}
    return values


def test_a_patient_is_entered_with_their_team(client, administrator):
    nurse = make_user(Role.NURSE)
    place = {
        "care_team-TOTAL_FORMS": "1",
        "care_team-0-user": nurse.pk,
        "care_team-0-role": "nurse",
        "care_team-0-starts_at_0": "2026-01-01",
        "care_team-0-starts_at_1": "08:00",
    }

    response = client.post(reverse("admin:patients_patient_add"), patient_form(**place))

    assert response.status_code == 302
    patient = Patient.objects.get()
    assert patient.created_by == administrator
    assert CareTeamMember.objects.get().recorded_by == administrator
    assert (last_act().verb, last_act().patient_id) == ("administration.added", patient.pk)


def test_ending_a_place_on_the_team_is_in_the_history(client, administrator):
    patient, nurse = make_patient(), make_user(Role.NURSE)
    member = on_team(patient, nurse)
    place = {
        "care_team-TOTAL_FORMS": "1",
        "care_team-INITIAL_FORMS": "1",
        "care_team-0-id": member.pk,
        "care_team-0-patient": patient.pk,
        "care_team-0-user": nurse.pk,
        "care_team-0-role": "nurse",
        "care_team-0-starts_at_0": "2020-01-01",
        "care_team-0-starts_at_1": "00:00",
        "care_team-0-ends_at_0": "2026-11-01",
        "care_team-0-ends_at_1": "00:00",
    }

    client.post(reverse("admin:patients_patient_change", args=[patient.pk]), patient_form(patient, **place))

    event = apps.get_model("patients", "CareTeamMemberEvent").objects.latest("pgh_id")
    assert (event.pgh_label, event.pgh_context["user"]) == ("update", administrator.pk)


def test_nothing_clinical_about_a_patient_is_here(client, administrator):
    shown = page(client, Patient, "change", make_patient(sensitivity="high").pk).content.decode()

    assert "ensitivity" not in shown
    assert "sex_for_dosing" not in shown
    assert "merged_into" not in shown


def test_a_broken_glass_is_shown_without_its_reason(client, administrator):
    grant = glass_broken(make_patient(), make_user(Role.NURSE), at=NOW)

    for shown in (page(client, AccessGrant), page(client, AccessGrant, "change", grant.pk)):
        assert shown.status_code == 200
        assert "Break the glass" in shown.content.decode()
        assert grant.reason not in shown.content.decode()


def test_acts_are_read_and_not_written(client, administrator):
    act = Act.objects.create(verb="chart.viewed", by=administrator, happened_at=NOW)

    assert "chart.viewed" in page(client, Act).content.decode()
    assert page(client, Act, "change", act.pk).status_code == 200
    assert page(client, Act, "add").status_code == 403
    assert client.post(reverse("admin:audit_act_change", args=[act.pk]), {"verb": "x"}).status_code == 403
