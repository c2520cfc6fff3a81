/* assess_names.c - what a higher level has fixed and the draft writes otherwise: goals and dates of the country and the province, titles
 * and numbers of documents, names of designations.
 *
 * A designation's name runs from a word of level (国家级) to a word of kind (先导区) without a stop between. A name of the draft that is
 * nearly one that higher-level facts of the base have, and not it, is a point; what the base does not have is nothing to compare with.
 */
#include "desk/assess_inner.h"

#include "fact/fact.h"

/* ------------------------------------------------------------------ goals of higher levels */
static bool planned(const cedu_fact *f) { return f->kind == CEDU_FACT_target || f->stance == CEDU_STANCE_planned; }

static void goals(assess *x) {
    for (size_t i = 0; i < x->d->fact_count; i++) {
        const cedu_store_fact *f = &x->d->facts[i], *near = NULL;
        if (!assess_higher(x, &f->fact) || !planned(&f->fact) || !f->fact.has_value || x->flagged[i] || x->backed[i] ||
            f->fact.review)
            continue;
        bool same = false;
        for (size_t k = 0; k < x->base.n; k++) {
            const cedu_store_fact *b = &x->base.p[k];
            if (!planned(&b->fact) || !b->fact.has_value || b->fact.region.n != 1 ||
                !cedu__eq(b->fact.region.p[0], f->fact.region.p[0]) || !cedu__eq(assess_key(&b->fact), assess_key(&f->fact)) ||
                !cedu__eq(b->fact.unit, f->fact.unit))
                continue;
            bool value = !assess_apart(&b->fact, cedu__reason_interval(&b->fact), &f->fact, cedu__reason_interval(&f->fact));
            bool when = b->year_to == f->year_to;
            same |= value && when;
            if (!same && (value || !near)) near = b;
        }
        if (same || !near) continue;
        cedu_str mine = assess_value(x, &f->fact), theirs = assess_value(x, &near->fact), doc = assess_doc_name(near);
        cedu_point *p =
            ASSESS_POINT(x, fixed_wording, error, assess_part_of(x, f), "照上位文件改，并写明出处",
                         "write what the higher-level document says, and cite it", "%.*s：草案写%.*s %.*s，“%.*s”定为%.*s %.*s",
                         "%.*s: the draft says %.*s %.*s, \"%.*s\" %.*s %.*s", S(f->fact.subject), S(f->fact.period), S(mine),
                         S(doc), S(near->fact.period), S(theirs));
        assess_evidence(x, p, near);
        x->flagged[i] = true;
    }
}

/* ------------------------------------------------------------------ titles and numbers of documents */
static cedu_str field_str(const cedu_fact *f, cedu_field_id id) {
    for (const cedu_field *v = f->fields; v; v = v->next)
        if (v->id == id) return v->str;
    return (cedu_str){0};
}

/* How much of the longer name the two have in common, in order: 0…1. Short strings: at most MAX_NAME characters count. */
#define MAX_NAME 64
static double alike(cedu_str a, cedu_str b) {
    uint32_t p[MAX_NAME], q[MAX_NAME];
    size_t n = 0, m = 0, len;
    for (size_t i = 0; i < a.n && n < MAX_NAME; i += len) p[n++] = cedu__u8_at(a, i, &len);
    for (size_t i = 0; i < b.n && m < MAX_NAME; i += len) q[m++] = cedu__u8_at(b, i, &len);
    uint8_t t[2][MAX_NAME + 1] = {{0}};
    for (size_t i = 1; i <= n; i++)
        for (size_t k = 1; k <= m; k++)
            t[i & 1][k] = p[i - 1] == q[k - 1]                  ? (uint8_t)(t[(i - 1) & 1][k - 1] + 1)
                          : t[(i - 1) & 1][k] > t[i & 1][k - 1] ? t[(i - 1) & 1][k]
                                                                : t[i & 1][k - 1];
    return n && m ? (double)t[n & 1][m] / (double)(n > m ? n : m) : 0;
}

static cedu_status titles(assess *x, cedu_error *err) {
    cedu_store_facts all;
    cedu_store_fact_filter f = {.kinds = 1u << CEDU_FACT_policy, .no_review = true};
    cedu_status st = cedu__store_list_facts(x->s, &f, x->a, &all, err);
    for (size_t i = 0; st == CEDU_OK && i < x->d->fact_count; i++) {
        const cedu_store_fact *d = &x->d->facts[i];
        size_t part = assess_part_of(x, d);
        if (d->fact.kind != CEDU_FACT_policy || x->d->parts[part].title || part == 0) continue;
        cedu_str title = field_str(&d->fact, CEDU_FIELD_title), number = field_str(&d->fact, CEDU_FIELD_document_number);
        const cedu_store_fact *other = NULL, *renamed = NULL;
        bool held = false;
        for (size_t k = 0; k < all.n; k++) {
            const cedu_store_fact *b = &all.p[k];
            if (!strcmp(b->doc, x->own_doc)) continue;
            cedu_str bt = field_str(&b->fact, CEDU_FIELD_title), bn = field_str(&b->fact, CEDU_FIELD_document_number);
            if (title.n && bt.n && cedu__fact_same_title(title, bt)) {
                held |= !number.n || !bn.n || cedu__eq(bn, number);
                if (number.n && bn.n && !cedu__eq(bn, number)) other = b;
            } else if (title.n && bt.n && ((number.n && cedu__eq(bn, number)) || (bn.n && !number.n)) &&
                       cedu__find(bt, title, 0) < 0 && cedu__find(title, bt, 0) < 0 &&
                       alike(title, bt) >= (number.n ? 0.5 : 0.85))
                renamed = b;
        }
        if (held || (!other && !renamed)) continue;
        const cedu_store_fact *b = other ? other : renamed;
        cedu_str bt = field_str(&b->fact, CEDU_FIELD_title), bn = field_str(&b->fact, CEDU_FIELD_document_number);
        cedu_point *p =
            other ? ASSESS_POINT(x, fixed_wording, error, part, "改正发文字号", "correct the document number",
                                 "《%.*s》的发文字号：草案写%.*s，库内为%.*s",
                                 "\"%.*s\": the draft gives its number as %.*s, the base as %.*s", S(title), S(number), S(bn))
                  : ASSESS_POINT(x, fixed_wording, error, part, "改正文件名称", "correct the title",
                                 "文件名称：草案写《%.*s》，%.*s为《%.*s》", "the draft names \"%.*s\"; %.*s is \"%.*s\"",
                                 S(title), S(bn), S(bt));
        assess_evidence(x, p, b);
    }
    return st;
}

/* ------------------------------------------------------------------ names of designations */
typedef struct name {
    cedu_str text; /* from the word of level to the word of kind */
    cedu_str kind; /* the row of the word of kind */
    const cedu_store_fact *fact;
    size_t at; /* byte in the text it was found in */
} name;
typedef CEDU_VEC(name) name_vec;

static bool stops(uint32_t c) {
    return c == 0x3002 || c == 0xFF0C || c == ',' || c == 0xFF1B || c == 0xFF1A || c == 0x3001 || c == '\n' || c == 0x201C ||
           c == 0x201D || c == 0x300A || c == 0x300B || c == ' ' || c == 0xFF08 || c == 0xFF09;
}

static void find_names(const assess *x, cedu_str s, const cedu_store_fact *f, name_vec *out) {
    for (size_t k = 0; k < x->w.name.n; k++) {
        const cedu_word *w = &x->w.name.p[k];
        for (ptrdiff_t at = 0; (at = cedu__find(s, w->form, (size_t)at)) >= 0; at += (ptrdiff_t)w->form.n) {
            size_t from = (size_t)at, len;
            for (int i = 0; i < 26 && from > 0; i++) {
                size_t p = cedu__u8_prev(s, from);
                if (stops(cedu__u8_at(s, p, &len))) break;
                from = p;
            }
            cedu_str span = cedu__sub(s, from, (size_t)at + w->form.n);
            ptrdiff_t best = -1; /* the last word of level: 支持建设国家级… */
            for (size_t l = 0; l < x->w.lead.n; l++)
                for (ptrdiff_t q = 0; (q = cedu__find(span, x->w.lead.p[l].form, (size_t)q)) >= 0;
                     q += (ptrdiff_t)x->w.lead.p[l].form.n)
                    if (q > best) best = q;
            if (best < 0) continue;
            cedu_str text = cedu__sub(span, (size_t)best, span.n);
            if (cedu__u8_count(text) < 8) continue;
            (void)CEDU_PUSH(x->a, out, ((name){text, w->name, f, from + (size_t)best}));
        }
    }
}

static void designations(assess *x) {
    name_vec official = {0}, mine = {0};
    for (size_t i = 0; i < x->base.n; i++) {
        const cedu_store_fact *b = &x->base.p[i];
        bool higher = assess_higher(x, &b->fact) || b->fact.kind == CEDU_FACT_registry;
        if (!higher) continue;
        find_names(x, b->clean_quote, b, &official);
        if (b->fact.subject.n) find_names(x, b->fact.subject, b, &official);
    }
    for (size_t i = 0; official.n && i < x->d->part_count; i++) {
        mine.n = 0;
        find_names(x, x->d->parts[i].text, NULL, &mine);
        for (size_t m = 0; m < mine.n; m++) {
            const name *best = NULL;
            double most = 0;
            bool exact = false;
            for (size_t k = 0; k < official.n; k++) {
                exact |= cedu__eq(official.p[k].text, mine.p[m].text);
                double l = alike(official.p[k].text, mine.p[m].text);
                if (cedu__eq(official.p[k].kind, mine.p[m].kind) && l > most) most = l, best = &official.p[k];
            }
            if (exact || !best || most < 0.75) continue;
            cedu_str doc = assess_doc_name(best->fact);
            cedu_point *p =
                ASSESS_POINT(x, fixed_wording, error, i, "照上位文件的名称写",
                             "use the name that the higher-level document gives", "名称：草案写“%.*s”，“%.*s”为“%.*s”",
                             "the draft writes \"%.*s\", \"%.*s\" has \"%.*s\"", S(mine.p[m].text), S(doc), S(best->text));
            assess_evidence(x, p, best->fact);
        }
    }
}

cedu_status assess_names(assess *x, cedu_error *err) {
    goals(x);
    designations(x);
    return x->region.n ? titles(x, err) : CEDU_OK;
}
