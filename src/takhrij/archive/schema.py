"""The tables of the archive, as migrations: entry N brings an archive of version N to version N + 1.

`{id}`, `{bytes}`, `{index}` stand for what the database systems name differently. Never change an entry that was
released: add one.

entries    one page or file: `key` is its address or name, `current` the version last seen, `removed` when it was
versions   what was read of one state of it; `day_from` and `day_to` are the first and last day it may be of
blobs      original bytes (zlib), once for equal bytes
articles   Article (zlib JSON), the rest of its Reading or Analysis (zlib JSON), HTTP header
sightings  each time a version was seen
runs       how far an interrupted run of adding had come
failures   what could not be stored
"""

from __future__ import annotations

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE entries (id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, current BIGINT NOT NULL, removed TEXT)",
        "CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, size BIGINT NOT NULL, packed {bytes} NOT NULL)",
        "CREATE TABLE versions (id {id}, entry TEXT NOT NULL REFERENCES entries(id), number INTEGER NOT NULL, "
        "sha256 TEXT NOT NULL REFERENCES blobs(sha256), url TEXT, name TEXT NOT NULL, media_type TEXT NOT NULL, "
        "title TEXT NOT NULL, outlet TEXT, outlet_id TEXT, language TEXT NOT NULL, published TEXT, day_from TEXT, "
        "day_to TEXT, words INTEGER NOT NULL, analysed INTEGER NOT NULL, added TEXT NOT NULL, UNIQUE (entry, number))",
        "CREATE INDEX versions_outlet ON versions (outlet_id, day_from)",
        "CREATE INDEX versions_day ON versions (day_from)",
        "CREATE INDEX versions_sha256 ON versions (sha256)",
        "CREATE TABLE articles (version BIGINT PRIMARY KEY REFERENCES versions(id), article {bytes} NOT NULL, "
        "rest {bytes} NOT NULL, headers {bytes})",
        "CREATE TABLE sightings (id {id}, entry TEXT NOT NULL REFERENCES entries(id), version INTEGER NOT NULL, "
        "seen TEXT NOT NULL, how TEXT NOT NULL, name TEXT NOT NULL, url TEXT, added TEXT NOT NULL)",
        "CREATE INDEX sightings_entry ON sightings (entry, seen)",
        "CREATE TABLE runs (work TEXT PRIMARY KEY, place TEXT NOT NULL, started TEXT NOT NULL)",
        "CREATE TABLE failures (id {id}, source TEXT NOT NULL, place INTEGER, code TEXT NOT NULL, "
        "message TEXT NOT NULL, next TEXT NOT NULL, noted TEXT NOT NULL)",
        "{index}",
    ),
)
VERSION = len(MIGRATIONS)
