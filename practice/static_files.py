"""Which static files are collected: what pages link to, rather than everything that libraries bring along."""

from django.contrib.staticfiles.apps import StaticFilesConfig

# Of Bootstrap, pages link its reboot alone; static/css/components/controls.css says what stands in for the rest.
BOOTSTRAP = [
    "bootstrap/js/*",
    "bootstrap.*",
    "bootstrap-grid*",
    "bootstrap-utilities*",
    "bootstrap-reboot.css*",
    "*.rtl.*",
]
HTMX = ["htmx-4*", "htmax-4*", "htmx-2.js", "ext"]


class LinkedFilesConfig(StaticFilesConfig):
    """Most of what libraries bring are variants that no page asks for; compressing them takes time at every start."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, *BOOTSTRAP, *HTMX]
