/* page.c - one page's way through this room: blocks, features, selection, the final text, metadata.
 *
 * The final text is copied out of the raw one: cells of a table row are joined by tabs, hidden and empty blocks go, every block
 * ends in a newline that maps to nothing. Positions stay ascending. To follow a page: --trace=page.
 */
#include "page/page_priv.h"

#include "base/trace.h"

static const char *const kind_names[] = {
#define CEDU__X(name) #name,
    CEDU_BLOCK_KINDS(CEDU__X)
#undef CEDU__X
};

const char *cedu__block_kind_name(cedu_block_kind k) { return (unsigned)k < CEDU_BLOCK_KIND_COUNT ? kind_names[k] : "?"; }

typedef struct out_text {
    cedu_raw *r;
    char *p;
    uint32_t n;
    size_t seg; /* next segment of the raw map */
    cedu_map map;
    uint32_t src_end;
} out_text;

/* Copies raw bytes [from, to), with their segments. Calls come in ascending order. */
static void copy(out_text *o, uint32_t from, uint32_t to) {
    cedu_raw *r = o->r;
    memcpy(o->p + o->n, r->text.p + from, to - from);
    o->n += to - from;
    while (o->seg < r->map.n && r->map.p[o->seg].dst + r->map.p[o->seg].dst_n <= from) o->seg++;
    for (; o->seg < r->map.n && r->map.p[o->seg].dst < to; o->seg++) {
        cedu_seg s = r->map.p[o->seg];
        uint32_t a = s.dst < from ? from : s.dst, b = s.dst + s.dst_n > to ? to : s.dst + s.dst_n;
        if (s.linear) {
            cedu__map_add(r->a, &o->map, b - a, s.src + (a - s.dst), b - a, true);
            o->src_end = s.src + (b - s.dst);
        } else {
            cedu__map_add(r->a, &o->map, b - a, s.src, s.src_n, false);
            o->src_end = s.src + s.src_n;
        }
        if (s.dst + s.dst_n > to) break;
    }
}

static void insert(out_text *o, char c) {
    o->p[o->n++] = c;
    cedu__map_add(o->r->a, &o->map, 1, o->src_end, 0, false);
}

/* A row of data, not of layout: at least two cells, each with one short block. Gives the index behind its last leaf. */
static size_t row_end(const cedu_raw *r, size_t i, bool *data) {
    uint32_t row = r->leaf.p[i].row, cells = 0, last = 0, most = 0;
    size_t k = i, filled = 0;
    bool grid = true;
    if (!row) return *data = false, i + 1;
    for (; k < r->leaf.n && r->leaf.p[k].row == row; k++) {
        const cedu_leaf *l = &r->leaf.p[k];
        if (l->cell != last) cells++;
        last = l->cell;
        filled += l->chars > 0;
        if (l->chars > most) most = l->chars;
        if (!l->grid || l->kind == CEDU_BLOCK_title || l->kind == CEDU_BLOCK_byline) grid = false;
    }
    *data = grid && row && cells >= 2 && filled && most <= 200 && k - i <= (size_t)cells * 3 && k - i <= 60;
    return k;
}

static void assemble(cedu_raw *r, cedu_article *out, uint32_t *final_of) {
    out_text o = {.r = r, .p = cedu__arena_alloc(r->a, r->text.n + r->leaf.n + 1)};
    CEDU_VEC(cedu_block) blocks = {0};
    if (!o.p) return;
    for (size_t i = 0; i < r->leaf.n;) {
        bool data = false;
        size_t end = row_end(r, i, &data);
        if (!data) end = i + 1;
        cedu_block b = {.start = o.n, .kind = r->leaf.p[i].kind, .level = r->leaf.p[i].level};
        bool any = false;
        uint32_t cell = r->leaf.p[i].cell;
        for (size_t k = i; k < end; k++) {
            const cedu_leaf *l = &r->leaf.p[k];
            if (data && l->cell != cell) {
                insert(&o, '\t');
                cell = l->cell;
            } else if (k > i && any && l->end > l->start) {
                insert(&o, ' ');
            }
            final_of[k] = o.n;
            if (l->hidden && !l->main) continue;
            if (l->end > l->start) copy(&o, l->start, l->end), any = true;
            b.main |= l->main && l->end > l->start;
        }
        if (!any) { /* nothing to see: take the tabs back */
            while (o.n > b.start) {
                o.n--;
                o.map.n--;
            }
            i = end;
            continue;
        }
        b.end = o.n;
        if (data) {
            b.kind = b.main ? CEDU_BLOCK_row : b.kind;
            b.level = 0;
            b.table = r->leaf.p[i].table;
        } else if (b.kind == CEDU_BLOCK_row) {
            b.kind = CEDU_BLOCK_paragraph;
        }
        insert(&o, '\n');
        if (!CEDU_PUSH(r->a, &blocks, b)) return;
        i = end;
    }
    out->text = (cedu_str){o.p, o.n};
    out->map = o.map;
    out->blocks = blocks.p;
    out->block_count = blocks.n;
}

cedu_status cedu__page_read(const cedu_image *im, const cedu_text *text, const cedu_page_options *opt, cedu_arena *arena,
                            cedu_article *out, cedu_error *err) {
    cedu_raw r = {.a = arena, .src = text->s, .name = opt ? opt->name : NULL, .title = SIZE_MAX};
    cedu_cues cues;
    *out = (cedu_article){.doc_type = CEDU_STR("other")};
    cedu__cues_load(im, arena, &cues);
    r.cues = &cues;
    r.text.cap = text->s.n / 4 + 64; /* never NULL, seldom moved */
    r.text.p = cedu__arena_alloc(arena, r.text.cap);
    if (!r.text.p) return cedu__fail_nomem(err);
    r.html = !(opt && opt->plain) && cedu__page_is_html(text->s);
    if (r.html) cedu__page_html(&r);
    else cedu__page_lines(&r);
    if (arena->failed) return cedu__fail_nomem(err);
    if (!(opt && opt->plain)) cedu__page_unwrap(&r);
    cedu__page_features(&r);
    if (opt && opt->plain) {
        for (size_t i = 0; i < r.leaf.n; i++) r.leaf.p[i].main = true;
        r.last = r.leaf.n;
    } else {
        cedu__page_select(&r);
    }
    if (arena->failed) return cedu__fail_nomem(err);
    uint32_t *final_of = CEDU_NEW_N(arena, uint32_t, r.leaf.n + 1);
    if (final_of) assemble(&r, out, final_of);
    out->html = r.html;
    out->limit_reached = r.limit;
    if (!arena->failed) cedu__page_meta(&r, out, final_of, out->blocks);
    if (arena->failed) return cedu__fail_nomem(err);
    CEDU_TRACE(page, "%s: %zu blocks, title %zd, article %zu-%zu", r.name ? r.name : "-", out->block_count, (ptrdiff_t)r.title,
               r.first, r.last);
    return CEDU_OK;
}
