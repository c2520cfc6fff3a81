/* rows.c - how a fact, a document, a target … is written as JSON, once, for all handlers.
 *
 * Keys are those of the command's --format json (tests/serve compares them), and more beside them. Invariants: a key is always
 * there, null where nothing is known; strings go through cedu__report_text(), so whatever a page held comes out as valid JSON. The
 * shapes are declared in schema.c: change both.
 */
#include <math.h>

#include "serve/inner.h"

void cedu__put_year(cedu_json *j, const char *key, int y) {
    cedu__json_key(j, key);
    if (y) cedu__json_int(j, y);
    else cedu__json_null(j);
}
void cedu__put_strs(cedu_json *j, const char *key, cedu_strs s) {
    cedu__json_key(j, key);
    cedu__json_open(j, '[');
    for (size_t i = 0; i < s.n; i++) cedu__report_text(j, s.p[i]);
    cedu__json_close(j, ']');
}
static void put_strs_or_null(cedu_json *j, const char *key, cedu_strs s) {
    if (s.n) cedu__put_strs(j, key, s);
    else cedu__put_z(j, key, NULL);
}
void cedu__put_regions(cedu_json *j, const char *key, cedu_strs s) {
    if (s.n > 1) cedu__put_strs(j, key, s);
    else cedu__put_str(j, key, s.n ? s.p[0] : (cedu_str){0});
}

/* Where the digits of "413.9亿元" end. */
static size_t digits(cedu_str s) {
    size_t i = 0;
    while (i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.' || s.p[i] == ',' || s.p[i] == '-' || s.p[i] == '+'))
        i++;
    return i;
}

/* number, number_max and their unit: the value as people read it, cut where the unit begins. */
static void put_number(cedu_json *j, bool has, double v, cedu_str unit, cedu_str as_written) {
    cedu_buf b = {0};
    if (has) cedu__report_number(&b, v, unit, as_written);
    cedu_str s = cedu__buf_view(&b);
    if (cedu__starts(s, CEDU_STR("第"))) s = cedu__sub(s, sizeof "第" - 1, s.n); /* 第5位: the column's head says rank */
    size_t d = digits(s);
    has = has && !b.failed && d;
    cedu__put_str(j, "number", has ? cedu__sub(s, 0, d) : (cedu_str){0});
    cedu__put_str(j, "number_unit", has ? cedu__sub(s, d, s.n) : (cedu_str){0});
    cedu__buf_release(&b);
}

void cedu__put_shown(cedu_json *j, const cedu_fact *f) {
    cedu_buf b = {0};
    if (f->has_value) cedu__report_value(&b, f->modifier, f->value, f->has_max ? f->value_max : NAN, f->unit, f->as_written);
    cedu__put_str(j, "shown", b.n ? cedu__buf_view(&b) : (cedu_str){0});
    cedu__buf_release(&b);
    put_number(j, f->has_value && !f->has_max, f->value, f->unit, f->as_written);
}

static void put_place(cedu_json *j, const cedu_place *p) {
    cedu__put_int(j, "start", p->start);
    cedu__put_int(j, "end", p->end);
    cedu__put_int(j, "byte_start", p->byte_start);
    cedu__put_int(j, "byte_end", p->byte_end);
}

void cedu__put_fact(cedu_json *j, const cedu_store_fact *r) {
    const cedu_fact *f = &r->fact;
    cedu__json_open(j, '{');
    cedu__put_z(j, "id", f->id);
    cedu__put_z(j, "kind", cedu_fact_kind_name(f->kind));
    cedu__put_regions(j, "region", f->region);
    cedu__put_str(j, "region_code", f->region_code);
    cedu__put_str(j, "subject", f->subject);
    cedu__put_str(j, "subject_id", f->subject_id);
    cedu__put_str(j, "period", f->period);
    cedu__put_num(j, "value", f->has_value ? f->value : NAN);
    cedu__put_num(j, "value_max", f->has_max ? f->value_max : NAN);
    cedu__put_str(j, "unit", f->unit);
    cedu__put_z(j, "modifier", f->has_value ? cedu_modifier_sign(f->modifier) : NULL);
    cedu__put_str(j, "as_written", f->as_written);
    cedu__put_shown(j, f);
    cedu__put_z(j, "stance", cedu_stance_name(f->stance));
    cedu__put_str(j, "source", f->source);
    cedu__put_bool(j, "denied", f->denied);
    cedu__put_bool(j, "review", f->review);
    cedu__put_z(j, "status", cedu__store_status_name(r->status));
    cedu__put_bool(j, "corrected", r->corrected);
    cedu__put_num(j, "confidence", round(f->confidence * 1000) / 1000);
    cedu__put_str(j, "clean_quote", r->clean_quote);
    cedu__put_str(j, "quote", r->quote);
    cedu__put_z(j, "doc", r->doc);
    cedu__put_str(j, "published", r->published);
    cedu__put_str(j, "title", r->title);
    cedu__put_str(j, "outlet", r->outlet);
    cedu__put_str(j, "tier", r->tier);
    put_strs_or_null(j, "doubts", r->doubts);
    cedu__put_str(j, "file", r->file);
    put_place(j, &f->place);
    cedu__json_close(j, '}');
}

void cedu__put_document(cedu_json *j, const cedu_store_doc *d, const char *fingerprint) {
    cedu__json_open(j, '{');
    cedu__put_z(j, "doc", d->sha256);
    cedu__put_str(j, "published", d->published);
    cedu__put_str(j, "title", d->title);
    cedu__put_str(j, "outlet", d->outlet);
    cedu__put_str(j, "site", d->site);
    cedu__put_str(j, "url", d->url);
    cedu__put_str(j, "editor", d->editor);
    cedu__put_strs(j, "authors", d->authors);
    cedu__put_str(j, "doc_type", d->doc_type);
    cedu__put_str(j, "tier", d->tier);
    cedu__put_str(j, "tier_basis", d->tier_basis);
    put_strs_or_null(j, "doubts", d->doubts);
    cedu__put_str(j, "extracted", d->extracted);
    cedu__put_z(j, "container", d->container[0] ? d->container : NULL);
    cedu__put_int(j, "facts", (int64_t)d->fact_count);
    cedu__put_int(j, "findings", (int64_t)d->finding_count);
    cedu__put_int(j, "cluster_size", (int64_t)d->cluster_size);
    cedu__put_bool(j, "stale", strcmp(d->fingerprint, fingerprint) != 0);
    cedu__put_str(j, "file", d->file);
    cedu__put_str(j, "member", d->member);
    cedu__put_str(j, "encoding", d->encoding);
    cedu__put_int(j, "bytes", (int64_t)d->bytes);
    cedu__put_str(j, "added_at", d->added_at);
    cedu__json_close(j, '}');
}

void cedu__put_policy(cedu_json *j, const cedu_store_policy *p) {
    cedu__json_open(j, '{');
    cedu__put_str(j, "title", p->title);
    cedu__put_str(j, "document_number", p->document_number);
    cedu__put_strs(j, "issuers", p->issuers);
    cedu__put_strs(j, "regions", p->regions);
    cedu__put_str(j, "doc_type", p->doc_type);
    cedu__put_str(j, "status", p->status);
    cedu__put_str(j, "signed", p->signed_on);
    cedu__put_str(j, "published", p->published);
    cedu__put_str(j, "effective", p->effective);
    cedu__put_str(j, "expires", p->expires);
    cedu__put_int(j, "sources", (int64_t)p->sources);
    cedu__put_z(j, "fact", p->evidence ? p->evidence->fact.id : NULL);
    cedu__put_str(j, "clean_quote", p->evidence ? p->evidence->clean_quote : (cedu_str){0});
    cedu__put_str(j, "outlet", p->evidence ? p->evidence->outlet : (cedu_str){0});
    cedu__put_str(j, "reported", p->evidence ? p->evidence->published : (cedu_str){0});
    cedu__json_close(j, '}');
}

static double one_place(double v) {
    double r = round(v * 10) / 10;
    return r == 0 ? 0 : r; /* never -0 */
}

static void put_fact_or_null(cedu_json *j, const char *key, bool has, const cedu_store_fact *r) {
    cedu__json_key(j, key);
    if (has) cedu__put_fact(j, r);
    else cedu__json_null(j);
}

void cedu__put_target(cedu_json *j, const cedu_target *g) {
    const cedu_fact *f = &g->fact.fact, *l = &g->latest.fact;
    cedu__json_open(j, '{');
    cedu__put_regions(j, "region", f->region);
    cedu__put_str(j, "subject", f->subject);
    cedu__put_num(j, "target", f->has_value ? f->value : NAN);
    cedu__put_str(j, "unit", f->unit);
    cedu__put_year(j, "deadline", g->deadline);
    cedu__put_z(j, "state", cedu__target_state_name(g->state));
    cedu__put_num(j, "latest", g->has_latest && l->has_value ? l->value : NAN);
    cedu__put_str(j, "latest_period", g->has_latest ? l->period : (cedu_str){0});
    cedu__put_num(j, "progress", one_place(g->progress));
    cedu__put_num(j, "needed", one_place(g->needed));
    cedu__put_num(j, "needed_per_year", one_place(g->needed_per_year));
    cedu__put_num(j, "planned_per_year", one_place(g->planned_per_year));
    cedu__put_str(j, "reason", g->reason_zh);
    cedu__put_str(j, "reason_en", g->reason_en);
    cedu__put_z(j, "fact", f->id);
    cedu__put_z(j, "latest_fact", g->has_latest ? l->id : NULL);
    cedu__put_num(j, "baseline", g->has_baseline && g->baseline.fact.has_value ? g->baseline.fact.value : NAN);
    cedu__put_str(j, "baseline_period", g->has_baseline ? g->baseline.fact.period : (cedu_str){0});
    cedu__put_z(j, "baseline_fact", g->has_baseline ? g->baseline.fact.id : NULL);
    cedu__put_int(j, "sources", (int64_t)g->sources);
    cedu__put_bool(j, "independent", g->independent);
    put_fact_or_null(j, "statement", true, &g->fact);
    put_fact_or_null(j, "baseline_row", g->has_baseline, &g->baseline);
    put_fact_or_null(j, "latest_row", g->has_latest, &g->latest);
    cedu__json_close(j, '}');
}

void cedu__put_derived(cedu_json *j, const cedu_derived *d) {
    /* Digits beyond the inputs' precision would be invented: four figures are enough for people. */
    double scale = d->value != 0 ? pow(10, 3 - floor(log10(fabs(d->value)))) : 1;
    cedu__json_open(j, '{');
    cedu__put_z(j, "verdict", cedu__verdict_name(d->verdict, true));
    cedu__put_z(j, "kind", cedu_fact_kind_name(d->kind));
    cedu__put_str(j, "region", d->region);
    cedu__put_str(j, "subject", d->subject);
    cedu__put_str(j, "period", d->period);
    cedu__put_num(j, "value", d->value);
    cedu__put_str(j, "unit", d->unit);
    put_number(j, isfinite(d->value), round(d->value * scale) / scale, d->unit, (cedu_str){0});
    cedu__put_num(j, "low", d->interval.lo);
    cedu__put_num(j, "high", d->interval.hi);
    cedu__put_bool(j, "approx", d->approx);
    cedu__put_num(j, "stated", d->has_stated && d->stated.fact.has_value ? d->stated.fact.value : NAN);
    cedu__put_num(j, "off", d->has_stated ? one_place(d->off * 100) : NAN);
    cedu__put_z(j, "rule", cedu__derivation_name(d->rule, true));
    cedu__put_z(j, "rule_zh", cedu__derivation_name(d->rule, false));
    cedu__put_str(j, "formula", d->formula);
    cedu__put_int(j, "sources", (int64_t)d->sources);
    cedu__put_str(j, "relative_to", d->relative_to);
    cedu__put_bool(j, "caution", d->caution);
    cedu__put_bool(j, "planned", d->planned);
    cedu__put_int(j, "steps", d->steps);
    cedu__put_bool(j, "is_stated", false);
    cedu__json_key(j, "inputs");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < d->input_count; i++) cedu__json_str(j, cedu__str(d->inputs[i].fact.id));
    cedu__json_close(j, ']');
    cedu__put_z(j, "stated_fact", d->has_stated ? d->stated.fact.id : NULL);
    cedu__json_key(j, "input_rows");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < d->input_count; i++) cedu__put_fact(j, &d->inputs[i]);
    cedu__json_close(j, ']');
    put_fact_or_null(j, "stated_row", d->has_stated, &d->stated);
    cedu__json_close(j, '}');
}

static cedu_str from_whom(const cedu_store_fact *r) {
    return r->fact.source.p ? r->fact.source : r->outlet.p ? r->outlet : r->title;
}

void cedu__put_conflict(cedu_json *j, const cedu_conflict *k) {
    const cedu_fact *a = &k->a.fact, *b = &k->b.fact;
    const cedu_derived *d = k->derived;
    cedu__json_open(j, '{');
    cedu__put_z(j, "class", cedu__conflict_name(k->cls));
    cedu__put_z(j, "kind", cedu_fact_kind_name(a->kind));
    cedu__put_regions(j, "region", a->region);
    cedu__put_str(j, "subject", a->subject);
    cedu__put_str(j, "period", a->period);
    cedu__put_num(j, "a", a->has_value ? a->value : NAN);
    cedu__put_str(j, "a_source", from_whom(&k->a));
    cedu__put_num(j, "b", d ? d->value : b->has_value ? b->value : NAN);
    cedu__put_str(j, "b_source", from_whom(&k->b));
    cedu__put_str(j, "reason", k->reason_zh);
    cedu__put_str(j, "reason_en", k->reason_en);
    cedu__put_z(j, "a_fact", a->id);
    cedu__put_z(j, "b_fact", b->id);
    cedu__put_int(j, "a_sources", (int64_t)k->a_sources);
    cedu__put_int(j, "b_sources", (int64_t)k->b_sources);
    cedu__json_key(j, "facts");
    cedu__json_open(j, '[');
    if (!d) cedu__json_str(j, cedu__str(a->id)), cedu__json_str(j, cedu__str(b->id));
    for (size_t i = 0; d && i < d->input_count; i++) cedu__json_str(j, cedu__str(d->inputs[i].fact.id));
    if (d && d->has_stated) cedu__json_str(j, cedu__str(d->stated.fact.id));
    cedu__json_close(j, ']');
    cedu__put_bool(j, "derived", d != NULL);
    cedu__json_key(j, "derivation");
    if (d) cedu__put_derived(j, d);
    else cedu__json_null(j);
    put_fact_or_null(j, "a_row", true, &k->a);
    put_fact_or_null(j, "b_row", true, &k->b);
    cedu__json_close(j, '}');
}

void cedu__put_claim(cedu_json *j, const cedu_claim *k) {
    const cedu_store_fact *r = &k->facts[k->best];
    const cedu_fact *f = &r->fact;
    cedu__json_open(j, '{');
    cedu__put_z(j, "kind", cedu_fact_kind_name(k->kind));
    cedu__put_str(j, "subject", k->subject);
    cedu__put_str(j, "subject_id", k->subject_id);
    cedu__put_str(j, "period", k->period);
    cedu__put_num(j, "value", f->has_value ? f->value : NAN);
    cedu__put_str(j, "unit", f->unit);
    cedu__put_str(j, "as_written", f->as_written);
    cedu__put_str(j, "scope", k->scope);
    cedu__put_str(j, "source", f->source.p ? f->source : r->outlet);
    cedu__put_int(j, "sources", (int64_t)k->sources);
    cedu__put_bool(j, "disagree", k->disagree);
    cedu__put_z(j, "fact", f->id);
    cedu__put_regions(j, "regions", k->regions);
    cedu__put_int(j, "facts", (int64_t)k->fact_count);
    put_fact_or_null(j, "row", true, r);
    cedu__json_close(j, '}');
}

void cedu__put_findings(cedu_json *j, const char *key, const cedu_finding *p, size_t n) {
    cedu__json_key(j, key);
    cedu__json_open(j, '[');
    for (size_t i = 0; i < n; i++) {
        const cedu_finding *f = &p[i];
        cedu__json_open(j, '{');
        cedu__put_z(j, "class", cedu_finding_name(f->cls));
        cedu__put_int(j, "count", f->count);
        cedu__put_bool(j, "placed", f->placed);
        cedu__put_num(j, "start", f->placed ? f->place.start : NAN);
        cedu__put_num(j, "end", f->placed ? f->place.end : NAN);
        cedu__put_num(j, "byte_start", f->placed ? f->place.byte_start : NAN);
        cedu__put_num(j, "byte_end", f->placed ? f->place.byte_end : NAN);
        cedu__put_str(j, "before", f->before);
        cedu__put_str(j, "after", f->after);
        cedu__put_num(j, "confidence", f->placed ? round(f->confidence * 1000) / 1000 : NAN);
        cedu__put_str(j, "note", f->note);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
}

static void put_count(cedu_json *j, const cedu_store_count *k, const char *standing) {
    cedu__json_open(j, '{');
    cedu__put_str(j, "name", k->name);
    cedu__put_str(j, "id", k->id);
    cedu__put_int(j, "facts", (int64_t)k->facts);
    cedu__put_num(j, "documents", k->documents || !k->facts ? (double)k->documents : NAN);
    cedu__put_year(j, "year_from", k->year_from);
    cedu__put_year(j, "year_to", k->year_to);
    cedu__put_str(j, "unit", k->unit);
    cedu__put_z(j, "standing", standing);
    cedu__json_close(j, '}');
}
void cedu__put_region_count(cedu_json *j, const cedu_store_count *k) { put_count(j, k, NULL); }
void cedu__put_subject_count(cedu_json *j, const cedu_store_count *k) { put_count(j, k, cedu__standing_name(k->standing)); }

void cedu__rows_open(cedu_json *j) {
    cedu__json_open(j, '{');
    cedu__put_int(j, "v", CEDU_CONTRACT);
    cedu__json_key(j, "rows");
    cedu__json_open(j, '[');
}
void cedu__put_maybe(cedu_json *j, const char *key, const cedu_store_fact *f) {
    cedu__json_key(j, key);
    if (f) cedu__put_fact(j, f);
    else cedu__json_null(j);
}

void cedu__put_states(cedu_json *j, const char *key, const size_t n[CEDU_TARGET_STATE_COUNT]) {
    cedu__json_key(j, key);
    cedu__json_open(j, '{');
    for (size_t k = 0; k < CEDU_TARGET_STATE_COUNT; k++)
        cedu__put_int(j, cedu__target_state_name((cedu_target_state)k), (int64_t)n[k]);
    cedu__json_close(j, '}');
}

void cedu__put_rest(cedu_json *j, const cedu_request *q, bool more) {
    cedu__put_bool(j, "more", more);
    cedu__put_bool(j, "partial", q->partial);
}

void cedu__rows_close(cedu_json *j, const cedu_request *q, bool more) {
    cedu__json_close(j, ']');
    cedu__put_int(j, "offset", (int64_t)q->offset);
    cedu__put_rest(j, q, more);
    cedu__json_close(j, '}');
}
