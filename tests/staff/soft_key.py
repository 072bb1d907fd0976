"""A security key made of code; tests/browser/test_passkeys.py has a real browser's."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

ORIGIN, DOMAIN = "http://localhost", "localhost"
PRESENT = AuthenticatorData.FLAG.UP
VERIFIED = AuthenticatorData.FLAG.UV
WITH_CREDENTIAL = AuthenticatorData.FLAG.AT


@dataclass
class SoftKey:
    """Holds one credential for one account; `asks_who` says whether it wants a finger or a PIN."""

    user_handle: str
    asks_who: bool = True
    origin: str = ORIGIN
    secret: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    def makes(self, options: dict[str, Any]) -> str:
        """The answer to being set up."""
        public = AttestedCredentialData.create(
            b"\0" * 16, self.credential_id, ES256.from_cryptography_key(self.secret.public_key())
        )
        data = self.data(WITH_CREDENTIAL, bytes(public))
        client = self.client("webauthn.create", options)
        return self.answer(
            clientDataJSON=client, attestationObject=AttestationObject.create("none", AuthenticatorData(data), {})
        )

    def answers(self, options: dict[str, Any]) -> str:
        """The answer to being asked who sits there."""
        data, client = self.data(), self.client("webauthn.get", options)
        signature = self.secret.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        handle = self.user_handle.encode()
        return self.answer(clientDataJSON=client, authenticatorData=data, signature=signature, userHandle=handle)

    def data(self, more: int = 0, credential: bytes = b"") -> bytes:
        flags = PRESENT | more | (VERIFIED if self.asks_who else 0)
        return hashlib.sha256(DOMAIN.encode()).digest() + bytes([flags]) + b"\0" * 4 + credential

    def client(self, kind: str, options: dict[str, Any]) -> bytes:
        challenge = options["publicKey"]["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def answer(self, **response: bytes) -> str:
        name = websafe_encode(self.credential_id)
        parts = {part: websafe_encode(bytes(value)) for part, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": parts})
