-- Remember the rows that migrations wrote, so that a test which commits can be undone exactly.
CREATE SCHEMA seed;
DO $$
DECLARE
    name text;
    occupied boolean;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', name) INTO occupied;
        IF occupied THEN
            EXECUTE format('CREATE TABLE seed.%1$I AS TABLE public.%1$I', name);
        END IF;
    END LOOP;
END $$;
