"""PostgreSQL finds the rows above a report by one scan and adds to each from the deepest up."""

from django.db import migrations

# Rows are taken in the order of `units`, from the deepest up. Each statement sees what
# was committed before it: a period that was closed while this waited for a row below has its top row written
# as well. A unit's own row takes none of its own figures, and those above it have them from the units below.
COUNT = """
    CREATE OR REPLACE FUNCTION reports_count(
        in_period bigint, own bigint, units bigint[], more bigint[], given bigint[], came int, nil int
    ) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
        place record;
        met boolean := false;
        adds boolean := true;
    BEGIN
        FOR place IN
            SELECT id, unit_id, above_id FROM reports_total
            WHERE period_id = in_period AND unit_id = ANY (units) ORDER BY array_position(units, unit_id)
        LOOP
            adds := adds AND place.unit_id <> own;
            IF place.above_id IS NOT NULL OR NOT met
                OR EXISTS (SELECT 1 FROM reports_period WHERE id = in_period AND state = 'closed')
            THEN
                IF adds THEN
                    UPDATE reports_total SET
                        sums = ARRAY(SELECT coalesce(a, 0) + coalesce(b, 0) FROM unnest(sums, more) AS t(a, b)),
                        counts = ARRAY(
                            SELECT coalesce(a, 0) + coalesce(b, 0) FROM unnest(counts, given) AS t(a, b)
                        ),
                        reported = reported + came,
                        nils = nils + nil
                    WHERE id = place.id;
                ELSE
                    UPDATE reports_total SET reported = reported + came, nils = nils + nil
                    WHERE id = place.id;
                END IF;
            END IF;
            met := true;
        END LOOP;
    END
    $$
"""


def stand(_apps, schema_editor):
    """Put it in the place of the one before, where the engine has such."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(COUNT)


class Migration(migrations.Migration):

    dependencies = [
        ("reports", "0005_form_drafts"),
    ]

    operations = [
        migrations.RunPython(stand, migrations.RunPython.noop),
    ]
