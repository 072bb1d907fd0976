"""Whether beat of this container still sends work; for its health check.

It writes its schedule down after each task it sends, once a minute (CELERY_BEAT_SYNC_EVERY). Whether anybody does the
work is the worker's health check: `manage.py check_sweep`.
"""

import os
import sys
import time
from pathlib import Path

SECONDS = 180


def main() -> int:
    # The ending depends on which dbm this Python was built with.
    written = [path.stat().st_mtime for path in Path(os.environ["GROUNDWORK_VAR"]).glob("beat-schedule*")]
    if not written:
        print("no schedule yet")
        return 1
    ago = time.time() - max(written)
    print(f"ticked {ago:.0f} seconds ago")
    return 0 if ago <= SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
