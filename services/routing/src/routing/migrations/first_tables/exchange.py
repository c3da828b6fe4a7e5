"""What organisations tell each other: signals, advice, peers, and what they work in."""

import sqlalchemy as sa
from alembic import op
from routing.migrations.first_tables.columns import instant, key, refers, required
from sqlalchemy.dialects.postgresql import ARRAY


def create_exchange() -> None:
    _clusters()
    _signals()
    _signal_questions()
    _policy_domain_interests()
    _advice()
    _steps()
    _space()
    _peer_matches()
    _context_profiles()


def _clusters() -> None:
    op.create_table(
        "clusters",
        key("cluster_id"),
        required("municipality_code", sa.Text),
        required("theme", sa.Text),
        sa.Column("policy_domain", sa.Text),
        sa.Column("made_by_organisation_id", sa.Uuid),
        instant("made_at"),
    )
    op.create_index(None, "clusters", ["municipality_code", "made_at"])


def _signals() -> None:
    op.create_table(
        "signals",
        key("signal_id"),
        required("municipality_code", sa.Text),
        required("by_organisation_id", sa.Uuid),
        required("theme", sa.Text),
        sa.Column("policy_domain", sa.Text),
        sa.Column("questions", sa.Integer),
        instant("reported_at"),
        required("state", sa.Text),
        required("version", sa.Integer),
        sa.Column("cluster_id", sa.Uuid, sa.ForeignKey("clusters.cluster_id")),
        sa.Column("agenda_of_organisation_id", sa.Uuid),
        instant("due_at", nullable=True),
    )
    op.create_index(None, "signals", ["municipality_code", "reported_at"])
    op.create_index(None, "signals", ["by_organisation_id"])
    op.create_index(None, "signals", ["cluster_id"])
    op.create_index(
        "ix_signals_on_agenda",
        "signals",
        ["agenda_of_organisation_id"],
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )


def _signal_questions() -> None:
    op.create_table(
        "signal_questions",
        refers("signal_id", "signals.signal_id"),
        required("question_id", sa.Uuid),
        sa.PrimaryKeyConstraint("signal_id", "question_id"),
    )


def _policy_domain_interests() -> None:
    op.create_table(
        "policy_domain_interests",
        required("organisation_id", sa.Uuid),
        required("policy_domain", sa.Text),
        sa.PrimaryKeyConstraint("organisation_id", "policy_domain"),
    )
    op.create_index(None, "policy_domain_interests", ["policy_domain"])


def _advice() -> None:
    op.create_table(
        "advice",
        key("advice_id"),
        required("municipality_code", sa.Text),
        required("theme", sa.Text),
        required("adviser_organisation_id", sa.Uuid),
        required("advised_organisation_id", sa.Uuid),
        required("solicited", sa.Boolean),
        sa.Column("signal_id", sa.Uuid),
        instant("begun_at"),
        required("state", sa.Text),
        required("version", sa.Integer),
        sa.Column("members", sa.Integer),
        sa.Column("response", sa.Text),
        instant("due_at", nullable=True),
        required("overdue", sa.Boolean),
    )
    for way_in in ("adviser_organisation_id", "advised_organisation_id", "municipality_code"):
        op.create_index(None, "advice", [way_in, "begun_at"])


def _steps() -> None:
    op.create_table(
        "steps",
        sa.Column("place", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        required("thing_id", sa.Uuid),
        required("version", sa.Integer),
        required("step", sa.Text),
        sa.Column("from_state", sa.Text),
        required("to_state", sa.Text),
        required("by_party", sa.Text),
        sa.Column("by_organisation_id", sa.Uuid),
        sa.Column("about", sa.Text),
        sa.Column("words_ref", sa.Text),
        instant("at"),
    )
    op.create_index(None, "steps", ["thing_id", "place"])


def _space() -> None:
    op.create_table(
        "space_requests",
        key("question_id"),
        sa.Column("now_m2", sa.Integer),
        sa.Column("wanted_m2", sa.Integer),
    )
    op.create_table(
        "space_offers",
        key("offer_id"),
        required("municipality_code", sa.Text),
        required("provider_id", sa.Uuid),
        required("provider_kind", sa.Text),
        required("available_m2", sa.Integer),
        required("by_organisation_id", sa.Uuid),
        required("state", sa.Text),
        instant("offered_at"),
    )
    op.create_index(None, "space_offers", ["municipality_code", "offered_at"])


def _peer_matches() -> None:
    op.create_table(
        "peer_matches",
        key("match_id"),
        required("municipality_code", sa.Text),
        required("theme", sa.Text),
        required("first_subject_id", sa.Uuid),
        required("second_subject_id", sa.Uuid),
        required("state", sa.Text),
        required("version", sa.Integer),
        instant("proposed_at"),
        instant("due_at", nullable=True),
        sa.Column("before_m2", sa.Integer),
        sa.Column("after_m2", sa.Integer),
        sa.UniqueConstraint("first_subject_id", "second_subject_id"),
    )
    op.create_table(
        "peers",
        key("peer_id"),
        refers("match_id", "peer_matches.match_id"),
        required("subject_kind", sa.Text),
        required("subject_id", sa.Uuid),
        required("municipality_code", sa.Text),
        required("provider_id", sa.Uuid),
        required("provider_kind", sa.Text),
        sa.Column("details_ref", sa.Text),
        required("represented_by", ARRAY(sa.Uuid)),
        sa.Column("agrees", sa.Boolean),
        sa.Column("channel", sa.Text),
    )
    op.create_index(None, "peers", ["match_id"])
    op.create_index(None, "peers", ["municipality_code"])
    op.create_index(None, "peers", ["represented_by"], postgresql_using="gin")


def _context_profiles() -> None:
    op.create_table(
        "context_profiles",
        sa.Column("municipality_code", sa.Text, primary_key=True),
        required("region", sa.Text),
        required("size", sa.Text),
        required("urbanity", sa.Integer),
        required("social_diversity", sa.Integer),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        required("version", sa.Integer),
        instant("recorded_at"),
    )
    op.create_index(None, "context_profiles", ["region"])
