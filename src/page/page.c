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

static void insert_tabs(out_text *o, unsigned n) {
    while (n--) insert(o, '\t');
}

/* Columns in front of this cell: its own beginning, what the last one spanned, what is taken from above. `last` NULL = row begins. */
static unsigned columns_before(const cedu_leaf *last, const cedu_leaf *l) {
    return (last ? 1u + (last->span > 1 ? last->span - 1u : 0) : 0) + l->pad;
}

static unsigned columns_behind(const cedu_leaf *last) { return (last->span > 1 ? last->span - 1u : 0) + last->tail; }

/* What a cell is to the eye: a number (figures, perhaps with a unit), a word, nothing. */
enum { CELL_EMPTY, CELL_WORD, CELL_NUMBER };

static int cell_kind(cedu_str s) {
    size_t digits = 0, other = 0, len;
    s = cedu__trim(s);
    if (!s.n) return CELL_EMPTY;
    bool year = cedu__ends(s, CEDU_STR("年")) && s.n <= 8;
    for (size_t i = 0; i < s.n; i += len) {
        uint32_t c = cedu__u8_at(s, i, &len);
        if (c - '0' < 10u) digits++;
        else if (c != '.' && c != ',' && c != '%' && c != '-' && c != '+' && c != ' ' && c != 0x2014) other++;
    }
    if (year || (digits == 4 && !other && (s.p[0] == '1' || s.p[0] == '2') && s.n == 4))
        return CELL_WORD; /* 2023: names a column */
    return digits && digits >= other ? CELL_NUMBER : CELL_WORD;
}

static void count_cells(cedu_str row, size_t *words, size_t *numbers) {
    *words = *numbers = 0;
    for (size_t from = 0, to; from <= row.n; from = to + 1) {
        const char *tab = from < row.n ? memchr(row.p + from, '\t', row.n - from) : NULL;
        to = tab ? (size_t)(tab - row.p) : row.n;
        int k = cell_kind(cedu__sub(row, from, to));
        *words += k == CELL_WORD;
        *numbers += k == CELL_NUMBER;
    }
}

/* Head rows of a table whose cells don't say so (td): the first row, as far down as its cells span, if it holds words only and a
 * row below holds numbers, or is the row of 序号, 名称 … over rows that begin with a number. One row alone has no head. */
static void find_headers(cedu_str text, cedu_block *b, size_t n, const uint8_t *down) {
    for (size_t i = 0, k; i < n; i = k) {
        size_t words, numbers, below = 0, marked = 0;
        for (k = i + 1; k < n && b[i].table && b[k].table == b[i].table; k++) {}
        if (!b[i].table) continue;
        for (size_t x = i; x < k; x++) marked += b[x].header;
        if (marked == k - i) /* all of it is "head": nothing is */
            for (size_t x = i; x < k; x++) b[x].header = false, marked = 0;
        if (marked || k - i < 2) continue;
        count_cells(cedu__sub(text, b[i].start, b[i].end), &words, &numbers);
        if (words < 2 || numbers) continue;
        for (size_t x = i + 1; x < k && !below; x++) {
            size_t w2;
            count_cells(cedu__sub(text, b[x].start, b[x].end), &w2, &below);
        }
        for (size_t x = i; below && x < k && x < i + (down[i] ? down[i] : 1); x++) {
            count_cells(cedu__sub(text, b[x].start, b[x].end), &words, &numbers);
            if (numbers) break;
            b[x].header = true;
        }
    }
}

static void assemble(cedu_raw *r, cedu_article *out, uint32_t *final_of) {
    out_text o = {.r = r, .p = NULL};
    size_t columns = 0;
    for (size_t i = 0; i < r->leaf.n; i++) columns += r->leaf.p[i].pad + r->leaf.p[i].span + r->leaf.p[i].tail;
    o.p = cedu__arena_alloc(r->a, r->text.n + r->leaf.n + columns + 1);
    CEDU_VEC(cedu_block) blocks = {0};
    CEDU_VEC(uint8_t) down = {0}; /* of each block: rows that its cells span at most */
    if (!o.p) return;
    uint32_t layout = 0;
    for (size_t i = 0; i < r->leaf.n;) {
        bool data = false;
        size_t end = i + 1;
        if (r->leaf.p[i].row && r->leaf.p[i].row != layout) {
            end = row_end(r, i, &data);
            if (!data) layout = r->leaf.p[i].row, end = i + 1; /* asked once a row */
        }
        cedu_block b = {.start = o.n, .kind = r->leaf.p[i].kind, .level = r->leaf.p[i].level};
        bool any = false, head = true;
        uint32_t cell = r->leaf.p[i].cell;
        uint8_t deep = 0;
        if (data) insert_tabs(&o, columns_before(NULL, &r->leaf.p[i]));
        for (size_t k = i; k < end; k++) {
            const cedu_leaf *l = &r->leaf.p[k];
            head &= l->th || l->end == l->start;
            if (l->down > deep) deep = l->down;
            if (data && l->cell != cell) {
                insert_tabs(&o, columns_before(l - 1, l));
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
        if (data) insert_tabs(&o, columns_behind(&r->leaf.p[end - 1]));
        b.end = o.n;
        if (data) {
            b.header = head;
            b.kind = b.main ? CEDU_BLOCK_row : b.kind;
            b.level = 0;
            b.table = r->leaf.p[i].table;
        } else if (b.kind == CEDU_BLOCK_row) {
            b.kind = CEDU_BLOCK_paragraph;
        }
        insert(&o, '\n');
        if (!CEDU_PUSH(r->a, &blocks, b) || !CEDU_PUSH(r->a, &down, deep)) return;
        i = end;
    }
    find_headers((cedu_str){o.p, o.n}, blocks.p, blocks.n, down.p);
    out->text = (cedu_str){o.p, o.n};
    out->map = o.map;
    out->blocks = blocks.p;
    out->block_count = blocks.n;
}

cedu_status cedu__page_read(const cedu_image *im, const cedu_text *text, const cedu_page_options *opt, cedu_arena *arena,
                            cedu_article *out, cedu_error *err) {
    cedu_raw r = {
        .a = arena, .src = text->s, .name = opt ? opt->name : NULL, .title = SIZE_MAX, .other = SIZE_MAX, .poster = SIZE_MAX};
    static const cedu_cues no_cues;
    *out = (cedu_article){.doc_type = CEDU_STR("other")};
    r.cues = im ? cedu__image_table(im, cedu__cues_make) : &no_cues;
    if (!r.cues) return cedu__fail_nomem(err);
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
        cedu__page_posters(&r);
        cedu__page_labels(&r);
    }
    if (arena->failed) return cedu__fail_nomem(err);
    uint32_t *final_of = CEDU_NEW_N(arena, uint32_t, r.leaf.n + 1);
    if (final_of) assemble(&r, out, final_of);
    out->html = r.html;
    out->limit_reached = r.limit;
    if (!arena->failed) cedu__page_meta(&r, out, final_of, out->blocks);
    if (!arena->failed) cedu__page_part(&r, cedu__str(opt && opt->url && *opt->url ? opt->url : r.name), out);
    if (arena->failed) return cedu__fail_nomem(err);
    CEDU_TRACE(page, "%s: %zu blocks, title %zd, article %zu-%zu", r.name ? r.name : "-", out->block_count, (ptrdiff_t)r.title,
               r.first, r.last);
    return CEDU_OK;
}
