"""The first schema. Its tables are written out here, as they were: `coterie.history.tables` may go on from them."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

revision = "first"
down_revision = None


def upgrade() -> None:
    """Make the tables, and give the history its own id."""
    about = op.create_table("coterie_history", sa.Column("id", sa.Text, primary_key=True))
    op.bulk_insert(about, [{"id": uuid.uuid4().hex}])
    op.create_table(
        "coterie_artefacts",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("short_hash", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    _runs()
    op.create_index("ix_coterie_runs_job", "coterie_runs", ["job"])
    op.create_table(
        "coterie_segments",
        sa.Column("run", sa.Integer, sa.ForeignKey("coterie_runs.number"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("segment_id", sa.Integer, nullable=False),
        sa.Column("segment", sa.Text, nullable=False),
        sa.Column("born", sa.Text, nullable=False),
        sa.Column("locked", sa.Boolean, nullable=False),
        sa.Column("customers", sa.Integer, nullable=False),
    )
    op.create_index("ix_coterie_segments_born", "coterie_segments", ["born", "segment_id"])
    op.create_table(
        "coterie_tags",
        sa.Column("tag", sa.Text, primary_key=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("coterie_runs.number"), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
    )


def _runs() -> None:
    op.create_table(
        "coterie_runs",
        sa.Column("number", sa.Integer, sa.Identity(always=True), primary_key=True),
        sa.Column("token", sa.Text, unique=True),
        sa.Column("job", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("command", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("last", sa.DateTime, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("data", sa.Text),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("customers", sa.Integer, nullable=False),
        sa.Column("k", sa.Integer, nullable=False),
        sa.Column("verdict", sa.Text),
        sa.Column("short_hash", sa.Text, nullable=False),
        sa.Column("parent", sa.Text),
        sa.Column("drift", sa.Text),
        sa.Column("doubts", sa.JSON, nullable=False),
        sa.Column("renames", sa.JSON, nullable=False),
        sa.Column("out", sa.Text),
        sa.Column("target", sa.Text),
        sa.Column("target_table", sa.Text),
        sa.Column("sha256", sa.Text, sa.ForeignKey("coterie_artefacts.sha256"), nullable=False),
        sqlite_autoincrement=True,
    )
