"""The reading as the JSON of `giaoban propose`."""

from __future__ import annotations

from typing import Any

from giaoban.assignments.extraction.shapes import Reading, Task
from giaoban.documents.reading.shapes import Citation


def as_json(reading: Reading) -> dict[str, Any]:
    """`{"tasks": […], "citations": […]}`; a deadline is an ISO date, an RFC 5545 rule or None."""
    return {
        "tasks": [_task(task) for task in reading.tasks],
        "citations": [_citation(citation) for citation in reading.citations],
    }


def _task(task: Task) -> dict[str, Any]:
    due = task.deadline
    return {
        "clause": task.clause,
        "action": task.action,
        "lead": task.lead.name if task.lead else None,
        "co_leads": [party.name for party in task.co_leads],
        "coordinating": [party.name for party in task.coordinating],
        "informed": [party.name for party in task.informed],
        "deadline": due.date.isoformat() if due.date else due.rule,
        "product": task.product,
        "quote": task.quote,
        "start": task.start,
        "end": task.end,
        "uncertain": list(task.doubts),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "type": citation.type,
        "number": citation.number,
        "symbol": citation.symbol,
        "date": citation.date.isoformat() if citation.date else None,
        "start": citation.start,
        "end": citation.end,
    }
