/* ledger_audit.c - a book against itself: hashes, links, sums, balances, records. Whatever one row says otherwise than the chain is found.
 *
 * The postings are read in pieces, so that memory stays flat. Balances and records are compared with what the postings add up to in SQL.
 */
#include "store/ledger_inner.h"
#include "store/sql.h"

#define PIECE        500
#define MAX_PROBLEMS 1000 /* listed; a book this wrong is not mended by a longer list */

typedef struct audit {
    cedu_arena *a;
    CEDU_VEC(cedu_ledger_problem) v;
} audit;

static void found(audit *x, int64_t seq, const char *zh, const char *en, cedu_str what) {
    if (x->v.n >= MAX_PROBLEMS) return;
    cedu_ledger_problem p = {seq, cedu__arena_strf(x->a, "%s%s%.*s", zh, what.n ? "：" : "", (int)what.n, what.n ? what.p : ""),
                             cedu__arena_strf(x->a, "%s%s%.*s", en, what.n ? ": " : "", (int)what.n, what.n ? what.p : "")};
    (void)CEDU_PUSH(x->a, &x->v, p);
}

/* One row of texts a problem; the first column is the number of the posting or 0. */
static cedu_status rows(audit *x, cedu_store *s, const char *sql, cedu_str book, const char *zh, const char *en,
                        cedu_error *err) {
    sqlite3_stmt *q = NULL;
    bool row = true;
    cedu_status st = cedu__ledger_query(s, sql, &book, 1, &q, err);
    while (st == CEDU_OK && (st = cedu__store_step(s, q, &row, err)) == CEDU_OK && row)
        found(x, sqlite3_column_int64(q, 0), zh, en, col_str(q, 1, x->a));
    sqlite3_finalize(q);
    return st;
}

static const struct {
    const char *sql, *zh, *en;
} checks[] = {
    {"SELECT seq, account FROM ledger_entries e WHERE book = ?1 AND NOT EXISTS(SELECT 1 FROM ledger_log l WHERE l.book = "
     "e.book AND"
     " l.seq = e.seq)",
     "分录没有对应的记录", "an entry without its posting"},
    {"SELECT seq, key FROM ledger_sets e WHERE book = ?1 AND NOT EXISTS(SELECT 1 FROM ledger_log l WHERE l.book = e.book AND "
     "l.seq"
     " = e.seq)",
     "状态没有对应的记录", "a record set without its posting"},
    {"SELECT seq, sum(amount) FROM ledger_entries WHERE book = ?1 GROUP BY seq HAVING sum(amount) <> 0", "分录不平",
     "entries do not sum to zero"},
    {"SELECT 0, account FROM (SELECT account, sum(amount) AS amount FROM ledger_entries WHERE book = ?1 GROUP BY account) e"
     " WHERE amount IS NOT (SELECT balance FROM ledger_accounts a WHERE a.book = ?1 AND a.account = e.account)",
     "余额与分录之和不符", "a balance is not the sum of its entries"},
    {"SELECT 0, account FROM ledger_accounts a WHERE book = ?1 AND NOT EXISTS(SELECT 1 FROM ledger_entries e WHERE e.book = "
     "a.book"
     " AND e.account = a.account)",
     "账户没有分录", "an account without entries"},
    {"SELECT 0, account FROM ledger_accounts WHERE book = ?1 AND balance < 0 AND account <> '" CEDU_LEDGER_SOURCE "'",
     "余额为负", "a negative balance"},
    {"SELECT 0, key FROM (SELECT key, value, max(seq * 1000000 + ordinal) FROM ledger_sets WHERE book = ?1 GROUP BY key) e"
     " WHERE value IS NOT (SELECT value FROM ledger_records r WHERE r.book = ?1 AND r.key = e.key)",
     "状态与最后一次记录不符", "a record is not what was set last"},
    {"SELECT 0, key FROM ledger_records r WHERE book = ?1 AND NOT EXISTS(SELECT 1 FROM ledger_sets e WHERE e.book = r.book AND"
     " e.key = r.key)",
     "状态没有来历", "a record that no posting set"},
    {"SELECT seq, '' FROM ledger_entries WHERE book = ?1 GROUP BY seq HAVING max(ordinal) <> count(*) - 1 OR min(ordinal) <> 0",
     "分录的次序不对", "entries are numbered wrongly"},
    {"SELECT seq, '' FROM ledger_sets WHERE book = ?1 GROUP BY seq HAVING max(ordinal) <> count(*) - 1 OR min(ordinal) <> 0",
     "状态的次序不对", "records are numbered wrongly"},
    {"SELECT seq, account FROM ledger_entries WHERE book = ?1 AND (typeof(amount) <> 'integer' OR typeof(account) <> 'text')",
     "分录的类型不对", "an entry that is no amount"},
    {"SELECT seq, key FROM ledger_sets WHERE book = ?1 AND (typeof(key) <> 'text' OR typeof(value) <> 'text')",
     "状态的类型不对", "a record that is no text"},
    {"SELECT 0, account FROM ledger_accounts WHERE book = ?1 AND typeof(balance) <> 'integer'", "余额的类型不对",
     "a balance that is no amount"},
    {"SELECT 0, h.book FROM (SELECT ?1 AS book) h WHERE (SELECT max(seq) FROM ledger_log l WHERE l.book = h.book) IS NOT"
     " (SELECT seq FROM ledger_heads k WHERE k.book = h.book) OR (SELECT hash FROM ledger_log l WHERE l.book = h.book ORDER BY "
     "seq"
     " DESC LIMIT 1) IS NOT (SELECT hash FROM ledger_heads k WHERE k.book = h.book)",
     "链尾与最后一条记录不符", "the head is not the last posting"},
};

cedu_status cedu__ledger_audit(cedu_store *s, cedu_str book, cedu_str known, cedu_arena *a, cedu_ledger_audit_result *out,
                               cedu_error *err) {
    *out = (cedu_ledger_audit_result){0};
    audit x = {.a = a};
    cedu_arena piece;
    cedu__arena_init(&piece, CEDU_MAX_SCRATCH);
    char prev[65] = "", hash[65];
    int64_t at = 0;
    bool met = !known.n;
    cedu_status st = cedu__store_exec(s, "BEGIN", err); /* one state of the base for all of it */
    if (st != CEDU_OK) return cedu__arena_release(&piece), st;
    for (cedu_postings p = {0}; st == CEDU_OK; cedu__arena_reset(&piece)) {
        st = cedu__ledger_postings(s, book, at, PIECE, &piece, &p, err);
        for (size_t i = 0; st == CEDU_OK && i < p.n; i++) {
            const cedu_posting *k = &p.p[i];
            if (k->seq != at + 1) found(&x, k->seq, "记录有缺号", "postings are missing before this one", (cedu_str){0});
            if (strcmp(k->prev, prev) != 0)
                found(&x, k->seq, "与上一条记录不相接", "does not follow from the posting before", (cedu_str){0});
            if (!cedu__ledger_hash(k, hash)) st = cedu__fail_nomem(err);
            else if (strcmp(hash, k->hash) != 0) found(&x, k->seq, "内容被改过", "its content was changed", (cedu_str){0});
            memcpy(prev, k->hash, sizeof prev);
            met |= cedu__eqz(known, k->hash);
            at = k->seq;
            out->postings++, out->entries += (int64_t)k->entry_count;
        }
        if (p.n < PIECE) break;
    }
    cedu__arena_release(&piece);
    for (size_t i = 0; st == CEDU_OK && i < CEDU_COUNT(checks); i++)
        st = rows(&x, s, checks[i].sql, book, checks[i].zh, checks[i].en, err);
    cedu_ledger_entries accounts = {0};
    if (st == CEDU_OK) st = cedu__ledger_balances(s, book, CEDU_STR(""), a, &accounts, err);
    cedu_status end = cedu__store_exec(s, "COMMIT", st == CEDU_OK ? err : NULL);
    if (st == CEDU_OK) st = end;
    if (st == CEDU_OK && !met) found(&x, 0, "链中没有所给的散列", "the hash given is not in the chain", known);
    out->accounts = (int64_t)accounts.n;
    memcpy(out->head, prev, sizeof prev);
    out->problems = x.v.p, out->problem_count = x.v.n;
    return st == CEDU_OK && a->failed ? cedu__fail_nomem(err) : st;
}
