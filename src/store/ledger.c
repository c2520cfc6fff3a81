/* ledger.c - posting to a book and reading it; see ledger.h. ledger_audit.c checks what lies here. */
#include "base/money.h"
#include "store/ledger_inner.h"
#include "store/sql.h"

/* ------------------------------------------------------------------ statements */
cedu_status cedu__ledger_query(cedu_store *s, const char *sql, const cedu_str *texts, size_t n, sqlite3_stmt **out,
                               cedu_error *err) {
    cedu_status st = cedu__store_prepare(s, sql, out, err);
    for (size_t i = 0; st == CEDU_OK && i < n; i++) bind_str(*out, (int)i + 1, texts[i].p ? texts[i] : CEDU_STR(""));
    return st;
}

static cedu_status run(cedu_store *s, sqlite3_stmt *q, cedu_status st, cedu_error *err) {
    if (st == CEDU_OK) st = cedu__store_run(s, q, err);
    sqlite3_finalize(q);
    return st;
}

/* ------------------------------------------------------------------ the canonical text of a posting */
static void piece(cedu_buf *b, cedu_str s) {
    cedu__buf_f(b, "%zu:", s.n);
    cedu__buf_str(b, s);
    cedu__buf_char(b, ',');
}

bool cedu__ledger_hash(const cedu_posting *p, char out[65]) {
    cedu_buf b = {0};
    cedu__buf_f(&b, "%lld,", (long long)p->seq);
    const cedu_str all[] = {p->book, p->request, p->at, p->actor, p->role, p->op, p->content, p->answer, cedu__str(p->prev)};
    for (size_t i = 0; i < CEDU_COUNT(all); i++) piece(&b, all[i]);
    cedu__buf_f(&b, "%zu,", p->entry_count);
    for (size_t i = 0; i < p->entry_count; i++) {
        piece(&b, p->entries[i].account);
        cedu__buf_f(&b, "%lld,", (long long)p->entries[i].amount);
    }
    cedu__buf_f(&b, "%zu,", p->set_count);
    for (size_t i = 0; i < p->set_count; i++) piece(&b, p->sets[i].key), piece(&b, p->sets[i].value);
    bool ok = !b.failed;
    if (ok) cedu__sha256_hex(b.p, b.n, out);
    cedu__buf_release(&b);
    return ok;
}

/* ------------------------------------------------------------------ posting */
cedu_status cedu__ledger_begin(cedu_store *s, cedu_error *err) { return cedu__store_enter(s, err); }
cedu_status cedu__ledger_end(cedu_store *s, cedu_status st, cedu_error *err) { return cedu__store_leave(s, st, err); }

cedu_status cedu__ledger_seen(cedu_store *s, cedu_str book, cedu_str request, cedu_str content, cedu_arena *a, bool *seen,
                              cedu_str *answer, cedu_error *err) {
    sqlite3_stmt *q = NULL;
    *seen = false;
    cedu_status st = cedu__ledger_query(s, "SELECT content, answer FROM ledger_log WHERE book = ?1 AND request = ?2",
                                        (cedu_str[]){book, request}, 2, &q, err);
    if (st == CEDU_OK) st = cedu__store_step(s, q, seen, err);
    if (st == CEDU_OK && *seen) {
        if (!cedu__eq(col_view(q, 0), content))
            st = cedu__fail(err, CEDU_USAGE, "请求编号 %.*s 已用于另一内容：同一编号只能重发同一请求",
                            "request id %.*s was used for something else: an id may only repeat the same request",
                            (int)request.n, request.p);
        else *answer = col_str(q, 1, a);
    }
    sqlite3_finalize(q);
    return st;
}

cedu_status cedu__ledger_next(cedu_store *s, cedu_posting *p, cedu_error *err) {
    sqlite3_stmt *q = NULL;
    bool row = false;
    p->seq = 1, p->prev[0] = 0;
    cedu_status st = cedu__ledger_query(s, "SELECT seq, hash FROM ledger_heads WHERE book = ?1", &p->book, 1, &q, err);
    if (st == CEDU_OK) st = cedu__store_step(s, q, &row, err);
    if (st == CEDU_OK && row) {
        cedu_str h = col_view(q, 1);
        p->seq = sqlite3_column_int64(q, 0) + 1;
        memcpy(p->prev, h.p, h.n < 64 ? h.n : 64), p->prev[h.n < 64 ? h.n : 64] = 0;
    }
    sqlite3_finalize(q);
    return st;
}

static cedu_status move(cedu_store *s, const cedu_posting *p, size_t i, cedu_error *err) {
    const cedu_ledger_entry *e = &p->entries[i];
    int64_t now, then;
    sqlite3_stmt *q = NULL;
    cedu_status st = cedu__ledger_balance(s, p->book, e->account, &now, err);
    if (st != CEDU_OK) return st;
    if (!cedu__money_add(now, e->amount, &then))
        return cedu__fail(err, CEDU_TOO_LARGE, "账户 %.*s 的金额超出可记的范围", "account %.*s: the amount is out of range",
                          (int)e->account.n, e->account.p);
    if (then < 0 && !cedu__eqz(e->account, CEDU_LEDGER_SOURCE))
        return cedu__fail(err, CEDU_USAGE, "账户 %.*s 余额不足", "account %.*s does not hold so much", (int)e->account.n,
                          e->account.p);
    st = cedu__ledger_query(s, "INSERT OR REPLACE INTO ledger_accounts(book, account, balance) VALUES(?1, ?2, ?3)",
                            (cedu_str[]){p->book, e->account}, 2, &q, err);
    if (st == CEDU_OK) bind_int(q, 3, then);
    if ((st = run(s, q, st, err)) != CEDU_OK) return st;
    st = cedu__ledger_query(s, "INSERT INTO ledger_entries(book, account, seq, ordinal, amount) VALUES(?1, ?2, ?3, ?4, ?5)",
                            (cedu_str[]){p->book, e->account}, 2, &q, err);
    if (st == CEDU_OK) bind_int(q, 3, p->seq), bind_int(q, 4, (int64_t)i), bind_int(q, 5, e->amount);
    return run(s, q, st, err);
}

static cedu_status set(cedu_store *s, const cedu_posting *p, size_t i, cedu_error *err) {
    const cedu_str texts[] = {p->book, p->sets[i].key, p->sets[i].value};
    sqlite3_stmt *q = NULL;
    cedu_status st =
        cedu__ledger_query(s, "INSERT OR REPLACE INTO ledger_records(book, key, value) VALUES(?1, ?2, ?3)", texts, 3, &q, err);
    if ((st = run(s, q, st, err)) != CEDU_OK) return st;
    st = cedu__ledger_query(s, "INSERT INTO ledger_sets(book, key, value, seq, ordinal) VALUES(?1, ?2, ?3, ?4, ?5)", texts, 3,
                            &q, err);
    if (st == CEDU_OK) bind_int(q, 4, p->seq), bind_int(q, 5, (int64_t)i);
    return run(s, q, st, err);
}

static cedu_status sound(const cedu_posting *p, cedu_error *err) {
    const cedu_str keys[] = {p->book, p->request, p->actor, p->role, p->op};
    int64_t sum = 0;
    for (size_t i = 0; i < CEDU_COUNT(keys); i++)
        if (!keys[i].n || keys[i].n > CEDU_LEDGER_MAX_KEY)
            return cedu__fail(err, CEDU_USAGE, "请求编号、经办人等应有 1 到 %d 字节",
                              "request id, actor and the like have 1 to %d bytes", CEDU_LEDGER_MAX_KEY);
    for (size_t i = 0; i < p->entry_count; i++)
        if (!p->entries[i].account.n || !cedu__money_add(sum, p->entries[i].amount, &sum))
            return cedu__fail(err, CEDU_TOO_LARGE, "金额超出可记的范围", "the amount is out of range");
    return sum ? cedu__fail(err, CEDU_INTERNAL, "分录不平：差 %lld 分", "entries do not sum to zero: %lld", (long long)sum)
               : CEDU_OK;
}

cedu_status cedu__ledger_post(cedu_store *s, cedu_posting *p, cedu_error *err) {
    sqlite3_stmt *q = NULL;
    cedu_status st = sound(p, err);
    if (st == CEDU_OK) st = cedu__ledger_next(s, p, err);
    if (st == CEDU_OK && !cedu__ledger_hash(p, p->hash)) st = cedu__fail_nomem(err);
    if (st != CEDU_OK) return st;
    const cedu_str texts[] = {p->book, p->request, p->at,     p->actor,           p->role,
                              p->op,   p->content, p->answer, cedu__str(p->prev), cedu__str(p->hash)};
    st = cedu__ledger_query(s,
                            "INSERT INTO ledger_log(book, request, at, actor, role, op, content, answer, prev, hash, seq)"
                            " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                            texts, CEDU_COUNT(texts), &q, err);
    if (st == CEDU_OK) bind_int(q, 11, p->seq);
    st = run(s, q, st, err);
    for (size_t i = 0; st == CEDU_OK && i < p->entry_count; i++) st = move(s, p, i, err);
    for (size_t i = 0; st == CEDU_OK && i < p->set_count; i++) st = set(s, p, i, err);
    if (st != CEDU_OK) return st;
    st = cedu__ledger_query(s, "INSERT OR REPLACE INTO ledger_heads(book, hash, seq) VALUES(?1, ?2, ?3)",
                            (cedu_str[]){p->book, cedu__str(p->hash)}, 2, &q, err);
    if (st == CEDU_OK) bind_int(q, 3, p->seq);
    return run(s, q, st, err);
}

/* ------------------------------------------------------------------ reading */
cedu_status cedu__ledger_balance(cedu_store *s, cedu_str book, cedu_str account, int64_t *out, cedu_error *err) {
    sqlite3_stmt *q = NULL;
    bool row = false;
    *out = 0;
    cedu_status st = cedu__ledger_query(s, "SELECT balance FROM ledger_accounts WHERE book = ?1 AND account = ?2",
                                        (cedu_str[]){book, account}, 2, &q, err);
    if (st == CEDU_OK) st = cedu__store_step(s, q, &row, err);
    if (st == CEDU_OK && row) *out = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return st;
}

cedu_status cedu__ledger_record(cedu_store *s, cedu_str book, cedu_str key, cedu_arena *a, cedu_str *value, cedu_error *err) {
    sqlite3_stmt *q = NULL;
    bool row = false;
    *value = (cedu_str){0};
    cedu_status st = cedu__ledger_query(s, "SELECT value FROM ledger_records WHERE book = ?1 AND key = ?2",
                                        (cedu_str[]){book, key}, 2, &q, err);
    if (st == CEDU_OK) st = cedu__store_step(s, q, &row, err);
    if (st == CEDU_OK && row) *value = col_str(q, 0, a);
    sqlite3_finalize(q);
    return st == CEDU_OK && a->failed ? cedu__fail_nomem(err) : st;
}

cedu_status cedu__ledger_balances(cedu_store *s, cedu_str book, cedu_str prefix, cedu_arena *a, cedu_ledger_entries *out,
                                  cedu_error *err) {
    CEDU_VEC(cedu_ledger_entry) v = {0};
    sqlite3_stmt *q = NULL;
    bool row = true;
    cedu_status st = cedu__ledger_query(s,
                                        "SELECT account, balance FROM ledger_accounts WHERE book = ?1 AND"
                                        " substr(account, 1, length(?2)) = ?2 ORDER BY account",
                                        (cedu_str[]){book, prefix}, 2, &q, err);
    while (st == CEDU_OK && (st = cedu__store_step(s, q, &row, err)) == CEDU_OK && row)
        (void)CEDU_PUSH(a, &v, ((cedu_ledger_entry){col_str(q, 0, a), sqlite3_column_int64(q, 1)}));
    sqlite3_finalize(q);
    *out = (cedu_ledger_entries){v.p, v.n};
    return st == CEDU_OK && a->failed ? cedu__fail_nomem(err) : st;
}

static cedu_status pairs(cedu_store *s, const char *sql, cedu_str x, cedu_str y, cedu_arena *a, cedu_ledger_sets *out,
                         cedu_error *err) {
    CEDU_VEC(cedu_ledger_set) v = {0};
    sqlite3_stmt *q = NULL;
    bool row = true;
    cedu_status st = cedu__ledger_query(s, sql, (cedu_str[]){x, y}, 2, &q, err);
    while (st == CEDU_OK && (st = cedu__store_step(s, q, &row, err)) == CEDU_OK && row)
        (void)CEDU_PUSH(a, &v, ((cedu_ledger_set){col_str(q, 0, a), col_str(q, 1, a)}));
    sqlite3_finalize(q);
    *out = (cedu_ledger_sets){v.p, v.n};
    return st == CEDU_OK && a->failed ? cedu__fail_nomem(err) : st;
}

cedu_status cedu__ledger_records(cedu_store *s, cedu_str book, cedu_str prefix, cedu_arena *a, cedu_ledger_sets *out,
                                 cedu_error *err) {
    return pairs(s, "SELECT key, value FROM ledger_records WHERE book = ?1 AND substr(key, 1, length(?2)) = ?2 ORDER BY key",
                 book, prefix, a, out, err);
}

cedu_status cedu__ledger_books(cedu_store *s, cedu_arena *a, cedu_strs *out, cedu_error *err) {
    cedu_ledger_sets all;
    cedu_status st =
        pairs(s, "SELECT book, hash FROM ledger_heads WHERE ?1 = ?2 ORDER BY book", CEDU_STR("x"), CEDU_STR("x"), a, &all, err);
    cedu_str *p = st == CEDU_OK ? CEDU_NEW_N(a, cedu_str, all.n + 1) : NULL;
    for (size_t i = 0; p && i < all.n; i++) p[i] = all.p[i].key;
    *out = (cedu_strs){p, p ? all.n : 0};
    return st == CEDU_OK && a->failed ? cedu__fail_nomem(err) : st;
}

static cedu_status parts(cedu_store *s, cedu_posting *p, cedu_arena *a, cedu_error *err) {
    CEDU_VEC(cedu_ledger_entry) e = {0};
    CEDU_VEC(cedu_ledger_set) k = {0};
    for (int which = 0; which < 2; which++) {
        sqlite3_stmt *q = NULL;
        bool row = true;
        cedu_status st = cedu__ledger_query(
            s,
            which ? "SELECT key, value FROM ledger_sets WHERE book = ?1 AND seq = ?2 ORDER BY ordinal"
                  : "SELECT account, amount FROM ledger_entries WHERE book = ?1 AND seq = ?2 ORDER BY ordinal",
            &p->book, 1, &q, err);
        if (st == CEDU_OK) bind_int(q, 2, p->seq);
        while (st == CEDU_OK && (st = cedu__store_step(s, q, &row, err)) == CEDU_OK && row) {
            if (which) (void)CEDU_PUSH(a, &k, ((cedu_ledger_set){col_str(q, 0, a), col_str(q, 1, a)}));
            else (void)CEDU_PUSH(a, &e, ((cedu_ledger_entry){col_str(q, 0, a), sqlite3_column_int64(q, 1)}));
        }
        sqlite3_finalize(q);
        if (st != CEDU_OK) return st;
    }
    p->entries = e.p, p->entry_count = e.n, p->sets = k.p, p->set_count = k.n;
    return CEDU_OK;
}

/* A hash as stored; what is none (or a row whose texts are no texts) becomes "?", which no row has. */
static void hex(sqlite3_stmt *q, int i, char out[65]) {
    cedu_str s = col_view(q, i);
    bool whole = s.n == 64 || (!s.n && sqlite3_column_bytes(q, i) == 0);
    if (s.n && whole) memcpy(out, s.p, 64);
    else if (!whole) out[0] = '?', s.n = 1;
    out[s.n] = 0;
}
static bool texts(sqlite3_stmt *q, int from, int to) {
    for (int i = from; i <= to; i++)
        if (sqlite3_column_type(q, i) != SQLITE_TEXT || col_view(q, i).n != (size_t)sqlite3_column_bytes(q, i)) return false;
    return true;
}

cedu_status cedu__ledger_postings(cedu_store *s, cedu_str book, int64_t after, size_t limit, cedu_arena *a, cedu_postings *out,
                                  cedu_error *err) {
    CEDU_VEC(cedu_posting) v = {0};
    sqlite3_stmt *q = NULL;
    bool row = true;
    cedu_status st = cedu__ledger_query(s,
                                        "SELECT seq, request, at, actor, role, op, content, answer, prev, hash FROM ledger_log"
                                        " WHERE book = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
                                        &book, 1, &q, err);
    if (st == CEDU_OK) bind_int(q, 2, after), bind_int(q, 3, limit ? (int64_t)limit : -1);
    while (st == CEDU_OK && (st = cedu__store_step(s, q, &row, err)) == CEDU_OK && row) {
        bool whole = texts(q, 1, 9); /* before anything is converted */
        cedu_posting p = {.book = book, .seq = sqlite3_column_int64(q, 0)};
        cedu_str *const to[] = {&p.request, &p.at, &p.actor, &p.role, &p.op, &p.content, &p.answer};
        for (size_t i = 0; i < CEDU_COUNT(to); i++) *to[i] = col_str(q, (int)i + 1, a);
        hex(q, 8, p.prev), hex(q, 9, p.hash);
        if (!whole) p.hash[0] = '?';
        st = parts(s, &p, a, err);
        (void)CEDU_PUSH(a, &v, p);
    }
    sqlite3_finalize(q);
    *out = (cedu_postings){v.p, v.n};
    return st == CEDU_OK && a->failed ? cedu__fail_nomem(err) : st;
}

/* ------------------------------------------------------------------ saved scenarios */
cedu_status cedu__scenario_save(cedu_store *s, cedu_str kind, cedu_str name, cedu_str body, cedu_error *err) {
    sqlite3_stmt *q = NULL;
    char now[24];
    cedu__store_now(now);
    cedu_status st = cedu__store_enter(s, err);
    if (st != CEDU_OK) return st;
    st = cedu__ledger_query(s, "INSERT OR REPLACE INTO scenarios(kind, name, body, made_at) VALUES(?1, ?2, ?3, ?4)",
                            (cedu_str[]){kind, name, body, cedu__str(now)}, 4, &q, err);
    return cedu__store_leave(s, run(s, q, st, err), err);
}

cedu_status cedu__scenario_list(cedu_store *s, cedu_str kind, cedu_arena *a, cedu_ledger_sets *out, cedu_error *err) {
    return pairs(s, "SELECT name, body FROM scenarios WHERE kind = ?1 AND ?2 = ?2 ORDER BY name", kind, CEDU_STR("x"), a, out,
                 err);
}
