/* record.c - documents and facts as the JSON records of CONTRACT.
 *
 * What: the field names and their order; one record a line. Why here: `cedu read`, `cedu facts`, the store's exports and the
 * server all speak the same records. Invariants: names are never changed without a new "v"; absent values of a document are
 * null, as are those of a fact that its kind always has (`always`); others are left out. A target without a number has a null
 * `value`. To extend: fields beside the common ones come from CEDU_FACT_FIELDS by themselves.
 */
#include <math.h>

#include "report/report.h"

void cedu__report_text(cedu_json *j, cedu_str s) {
    if (!s.p || cedu__u8_valid(s.p, s.n) == s.n) {
        cedu__json_str(j, s);
        return;
    }
    cedu_buf b = {.max = s.n * 3 + 1};
    for (size_t i = 0; i < s.n;) { /* one U+FFFD a bad byte: names stay as long as they look */
        size_t ok = cedu__u8_valid(s.p + i, s.n - i);
        cedu__buf_add(&b, s.p + i, ok);
        i += ok;
        if (i < s.n) cedu__buf_cp(&b, 0xFFFD), i++;
    }
    if (b.failed) j->out->failed = true;
    cedu__json_str(j, cedu__buf_view(&b));
    cedu__buf_release(&b);
}

void cedu__put_str(cedu_json *j, const char *key, cedu_str s) {
    cedu__json_key(j, key);
    if (s.p) cedu__report_text(j, s);
    else cedu__json_null(j);
}
void cedu__put_z(cedu_json *j, const char *key, const char *z) { cedu__put_str(j, key, cedu__str(z)); }
void cedu__put_int(cedu_json *j, const char *key, int64_t v) {
    cedu__json_key(j, key);
    cedu__json_int(j, v);
}
void cedu__put_num(cedu_json *j, const char *key, double v) {
    cedu__json_key(j, key);
    cedu__json_num(j, v);
}
void cedu__put_bool(cedu_json *j, const char *key, bool v) {
    cedu__json_key(j, key);
    cedu__json_bool(j, v);
}

static void put(cedu_json *j, const char *key, cedu_str s) {
    cedu__json_key(j, key);
    cedu__report_text(j, s);
}

static void put_if(cedu_json *j, const char *key, cedu_str s) {
    if (s.p) put(j, key, s);
}

static void put_strs(cedu_json *j, const char *key, cedu_strs s) {
    cedu__json_key(j, key);
    cedu__json_strs(j, s);
}

static void put_range(cedu_json *j, const cedu_place *p) {
    cedu__put_int(j, "start", p->start);
    cedu__put_int(j, "end", p->end);
}

void cedu__report_findings(cedu_json *j, const cedu_finding *p, size_t n) {
    cedu__json_open(j, '[');
    for (size_t i = 0; i < n; i++) {
        cedu__json_open(j, '{');
        put(j, "class", cedu__str(cedu_finding_name(p[i].cls)));
        if (!p[i].placed || p[i].count > 1) cedu__put_int(j, "count", p[i].count);
        if (p[i].placed) {
            put_range(j, &p[i].place);
            cedu__put_int(j, "byte_start", p[i].place.byte_start);
            cedu__put_int(j, "byte_end", p[i].place.byte_end);
            put_if(j, "before", p[i].before);
            put_if(j, "after", p[i].after);
            cedu__put_num(j, "confidence", p[i].confidence);
        }
        put_if(j, "note", p[i].note);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
}

/* From `file` on; shared by the two document records. */
static void put_document(cedu_json *j, const cedu_document *d) {
    put(j, "file", d->file);
    put_if(j, "member", d->member);
    put(j, "sha256", cedu__str(d->sha256));
    cedu__put_int(j, "bytes", (int64_t)d->bytes);
    put(j, "encoding", d->encoding);
    put(j, "title", d->title);
    put(j, "published", d->published);
    put(j, "outlet", d->outlet);
    put(j, "site", d->site);
    put(j, "url", d->url);
    put_strs(j, "authors", d->authors);
    put(j, "editor", d->editor);
    put(j, "doc_type", d->doc_type);
    if (d->series.p) {
        cedu__json_key(j, "part");
        cedu__json_open(j, '{');
        put(j, "series", d->series);
        cedu__put_int(j, "number", d->part);
        if (d->parts) cedu__put_int(j, "of", d->parts);
        cedu__json_close(j, '}');
    }
    if (d->tier.p) {
        cedu__json_key(j, "credibility");
        cedu__json_open(j, '{');
        put(j, "tier", d->tier);
        put_if(j, "basis", d->tier_basis);
        put_strs(j, "doubts", d->doubts);
        cedu__json_close(j, '}');
    }
    cedu__json_key(j, "paragraphs");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < d->paragraph_count; i++) {
        const cedu_paragraph *p = &d->paragraphs[i];
        cedu__json_open(j, '{');
        put(j, "text", p->text);
        put_range(j, &p->place);
        cedu__put_int(j, "heading", p->heading);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_key(j, "findings");
    cedu__report_findings(j, d->findings, d->finding_count);
    cedu__json_key(j, "error");
    cedu__json_null(j);
}

void cedu__report_read_json(const cedu_document *d, cedu_buf *out) {
    cedu_json j = {.out = out};
    cedu__json_open(&j, '{');
    cedu__put_int(&j, "v", CEDU_CONTRACT);
    put_document(&j, d);
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
}

void cedu__report_document_json(const cedu_document *d, cedu_buf *out) {
    cedu_json j = {.out = out};
    cedu__json_open(&j, '{');
    cedu__put_int(&j, "v", CEDU_CONTRACT);
    put(&j, "type", CEDU_STR("document"));
    put(&j, "doc", cedu__str(d->sha256));
    put_document(&j, d);
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
}

void cedu__report_error_json(const char *file, const cedu_error *err, cedu_buf *out) {
    cedu__report_member_error_json(file, NULL, err, out);
}

void cedu__report_member_error_json(const char *file, const char *member, const cedu_error *err, cedu_buf *out) {
    static const char *const null_keys[] = {"sha256", "bytes", "encoding", "title",  "published", "outlet",
                                            "site",   "url",   "authors",  "editor", "doc_type"};
    cedu_json j = {.out = out};
    cedu__json_open(&j, '{');
    cedu__put_int(&j, "v", CEDU_CONTRACT);
    put(&j, "file", cedu__str(file));
    put_if(&j, "member", cedu__str(member));
    for (size_t i = 0; i < CEDU_COUNT(null_keys); i++) {
        cedu__json_key(&j, null_keys[i]);
        cedu__json_null(&j);
    }
    put_strs(&j, "paragraphs", (cedu_strs){0});
    put_strs(&j, "findings", (cedu_strs){0});
    cedu_buf b = {0};
    cedu__buf_f(&b, "%s: %s", cedu_status_name(err->status), err->en);
    put(&j, "error", cedu__buf_view(&b));
    cedu__buf_release(&b);
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
}

/* ------------------------------------------------------------------ facts */
/* The fields that CONTRACT nests in `dates`. */
static bool is_date(cedu_field_id id) {
    return id == CEDU_FIELD_signed || id == CEDU_FIELD_published || id == CEDU_FIELD_effective || id == CEDU_FIELD_expires;
}

static void put_fields(cedu_json *j, const cedu_field *list) {
    bool dates = false;
    for (const cedu_field *f = list; f; f = f->next) {
        if (is_date(f->id)) {
            dates = true;
            continue;
        }
        const char *key = cedu_field_name(f->id);
        switch (cedu__field_type(f->id)) {
        case CEDU_FIELD_IS_STR: put_if(j, key, f->str); break;
        case CEDU_FIELD_IS_STRS: put_strs(j, key, f->strs); break;
        case CEDU_FIELD_IS_NUM: cedu__put_num(j, key, f->num); break;
        case CEDU_FIELD_IS_BOOL:
            cedu__json_key(j, key);
            cedu__json_bool(j, f->num != 0);
            break;
        }
    }
    if (!dates) return;
    cedu__json_key(j, "dates");
    cedu__json_open(j, '{');
    for (const cedu_field *f = list; f; f = f->next)
        if (is_date(f->id)) put_if(j, cedu_field_name(f->id), f->str);
    cedu__json_close(j, '}');
}

/* Keys that a kind always has, null where the text does not say: a reader can tell "not said" from "not known to this version". */
static const struct {
    cedu_fact_kind kind;
    cedu_field_id id;
} always[] = {
    {CEDU_FACT_growth, CEDU_FIELD_baseline},
    {CEDU_FACT_share, CEDU_FIELD_denominator},
    {CEDU_FACT_rank, CEDU_FIELD_rank_scope},
    {CEDU_FACT_ratio, CEDU_FIELD_reference_region},
    {CEDU_FACT_policy, CEDU_FIELD_title},
    {CEDU_FACT_policy, CEDU_FIELD_issuers},
    {CEDU_FACT_policy, CEDU_FIELD_document_number},
    {CEDU_FACT_policy, CEDU_FIELD_doc_type},
    {CEDU_FACT_statement, CEDU_FIELD_speaker},
    {CEDU_FACT_statement, CEDU_FIELD_content},
    {CEDU_FACT_recommendation, CEDU_FIELD_speaker},
    {CEDU_FACT_recommendation, CEDU_FIELD_content},
    {CEDU_FACT_person, CEDU_FIELD_organisation},
    {CEDU_FACT_person, CEDU_FIELD_name},
    {CEDU_FACT_focus, CEDU_FIELD_list},
};

static void put_null(cedu_json *j, const char *key) {
    cedu__json_key(j, key);
    cedu__json_null(j);
}

static void put_absent(cedu_json *j, const cedu_fact *f) {
    bool dates = false;
    for (const cedu_field *x = f->fields; x; x = x->next) dates |= is_date(x->id);
    if (f->kind == CEDU_FACT_policy && !dates) put_null(j, "dates");
    for (size_t i = 0; i < CEDU_COUNT(always); i++) {
        bool has = always[i].kind != f->kind;
        for (const cedu_field *x = f->fields; x && !has; x = x->next) has = x->id == always[i].id;
        if (!has) put_null(j, cedu_field_name(always[i].id));
    }
}

static bool is_numeric(const cedu_fact *f) { return f->has_value || f->kind == CEDU_FACT_rank; }

static void put_value(cedu_json *j, const cedu_fact *f) {
    if (f->has_value) cedu__put_num(j, "value", f->value);
    else if (f->kind == CEDU_FACT_target || is_numeric(f)) put_null(j, "value");
    if (f->has_max) cedu__put_num(j, "value_max", f->value_max);
    if (f->unit.p) put(j, "unit", f->unit);
    else if (is_numeric(f)) put_null(j, "unit");
    if (is_numeric(f) || f->modifier != CEDU_MOD_EQ) put(j, "modifier", cedu__str(cedu_modifier_sign(f->modifier)));
    if (f->as_written.p) put(j, "as_written", f->as_written);
    else if (is_numeric(f)) put_null(j, "as_written");
}

static void put_context(cedu_json *j, const cedu_fact *f, cedu_quote_fn quote, const void *ctx) {
    if (!f->context) return;
    cedu__json_key(j, "context");
    cedu__json_open(j, '[');
    for (const cedu_context *c = f->context; c; c = c->next) {
        cedu__json_open(j, '{');
        put(j, "role", c->role);
        if (quote) put(j, "quote", quote(ctx, &c->place, false));
        put_range(j, &c->place);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
}

/* "page": 3, and "page_to" where it goes on to another. */
static void put_from_to(cedu_json *j, const cedu_span *s, const char *from, const char *to) {
    cedu__put_int(j, from, s->from.a);
    if (s->to.kind == s->from.kind && s->to.a > s->from.a) cedu__put_int(j, to, s->to.a);
}

void cedu__report_where_json(cedu_json *j, const cedu_span *s) {
    if (!s || !s->from.kind) return;
    const cedu_where *w = &s->from;
    cedu_buf cells = {0};
    cedu__json_key(j, "where");
    cedu__json_open(j, '{');
    switch (w->kind) {
    case 'p': put_from_to(j, s, "page", "page_to"); break;
    case 's':
        put(j, "sheet", w->name);
        cedu__where_cells(&cells, s);
        if (cells.n) put(j, "cells", cedu__buf_view(&cells));
        break;
    case 'l': put_from_to(j, s, "paragraph", "paragraph_to"); break;
    case 't':
        cedu__put_int(j, "table", w->a);
        cedu__put_int(j, "row", w->b);
        break;
    default: cedu__put_bool(j, "notes", true); break;
    }
    cedu__json_close(j, '}');
    cedu__buf_release(&cells);
}

void cedu__report_fact_json(const cedu_fact *f, const char *sha256, cedu_quote_fn quote, const void *ctx,
                            const cedu_span *where, cedu_buf *out) {
    cedu_json j = {.out = out};
    cedu__json_open(&j, '{');
    cedu__put_int(&j, "v", CEDU_CONTRACT);
    put(&j, "type", CEDU_STR("fact"));
    put(&j, "id", cedu__str(f->id));
    put(&j, "doc", cedu__str(sha256));
    put(&j, "kind", cedu__str(cedu_fact_kind_name(f->kind)));
    if (f->region.n == 1) put(&j, "region", f->region.p[0]);
    else if (f->region.n > 1) put_strs(&j, "region", f->region);
    else put_null(&j, "region");
    put_if(&j, "region_code", f->region_code);
    if (f->subject.p) put(&j, "subject", f->subject);
    else put_null(&j, "subject");
    put_if(&j, "subject_id", f->subject_id);
    if (f->period.p) put(&j, "period", f->period);
    else put_null(&j, "period");
    put_if(&j, "period_basis", f->period_basis);
    put_value(&j, f);
    put_fields(&j, f->fields);
    put_absent(&j, f);
    if (f->denied) put(&j, "polarity", CEDU_STR("-"));
    if (f->source.p) put(&j, "source", f->source);
    else put_null(&j, "source");
    put(&j, "stance", cedu__str(cedu_stance_name(f->stance)));
    cedu__put_num(&j, "confidence", round(f->confidence * 1000) / 1000);
    if (f->review) cedu__put_bool(&j, "review", true);
    put_if(&j, "rule", f->rule);
    if (quote) put(&j, "quote", quote(ctx, &f->place, false));
    put_range(&j, &f->place);
    cedu__put_int(&j, "byte_start", f->place.byte_start);
    cedu__put_int(&j, "byte_end", f->place.byte_end);
    cedu__report_where_json(&j, where);
    if (quote) put(&j, "clean_quote", quote(ctx, &f->place, true));
    put_context(&j, f, quote, ctx);
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
}

void cedu__report_fact_details_json(const cedu_fact *f, cedu_quote_fn quote, const void *ctx, cedu_buf *out) {
    cedu_json j = {.out = out};
    cedu__json_open(&j, '{');
    if (f->region.n > 1) put_strs(&j, "region", f->region);
    put_if(&j, "period_basis", f->period_basis);
    put_fields(&j, f->fields);
    put_absent(&j, f);
    put_context(&j, f, quote, ctx);
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
}
