"""Whether the web process of this container answers; for its health check.

Asks as the proxy does, by a name it answers to and over what counts as HTTPS: a redirect or a refusal is no answer.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException

SECONDS = 5


def main() -> int:
    connection = HTTPConnection("127.0.0.1", int(os.environ["PORT"]), timeout=SECONDS)
    try:
        connection.request("GET", "/health/", headers={"Host": allowed_host(), "X-Forwarded-Proto": "https"})
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        print(f"no answer: {type(error).__name__}")
        return 1
    print(f"answered {status}")
    return 0 if status == 200 else 1


def allowed_host() -> str:
    """The first name of ALLOWED_HOSTS: `.example.org` stands for its subdomains, `*` for any."""
    first = os.environ["ALLOWED_HOSTS"].split(",")[0].strip().lstrip(".")
    return "localhost" if first == "*" else first


if __name__ == "__main__":
    sys.exit(main())
