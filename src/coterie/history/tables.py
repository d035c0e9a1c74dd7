"""The tables of a history, as the latest version of its schema has them."""

from __future__ import annotations

import sqlalchemy as sa

VERSIONS = "coterie_history_version"
"""The table that says of which version the schema is."""

KNOWN = sa.MetaData()

ABOUT = sa.Table("coterie_history", KNOWN, sa.Column("id", sa.Text, primary_key=True))
"""One row: which history it is, whatever its address is called."""

ARTEFACTS = sa.Table(
    "coterie_artefacts",
    KNOWN,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("short_hash", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
"""Saved segmentations, each once."""

RUNS = sa.Table(
    "coterie_runs",
    KNOWN,
    sa.Column("number", sa.Integer, sa.Identity(always=True), primary_key=True),
    sa.Column("token", sa.Text, unique=True),
    sa.Column("job", sa.Text, nullable=False, index=True),
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
    sa.Column("sha256", sa.ForeignKey(ARTEFACTS.c.sha256), nullable=False),
    sqlite_autoincrement=True,
)

SEGMENTS = sa.Table(
    "coterie_segments",
    KNOWN,
    sa.Column("run", sa.ForeignKey(RUNS.c.number), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("segment_id", sa.Integer, nullable=False),
    sa.Column("segment", sa.Text, nullable=False),
    sa.Column("born", sa.Text, nullable=False),
    sa.Column("locked", sa.Boolean, nullable=False),
    sa.Column("customers", sa.Integer, nullable=False),
    sa.Index("ix_coterie_segments_born", "born", "segment_id"),
)

TAGS = sa.Table(
    "coterie_tags",
    KNOWN,
    sa.Column("tag", sa.Text, primary_key=True),
    sa.Column("run", sa.ForeignKey(RUNS.c.number), nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
)
