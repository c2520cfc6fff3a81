/* draft.c - a page as a draft: its blocks cut into sentences, each with its place in the payload; its facts as the store would give
 * them. Invariants: parts ascend and do not overlap; every fact's quotation is cut out of the payload. */
#include "draft.h"

#include "input/input.h"
#include "report/report.h"

#include "base/trace.h"

static bool ends_sentence(uint32_t c) {
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1B || c == ';' || c == '\n'; /* 。！？； */
}
static bool closes(uint32_t c) { return c == 0x201D || c == 0x2019 || c == 0xFF09 || c == ')' || c == 0x300B; }

typedef CEDU_VEC(cedu_draft_part) part_list;

static bool blank(cedu_str s) { return cedu__trim(s).n == 0; }

static void put(const cedu_page *p, cedu_arena *a, part_list *v, cedu_draft_part base, uint32_t from, uint32_t to) {
    cedu_str t = cedu__sub(p->clean.text, from, to), cut = cedu__trim(t);
    if (!cut.n) return;
    uint32_t start = (uint32_t)(cut.p - p->clean.text.p);
    base.text = cut;
    cedu__engine_locate(p, start, start + (uint32_t)cut.n, &base.place);
    base.quote = cedu_page_quote(p, base.place.start, base.place.end);
    (void)CEDU_PUSH(a, v, base);
}

/* A （责任单位：…） behind the full stop belongs to the sentence before it. */
static bool bracket(cedu_str s, size_t at) {
    size_t len;
    uint32_t c = cedu__u8_at(s, at, &len);
    return c == 0xFF08 || c == '(';
}

static void sentences(const cedu_page *p, cedu_arena *a, part_list *v, cedu_draft_part base, uint32_t from, uint32_t to) {
    cedu_str s = p->clean.text;
    uint32_t start = from;
    for (size_t i = from, len; i < to; i += len) {
        uint32_t c = cedu__u8_at(s, i, &len);
        if (!ends_sentence(c)) continue;
        size_t end = i + len, next;
        while (end < to && closes(cedu__u8_at(s, end, &next))) end += next;
        if (end < to && bracket(s, end) && c == 0x3002) continue;
        put(p, a, v, base, start, (uint32_t)end);
        start = (uint32_t)end;
        len = end - i;
    }
    put(p, a, v, base, start, to);
}

static bool heading_like(cedu_str s) { /* （一）强化算力供给。 is a paragraph; 一、主要目标 alone is a heading */
    size_t len, n = cedu__u8_count(s);
    if (n == 0 || n > 30) return false;
    uint32_t last = cedu__u8_at(s, cedu__u8_prev(s, s.n), &len), first = cedu__u8_at(s, 0, &len);
    if (ends_sentence(last) || last == 0xFF1A || last == ':' || last == 0xFF0C) return false;
    if (first == '#') return true;
    bool number = cedu__find(CEDU_STR("一二三四五六七八九十第"), cedu__sub(s, 0, len), 0) >= 0;
    return (number && (cedu__find(s, CEDU_STR("、"), 0) >= 0 || cedu__find(s, CEDU_STR("章"), 0) >= 0 ||
                       cedu__find(s, CEDU_STR("节"), 0) >= 0)) ||
           first == 0xFF08 || first == '(';
}

static cedu_status parts(const cedu_page *p, cedu_arena *a, cedu_draft *out, cedu_error *err) {
    part_list v = {0};
    int section = -1;
    for (size_t i = 0; i < p->block_count; i++) {
        const cedu_fact_block *b = &p->blocks[i];
        cedu_str text = cedu__sub(p->clean.text, b->start, b->end);
        if (b->end <= b->start || blank(text)) continue;
        bool head = !b->title && !b->row && (b->heading > 0 || heading_like(cedu__trim(text)));
        cedu_draft_part base = {.block = (uint32_t)i, .heading = head, .title = b->title, .row = b->row, .section = section};
        if (head || b->title || b->row) {
            put(p, a, &v, base, b->start, b->end);
            if (head && v.n) section = (int)v.n - 1;
        } else sentences(p, a, &v, base, b->start, b->end);
    }
    out->parts = v.p, out->part_count = v.n;
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cedu__draft_of(const cedu_page *p, cedu_arena *a, cedu_draft *out, cedu_error *err) {
    *out = (cedu_draft){.clean = p->clean.text,
                        .title = p->doc.title,
                        .published = p->doc.published,
                        .doc_type = p->doc.doc_type,
                        .sha256 = p->doc.sha256,
                        .mentions = p->mentions,
                        .fact_count = p->facts.n};
    out->facts = CEDU_NEW_N(a, cedu_store_fact, p->facts.n + 1);
    if (!out->facts) return cedu__fail_nomem(err);
    for (size_t i = 0; i < p->facts.n; i++) {
        const cedu_fact *f = &p->facts.p[i];
        cedu_store_fact *x = &out->facts[i];
        *x = (cedu_store_fact){.row = -(int64_t)i - 1,
                               .document = -1,
                               .cluster = -1,
                               .fact = *f,
                               .doc = p->doc.sha256,
                               .file = p->doc.file,
                               .title = p->doc.title,
                               .published = p->doc.published,
                               .outlet = p->doc.outlet,
                               .added_at = CEDU_STR("9999")};
        x->quote = cedu_page_quote(p, f->place.start, f->place.end);
        x->clean_quote = cedu__sub(p->clean.text, f->place.clean_start, f->place.clean_end);
        cedu__store_years(f->period, &x->year_from, &x->year_to);
    }
    return parts(p, a, out, err);
}

/* ------------------------------------------------------------------ cedu.h: from a file to the points */
static cedu_status lines_of(cedu_worker *w, cedu_store *s, const cedu_input *in, cedu_str region, cedu_arena *a, cedu_buf *b,
                            cedu_error *err) {
    cedu_assess_options opt = {.region = region, .reason = {.image = w->engine->image}};
    cedu_page *page = NULL;
    cedu_draft d;
    cedu_assessment r;
    cedu_status st = cedu_worker_read(w, in, NULL, &page, err);
    if (st == CEDU_OK) st = cedu__draft_of(page, a, &d, err);
    if (st == CEDU_OK) st = cedu__desk_assess(s, &d, &opt, a, &r, err);
    if (st == CEDU_OK) {
        cedu__report_document_json(&page->doc, b);
        for (size_t i = 0; i < r.n; i++) cedu__assess_point_json(&d, &r.p[i], b), cedu__buf_char(b, '\n');
        cedu__assess_summary_json(&d, &r, b);
        cedu__buf_char(b, '\n');
    }
    cedu_page_free(page);
    return st;
}

static cedu_status region_of(const cedu_worker *w, const char *given, cedu_arena *a, cedu_str *out, cedu_error *err) {
    cedu_strs others = {0};
    *out = (cedu_str){0};
    if (!given) return CEDU_OK;
    cedu_str z = cedu__str(given);
    if (cedu__u8_valid(z.p, z.n) == z.n) *out = cedu__reason_name_region(w->engine->image, z, a, &others);
    if (others.n)
        return cedu__fail(err, CEDU_USAGE, "“%s”不止一处，请写全称", "\"%s\" may be several regions: write the full name",
                          given);
    return out->p ? CEDU_OK : cedu__fail(err, CEDU_NOT_FOUND, "没有叫“%s”的地区", "there is no region \"%s\"", given);
}

cedu_status cedu_worker_json_assess(cedu_worker *w, const char *db, const cedu_input *in, const char *region, char **out,
                                    size_t *n, cedu_error *err) {
    cedu_store_options how = {.read_only = true};
    cedu_store *s = NULL;
    cedu_members *ms = NULL;
    cedu_member m = {0};
    cedu_arena a;
    cedu_buf b = {0};
    cedu_str name;
    *out = NULL, *n = 0;
    cedu__arena_init(&a, CEDU_MAX_SCRATCH);
    cedu_status st = region_of(w, region, &a, &name, err);
    if (st == CEDU_OK) st = cedu__store_open(db, &how, &s, err);
    if (st == CEDU_OK) st = cedu__input_open_bytes(in->bytes, in->n, in->name, NULL, &ms, err);
    bool any = st == CEDU_OK && cedu__input_member(ms, &m);
    if (any && m.status != CEDU_OK) {
        st = m.status;
        if (err) *err = m.err;
    }
    if (any && st == CEDU_OK) st = cedu__input_convert(&m, in->name, err);
    if (st == CEDU_OK) {
        cedu_input text = any && m.bytes.p ? cedu__input_page(in->name, &m) : *in;
        text.date = in->date ? in->date : text.date;
        st = lines_of(w, s, &text, name, &a, &b, err);
    }
    if (st == CEDU_OK && b.failed) st = cedu__fail_nomem(err);
    if (st == CEDU_OK) *out = b.p, *n = b.n;
    else cedu__buf_release(&b);
    if (any) cedu__input_member_release(&m);
    cedu__input_members_free(ms);
    cedu__store_close(s);
    cedu__arena_release(&a);
    return st;
}
