"""Operations for migrations."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger


class CreateModels(Operation):
    """Many models at once, with what was added to them afterwards, as an app's first migration has them.

    Each `CreateModel` draws all models that are related to it anew, some ten thousand in all. Here the state learns of
    every model first and is drawn once; each table is then made as it ends up, its foreign keys after all tables.
    """

    serialization_expand_args = ["operations"]
    reversible = True
    atomic = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return (self.__class__.__name__, [], {"operations": self.operations})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # drawn again when somebody asks
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for create in self._made():
            create.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for create in reversed(self._made()):
            create.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self._made())} models"

    def _made(self) -> list[CreateModel]:
        return [operation for operation in self.operations if isinstance(operation, CreateModel)]


class AddTriggers(Operation):
    """Many triggers at once, as an app's first migration has them.

    Each `AddTrigger` draws its model, and all that are related to it, anew: with some hundred of them that is most of
    the time that migrating takes. A trigger changes nothing that other operations read, so here nothing is drawn.
    """

    serialization_expand_args = ["triggers"]
    reversible = True
    atomic = True

    def __init__(self, triggers: Sequence[AddTrigger]) -> None:
        self.triggers = triggers

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return (self.__class__.__name__, [], {"triggers": self.triggers})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        for add in self.triggers:
            options = state.models[app_label, add.model_name.lower()].options
            options["triggers"] = [*options.get("triggers", []), add.trigger]

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for add in self.triggers:
            add.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for add in reversed(self.triggers):
            add.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.triggers)} triggers"
