"""Acts of the search room, for tests/test_journal_of_acts.py."""

NO_ENTRY = {"search.actions.index_again": "the index follows the act that calls it"}
