"""Every change of a duty; nothing else writes the state, the deadline or the moment of submission."""

from giaoban.duties.actions.asking import Order, ask_many

__all__ = ["Order", "ask_many"]
