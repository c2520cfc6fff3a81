/* store.h - the knowledge base: one SQLite file that keeps originals, documents, findings, facts and the search index.
 *
 * The caller hands over what a page gave as plain structs of cedu.h; the store knows nothing of engines or HTML.
 * Promises:
 *   - a document is there with all its rows or not at all (one transaction, or a savepoint inside the caller's batch);
 *   - what cedu__store_commit() said OK to survives kill -9 and a loss of power (WAL, synchronous=FULL);
 *   - two processes may add at the same time: writers queue for up to `busy_ms`, readers never wait;
 *   - a failing disk gives a status and leaves the file as the last commit left it.
 * Statuses: CEDU_DB_CORRUPT (no knowledge base, or a damaged one), CEDU_DB_LOCKED, CEDU_DISK_FULL, CEDU_IO (permission, device),
 * CEDU_NOT_FOUND, CEDU_USAGE (an ambiguous prefix; an existing file without `force`; a newer schema), CEDU_NOMEM.
 *
 * Threads: a store belongs to one thread at a time. Open one per thread; SQLite sorts out the rest.
 * Memory: every row handed out lives in the arena that the caller passed.
 * The tables are documented in docs/schema.md; how to add one: a step at the end of the table in schema.c, never an edit.
 */
#ifndef CEDU_STORE_H
#define CEDU_STORE_H

#include "base/base.h"

typedef struct cedu_store cedu_store;

/* ------------------------------------------------------------------ opening */
typedef struct cedu_store_options {
    bool create;    /* make the file when it is absent; without it absence is CEDU_NOT_FOUND */
    bool read_only; /* never writes, not even a migration; an older schema is then CEDU_USAGE */
    int busy_ms;    /* how long to queue for another writer; 0 = 15 000 */
} cedu_store_options;

/* opt may be NULL (existing file, read and write). Runs outstanding migrations. On success *out is the caller's. */
CEDU_MUST_USE cedu_status cedu__store_open(const char *path, const cedu_store_options *opt, cedu_store **out, cedu_error *err);
/* Once, before any other call, in a program that is ours alone (not in a library): SQLite keeps no statistics of its memory, which cost a lock an
 * allocation and make threads wait for each other. */
void cedu__store_process(void);
/* Ends what runs on this connection now, from another thread: it fails. */
void cedu__store_interrupt(cedu_store *s);
void cedu__store_close(cedu_store *s); /* NULL is fine; an open batch is rolled back */
const char *cedu__store_path(const cedu_store *s);
int cedu__store_schema(const cedu_store *s); /* user_version */

/* A batch: adds between begin and commit share one transaction (a few hundred documents a batch write fastest).
 * Without one, every call commits by itself. Keep batches short: other writers wait for them. */
CEDU_MUST_USE cedu_status cedu__store_begin(cedu_store *s, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__store_commit(cedu_store *s, cedu_error *err); /* on failure everything is rolled back */
void cedu__store_rollback(cedu_store *s);                                     /* no batch: nothing happens */

/* ------------------------------------------------------------------ adding */
typedef struct cedu_store_page {
    const cedu_document *doc;       /* required; doc->sha256 is the SHA-256 of the payload */
    cedu_str payload;               /* the payload's bytes; archived */
    cedu_str container;             /* the file that the payload was extracted from; archived beside it. p == NULL: none */
    const char *extracted;          /* "docx", "xlsx", "ofd", "pdf", "ocr"; NULL without a container */
    cedu_str clean;                 /* the whole clean text; may be empty */
    const cedu_fact *const *facts;  /* fact_count pointers */
    const cedu_str *quotes;         /* the input's own characters of each fact, parallel to facts */
    const cedu_str *context_quotes; /* the same for every context of every fact, in order, flat; NULL = none known */
    size_t fact_count;
    const char *fingerprint; /* of the engine that read it, 64 hex digits */
} cedu_store_page;

typedef enum cedu_added {
    CEDU_ADDED_NEW,      /* was not there */
    CEDU_ADDED_SAME,     /* same content, same path, same fingerprint: nothing was written */
    CEDU_ADDED_ALIAS,    /* same content under another path: the path was recorded */
    CEDU_ADDED_STALE,    /* there already, read by another engine; not replaced because `replace` was not set */
    CEDU_ADDED_REPLACED, /* read again: facts, findings, text and index are the new ones */
} cedu_added;

typedef struct cedu_store_added {
    cedu_added how;
    int64_t document; /* documents.id */
    int64_t cluster;  /* clusters.id; one independent source each */
    size_t cluster_size;
} cedu_store_added;

/* All rows or none. `replace`: read again what is there, whatever its fingerprint. out may be NULL. */
CEDU_MUST_USE cedu_status cedu__store_add(cedu_store *s, const cedu_store_page *page, bool replace, cedu_store_added *out,
                                          cedu_error *err);
/* Whether this payload is there under this fingerprint and path: lets `add` skip reading. file, member may be NULL. */
CEDU_MUST_USE cedu_status cedu__store_has(cedu_store *s, const char *sha256, const char *fingerprint, const char *file,
                                          const char *member, bool *out, cedu_error *err);
/* Forgets a document: its facts, findings, index rows, paths, cluster membership and original. */
CEDU_MUST_USE cedu_status cedu__store_forget(cedu_store *s, int64_t document, cedu_error *err);

/* ------------------------------------------------------------------ rows */
/* What a document is among the prints of one text (its cluster), by evidence: derive.c. X(name, Chinese, English) */
/* clang-format off */
#define CEDU_STORE_DERIVATIONS(X) \
    X(original, "原发", "original") X(repost, "转载", "repost") X(translated, "繁简转换", "script converted") \
    X(damaged, "受损", "damaged") X(expanded, "增补", "expanded") X(truncated, "截短", "truncated") \
    X(rewritten, "改写", "rewritten") X(part, "续页", "next page")
/* clang-format on */
typedef enum cedu_store_derivation {
#define CEDU__X(name, zh, en) CEDU_DERIVATION_##name,
    CEDU_STORE_DERIVATIONS(CEDU__X)
#undef CEDU__X
        CEDU_DERIVATION_COUNT
} cedu_store_derivation;
const char *cedu__store_derivation_name(cedu_store_derivation d);
const char *cedu__store_derivation_label(cedu_store_derivation d, bool english);

typedef struct cedu_store_doc {
    int64_t id, cluster;
    char sha256[65], fingerprint[65];
    cedu_str file, member, title, published, outlet, site, url, editor, doc_type, encoding;
    cedu_strs authors;
    cedu_str added_at, read_at; /* UTC, ISO 8601 */
    size_t bytes, fact_count, finding_count, cluster_size;
    cedu_str tier, tier_basis; /* see cedu_document */
    cedu_strs doubts;
    cedu_store_derivation derivation; /* among the prints of one text */
    char derived_from[65];            /* sha256 of the print it was compared with; "" = none */
    double near_share;                /* of the shorter text that stands in the other, 0…1 */
    cedu_str series;                  /* see cedu_document; absent: a page of its own */
    int part, parts;
    cedu_str own_number; /* 文号 of the document that this page prints */
    cedu_str extracted;  /* see cedu_store_page; absent: the payload is the file */
    char container[65];  /* sha256 of that file; "" = none */
    size_t container_bytes;
} cedu_store_doc;

/* What people decided about a fact. X(name, Chinese, English) */
/* clang-format off */
#define CEDU_STORE_STATUSES(X) \
    X(pending, "待核", "pending") X(accepted, "已核", "accepted") X(rejected, "驳回", "rejected") \
    X(disputed, "存疑", "disputed")
/* clang-format on */
typedef enum cedu_store_status {
#define CEDU__X(name, zh, en) CEDU_STATUS_##name,
    CEDU_STORE_STATUSES(CEDU__X)
#undef CEDU__X
        CEDU_STATUS_COUNT
} cedu_store_status;
const char *cedu__store_status_name(cedu_store_status s);
const char *cedu__store_status_label(cedu_store_status s, bool english);

typedef struct cedu_store_fact { /* a string more: cedu__reason_copy_fact() must copy it */
    int64_t row;                 /* facts.id: dense, local to this file; people use fact.id */
    int64_t document, cluster;
    cedu_fact fact; /* complete: fields and (only from cedu__store_fact) contexts too */
    cedu_str quote, clean_quote;
    cedu_strs context_quotes; /* parallel to fact.context; only from cedu__store_fact */
    const char *doc;          /* sha256 of the document, NUL-terminated */
    cedu_str file, title, published, outlet, url;
    cedu_str tier;          /* of its document */
    cedu_strs doubts;       /* of its document */
    int year_from, year_to; /* of the period; 0 = unknown, 9999 = open end */
    cedu_store_status status;
    bool corrected;    /* somebody changed what was read */
    cedu_str added_at; /* when its document was added: when we knew it */
} cedu_store_fact;

/* Years of an ISO 8601 period; an open end gives 9999, an unknown period 0 and 0. */
void cedu__store_years(cedu_str period, int *from, int *to);

typedef struct cedu_store_docs {
    cedu_store_doc *p;
    size_t n;
} cedu_store_docs;

typedef struct cedu_store_facts {
    cedu_store_fact *p;
    size_t n;
} cedu_store_facts;

/* What was quoted at a place of a stored fact (ctx: a cedu_store_fact; a cedu_quote_fn of report.h), from its row; none: empty. */
cedu_str cedu__store_quote(const void *ctx, const cedu_place *place, bool clean);
/* A document by the beginning of its SHA-256 (4 or more hex digits), or by a path it was added under. */
CEDU_MUST_USE cedu_status cedu__store_document(cedu_store *s, cedu_str prefix, cedu_arena *a, cedu_store_doc *out,
                                               cedu_error *err);
/* A fact by the beginning of its id (4 or more), with contexts. */
CEDU_MUST_USE cedu_status cedu__store_fact(cedu_store *s, cedu_str prefix, cedu_arena *a, cedu_store_fact *out,
                                           cedu_error *err);
/* By facts.id, as reason hands them out. */
CEDU_MUST_USE cedu_status cedu__store_fact_row(cedu_store *s, int64_t row, cedu_arena *a, cedu_store_fact *out,
                                               cedu_error *err);
/* Where that text stands in the file (base/places.h); absent: not known, or the payload is the file. */
CEDU_MUST_USE cedu_status cedu__store_where(cedu_store *s, int64_t document, cedu_arena *a, cedu_str *out, cedu_error *err);
/* The file a document's text was extracted from; CEDU_NOT_FOUND when the payload is the file itself. Checked as the payload is. */
CEDU_MUST_USE cedu_status cedu__store_container(cedu_store *s, int64_t document, cedu_buf *out, cedu_error *err);
/* The archived payload; checked against its SHA-256 (CEDU_DB_CORRUPT when it differs). */
CEDU_MUST_USE cedu_status cedu__store_original(cedu_store *s, int64_t document, cedu_buf *out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__store_clean(cedu_store *s, int64_t document, cedu_arena *a, cedu_str *out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__store_findings(cedu_store *s, int64_t document, cedu_arena *a, const cedu_finding **out,
                                               size_t *n, cedu_error *err);

/* ------------------------------------------------------------------ lists
 * Absent strings and zeros filter nothing. limit 0 = all. */
typedef struct cedu_store_doc_filter {
    cedu_str region;    /* has a fact about it */
    cedu_str text;      /* in title, outlet or path */
    cedu_str stale_for; /* fingerprint differs from this one */
    cedu_str from, to;  /* published, inclusive: prefixes such as 2021 or 2021-03 do */
    int64_t cluster;    /* only this one's; 0 = any */
    bool prints;        /* only of clusters with several; by cluster, the original first */
    bool same_number;   /* only those whose own 文号 another text has too; by number */
    bool newest;        /* the latest added first, instead of by date published */
    size_t limit, offset;
} cedu_store_doc_filter;
/* Ordered by date published, then by id (see `newest`). */
CEDU_MUST_USE cedu_status cedu__store_documents(cedu_store *s, const cedu_store_doc_filter *f, cedu_arena *a,
                                                cedu_store_docs *out, cedu_error *err);
/* Document numbers under which different texts stand: an alarm. */
CEDU_MUST_USE cedu_status cedu__store_count_same_number(cedu_store *s, size_t *out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__store_count_stale(cedu_store *s, const char *fingerprint, size_t *out, cedu_error *err);

typedef struct cedu_store_fact_filter {
    cedu_strs regions;      /* about any of these (canonical names) */
    uint32_t kinds;         /* bit mask of 1u << CEDU_FACT_x; 0 = all */
    cedu_str subject;       /* subject_id, or exact name, or part of the name */
    cedu_str subject_key;   /* exactly: subject_id, or the name where there is none; the fast way */
    cedu_str source;        /* part of its name */
    int year_from, year_to; /* period overlaps these years */
    int64_t document;       /* 0 = any */
    size_t
        own; /* with recent and kinds: only the first so many of the regions get their share of it, the others CEDU_MAX_FAR_FACTS; 0 = all */
    size_t
        recent; /* about so many: with regions the latest years (with kinds or subject_key), else added last; without regions of
                      each kind the latest years; 0 = all */
    cedu_strs said;       /* of documents in whose title or article one of these stands … */
    size_t newest;        /* … the so many added last; 0 = said is not used */
    int own_from, own_to; /* with recent and kinds: as many again of these years, whatever is later; 0 = none */
    cedu_strs places;     /* with subject_key, kinds and each: facts whose region is written so (cedu__store_places) */
    size_t each;          /* of every place, year_from…year_to, the latest so many; 0 = places are not used */
    bool numeric;         /* only with a value */
    bool unreviewed;      /* only what waits for review */
    bool no_review;       /* leave out what waits for review */
    bool by_subject;      /* order by subject, region, period; default: document, place in the text */
    size_t limit, offset;
} cedu_store_fact_filter;
CEDU_MUST_USE cedu_status cedu__store_list_facts(cedu_store *s, const cedu_store_fact_filter *f, cedu_arena *a,
                                                 cedu_store_facts *out, cedu_error *err);

/* How many facts speak of these regions (a joint fact counts once for each); above `most`, most + 1. */
CEDU_MUST_USE cedu_status cedu__store_region_size(cedu_store *s, cedu_strs regions, size_t most, size_t *out, cedu_error *err);

/* How many facts have this subject_id, or this name where there is none; above `most`, most + 1. */
CEDU_MUST_USE cedu_status cedu__store_subject_size(cedu_store *s, cedu_str subject_key, size_t most, size_t *out,
                                                   cedu_error *err);

/* Facts in the whole base, about: how many rows were ever numbered. */
CEDU_MUST_USE cedu_status cedu__store_size(cedu_store *s, size_t *out, cedu_error *err);
/* How the facts of a subject write their region, in order: a name, or the JSON array of a joint one. Steps from one to the next. */
CEDU_MUST_USE cedu_status cedu__store_places(cedu_store *s, cedu_str subject_key, cedu_arena *a, cedu_strs *out,
                                             cedu_error *err);
/* Subject keys that begin so, `most` at most, in order; no fact is read. */
CEDU_MUST_USE cedu_status cedu__store_keys(cedu_store *s, cedu_str begin, size_t most, cedu_arena *a, cedu_strs *out,
                                           cedu_error *err);

/* What the facts of documents added from a moment on (the beginning of a UTC time) speak of: one row a subject and region, by subject. */
typedef struct cedu_store_new {
    cedu_str subject_key, region; /* region absent: of none */
    int year_from, year_to;       /* 0 = unknown */
} cedu_store_new;
typedef struct cedu_store_news {
    cedu_store_new *p;
    size_t n;
} cedu_store_news;
CEDU_MUST_USE cedu_status cedu__store_new_subjects(cedu_store *s, cedu_str since, size_t documents, cedu_arena *a,
                                                   cedu_store_news *out, cedu_error *err);

/* Regions that ratios of this subject tie to the given ones, in either direction; 64 at most. */
CEDU_MUST_USE cedu_status cedu__store_referring(cedu_store *s, cedu_str subject_key, cedu_strs regions, cedu_arena *a,
                                                cedu_strs *out, cedu_error *err);

/* The same, a row at a time: memory stays flat when the caller resets its arena between rows. f must outlive open. */
typedef struct cedu_store_cursor cedu_store_cursor;
CEDU_MUST_USE cedu_status cedu__store_facts_open(cedu_store *s, const cedu_store_fact_filter *f, cedu_store_cursor **out,
                                                 cedu_error *err);
/* *more = false at the end (out is then untouched). */
CEDU_MUST_USE cedu_status cedu__store_facts_next(cedu_store_cursor *c, cedu_arena *a, cedu_store_fact *out, bool *more,
                                                 cedu_error *err);
void cedu__store_facts_close(cedu_store_cursor *c); /* NULL is fine */

/* What a subject is, as an indicator; the order of their list. */
#define CEDU_STANDINGS(X)                                                                                                      \
    X(known)      /* an indicator of the packs: has an id */                                                                   \
    X(comparable) /* most of its facts have a unit; several documents and several years */                                     \
    X(measured)   /* most of its facts have a unit */                                                                          \
    X(named)      /* names without figures: 领域, a field of research: no indicator */
typedef enum cedu_standing {
#define CEDU__X(name) CEDU_STANDING_##name,
    CEDU_STANDINGS(CEDU__X)
#undef CEDU__X
        CEDU_STANDING_COUNT
} cedu_standing;
const char *cedu__standing_name(cedu_standing s);

/* Counted names: regions, subjects. */
typedef struct cedu_store_count {
    cedu_str name, id;      /* id: GB/T 2260 code, subject_id; absent when there is none */
    cedu_str unit;          /* subjects: the commonest base unit; "" when most facts have none, absent for regions */
    cedu_standing standing; /* of subjects */
    size_t facts, documents;
    int year_from, year_to; /* earliest and latest year of their facts; 0 = none */
} cedu_store_count;
typedef struct cedu_store_counts {
    cedu_store_count *p;
    size_t n;
} cedu_store_counts;
/* Most facts first. `limit` 0 = all. */
CEDU_MUST_USE cedu_status cedu__store_regions(cedu_store *s, size_t limit, cedu_arena *a, cedu_store_counts *out,
                                              cedu_error *err);
/* Of one region; absent = of all facts. By standing, then most documents, then most facts first: so among the CEDU_MAX_RANKED_SUBJECTS
 * that most is said about; what is beyond follows, most facts first. */
CEDU_MUST_USE cedu_status cedu__store_subjects(cedu_store *s, cedu_str region, size_t limit, cedu_arena *a,
                                               cedu_store_counts *out, cedu_error *err);

/* How many facts of a region begin in a year: what is covered, and what is not. */
typedef struct cedu_store_cover {
    cedu_str region;
    int year;
    size_t facts;
} cedu_store_cover;
typedef struct cedu_store_coverage {
    cedu_store_cover *p;
    size_t n;
} cedu_store_coverage;
/* Of the `regions` regions with most facts (0 = all), by region, then year; facts without a year are left out. */
CEDU_MUST_USE cedu_status cedu__store_cover(cedu_store *s, size_t regions, cedu_arena *a, cedu_store_coverage *out,
                                            cedu_error *err);

/* One line a policy: facts of kind policy with the same document number, else the same title, are one. */
typedef struct cedu_store_policy {
    cedu_str title, document_number, doc_type, status, signed_on, published, effective, expires;
    cedu_strs issuers, regions;
    size_t facts, documents, sources; /* sources: clusters */
    const cedu_store_fact *evidence;  /* the fullest of the facts */
} cedu_store_policy;
typedef struct cedu_store_policies {
    cedu_store_policy *p;
    size_t n;
} cedu_store_policies;
/* A number that changes whenever another connection, of whatever process, has committed; never 0. Costs microseconds. */
CEDU_MUST_USE cedu_status cedu__store_version(cedu_store *s, uint64_t *out, cedu_error *err);

/* Newest first. region absent = all; recent: as in the fact filter. */
CEDU_MUST_USE cedu_status cedu__store_policies(cedu_store *s, cedu_str region, size_t recent, cedu_arena *a,
                                               cedu_store_policies *out, cedu_error *err);
/* Of facts that were read already; those of other kinds are left out. The facts must live as long as the policies. */
CEDU_MUST_USE cedu_status cedu__store_policies_of(const cedu_store_facts *facts, cedu_arena *a, cedu_store_policies *out,
                                                  cedu_error *err);

typedef struct cedu_store_totals {
    size_t documents, clusters, facts, findings, originals_bytes, stored_bytes, regions, subjects, review;
    size_t facts_by_kind[CEDU_FACT_KIND_COUNT], findings_by_class[CEDU_FINDING_COUNT];
} cedu_store_totals;
/* These and the lists of regions and subjects are kept with every change (counts.c): what they cost does not grow with the base. */
CEDU_MUST_USE cedu_status cedu__store_totals(cedu_store *s, cedu_store_totals *out, cedu_error *err);
/* Counts everything anew; minutes for millions of facts. differ: looks only, writes nothing. */
CEDU_MUST_USE cedu_status cedu__store_recount(cedu_store *s, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__store_counts_differ(cedu_store *s, bool *differ, cedu_error *err);
/* Keys of the subjects that most is said about of a region in numbers with a unit, sorted by key; `most` at most. */
CEDU_MUST_USE cedu_status cedu__store_numbered_keys(cedu_store *s, cedu_str region, size_t most, cedu_arena *a, cedu_strs *out,
                                                    cedu_error *err);
/* A number that is never the same again after facts of the region (absent: any) have come, gone or been corrected, of a region also after a table
 * of the user's own was imported; 0 = it has none. */
CEDU_MUST_USE cedu_status cedu__store_changed(cedu_store *s, cedu_str region, uint64_t *out, cedu_error *err);

/* ------------------------------------------------------------------ search */
typedef struct cedu_store_hit {
    int64_t document;
    const char *doc; /* sha256 */
    cedu_str title, published, outlet, file;
    cedu_str snippet;              /* clean text around the first hit */
    size_t snippet_mark, mark_len; /* bytes in snippet: the words that hit; mark_len 0 = the hit is in the title only */
    uint32_t clean_start;          /* byte of the mark in the clean text */
    double rank;                   /* smaller = better (bm25) */
} cedu_store_hit;
typedef struct cedu_store_hits {
    cedu_store_hit *p;
    size_t n, total; /* total is counted up to 10 000 */
} cedu_store_hits;
/* Words between blanks must all occur; Chinese substrings of one and more characters hit exactly; "…" keeps blanks.
 * limit 0 = 50. A query without a letter, digit or character is CEDU_USAGE. */
CEDU_MUST_USE cedu_status cedu__store_search(cedu_store *s, cedu_str words, size_t limit, cedu_arena *a, cedu_store_hits *out,
                                             cedu_error *err);

/* ------------------------------------------------------------------ verdicts
 * Keyed by document, byte span, kind and subject as read: they survive reread. A corrected fact keeps its id and quotation. */
typedef struct cedu_store_change {
    cedu_str column; /* region period value value_max unit modifier subject stance (and subject_id beside subject) */
    cedu_str value;
} cedu_store_change;
typedef struct cedu_store_judgement {
    cedu_store_status status;
    const cedu_store_change *changes; /* a correction; usually accepted at the same time */
    size_t change_count;
    cedu_str note, who; /* may be absent */
} cedu_store_judgement;
typedef struct cedu_store_verdict {
    int64_t id;
    cedu_store_status status;
    cedu_str changes; /* JSON object; absent = none */
    cedu_str note, who, at, undone_at, doc, kind, subject, region;
    cedu_str fact_id; /* the fact it is about now; absent = the last reading has none */
} cedu_store_verdict;
typedef struct cedu_store_verdicts {
    cedu_store_verdict *p;
    size_t n;
} cedu_store_verdicts;
/* `row` is facts.id. Unknown columns and numbers that are none: CEDU_USAGE. */
CEDU_MUST_USE cedu_status cedu__store_judge(cedu_store *s, int64_t row, const cedu_store_judgement *j, cedu_error *err);
/* Takes the last verdict back; *undone = false when there is none. */
CEDU_MUST_USE cedu_status cedu__store_unjudge(cedu_store *s, int64_t row, bool *undone, cedu_error *err);
/* Of one fact (row), or of all (row 0); `lost`: live ones whose fact the last reading does not have. Oldest first. */
CEDU_MUST_USE cedu_status cedu__store_verdicts(cedu_store *s, int64_t row, bool lost, cedu_arena *a, cedu_store_verdicts *out,
                                               cedu_error *err);

/* ------------------------------------------------------------------ care */
typedef struct cedu_store_problem {
    cedu_str where, zh, en;
} cedu_store_problem;
typedef struct cedu_store_problems {
    cedu_store_problem *p;
    size_t n;
    size_t originals, facts; /* how many were checked */
} cedu_store_problems;
/* Integrity of the file, foreign keys, index, hashes of originals, quotations against the clean text and (where the encoding
 * is a Unicode one) against the original's bytes. Problems are not an error: CEDU_OK with n > 0. */
CEDU_MUST_USE cedu_status cedu__store_check(cedu_store *s, cedu_arena *a, cedu_store_problems *out, cedu_error *err);
/* A consistent copy while others go on writing: into a temporary file beside `path`, synced, then renamed. */
CEDU_MUST_USE cedu_status cedu__store_backup(cedu_store *s, const char *path, bool force, cedu_error *err);
/* Checks `backup` and puts a copy of it at `path`, atomically. An existing file is only replaced with `force`, and
 * never while another process has it open for writing (CEDU_DB_LOCKED). */
CEDU_MUST_USE cedu_status cedu__store_restore(const char *backup, const char *path, bool force, cedu_error *err);

/* Settings that travel with the file. An absent key gives p == NULL. */
CEDU_MUST_USE cedu_status cedu__store_setting(cedu_store *s, const char *key, cedu_arena *a, cedu_str *out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__store_set(cedu_store *s, const char *key, cedu_str value, cedu_error *err);

#endif
