"""The chassis tables as a service's first migration makes them.

Once there is a release: never edited; what comes later gets statements of its own.
"""

CREATE_CHASSIS_TABLES = (
    """
    CREATE TABLE inbox (
        event_id text NOT NULL,
        source text NOT NULL,
        received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_inbox PRIMARY KEY (event_id, source)
    )
    """,
    "CREATE INDEX ix_inbox_received_at ON inbox USING brin (received_at)",
    # A queue: rows come and go all day, so it is cleaned often and never gets big.
    """
    CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_outbox PRIMARY KEY,
        event_id text NOT NULL,
        topic text NOT NULL,
        key bytea,
        headers jsonb,
        value bytea,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
    ) WITH (
        autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
        autovacuum_vacuum_cost_delay = 1
    )
    """,
    """
    CREATE TABLE announced (
        event_id text CONSTRAINT pk_announced PRIMARY KEY,
        sequence bigint NOT NULL,
        topic text NOT NULL,
        value bytea NOT NULL,
        announced_at timestamptz NOT NULL DEFAULT clock_timestamp()
    )
    """,
    "CREATE INDEX ix_announced_announced_at ON announced USING brin (announced_at)",
    """
    CREATE TABLE clocks (
        kind text NOT NULL,
        subject uuid NOT NULL,
        due_at timestamptz NOT NULL,
        ring_at timestamptz NOT NULL,
        about jsonb NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        CONSTRAINT pk_clocks PRIMARY KEY (kind, subject)
    )
    """,
    "CREATE INDEX ix_clocks_ring_at ON clocks (ring_at)",
    """
    CREATE TABLE dead_letters (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_dead_letters PRIMARY KEY,
        topic text NOT NULL,
        partition integer NOT NULL,
        position bigint NOT NULL,
        key bytea,
        headers jsonb NOT NULL,
        value bytea,
        reason text NOT NULL,
        error text NOT NULL,
        set_aside_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT uq_dead_letters_record UNIQUE (topic, partition, position)
    )
    """,
    "CREATE INDEX ix_dead_letters_key ON dead_letters (topic, key)",
    """
    CREATE TABLE partners (
        slug text CONSTRAINT pk_partners PRIMARY KEY,
        source text NOT NULL,
        organisation_id uuid NOT NULL,
        added_at timestamptz NOT NULL DEFAULT clock_timestamp()
    )
    """,
    """
    CREATE TABLE idempotency_keys (
        id text CONSTRAINT pk_idempotency_keys PRIMARY KEY,
        digest text NOT NULL,
        status integer,
        headers text[],
        body bytea,
        taken_at timestamptz NOT NULL DEFAULT clock_timestamp()
    )
    """,
    "CREATE INDEX ix_idempotency_keys_taken_at ON idempotency_keys USING brin (taken_at)",
)
