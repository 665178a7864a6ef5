"""Every link in the project's Markdown pages that points into the project must lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def heading_anchors(page: Path) -> set[str]:
    """The anchors that a page's headings make, as the usual Markdown viewers name them."""
    anchors = set()
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            words = re.sub(r"[^\w\s-]", "", line.lstrip("#").strip().lower())
            anchors.add(re.sub(r"\s", "-", words))
    return anchors


def broken(page: Path) -> list[str]:
    """The targets on `page` that lead nowhere."""
    wrong = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _hash, anchor = target.partition("#")
        goal = (page.parent / path).resolve() if path else page
        if not goal.exists() or (anchor and goal.suffix == ".md" and anchor not in heading_anchors(goal)):
            wrong.append(target)
    return wrong


def main() -> int:
    """Print the broken links; 1 when there are any."""
    pages = [
        p for p in HOME.rglob("*.md") if not {".venv", "node_modules", "var"} & set(p.relative_to(HOME).parts)
    ]
    faults = [f"{page.relative_to(HOME)}: {target}" for page in sorted(pages) for target in broken(page)]
    print("\n".join(faults) or f"{len(pages)} pages, every link leads somewhere.")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
