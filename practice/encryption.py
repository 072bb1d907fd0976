"""Secrets in a column: AES-256-GCM, with the key's id in the value, so that keys can be changed and retired.

A value reads `v1.<key id>.<nonce and ciphertext>`. The first key of FIELD_ENCRYPTION_KEYS encrypts; the others stay
readable until everything was written anew. `purpose` is authenticated with the text: what was encrypted for one
column cannot be moved to another and read there.
"""

import base64
import binascii
import hashlib
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION = "v1"
KEY_BYTES = 32
NONCE_BYTES = 12


class UnreadableSecretError(Exception):
    """A value that no key of this installation opens; the message names the key's id, never the value."""


@dataclass(frozen=True)
class Key:
    """One key; its id is a digest, so it can stand in the value without telling the key."""

    id: str
    cipher: AESGCM

    @classmethod
    def from_setting(cls, text: str) -> "Key":
        try:
            raw = base64.urlsafe_b64decode(text.encode("ascii"))
        except (binascii.Error, UnicodeEncodeError) as error:
            raise ImproperlyConfigured("Each of FIELD_ENCRYPTION_KEYS is base64.") from error
        if len(raw) != KEY_BYTES:
            raise ImproperlyConfigured(f"Each of FIELD_ENCRYPTION_KEYS is {KEY_BYTES} bytes in base64.")
        return cls(id=hashlib.sha256(b"key id" + raw).hexdigest()[:8], cipher=AESGCM(raw))


def keys() -> list[Key]:
    """The keys of this installation, the encrypting one first."""
    found = [Key.from_setting(text) for text in settings.FIELD_ENCRYPTION_KEYS]
    if not found:
        raise ImproperlyConfigured("FIELD_ENCRYPTION_KEYS has no key.")
    return found


def encrypt(text: str, *, purpose: str) -> str:
    """The text as a value that only this installation opens, for this purpose."""
    key = keys()[0]
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + key.cipher.encrypt(nonce, text.encode(), purpose.encode())
    return f"{VERSION}.{key.id}.{base64.urlsafe_b64encode(sealed).decode('ascii')}"


def decrypt(value: str, *, purpose: str) -> str:
    """The text again. Raises UnreadableSecretError; it never hands back a value it could not open."""
    version, _, rest = value.partition(".")
    key_id, _, sealed_text = rest.partition(".")
    if version != VERSION or not sealed_text:
        raise UnreadableSecretError("This is not an encrypted value.")
    key = next((key for key in keys() if key.id == key_id), None)
    if key is None:
        raise UnreadableSecretError(f"Key {key_id} is not among FIELD_ENCRYPTION_KEYS.")
    try:
        sealed = base64.urlsafe_b64decode(sealed_text)
        return key.cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise UnreadableSecretError(f"A value of key {key_id} was changed or was made for another purpose.") from error
