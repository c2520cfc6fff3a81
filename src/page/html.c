/* html.c - HTML to blocks, in one pass over the source, without building a tree of it.
 *
 * A tokenizer after the HTML standard's, kept to what visible text needs: tags, attributes, comments, raw text elements, and a
 * stack of open elements with the implied ends of p, li, td, tr … Why not libxml2: docs/decisions/0002-html-tokenizer.md
 * (its time is quadratic in hostile nesting, and text after a character reference is not at its position).
 *
 * Invariants: linear time and memory whatever the input; no recursion; every position is a position of the source. The stack is
 * bounded (CEDU_MAX_HTML_DEPTH): deeper elements only break blocks. To teach it an element, add a row to `tags`.
 */
#include <stdlib.h>

#include "page/page_priv.h"

enum {
    T_BLOCK = 1,  /* starts a block of its own */
    T_VOID = 2,   /* has no end tag */
    T_RAW = 4,    /* its content is no markup and is not shown */
    T_SKIP = 8,   /* its content is not shown */
    T_SCOPE = 16, /* end tags inside do not reach outside */
    T_CLOSES_P = 32,
    T_BOLD = 64,
    T_PRE = 128,
    T_TEXT = 256 /* raw text that may hold character references: title, textarea */
};

enum {
    TAG_unknown,
    TAG_a,
    TAG_article,
    TAG_aside,
    TAG_body,
    TAG_br,
    TAG_dd,
    TAG_dt,
    TAG_footer,
    TAG_form,
    TAG_h1,
    TAG_h2,
    TAG_h3,
    TAG_h4,
    TAG_h5,
    TAG_h6,
    TAG_header,
    TAG_html,
    TAG_li,
    TAG_link,
    TAG_main,
    TAG_meta,
    TAG_nav,
    TAG_ol,
    TAG_option,
    TAG_p,
    TAG_script,
    TAG_sup,
    TAG_table,
    TAG_td,
    TAG_th,
    TAG_thead,
    TAG_time,
    TAG_title,
    TAG_tr,
    TAG_ul,
    TAG_other_block,
    TAG_other,
    TAG_COUNT
};

typedef struct tag_row {
    char name[12];
    uint8_t id;
    uint16_t flags;
} tag_row;

/* Scripts are kept (as slices) for a date that stands nowhere else; larger ones are libraries. */
enum { MAX_LD = 8, MAX_SCRIPTS = 64, MAX_SCRIPT = 512 << 10 };

/* Spans beyond these are layout or nonsense. */
enum { MAX_COLUMNS = 64, MAX_SPAN = 30 };

#define BLOCK_P (T_BLOCK | T_CLOSES_P)
static const tag_row tags[] = {
    /* sorted by name */
    {"a", TAG_a, 0},
    {"address", TAG_other_block, BLOCK_P},
    {"applet", TAG_other, T_SKIP},
    {"area", TAG_other, T_VOID},
    {"article", TAG_article, BLOCK_P},
    {"aside", TAG_aside, BLOCK_P},
    {"audio", TAG_other, T_SKIP},
    {"b", TAG_other, T_BOLD},
    {"base", TAG_other, T_VOID},
    {"blockquote", TAG_other_block, BLOCK_P},
    {"body", TAG_body, T_BLOCK},
    {"br", TAG_br, T_BLOCK | T_VOID},
    {"button", TAG_other, T_SKIP},
    {"canvas", TAG_other, T_SKIP},
    {"caption", TAG_other_block, T_BLOCK | T_SCOPE},
    {"center", TAG_other_block, BLOCK_P},
    {"col", TAG_other, T_VOID},
    {"dd", TAG_dd, BLOCK_P},
    {"details", TAG_other_block, BLOCK_P},
    {"dir", TAG_other_block, BLOCK_P},
    {"div", TAG_other_block, BLOCK_P},
    {"dl", TAG_other_block, BLOCK_P},
    {"dt", TAG_dt, BLOCK_P},
    {"em", TAG_other, 0},
    {"embed", TAG_other, T_VOID},
    {"fieldset", TAG_other_block, BLOCK_P},
    {"figcaption", TAG_other_block, BLOCK_P},
    {"figure", TAG_other_block, BLOCK_P},
    {"footer", TAG_footer, BLOCK_P},
    {"form", TAG_form, BLOCK_P},
    {"frame", TAG_other, T_VOID},
    {"h1", TAG_h1, BLOCK_P},
    {"h2", TAG_h2, BLOCK_P},
    {"h3", TAG_h3, BLOCK_P},
    {"h4", TAG_h4, BLOCK_P},
    {"h5", TAG_h5, BLOCK_P},
    {"h6", TAG_h6, BLOCK_P},
    {"header", TAG_header, BLOCK_P},
    {"hr", TAG_br, BLOCK_P | T_VOID},
    {"html", TAG_html, T_BLOCK},
    {"iframe", TAG_other, T_RAW},
    {"img", TAG_other, T_VOID},
    {"input", TAG_other, T_VOID},
    {"legend", TAG_other_block, T_BLOCK},
    {"li", TAG_li, BLOCK_P},
    {"link", TAG_link, T_VOID},
    {"main", TAG_main, BLOCK_P},
    {"map", TAG_other, T_SKIP},
    {"marquee", TAG_other_block, T_BLOCK | T_SCOPE},
    {"menu", TAG_other_block, BLOCK_P},
    {"meta", TAG_meta, T_VOID},
    {"nav", TAG_nav, BLOCK_P},
    {"noembed", TAG_other, T_RAW},
    {"noframes", TAG_other, T_RAW},
    {"noscript", TAG_other, T_SKIP},
    {"object", TAG_other, T_SKIP},
    {"ol", TAG_ol, BLOCK_P},
    {"optgroup", TAG_other, T_SKIP},
    {"option", TAG_option, T_SKIP},
    {"p", TAG_p, BLOCK_P},
    {"param", TAG_other, T_VOID},
    {"pre", TAG_other_block, BLOCK_P | T_PRE},
    {"script", TAG_script, T_RAW},
    {"section", TAG_other_block, BLOCK_P},
    {"select", TAG_other, T_SKIP},
    {"source", TAG_other, T_VOID},
    {"strong", TAG_other, T_BOLD},
    {"style", TAG_other, T_RAW},
    {"summary", TAG_other_block, BLOCK_P},
    {"sup", TAG_sup, 0},
    {"svg", TAG_other, T_SKIP},
    {"table", TAG_table, T_BLOCK | T_SCOPE | T_CLOSES_P},
    {"tbody", TAG_other_block, T_BLOCK},
    {"td", TAG_td, T_BLOCK | T_SCOPE},
    {"template", TAG_other, T_SKIP},
    {"textarea", TAG_other, T_TEXT},
    {"tfoot", TAG_other_block, T_BLOCK},
    {"th", TAG_th, T_BLOCK | T_SCOPE},
    {"thead", TAG_thead, T_BLOCK},
    {"time", TAG_time, 0},
    {"title", TAG_title, T_TEXT},
    {"tr", TAG_tr, T_BLOCK},
    {"track", TAG_other, T_VOID},
    {"ul", TAG_ul, BLOCK_P},
    {"video", TAG_other, T_SKIP},
    {"wbr", TAG_other, T_VOID},
    {"xmp", TAG_other, T_RAW},
};
static const tag_row unknown_tag = {"", TAG_unknown, 0};

static int tag_order(const void *k, const void *row) { return strcmp(k, ((const tag_row *)row)->name); }

/* Name at s[at]; *len gets its bytes. */
static const tag_row *tag_at(cedu_str s, size_t at, size_t *len) {
    char name[12];
    size_t i = at, n = 0;
    for (; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= ' ' || c == '>' || c == '/') break;
        if (n < sizeof name) name[n++] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
    }
    *len = i - at;
    if (n == sizeof name) return &unknown_tag;
    name[n] = 0;
    const tag_row *t = bsearch(name, tags, CEDU_COUNT(tags), sizeof tags[0], tag_order);
    return t ? t : &unknown_tag;
}

/* ------------------------------------------------------------------ attributes */
typedef struct attrs {
    cedu_str cls, id, style, name, property, itemprop, content, rel, href, type, datetime, colspan, rowspan;
    bool hidden, self_closing;
} attrs;

static const struct {
    char name[12];
    uint16_t at;
} attr_slots[] = {
#define A(n, f)                                                                                                                \
    { n, offsetof(attrs, f) }
    A("class", cls),         A("content", content),   A("href", href),       A("id", id),       A("itemprop", itemprop),
    A("name", name),         A("property", property), A("rel", rel),         A("style", style), A("type", type),
    A("datetime", datetime), A("colspan", colspan),   A("rowspan", rowspan),
#undef A
};

typedef struct tok {
    cedu_raw *r;
    cedu_str s;
    size_t last_quote[2];  /* position of the last " and ' of the page: a quote after it is never closed */
    size_t no_comment_end; /* no `-->` from here on */
    size_t no_text_end[2]; /* no </title>, </textarea> from here on */
    struct {
        const tag_row *el;
        uint8_t id;
        uint16_t flags;
        uint32_t node, table, row, cell;
        uint8_t kind, level;
        uint8_t pad, span, down; /* of a cell */
        uint16_t column;         /* tr: columns so far */
        uint8_t *above;          /* table: rows that each column is still taken by a cell from above; NULL = none is */
        bool link, bold, hidden, pre, th;
    } stack[CEDU_MAX_HTML_DEPTH];
    size_t depth;
    uint32_t count[TAG_COUNT];                /* how many of each are open */
    uint32_t rows_open[CEDU_COUNT(tags) + 1]; /* the same by row of `tags`; the last one: unknown elements */
    uint32_t skip;                            /* depth at which an unseen subtree began, +1; 0 = none */
    uint32_t tables, rows, cells;
    cedu_builder b;
} tok;

static size_t row_index(const tag_row *row) { return row == &unknown_tag ? CEDU_COUNT(tags) : (size_t)(row - tags); }

/* colspan, rowspan: 1 … MAX_SPAN. */
static int number_of(cedu_str s) {
    int v = 0;
    for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && v < 1000; i++) v = v * 10 + (s.p[i] - '0');
    return v < 1 ? 1 : v > MAX_SPAN ? MAX_SPAN : v;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Reads attributes from i (behind the name) to the end of the tag; returns the position behind '>'. */
static size_t read_attrs(const tok *t, size_t i, attrs *a) {
    cedu_str s = t->s;
    for (;;) {
        while (i < s.n && (is_space(s.p[i]) || s.p[i] == '/')) {
            a->self_closing = s.p[i] == '/';
            i++;
        }
        if (i >= s.n) return s.n;
        if (s.p[i] == '>') return i + 1;
        a->self_closing = false;
        if (s.p[i] == '<' && i + 1 < s.n && (s.p[i + 1] == '/' || ((s.p[i + 1] | 32) >= 'a' && (s.p[i + 1] | 32) <= 'z')))
            return i; /* `<p <b>`: the first tag was never closed */
        size_t from = i, vfrom = 0, vto = 0;
        while (i < s.n && !is_space(s.p[i]) && s.p[i] != '=' && s.p[i] != '>' && s.p[i] != '/') i++;
        size_t n = i - from;
        if (n == 0) { /* a lone '=' */
            i++;
            continue;
        }
        size_t k = i;
        while (k < s.n && is_space(s.p[k])) k++;
        if (k < s.n && s.p[k] == '=') {
            k++;
            while (k < s.n && is_space(s.p[k])) k++;
            char q = k < s.n ? s.p[k] : 0;
            if ((q == '"' && k < t->last_quote[0]) || (q == '\'' && k < t->last_quote[1])) {
                vfrom = k + 1;
                vto = (size_t)((const char *)memchr(s.p + vfrom, q, s.n - vfrom) - s.p);
                i = vto + 1;
            } else {
                vfrom = k;
                while (k < s.n && !is_space(s.p[k]) && s.p[k] != '>') k++;
                i = vto = k;
            }
        }
        if (n == 6 && strncasecmp(s.p + from, "hidden", 6) == 0) a->hidden = true;
        if (n >= sizeof attr_slots[0].name) continue;
        for (size_t j = 0; j < CEDU_COUNT(attr_slots); j++) {
            if ((s.p[from] | 32) != attr_slots[j].name[0]) continue;
            if (strncasecmp(s.p + from, attr_slots[j].name, n) != 0 || attr_slots[j].name[n]) continue;
            cedu_str *slot = (cedu_str *)((char *)a + attr_slots[j].at);
            if (!slot->p) *slot = (cedu_str){s.p + vfrom, vto - vfrom}; /* the first one counts */
        }
    }
}

static bool style_hides(cedu_str s) {
    if (s.n > 4096) s.n = 4096;
    for (size_t i = 0; i + 7 < s.n; i++) {
        if ((s.p[i] | 32) != 'd' || strncasecmp(s.p + i, "display", 7) != 0) continue;
        i += 7;
        while (i < s.n && (is_space(s.p[i]) || s.p[i] == ':')) i++;
        if (s.n - i >= 4 && strncasecmp(s.p + i, "none", 4) == 0) return true;
    }
    return false;
}

/* ------------------------------------------------------------------ stack */
static void sync(tok *t) {
    cedu_builder *b = &t->b;
    if (t->depth == 0) {
        b->node = b->table = b->row = b->cell = 0;
        b->tag_kind = LEAF_TEXT;
        b->level = 0;
        b->link = b->bold = b->hidden = b->pre = b->th = false;
        b->pad = b->span = b->down = 0;
        return;
    }
    size_t i = t->depth - 1;
    b->node = t->stack[i].node;
    b->table = t->stack[i].table;
    b->row = t->stack[i].row;
    b->cell = t->stack[i].cell;
    b->tag_kind = t->stack[i].kind;
    b->level = t->stack[i].level;
    b->link = t->stack[i].link;
    b->bold = t->stack[i].bold;
    b->hidden = t->stack[i].hidden;
    b->pre = t->stack[i].pre;
    b->pad = t->stack[i].pad;
    b->span = t->stack[i].span;
    b->down = t->stack[i].down;
    b->th = t->stack[i].th;
}

/* An empty cell keeps its column: a block without text. */
static void close_cell(tok *t) {
    cedu_raw *r = t->r;
    uint32_t cell = t->stack[t->depth - 1].cell;
    if (!t->stack[t->depth - 1].row || (r->leaf.n && r->leaf.p[r->leaf.n - 1].cell == cell)) return;
    if (r->leaf.n >= CEDU_MAX_BLOCKS) return;
    cedu_leaf l = {.start = (uint32_t)r->text.n,
                   .end = (uint32_t)r->text.n,
                   .node = t->stack[t->depth - 1].node,
                   .table = t->stack[t->depth - 1].table,
                   .row = t->stack[t->depth - 1].row,
                   .cell = cell,
                   .pad = t->stack[t->depth - 1].pad,
                   .span = t->stack[t->depth - 1].span,
                   .down = t->stack[t->depth - 1].down,
                   .th = t->stack[t->depth - 1].th,
                   .hidden = t->stack[t->depth - 1].hidden};
    l.src = r->leaf.n ? r->leaf.p[r->leaf.n - 1].src : 0;
    (void)CEDU_PUSH(r->a, &r->leaf, l);
}

/* Nearest open element of a kind below `i`, within one table; SIZE_MAX = none. */
static size_t open_in_table(const tok *t, size_t i, uint8_t id) {
    while (i-- > 0) {
        if (t->stack[i].id == id) return i;
        if (t->stack[i].id == TAG_table) break;
    }
    return SIZE_MAX;
}

/* Columns from `column` on that cells of earlier rows still take; they are used up by this row. */
static uint8_t taken_above(uint8_t *above, uint16_t *column) {
    uint8_t n = 0;
    for (; above && *column < MAX_COLUMNS && above[*column]; (*column)++, n++) above[*column]--;
    return n;
}

/* A cell begins: where it stands, counting what spans into its row from above and what it spans itself. */
static void place_cell(tok *t, size_t i, const attrs *a) {
    size_t tr = open_in_table(t, i, TAG_tr), table = open_in_table(t, i, TAG_table);
    t->stack[i].pad = 0;
    t->stack[i].span = t->stack[i].down = 1;
    if (tr == SIZE_MAX || table == SIZE_MAX) return;
    int across = number_of(a->colspan), down = number_of(a->rowspan);
    uint16_t *column = &t->stack[tr].column;
    t->stack[i].pad = taken_above(t->stack[table].above, column);
    t->stack[i].span = (uint8_t)across;
    t->stack[i].down = (uint8_t)down;
    if (down > 1 && !t->stack[table].above) t->stack[table].above = CEDU_NEW_N(t->r->a, uint8_t, MAX_COLUMNS);
    for (int k = 0; k < across && *column < MAX_COLUMNS; k++, (*column)++)
        if (t->stack[table].above) t->stack[table].above[*column] = (uint8_t)(down - 1);
}

/* The row ends: columns at its right end that are taken from above. */
static void close_row(tok *t, size_t i) {
    cedu_raw *r = t->r;
    size_t table = open_in_table(t, i, TAG_table);
    if (table == SIZE_MAX || !t->stack[table].above) return;
    uint16_t column = t->stack[i].column;
    uint8_t n = taken_above(t->stack[table].above, &column);
    if (n && r->leaf.n && r->leaf.p[r->leaf.n - 1].row == t->stack[i].row) r->leaf.p[r->leaf.n - 1].tail = n;
}

static void pop_to(tok *t, size_t depth) {
    while (t->depth > depth) {
        size_t i = t->depth - 1;
        if (t->stack[i].flags & T_BLOCK) cedu__build_break(&t->b);
        if (t->stack[i].id == TAG_td || t->stack[i].id == TAG_th) close_cell(t);
        if (t->stack[i].id == TAG_tr) close_row(t, i);
        t->count[t->stack[i].id]--;
        t->rows_open[row_index(t->stack[i].el)]--;
        t->depth--;
        if (t->skip > t->depth) t->skip = 0;
    }
    sync(t);
}

/* Closes the nearest open element of one of two kinds, unless one of the stop elements comes first. */
static void close_nearest(tok *t, uint8_t id, uint8_t id2, uint8_t stop, uint8_t stop2) {
    if (!t->count[id] && !(id2 && t->count[id2])) return;
    for (size_t i = t->depth; i-- > 0;) {
        uint8_t k = t->stack[i].id;
        if (k == id || (id2 && k == id2)) {
            pop_to(t, i);
            return;
        }
        if ((stop && k == stop) || (stop2 && k == stop2)) return;
        if (stop != TAG_table && t->stack[i].flags & T_SCOPE) return;
    }
}

static void push(tok *t, const tag_row *row, const attrs *a) {
    cedu_raw *r = t->r;
    if (t->depth == CEDU_MAX_HTML_DEPTH) {
        r->limit = true;
        return;
    }
    size_t i = t->depth, up = i ? i - 1 : 0;
    memset(&t->stack[i], 0, sizeof t->stack[i]);
    if (i) t->stack[i] = t->stack[up];
    t->stack[i].el = row;
    t->stack[i].id = row->id;
    t->stack[i].flags = row->flags;
    if (row->id == TAG_a && a->href.p) t->stack[i].link = true;
    if (row->flags & T_BOLD) t->stack[i].bold = true;
    if (row->flags & T_PRE) t->stack[i].pre = true;
    if (a->hidden || (a->style.p && style_hides(a->style))) t->stack[i].hidden = true;
    if (row->id >= TAG_h1 && row->id <= TAG_h6) {
        t->stack[i].kind = LEAF_HEADING;
        t->stack[i].level = (uint8_t)(row->id - TAG_h1 + 1);
    } else if (row->id == TAG_li) {
        t->stack[i].kind = LEAF_ITEM;
        t->stack[i].level = (uint8_t)(t->stack[up].kind == LEAF_ITEM && i ? t->stack[up].level + 1 : 1);
    } else if (row->id == TAG_table) {
        t->stack[i].table = ++t->tables;
        t->stack[i].row = t->stack[i].cell = 0;
        t->stack[i].pad = t->stack[i].span = t->stack[i].down = 0;
        t->stack[i].th = false;
        t->stack[i].above = NULL;
        t->stack[i].kind = LEAF_TEXT;
    } else if (row->id == TAG_tr) {
        t->stack[i].row = ++t->rows;
        t->stack[i].cell = 0;
        t->stack[i].column = 0;
    } else if (row->id == TAG_td || row->id == TAG_th) {
        t->stack[i].cell = ++t->cells;
        t->stack[i].th |= row->id == TAG_th;
        place_cell(t, i, a);
    } else if (row->id == TAG_thead) {
        t->stack[i].th = true;
    }
    if (row->flags & T_BLOCK) {
        cedu_node n = {.parent = t->stack[i].node, .tag = row->id, .depth = (uint32_t)i + 1};
        int hint = cedu__cues_container(r->cues, a->cls) + cedu__cues_container(r->cues, a->id);
        static const struct {
            uint8_t id;
            int hint;
        } own[] = {{TAG_nav, -60}, {TAG_footer, -60}, {TAG_aside, -40}, {TAG_header, -15}, {TAG_article, 25}, {TAG_main, 15}};
        for (size_t k = 0; k < CEDU_COUNT(own); k++)
            if (own[k].id == row->id) hint += own[k].hint;
        /* The page's frame is no hint. */
        if (row->id == TAG_body || row->id == TAG_html) hint = 0;
        n.hint = (int16_t)(hint < -100 ? -100 : hint > 100 ? 100 : hint);
        t->stack[i].node = (uint32_t)r->node.n;
        (void)CEDU_PUSH(r->a, &r->node, n);
    }
    t->count[row->id]++;
    t->rows_open[row_index(row)]++;
    t->depth++;
    if (row->flags & T_SKIP && !t->skip) t->skip = (uint32_t)t->depth;
    sync(t);
}

/* ------------------------------------------------------------------ head */
static void head_meta(tok *t, const attrs *a) {
    cedu_str name = a->property.p ? a->property : a->name.p ? a->name : a->itemprop;
    if (!name.n || !a->content.n || t->r->meta.n >= 200 || name.n > 64) return;
    cedu_str folded = cedu__page_fold(t->r->a, name, NULL);
    const cedu_cue *c = cedu__cues_whole(t->r->cues, folded, 1u << CUE_metaname);
    cedu_meta_tag m = {folded, cedu__page_unescape(t->r->a, a->content), c ? c->value : (cedu_str){0}, 0};
    if (c) (void)CEDU_PUSH(t->r->a, &t->r->meta, m);
}

/* Microdata (itemprop=datePublished) and <time datetime> inside the page; where they stand decides whose they are. */
static void body_meta(tok *t, const tag_row *row, const attrs *a) {
    cedu_raw *r = t->r;
    cedu_str value = a->datetime.n ? a->datetime : a->content;
    if (!value.n || value.n > 64 || r->meta.n >= 200 || (row->id != TAG_time && !a->itemprop.n) || a->itemprop.n > 64) return;
    const cedu_cue *c = NULL;
    if (a->itemprop.n) c = cedu__cues_whole(r->cues, cedu__page_fold(r->a, a->itemprop, NULL), 1u << CUE_metaname);
    if (!c && row->id != TAG_time) return;
    if (c && !cedu__eqz(c->value, "published")) return;
    cedu_meta_tag m = {{0}, cedu__page_unescape(r->a, value), CEDU_STR("time"), (uint32_t)r->text.n};
    (void)CEDU_PUSH(r->a, &r->meta, m);
}

/* Position of `</name` from i on; s.n when there is none. */
static size_t raw_end(cedu_str s, size_t i, const char *name) {
    size_t n = strlen(name);
    while (i + n + 2 <= s.n) {
        const char *p = memchr(s.p + i, '<', s.n - i);
        if (!p) break;
        i = (size_t)(p - s.p);
        if (i + n + 2 <= s.n && p[1] == '/' && strncasecmp(p + 2, name, n) == 0) return i;
        i++;
    }
    return s.n;
}

/* Content of a raw element; returns where the markup goes on. */
static size_t raw_text(tok *t, const tag_row *row, const attrs *a, size_t i) {
    size_t *none = row->flags & T_TEXT ? &t->no_text_end[row->id != TAG_title] : NULL;
    size_t end = none && i >= *none ? t->s.n : raw_end(t->s, i, row->name);
    if (none && end == t->s.n && i < *none) *none = i;
    cedu_str inner = cedu__sub(t->s, i, end);
    if (end == t->s.n && row->flags & T_TEXT) { /* an unclosed title must not swallow the page */
        const char *p = memchr(inner.p, '<', inner.n);
        if (p) end = i + (size_t)(p - inner.p);
        inner.n = end - i;
    }
    if (row->id == TAG_title && !t->r->doc_title.p && !t->count[TAG_body])
        t->r->doc_title = cedu__page_unescape(t->r->a, inner);
    bool ld = a->type.n == 19 && strncasecmp(a->type.p, "application/ld+json", 19) == 0;
    if (row->id == TAG_script && ld && t->r->ld_json.n < MAX_LD && inner.n <= MAX_SCRIPT)
        (void)CEDU_PUSH(t->r->a, &t->r->ld_json, inner);
    else if (row->id == TAG_script && !ld && inner.n >= 16 && inner.n <= MAX_SCRIPT && t->r->scripts.n < MAX_SCRIPTS)
        (void)CEDU_PUSH(t->r->a, &t->r->scripts, inner);
    if (end >= t->s.n) return t->s.n;
    const char *gt = memchr(t->s.p + end, '>', t->s.n - end);
    return end + 1 < t->s.n && t->s.p[end + 1] == '/' ? (gt ? (size_t)(gt - t->s.p) + 1 : t->s.n) : end;
}

/* A footnote's mark, <sup><a href=#n1>[1]</a></sup>: it points at a note and is no part of the sentence (a number least of all).
 * Gives the position behind it, 0 = none. m<sup>2</sup> is no link and stays. */
static size_t note_mark(const tok *t, size_t i) {
    enum { LONGEST = 400 };
    cedu_str s = cedu__sub(t->s, i, t->s.n - i > LONGEST ? i + LONGEST : t->s.n);
    size_t digits = 0, end = 0;
    bool link = false, in_tag = false;
    for (size_t k = 0; k + 5 < s.n && !end; k++) {
        if (s.p[k] == '<') {
            in_tag = true;
            link |= (s.p[k + 1] | 32) == 'a' && is_space(s.p[k + 2]);
            if (s.p[k + 1] == '/' && strncasecmp(s.p + k + 2, "sup", 3) == 0) end = k + 5;
        } else if (s.p[k] == '>') {
            in_tag = false;
        } else if (in_tag) {
            /* of no interest; '#' decides nothing: scripts make these links too */
        } else if (s.p[k] >= '0' && s.p[k] <= '9') {
            digits++;
        } else if (s.p[k] == '&') { /* &#91; */
            uint32_t cp = 0, n = cedu__entity(s, (uint32_t)k, &cp);
            if (!n || (cp != '[' && cp != ']')) return 0;
            k += n - 1;
        } else if (s.p[k] != '[' && s.p[k] != ']' && s.p[k] != ' ') {
            return 0;
        }
    }
    if (!end || !link || digits < 1 || digits > 3) return 0;
    const char *gt = memchr(s.p + end, '>', s.n - end);
    return gt ? i + (size_t)(gt - s.p) + 1 : 0;
}

/* ------------------------------------------------------------------ tags */
static size_t start_tag(tok *t, size_t i) {
    size_t len;
    const tag_row *row = tag_at(t->s, i + 1, &len);
    attrs a = {0};
    size_t end = read_attrs(t, i + 1 + len, &a);
    if (row->flags & T_BLOCK) cedu__build_break(&t->b);
    if (row->flags & T_CLOSES_P) close_nearest(t, TAG_p, 0, 0, 0);
    switch (row->id) {
    case TAG_a: close_nearest(t, TAG_a, 0, 0, 0); break;
    case TAG_li: close_nearest(t, TAG_li, 0, TAG_ul, TAG_ol); break;
    case TAG_dd:
    case TAG_dt: close_nearest(t, TAG_dd, TAG_dt, 0, 0); break;
    case TAG_tr: close_nearest(t, TAG_tr, 0, TAG_table, 0); break;
    case TAG_td:
    case TAG_th: close_nearest(t, TAG_td, TAG_th, TAG_table, TAG_tr); break;
    case TAG_option: close_nearest(t, TAG_option, 0, 0, 0); break;
    case TAG_meta: head_meta(t, &a); break;
    case TAG_link:
        if (a.rel.n == 9 && strncasecmp(a.rel.p, "canonical", 9) == 0 && !t->r->canonical.p)
            t->r->canonical = cedu__page_unescape(t->r->a, a.href);
        break;
    default: break;
    }
    if ((a.itemprop.p || row->id == TAG_time) && row->id != TAG_meta && row->id != TAG_link) body_meta(t, row, &a);
    if (row->flags & (T_RAW | T_TEXT)) return raw_text(t, row, &a, end);
    size_t behind = row->id == TAG_sup ? note_mark(t, end) : 0;
    if (behind) return behind;
    if (row->flags & T_VOID || (row->id == TAG_unknown && a.self_closing)) return end;
    push(t, row, &a);
    return end;
}

static size_t end_tag(tok *t, size_t i) {
    size_t len;
    const tag_row *row = tag_at(t->s, i + 2, &len);
    const char *gt = memchr(t->s.p + i, '>', t->s.n - i);
    size_t end = gt ? (size_t)(gt - t->s.p) + 1 : t->s.n;
    cedu_raw *r = t->r;
    if (row->flags & T_BLOCK) cedu__build_break(&t->b);
    else if (t->b.open && r->text.n && (!r->seams.n || r->seams.p[r->seams.n - 1] != r->text.n))
        (void)CEDU_PUSH(r->a, &r->seams, (uint32_t)r->text.n);
    if (row->id == TAG_body || row->id == TAG_html || !t->rows_open[row_index(row)]) return end;
    for (size_t k = t->depth; k-- > 0;) {
        if (t->stack[k].el == row) {
            pop_to(t, k);
            break;
        }
        if (t->stack[k].flags & T_SCOPE && row->id != TAG_table && row->id != TAG_tr) break;
        /* A stray inline end does not close blocks. */
        if (!(row->flags & T_BLOCK) && t->stack[k].flags & T_BLOCK && row->id != TAG_a) break;
    }
    return end;
}

static size_t comment(tok *t, size_t i) {
    cedu_str s = t->s;
    if (s.n - i >= 4 && s.p[i + 2] == '-' && s.p[i + 3] == '-') {
        if (s.n - i > 4 && s.p[i + 4] == '>') return i + 5;
        if (i < t->no_comment_end) {
            for (size_t k = i + 4; k + 2 < s.n;) {
                const char *p = memchr(s.p + k, '-', s.n - k - 2);
                if (!p) break;
                if (p[1] == '-' && (p[2] == '>' || (p[2] == '!' && p + 3 < s.p + s.n && p[3] == '>')))
                    return (size_t)(p - s.p) + (p[2] == '>' ? 3 : 4);
                k = (size_t)(p - s.p) + 1;
            }
            t->no_comment_end = i;
        }
        /* Never closed: as a comment it would take the rest of the page with it; it ends at its first '>'. */
    }
    const char *gt = memchr(s.p + i, '>', s.n - i);
    return gt ? (size_t)(gt - s.p) + 1 : s.n;
}

void cedu__page_html(cedu_raw *r) {
    tok *t = CEDU_NEW(r->a, tok);
    if (!t) return;
    t->r = r;
    t->s = r->src;
    t->b.r = r;
    t->no_comment_end = t->no_text_end[0] = t->no_text_end[1] = r->src.n;
    for (int q = 0; q < 2; q++) {
        const char *p = memrchr(r->src.p, q ? '\'' : '"', r->src.n);
        t->last_quote[q] = p ? (size_t)(p - r->src.p) : 0;
    }
    cedu_node root = {0};
    (void)CEDU_PUSH(r->a, &r->node, root);
    cedu_str s = r->src;
    size_t i = 0, text = 0;
    while (i < s.n && !r->a->failed) {
        unsigned char c = (unsigned char)s.p[i];
        if (c != '<' && c != '&') {
            const char *p = s.p + i;
            while (p < s.p + s.n && *p != '<' && *p != '&') p++;
            i = (size_t)(p - s.p);
            continue;
        }
        size_t next = 0;
        uint32_t cp = 0, n = 0;
        char d = i + 1 < s.n ? s.p[i + 1] : 0;
        bool letter = (d | 32) >= 'a' && (d | 32) <= 'z';
        bool end_letter = d == '/' && i + 2 < s.n && (s.p[i + 2] | 32) >= 'a' && (s.p[i + 2] | 32) <= 'z';
        if (c == '&' ? !(n = cedu__entity(s, (uint32_t)i, &cp)) : !(letter || d == '/' || d == '!' || d == '?')) {
            i++; /* a character of the text */
            continue;
        }
        if (!t->skip && i > text) cedu__build_text(&t->b, (uint32_t)text, (uint32_t)i);
        if (c == '&') {
            if (!t->skip) cedu__build_char(&t->b, cp, (uint32_t)i, n);
            next = i + n;
        } else if (letter) {
            next = start_tag(t, i);
        } else if (end_letter) {
            next = end_tag(t, i);
        } else {
            next = comment(t, i);
        }
        text = i = next;
    }
    if (!t->skip && s.n > text) cedu__build_text(&t->b, (uint32_t)text, (uint32_t)s.n);
    cedu__build_break(&t->b);
    pop_to(t, 0);
}

/* A page, not a text with a stray tag: markup at the start, or plenty of it. */
bool cedu__page_is_html(cedu_str s) {
    static const char *const frame[] = {"<!doctype html", "<html", "<head", "<body", "<title", "<meta"};
    size_t n = s.n < 8192 ? s.n : 8192, known = 0, i = 0, len;
    while (i < n && ((unsigned char)s.p[i] <= ' ')) i++;
    if (n - i >= 3 && memcmp(s.p + i, "\xEF\xBB\xBF", 3) == 0) i += 3;
    while (i < n && ((unsigned char)s.p[i] <= ' ')) i++;
    bool first = i < n && s.p[i] == '<';
    for (; i < n; i++) {
        if (s.p[i] != '<') continue;
        for (size_t k = 0; k < CEDU_COUNT(frame); k++) {
            size_t m = strlen(frame[k]);
            if (s.n - i > m && strncasecmp(s.p + i, frame[k], m) == 0 && (first || k < 4)) return true;
        }
        size_t at = i + 1 + (i + 1 < n && s.p[i + 1] == '/');
        if (at >= s.n || (s.p[at] | 32) < 'a' || (s.p[at] | 32) > 'z') continue;
        if (tag_at(s, at, &len) != &unknown_tag) known++;
    }
    return known >= (first ? 2 : 12);
}
