/* desk_api.c - the desk for cedu.h: tables and rules as bytes in, JSON out. Every call opens the base for itself and closes it, so calls of
 * different workers may run at once. What is read and decided is src/desk's; how it is written, desk/out.h's. */
#include <math.h>

#include "desk/out.h"
#include "engine.h"

typedef struct desk {
    cedu_store *s; /* NULL = no base was named */
    cedu_arena a;
    cedu_buf b;
    cedu_json j;
} desk;

static cedu_status open_desk(desk *d, const char *db, bool write, cedu_error *err) {
    cedu_store_options how = {.read_only = !write};
    cedu__arena_init(&d->a, CEDU_MAX_SCRATCH);
    d->j.out = &d->b;
    return db ? cedu__store_open(db, &how, &d->s, err) : CEDU_OK;
}

static cedu_status close_desk(desk *d, cedu_status st, char **out, size_t *n, cedu_error *err) {
    if (st == CEDU_OK) cedu__json_line(&d->j);
    if (st == CEDU_OK && (d->b.failed || d->a.failed)) st = cedu__fail_nomem(err);
    *out = NULL, *n = 0;
    if (st == CEDU_OK) *out = d->b.p, *n = d->b.n;
    else cedu__buf_release(&d->b);
    cedu__store_close(d->s);
    cedu__arena_release(&d->a);
    return st;
}

static cedu_status need_base(cedu_error *err) {
    return cedu__fail(err, CEDU_USAGE, "请指明知识库（db）", "name the knowledge base (db)");
}

static cedu_status texts(const cedu_str *p, size_t n, cedu_error *err) {
    for (size_t i = 0; i < n; i++)
        if (p[i].n && cedu__u8_valid(p[i].p, p[i].n) != p[i].n)
            return cedu__fail(err, CEDU_BAD_INPUT, "文本不是有效的 UTF-8，请先解码",
                              "the text is not valid UTF-8; decode it first");
    return CEDU_OK;
}

/* ------------------------------------------------------------------ 场景对接 */
static cedu_status match(const cedu_worker *w, desk *d, const cedu_match_input *in, cedu_error *err) {
    cedu_str given[] = {in->scenarios, in->suppliers, in->weights};
    cedu_match m;
    cedu_assignment r;
    int64_t budget = -1;
    cedu_status st = texts(given, CEDU_COUNT(given), err);
    if (st != CEDU_OK) return st;
    if (in->has_budget && (!(in->budget >= 0) || !cedu__money_of(in->budget, &budget)))
        return cedu__fail(err, CEDU_USAGE, "预算应为不小于 0 的元数", "the budget is an amount in yuan, 0 or more");
    if (!in->scenarios.p != !in->suppliers.p)
        return cedu__fail(err, CEDU_USAGE, "要给场景表和供应商表，或都不给（用导入的表）",
                          "give both tables, or none to use imported tables");
    if (!in->scenarios.p && !d->s) return need_base(err);
    st = in->scenarios.p ? cedu__match_read(in->scenarios, in->suppliers, &d->a, &m, err)
                         : cedu__match_from_base(d->s, &d->a, &m, err);
    if (st == CEDU_OK && in->weights.n) st = cedu__match_weights_read(in->weights, &d->a, &m.weights, err);
    if (st == CEDU_OK) st = cedu__match_assign(&m, budget, &d->a, &r, err);
    if (st != CEDU_OK) return st;
    cedu__json_open(&d->j, '{');
    cedu__json_key(&d->j, "v"), cedu__json_int(&d->j, CEDU_CONTRACT);
    cedu__match_sums_json(&d->j, &m, &r);
    cedu__json_key(&d->j, "rows"), cedu__json_open(&d->j, '[');
    for (size_t i = 0; i < m.need_count && st == CEDU_OK; i++)
        st = cedu__match_need_json(&d->j, &m, &r, i, d->s, w->engine->image, &d->a, err);
    cedu__json_close(&d->j, ']');
    cedu__json_close(&d->j, '}');
    return st;
}

cedu_status cedu_worker_json_match(cedu_worker *w, const char *db, const cedu_match_input *in, char **out, size_t *n,
                                   cedu_error *err) {
    desk d = {0};
    cedu_status st = open_desk(&d, db, false, err);
    if (st == CEDU_OK) st = match(w, &d, in, err);
    return close_desk(&d, st, out, n, err);
}

/* ------------------------------------------------------------------ programmes */
cedu_status cedu_worker_json_programme(cedu_worker *w, cedu_str rules, char **out, size_t *n, cedu_error *err) {
    desk d = {0};
    cedu_programme p = {0};
    (void)w;
    cedu_status st = open_desk(&d, NULL, false, err);
    if (st == CEDU_OK) st = texts(&rules, 1, err);
    if (st == CEDU_OK) {
        st = cedu__programme_read(rules, (cedu_str){0}, &d.a, &p, err);
        bool valid = st == CEDU_OK;
        if (valid || p.note_count) cedu__programme_json(&d.j, &p, valid, &d.a), st = CEDU_OK;
    }
    return close_desk(&d, st, out, n, err);
}

/* A variant by what it is called: changes, a published rule, one that was saved. */
static cedu_status variant(const cedu_worker *w, desk *d, cedu_str rules, cedu_str name, cedu_whatif_variant *out,
                           cedu_error *err) {
    bool changes = name.n && memchr(name.p, '=', name.n);
    *out = (cedu_whatif_variant){.name = name, .text = rules, .changes = changes ? name : (cedu_str){0}};
    if (changes || !name.n) return CEDU_OK;
    if (!d->s) return need_base(err);
    return cedu__starts(name, CEDU_STR("fact:"))
               ? cedu__whatif_published(d->s, w->engine->image, cedu__sub(name, 5, name.n), rules, &d->a, out, err)
               : cedu__whatif_saved(d->s, name, &d->a, out, err);
}

static cedu_status whatif(const cedu_worker *w, desk *d, cedu_str rules, cedu_str table, const cedu_str *names, size_t n,
                          cedu_error *err) {
    cedu_str given[] = {rules, table};
    cedu_applications x;
    cedu_whatif r;
    cedu_whatif_variant *v = CEDU_NEW_N(&d->a, cedu_whatif_variant, n + 1);
    if (!v) return cedu__fail_nomem(err);
    cedu_status st = texts(given, CEDU_COUNT(given), err);
    if (st == CEDU_OK) st = texts(names, n, err);
    if (st == CEDU_OK) st = cedu__applications_read(table, &d->a, &x, err);
    v[0] = (cedu_whatif_variant){.name = CEDU_STR("基准"), .text = rules};
    for (size_t i = 0; i < n && st == CEDU_OK; i++) st = variant(w, d, rules, names[i], &v[i + 1], err);
    if (st == CEDU_OK) st = cedu__whatif(v, n + 1, &x, &d->a, &r, err);
    if (st != CEDU_OK) return st;
    cedu__json_open(&d->j, '{');
    cedu__json_key(&d->j, "v"), cedu__json_int(&d->j, CEDU_CONTRACT);
    cedu__json_key(&d->j, "rows"), cedu__json_open(&d->j, '[');
    for (size_t i = 0; i < r.n; i++) cedu__whatif_json(&d->j, &r, i, &d->a);
    cedu__json_close(&d->j, ']');
    cedu__json_close(&d->j, '}');
    return CEDU_OK;
}

cedu_status cedu_worker_json_whatif(cedu_worker *w, const char *db, cedu_str rules, cedu_str applications,
                                    const cedu_str *variants, size_t count, char **out, size_t *n, cedu_error *err) {
    desk d = {0};
    cedu_status st = open_desk(&d, db, false, err);
    if (st == CEDU_OK) st = whatif(w, &d, rules, applications, variants, count, err);
    return close_desk(&d, st, out, n, err);
}

cedu_status cedu_worker_json_statement(cedu_worker *w, const char *db, const char *programme, char **out, size_t *n,
                                       cedu_error *err) {
    desk d = {0};
    cedu_statement t;
    cedu_str name = cedu__str(programme);
    (void)w;
    cedu_status st = open_desk(&d, db, false, err);
    if (st == CEDU_OK && !d.s) st = need_base(err);
    if (st == CEDU_OK) st = texts(&name, 1, err);
    if (st == CEDU_OK) st = cedu__programme_statement(d.s, name, &d.a, &t, err);
    if (st == CEDU_OK) {
        cedu__json_open(&d.j, '{');
        cedu__json_key(&d.j, "v"), cedu__json_int(&d.j, CEDU_CONTRACT);
        cedu__statement_json(&d.j, &t);
        cedu__json_close(&d.j, '}');
    }
    return close_desk(&d, st, out, n, err);
}

/* ------------------------------------------------------------------ 用户数据 */
static cedu_status bring(const cedu_worker *w, desk *d, const cedu_table_input *in, bool write, cedu_error *err) {
    cedu_str given[] = {in->kind, in->file, in->sheet};
    cedu_import im;
    cedu_import_result r = {0};
    cedu_status st = texts(given, CEDU_COUNT(given), err);
    if (st == CEDU_OK) st = texts(in->map.p, in->map.n, err);
    if (st == CEDU_OK)
        st = cedu__import_open(w->engine->image, in->kind, in->file, in->bytes, in->sheet, in->map, &d->a, &im, err);
    if (st == CEDU_OK && write && !im.row_count && !im.problem_count)
        st = cedu__fail(err, CEDU_USAGE, "没有数据行，没有写入", "no rows: nothing was written");
    if (st == CEDU_OK && write) st = cedu__import_write(d->s, &im, (cedu_str){0}, &d->a, &r, err);
    if (st != CEDU_OK) return st;
    cedu__json_open(&d->j, '{');
    cedu__json_key(&d->j, "v"), cedu__json_int(&d->j, CEDU_CONTRACT);
    cedu__import_json(&d->j, &im, &r);
    cedu__json_close(&d->j, '}');
    return CEDU_OK;
}

cedu_status cedu_worker_json_import(cedu_worker *w, const char *db, const cedu_table_input *in, char **out, size_t *n,
                                    cedu_error *err) {
    desk d = {0};
    cedu_status st = open_desk(&d, db, db != NULL, err);
    if (st == CEDU_OK) st = bring(w, &d, in, db != NULL, err);
    return close_desk(&d, st, out, n, err);
}
