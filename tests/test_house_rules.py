"""Rules of the house that no single module can hold, tested over all of it."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from pghistory.models import Event

from practice.database.rights import is_ours

ROOT: Path = settings.BASE_DIR
PACKAGES = ["practice", "patients", "medications", "sessions"]
SOURCES = sorted(
    path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
)
OUR_MODELS = [
    model for model in apps.get_models() if is_ours(model) and not issubclass(model, Event) and not model._meta.proxy
]


def model_id(model: type[models.Model]) -> str:
    return model._meta.label


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


# --- Views ask on behalf of somebody ------------------------------------------------------------------------

SCOPES = {"visible_to", "on_team_of", "bookable_by", "breakable_by", "for_queue", "reaching"}
# What a view has already got through a door (chart_for, plan_for, entry_for) scopes what hangs on it.
THROUGH_A_DOOR = {"patient", "plan", "entry"}
REASONED = {
    ("medications/views/plan_page.py", "LogEntry"): "by keys of entries that were found through the plan",
}
ABOUT_NOBODY = {"User", "Effect", "Medication", "RedFlag", "CommonEffect", "DoneOnce"}


def is_a_view(path: Path) -> bool:
    return "views" in path.parts or path.name in {"views.py", "today.py", "queue.py"}


def chains(tree: ast.AST) -> Iterator[tuple[str, int, set[str], set[str]]]:
    """Each `Model.objects…`: the model, the line, the methods called on it, the keywords and names given to them."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Attribute) and node.attr in {"objects", "_base_manager", "_default_manager"}):
            continue
        methods: set[str] = set()
        keywords: set[str] = set()
        outer: ast.AST | None = parents.get(node)
        while isinstance(outer, ast.Attribute | ast.Call):
            if isinstance(outer, ast.Attribute):
                methods.add(outer.attr)
            else:
                keywords |= {word.arg.split("__")[0] for word in outer.keywords if word.arg}
                keywords |= {
                    each.id for word in outer.keywords for each in ast.walk(word) if isinstance(each, ast.Name)
                }
            outer = parents.get(outer)
        yield ast.unparse(node.value), node.lineno, methods, keywords


@pytest.mark.parametrize("path", [path for path in SOURCES if is_a_view(path)], ids=shown)
def test_no_view_asks_the_database_unscoped(path):
    for model, line, methods, keywords in chains(ast.parse(path.read_text())):
        reasoned = model in ABOUT_NOBODY or (shown(path), model) in REASONED
        scoped = methods & SCOPES or keywords & THROUGH_A_DOOR or reasoned
        assert scoped, f"{shown(path)}:{line}: {model}.objects without one of {', '.join(sorted(SCOPES))}"


def test_the_rule_sees_an_unscoped_query():
    (found,) = chains(ast.parse("Patient.objects.filter(pk=1).order_by('pk').first()"))

    assert found == ("Patient", 1, {"filter", "order_by", "first"}, {"pk"})


# --- Every moment has its person ----------------------------------------------------------------------------

MOMENTS_WITHOUT_A_PERSON = {
    # Moments that are not acts of this software's people.
    "happened_at": "when it happened in the patient's life; recorded_by says who told",
    "starts_at": "the beginning of a span that may lie ahead; recorded_by says who entered it",
    "ends_at": "the end of such a span; the history says who set it",
    "expires_at": "follows from granted_at",
    "due_at": "follows from the work",
    "news_at": "follows from the work",
    "beat_at": "a machine's heartbeat",
    "recorded_at": "the database's clock beside the moment of the act, whose person is named with that",
    "patients.SubstanceUse.last_used_at": "when it happened in the patient's life; recorded_by says who told",
    "clinical_sessions.SessionNote.began_at": "its author did; nobody else ever writes in it",
    "clinical_sessions.PsychotherapyNote.begun_at": "its author did; nobody else ever writes it",
    "clinical_sessions.PsychotherapyNote.signed_at": "its author did; nobody else ever signs it",
    "clinical_sessions.PsychotherapyNoteWords.saved_at": "their author did; nobody else ever writes them",
    "clinical_sessions.PsychotherapyNoteAddendum.signed_at": "the note's author did; nobody else ever adds to it",
    "patients.MeasureSheet.sent_at": "the person sends it themselves; made_by says who handed it to them",
    "patients.MeasureSheet.expires_at": "follows from made_at",
    "patients.Assessment.filled_in_at": "by the person, or with them; recorded_by says who wrote it down",
    "patients.Measurement.taken_at": "may have been taken elsewhere; source and recorded_by say from whom it is known",
    "staff.User.created_at": "the history says who made the account, if it was not the command line",
}
# Moments that the software writes by itself; nobody did them.
MADE_BY_THE_SOFTWARE = {"prompts.Prompt", "prompts.Delivery", "prompts.Heartbeat", "medications.DoneOnce"}


@pytest.mark.parametrize("model", OUR_MODELS, ids=model_id)
def test_every_moment_has_its_person(model):
    names = {field.name for field in model._meta.get_fields()}
    for field in model._meta.concrete_fields:
        if not field.name.endswith("_at") or model._meta.label in MADE_BY_THE_SOFTWARE:
            continue
        excused = {field.name, f"{model._meta.label}.{field.name}"} & set(MOMENTS_WITHOUT_A_PERSON)
        assert excused or f"{field.name.removesuffix('_at')}_by" in names, f"{model._meta.label}.{field.name}"


# --- Models -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", OUR_MODELS, ids=model_id)
def test_every_model_says_what_it_is(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}("), "Django made this docstring; write one."


@pytest.mark.parametrize("model", OUR_MODELS, ids=model_id)
def test_a_row_shows_its_kind_and_its_id_alone(model):
    key = model._meta.pk
    is_number = isinstance(key, models.AutoField | models.IntegerField | models.OneToOneField)
    told = {
        field.name: "TOLD"
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.primary_key
    }

    text = str(model(**{**told, key.attname: 7 if is_number else "seven"}))

    assert re.fullmatch(r"[a-z -]+ (7|seven)", text), f"{model._meta.label} shows {text!r}"


@pytest.mark.parametrize("model", OUR_MODELS, ids=model_id)
def test_nothing_is_deleted_because_something_else_was(model):
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            assert field.remote_field.on_delete is models.PROTECT, f"{model._meta.label}.{field.name}"


# --- Logs and tasks carry ids -------------------------------------------------------------------------------

TELLING = {
    "birth_date",
    "chosen_name",
    "display_name",
    "email",
    "in_their_words",
    "legal_name",
    "medication",
    "note",
    "phone",
    "reason",
    "words",
}
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}


def calls_of_loggers(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in LEVELS and "logg" in ast.unparse(node.func.value):
            yield node


def tasks(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any("task" in ast.unparse(each) for each in node.decorator_list):
            yield node


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_no_log_line_tells_who_or_what(path):
    for call in calls_of_loggers(ast.parse(path.read_text())):
        values = [*call.args, *call.keywords]
        read = {node.attr for value in values for node in ast.walk(value) if isinstance(node, ast.Attribute)}
        assert not read & TELLING, f"{shown(path)}:{call.lineno} logs {read & TELLING}"


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name == "tasks.py"], ids=shown)
def test_tasks_take_ids_alone(path):
    for task in tasks(ast.parse(path.read_text())):
        names = [argument.arg for argument in [*task.args.args, *task.args.kwonlyargs] if argument.arg != "self"]
        assert all(name.endswith(("_id", "_ids")) for name in names), f"{shown(path)}: {task.name}{tuple(names)}"


# --- Templates ----------------------------------------------------------------------------------------------

TEMPLATES = sorted(path.relative_to(ROOT / "templates") for path in (ROOT / "templates").rglob("*.*"))
OF_LIBRARIES = Path(inspect.getfile(allauth)).parent / "templates"
ASKED_FOR_BY_DJANGO = {"403.html", "403_csrf.html", "404.html", "429.html"}


@pytest.fixture(scope="module")
def everything_written() -> str:
    pages = (ROOT / "templates").rglob("*.html")
    return "\n".join(path.read_text() for path in [*SOURCES, *pages])


@pytest.mark.parametrize("template", TEMPLATES, ids=str)
def test_every_template_is_used(template, everything_written):
    replaces_a_librarys = (OF_LIBRARIES / template).exists()
    # A panel's template may be named after the panel.
    is_a_panels = template.parent.name == "panels" and f'"{template.stem.replace("_", "-")}"' in everything_written
    is_named = f'"{template}"' in everything_written

    assert is_named or is_a_panels or replaces_a_librarys or str(template) in ASKED_FOR_BY_DJANGO


@pytest.mark.parametrize("template", TEMPLATES, ids=str)
def test_no_template_has_styles_or_scripts_inside(template):
    text = (ROOT / "templates" / template).read_text()

    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\ssrc=)|javascript:", text)
