"""What a link says can be taken back, once, and never be rewritten: the database itself refuses."""

from django.db import migrations

STAND = """
CREATE FUNCTION records_link_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.retracted_at IS NOT NULL
        OR to_jsonb(OLD) - '{retracted_at,retracted_by,retracted_why}'::text[]
            <> to_jsonb(NEW) - '{retracted_at,retracted_by,retracted_why}'::text[]
    THEN
        RAISE EXCEPTION 'A link can only be taken back; make another one.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

-- After, because only then is the generated category worked out.
CREATE TRIGGER records_link_stands AFTER UPDATE ON records_link FOR EACH ROW EXECUTE FUNCTION records_link_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0002_names")]

    operations = [
        migrations.RunSQL(STAND, "DROP TRIGGER records_link_stands ON records_link; DROP FUNCTION records_link_stands;")
    ]
