-- A network as large as the country; the functions last as long as the connection.
CREATE FUNCTION pg_temp.id(n bigint) RETURNS uuid LANGUAGE sql
    AS $$ SELECT lpad(to_hex(n), 32, '0')::uuid $$;
CREATE FUNCTION pg_temp.code(n bigint) RETURNS text LANGUAGE sql
    AS $$ SELECT 'GM' || lpad((1 + (n - 1) % 342)::text, 4, '0') $$;
CREATE FUNCTION pg_temp.theme(n bigint) RETURNS text LANGUAGE sql
    AS $$ SELECT split_part(current_setting('bench.themes'), ',', (1 + n % 16)::integer) $$;

-- The first 342 are the municipalities themselves.
INSERT INTO organisations
    (organisation_id, kind, name, municipality_codes, version, recorded_at)
SELECT pg_temp.id(n),
    CASE WHEN n <= 342 THEN 'municipality'
        WHEN n % 20 = 0 THEN 'platform'
        WHEN n % 50 = 1 THEN 'pos_office'
        ELSE 'delivery_organisation' END,
    'Organisatie ' || n, ARRAY[pg_temp.code(n)], 1, now()
FROM generate_series(1, 5000) AS n;

INSERT INTO platform_profiles (organisation_id, version, kind, levels, valid_from, recorded_at)
SELECT organisation_id, 1, 'formalised_platform', '{executing}', '2026-01-01', now()
FROM organisations WHERE kind = 'platform';

INSERT INTO pos_offices
    (organisation_id, version, state, municipality_codes, size, initiated_by, recorded_at)
SELECT organisation_id, 1, 'active', municipality_codes, 'small', 'both', now()
FROM organisations WHERE kind = 'pos_office';

INSERT INTO agreements (agreement_id, version, municipality_code, organisation_id, role, theme,
    signatories, valid_from, review_on, recorded_at)
SELECT gen_random_uuid(), 1, pg_temp.code(n), pg_temp.id(1 + (n * 7919) % 5000),
    (ARRAY['executes', 'coordinates', 'advises', 'decides'])[1 + n % 4],
    pg_temp.theme(n / 342), '{}', '2026-01-01', '2027-01-01', now()
FROM generate_series(1, 20000) AS n;

-- Of each municipality one for all questions and two for a theme.
INSERT INTO routing_rules (rule_id, version) SELECT pg_temp.id(n), 1
FROM generate_series(1, 3 * 342) AS n;

INSERT INTO routing_rule_versions (rule_id, version, municipality_code, theme, receivers,
    escalate_to_organisation_id, mode, valid_from, recorded_at)
SELECT pg_temp.id(n), 1, pg_temp.code(n), CASE WHEN n > 342 THEN pg_temp.theme(n) END,
    jsonb_build_array(
        jsonb_build_array(pg_temp.id(n + 342), pg_temp.id(n + 2000)),
        jsonb_build_array(pg_temp.id(n + 3000))
    ),
    pg_temp.id(1 + (n - 1) % 342), 'warm', '2026-01-01', now()
FROM generate_series(1, 3 * 342) AS n;

INSERT INTO supporters (supporter_id, version, organisation_id, person_ref, municipality_codes,
    themes, provider_kinds, recorded_at)
SELECT organisation_id, 1, organisation_id, 'ref', '{}', '{}', '{}', now() FROM organisations;

INSERT INTO qualifications (qualification_id, version, supporter_id, code, valid_from, recorded_at)
SELECT supporter_id, 1, supporter_id, 'club_support', '2026-01-01', now() FROM supporters;

INSERT INTO capacities (organisation_id, version, capacity, most_open, recorded_at)
SELECT organisation_id, 1, 'limited', 20, now() FROM organisations
WHERE kind = 'delivery_organisation';

ANALYZE;
