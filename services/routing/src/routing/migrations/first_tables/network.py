"""Organisations and their register, platforms, POS offices, supporters."""

import sqlalchemy as sa
from alembic import op
from routing.migrations.first_tables.columns import instant, key, period, refers, required
from sqlalchemy.dialects.postgresql import ARRAY, JSONB


def create_network() -> None:
    _organisations()
    _register()
    _platforms()
    _memberships()
    _offices()
    _people_of_offices()
    _expectations()
    _supporters()


def _organisations() -> None:
    op.create_table(
        "organisations",
        key("organisation_id"),
        required("kind", sa.Text),
        required("name", sa.Text),
        required("municipality_codes", ARRAY(sa.Text)),
        required("version", sa.Integer),
        instant("recorded_at"),
        sa.Column("valid_until", sa.Date),
    )
    op.create_index(None, "organisations", ["municipality_codes"], postgresql_using="gin")


def _register() -> None:
    op.create_table(
        "register_versions",
        required("kind", sa.Text),
        required("thing_id", sa.Uuid),
        required("version", sa.Integer),
        required("entry", JSONB),
        instant("recorded_at"),
        sa.PrimaryKeyConstraint("kind", "thing_id", "version"),
    )
    op.create_table(
        "providers",
        key("provider_id"),
        required("version", sa.Integer),
        required("municipality_code", sa.Text),
        required("kind", sa.Text),
        required("disciplines", ARRAY(sa.Text)),
        sa.Column("size", sa.Text),
        instant("recorded_at"),
    )
    op.create_table(
        "reference_distributions",
        sa.Column("municipality_code", sa.Text, primary_key=True),
        required("version", sa.Integer),
        required("as_of", sa.Date),
        required("numbers", JSONB),
        instant("recorded_at"),
    )


def _platforms() -> None:
    op.create_table(
        "platform_profiles",
        refers("organisation_id", "organisations.organisation_id"),
        required("version", sa.Integer),
        required("kind", sa.Text),
        required("levels", ARRAY(sa.Text)),
        *period(),
        instant("recorded_at"),
        sa.PrimaryKeyConstraint("organisation_id", "version"),
    )
    op.create_table(
        "seats",
        key("seat_id"),
        required("version", sa.Integer),
        required("body_organisation_id", sa.Uuid),
        required("holder_organisation_id", sa.Uuid),
        required("voting", sa.Boolean),
        required("delegates", sa.Integer),
        *period(),
        instant("recorded_at"),
    )
    op.create_index(None, "seats", ["body_organisation_id"])


def _memberships() -> None:
    op.create_table(
        "memberships",
        key("membership_id"),
        required("version", sa.Integer),
        required("parent_organisation_id", sa.Uuid),
        sa.Column("member_organisation_id", sa.Uuid),
        sa.Column("member_provider_id", sa.Uuid),
        required("started_on", sa.Date),
        sa.Column("ended_on", sa.Date),
        sa.Column("leave_reason", sa.Text),
        instant("recorded_at"),
    )
    for column in ("parent_organisation_id", "member_organisation_id", "member_provider_id"):
        op.create_index(None, "memberships", [column])


def _offices() -> None:
    op.create_table(
        "pos_offices",
        sa.Column(
            "organisation_id",
            sa.Uuid,
            sa.ForeignKey("organisations.organisation_id"),
            primary_key=True,
        ),
        required("version", sa.Integer),
        required("state", sa.Text),
        required("municipality_codes", ARRAY(sa.Text)),
        required("size", sa.Text),
        required("initiated_by", sa.Text),
        sa.Column("legal_form", sa.Text),
        sa.Column("umbrella_organisation_id", sa.Uuid),
        instant("recorded_at"),
    )
    op.create_index(None, "pos_offices", ["municipality_codes"], postgresql_using="gin")


def _people_of_offices() -> None:
    op.create_table(
        "office_leads",
        key("lead_id"),
        required("version", sa.Integer),
        required("office_id", sa.Uuid),
        required("person_ref", sa.Text),
        *period(),
        instant("recorded_at"),
    )
    op.create_index(None, "office_leads", ["office_id"])
    op.create_table(
        "office_facilitators",
        key("facilitator_id"),
        required("version", sa.Integer),
        required("office_id", sa.Uuid),
        required("organisation_id", sa.Uuid),
        *period(),
        instant("recorded_at"),
    )
    op.create_index(None, "office_facilitators", ["office_id"])
    op.create_table(
        "officials",
        key("official_id"),
        required("version", sa.Integer),
        required("municipality_organisation_id", sa.Uuid),
        required("role", sa.Text),
        sa.Column("person_ref", sa.Text),
        sa.Column("organisation_id", sa.Uuid),
        sa.Column("programme", sa.Text),
        *period(),
        instant("recorded_at"),
    )
    op.create_index(None, "officials", ["municipality_organisation_id"])
    op.create_index(None, "officials", ["organisation_id"])


def _expectations() -> None:
    op.create_table(
        "expectations",
        required("expectation_id", sa.Uuid),
        required("version", sa.Integer),
        required("umbrella_organisation_id", sa.Uuid),
        required("office_id", sa.Uuid),
        required("municipality_organisation_id", sa.Uuid),
        required("text_ref", sa.Text),
        *period(),
        required("review_on", sa.Date),
        instant("recorded_at"),
        sa.PrimaryKeyConstraint("expectation_id", "version"),
    )
    op.create_index(None, "expectations", ["text_ref"])


def _supporters() -> None:
    op.create_table(
        "supporters",
        key("supporter_id"),
        required("version", sa.Integer),
        required("organisation_id", sa.Uuid),
        required("person_ref", sa.Text),
        required("municipality_codes", ARRAY(sa.Text)),
        required("themes", ARRAY(sa.Text)),
        required("provider_kinds", ARRAY(sa.Text)),
        sa.Column("most_open", sa.Integer),
        instant("recorded_at"),
    )
    op.create_index(None, "supporters", ["organisation_id"])
    op.create_table(
        "qualifications",
        key("qualification_id"),
        required("version", sa.Integer),
        refers("supporter_id", "supporters.supporter_id"),
        required("code", sa.Text),
        *period(),
        instant("recorded_at"),
    )
    op.create_index(None, "qualifications", ["supporter_id"])
