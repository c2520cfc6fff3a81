/* internal.h - what the files of this room share: the handle, prepared statements, binding and reading of columns.
 *
 * Invariants: a statement of the table below is prepared once a connection and always left reset (use_stmt resets on the way in);
 * text and blobs are bound with SQLITE_STATIC because every statement is stepped before its caller's strings go away.
 */
#ifndef CEDU_STORE_INTERNAL_H
#define CEDU_STORE_INTERNAL_H

#include "base/trace.h"
#include "store/sql.h"

#define CEDU_STORE_APP_ID  0x43454455 /* "CEDU" */
#define CEDU_STORE_BUSY_MS 15000
#define CEDU_STORE_CACHE   "-32768" /* KiB of pages, a connection */

/* Statements that run once a document or more. X(name, SQL) */
/* clang-format off */
#define CEDU_STORE_SQL(X) \
    X(begin, "BEGIN IMMEDIATE") \
    X(commit, "COMMIT") \
    X(savepoint, "SAVEPOINT page") \
    X(release, "RELEASE page") \
    X(doc_by_sha, "SELECT id, fingerprint, cluster_id FROM documents WHERE sha256 = ?1") \
    X(path_known, "SELECT 1 FROM document_paths WHERE document_id = ?1 AND path = ?2 AND member = ?3") \
    X(put_path, "INSERT OR IGNORE INTO document_paths(document_id, path, member, added_at) VALUES(?1, ?2, ?3, ?4)") \
    X(put_original, "INSERT OR IGNORE INTO originals(sha256, bytes, codec, data) VALUES(?1, ?2, ?3, ?4)") \
    X(put_document, "INSERT INTO documents(sha256, original_id, file, member, bytes, encoding, title, published, outlet, " "site, url, editor, " "authors, doc_type, fingerprint, added_at, read_at, fact_count, finding_count, cluster_id) " "VALUES(?1, (SELECT id FROM originals WHERE sha256 = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, " "?13, ?14, ?15, " "?15, ?16, ?17, ?18)") \
    X(set_source, "UPDATE documents SET tier = ?2, tier_basis = ?3, doubts = ?4, extracted = coalesce(?5, extracted), places = coalesce(?8, places), own_number = ?6, " "container_id = coalesce((SELECT id FROM originals WHERE sha256 = ?7), container_id) WHERE id = ?1") \
    X(set_document, "UPDATE documents SET bytes = ?4, encoding = ?5, title = ?6, published = ?7, outlet = ?8, site = ?9, url = ?10, " "editor = ?11, authors = ?12, doc_type = ?13, fingerprint = ?14, read_at = ?15, fact_count = ?16, finding_count = ?17, " "cluster_id = ?18 WHERE sha256 = ?1") \
    X(put_text, "INSERT INTO texts(document_id, clean, article, shingle_hash, signature) VALUES(?1, ?2, ?3, ?4, ?5)") \
    X(put_search, "INSERT INTO search(rowid, title, body) VALUES(?1, ?2, ?3)") \
    X(cut_search, "INSERT INTO search(search, rowid, title, body) VALUES('delete', ?1, ?2, ?3)") \
    X(put_finding, "INSERT INTO findings(document_id, ordinal, class, count, placed, clean_start, clean_end, start, \"end\", byte_start, " "byte_end, before, after, confidence, note) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)") \
    X(put_fact, "INSERT INTO facts(fact_id, document_id, ordinal, kind, region, region_code, subject, subject_id, period, " "period_basis, " "year_from, year_to, value, value_max, unit, as_written, modifier, source, stance, denied, review, confidence, rule, " "clean_start, clean_end, start, \"end\", byte_start, byte_end, quote, clean_quote, fields) VALUES(?1, ?2, ?3, ?4, ?5, " "?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, " "?30, ?31, ?32)") \
    X(put_region, "INSERT OR IGNORE INTO fact_regions(fact_row, ordinal, region) VALUES(?1, ?2, ?3)") \
    X(put_context, "INSERT INTO fact_contexts(fact_row, ordinal, role, quote, clean_quote, clean_start, clean_end, start, \"end\", " "byte_start, byte_end) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)") \
    X(old_text, "SELECT coalesce(d.title, ''), t.clean, t.article FROM documents d JOIN texts t ON t.document_id = d.id " "WHERE d.id = ?1") \
    X(cut_text, "DELETE FROM texts WHERE document_id = ?1") \
    X(cut_findings, "DELETE FROM findings WHERE document_id = ?1") \
    X(cut_facts, "DELETE FROM facts WHERE document_id = ?1") \
    X(cut_bands, "DELETE FROM near_bands WHERE document_id = ?1 AND band IN (SELECT j.value FROM near_keys k, json_each(k.bands) j WHERE k.document_id = ?1)") \
    X(cut_recent, "DELETE FROM near_recent WHERE document_id = ?1 AND band IN (SELECT j.value FROM near_keys k, json_each(k.bands) j WHERE k.document_id = ?1)") \
    X(cut_keys, "DELETE FROM near_keys WHERE document_id = ?1") \
    X(cut_document, "DELETE FROM documents WHERE id = ?1") \
    X(cut_original, "DELETE FROM originals WHERE id = ?1 AND NOT EXISTS(SELECT 1 FROM documents WHERE original_id = ?1 OR " "container_id = ?1)") \
    X(cut_cluster, "DELETE FROM clusters WHERE id = ?1 AND NOT EXISTS(SELECT 1 FROM documents WHERE cluster_id = ?1)") \
    X(put_keys, "INSERT INTO near_keys(document_id, bands) VALUES(?1, ?2)") \
    X(put_band, "INSERT INTO near_recent(band, document_id) VALUES(?1, ?2)") \
    X(by_band, "SELECT document_id FROM near_bands WHERE band = ?1 UNION ALL SELECT document_id FROM near_recent WHERE band = ?1 LIMIT 64") \
    X(settle_to, "SELECT band FROM near_recent WHERE band > ?1 ORDER BY band LIMIT 1 OFFSET (SELECT count(*) FROM near_recent) / 64") \
    X(settle_bands, "INSERT INTO near_bands SELECT band, document_id FROM near_recent WHERE band > ?1 AND band <= ?2 ORDER BY band, document_id") \
    X(settle_recent, "DELETE FROM near_recent WHERE band > ?1 AND band <= ?2") \
    X(article_of, "SELECT t.article, t.clean, coalesce(d.title, '') FROM texts t JOIN documents d ON d.id = t.document_id " "WHERE t.document_id = ?1") \
    X(origin_of, "SELECT id FROM documents WHERE cluster_id = ?1 AND id <> ?2 ORDER BY derivation <> 'original', id LIMIT 1") \
    X(evidence_of, "SELECT published, tier, doubts, (SELECT group_concat(class) FROM findings WHERE document_id = d.id AND " "class IN ('gbk_shift', 'mojibake', 'pinyin_annotation', 'lost_characters', 'damaged_container', 'inserted_text', " "'wrong_wording', 'traditional_script')) FROM documents d WHERE id = ?1") \
    X(set_series, "UPDATE documents SET series = ?2, part = ?3, parts = ?4 WHERE id = ?1") \
    X(siblings, "SELECT id, cluster_id, part, derivation, coalesce(title, '') FROM documents WHERE series = ?1 AND id <> ?2 " "ORDER BY part, id LIMIT 64") \
    X(set_derivation, "UPDATE documents SET derivation = ?2, near_document = ?3, near_share = ?4 WHERE id = ?1") \
    X(signature, "SELECT t.shingle_hash, t.signature, d.cluster_id, d.own_number, coalesce(d.title, '') FROM texts t JOIN documents d ON d.id = t.document_id " "WHERE t.document_id = ?1") \
    X(put_cluster, "INSERT INTO clusters(created_at) VALUES(?1)") \
    X(join_cluster, "UPDATE documents SET cluster_id = ?2 WHERE cluster_id = ?1") \
    X(cluster_size, "SELECT count(*) FROM documents WHERE cluster_id = ?1") \
    X(setting, "SELECT value FROM settings WHERE key = ?1") \
    X(changed, "SELECT n FROM count_totals WHERE what = 'changes'") \
    X(changed_region, "SELECT coalesce((SELECT changed FROM count_regions WHERE region = ?1), 0) + coalesce((SELECT max(id) FROM user_imports), 0) * 1099511627776") \
    X(judged, "SELECT 1 FROM verdicts WHERE doc = ?1 LIMIT 1") \
    X(set_setting, "INSERT OR REPLACE INTO settings(key, value) VALUES(?1, ?2)")
/* clang-format on */

typedef enum cedu_store_sql {
#define CEDU__X(name, sql) CEDU_SQL_##name,
    CEDU_STORE_SQL(CEDU__X)
#undef CEDU__X
        CEDU_SQL_COUNT
} cedu_store_sql;

/* What of a document is compared with others: its article, and behind that, from byte `body` on, its title. */
typedef struct cedu_print {
    cedu_buf text;
    size_t body;
} cedu_print;

#define CEDU_STORE_COUNTS 8 /* statements of counts.c */

struct cedu_store {
    sqlite3 *db;
    char *path;
    int schema, busy_ms;
    bool read_only;
    bool batch;                 /* between begin and commit */
    bool lost;                  /* SQLite rolled the batch back by itself (disk full, I/O error): commit must not say OK */
    cedu_buf scratch, scratch2; /* text on its way into a statement */
    cedu_buf ranges, article;   /* of the page that is being added: texts.article, and the text it stands for */
    cedu_buf old;               /* the article that was there before */
    cedu_print print, print2;   /* what is compared: of the page that is being added, and of a stored one */
    void *zstd;                 /* compression context, made when first used */
    sqlite3_stmt *stmt[CEDU_SQL_COUNT], *counts[CEDU_STORE_COUNTS];
};

/* verdict.c: what people decided, onto the rows of a document that was just read. */
CEDU_MUST_USE cedu_status cedu__store_apply_verdicts(cedu_store *s, int64_t document, cedu_error *err);

/* counts.c: a document's rows into the counts, and out of them; in the transaction that writes or takes them. All documents anew. */
CEDU_MUST_USE cedu_status cedu__store_count_in(cedu_store *s, int64_t document, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__store_count_out(cedu_store *s, int64_t document, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__store_count_all(cedu_store *s, cedu_error *err);
void cedu__store_count_release(cedu_store *s);
/* The tables of schema 9, for the file and ("TEMP ") for a recount beside it. */
#define CEDU_COUNT_TABLES(temp)                                                                                                \
    "CREATE " temp "TABLE count_totals(what TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;"                              \
    "CREATE " temp "TABLE count_regions(region TEXT PRIMARY KEY, code TEXT, facts INTEGER NOT NULL, documents INTEGER NOT "    \
    "NULL, changed INTEGER NOT NULL) WITHOUT ROWID;"                                                                           \
    "CREATE " temp "TABLE count_years(region TEXT NOT NULL, year_from INTEGER NOT NULL, year_to INTEGER NOT NULL, facts "      \
    "INTEGER NOT NULL, PRIMARY KEY(region, year_from, year_to)) WITHOUT ROWID;"                                                \
    "CREATE " temp "TABLE count_subjects(region TEXT NOT NULL, key TEXT NOT NULL, id TEXT, name TEXT, facts INTEGER NOT NULL," \
    " documents INTEGER NOT NULL, PRIMARY KEY(region, key)) WITHOUT ROWID;"                                                    \
    "CREATE " temp "TABLE count_units(region TEXT NOT NULL, key TEXT NOT NULL, unit TEXT NOT NULL, year_from INTEGER NOT "     \
    "NULL, year_to INTEGER NOT NULL, facts INTEGER NOT NULL, PRIMARY KEY(region, key, unit, year_from, year_to)) WITHOUT "     \
    "ROWID;"

/* schema.c */
CEDU_MUST_USE cedu_status cedu__store_migrate(cedu_store *s, cedu_error *err);
int cedu__store_newest_schema(void);

/* A statement of the table, reset and ready to bind; NULL when it cannot be prepared (*err filled). */
sqlite3_stmt *cedu__store_use(cedu_store *s, cedu_store_sql id, cedu_error *err);

/* article.c: which parts of the clean text are the article, as a flat JSON array of byte offsets [start, end, start, end …]. Only they are
 * searched and compared with other documents; the rest is page furniture. No paragraphs: empty, and everything counts. */
void cedu__store_ranges(const cedu_document *d, cedu_str clean, cedu_buf *out);
/* Next range at *at of the array (0 = the first); false at the end. */
bool cedu__store_next_range(cedu_str ranges, cedu_str clean, size_t *at, cedu_str *out);
/* The parts, a line each. */
void cedu__store_article(cedu_str ranges, cedu_str clean, cedu_buf *out);
/* The same for comparing with others: without lines that repeat the title, and without the labels and names below the last sentence. */
void cedu__store_print(cedu_str title, cedu_str ranges, cedu_str clean, cedu_print *out);

/* segment.c: text as the search index sees it: one token a Han character. */
void cedu__store_segment(cedu_str text, cedu_buf *out);
/* First place of `words` in text, compared as the index compares: bytes [*start, *end). */
bool cedu__store_locate(cedu_str text, cedu_str words, uint32_t *start, uint32_t *end);

/* Letters, digits and characters only, folded, in one script and wording (cedu__repair_normal): what two prints of one text have in
 * common. At most max are written. */
size_t cedu__store_letters(cedu_str text, uint32_t *out, size_t max);
#define CEDU_TITLE_LETTERS 120 /* of a title are looked at */

/* likeness.c */
typedef struct cedu_share {
    size_t letters, covered;      /* of this text; covered: standing in the other */
    size_t replaced;              /* words exchanged: short gaps between runs of covered letters */
    size_t head, tail;            /* letters before the first passage that the two share, behind the last */
    bool complete;                /* ends with a sentence or a day */
    size_t numbers, same_numbers; /* numbers with two digits and more that are no years, and those the other has */
} cedu_share;
typedef struct cedu_likeness {
    cedu_share a, b;
    size_t title; /* letters of the title that both have; 0 = they have none, another, or one too short to tell */
} cedu_likeness;
bool cedu__store_compare(const cedu_print *a, const cedu_print *b, cedu_likeness *out); /* false: out of memory */
double cedu__share_of(const cedu_share *s);
bool cedu__store_same_text(const cedu_likeness *l);

/* dedup.c */
#define CEDU_SIGNATURE_N 64
#define CEDU_NEAR_KEYS   16
typedef struct cedu_signature {
    uint64_t exact; /* of the normalised text; 0 = too short to compare */
    uint32_t min[CEDU_SIGNATURE_N];
    uint64_t keys[CEDU_NEAR_KEYS]; /* the smallest hashes of its longer shingles: near_bands */
    size_t key_count;
    uint64_t title;   /* of a title that is long enough to tell; 0 = none */
    uint64_t opening; /* of its first letters, for titles that were cut; 0 = it is not longer */
    bool near;        /* long enough for min and keys to mean something */
    cedu_str number;  /* 文号 of the document that the page prints; points into the page. Absent: unknown */
} cedu_signature;
bool cedu__store_sign(const cedu_print *print, cedu_signature *out); /* false: out of memory */
double cedu__store_likeness(const uint32_t *a, const uint32_t *b);   /* estimated Jaccard similarity, 0…1 */
/* The print that a new article is most like. */
typedef struct cedu_near {
    int64_t document, cluster; /* 0 = there is none; cluster is then a new one */
    cedu_likeness like;        /* a = the new article, b = that print; not filled for an equal text */
    bool equal;
    int64_t sibling; /* another page of the same article, the first there is; 0 = none, or the text is like another's */
    bool leads;      /* and this page comes before it */
} cedu_near;
/* Finds or makes the cluster of a document that is about to be inserted, or whose reading was just cut (`document`, else 0). */
CEDU_MUST_USE cedu_status cedu__store_cluster(cedu_store *s, const cedu_signature *sig, const cedu_print *print,
                                              int64_t document, const char *now, cedu_near *out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__store_put_bands(cedu_store *s, const cedu_signature *sig, int64_t document, cedu_error *err);
/* What is compared of a stored document, into `out`. */
CEDU_MUST_USE cedu_status cedu__store_print_of(cedu_store *s, int64_t document, cedu_print *out, cedu_error *err);

/* derive.c: the pages of one article are one source. Where the document is one of several pages under one title and like no other
 * document, it goes into their cluster (*near gets it); place_part then gives it its place among them. */
CEDU_MUST_USE cedu_status cedu__store_sibling(cedu_store *s, const cedu_document *d, int64_t document, cedu_near *near,
                                              cedu_error *err);
CEDU_MUST_USE cedu_status cedu__store_place_part(cedu_store *s, int64_t document, const cedu_near *near, cedu_error *err);

/* derive.c: gives a document that was just written its place among the prints of its text, and the others theirs. */
CEDU_MUST_USE cedu_status cedu__store_derive(cedu_store *s, int64_t document, const cedu_print *print, const cedu_near *near,
                                             cedu_error *err);
/* Parts a cluster whose members are no longer tied together, after one of them has gone. */
CEDU_MUST_USE cedu_status cedu__store_split(cedu_store *s, int64_t cluster, const char *now, cedu_error *err);

/* fields.c: the fields of a fact as one JSON object and back. */
void cedu__store_fields_write(const cedu_field *f, cedu_buf *out);
const cedu_field *cedu__store_fields_read(cedu_str json, cedu_arena *a);
void cedu__store_strs_write(cedu_strs v, cedu_buf *out); /* JSON array */
cedu_strs cedu__store_strs_read(cedu_str json, cedu_arena *a);

/* rows.c */
extern const char cedu__store_fact_columns[], cedu__store_doc_columns[];
void cedu__store_read_fact(sqlite3_stmt *st, cedu_arena *a, cedu_store_fact *out);
void cedu__store_read_doc(sqlite3_stmt *st, cedu_arena *a, cedu_store_doc *out);

/* Places in rows. */
static inline void bind_place(sqlite3_stmt *st, int i, const cedu_place *p) {
    const uint32_t v[6] = {p->clean_start, p->clean_end, p->start, p->end, p->byte_start, p->byte_end};
    for (int k = 0; k < 6; k++) sqlite3_bind_int64(st, i + k, v[k]);
}
static inline cedu_place col_place(sqlite3_stmt *st, int i) {
    uint32_t v[6];
    for (int k = 0; k < 6; k++) v[k] = (uint32_t)sqlite3_column_int64(st, i + k);
    return (cedu_place){v[0], v[1], v[2], v[3], v[4], v[5]};
}

#endif
