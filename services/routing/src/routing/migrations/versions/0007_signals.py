"""signals, advice and peers"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from chassis.database.migrations import keep_for_ever
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    _signals()
    _advice()
    _steps()
    _space()
    _peer_matches()
    _context_profiles()
    keep_for_ever("steps")


def _required(name: str, kind: Any = sa.Text) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=False)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _key(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid, primary_key=True)


def _index(table: str, *columns: str, **others: Any) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns), **others)


def _signals() -> None:
    op.create_table(
        "clusters",
        _key("cluster_id"),
        _required("municipality_code"),
        _required("theme"),
        sa.Column("policy_domain", sa.Text),
        sa.Column("made_by_organisation_id", sa.Uuid),
        _instant("made_at"),
    )
    _index("clusters", "municipality_code", "made_at")
    op.create_table(
        "signals",
        _key("signal_id"),
        _required("municipality_code"),
        _required("by_organisation_id", sa.Uuid),
        _required("theme"),
        sa.Column("policy_domain", sa.Text),
        sa.Column("questions", sa.Integer),
        _instant("reported_at"),
        _required("state"),
        _required("version", sa.Integer),
        sa.Column("cluster_id", sa.Uuid, sa.ForeignKey("clusters.cluster_id")),
        sa.Column("agenda_of_organisation_id", sa.Uuid),
        _instant("due_at", nullable=True),
    )
    _index("signals", "municipality_code", "reported_at")
    _index("signals", "by_organisation_id")
    _index("signals", "cluster_id")
    op.create_index(
        "ix_signals_on_agenda",
        "signals",
        ["agenda_of_organisation_id"],
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_table(
        "signal_questions",
        sa.Column("signal_id", sa.Uuid, sa.ForeignKey("signals.signal_id"), nullable=False),
        _required("question_id", sa.Uuid),
        sa.PrimaryKeyConstraint("signal_id", "question_id"),
    )
    op.create_table(
        "policy_domain_interests",
        _required("organisation_id", sa.Uuid),
        _required("policy_domain"),
        sa.PrimaryKeyConstraint("organisation_id", "policy_domain"),
    )
    _index("policy_domain_interests", "policy_domain")


def _advice() -> None:
    op.create_table(
        "advice",
        _key("advice_id"),
        _required("municipality_code"),
        _required("theme"),
        _required("adviser_organisation_id", sa.Uuid),
        _required("advised_organisation_id", sa.Uuid),
        _required("solicited", sa.Boolean),
        sa.Column("signal_id", sa.Uuid),
        _instant("begun_at"),
        _required("state"),
        _required("version", sa.Integer),
        sa.Column("members", sa.Integer),
        sa.Column("response", sa.Text),
        _instant("due_at", nullable=True),
        _required("overdue", sa.Boolean),
    )
    for way_in in ("adviser_organisation_id", "advised_organisation_id", "municipality_code"):
        _index("advice", way_in, "begun_at")


def _steps() -> None:
    op.create_table(
        "steps",
        sa.Column("place", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        _required("thing_id", sa.Uuid),
        _required("version", sa.Integer),
        _required("step"),
        sa.Column("from_state", sa.Text),
        _required("to_state"),
        _required("by_party"),
        sa.Column("by_organisation_id", sa.Uuid),
        sa.Column("about", sa.Text),
        sa.Column("words_ref", sa.Text),
        _instant("at"),
    )
    _index("steps", "thing_id", "place")


def _space() -> None:
    op.create_table(
        "space_requests",
        _key("question_id"),
        sa.Column("now_m2", sa.Integer),
        sa.Column("wanted_m2", sa.Integer),
    )
    op.create_table(
        "space_offers",
        _key("offer_id"),
        _required("municipality_code"),
        _required("provider_id", sa.Uuid),
        _required("provider_kind"),
        _required("available_m2", sa.Integer),
        _required("by_organisation_id", sa.Uuid),
        _required("state"),
        _instant("offered_at"),
    )
    _index("space_offers", "municipality_code", "offered_at")


def _peer_matches() -> None:
    op.create_table(
        "peer_matches",
        _key("match_id"),
        _required("municipality_code"),
        _required("theme"),
        _required("first_subject_id", sa.Uuid),
        _required("second_subject_id", sa.Uuid),
        _required("state"),
        _required("version", sa.Integer),
        _instant("proposed_at"),
        _instant("due_at", nullable=True),
        sa.Column("before_m2", sa.Integer),
        sa.Column("after_m2", sa.Integer),
        sa.UniqueConstraint("first_subject_id", "second_subject_id"),
    )
    op.create_table(
        "peers",
        _key("peer_id"),
        sa.Column("match_id", sa.Uuid, sa.ForeignKey("peer_matches.match_id"), nullable=False),
        _required("subject_kind"),
        _required("subject_id", sa.Uuid),
        _required("municipality_code"),
        _required("provider_id", sa.Uuid),
        _required("provider_kind"),
        sa.Column("details_ref", sa.Text),
        _required("represented_by", ARRAY(sa.Uuid)),
        sa.Column("agrees", sa.Boolean),
        sa.Column("channel", sa.Text),
    )
    _index("peers", "match_id")
    _index("peers", "municipality_code")
    _index("peers", "represented_by", postgresql_using="gin")


def _context_profiles() -> None:
    op.create_table(
        "context_profiles",
        sa.Column("municipality_code", sa.Text, primary_key=True),
        _required("region"),
        _required("size"),
        _required("urbanity", sa.Integer),
        _required("social_diversity", sa.Integer),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        _required("version", sa.Integer),
        _instant("recorded_at"),
    )
    _index("context_profiles", "region")
