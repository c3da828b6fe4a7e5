"""the network: offices, platforms, supporters, agreements, memberships"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from chassis.database.migrations import keep_for_ever
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0003"
down_revision = "0002"

# Of earlier versions nothing is known: the last one is where their history begins.
ORGANISATIONS_OF_BEFORE = """
    INSERT INTO register_versions (kind, thing_id, version, entry, recorded_at)
    SELECT 'organisations', organisation_id, version, jsonb_build_object(
        'organisation_id', organisation_id, 'kind', kind, 'name', name,
        'municipality_codes', municipality_codes, 'valid_until', NULL
    ), recorded_at
    FROM organisations
"""


def upgrade() -> None:
    op.add_column("organisations", sa.Column("valid_until", sa.Date))
    _register()
    op.execute(ORGANISATIONS_OF_BEFORE)
    _platforms()
    _offices()
    _support()
    for table in ("register_versions", "platform_profiles", "agreements", "expectations"):
        keep_for_ever(table)


def _required(name: str, kind: Any = sa.Uuid) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=False)


def _table(name: str, key: str, *columns: sa.schema.SchemaItem, dated: bool = False) -> None:
    """`dated`: every version is a row of its own."""
    op.create_table(
        name,
        _required(key),
        _required("version", sa.Integer),
        *columns,
        _required("recorded_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint(key, "version") if dated else sa.PrimaryKeyConstraint(key),
    )


def _period() -> tuple[sa.Column[object], sa.Column[object]]:
    return _required("valid_from", sa.Date), sa.Column("valid_until", sa.Date)


def _indexed(table: str, *columns: str, using: str | None = None) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column], postgresql_using=using)


def _register() -> None:
    op.create_table(
        "register_versions",
        _required("kind", sa.Text),
        _required("thing_id"),
        _required("version", sa.Integer),
        _required("entry", JSONB),
        _required("recorded_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("kind", "thing_id", "version"),
    )
    _table(
        "providers",
        "provider_id",
        _required("municipality_code", sa.Text),
        _required("kind", sa.Text),
        _required("disciplines", ARRAY(sa.Text)),
        sa.Column("size", sa.Text),
    )
    op.create_table(
        "reference_distributions",
        sa.Column("municipality_code", sa.Text, primary_key=True),
        _required("version", sa.Integer),
        _required("as_of", sa.Date),
        _required("numbers", JSONB),
        _required("recorded_at", sa.DateTime(timezone=True)),
    )


def _platforms() -> None:
    _table(
        "platform_profiles",
        "organisation_id",
        _required("kind", sa.Text),
        _required("levels", ARRAY(sa.Text)),
        *_period(),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.organisation_id"]),
        dated=True,
    )
    _table(
        "seats",
        "seat_id",
        _required("body_organisation_id"),
        _required("holder_organisation_id"),
        _required("voting", sa.Boolean),
        _required("delegates", sa.Integer),
        *_period(),
    )
    _indexed("seats", "body_organisation_id")
    _table(
        "memberships",
        "membership_id",
        _required("parent_organisation_id"),
        sa.Column("member_organisation_id", sa.Uuid),
        sa.Column("member_provider_id", sa.Uuid),
        _required("started_on", sa.Date),
        sa.Column("ended_on", sa.Date),
        sa.Column("leave_reason", sa.Text),
    )
    members = ("member_organisation_id", "member_provider_id")
    _indexed("memberships", "parent_organisation_id", *members)


def _offices() -> None:
    _table(
        "pos_offices",
        "organisation_id",
        _required("state", sa.Text),
        _required("municipality_codes", ARRAY(sa.Text)),
        _required("size", sa.Text),
        _required("initiated_by", sa.Text),
        sa.Column("legal_form", sa.Text),
        sa.Column("umbrella_organisation_id", sa.Uuid),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.organisation_id"]),
    )
    _indexed("pos_offices", "municipality_codes", using="gin")
    _table(
        "office_leads",
        "lead_id",
        _required("office_id"),
        _required("person_ref", sa.Text),
        *_period(),
    )
    _indexed("office_leads", "office_id")
    _table(
        "office_facilitators",
        "facilitator_id",
        _required("office_id"),
        _required("organisation_id"),
        *_period(),
    )
    _indexed("office_facilitators", "office_id")
    _table(
        "officials",
        "official_id",
        _required("municipality_organisation_id"),
        _required("role", sa.Text),
        sa.Column("person_ref", sa.Text),
        sa.Column("organisation_id", sa.Uuid),
        sa.Column("programme", sa.Text),
        *_period(),
    )
    _indexed("officials", "municipality_organisation_id", "organisation_id")
    _table(
        "expectations",
        "expectation_id",
        _required("umbrella_organisation_id"),
        _required("office_id"),
        _required("municipality_organisation_id"),
        _required("text_ref", sa.Text),
        *_period(),
        _required("review_on", sa.Date),
        dated=True,
    )
    _indexed("expectations", "text_ref")


def _support() -> None:
    _table(
        "supporters",
        "supporter_id",
        _required("organisation_id"),
        _required("person_ref", sa.Text),
        _required("municipality_codes", ARRAY(sa.Text)),
        _required("themes", ARRAY(sa.Text)),
        _required("provider_kinds", ARRAY(sa.Text)),
        sa.Column("most_open", sa.Integer),
    )
    _indexed("supporters", "organisation_id")
    _table(
        "qualifications",
        "qualification_id",
        _required("supporter_id"),
        _required("code", sa.Text),
        *_period(),
        sa.ForeignKeyConstraint(["supporter_id"], ["supporters.supporter_id"]),
    )
    _indexed("qualifications", "supporter_id")
    _table(
        "agreements",
        "agreement_id",
        _required("municipality_code", sa.Text),
        _required("organisation_id"),
        _required("role", sa.Text),
        sa.Column("theme", sa.Text),
        sa.Column("provider_kind", sa.Text),
        _required("signatories", ARRAY(sa.Uuid)),
        *_period(),
        _required("review_on", sa.Date),
        dated=True,
    )
    _indexed("agreements", "municipality_code")
