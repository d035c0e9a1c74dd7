"""The steps from each schema of a history to the next one, which Alembic takes."""
