"""The outbox does no official acts: the room that promises enters its own act in the journal."""

SAMPLES: dict = {}
_WHY = "a promise of the program; the act that makes it has its own entry"
NO_ENTRY = {
    f"outbox.actions.{name}": _WHY for name in ("enqueue", "enqueue_many", "enqueue_mail", "try_again")
}
