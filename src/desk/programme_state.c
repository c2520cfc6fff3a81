/* programme_state.c - a programme as it stands: its statement, and the workbook that an auditor gets (statement, postings, entries). */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

#include "desk/programme.h"
#include "report/paper.h"

/* ------------------------------------------------------------------ the statement */
static int by_id(const void *a, const void *b) { return cedu__cmp(((const cedu_case *)a)->id, ((const cedu_case *)b)->id); }

static cedu_case *case_of(cedu_statement *t, cedu_str id) {
    cedu_case key = {.id = id};
    return t->n ? bsearch(&key, t->cases, t->n, sizeof key, by_id) : NULL;
}

/* kind/A or kind/A/B: the part that names the case. */
static void count(cedu_statement *t, const cedu_ledger_entry *e) {
    static const struct {
        const char *prefix;
        int part; /* which part is the case; 0 = none */
        size_t total, field;
    } kinds[] = {
        {"approved/", 1, offsetof(cedu_statement, approved), 0},
        {"open/", 1, offsetof(cedu_statement, open), offsetof(cedu_case, open)},
        {"held/", 1, offsetof(cedu_statement, held), offsetof(cedu_case, held)},
        {"payable/", 2, offsetof(cedu_statement, payable), offsetof(cedu_case, payable)},
        {"paid/", 0, offsetof(cedu_statement, paid), 0},
    };
    if (cedu__eqz(e->account, "budget")) t->budget_left = e->amount;
    if (cedu__eqz(e->account, CEDU_LEDGER_SOURCE)) t->source = e->amount;
    for (size_t i = 0; i < CEDU_COUNT(kinds); i++) {
        cedu_str p = cedu__str(kinds[i].prefix);
        if (!cedu__starts(e->account, p)) continue;
        *(int64_t *)((char *)t + kinds[i].total) += e->amount;
        cedu_str rest = cedu__sub(e->account, p.n, e->account.n), id = rest;
        const char *slash = memchr(rest.p, '/', rest.n);
        if (slash && kinds[i].part == 1) id.n = (size_t)(slash - rest.p);
        if (slash && kinds[i].part == 2) id = cedu__sub(rest, (size_t)(slash - rest.p) + 1, rest.n);
        cedu_case *c = kinds[i].field ? case_of(t, id) : NULL;
        if (c) *(int64_t *)((char *)c + kinds[i].field) += e->amount;
        bool payable = kinds[i].part == 2;
        if (slash && kinds[i].field && e->amount > 0)
            t->claims[t->claim_count++] = (cedu_outstanding){.id = id,
                                                             .who = payable ? cedu__sub(rest, 0, (size_t)(slash - rest.p))
                                                                            : cedu__sub(rest, id.n + 1, rest.n),
                                                             .amount = e->amount,
                                                             .payable = payable};
    }
}

cedu_status cedu__programme_statement(cedu_store *s, cedu_str programme, cedu_arena *a, cedu_statement *out, cedu_error *err) {
    cedu_ledger_sets all;
    cedu_ledger_entries accounts;
    *out = (cedu_statement){.programme = programme};
    cedu_status st = cedu__ledger_record(s, programme, CEDU_STR("rules"), a, &out->rules, err);
    if (st == CEDU_OK && !out->rules.p)
        st = cedu__fail(err, CEDU_NOT_FOUND, "没有开办这个计划：%.*s", "there is no such programme: %.*s", (int)programme.n,
                        programme.p);
    if (st == CEDU_OK) st = cedu__ledger_records(s, programme, CEDU_STR("case/"), a, &all, err);
    if (st == CEDU_OK) st = cedu__ledger_record(s, programme, CEDU_STR("closed"), a, &out->closed, err);
    if (st == CEDU_OK) st = cedu__ledger_records(s, programme, CEDU_STR("actor/"), a, &out->actors, err);
    if (st == CEDU_OK) st = cedu__ledger_balances(s, programme, CEDU_STR(""), a, &accounts, err);
    if (st != CEDU_OK) return st;
    for (size_t i = 0; i < out->actors.n; i++)
        out->actors.p[i].key = cedu__sub(out->actors.p[i].key, 6, out->actors.p[i].key.n);
    out->cases = CEDU_NEW_N(a, cedu_case, all.n + 1);
    out->claims = CEDU_NEW_N(a, cedu_outstanding, accounts.n + 1);
    if (!out->cases || !out->claims) return cedu__fail_nomem(err);
    for (size_t i = 0; i < all.n; i++) {
        json_t *o = json_loadb(all.p[i].value.p, all.p[i].value.n, 0, NULL);
        cedu_case *c = &out->cases[out->n++];
        const struct {
            const char *key;
            cedu_str *to;
        } texts[] = {{"firm", &c->firm}, {"state", &c->state}, {"rule", &c->rule}, {"expires", &c->expires}, {"why", &c->why}};
        c->id = cedu__sub(all.p[i].key, 5, all.p[i].key.n);
        for (size_t k = 0; k < CEDU_COUNT(texts); k++) {
            const char *z = json_string_value(json_object_get(o, texts[k].key));
            if (z && *z) *texts[k].to = cedu__arena_str(a, cedu__str(z));
        }
        c->entitled = json_integer_value(json_object_get(o, "entitled"));
        c->approved = json_integer_value(json_object_get(o, "approved"));
        json_decref(o);
    }
    if (out->n) qsort(out->cases, out->n, sizeof *out->cases, by_id);
    for (size_t i = 0; i < accounts.n; i++) count(out, &accounts.p[i]);
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

/* ------------------------------------------------------------------ the workbook */
typedef struct book {
    lxw_workbook *wb;
    lxw_format *head, *money;
    cedu_arena *a;
    bool english;
} book;

static const char *z(const book *b, cedu_str s) {
    if (s.n > 30000)
        for (s.n = 30000; s.n && ((unsigned char)s.p[s.n] & 0xC0) == 0x80;) s.n--;
    cedu_str c = cedu__arena_strf(b->a, "%.*s", (int)s.n, s.n ? s.p : "");
    return c.p ? c.p : "";
}

static lxw_worksheet *sheet(book *b, const char *zh, const char *en, const char *const heads[][2], size_t n) {
    lxw_worksheet *w = workbook_add_worksheet(b->wb, b->english ? en : zh);
    for (size_t i = 0; w && i < n; i++) worksheet_write_string(w, 0, (lxw_col_t)i, heads[i][b->english], b->head);
    if (w) worksheet_freeze_panes(w, 1, 0), worksheet_set_column(w, 0, (lxw_col_t)(n - 1), 18, NULL);
    return w;
}
static void money(book *b, lxw_worksheet *w, lxw_row_t r, lxw_col_t c, int64_t fen) {
    worksheet_write_number(w, r, c, (double)fen / 100, b->money);
}

static void statement(book *b, const cedu_statement *t) {
    static const char *const heads[][2] = {{"申请", "application"}, {"企业", "firm"},         {"状态", "state"},
                                           {"适用条款", "rule"},    {"应得(元)", "entitled"}, {"批准(元)", "approved"},
                                           {"可用(元)", "open"},    {"预留(元)", "held"},     {"待结算(元)", "payable"},
                                           {"有效期至", "expires"}, {"说明", "why"}};
    lxw_worksheet *w = sheet(b, "对账单", "Statement", heads, CEDU_COUNT(heads));
    if (!w) return;
    for (size_t i = 0; i < t->n; i++) {
        const cedu_case *c = &t->cases[i];
        lxw_row_t r = (lxw_row_t)i + 1;
        const cedu_str texts[] = {c->id, c->firm, c->state, c->rule};
        const int64_t sums[] = {c->entitled, c->approved, c->open, c->held, c->payable};
        for (size_t k = 0; k < CEDU_COUNT(texts); k++) worksheet_write_string(w, r, (lxw_col_t)k, z(b, texts[k]), NULL);
        for (size_t k = 0; k < CEDU_COUNT(sums); k++) money(b, w, r, (lxw_col_t)(4 + k), sums[k]);
        worksheet_write_string(w, r, 9, z(b, c->expires), NULL);
        worksheet_write_string(w, r, 10, z(b, c->why), NULL);
    }
    const struct {
        const char *zh, *en;
        int64_t v;
    } sums[] = {{"盘子余额", "budget left", t->budget_left},
                {"已批未发", "approved, not issued", t->approved},
                {"券可用", "open", t->open},
                {"预留", "held", t->held},
                {"待结算", "payable", t->payable},
                {"已结算", "paid", t->paid},
                {"资金来源", "source", t->source}};
    for (size_t i = 0; i < CEDU_COUNT(sums); i++) {
        lxw_row_t r = (lxw_row_t)(t->n + 2 + i);
        worksheet_write_string(w, r, 0, b->english ? sums[i].en : sums[i].zh, b->head);
        money(b, w, r, 1, sums[i].v);
    }
}

static void postings(book *b, const cedu_postings *p) {
    static const char *const heads[][2] = {{"序号", "no."},     {"时间", "at"},     {"经办人", "actor"},
                                           {"岗位", "role"},    {"操作", "op"},     {"请求编号", "request"},
                                           {"内容", "content"}, {"答复", "answer"}, {"上一条散列", "previous hash"},
                                           {"散列", "hash"}};
    lxw_worksheet *w = sheet(b, "流水", "Postings", heads, CEDU_COUNT(heads));
    for (size_t i = 0; w && i < p->n; i++) {
        const cedu_posting *k = &p->p[i];
        lxw_row_t r = (lxw_row_t)i + 1;
        const cedu_str texts[] = {k->at,     k->actor,           k->role,           k->op, k->request, k->content,
                                  k->answer, cedu__str(k->prev), cedu__str(k->hash)};
        worksheet_write_number(w, r, 0, (double)k->seq, NULL);
        for (size_t c = 0; c < CEDU_COUNT(texts); c++) worksheet_write_string(w, r, (lxw_col_t)(c + 1), z(b, texts[c]), NULL);
    }
    static const char *const parts[][2] = {{"序号", "no."}, {"操作", "op"}, {"账户", "account"}, {"金额(元)", "yuan"}};
    w = sheet(b, "分录", "Entries", parts, CEDU_COUNT(parts));
    lxw_row_t r = 1;
    for (size_t i = 0; w && i < p->n; i++)
        for (size_t k = 0; k < p->p[i].entry_count; k++, r++) {
            worksheet_write_number(w, r, 0, (double)p->p[i].seq, NULL);
            worksheet_write_string(w, r, 1, z(b, p->p[i].op), NULL);
            worksheet_write_string(w, r, 2, z(b, p->p[i].entries[k].account), NULL);
            money(b, w, r, 3, p->p[i].entries[k].amount);
        }
}

typedef struct made_of {
    const cedu_statement *t;
    const cedu_postings *p;
    cedu_arena *a;
    bool english;
} made_of;

static cedu_status build(const void *ctx, const char *path, cedu_error *err) {
    const made_of *m = ctx;
    book b = {.wb = workbook_new(path), .a = m->a, .english = m->english};
    if (!b.wb) return cedu__fail_nomem(err);
    b.head = workbook_add_format(b.wb), b.money = workbook_add_format(b.wb);
    if (b.head) format_set_bold(b.head);
    if (b.money) format_set_num_format(b.money, "#,##0.00");
    statement(&b, m->t), postings(&b, m->p);
    return workbook_close(b.wb) == LXW_NO_ERROR ? CEDU_OK
                                                : cedu__fail(err, CEDU_IO, "工作簿写不成", "the workbook cannot be written");
}

cedu_status cedu__programme_xlsx(cedu_store *s, cedu_str programme, bool english, cedu_arena *a, cedu_buf *out,
                                 cedu_error *err) {
    cedu_statement t;
    cedu_postings p;
    cedu_status st = cedu__programme_statement(s, programme, a, &t, err);
    if (st == CEDU_OK) st = cedu__ledger_postings(s, programme, 0, 0, a, &p, err);
    return st == CEDU_OK ? cedu__workbook(build, &(made_of){&t, &p, a, english}, a, out, err) : st;
}
