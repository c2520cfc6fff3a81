/* params.c - what a URL says, checked against the route's parameters before any handler runs.
 *
 * Invariants: an unknown, doubled, empty or malformed parameter is refused with its name, never ignored; every string is valid UTF-8
 * without control characters; a region is canonical. To add a type: a case in read_one() and one in openapi.c.
 */
#include "serve/inner.h"

const cedu_param cedu__serve_params[CEDU_PARAM_COUNT] = {
#define CEDU__X(id, name, type, lo, hi, zh, en) {name, CEDU_P_##type, lo, hi, zh, en},
    CEDU_SERVE_PARAMS(CEDU__X)
#undef CEDU__X
};

const char *const cedu__serve_verdicts[] = {"accept", "reject", "dispute", "undo", "comment", NULL};

static cedu_status bad(const char *name, cedu_error *err) {
    return cedu__fail(err, CEDU_USAGE, "参数 %s 不合要求，见 /api/openapi.json",
                      "parameter %s is not as /api/openapi.json says", name);
}

static bool clean(cedu_str s) {
    if (cedu__u8_valid(s.p, s.n) != s.n) return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7F) return false;
    return true;
}

static bool integer(cedu_str s, long lo, long hi, long *out) {
    long v = 0;
    if (s.n == 0 || s.n > 9) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *out = v;
    return v >= lo && v <= hi;
}

static bool hex(cedu_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f'))) return false;
    return true;
}

/* 2021, 2021-03, 2021-03-05: `whole` wants the day. The day must exist. */
static bool date(cedu_str s, bool whole) {
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    long y, m = 1, d = 1;
    if ((s.n != 4 && s.n != 7 && s.n != 10) || (whole && s.n != 10)) return false;
    if (!integer(cedu__sub(s, 0, 4), 1, 9999, &y)) return false;
    if (s.n > 4 && (s.p[4] != '-' || !integer(cedu__sub(s, 5, 7), 1, 12, &m))) return false;
    if (s.n > 7 && (s.p[7] != '-' || !integer(cedu__sub(s, 8, 10), 1, days[m - 1], &d))) return false;
    return m != 2 || d < 29 || (y % 4 == 0 && (y % 100 || y % 400 == 0));
}

static bool kinds(cedu_str s, uint32_t *out) {
    for (size_t at = 0; at <= s.n;) {
        const char *c = memchr(s.p + at, ',', s.n - at);
        size_t end = c ? (size_t)(c - s.p) : s.n, k = 0;
        while (k < CEDU_FACT_KIND_COUNT && !cedu__eqz(cedu__sub(s, at, end), cedu_fact_kind_name((cedu_fact_kind)k))) k++;
        if (k == CEDU_FACT_KIND_COUNT) return false;
        *out |= 1u << k;
        at = end + 1;
    }
    return true;
}

cedu_status cedu__serve_region(const cedu_engine *e, cedu_str given, cedu_str *out, cedu_error *err) {
    cedu_arena a;
    cedu_strs others;
    cedu__arena_init(&a, CEDU_MAX_SCRATCH);
    cedu_str found = cedu__reason_name_region(e->image, given, &a, &others);
    bool tie = others.n > 0;
    cedu__arena_release(&a);
    if (!found.p)
        return cedu__fail(err, CEDU_NOT_FOUND, "没有叫“%.*s”的地区", "there is no region “%.*s”",
                          (int)(given.n < 60 ? given.n : 60), given.p);
    if (tie)
        return cedu__fail(err, CEDU_USAGE, "“%.*s”可以指几个地区；请写全称",
                          "“%.*s” may be several regions: write the full name", (int)(given.n < 60 ? given.n : 60), given.p);
    *out = found;
    return CEDU_OK;
}

static cedu_status read_one(cedu_request *q, cedu_param_id id, cedu_str v, cedu_str *regions, cedu_error *err) {
    const cedu_param *p = &cedu__serve_params[id];
    bool ok = v.n > 0 && v.n <= CEDU_SERVE_MAX_TEXT && clean(v);
    if (!ok) return bad(p->name, err);
    q->str[id] = v;
    switch (p->type) {
    case CEDU_P_TEXT: ok = cedu__trim(v).n > 0 && (long)v.n <= p->hi; break;
    case CEDU_P_HEX: ok = v.n >= (size_t)p->lo && v.n <= (size_t)p->hi && hex(v); break;
    case CEDU_P_KINDS: ok = kinds(v, &q->kinds); break;
    case CEDU_P_YEAR: ok = v.n == 4 && integer(v, p->lo, p->hi, &q->num[id]); break;
    case CEDU_P_DATE: ok = date(v, true); break;
    case CEDU_P_DATEPART: ok = date(v, false); break;
    case CEDU_P_INT: ok = integer(v, p->lo, p->hi, &q->num[id]); break;
    case CEDU_P_ORDER:
        q->num[id] = cedu__eqz(v, "subject");
        ok = q->num[id] || cedu__eqz(v, "text");
        break;
    case CEDU_P_VERDICT: {
        int k = 0;
        while (cedu__serve_verdicts[k] && !cedu__eqz(v, cedu__serve_verdicts[k])) k++;
        q->num[id] = k;
        ok = cedu__serve_verdicts[k] != NULL;
        break;
    }
    case CEDU_P_ROLE: {
        cedu_role role = CEDU_ROLE_reader;
        ok = cedu__role_named(v, &role);
        q->num[id] = (long)role;
        break;
    }
    case CEDU_P_BOOL:
        q->num[id] = cedu__eqz(v, "1") || cedu__eqz(v, "true");
        ok = q->num[id] || cedu__eqz(v, "0") || cedu__eqz(v, "false");
        break;
    case CEDU_P_REGION: {
        if (q->regions.n == CEDU_SERVE_MAX_REGIONS) return bad(p->name, err);
        cedu_status st = cedu__serve_region(q->engine, v, &regions[q->regions.n], err);
        if (st != CEDU_OK) return st;
        q->regions.n++;
        break;
    }
    }
    return ok ? CEDU_OK : bad(p->name, err);
}

cedu_status cedu__serve_params_read(cedu_request *q, const cedu_route *r, cedu_param_id path_param, cedu_str path_value,
                                    const cedu_query_pair *pairs, size_t n, cedu_error *err) {
    cedu_str *regions = CEDU_NEW_N(q->arena, cedu_str, CEDU_SERVE_MAX_REGIONS);
    if (!regions) return cedu__fail_nomem(err);
    q->regions = (cedu_strs){regions, 0};
    q->limit = 100;
    if (path_param != CEDU_PARAM_COUNT) {
        cedu_status st = read_one(q, path_param, path_value, regions, err);
        if (st != CEDU_OK) return st;
        q->has[path_param] = true;
    }
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < CEDU_PARAM_COUNT && !cedu__eqz(pairs[i].key, cedu__serve_params[k].name)) k++;
        if (k == CEDU_PARAM_COUNT || !(r->params >> k & 1u)) {
            cedu_str key = clean(pairs[i].key) ? pairs[i].key : CEDU_STR("?");
            return cedu__fail(err, CEDU_USAGE, "没有参数 %.*s", "there is no parameter %.*s", (int)(key.n < 60 ? key.n : 60),
                              key.p);
        }
        if (q->has[k] && cedu__serve_params[k].type != CEDU_P_REGION) return bad(cedu__serve_params[k].name, err);
        cedu_status st = read_one(q, (cedu_param_id)k, pairs[i].value, regions, err);
        if (st != CEDU_OK) return st;
        q->has[k] = true;
    }
    for (size_t k = 0; k < CEDU_PARAM_COUNT; k++)
        if (r->required >> k & 1u && !q->has[k])
            return cedu__fail(err, CEDU_USAGE, "缺少参数 %s", "parameter %s is missing", cedu__serve_params[k].name);
    if (q->has[CEDU_PARAM_limit]) q->limit = (size_t)q->num[CEDU_PARAM_limit];
    if (q->has[CEDU_PARAM_offset]) q->offset = (size_t)q->num[CEDU_PARAM_offset];
    return CEDU_OK;
}

/* Regions, or a whole base, that more is known of than one page can take: the latest, as the commands do. */
size_t cedu__serve_recent(cedu_request *q) {
    cedu_error err;
    size_t n = 0;
    bool many = false;
    if (q->regions.n && cedu__store_region_size(q->desk->store, q->regions, CEDU_MAX_REGION_FACTS, &n, &err) == CEDU_OK)
        many = n > CEDU_MAX_REGION_FACTS;
    if (!q->regions.n && q->server && cedu__serve_cache(q->server)->huge) many = true;
    q->partial |= many;
    return many ? CEDU_MAX_REGION_FACTS : 0;
}

cedu_reason_options cedu__serve_reason(cedu_request *q) {
    bool huge = q->server && cedu__serve_cache(q->server)->huge;
    q->partial |= huge;
    return (cedu_reason_options){.image = q->engine->image,
                                 .as_of = q->str[CEDU_PARAM_as_of],
                                 .review = q->num[CEDU_PARAM_review] != 0,
                                 .recent = cedu__serve_recent(q),
                                 .around = huge ? CEDU_MAX_REGION_FACTS : 0};
}

cedu_status cedu__serve_narrow(const cedu_request *q, cedu_error *err) {
    if (q->regions.n || q->has[CEDU_PARAM_subject] || q->has[CEDU_PARAM_document] || !q->server ||
        !cedu__serve_cache(q->server)->huge)
        return CEDU_OK;
    return cedu__fail(err, CEDU_USAGE, "库中事实太多，不能一次全算：请给出地区、指标或文档",
                      "too many facts to judge all at once: name a region, an indicator or a document");
}

cedu_status cedu__serve_filter(cedu_request *q, cedu_store_fact_filter *f, cedu_error *err) {
    *f = (cedu_store_fact_filter){.regions = q->regions,
                                  .kinds = q->kinds,
                                  .subject = q->str[CEDU_PARAM_subject],
                                  .source = q->str[CEDU_PARAM_source],
                                  .year_from = (int)q->num[CEDU_PARAM_from],
                                  .year_to = (int)q->num[CEDU_PARAM_to],
                                  .numeric = q->num[CEDU_PARAM_numeric] != 0,
                                  .by_subject = q->num[CEDU_PARAM_order] != 0};
    /* An id, and on a large base the whole name of an indicator, is looked up along the index; else part of a name is searched for. */
    cedu_str key = f->subject;
    size_t known = 0;
    if (key.n && ((unsigned char)key.p[0] < 0x80 || (q->server && cedu__serve_cache(q->server)->big))) {
        cedu_status st = cedu__store_subject_size(q->desk->store, key, 1, &known, err);
        if (st != CEDU_OK) return st;
        if (known) f->subject_key = key, f->subject = (cedu_str){0};
    }
    if (!q->has[CEDU_PARAM_document]) return CEDU_OK;
    cedu_store_doc d;
    cedu_status st = cedu__store_document(q->desk->store, q->str[CEDU_PARAM_document], q->arena, &d, err);
    if (st == CEDU_OK) f->document = d.id;
    return st;
}
