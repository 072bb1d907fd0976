"""Static files are collected when something changed, and then as production serves them."""

import os
from pathlib import Path

import pytest
from django.conf import settings as project

from practice.demo.static_files import collect_if_changed


@pytest.fixture
def sheet(tmp_path, settings):
    """The one static file of a house of its own."""
    (tmp_path / "source").mkdir()
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = project.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    written = tmp_path / "source/page.css"
    written.write_text("body { color: black; }\n" * 20)
    return written


def collected(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "static").glob("page.*.css*"))


def test_they_are_named_after_their_content_and_compressed(sheet, tmp_path):
    collect_if_changed()

    plain, squeezed = collected(tmp_path)
    assert squeezed == f"{plain}.gz"


def test_what_did_not_change_is_not_collected_again(sheet, tmp_path):
    collect_if_changed()
    [manifest] = (tmp_path / "static").glob("staticfiles.json")
    before = manifest.stat().st_mtime_ns

    collect_if_changed()

    assert manifest.stat().st_mtime_ns == before


def test_a_changed_sheet_is_collected_anew(sheet, tmp_path):
    collect_if_changed()
    before = collected(tmp_path)

    sheet.write_text("body { color: white; }\n" * 20)
    os.utime(sheet, (0, 1))
    collect_if_changed()

    assert set(collected(tmp_path)) > set(before)


def test_what_is_gone_is_collected_again(sheet, tmp_path):
    collect_if_changed()
    (tmp_path / "static/staticfiles.json").unlink()

    collect_if_changed()

    assert (tmp_path / "static/staticfiles.json").exists()
