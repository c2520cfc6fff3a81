/* api_lists.c - what is in the base: overview, regions, subjects, documents, facts, policies, search.
 *
 * Lists are asked for one row more than shown: that says whether there is more without counting everything. What the overview counts is kept
 * with every change (store/counts.c) and there at once; what it judges walks over all facts: of a small base that is done once for each state and
 * day and kept, of a large one think.c does it, of a huge one (CEDU_THINK_MOST) nobody.
 */
#include <time.h>

#include "serve/think.h"

/* ------------------------------------------------------------------ lists */
typedef void put_one(cedu_json *j, const cedu_store_count *k);
static cedu_status put_counts(cedu_request *q, cedu_json *j, const cedu_store_counts *n, put_one *put) {
    size_t i = q->offset, end = i + q->limit;
    cedu__rows_open(j);
    for (; i < n->n && i < end; i++) put(j, &n->p[i]);
    cedu__rows_close(j, q, n->n > end);
    return CEDU_OK;
}
cedu_status cedu__api_regions(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store_counts n;
    cedu_status st = cedu__store_regions(q->desk->store, q->offset + q->limit + 1, q->arena, &n, err);
    return st == CEDU_OK ? put_counts(q, j, &n, cedu__put_region_count) : st;
}
cedu_status cedu__api_subjects(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store_counts n;
    cedu_str region = q->regions.n ? q->regions.p[0] : (cedu_str){0};
    cedu_status st = cedu__store_subjects(q->desk->store, region, q->offset + q->limit + 1, q->arena, &n, err);
    return st == CEDU_OK ? put_counts(q, j, &n, cedu__put_subject_count) : st;
}

cedu_status cedu__api_documents(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store_doc_filter f = {.region = q->regions.n ? q->regions.p[0] : (cedu_str){0},
                               .text = q->str[CEDU_PARAM_text],
                               .from = q->str[CEDU_PARAM_since],
                               .to = q->str[CEDU_PARAM_until],
                               .newest = q->num[CEDU_PARAM_latest] != 0,
                               .limit = q->limit + 1,
                               .offset = q->offset};
    cedu_store_docs docs;
    cedu_status st = cedu__store_documents(q->desk->store, &f, q->arena, &docs, err);
    if (st != CEDU_OK) return st;
    const char *fp = cedu_engine_fingerprint(q->engine);
    cedu__rows_open(j);
    for (size_t i = 0; i < docs.n && i < q->limit; i++) cedu__put_document(j, &docs.p[i], fp);
    cedu__rows_close(j, q, docs.n > q->limit);
    return CEDU_OK;
}

cedu_status cedu__api_facts(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store_fact_filter f;
    cedu_store_facts rows;
    cedu_status st = cedu__serve_filter(q, &f, err);
    if (st != CEDU_OK) return st;
    f.limit = q->limit + 1;
    f.offset = q->offset;
    f.unreviewed = q->num[CEDU_PARAM_review] != 0;
    st = cedu__store_list_facts(q->desk->store, &f, q->arena, &rows, err);
    if (st != CEDU_OK) return st;
    cedu__rows_open(j);
    for (size_t i = 0; i < rows.n && i < q->limit; i++) cedu__put_fact(j, &rows.p[i]);
    cedu__rows_close(j, q, rows.n > q->limit);
    return CEDU_OK;
}

cedu_status cedu__api_policies(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store_policies p;
    cedu_str region = q->regions.n ? q->regions.p[0] : (cedu_str){0};
    cedu_status st = cedu__store_policies(q->desk->store, region, cedu__serve_recent(q), q->arena, &p, err);
    if (st != CEDU_OK) return st;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < p.n && i < q->offset + q->limit; i++) cedu__put_policy(j, &p.p[i]);
    cedu__rows_close(j, q, p.n > q->offset + q->limit);
    return CEDU_OK;
}

/* ------------------------------------------------------------------ search */
cedu_status cedu__api_search(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store_hits hits;
    cedu_status st = cedu__store_search(q->desk->store, q->str[CEDU_PARAM_q], q->offset + q->limit, q->arena, &hits, err);
    if (st != CEDU_OK) return st;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < hits.n; i++) {
        const cedu_store_hit *h = &hits.p[i];
        cedu_str s = h->snippet;
        size_t a = h->mark_len ? h->snippet_mark : 0, b = h->mark_len ? a + h->mark_len : 0;
        cedu__json_open(j, '{');
        cedu__put_z(j, "doc", h->doc);
        cedu__put_str(j, "published", h->published);
        cedu__put_str(j, "title", h->title);
        cedu__put_str(j, "snippet", s);
        cedu__put_str(j, "before", s.p ? cedu__sub(s, 0, a) : s);
        cedu__put_str(j, "hit", s.p ? cedu__sub(s, a, b) : s);
        cedu__put_str(j, "after", s.p ? cedu__sub(s, b, s.n) : s);
        cedu__put_str(j, "outlet", h->outlet);
        cedu__put_str(j, "file", h->file);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__put_int(j, "offset", (int64_t)q->offset);
    cedu__put_rest(j, q, hits.total > hits.n);
    cedu__put_int(j, "total", (int64_t)hits.total);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

/* ------------------------------------------------------------------ overview */
#define NEWEST      12
#define LEADS       5
#define COVER       24
#define MAX_REGIONS 5000

static void put_totals(cedu_json *j, const cedu_store_totals *t) {
    static const struct {
        const char *key;
        size_t at;
    } counts[] = {
        {"documents", offsetof(cedu_store_totals, documents)},   {"clusters", offsetof(cedu_store_totals, clusters)},
        {"facts", offsetof(cedu_store_totals, facts)},           {"findings", offsetof(cedu_store_totals, findings)},
        {"bytes", offsetof(cedu_store_totals, originals_bytes)}, {"regions", offsetof(cedu_store_totals, regions)},
        {"subjects", offsetof(cedu_store_totals, subjects)},     {"review", offsetof(cedu_store_totals, review)},
    };
    cedu__json_key(j, "totals");
    cedu__json_open(j, '{');
    for (size_t i = 0; i < CEDU_COUNT(counts); i++)
        cedu__put_int(j, counts[i].key, (int64_t) * (const size_t *)((const char *)t + counts[i].at));
    cedu__json_key(j, "facts_by_kind");
    cedu__json_open(j, '{');
    for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++)
        cedu__put_int(j, cedu_fact_kind_name((cedu_fact_kind)k), (int64_t)t->facts_by_kind[k]);
    cedu__json_close(j, '}');
    cedu__json_key(j, "findings_by_class");
    cedu__json_open(j, '{');
    for (size_t k = 0; k < CEDU_FINDING_COUNT; k++)
        cedu__put_int(j, cedu_finding_name((cedu_finding_class)k), (int64_t)t->findings_by_class[k]);
    cedu__json_close(j, '}');
    cedu__json_close(j, '}');
}

static cedu_status put_base(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store_docs docs;
    cedu_store_counts regions;
    cedu_store_coverage cover;
    cedu_store *s = q->desk->store;
    cedu_store_doc_filter f = {.newest = true, .limit = NEWEST};
    cedu_status st = cedu__store_documents(s, &f, q->arena, &docs, err);
    if (st == CEDU_OK) st = cedu__store_regions(s, MAX_REGIONS, q->arena, &regions, err);
    if (st == CEDU_OK) st = cedu__store_cover(s, COVER, q->arena, &cover, err);
    if (st != CEDU_OK) return st;
    cedu__json_key(j, "newest");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < docs.n; i++) cedu__put_document(j, &docs.p[i], cedu_engine_fingerprint(q->engine));
    cedu__json_close(j, ']');
    cedu__json_key(j, "regions");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < regions.n; i++) cedu__put_region_count(j, &regions.p[i]);
    cedu__json_close(j, ']');
    cedu__json_key(j, "coverage");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < cover.n; i++) {
        cedu__json_open(j, '{');
        cedu__put_str(j, "region", cover.p[i].region);
        cedu__put_int(j, "year", cover.p[i].year);
        cedu__put_int(j, "facts", (int64_t)cover.p[i].facts);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    return CEDU_OK;
}

static cedu_status put_judgements(cedu_request *q, cedu_json *j, bool judged, cedu_error *err) {
    cedu_store *s = q->desk->store;
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_targets targets = {0};
    cedu_conflict_list conflicts = {0};
    cedu_derived_list derived = {0};
    cedu_store_policies policies = {0};
    cedu_status st = judged ? cedu__reason_targets(s, (cedu_strs){0}, 0, &opt, q->arena, &targets, err) : CEDU_OK;
    if (st == CEDU_OK && judged) st = cedu__reason_conflicts(s, NULL, false, &opt, q->arena, &conflicts, err);
    if (st == CEDU_OK && judged) st = cedu__reason_derive(s, NULL, &opt, q->arena, &derived, err);
    if (st == CEDU_OK && judged) st = cedu__store_policies(s, (cedu_str){0}, 0, q->arena, &policies, err);
    if (st != CEDU_OK) return st;

    size_t states[CEDU_TARGET_STATE_COUNT] = {0}, classes[CEDU_CONFLICT_COUNT] = {0}, shown = 0;
    for (size_t i = 0; i < targets.n; i++) states[targets.p[i].state]++;
    for (size_t i = 0; i < conflicts.n; i++) classes[conflicts.p[i].cls]++;
    cedu__put_states(j, "targets_by_state", states);
    cedu__json_key(j, "conflicts_by_class");
    cedu__json_open(j, '{');
    for (size_t k = 0; k < CEDU_CONFLICT_COUNT; k++)
        cedu__put_int(j, cedu__conflict_name((cedu_conflict_class)k), (int64_t)classes[k]);
    cedu__json_close(j, '}');
    cedu__put_int(j, "policies", (int64_t)policies.n);

    cedu__json_key(j, "targets");
    cedu__json_open(j, '[');
    for (int w = 13; w > 0; w--)
        for (size_t i = 0; i < targets.n && shown < LEADS; i++)
            if (targets.p[i].fact.fact.has_value && cedu__target_weight(&targets.p[i]) == w)
                cedu__put_target(j, &targets.p[i]), shown++;
    cedu__json_close(j, ']');
    cedu__json_key(j, "conflicts");
    cedu__json_open(j, '[');
    static const cedu_conflict_class order[] = {CEDU_CONFLICT_real, CEDU_CONFLICT_retelling, CEDU_CONFLICT_scope,
                                                CEDU_CONFLICT_time};
    shown = 0;
    for (size_t k = 0; k < CEDU_COUNT(order); k++)
        for (size_t i = 0; i < conflicts.n && shown < LEADS; i++)
            if (conflicts.p[i].cls == order[k]) cedu__put_conflict(j, &conflicts.p[i]), shown++;
    cedu__json_close(j, ']');
    /* Figures that two independent pages bear out. */
    size_t agreeing = 0;
    cedu__json_key(j, "agreements");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < derived.n; i++) {
        const cedu_derived *d = &derived.p[i];
        if (d->verdict != CEDU_VERDICT_CONSISTENT || d->sources < 2) continue;
        if (agreeing++ < 3) cedu__put_derived(j, d);
    }
    cedu__json_close(j, ']');
    cedu__put_int(j, "derived", (int64_t)derived.n);
    cedu__put_int(j, "agreeing", (int64_t)agreeing);
    cedu__put_bool(j, "judged", judged);
    return CEDU_OK;
}

cedu_status cedu__overview_compose(cedu_request *q, cedu_json *j, const cedu_store_totals *t, bool judged, cedu_error *err) {
    cedu__json_open(j, '{');
    cedu__put_int(j, "v", CEDU_CONTRACT);
    cedu__put_z(j, "version", cedu_version());
    cedu__put_z(j, "fingerprint", cedu_engine_fingerprint(q->engine));
    put_totals(j, t);
    cedu_status st = put_base(q, j, err);
    if (st == CEDU_OK) st = put_judgements(q, j, judged, err);
    cedu__json_close(j, '}');
    return st;
}

cedu_status cedu__serve_state(cedu_request *q, cedu_store_totals *t, cedu_server_state *out, cedu_error *err) {
    cedu_status st = cedu__store_totals(q->desk->store, t, err);
    if (st != CEDU_OK) return st;
    memset(out, 0, sizeof *out);
    out->documents = t->documents, out->facts = t->facts, out->findings = t->findings, out->review = t->review;
    time_t now = time(NULL);
    struct tm tm;
    gmtime_r(&now, &tm);
    strftime(out->day, sizeof out->day, "%Y-%m-%d", &tm);
    return CEDU_OK;
}

/* What was kept; on a large base it may be a little old, and newer is asked for. */
static bool put_kept(cedu_request *q, const cedu_server_state *now, cedu_json *j) {
    cedu_server_cache *c = cedu__serve_cache(q->server);
    pthread_mutex_lock(&c->lock);
    bool kept = c->body.n && (!now || !memcmp(&c->of, now, sizeof *now));
    if (kept) cedu__buf_str(j->out, cedu__buf_view(&c->body));
    if (!now) c->asked_overview = true;
    pthread_mutex_unlock(&c->lock);
    return kept;
}

cedu_status cedu__api_overview(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_server_cache *c = cedu__serve_cache(q->server);
    cedu_store_totals t;
    cedu_server_state now;
    bool today = !q->has[CEDU_PARAM_as_of];
    q->passing = c->big && !c->huge; /* think.c works it out */
    if (c->big && !c->huge && today && put_kept(q, NULL, j)) return CEDU_OK;
    cedu_status st = cedu__serve_state(q, &t, &now, err);
    if (st != CEDU_OK) return st;
    if (now.facts > CEDU_THINK_BIG) c->big = true;
    bool small = !c->big && today;
    if (small) pthread_mutex_lock(&c->making);
    bool kept = small && put_kept(q, &now, j);
    if (!kept) st = cedu__overview_compose(q, j, &t, !c->big, err);
    pthread_mutex_lock(&c->lock);
    if (!kept && st == CEDU_OK && today && !j->out->failed && !c->huge && (!c->big || !c->body.n)) {
        c->body.n = 0;
        c->body.failed = false;
        cedu__buf_str(&c->body, cedu__buf_view(j->out));
        if (c->body.failed) c->body.n = 0;
        if (!c->big) c->of = now; /* unjudged: of no state, so that it is worked out */
    }
    pthread_mutex_unlock(&c->lock);
    if (small) pthread_mutex_unlock(&c->making);
    return st;
}
