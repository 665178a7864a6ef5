"""The duties app."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Registers the app, and what becomes of the work of units that end."""

    name = "giaoban.duties"

    def ready(self) -> None:
        from giaoban.duties.actions import lock_held, pass_on
        from giaoban.duties.reads.holdings import held
        from giaoban.units.reads.holdings import Room, tell_holdings

        tell_holdings(
            Room(
                held,
                lambda actor, at: pass_on(actor=actor, at=at),
                lambda unit_ids, at: lock_held(unit_ids, at=at),
            )
        )
