"""A history of an earlier schema is brought to the latest one; that of a later one is refused."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from coterie import errors
from coterie.history.tables import VERSIONS

if TYPE_CHECKING:
    from typing import Any

    import sqlalchemy as sa


def steps() -> ScriptDirectory:
    """Return the steps from schema to schema that this version knows.

    Examples
    --------
    >>> steps().get_current_head()
    'first'
    """
    return ScriptDirectory(str(Path(str(resources.files("coterie.history"))) / "migrations"))


def version_of(connection: sa.Connection, place: str, known: ScriptDirectory) -> str | None:
    """Return the version of a history's schema; None where there is no history yet.

    Raises
    ------
    coterie.errors.HistoryTooNew
        For one that this version does not know.
    """
    found = MigrationContext.configure(connection, opts={"version_table": VERSIONS}).get_current_revision()
    if found is not None and found not in {each.revision for each in known.walk_revisions()}:
        raise errors.history.too_new(place, found)
    return found


def upgrade(connection: sa.Connection, place: str, known: ScriptDirectory | None = None) -> None:
    """Bring a history to the latest schema; it is made where there is none.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        In a transaction that other writers wait for, so that nobody takes a step twice.
    place : str
        Where it is, for messages.
    known : alembic.script.ScriptDirectory, optional
        The steps; those of this version otherwise.
    """
    known = known or steps()
    if version_of(connection, place, known) == known.get_current_head():
        return

    def all_steps(current: Any, _: object) -> Any:  # noqa: ANN401 - Alembic's own, handed on
        return known._upgrade_revs("head", current)

    with EnvironmentContext(Config(), known, fn=all_steps) as environment:
        environment.configure(connection=connection, version_table=VERSIONS)
        environment.run_migrations()
