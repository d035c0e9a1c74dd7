"""The engine for tables that lie on a Spark cluster: the only code that knows Spark."""
