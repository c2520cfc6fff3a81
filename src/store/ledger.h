/* ledger.h - books of double entry with a chain of hashes, in the knowledge base: what programmes (src/desk/programme*) are run on.
 *
 * A book is a row of postings. A posting is one operation: who asked for it under which request id, its entries (whole 分, sum zero), the
 * records it sets (the state of its cases), and what was answered. Invariants, kept in one IMMEDIATE transaction each:
 *   - the entries of a posting sum to zero; no balance is negative but that of the account "source";
 *   - a request id is posted once: asked again with the same content the first answer stands, with other content it is refused;
 *   - a posting holds the SHA-256 of its canonical text and of the posting before it; rows are never changed (triggers refuse it), and
 *     cedu__ledger_audit() finds what was changed, taken out or put in nevertheless. The last hash belongs on paper: cut off at the end
 *     and its head forged, a chain still looks whole; audited against a hash that was written down, it does not.
 * Balances and records are sums over the postings, kept for speed and audited with them. Money is int64 分, overflow is refused.
 * Threads, memory, errors: as store.h.
 */
#ifndef CEDU_STORE_LEDGER_H
#define CEDU_STORE_LEDGER_H

#include "store/store.h"

#define CEDU_LEDGER_SOURCE  "source" /* where a book's money comes from: the one account below zero */
#define CEDU_LEDGER_MAX_KEY 400      /* bytes of a request id, an actor, an account, a record's key */

typedef struct cedu_ledger_entry {
    cedu_str account;
    int64_t amount; /* 分; plus = into the account */
} cedu_ledger_entry;
typedef struct cedu_ledger_set {
    cedu_str key, value;
} cedu_ledger_set;
typedef struct cedu_posting {
    int64_t seq; /* from 1; given by post() */
    cedu_str book, request, at, actor, role, op;
    cedu_str content, answer; /* JSON: what was asked for, what was answered */
    const cedu_ledger_entry *entries;
    size_t entry_count;
    const cedu_ledger_set *sets;
    size_t set_count;
    char prev[65], hash[65];
} cedu_posting;

/* One operation: begin, look, post, end. end() commits when st is OK and rolls back otherwise; it returns what happened. */
CEDU_MUST_USE cedu_status cedu__ledger_begin(cedu_store *s, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__ledger_end(cedu_store *s, cedu_status st, cedu_error *err);
/* Was the request posted before? Then *answer is what was said. CEDU_USAGE when its content was another. */
CEDU_MUST_USE cedu_status cedu__ledger_seen(cedu_store *s, cedu_str book, cedu_str request, cedu_str content, cedu_arena *a,
                                            bool *seen, cedu_str *answer, cedu_error *err);
/* The number that the next posting of p->book gets, and the hash it stands on. */
CEDU_MUST_USE cedu_status cedu__ledger_next(cedu_store *s, cedu_posting *p, cedu_error *err);
/* Appends; fills seq, prev, hash. CEDU_USAGE where a balance would become negative, CEDU_INTERNAL where entries do not sum to zero. */
CEDU_MUST_USE cedu_status cedu__ledger_post(cedu_store *s, cedu_posting *p, cedu_error *err);

CEDU_MUST_USE cedu_status cedu__ledger_balance(cedu_store *s, cedu_str book, cedu_str account, int64_t *out, cedu_error *err);
/* *value absent: there is none. */
CEDU_MUST_USE cedu_status cedu__ledger_record(cedu_store *s, cedu_str book, cedu_str key, cedu_arena *a, cedu_str *value,
                                              cedu_error *err);
typedef struct cedu_ledger_entries {
    cedu_ledger_entry *p;
    size_t n;
} cedu_ledger_entries;
typedef struct cedu_ledger_sets {
    cedu_ledger_set *p;
    size_t n;
} cedu_ledger_sets;
/* Those whose name begins with `prefix`, in order of names. */
CEDU_MUST_USE cedu_status cedu__ledger_balances(cedu_store *s, cedu_str book, cedu_str prefix, cedu_arena *a,
                                                cedu_ledger_entries *out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__ledger_records(cedu_store *s, cedu_str book, cedu_str prefix, cedu_arena *a,
                                               cedu_ledger_sets *out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__ledger_books(cedu_store *s, cedu_arena *a, cedu_strs *out, cedu_error *err);
typedef struct cedu_postings {
    cedu_posting *p;
    size_t n;
} cedu_postings;
/* Postings from `after` (exclusive) on, with their entries and sets. */
CEDU_MUST_USE cedu_status cedu__ledger_postings(cedu_store *s, cedu_str book, int64_t after, size_t limit, cedu_arena *a,
                                                cedu_postings *out, cedu_error *err);

typedef struct cedu_ledger_problem {
    int64_t seq; /* 0 = of the book as a whole */
    cedu_str zh, en;
} cedu_ledger_problem;
typedef struct cedu_ledger_audit_result {
    int64_t postings, entries, accounts;
    char head[65]; /* hash of the last posting; "" = none */
    cedu_ledger_problem *problems;
    size_t problem_count;
} cedu_ledger_audit_result;
/* `known`: a hash that was written down earlier and must be in the chain; absent = none. Problems are no failure: CEDU_OK. */
CEDU_MUST_USE cedu_status cedu__ledger_audit(cedu_store *s, cedu_str book, cedu_str known, cedu_arena *a,
                                             cedu_ledger_audit_result *out, cedu_error *err);

/* What-if scenarios and the like that people save under a name; one row a name, the last one stands. */
CEDU_MUST_USE cedu_status cedu__scenario_save(cedu_store *s, cedu_str kind, cedu_str name, cedu_str body, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__scenario_list(cedu_store *s, cedu_str kind, cedu_arena *a, cedu_ledger_sets *out,
                                              cedu_error *err);

#endif
