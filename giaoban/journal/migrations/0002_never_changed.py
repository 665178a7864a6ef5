"""The database itself refuses to change or delete entries of the journal."""

from django.db import migrations

SENTENCE = "entries of the journal are never changed or deleted"
STAND = {
    "sqlite": [
        f"""CREATE TRIGGER journal_entry_keeps_{act.lower()} BEFORE {act} ON journal_entry
            BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"""
        for act in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        f"""CREATE FUNCTION journal_entry_keeps() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE TRIGGER journal_entry_keeps BEFORE UPDATE OR DELETE ON journal_entry
           FOR EACH ROW EXECUTE FUNCTION journal_entry_keeps()""",
    ],
}
LEAVE = {
    "sqlite": [f"DROP TRIGGER journal_entry_keeps_{act}" for act in ("update", "delete")],
    "postgresql": [
        "DROP TRIGGER journal_entry_keeps ON journal_entry",
        "DROP FUNCTION journal_entry_keeps()",
    ],
}


def stand(apps, schema_editor):
    for sentence in STAND[schema_editor.connection.vendor]:
        schema_editor.execute(sentence)


def leave(apps, schema_editor):
    for sentence in LEAVE[schema_editor.connection.vendor]:
        schema_editor.execute(sentence)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(stand, leave)]
