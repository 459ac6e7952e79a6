"""The shop's own record: database, tables, the ledger that writes and the queries that read."""
