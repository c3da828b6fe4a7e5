"""What decides who is asked: rules, agreements, the matrix, terms, capacity, conflicts."""

import sqlalchemy as sa
from alembic import op
from routing.migrations.first_tables.columns import instant, key, period, refers, required
from sqlalchemy.dialects.postgresql import ARRAY, JSONB


def create_assignment() -> None:
    _routing_rules()
    _agreements()
    _responsibilities()
    _municipality_terms()
    _capacities()
    _conflicts_of_interest()


def _routing_rules() -> None:
    op.create_table(
        "routing_rules",
        key("rule_id"),
        required("version", sa.Integer),
    )
    op.create_table(
        "routing_rule_versions",
        refers("rule_id", "routing_rules.rule_id"),
        required("version", sa.Integer),
        required("municipality_code", sa.Text),
        sa.Column("entry_organisation_id", sa.Uuid),
        sa.Column("theme", sa.Text),
        sa.Column("provider_kind", sa.Text),
        sa.Column("via_organisation_id", sa.Uuid),
        required("receivers", JSONB),
        required("escalate_to_organisation_id", sa.Uuid),
        required("mode", sa.Text),
        *period(),
        instant("recorded_at"),
        sa.PrimaryKeyConstraint("rule_id", "version"),
    )
    op.create_index(None, "routing_rule_versions", ["municipality_code"])


def _agreements() -> None:
    op.create_table(
        "agreements",
        required("agreement_id", sa.Uuid),
        required("version", sa.Integer),
        required("municipality_code", sa.Text),
        required("organisation_id", sa.Uuid),
        required("role", sa.Text),
        sa.Column("theme", sa.Text),
        sa.Column("provider_kind", sa.Text),
        required("signatories", ARRAY(sa.Uuid)),
        *period(),
        required("review_on", sa.Date),
        instant("recorded_at"),
        sa.PrimaryKeyConstraint("agreement_id", "version"),
    )
    op.create_index(None, "agreements", ["municipality_code"])


def _responsibilities() -> None:
    op.create_table(
        "responsibility_matrices",
        required("matrix_id", sa.Uuid),
        required("version", sa.Integer),
        required("municipality_code", sa.Text),
        required("valid_from", sa.Date),
        instant("recorded_at"),
        sa.PrimaryKeyConstraint("municipality_code", "version"),
    )
    op.create_table(
        "responsibilities",
        required("municipality_code", sa.Text),
        required("version", sa.Integer),
        required("theme", sa.Text),
        required("role", sa.Text),
        required("organisation_id", sa.Uuid),
        sa.PrimaryKeyConstraint("municipality_code", "version", "theme", "role", "organisation_id"),
    )


def _municipality_terms() -> None:
    op.create_table(
        "municipality_terms",
        required("municipality_code", sa.Text),
        required("version", sa.Integer),
        required("terms", JSONB),
        instant("recorded_at"),
        sa.PrimaryKeyConstraint("municipality_code", "version"),
    )


def _capacities() -> None:
    op.create_table(
        "capacities",
        key("organisation_id"),
        required("version", sa.Integer),
        required("capacity", sa.Text),
        sa.Column("most_open", sa.Integer),
        sa.Column("closed_until", sa.Date),
        sa.Column("absent_from", sa.Date),
        sa.Column("absent_until", sa.Date),
        instant("recorded_at"),
    )


def _conflicts_of_interest() -> None:
    op.create_table(
        "conflicts_of_interest",
        required("organisation_id", sa.Uuid),
        required("provider_id", sa.Uuid),
        required("declared_on", sa.Date),
        sa.PrimaryKeyConstraint("organisation_id", "provider_id"),
    )
