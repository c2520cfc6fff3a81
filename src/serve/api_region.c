/* api_region.c - one region: its profile, section by section, and what surrounds it.
 *
 * A profile is small however much is known: every section brings its first rows and says how many there are; `section` with `offset` and
 * `limit` brings the rest of one. Of an indicator the latest claims are shown, as many as a line of a table takes. To add a section: a row in
 * `sections` and a writer.
 */
#include <stdlib.h>

#include "reason/graph.h"
#include "serve/inner.h"

#define LINE_CLAIMS 10 /* of one indicator, kind and scope */

/* ------------------------------------------------------------------ indicators, as lines of a table */
typedef struct line { /* claims of one subject, kind and scope, from the latest */
    size_t from, n, shown;
} line;

static bool same_line(const cedu_claim *a, const cedu_claim *b) {
    return a->kind == b->kind && cedu__eq(a->scope, b->scope) &&
           (a->subject_id.n || b->subject_id.n ? cedu__eq(a->subject_id, b->subject_id) : cedu__eq(a->subject, b->subject));
}
static int by_line(const void *x, const void *y) {
    const cedu_claim *const *p = x, *const *q = y, *a = *p, *b = *q;
    cedu_str ka = a->subject_id.n ? a->subject_id : a->subject, kb = b->subject_id.n ? b->subject_id : b->subject;
    int c = cedu__cmp(ka, kb);
    if (!c) c = a->kind < b->kind ? -1 : a->kind > b->kind;
    if (!c) c = cedu__cmp(a->scope, b->scope);
    if (!c) c = cedu__cmp(b->period, a->period);
    if (!c) c = a->sources > b->sources ? -1 : a->sources < b->sources;
    return c ? c : a < b ? -1 : a > b;
}
static int by_length(const void *x, const void *y) {
    const line *a = x, *b = y;
    return a->n > b->n ? -1 : a->n < b->n ? 1 : a->from < b->from ? -1 : a->from > b->from;
}

static size_t put_indicators(cedu_request *q, cedu_json *j, const cedu_profile *p, size_t from, size_t to) {
    size_t count = p->indicators.n, n = 0;
    const cedu_claim **v = CEDU_NEW_N(q->arena, const cedu_claim *, count + 1);
    line *lines = CEDU_NEW_N(q->arena, line, count + 1);
    if (!v || !lines) return 0;
    for (size_t i = 0; i < count; i++) v[i] = &p->indicators.p[i];
    qsort(v, count, sizeof *v, by_line);
    for (size_t i = 0, k; i < count; i = k) {
        for (k = i + 1; k < count && same_line(v[i], v[k]);) k++;
        lines[n++] = (line){i, k - i, k - i < LINE_CLAIMS ? k - i : LINE_CLAIMS};
    }
    qsort(lines, n, sizeof *lines, by_length);
    for (size_t i = from; i < n && i < to; i++)
        for (size_t k = lines[i].shown; k > 0; k--) cedu__put_claim(j, v[lines[i].from + k - 1]);
    return n;
}

/* ------------------------------------------------------------------ the others */
static size_t put_targets(cedu_request *q, cedu_json *j, const cedu_profile *p, size_t from, size_t to) {
    (void)q;
    for (size_t i = from; i < p->targets.n && i < to; i++) cedu__put_target(j, &p->targets.p[i]);
    return p->targets.n;
}
static size_t put_policies(cedu_request *q, cedu_json *j, const cedu_profile *p, size_t from, size_t to) {
    (void)q;
    for (size_t i = from; i < p->policies.n && i < to; i++) cedu__put_policy(j, &p->policies.p[i]);
    return p->policies.n;
}
static size_t put_registries(cedu_request *q, cedu_json *j, const cedu_profile *p, size_t from, size_t to) {
    (void)q;
    for (size_t i = from; i < p->registries.n && i < to; i++) cedu__put_fact(j, &p->registries.p[i]);
    return p->registries.n;
}
static size_t put_focus(cedu_request *q, cedu_json *j, const cedu_profile *p, size_t from, size_t to) {
    (void)q;
    for (size_t i = from; i < p->focus_count && i < to; i++) {
        const cedu_focus_count *k = &p->focus[i];
        cedu__json_open(j, '{');
        cedu__put_str(j, "name", k->name);
        cedu__put_int(j, "facts", (int64_t)k->facts);
        cedu__put_int(j, "sources", (int64_t)k->sources);
        cedu__put_year(j, "year_from", k->year_from);
        cedu__put_year(j, "year_to", k->year_to);
        cedu__json_key(j, "evidence");
        cedu__put_fact(j, &k->evidence);
        cedu__json_close(j, '}');
    }
    return p->focus_count;
}

static const struct {
    const char *name, *total;
    size_t first;                                                                                /* rows of the first page */
    size_t (*put)(cedu_request *q, cedu_json *j, const cedu_profile *p, size_t from, size_t to); /* how many there are */
} sections[] = {
    {"indicators", "indicators_total", 30, put_indicators},
    {"targets", "targets_total", 30, put_targets},
    {"policies", "policies_total", 12, put_policies},
    {"registries", "registries_total", 40, put_registries},
    {"focus", "focus_total", 40, put_focus},
};

cedu_status cedu__api_region(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_profile p;
    cedu_str only = q->str[CEDU_PARAM_section];
    bool known = !only.n;
    for (size_t i = 0; i < CEDU_COUNT(sections); i++) known |= cedu__eqz(only, sections[i].name);
    if (!known)
        return cedu__fail(err, CEDU_USAGE, "section 应为 indicators、targets、policies、registries 或 focus",
                          "section is indicators, targets, policies, registries or focus");
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_status st = cedu__reason_profile(q->desk->store, q->regions.p[0], &opt, q->arena, &p, err);
    if (st != CEDU_OK) return st;
    const struct {
        const char *key;
        size_t n;
    } counts[] = {{"facts", p.facts},
                  {"documents", p.documents},
                  {"sources", p.sources},
                  {"review", p.review},
                  {"conflicts", p.conflicts}};
    cedu__json_open(j, '{');
    cedu__put_int(j, "v", CEDU_CONTRACT);
    cedu__put_str(j, "region", p.region);
    cedu__put_str(j, "region_code", p.code);
    for (size_t i = 0; i < CEDU_COUNT(counts); i++) cedu__put_int(j, counts[i].key, (int64_t)counts[i].n);
    cedu__put_bool(j, "partial", opt.recent != 0);
    cedu__json_key(j, "facts_by_kind");
    cedu__json_open(j, '{');
    for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++)
        cedu__put_int(j, cedu_fact_kind_name((cedu_fact_kind)k), (int64_t)p.facts_by_kind[k]);
    cedu__json_close(j, '}');
    size_t totals[CEDU_COUNT(sections)];
    for (size_t i = 0; i < CEDU_COUNT(sections); i++) {
        bool mine = cedu__eqz(only, sections[i].name);
        size_t from = mine ? q->offset : 0, to = mine ? from + q->limit : only.n ? 0 : sections[i].first;
        cedu__json_key(j, sections[i].name);
        cedu__json_open(j, '[');
        totals[i] = sections[i].put(q, j, &p, from, to);
        cedu__json_close(j, ']');
    }
    for (size_t i = 0; i < CEDU_COUNT(sections); i++) cedu__put_int(j, sections[i].total, (int64_t)totals[i]);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

cedu_status cedu__api_graph(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_graph g;
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_status st = cedu__reason_graph(q->desk->store, q->regions.p[0], &opt, q->arena, &g, err);
    if (st != CEDU_OK) return st;
    cedu__json_open(j, '{');
    cedu__put_int(j, "v", CEDU_CONTRACT);
    cedu__json_key(j, "nodes");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < g.nodes.n; i++) {
        cedu__json_open(j, '{');
        cedu__put_z(j, "type", g.nodes.p[i].type);
        cedu__put_str(j, "name", g.nodes.p[i].name);
        cedu__put_int(j, "links", (int64_t)g.nodes.p[i].links);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_key(j, "links");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < g.links.n; i++) {
        cedu__json_open(j, '{');
        cedu__put_int(j, "from", (int64_t)g.links.p[i].from);
        cedu__put_int(j, "to", (int64_t)g.links.p[i].to);
        cedu__put_z(j, "what", g.links.p[i].what);
        cedu__put_z(j, "what_zh", g.links.p[i].zh);
        cedu__put_z(j, "fact", g.links.p[i].fact);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__put_int(j, "left_out", (int64_t)g.left_out);
    cedu__json_close(j, '}');
    return CEDU_OK;
}
