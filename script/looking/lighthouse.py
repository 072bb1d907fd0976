"""`script/lighthouse`: how fast and how open to everybody the pages are, by Google's Lighthouse."""

import argparse
import sys
from collections.abc import Iterator

from script.looking.auditing import ATTEMPTS, CATEGORIES, FORMS, NOTHING_BELOW, VERSIONS, Audit, Page, audit, installed
from script.looking.browsing import Visit, chromium
from script.looking.own_demo import VAR, Demo, own_demo

PAGES = ("sign-in", "today", "chart", "plan")
PATIENT = "Maya Juniper"


def main() -> int:
    wanted = parsed()
    tools = installed(VAR / "lighthouse")
    heads = "".join(f"{head:>16}" for head in CATEGORIES)
    print(f"{'':<10}{'':<8}{heads}{'LCP':>8}{'CLS':>7}{'TBT':>8}{'total':>8}")
    lowest = 100
    with own_demo() as demo:
        for page in pages(demo):
            for form in FORMS if page.name in wanted else ():
                found = audit(tools, demo.url, page, form)
                lowest = min(lowest, found.lowest)
                tell(page, form, found)
    if lowest < NOTHING_BELOW:
        print(f"\nSomething is below {NOTHING_BELOW}; the reports are in {tools}")
    return 0 if lowest >= NOTHING_BELOW else 1


def parsed() -> list[str]:
    parser = argparse.ArgumentParser(
        prog="script/lighthouse",
        description=f"Audits pages of a demo practice of its own, signed in, as on a telephone and as on a desk; fails "
        f"where a score is below {NOTHING_BELOW}. Installs {' and '.join(VERSIONS)} with npm below var/looking "
        f"(360 MB). Of up to {ATTEMPTS} attempts the best counts.",
    )
    parser.add_argument("page", nargs="*", metavar="PAGE", help=f"only these of: {', '.join(PAGES)}")
    wanted = list(parser.parse_args().page)
    if unknown := set(wanted) - set(PAGES):
        parser.error(f"no such page: {', '.join(sorted(unknown))}")
    return wanted or list(PAGES)


def pages(demo: Demo) -> Iterator[Page]:
    """Each with what a browser sends that is signed in as the prescriber."""
    with chromium() as browser:
        visit = Visit(browser, demo)
        plan, chart, cookies = visit.plan_of(PATIENT), visit.chart_of(PATIENT), visit.cookies("prescriber")
    yield Page(name="sign-in", path="/accounts/login/")
    yield Page(name="today", path="/", cookies=cookies)
    yield Page(name="chart", path=chart, cookies=cookies)
    yield Page(name="plan", path=plan, cookies=cookies)


def tell(page: Page, form: str, found: Audit) -> None:
    scores = "".join(f"{found.scores[name]:>16}" for name in CATEGORIES)
    times = f"{found.lcp_ms / 1000:>6.1f} s{found.cls:>7.3f}{found.tbt_ms:>5.0f} ms"
    print(f"{page.name:<10}{form:<8}{scores}{times}{found.total_bytes / 1000:>5.0f} kB", flush=True)
    for finding in found.found:
        print(f"    {finding}")


if __name__ == "__main__":
    sys.exit(main())
