"""
Word templates with fields, loops and conditions: which fields there are, checks with places, filling.

Without Django. A template is checked and filled in a process of its own, with bounds on time and memory and
an environment that reaches our facts alone.
"""

from giaoban.reports.templating.apart import LIMIT_BYTES, Misfit, check, fill
from giaoban.reports.templating.faults import Fault, FaultKind, Place
from giaoban.reports.templating.fields import FILTERS, ROOT, kind_of, walk

__all__ = [
    "FILTERS",
    "LIMIT_BYTES",
    "ROOT",
    "Fault",
    "FaultKind",
    "Misfit",
    "Place",
    "check",
    "fill",
    "kind_of",
    "walk",
]
