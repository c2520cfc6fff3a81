/* match_read.c - tables into rows: words as numbers, suppliers in blocks by sector; weights. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "desk/csv.h"
#include "desk/desk.h"
#include "desk/match.h"

typedef enum kind { TEXT, WORDS, MONEY, NUMBER, COUNT, DAY } kind;
typedef struct column {
    const char *ids; /* |ids and labels| */
    kind kind;
    int tables; /* 1 needs, 2 suppliers */
    size_t at;
} column;
#define AT(f) offsetof(cedu_match_row, f)
static const column columns[] = {
    {"|id|场景编号|编号|", TEXT, 1, AT(id)},
    {"|name|场景名称|企业名称|名称|供应商|", TEXT, 3, AT(name)},
    {"|region|所在地区|地区|", TEXT, 3, AT(region)},
    {"|sector|sectors|所属领域|领域|", WORDS, 3, AT(sectors)},
    {"|tasks|任务需求|可承接任务|任务|", WORDS, 3, AT(tasks)},
    {"|data|数据需求|可用数据|数据|", WORDS, 3, AT(data)},
    {"|qualifications|资质要求|资质|", WORDS, 3, AT(qualifications)},
    {"|compute|算力需求|可用算力|算力|", NUMBER, 3, AT(compute)},
    {"|budget|预算|", MONEY, 1, AT(money)},
    {"|price|最低报价|报价|", MONEY, 2, AT(money)},
    {"|deadline|完成期限|期限|", DAY, 1, AT(day)},
    {"|available|最早可交付日期|可交付日期|", DAY, 2, AT(day)},
    {"|capacity|可同时承接项目数|承接能力|", COUNT, 2, AT(capacity)},
};
#undef AT

static const column *column_of(cedu_str heading, int table) {
    if (!heading.n || memchr(heading.p, '|', heading.n)) return NULL;
    for (size_t i = 0; i < CEDU_COUNT(columns); i++) {
        if (!(columns[i].tables & table)) continue;
        for (ptrdiff_t at = 0; (at = cedu__find(cedu__str(columns[i].ids), heading, (size_t)at)) >= 0; at++)
            if (at > 0 && columns[i].ids[at - 1] == '|' && columns[i].ids[(size_t)at + heading.n] == '|') return &columns[i];
    }
    return NULL;
}

/* ------------------------------------------------------------------ words */
typedef struct reading {
    cedu_arena *a;
    uint32_t *slot; /* number + 1 of the word; 0 = free */
    size_t cap;
    CEDU_VEC(cedu_str) words;
} reading;

static uint32_t number_of(reading *x, cedu_str w) {
    if (x->words.n * 2 >= x->cap) {
        size_t cap = x->cap ? x->cap * 2 : 256;
        uint32_t *slot = CEDU_NEW_N(x->a, uint32_t, cap);
        if (!slot) return 0;
        for (size_t i = 0; i < x->words.n; i++) {
            size_t h = cedu__hash(x->words.p[i]) & (cap - 1);
            while (slot[h]) h = (h + 1) & (cap - 1);
            slot[h] = (uint32_t)i + 1;
        }
        x->slot = slot, x->cap = cap;
    }
    size_t h = cedu__hash(w) & (x->cap - 1);
    for (; x->slot[h]; h = (h + 1) & (x->cap - 1))
        if (cedu__eq(x->words.p[x->slot[h] - 1], w)) return x->slot[h] - 1;
    if (!CEDU_PUSH(x->a, &x->words, w)) return 0;
    x->slot[h] = (uint32_t)x->words.n;
    return (uint32_t)x->words.n - 1;
}

static int rising(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}
static cedu_words words_of(reading *x, cedu_strs items) {
    uint32_t *p = CEDU_NEW_N(x->a, uint32_t, items.n + 1);
    size_t n = 0, k = 0;
    for (size_t i = 0; p && i < items.n; i++) p[n++] = number_of(x, items.p[i]);
    if (n) qsort(p, n, sizeof *p, rising);
    for (size_t i = 0; i < n; i++)
        if (!i || p[i] != p[i - 1]) p[k++] = p[i];
    return (cedu_words){p, k};
}

static bool is_day(cedu_str s) {
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-') return false;
    for (size_t i = 0; i < 10; i++)
        if (i != 4 && i != 7 && (s.p[i] < '0' || s.p[i] > '9')) return false;
    int m = (s.p[5] - '0') * 10 + s.p[6] - '0', d = (s.p[8] - '0') * 10 + s.p[9] - '0';
    return m >= 1 && m <= 12 && d >= 1 && d <= 31;
}

static bool set(reading *x, cedu_match_row *r, const column *c, cedu_str v) {
    char *to = (char *)r + c->at, z[64] = "", *end = z;
    size_t n = 0;
    double d;
    if (!v.n) return true; /* unknown */
    switch (c->kind) {
    case TEXT: *(cedu_str *)to = v; return true;
    case WORDS: *(cedu_words *)to = words_of(x, cedu__csv_items(v, x->a)); return true;
    case MONEY: return cedu__money_parse(v, (int64_t *)to) && *(int64_t *)to >= 0;
    case DAY: *(cedu_str *)to = v; return is_day(v);
    case COUNT:
    case NUMBER:
        for (size_t i = 0; i < v.n && n + 1 < sizeof z; i++)
            if (v.p[i] != '_') z[n++] = v.p[i];
        z[n] = 0;
        d = strspn(z, "0123456789.eE+") == n ? strtod(z, &end) : NAN;
        if (!n || end == z || *end || !isfinite(d) || (c->kind == COUNT && (d > 1e6 || d > floor(d)))) return false;
        if (c->kind == COUNT) *(int64_t *)to = (int64_t)d;
        else *(double *)to = d;
        return true;
    }
    return false;
}

static const cedu_match_row empty = {.compute = NAN, .money = -1, .capacity = -1};

static cedu_status table(reading *x, cedu_str text, int which, const char *zh, const char *en, cedu_match_row **rows, size_t *n,
                         cedu_error *err) {
    cedu_csv t;
    cedu_error e;
    cedu_status st = cedu__csv_read(text, x->a, &t, &e);
    if (st != CEDU_OK) {
        if (err) {
            err->status = st;
            snprintf(err->zh, sizeof err->zh, "%s：%.200s", zh, e.zh);
            snprintf(err->en, sizeof err->en, "%s: %.200s", en, e.en);
            err->zh[cedu__u8_valid(err->zh, strlen(err->zh))] = 0;
        }
        return st;
    }
    const column *use[CEDU_MAX_CSV_COLUMNS];
    bool named = false;
    for (size_t i = 0; i < t.head.n; i++) {
        use[i] = column_of(t.head.cells[i], which);
        named |= use[i] && use[i]->at == offsetof(cedu_match_row, name);
    }
    if (!named) return cedu__fail(err, CEDU_USAGE, "%s要有名称一列（name）", "%s: the column name is missing", zh);
    *rows = CEDU_NEW_N(x->a, cedu_match_row, t.n + 1), *n = 0;
    for (size_t i = 0; *rows && i < t.n; i++) {
        cedu_match_row *r = &(*rows)[(*n)++];
        *r = empty;
        r->where = cedu__arena_strf(x->a, "%s %zu", zh, t.rows[i].line);
        for (size_t k = 0; k < t.rows[i].n; k++)
            if (use[k] && !set(x, r, use[k], t.rows[i].cells[k]))
                return cedu__fail(err, CEDU_USAGE,
                                  "%s第 %zu 行“%.*s”列的值不对：%.*s（金额为元，算力为 FLOPS，日期 2025-01-31）",
                                  "%s line %zu, column %.*s: not a value for it: %.*s (yuan, FLOPS, 2025-01-31)", zh,
                                  t.rows[i].line, (int)(t.head.cells[k].n < 30 ? t.head.cells[k].n : 30), t.head.cells[k].p,
                                  (int)(t.rows[i].cells[k].n < 30 ? t.rows[i].cells[k].n : 30), t.rows[i].cells[k].p);
        if (!r->name.n) return cedu__fail(err, CEDU_USAGE, "%s第 %zu 行没有名称", "%s line %zu: no name", zh, t.rows[i].line);
        if (!r->id.n) r->id = which == 1 ? cedu__arena_strf(x->a, "%zu", t.rows[i].line) : r->name;
    }
    return x->a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

static cedu_status blocks(reading *x, cedu_match *m, cedu_error *err) {
    m->words = (cedu_strs){x->words.p, x->words.n};
    m->block = CEDU_NEW_N(x->a, uint32_t *, x->words.n + 1);
    m->block_size = CEDU_NEW_N(x->a, uint32_t, x->words.n + 1);
    if (!m->block || !m->block_size) return cedu__fail_nomem(err);
    for (int fill = 0; fill < 2; fill++) {
        for (size_t b = 0; fill && b <= x->words.n; b++) {
            if (!(m->block[b] = cedu__arena_raw(x->a, (m->block_size[b] + 1) * sizeof **m->block)))
                return cedu__fail_nomem(err);
            m->block_size[b] = 0;
        }
        for (size_t s = 0; s < m->supplier_count; s++) {
            cedu_words w = m->suppliers[s].sectors;
            for (size_t k = 0; k < (w.n ? w.n : 1); k++) {
                size_t b = w.n ? w.p[k] : x->words.n;
                if (fill) m->block[b][m->block_size[b]] = (uint32_t)s;
                m->block_size[b]++;
            }
        }
    }
    return CEDU_OK;
}

cedu_status cedu__match_read(cedu_str needs, cedu_str suppliers, cedu_arena *a, cedu_match *out, cedu_error *err) {
    reading x = {.a = a};
    *out = (cedu_match){.weights = cedu__match_defaults};
    cedu_status st = table(&x, needs, 1, "场景表", "scenarios", &out->needs, &out->need_count, err);
    if (st == CEDU_OK) st = table(&x, suppliers, 2, "供应商表", "suppliers", &out->suppliers, &out->supplier_count, err);
    return st == CEDU_OK ? blocks(&x, out, err) : st;
}

/* ------------------------------------------------------------------ imported tables */
static cedu_status imported(reading *x, cedu_store *s, const char *table_kind, int which, cedu_match_row **rows, size_t *n,
                            cedu_error *err) {
    cedu_desk_rows all;
    cedu_status st = cedu__desk_rows(s, cedu__str(table_kind), x->a, &all, err);
    if (st != CEDU_OK) return st;
    *rows = CEDU_NEW_N(x->a, cedu_match_row, all.n + 1), *n = 0;
    for (size_t i = 0; *rows && i < all.n; i++) {
        cedu_match_row *r = &(*rows)[(*n)++];
        *r = empty;
        for (size_t k = 0; k < all.p[i].n; k++) {
            const cedu_desk_cell *c = &all.p[i].cells[k];
            const column *col = column_of(c->field, which);
            if (!col) continue;
            if (!r->where.n) r->where = cedu__desk_where(c, false, x->a);
            char *to = (char *)r + col->at;
            if (col->kind == MONEY && c->has_number) (void)cedu__money_of(c->number, (int64_t *)to);
            else if (col->kind == NUMBER && c->has_number) *(double *)to = c->number;
            else if (col->kind == COUNT && c->has_number) *(int64_t *)to = (int64_t)c->number;
            else if (col->kind == WORDS) *(cedu_words *)to = words_of(x, cedu__desk_items(c, x->a));
            else if (col->kind == TEXT || (col->kind == DAY && is_day(c->value))) *(cedu_str *)to = c->value;
        }
        if (!r->id.n) r->id = all.p[i].key;
        if (!r->name.n) r->name = r->id;
    }
    return x->a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cedu__match_from_base(cedu_store *s, cedu_arena *a, cedu_match *out, cedu_error *err) {
    reading x = {.a = a};
    *out = (cedu_match){.weights = cedu__match_defaults};
    cedu_status st = imported(&x, s, "scenarios", 1, &out->needs, &out->need_count, err);
    if (st == CEDU_OK) st = imported(&x, s, "companies", 2, &out->suppliers, &out->supplier_count, err);
    if (st == CEDU_OK && (!out->need_count || !out->supplier_count))
        st = cedu__fail(err, CEDU_NOT_FOUND,
                        "知识库里没有场景表或企业表：先 cedu import --as scenarios、--as companies，或给出两个 CSV 文件",
                        "the base has no scenarios or no companies: cedu import them first, or give two CSV files");
    return st == CEDU_OK ? blocks(&x, out, err) : st;
}

/* ------------------------------------------------------------------ weights */
cedu_status cedu__match_weights_read(cedu_str text, cedu_arena *a, cedu_match_weights *out, cedu_error *err) {
    cedu_toml t;
    cedu_toml_value v;
    cedu_str key;
    *out = cedu__match_defaults;
    cedu__toml_open(&t, text, "权重文件", "weights", a, err);
    for (cedu_toml_item item; (item = cedu__toml_next(&t, &key, &v)) != CEDU_TOML_END;) {
        int64_t *to = cedu__eqz(key, "assigned")           ? &out->assigned
                      : cedu__eqz(key, "unknown_capacity") ? &out->unknown_capacity
                                                           : NULL;
        for (int c = 0; c < CEDU_MATCH_CRITERION_COUNT; c++)
            if (cedu__eqz(key, cedu__match_criterion_name((cedu_match_criterion)c))) to = &out->of[c];
        if (item == CEDU_TOML_VALUE && to) {
            if (v.kind != CEDU_TOML_NUMBER || !(v.num >= 0 && v.num <= 10000) || v.num > floor(v.num))
                cedu__toml_fail(&t, "权重是 0 到 10000 的整数", "a weight is a whole number from 0 to 10000");
            else *to = (int64_t)v.num;
        } else if (item == CEDU_TOML_VALUE && cedu__eqz(key, "hard") && v.kind == CEDU_TOML_LIST) {
            out->hard = 1u << CEDU_MATCH_capacity; /* nobody can take what they have no capacity for */
            for (size_t i = 0; i < v.list.n; i++) {
                int k = 0;
                while (k < CEDU_MATCH_TEST_COUNT && !cedu__eqz(v.list.p[i], cedu__match_test_name((cedu_match_test)k))) k++;
                if (k == CEDU_MATCH_TEST_COUNT)
                    cedu__toml_fail(&t, "hard 里有不认识的条件", "hard names an unknown constraint");
                else out->hard |= 1u << k;
            }
        } else
            cedu__toml_fail(&t, "不认识的键；可用 near price early focus reserve assigned unknown_capacity hard",
                            "an unknown key; there are near price early focus reserve assigned unknown_capacity hard");
    }
    if (t.bad) return CEDU_USAGE;
    return CEDU_OK;
}
