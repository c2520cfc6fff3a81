/* schema.c - the tables, as a list of steps from one version to the next.
 *
 * user_version n means that steps 1…n were applied. Never edit a step that was released: append one. Every step runs in one
 * transaction with the change of user_version, so a migration that fails or is killed leaves the old version.
 * Names are for people who open the file in Datasette or the sqlite3 shell; docs/schema.md describes each column.
 */
#include <stdio.h>

#include "store/internal.h"

static const char step1[] =
    "CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"

    /* The payloads as found, for reading again and for showing the bytes behind a quotation. */
    "CREATE TABLE originals("
    " id INTEGER PRIMARY KEY,"
    " sha256 TEXT NOT NULL UNIQUE,"
    " bytes INTEGER NOT NULL,"
    " codec TEXT NOT NULL,"
    " data BLOB NOT NULL);"

    /* One independent source each: a document alone, or one with its reposts. */
    "CREATE TABLE clusters(id INTEGER PRIMARY KEY, created_at TEXT NOT NULL);"

    "CREATE TABLE documents("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " sha256 TEXT NOT NULL UNIQUE,"
    " original_id INTEGER NOT NULL REFERENCES originals(id),"
    " cluster_id INTEGER NOT NULL REFERENCES clusters(id),"
    " file TEXT, member TEXT, bytes INTEGER NOT NULL, encoding TEXT,"
    " title TEXT, published TEXT, outlet TEXT, site TEXT, url TEXT, editor TEXT, authors TEXT, doc_type TEXT,"
    " fingerprint TEXT NOT NULL, added_at TEXT NOT NULL, read_at TEXT NOT NULL,"
    " fact_count INTEGER NOT NULL, finding_count INTEGER NOT NULL);"
    "CREATE INDEX documents_by_cluster ON documents(cluster_id);"
    "CREATE INDEX documents_by_original ON documents(original_id);"
    "CREATE INDEX documents_by_published ON documents(published);"
    "CREATE INDEX documents_by_fingerprint ON documents(fingerprint);"

    /* Every path under which the same content was added. */
    "CREATE TABLE document_paths("
    " document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,"
    " path TEXT NOT NULL, member TEXT NOT NULL, added_at TEXT NOT NULL,"
    " PRIMARY KEY(document_id, path, member)) WITHOUT ROWID;"
    "CREATE INDEX document_paths_by_path ON document_paths(path);"

    "CREATE TABLE texts("
    " document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,"
    " clean TEXT NOT NULL, article TEXT, shingle_hash INTEGER NOT NULL, signature BLOB);"
    "CREATE TABLE near_bands("
    " band INTEGER NOT NULL,"
    " document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,"
    " PRIMARY KEY(band, document_id)) WITHOUT ROWID;"
    "CREATE INDEX near_bands_by_document ON near_bands(document_id);"

    "CREATE TABLE findings("
    " id INTEGER PRIMARY KEY,"
    " document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,"
    " ordinal INTEGER NOT NULL, class TEXT NOT NULL, count INTEGER NOT NULL, placed INTEGER NOT NULL,"
    " clean_start INTEGER, clean_end INTEGER, start INTEGER, \"end\" INTEGER, byte_start INTEGER, byte_end INTEGER,"
    " before TEXT, after TEXT, confidence REAL, note TEXT);"
    "CREATE INDEX findings_by_document ON findings(document_id, ordinal);"

    "CREATE TABLE facts("
    " id INTEGER PRIMARY KEY,"
    " fact_id TEXT NOT NULL,"
    " document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,"
    " ordinal INTEGER NOT NULL,"
    " kind TEXT NOT NULL, region TEXT, region_code TEXT, subject TEXT, subject_id TEXT,"
    " period TEXT, period_basis TEXT, year_from INTEGER NOT NULL, year_to INTEGER NOT NULL,"
    " value REAL, value_max REAL, unit TEXT, as_written TEXT, modifier TEXT NOT NULL,"
    " source TEXT, stance TEXT NOT NULL, denied INTEGER NOT NULL, review INTEGER NOT NULL,"
    " confidence REAL NOT NULL, rule TEXT,"
    " clean_start INTEGER NOT NULL, clean_end INTEGER NOT NULL, start INTEGER NOT NULL, \"end\" INTEGER NOT NULL,"
    " byte_start INTEGER NOT NULL, byte_end INTEGER NOT NULL,"
    " quote TEXT NOT NULL, clean_quote TEXT NOT NULL, fields TEXT);"
    "CREATE INDEX facts_by_id ON facts(fact_id);"
    "CREATE INDEX facts_by_document ON facts(document_id, ordinal);"
    "CREATE INDEX facts_by_subject ON facts(coalesce(subject_id, subject), kind);"
    "CREATE INDEX facts_by_kind ON facts(kind, year_to);"

    "CREATE TABLE fact_regions("
    " fact_row INTEGER NOT NULL REFERENCES facts(id) ON DELETE CASCADE,"
    " region TEXT NOT NULL, ordinal INTEGER NOT NULL," /* key columns first: SQLite 3.40 checks others wrongly */
    " PRIMARY KEY(fact_row, region)) WITHOUT ROWID;"
    "CREATE INDEX fact_regions_by_region ON fact_regions(region, fact_row);"

    "CREATE TABLE fact_contexts("
    " fact_row INTEGER NOT NULL REFERENCES facts(id) ON DELETE CASCADE,"
    " ordinal INTEGER NOT NULL, role TEXT NOT NULL, quote TEXT, clean_quote TEXT,"
    " clean_start INTEGER NOT NULL, clean_end INTEGER NOT NULL, start INTEGER NOT NULL, \"end\" INTEGER NOT NULL,"
    " byte_start INTEGER NOT NULL, byte_end INTEGER NOT NULL,"
    " PRIMARY KEY(fact_row, ordinal)) WITHOUT ROWID;"

    /* One Han character a token; the text itself is in texts, so nothing is kept twice. */
    "CREATE VIRTUAL TABLE search USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 0');"

    /* For people: facts with their evidence, one line each. Stable names. */
    "CREATE VIEW evidence AS SELECT f.fact_id, f.kind, f.region, f.subject, f.period, f.value, f.value_max, f.unit, f.modifier,"
    " f.as_written, f.source, f.stance, f.review, f.confidence, f.clean_quote, f.quote, f.byte_start, f.byte_end,"
    " d.title, d.outlet, d.published, d.url, d.file, d.sha256 AS doc, d.cluster_id"
    " FROM facts f JOIN documents d ON d.id = f.document_id;";

static const char step2[] =
    /* What people decided about facts; verdict.c. Keyed by what a new reading does not change. */
    "CREATE TABLE verdicts("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " doc TEXT NOT NULL, byte_start INTEGER NOT NULL, byte_end INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,"
    " region TEXT, status INTEGER NOT NULL, changes TEXT, note TEXT, who TEXT, at TEXT NOT NULL, undone_at TEXT);"
    "CREATE INDEX verdicts_by_doc ON verdicts(doc, byte_start);"
    "ALTER TABLE facts ADD COLUMN status INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE facts ADD COLUMN as_read TEXT;"
    "CREATE INDEX documents_by_added ON documents(added_at);"

    /* Views with stable names and columns, for people and other programs; docs/schema.md. Rejected facts are left out. */
    "CREATE VIEW v_facts AS SELECT f.fact_id, f.kind, f.region, f.subject, f.subject_id, f.period, f.value, f.value_max, "
    "f.unit,"
    " f.modifier, f.as_written, f.source, f.stance,"
    " CASE f.status WHEN 1 THEN 'accepted' WHEN 2 THEN 'rejected' WHEN 3 THEN 'disputed' ELSE 'pending' END AS status,"
    " f.as_read IS NOT NULL AS corrected, f.confidence, f.clean_quote, d.title, d.outlet, d.published, d.url, d.file,"
    " d.sha256 AS doc, d.cluster_id, d.added_at FROM facts f JOIN documents d ON d.id = f.document_id"
    " WHERE f.status <> 2 AND f.review = 0;"
    "CREATE VIEW v_region_facts AS SELECT r.region, v.fact_id, v.kind, v.subject, v.subject_id, v.period, v.value, v.unit, "
    "v.modifier,"
    " v.source, v.stance, v.status, v.clean_quote, v.title, v.published, v.doc, v.cluster_id"
    " FROM fact_regions r JOIN facts f ON f.id = r.fact_row JOIN v_facts v ON v.fact_id = f.fact_id;"
    "CREATE VIEW v_indicators AS SELECT * FROM v_facts WHERE value IS NOT NULL AND kind IN"
    " ('observation', 'growth', 'share', 'rank', 'ratio', 'forecast');"
    "CREATE VIEW v_targets AS SELECT * FROM v_facts WHERE kind = 'target';"
    "CREATE VIEW v_policies AS SELECT f.fact_id, f.region, json_extract(f.fields, '$.title') AS policy,"
    " json_extract(f.fields, '$.document_number') AS document_number, json_extract(f.fields, '$.issuers') AS issuers,"
    " json_extract(f.fields, '$.doc_type') AS doc_type, json_extract(f.fields, '$.status') AS force,"
    " json_extract(f.fields, '$.signed') AS signed, json_extract(f.fields, '$.published') AS published,"
    " json_extract(f.fields, '$.effective') AS effective, json_extract(f.fields, '$.expires') AS expires,"
    " f.clean_quote, d.title, d.sha256 AS doc, d.cluster_id FROM facts f JOIN documents d ON d.id = f.document_id"
    " WHERE f.kind = 'policy' AND f.status <> 2 AND f.review = 0;"
    "CREATE VIEW v_registries AS SELECT f.fact_id, f.region, f.subject AS registry, f.period,"
    " json_extract(f.fields, '$.batch') AS batch, json_extract(f.fields, '$.issuer') AS issuer, f.stance, f.clean_quote, "
    "d.title,"
    " d.published, d.sha256 AS doc, d.cluster_id FROM facts f JOIN documents d ON d.id = f.document_id"
    " WHERE f.kind = 'registry' AND f.status <> 2 AND f.review = 0;"
    "CREATE VIEW v_focus AS SELECT f.fact_id, f.region, j.value AS item, f.period, f.stance, f.denied, f.clean_quote, d.title,"
    " d.published, d.sha256 AS doc, d.cluster_id FROM facts f JOIN documents d ON d.id = f.document_id,"
    " json_each(coalesce(json_extract(f.fields, '$.list'), json_array(f.subject))) j"
    " WHERE f.kind = 'focus' AND f.status <> 2 AND f.review = 0 AND j.value IS NOT NULL;"
    "CREATE VIEW v_verdicts AS SELECT doc, byte_start, byte_end, kind, subject, region,"
    " CASE status WHEN 1 THEN 'accepted' WHEN 2 THEN 'rejected' WHEN 3 THEN 'disputed' ELSE 'pending' END AS status, changes, "
    "note,"
    " who, at, undone_at FROM verdicts;";

static const char step3[] =
    /* The file that a text was extracted from (DOCX, PDF …), kept beside the text: a row of originals of its own. */
    "ALTER TABLE documents ADD COLUMN container_id INTEGER REFERENCES originals(id);"
    "ALTER TABLE documents ADD COLUMN extracted TEXT;"
    /* Who speaks, and what speaks against the page (src/trust). */
    "ALTER TABLE documents ADD COLUMN tier TEXT;"
    "ALTER TABLE documents ADD COLUMN tier_basis TEXT;"
    "ALTER TABLE documents ADD COLUMN doubts TEXT;"
    /* Its place among the prints of one text: derive.c. near_document: the one it was compared with. */
    "ALTER TABLE documents ADD COLUMN derivation TEXT;"
    "ALTER TABLE documents ADD COLUMN near_document INTEGER;"
    "ALTER TABLE documents ADD COLUMN near_share REAL;"
    "ALTER TABLE documents ADD COLUMN own_number TEXT;"
    "CREATE INDEX documents_by_container ON documents(container_id);"
    "CREATE INDEX documents_by_number ON documents(own_number);"
    "CREATE INDEX documents_by_near ON documents(near_document);"
    "CREATE VIEW v_documents AS SELECT d.sha256 AS doc, d.title, d.published, d.outlet, d.url, d.file, d.doc_type, d.tier,"
    " d.tier_basis, d.doubts, d.cluster_id, d.derivation, n.sha256 AS derived_from, d.near_share, d.own_number AS "
    "document_number,"
    " d.extracted, o.sha256 AS container, d.fact_count, d.finding_count, d.added_at"
    " FROM documents d LEFT JOIN documents n ON n.id = d.near_document LEFT JOIN originals o ON o.id = d.container_id;";

/* A region's facts of one subject, and of one kind, without reading the others: what a base of millions needs. Joint facts (several regions
 * in facts.region) are few: ordinals above 0 mark them in fact_regions. */
static const char step_places[] =
    "UPDATE fact_regions SET ordinal = ordinal + 1 WHERE fact_row IN (SELECT fact_row FROM fact_regions WHERE ordinal > 0);"
    "CREATE INDEX fact_regions_joint ON fact_regions(region, fact_row) WHERE ordinal > 0;"
    "DROP INDEX facts_by_subject;"
    "CREATE INDEX facts_by_subject ON facts(coalesce(subject_id, subject), region, kind);"
    "CREATE INDEX facts_by_region ON facts(region, kind, year_to);";

/* What users bring themselves (src/desk/table.c): never among the facts. A row is what its key says, a cell its evidence; a cell that was
 * replaced keeps its line and gets the import that ended it. */
static const char step_user_tables[] =
    "CREATE TABLE user_files("
    " id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL, codec TEXT NOT NULL, data BLOB NOT NULL);"
    "CREATE TABLE user_imports("
    " id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, file TEXT NOT NULL, file_id INTEGER NOT NULL REFERENCES "
    "user_files(id),"
    " mapping TEXT NOT NULL, at TEXT NOT NULL, who TEXT, rows INTEGER NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT "
    "NULL,"
    " same INTEGER NOT NULL);"
    "CREATE TABLE user_rows("
    " id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT NOT NULL,"
    " first_import INTEGER NOT NULL REFERENCES user_imports(id), last_import INTEGER NOT NULL REFERENCES user_imports(id),"
    " gone_import INTEGER REFERENCES user_imports(id), UNIQUE(kind, key));"
    "CREATE TABLE user_cells("
    " id INTEGER PRIMARY KEY, row_id INTEGER NOT NULL REFERENCES user_rows(id), field TEXT NOT NULL,"
    " value TEXT NOT NULL, number REAL, unit TEXT, as_written TEXT NOT NULL,"
    " sheet TEXT, line INTEGER NOT NULL, col INTEGER NOT NULL,"
    " import_id INTEGER NOT NULL REFERENCES user_imports(id), until_import INTEGER REFERENCES user_imports(id));"
    "CREATE UNIQUE INDEX user_cells_now ON user_cells(row_id, field) WHERE until_import IS NULL;"
    "CREATE INDEX user_cells_by_row ON user_cells(row_id);"
    "CREATE VIEW v_user_data AS SELECT '用户数据' AS origin, r.kind, r.key, c.field, c.value, c.number, c.unit, c.as_written,"
    " i.file, c.sheet, c.line, c.col, f.sha256 AS file_sha256, i.at AS imported_at, c.until_import IS NULL AND r.gone_import "
    "IS NULL"
    " AS current"
    " FROM user_cells c JOIN user_rows r ON r.id = c.row_id JOIN user_imports i ON i.id = c.import_id"
    " JOIN user_files f ON f.id = i.file_id;";

/* The latest facts of one subject and kind in a region without a sort; which regions a ratio ties together. */
static const char step_reach[] =
    "DROP INDEX facts_by_subject;"
    "CREATE INDEX facts_by_subject ON facts(coalesce(subject_id, subject), region, kind, year_to);"
    "CREATE INDEX facts_ratios ON facts(coalesce(subject_id, subject), region) WHERE kind = 'ratio';";

/* Books of double entry (ledger.h). What was posted stays: the triggers keep programs from changing it, the chain of hashes shows who did
 * so in spite of them. Key columns first. */
static const char step_ledger[] =
    "CREATE TABLE ledger_log(book TEXT NOT NULL, seq INTEGER NOT NULL, request TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT "
    "NULL,"
    " role TEXT NOT NULL, op TEXT NOT NULL, content TEXT NOT NULL, answer TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT "
    "NULL,"
    " PRIMARY KEY(book, seq)) WITHOUT ROWID;"
    "CREATE UNIQUE INDEX ledger_log_by_request ON ledger_log(book, request);"
    "CREATE TABLE ledger_entries(book TEXT NOT NULL, seq INTEGER NOT NULL, ordinal INTEGER NOT NULL, account TEXT NOT NULL,"
    " amount INTEGER NOT NULL, PRIMARY KEY(book, seq, ordinal)) WITHOUT ROWID;"
    "CREATE INDEX ledger_entries_by_account ON ledger_entries(book, account);"
    "CREATE TABLE ledger_sets(book TEXT NOT NULL, seq INTEGER NOT NULL, ordinal INTEGER NOT NULL, key TEXT NOT NULL,"
    " value TEXT NOT NULL, PRIMARY KEY(book, seq, ordinal)) WITHOUT ROWID;"
    "CREATE INDEX ledger_sets_by_key ON ledger_sets(book, key);"
    "CREATE TABLE ledger_accounts(book TEXT NOT NULL, account TEXT NOT NULL, balance INTEGER NOT NULL,"
    " PRIMARY KEY(book, account), CHECK(balance >= 0 OR account = 'source')) WITHOUT ROWID;"
    "CREATE TABLE ledger_records(book TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(book, key)) WITHOUT "
    "ROWID;"
    "CREATE TABLE ledger_heads(book TEXT NOT NULL PRIMARY KEY, seq INTEGER NOT NULL, hash TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TRIGGER ledger_log_stays BEFORE UPDATE ON ledger_log BEGIN SELECT RAISE(ABORT, 'postings stay'); END;"
    "CREATE TRIGGER ledger_log_kept BEFORE DELETE ON ledger_log BEGIN SELECT RAISE(ABORT, 'postings stay'); END;"
    "CREATE TRIGGER ledger_entries_stay BEFORE UPDATE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'postings stay'); END;"
    "CREATE TRIGGER ledger_entries_kept BEFORE DELETE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'postings stay'); END;"
    "CREATE TRIGGER ledger_sets_stay BEFORE UPDATE ON ledger_sets BEGIN SELECT RAISE(ABORT, 'postings stay'); END;"
    "CREATE TRIGGER ledger_sets_kept BEFORE DELETE ON ledger_sets BEGIN SELECT RAISE(ABORT, 'postings stay'); END;"
    "CREATE TABLE scenarios(kind TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, made_at TEXT NOT NULL,"
    " PRIMARY KEY(kind, name)) WITHOUT ROWID;"
    "CREATE VIEW v_ledger AS SELECT l.book AS programme, l.seq, l.at, l.actor, l.role, l.op, l.request, e.account, e.amount / "
    "100.0"
    " AS yuan FROM ledger_log l LEFT JOIN ledger_entries e ON e.book = l.book AND e.seq = l.seq;";

/* An article on several pages: the address without the page's number, which page this is, how many there are (NULL: not said). */
static const char step_parts[] = "ALTER TABLE documents ADD COLUMN series TEXT;"
                                 "ALTER TABLE documents ADD COLUMN part INTEGER;"
                                 "ALTER TABLE documents ADD COLUMN parts INTEGER;"
                                 "CREATE INDEX documents_by_series ON documents(series) WHERE series IS NOT NULL;";

/* How much there is of what, kept with every change (counts.c). Rows that come to nothing go. */
static const char step_counts[] = CEDU_COUNT_TABLES(
    "") "CREATE INDEX count_subjects_by_facts ON count_subjects(region, facts DESC, name);"
        "CREATE TRIGGER count_regions_none AFTER UPDATE ON count_regions WHEN new.facts = 0 BEGIN DELETE FROM"
        " count_regions WHERE region = new.region; END;"
        "CREATE TRIGGER count_regions_more AFTER INSERT ON count_regions BEGIN UPDATE count_totals SET n = n + 1"
        " WHERE what = 'regions'; END;"
        "CREATE TRIGGER count_regions_less AFTER DELETE ON count_regions BEGIN UPDATE count_totals SET n = n - 1"
        " WHERE what = 'regions'; END;"
        "CREATE TRIGGER count_years_none AFTER UPDATE ON count_years WHEN new.facts = 0 BEGIN DELETE FROM"
        " count_years WHERE region = new.region AND year_from = new.year_from AND year_to = new.year_to; END;"
        "CREATE TRIGGER count_subjects_none AFTER UPDATE ON count_subjects WHEN new.facts = 0 BEGIN DELETE FROM"
        " count_subjects WHERE region = new.region AND key = new.key; END;"
        "CREATE TRIGGER count_subjects_more AFTER INSERT ON count_subjects WHEN new.region = '' BEGIN UPDATE"
        " count_totals SET n = n + 1 WHERE what = 'subjects'; END;"
        "CREATE TRIGGER count_subjects_less AFTER DELETE ON count_subjects WHEN old.region = '' BEGIN UPDATE"
        " count_totals SET n = n - 1 WHERE what = 'subjects'; END;"
        "CREATE TRIGGER count_units_none AFTER UPDATE ON count_units WHEN new.facts = 0 BEGIN DELETE FROM"
        " count_units WHERE region = new.region AND key = new.key AND unit = new.unit AND year_from ="
        " new.year_from AND year_to = new.year_to; END;"
        "CREATE TRIGGER count_documents_more AFTER INSERT ON documents BEGIN UPDATE count_totals SET n = n + 1"
        " WHERE what = 'documents'; END;"
        "CREATE TRIGGER count_documents_less AFTER DELETE ON documents BEGIN UPDATE count_totals SET n = n - 1"
        " WHERE what = 'documents'; END;"
        "CREATE TRIGGER count_clusters_more AFTER INSERT ON clusters BEGIN UPDATE count_totals SET n = n + 1"
        " WHERE what = 'clusters'; END;"
        "CREATE TRIGGER count_clusters_less AFTER DELETE ON clusters BEGIN UPDATE count_totals SET n = n - 1"
        " WHERE what = 'clusters'; END;"
        "CREATE TRIGGER count_originals_more AFTER INSERT ON originals BEGIN UPDATE count_totals SET n = n +"
        " CASE what WHEN 'bytes' THEN new.bytes ELSE length(new.data) END WHERE what IN ('bytes', 'stored'); END;"
        "CREATE TRIGGER count_originals_other AFTER UPDATE ON originals BEGIN UPDATE count_totals SET n = n +"
        " CASE what WHEN 'bytes' THEN new.bytes - old.bytes ELSE length(new.data) - length(old.data) END WHERE"
        " what IN ('bytes', 'stored'); END;"
        "CREATE TRIGGER count_originals_less AFTER DELETE ON originals BEGIN UPDATE count_totals SET n = n -"
        " CASE what WHEN 'bytes' THEN old.bytes ELSE length(old.data) END WHERE what IN ('bytes', 'stored'); END;";

/* Keys of texts lie in no order, so each new one is a page of near_bands fetched and written. They come into near_recent, which is small, and go over
 * by ranges (dedup.c). What a document has is in near_keys: an index by document would be as large as the table. */
static const char step_recent[] =
    "CREATE TABLE near_keys("
    " document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE, bands TEXT NOT NULL);"
    "INSERT INTO near_keys SELECT document_id, json_group_array(band) FROM near_bands GROUP BY document_id;"
    "DROP INDEX near_bands_by_document;"
    "ALTER TABLE near_bands RENAME TO near_bands_9;"
    "CREATE TABLE near_bands(band INTEGER NOT NULL, document_id INTEGER NOT NULL, PRIMARY KEY(band, document_id)) WITHOUT "
    "ROWID;"
    "INSERT INTO near_bands SELECT band, document_id FROM near_bands_9 ORDER BY band, document_id;"
    "DROP TABLE near_bands_9;"
    "CREATE TABLE near_recent(band INTEGER NOT NULL, document_id INTEGER NOT NULL, PRIMARY KEY(band, document_id)) WITHOUT "
    "ROWID;";

/* Where extracted text stands in its file (base/places.h). */
static const char step_where[] = "ALTER TABLE documents ADD COLUMN places TEXT;";

static const char *const steps[] = {step1,       step2,      step3,       step_places, step_user_tables, step_reach,
                                    step_ledger, step_parts, step_counts, step_recent, step_where};
#define COUNTED 9 /* the version from which there are counts */

int cedu__store_newest_schema(void) { return (int)CEDU_COUNT(steps); }

static cedu_status version_of(cedu_store *s, int *out, cedu_error *err) {
    sqlite3_stmt *st = NULL;
    bool row = false;
    cedu_status rc = cedu__store_prepare(s, "PRAGMA user_version", &st, err);
    if (rc == CEDU_OK) rc = cedu__store_step(s, st, &row, err);
    *out = rc == CEDU_OK && row ? sqlite3_column_int(st, 0) : 0;
    sqlite3_finalize(st);
    return rc;
}

/* Brings the file to the newest schema. Two processes may arrive here together: the second finds the work done. */
cedu_status cedu__store_migrate(cedu_store *s, cedu_error *err) {
    int newest = cedu__store_newest_schema();
    cedu_status st = version_of(s, &s->schema, err);
    if (st != CEDU_OK) return st;
    if (s->schema > newest)
        return cedu__fail(err, CEDU_USAGE, "知识库由更新版本的 cedu 建立（结构 %d，本版本至多 %d），请升级 cedu",
                          "the knowledge base was made by a newer cedu (schema %d, this one knows %d): upgrade cedu", s->schema,
                          newest);
    if (s->schema == newest) return CEDU_OK;
    if (s->read_only)
        return cedu__fail(err, CEDU_USAGE, "知识库结构 %d 需要升级到 %d，请先以可写方式打开一次",
                          "the knowledge base has schema %d and must be brought to %d: open it for writing once", s->schema,
                          newest);
    /* an index over millions of rows is sorted in files, not in memory */
    if ((st = cedu__store_exec(s, "PRAGMA temp_store=FILE; BEGIN IMMEDIATE", err)) != CEDU_OK) return st;
    st = version_of(s, &s->schema, err);
    for (int v = s->schema; st == CEDU_OK && v < newest; v++) {
        CEDU_TRACE(store, "migrating to schema %d", v + 1);
        st = cedu__store_exec(s, steps[v], err);
    }
    if (st == CEDU_OK && s->schema < COUNTED) st = cedu__store_count_all(s, err);
    if (st == CEDU_OK && s->schema < newest) {
        char sql[96];
        snprintf(sql, sizeof sql, "PRAGMA application_id=%d; PRAGMA user_version=%d", CEDU_STORE_APP_ID, newest);
        st = cedu__store_exec(s, sql, err);
    }
    if (st == CEDU_OK) st = cedu__store_exec(s, "COMMIT", err);
    if (st != CEDU_OK) {
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
        return st;
    }
    if ((st = cedu__store_exec(s, "PRAGMA temp_store=MEMORY", err)) != CEDU_OK) return st;
    if (s->schema < newest) s->schema = newest;
    return CEDU_OK;
}
