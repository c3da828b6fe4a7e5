"""The tables that funding owns; amounts are cents."""

import sqlalchemy as sa
from chassis.database.tables import new_metadata
from sqlalchemy.dialects.postgresql import JSONB

metadata = new_metadata()


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


# The hot row: nothing refers to it but its rule sets, so that whoever locks it waits for nobody
# who only applies. What is available follows from the rest, and the database guards it too.
budget_lines = sa.Table(
    "budget_lines",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("municipality_code", sa.Text, nullable=False),
    sa.Column("programme", sa.Text, nullable=False),
    sa.Column("starts", sa.Date, nullable=False),
    sa.Column("ends", sa.Date, nullable=False),
    sa.Column("ceiling_cents", sa.BigInteger, nullable=False),
    sa.Column("reserved_cents", sa.BigInteger, nullable=False),
    sa.Column("committed_cents", sa.BigInteger, nullable=False),
    sa.Column("paid_cents", sa.BigInteger, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("rule_set_version", sa.Integer, nullable=False),
    sa.Column("nearly_reached", sa.Boolean, nullable=False),
    sa.CheckConstraint(
        "reserved_cents >= 0 AND committed_cents >= 0 AND paid_cents >= 0", name="amounts"
    ),
    sa.CheckConstraint(
        "reserved_cents + committed_cents + paid_cents <= ceiling_cents", name="ceiling"
    ),
    sa.Index(None, "municipality_code"),
)

# Every version of the rules of a line; never changed.
rule_sets = sa.Table(
    "rule_sets",
    metadata,
    sa.Column("budget_line_id", sa.Uuid, sa.ForeignKey("budget_lines.id"), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("rules", JSONB, nullable=False),
    _instant("published_at"),
    sa.PrimaryKeyConstraint("budget_line_id", "version"),
)

applications = sa.Table(
    "applications",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("municipality_code", sa.Text, nullable=False),
    sa.Column("budget_line_id", sa.Uuid, nullable=False),
    sa.Column("applicant_organisation_id", sa.Uuid, nullable=False),
    sa.Column("provider_id", sa.Uuid),
    sa.Column("question_id", sa.Uuid),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("legal_form", sa.Text, nullable=False),
    sa.Column("requested_cents", sa.BigInteger, nullable=False),
    sa.Column("expected_indicator", sa.Text),
    sa.Column("expected_increase", sa.Integer),
    sa.Column("rule_set_version", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    _instant("state_since"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("within_mandate", sa.Boolean, nullable=False),
    _instant("submitted_at", nullable=True),
    _instant("decide_by", nullable=True),
    _instant("supply_by", nullable=True),
    sa.Column("overdue", sa.Boolean, nullable=False),
    sa.Column("rejection_reason", sa.Text),
    sa.Column("condition", sa.Text),
    sa.Column("awarded_cents", sa.BigInteger),
    sa.Column("payment_ordered", sa.Boolean, nullable=False),
    sa.Column("settled_cents", sa.BigInteger),
    _instant("made_at"),
    sa.CheckConstraint("awarded_cents BETWEEN 1 AND requested_cents", name="award"),
    sa.CheckConstraint("settled_cents BETWEEN 0 AND awarded_cents", name="settlement"),
    sa.ForeignKeyConstraint(
        ["budget_line_id", "rule_set_version"], ["rule_sets.budget_line_id", "rule_sets.version"]
    ),
    sa.Index(None, "applicant_organisation_id", "made_at"),
    sa.Index(None, "municipality_code", "made_at"),
    sa.Index(None, "budget_line_id", "made_at"),
    # Room in each page for changed rows: no step changes what is indexed.
    postgresql_with={"fillfactor": 70},
)

# The next two are written by whoever holds the lock on the application (and on the line), and
# rows are never changed or removed: foreign keys would only cost time.
application_steps = sa.Table(
    "application_steps",
    metadata,
    sa.Column("application_id", sa.Uuid, nullable=False),
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("from_state", sa.Text, nullable=False),
    sa.Column("to_state", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("organisation_id", sa.Uuid),
    sa.Column("reason", sa.Text),
    sa.Column("about", JSONB, nullable=False),
    _instant("at"),
    sa.PrimaryKeyConstraint("application_id", "id"),
)

ledger = sa.Table(
    "ledger",
    metadata,
    sa.Column("budget_line_id", sa.Uuid, nullable=False),
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
    sa.Column("application_id", sa.Uuid, nullable=False),
    sa.Column("application_version", sa.Integer, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("destination", sa.Text, nullable=False),
    sa.Column("cents", sa.BigInteger, nullable=False),
    _instant("at"),
    sa.CheckConstraint("cents > 0", name="cents"),
    sa.PrimaryKeyConstraint("budget_line_id", "id"),
    sa.UniqueConstraint("application_id", "application_version", "source", "destination"),
)

# The only place for free text.
vault = sa.Table(
    "vault",
    metadata,
    sa.Column("ref", sa.Uuid, primary_key=True),
    sa.Column("application_id", sa.Uuid, sa.ForeignKey("applications.id"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("content", JSONB, nullable=False),
    sa.Column("organisation_id", sa.Uuid),
    _instant("put_at"),
    sa.Index(None, "application_id"),
)

vault_readings = sa.Table(
    "vault_readings",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("application_id", sa.Uuid, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("organisation_id", sa.Uuid),
    _instant("at"),
)
