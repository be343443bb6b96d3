"""The database: one set of tables and verbs' transactions, on SQLite (embedded) and PostgreSQL."""
