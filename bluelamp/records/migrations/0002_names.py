"""How names are made comparable, and the triggers that keep the vocabulary.

All functions are immutable and independent of the database's locale: PostgreSQL's own C.UTF-8 collation (17 and
later) lowers letters and tells them from signs in every script.
"""

from django.db import migrations

FUNCTIONS = r"""
DO $$ BEGIN
    IF current_setting('server_version_num')::int < 170000 THEN
        RAISE EXCEPTION 'Bluelamp needs PostgreSQL 17 or later; this server is %.', current_setting('server_version');
    END IF;
END $$;

-- "O’Brien", "O'BRIEN" and "OBrien" are one key; so are "Zoë" and "Zoe", "van der Berg" and "Van-der-Berg".
-- A name without any letter (an emoji, a cross) is its own key, so that it is kept and found as it is.
CREATE FUNCTION records_name_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN left(coalesce(
    nullif(regexp_replace(
        lower(public.unaccent('public.unaccent'::regdictionary, normalize(name, NFKC)) COLLATE "pg_c_utf8"),
        '[^[:alnum:]]' COLLATE "pg_c_utf8", '', 'g'), ''),
    regexp_replace(name, '\s', '', 'g')), 60);

-- The whole name, and each part of a double name: "Smith-Jones" is asked for as either.
CREATE FUNCTION records_name_keys(name text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE
    WHEN name = '' THEN '{}'
    WHEN name !~ '[-\s\u2010-\u2015/]' THEN ARRAY[records_name_key(name)]
    ELSE (
        SELECT array_agg(DISTINCT key)
        FROM (
            SELECT records_name_key(name) AS key
            UNION ALL
            SELECT records_name_key(part) FROM regexp_split_to_table(name, '[-\s\u2010-\u2015/]+') AS part
            WHERE length(records_name_key(part)) >= 3
        ) AS keys
    )
END;

-- Irish names are said otherwise than they are spelt: bh and mh are v, sio is sho, sea is sha.
CREATE FUNCTION records_name_sounds(key text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN (
    SELECT coalesce(array_agg(DISTINCT code), '{}')
    FROM regexp_replace(regexp_replace(key, '[bm]h', 'v', 'g'), '^s(io|ine|ea)', 'sh\1') AS said,
         unnest(ARRAY[public.dmetaphone(key), public.dmetaphone_alt(key),
                      public.dmetaphone(said), public.dmetaphone_alt(said)]) AS code
    WHERE code <> ''
);

-- The key, and the key with any one letter left out. Two words that share one of these are at most one letter
-- wrong, missing, added or swapped with its neighbour, wherever it is, the first letter too (Garbe's SymSpell).
CREATE FUNCTION records_name_near(key text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN (
    SELECT array_agg(DISTINCT overlay(key PLACING '' FROM place FOR width))
    FROM (SELECT 1, 0 UNION ALL SELECT i, 1 FROM generate_series(1, least(length(key), 30)) AS i)
        AS cuts (place, width)
);

-- How alike two keys are, from 0 to 1: by letters one after another, by groups of three, by sound.
CREATE FUNCTION records_name_score(key text, asked text, near text[], asked_near text[], sounds text[], asked_sounds text[])
RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE  -- not STRICT, so that it is written into the query
RETURN CASE WHEN key = asked THEN 1.0 ELSE
    0.5 * (1 - CASE WHEN near && asked_near THEN 1 ELSE public.levenshtein(key, asked) END::float8
               / greatest(length(key), length(asked)))
    + 0.2 * public.similarity(key, asked)
    + CASE WHEN sounds && asked_sounds THEN 0.2 ELSE 0 END
END;

-- How well a birth date fits, on top of the name: 0 when unknown, NULL when it cannot be the same person. Slips of
-- the pen fit a little: day and month exchanged, or one of day, month and year wrong.
CREATE FUNCTION records_born_score(born_from date, born_to date, asked_from date, asked_to date) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN asked_from IS NULL OR born_from IS NULL THEN 0.0
    WHEN born_from <= asked_to AND born_to >= asked_from THEN 0.3
    WHEN born_from = born_to AND asked_from = asked_to AND (
        (extract(year FROM born_from) = extract(year FROM asked_from))::int
        + (extract(month FROM born_from) = extract(month FROM asked_from))::int
        + (extract(day FROM born_from) = extract(day FROM asked_from))::int >= 2
        OR to_char(born_from, 'YYYYDDMM') = to_char(asked_from, 'YYYYMMDD')
    ) THEN 0.15
END;
"""

TRIGGERS = r"""
CREATE FUNCTION records_name_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM records_namekey WHERE person_id IN (SELECT id FROM before);
    RETURN NULL;
END $$;

CREATE FUNCTION records_name_learn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH named AS MATERIALIZED (
        SELECT id, born_from, born_to, records_name_keys(family) AS families,
               CASE known_as WHEN '' THEN records_name_keys(given)
                    ELSE ARRAY(SELECT unnest(records_name_keys(given)) UNION SELECT unnest(records_name_keys(known_as)))
               END AS givens
        FROM after
    ),
    learnt AS (
        INSERT INTO records_namekey (person_id, family, given, born_from, born_to)
        SELECT id, family, given, born_from, born_to
        FROM named,
             unnest(CASE families WHEN '{}' THEN '{""}' ELSE families END) AS family,
             unnest(CASE givens WHEN '{}' THEN '{""}' ELSE givens END) AS given
        RETURNING family, given
    ),
    families AS (
        INSERT INTO records_familyname (key, sounds, near)
        SELECT key, records_name_sounds(key), records_name_near(key)
        FROM (SELECT DISTINCT family AS key FROM learnt WHERE family <> '') AS fresh
        WHERE NOT EXISTS (SELECT FROM records_familyname AS known WHERE known.key = fresh.key)
    )
    INSERT INTO records_givenname (key, sounds, near)
    SELECT key, records_name_sounds(key), records_name_near(key)
    FROM (SELECT DISTINCT given AS key FROM learnt WHERE given <> '') AS fresh
    WHERE NOT EXISTS (SELECT FROM records_givenname AS known WHERE known.key = fresh.key);
    RETURN NULL;
END $$;

CREATE TRIGGER records_name_forget AFTER DELETE ON records_person
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION records_name_forget();
CREATE TRIGGER records_name_correct_1 AFTER UPDATE ON records_person
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION records_name_forget();
CREATE TRIGGER records_name_correct_2 AFTER UPDATE ON records_person
    REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION records_name_learn();
CREATE TRIGGER records_name_learn AFTER INSERT ON records_person
    REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION records_name_learn();
"""

FORGET = """
DROP TRIGGER records_name_forget ON records_person;
DROP TRIGGER records_name_correct_1 ON records_person;
DROP TRIGGER records_name_correct_2 ON records_person;
DROP TRIGGER records_name_learn ON records_person;
DROP FUNCTION records_name_forget, records_name_learn, records_born_score, records_name_score, records_name_near, records_name_sounds,
    records_name_keys, records_name_key;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [migrations.RunSQL(FUNCTIONS + TRIGGERS, FORGET)]
