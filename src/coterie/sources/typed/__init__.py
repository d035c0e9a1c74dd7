"""Files that state their own types: Parquet, Arrow and JSON."""
