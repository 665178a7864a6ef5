"""PostgreSQL adds a report to the totals above it by itself, row by row from the deepest up."""

from django.db import migrations

STAND = (
    """
    CREATE FUNCTION reports_add(one bigint[], other bigint[]) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT ARRAY(SELECT coalesce(a, 0) + coalesce(b, 0) FROM unnest(one, other) AS pair(a, b))
    $$
    """,
    # Each statement sees what was committed before it, so that a period which was closed while this waited
    # for a row below has its top row written as well. A unit's own row takes none of its own figures.
    """
    CREATE FUNCTION reports_count(
        in_period bigint, own bigint, units bigint[], more bigint[], given bigint[], came int, nil int
    ) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
        one bigint;
        met boolean := false;
        adds boolean := true;
    BEGIN
        FOREACH one IN ARRAY units LOOP
            UPDATE reports_total SET
                sums = CASE WHEN adds AND one <> own THEN reports_add(sums, more) ELSE sums END,
                counts = CASE WHEN adds AND one <> own THEN reports_add(counts, given) ELSE counts END,
                reported = reported + came,
                nils = nils + nil
            WHERE period_id = in_period AND unit_id = one AND (
                above_id IS NOT NULL OR NOT met
                OR EXISTS (SELECT 1 FROM reports_period WHERE id = in_period AND state = 'closed')
            );
            IF FOUND THEN
                met := true;
                IF one = own THEN
                    adds := false;
                END IF;
            END IF;
        END LOOP;
    END
    $$
    """,
    "ALTER TABLE reports_total SET (fillfactor = 70)",
)
LEAVE = (
    "ALTER TABLE reports_total RESET (fillfactor)",
    "DROP FUNCTION reports_count(bigint, bigint, bigint[], bigint[], bigint[], int, int)",
    "DROP FUNCTION reports_add(bigint[], bigint[])",
)


def stand(_apps, schema_editor):
    """Make the functions where the engine has such."""
    if schema_editor.connection.vendor == "postgresql":
        for sentence in STAND:
            schema_editor.execute(sentence)


def leave(_apps, schema_editor):
    """Take them away again."""
    if schema_editor.connection.vendor == "postgresql":
        for sentence in LEAVE:
            schema_editor.execute(sentence)


class Migration(migrations.Migration):

    dependencies = [
        ("reports", "0001_reports"),
    ]

    operations = [
        migrations.RunPython(stand, leave),
    ]
