"""The tables in which memos are kept. They never change: a store of another version is made anew."""

SCHEMA = """
CREATE TABLE memo (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL, fp BLOB NOT NULL, rank INTEGER NOT NULL,
  state INTEGER NOT NULL, pinned INTEGER NOT NULL, cause INTEGER NOT NULL, reads BLOB, problems BLOB);
CREATE INDEX memo_leaf ON memo (kind, key, fp) WHERE kind = 0;
CREATE INDEX memo_lazy ON memo (kind) WHERE kind = 2;
CREATE INDEX memo_state ON memo (state) WHERE state > 0;
CREATE INDEX memo_problems ON memo (id) WHERE problems IS NOT NULL;
CREATE INDEX memo_pinned ON memo (pinned) WHERE pinned > 0;
CREATE TABLE value (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE read (dep INTEGER NOT NULL, part TEXT NOT NULL, reader INTEGER NOT NULL,
  PRIMARY KEY (dep, part, reader)) WITHOUT ROWID;
CREATE TABLE part (node INTEGER NOT NULL, name TEXT NOT NULL, fp BLOB NOT NULL, row INTEGER, data BLOB,
  UNIQUE (node, name));
CREATE TABLE meta (name TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID;
"""

PUT_MEMO = """
INSERT INTO memo VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET
  fp = excluded.fp, rank = excluded.rank, state = excluded.state, pinned = excluded.pinned, cause = excluded.cause,
  reads = excluded.reads, problems = excluded.problems
"""
# A memo's key and kind never change, so their indexes are left alone.
