"""The administration as an app: Django's own, with our site in place of its default one."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    """Accounts, teams, cover, catalogues and the read-only audit."""

    default_site = "practice.staff.administration_site.AdministrationSite"
