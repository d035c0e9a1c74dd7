"""What each column is, and why: the plan that everything after reading follows."""

from coterie.schema.columns import Column, ColumnType, Role, Schema
from coterie.schema.infer import Draft, draft, infer

__all__ = ["Column", "ColumnType", "Draft", "Role", "Schema", "draft", "infer"]
