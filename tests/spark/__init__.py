"""The two engines agree: every chain of steps that the product runs, on DuckDB and on Spark."""
