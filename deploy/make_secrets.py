"""Make the files that docker-compose.yml mounts as secrets: python3 deploy/make_secrets.py [FOLDER]

Nothing that is there is changed, so it can be run again. Only the owner of FOLDER (default: secrets/) gets at the
files; each is readable in itself, because a container sees it as it lies here and runs as a user of its own.
Needs Python alone, and not this project.
"""

import base64
import os
import secrets
import sys
from pathlib import Path

SERVER = "postgres:5432"
DATABASE = "groundwork"
BY_HAND = {"email_url": "smtp+tls://USER:PASSWORD@HOST:587"}


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "secrets")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    write(folder / "postgres_password", password())
    superuser = (folder / "postgres_password").read_text().strip()
    write(folder / "superuser_database_url", f"postgresql://postgres:{superuser}@{SERVER}/postgres")
    write(folder / "migrate_database_url", f"postgresql://groundwork_owner:{password()}@{SERVER}/{DATABASE}")
    write(folder / "database_url", f"postgresql://groundwork_app:{password()}@{SERVER}/{DATABASE}")
    write(folder / "secret_key", secrets.token_urlsafe(64))
    write(folder / "field_encryption_keys", base64.urlsafe_b64encode(os.urandom(32)).decode())
    for name, form in BY_HAND.items():
        if not (folder / name).exists():
            print(f"Still to be written by hand: {folder / name}, in the form {form}")
    return 0


def password() -> str:
    """Letters and digits alone: inside an address it must need no escaping."""
    return secrets.token_hex(24)


def write(path: Path, value: str) -> None:
    if path.exists():
        return
    path.write_text(value)
    path.chmod(0o444)
    print(f"Made {path}")


if __name__ == "__main__":
    sys.exit(main())
