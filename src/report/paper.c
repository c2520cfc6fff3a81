/* paper.c - see paper.h: blocks, notes, values and periods as people write them. */
#include "report/paper.h"

#include <math.h>
#include <stdlib.h>

#include "report/report.h"

bool cedu__paper_format(const char *name, cedu_paper_format *out) {
    static const char *const names[] = {
#define CEDU__X(name, zh, en) #name,
        CEDU_PAPERS(CEDU__X)
#undef CEDU__X
    };
    for (size_t i = 0; i < CEDU_COUNT(names); i++)
        if (!strcmp(name, names[i])) return *out = (cedu_paper_format)i, true;
    return false;
}

cedu_paper_block *cedu__paper_block(cedu_paper *p, cedu_paper_what what, int level) {
    return CEDU_PUSH(p->arena, &p->blocks, ((cedu_paper_block){.what = what, .level = level})) ? &p->blocks.p[p->blocks.n - 1]
                                                                                               : NULL;
}

void cedu__paper_text(cedu_paper *p, cedu_paper_block *b, cedu_str text, int note) {
    if (b && (text.n || note))
        (void)CEDU_PUSH(p->arena, &b->runs, ((cedu_paper_run){.text = cedu__arena_str(p->arena, text), .note = note}));
}

void cedu__paper_computed(cedu_paper *p, cedu_paper_block *b, cedu_str text, cedu_paper_rule rule, int one, int two) {
    if (!b || !text.n) return;
    cedu_paper_run r = {.text = cedu__arena_str(p->arena, text), .rule = rule};
    if (one) (void)CEDU_PUSH(p->arena, &r.from, one);
    if (two) (void)CEDU_PUSH(p->arena, &r.from, two);
    (void)CEDU_PUSH(p->arena, &b->runs, r);
}

const char *cedu__paper_rule_name(cedu_paper_rule r) {
    static const char *const names[] = {"",
#define CEDU__X(name, what) #name,
                                        CEDU_PAPER_RULES(CEDU__X)
#undef CEDU__X
    };
    return names[r];
}

cedu_paper_cell *cedu__paper_row(cedu_paper *p, cedu_paper_block *table) {
    cedu_paper_cell *cells = table ? CEDU_NEW_N(p->arena, cedu_paper_cell, table->column_count) : NULL;
    return cells && CEDU_PUSH(p->arena, &table->rows, (const cedu_paper_cell *)cells) ? cells : NULL;
}

static cedu_str citation(cedu_paper *p, const cedu_store_fact *f) {
    cedu_cite_page page = {.title = f->title,
                           .outlet = f->outlet,
                           .published = f->published,
                           .url = f->url,
                           .file = f->file,
                           .accessed = f->added_at,
                           .sha256 = f->doc};
    cedu_buf b = {0};
    cedu__cite(&page, p->style, &b);
    cedu_str s = cedu__arena_str(p->arena, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}

int cedu__paper_note(cedu_paper *p, const cedu_store_fact *f, size_t sources) {
    for (size_t i = 0; i < p->notes.n; i++)
        if (p->notes.p[i].fact.row == f->row) return (int)i + 1;
    cedu_paper_note n = {.fact = *f, .sources = sources, .citation = citation(p, f)};
    return CEDU_PUSH(p->arena, &p->notes, n) ? (int)p->notes.n : 0;
}

int cedu__paper_claim_note(cedu_paper *p, const cedu_claim *k) {
    int no = cedu__paper_note(p, &k->facts[k->best], k->sources);
    if (!no) return 0;
    p->notes.p[no - 1].sources = k->sources;
    p->notes.p[no - 1].others = k->facts;
    p->notes.p[no - 1].other_count = k->fact_count;
    return no;
}

cedu_str cedu__paper_note_text(const cedu_paper *p, const cedu_paper_note *n, int same_page_as) {
    const cedu_store_fact *f = &n->fact;
    const char *status = cedu__store_status_label(f->status, p->english);
    const char *fix = f->corrected ? (p->english ? ", corrected" : "，已更正") : "";
    cedu_str cite = n->citation;
    if (same_page_as) cite = cedu__arena_strf(p->arena, p->english ? "Same page as note %d." : "网页同注%d。", same_page_as);
    if (p->english)
        return cedu__arena_strf(p->arena, "%.*s Quoted: “%.*s” (%s%s%s; %zu independent source(s); fact %.8s)", (int)cite.n,
                                cite.p, (int)f->clean_quote.n, f->clean_quote.p,
                                f->status == CEDU_STATUS_pending ? "read by machine, " : "", status, fix, n->sources,
                                f->fact.id);
    return cedu__arena_strf(p->arena, "%.*s 原文摘录：“%.*s”（%s%s%s；独立来源 %zu 个；事实 %.8s）", (int)cite.n, cite.p,
                            (int)f->clean_quote.n, f->clean_quote.p, f->status == CEDU_STATUS_pending ? "机读，" : "", status,
                            fix, n->sources, f->fact.id);
}

/* ------------------------------------------------------------------ values */
static bool digit(char c) { return c >= '0' && c <= '9'; }

/* The number and the unit of "413.9亿元" or "第7位": what Excel can calculate with, and how it shows it. */
static void split_value(cedu_paper_cell *c, cedu_str s) {
    static const char *const tails[] = {"以上", "以下", "以内", "左右"};
    size_t i = 0, n = 0;
    char z[40];
    while (i < s.n && !digit(s.p[i]) && !(s.p[i] == '-' && i + 1 < s.n && digit(s.p[i + 1]))) i++;
    for (; i < s.n && n + 1 < sizeof z && (digit(s.p[i]) || s.p[i] == '.' || s.p[i] == ',' || (!n && s.p[i] == '-')); i++)
        if (s.p[i] != ',') z[n++] = s.p[i];
    z[n] = '\0';
    const char *dot = strchr(z, '.');
    c->has_number = n > 0;
    c->number = strtod(z, NULL);
    c->decimals = dot ? (int)(z + n - dot) - 1 : 0;
    c->unit = cedu__sub(s, i, s.n);
    for (size_t k = 0; k < CEDU_COUNT(tails); k++)
        if (cedu__ends(c->unit, cedu__str(tails[k]))) c->unit.n -= strlen(tails[k]);
}

/* The number that was split off is the value in some decimal unit: 413.9 of 4.139e10, not the 1 of "1/2". */
static bool decimal_of(double number, double value) {
    if (number == 0 || value == 0) return number == value;
    double power = log10(fabs(value / number));
    return fabs(power - round(power)) < 1e-9;
}

/* The source's words with their unit: a head of a table may have held it (5.6, 亿元). */
static cedu_str in_words(cedu_paper *p, const cedu_fact *k) {
    cedu_str w = cedu__trim(k->as_written);
    bool bare = w.n && (digit(w.p[w.n - 1]) || k->kind != CEDU_FACT_rank) && k->unit.n && cedu__find(w, k->unit, 0) < 0;
    for (size_t i = 0; i < w.n && bare; i++) bare = digit(w.p[i]) || w.p[i] == '.' || w.p[i] == ',' || w.p[i] == '-';
    if (k->kind == CEDU_FACT_rank && k->unit.n && !cedu__eqz(k->unit, "位") && cedu__find(w, k->unit, 0) < 0) bare = w.n > 0;
    return bare ? cedu__arena_strf(p->arena, "%.*s%.*s", (int)w.n, w.p, (int)k->unit.n, k->unit.p) : w;
}

cedu_paper_cell cedu__paper_value(cedu_paper *p, const cedu_store_fact *f, int note) {
    const cedu_fact *k = &f->fact;
    cedu_paper_cell c = {.note = note};
    if (!k->has_value) {
        c.text = f->clean_quote;
        return c;
    }
    cedu_buf b = {0};
    cedu_str own = f->corrected ? (cedu_str){0} : in_words(p, k);
    if (own.n) {
        c.text = own;
        split_value(&c, own);
    }
    if (!own.n || !c.has_number || !decimal_of(c.number, k->value)) {
        cedu__report_number(&b, k->value, k->unit, own.n ? k->as_written : (cedu_str){0});
        split_value(&c, cedu__arena_str(p->arena, cedu__buf_view(&b)));
    }
    if (!own.n) {
        b.n = 0;
        cedu__report_value(&b, k->modifier, k->value, k->has_max ? k->value_max : NAN, k->unit, (cedu_str){0});
        c.text = cedu__arena_str(p->arena, cedu__buf_view(&b));
    }
    cedu__buf_release(&b);
    if (k->has_max) c.has_number = false; /* a range is no number */
    return c;
}

/* 2021 -> 2021年; 2021-02 -> 2021年2月; 2021-02-03 -> 2021年2月3日 */
static void one_day(cedu_buf *b, cedu_str s) {
    static const char *const marks[] = {"年", "月", "日"};
    size_t at = 0;
    for (int k = 0; k < 3 && at < s.n; k++) {
        const char *dash = memchr(s.p + at, '-', s.n - at);
        size_t end = dash ? (size_t)(dash - s.p) : s.n;
        if (k && at < end && s.p[at] == '0') at++;
        cedu__buf_str(b, cedu__sub(s, at, end));
        cedu__buf_z(b, marks[k]);
        at = end + 1;
    }
}

cedu_str cedu__paper_period(cedu_paper *p, cedu_str iso) {
    if (p->english || !iso.n || memchr(iso.p, 'T', iso.n) || memchr(iso.p, 'Q', iso.n) || memchr(iso.p, 'H', iso.n)) return iso;
    const char *slash = memchr(iso.p, '/', iso.n);
    cedu_str from = slash ? cedu__sub(iso, 0, (size_t)(slash - iso.p)) : iso;
    cedu_str to = slash ? cedu__sub(iso, from.n + 1, iso.n) : (cedu_str){0};
    cedu_buf b = {0};
    if (!slash) one_day(&b, iso);
    else if (cedu__eqz(to, "..")) one_day(&b, from), cedu__buf_z(&b, "起");
    else if (cedu__eqz(from, "..")) cedu__buf_z(&b, "截至"), one_day(&b, to);
    else if (from.n == 4 && to.n == 4) {
        cedu__buf_str(&b, from);
        cedu__buf_z(&b, "—");
        one_day(&b, to);
    } else one_day(&b, from), cedu__buf_z(&b, "至"), one_day(&b, to);
    cedu_str s = cedu__arena_str(p->arena, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}

void cedu__paper_escape(cedu_buf *out, cedu_str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        switch (c) {
        case '&': cedu__buf_z(out, "&amp;"); break;
        case '<': cedu__buf_z(out, "&lt;"); break;
        case '>': cedu__buf_z(out, "&gt;"); break;
        case '"': cedu__buf_z(out, "&quot;"); break;
        case '\t':
        case '\n': cedu__buf_char(out, ' '); break;
        default:
            if (c < 0x20 || c == 0x7F) cedu__buf_z(out, "\xEF\xBF\xBD");
            else cedu__buf_char(out, (char)c);
        }
    }
}

cedu_status cedu__paper_write(const cedu_paper *p, cedu_paper_format f, cedu_buf *out, cedu_error *err) {
    cedu_status s = CEDU_OK;
    switch (f) {
    case CEDU_PAPER_AS_md: cedu__paper_md(p, out); break;
    case CEDU_PAPER_AS_html: cedu__paper_html(p, out); break;
    case CEDU_PAPER_AS_docx: s = cedu__paper_docx(p, out, err); break;
    case CEDU_PAPER_AS_xlsx: s = cedu__paper_xlsx(p, out, err); break;
    default: break;
    }
    return s == CEDU_OK && (out->failed || p->arena->failed) ? cedu__fail_nomem(err) : s;
}
