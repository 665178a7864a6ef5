"""
The measurements that need no filled database of their own.

    python -m bench.outside [--quick] [--only propose|layout|compare|demo]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import Final

from bench import drafts, papers, reading, serving
from bench.figures import Figure, say

MEASURES: Final[dict[str, Callable[..., Iterator[Figure]]]] = {
    "propose": reading.propose,
    "layout": papers.layout,
    "compare": drafts.compared,
    "demo": serving.demo,
}


def main() -> None:
    """Run what was asked for; one figure a line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=MEASURES)
    options = parser.parse_args()
    for name, measure in MEASURES.items():
        if options.only in (None, name):
            say(f"  {name} …")
            for figure in measure(share=0.1 if options.quick else 1.0):
                print(figure.line(), flush=True)


if __name__ == "__main__":
    main()
