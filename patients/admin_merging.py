"""The way from a patient's page in the administration to merging two records."""

from typing import Any

from django.urls import URLPattern, path

from patients.views.merging import merge
from practice.staff.administration_site import AdministrationAdmin


class Merging(AdministrationAdmin):
    """Offers the page, and a link to it."""

    change_form_template = "admin/patient_change.html"

    def get_urls(self) -> list[Any]:
        page = path("<int:object_id>/merge/", self.admin_site.admin_view(merge), name="patients_patient_merge")
        before: list[URLPattern] = [page]
        return [*before, *super().get_urls()]
