"""PostgreSQL as Django knows it, with the reading door built into the compiler of queries."""
