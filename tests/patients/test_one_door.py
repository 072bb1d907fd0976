"""Only one module of the house sends to patients, and one to staff; no other code can reach a mail server."""

import ast

import pytest

from tests.test_house_rules import SOURCES, shown

MAY_SEND = {"patients/services/sending_contacts.py", "practice/prompts/notices.py"}
SENDERS = ("django.core.mail", "smtplib", "aiosmtplib", "anymail")
VERBS = {"send_mail", "send_mass_mail", "mail_admins", "mail_managers", "email_user", "EmailMessage"}


def sends(tree: ast.AST) -> set[str]:
    """What in this source could send: an import of a library that does, or a call by its name."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith(SENDERS)}
        if isinstance(node, ast.ImportFrom):
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name for name in whole if name.startswith(SENDERS)}
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            found |= {name} & VERBS
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(SENDERS):
            found.add(node.value)  # import_module("…")
    return found


def test_no_code_but_the_two_senders_can_send():
    assert {shown(path) for path in SOURCES if sends(ast.parse(path.read_text()))} == MAY_SEND


@pytest.mark.parametrize(
    "code",
    [
        "from django.core.mail import EmailMessage",
        "from django.core import mail",
        "import smtplib as s",
        "user.email_user('a', 'b')",
        "import_module('django.core.mail')",
    ],
)
def test_the_rule_sees_whoever_would_send(code):
    assert sends(ast.parse(code))
