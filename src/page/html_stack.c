/* html_stack.c - the open elements: what they make of the text inside them (hidden, bold, a cell of a row), columns that cells span.
 *
 * Invariants: the stack is bounded (CEDU_MAX_HTML_DEPTH): deeper elements only break blocks; a cell without text keeps its column.
 */
#include "page/html.h"

/* Spans beyond these are layout or nonsense. */
enum { MAX_COLUMNS = 64, MAX_SPAN = 30 };
/* Elements that hold names beyond these are lists of posts. */
enum { MAX_NAMED = 64 };

/* colspan, rowspan: 1 … MAX_SPAN. */
static int number_of(cedu_str s) {
    int v = 0;
    for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && v < 1000; i++) v = v * 10 + (s.p[i] - '0');
    return v < 1 ? 1 : v > MAX_SPAN ? MAX_SPAN : v;
}

static bool style_hides(cedu_str s) {
    if (s.n > 4096) s.n = 4096;
    for (size_t i = 0; i + 7 < s.n; i++) {
        if ((s.p[i] | 32) != 'd' || strncasecmp(s.p + i, "display", 7) != 0) continue;
        i += 7;
        while (i < s.n && (cedu__html_space(s.p[i]) || s.p[i] == ':')) i++;
        if (s.n - i >= 4 && strncasecmp(s.p + i, "none", 4) == 0) return true;
    }
    return false;
}

static void sync(cedu_html *t) {
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
static void close_cell(cedu_html *t) {
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
static size_t open_in_table(const cedu_html *t, size_t i, uint8_t id) {
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
static void place_cell(cedu_html *t, size_t i, const cedu_attrs *a) {
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
static void close_row(cedu_html *t, size_t i) {
    cedu_raw *r = t->r;
    size_t table = open_in_table(t, i, TAG_table);
    if (table == SIZE_MAX || !t->stack[table].above) return;
    uint16_t column = t->stack[i].column;
    uint8_t n = taken_above(t->stack[table].above, &column);
    if (n && r->leaf.n && r->leaf.p[r->leaf.n - 1].row == t->stack[i].row) r->leaf.p[r->leaf.n - 1].tail = n;
}

/* An element that holds a name, and nothing else: where it stands. */
static void close_field(cedu_html *t, size_t i) {
    enum { LONGEST = 90 };
    cedu_raw *r = t->r;
    uint32_t end = (uint32_t)r->text.n, start = t->stack[i].field_at;
    cedu_named n = {t->stack[i].field->value, start, end};
    if (end > start && end - start <= LONGEST) (void)CEDU_PUSH(r->a, &r->named, n);
}

void cedu__html_pop(cedu_html *t, size_t depth) {
    while (t->depth > depth) {
        size_t i = t->depth - 1;
        if (t->stack[i].field) close_field(t, i);
        if (t->stack[i].flags & T_BLOCK) cedu__build_break(&t->b);
        if (t->stack[i].id == TAG_td || t->stack[i].id == TAG_th) close_cell(t);
        if (t->stack[i].id == TAG_tr) close_row(t, i);
        t->count[t->stack[i].id]--;
        t->rows_open[cedu__html_row(t->stack[i].el)]--;
        t->depth--;
        if (t->skip > t->depth) t->skip = 0;
    }
    sync(t);
}

/* Closes the nearest open element of one of two kinds, unless one of the stop elements comes first. */
void cedu__html_close(cedu_html *t, uint8_t id, uint8_t id2, uint8_t stop, uint8_t stop2) {
    if (!t->count[id] && !(id2 && t->count[id2])) return;
    for (size_t i = t->depth; i-- > 0;) {
        uint8_t k = t->stack[i].id;
        if (k == id || (id2 && k == id2)) {
            cedu__html_pop(t, i);
            return;
        }
        if ((stop && k == stop) || (stop2 && k == stop2)) return;
        if (stop != TAG_table && t->stack[i].flags & T_SCOPE) return;
    }
}

static const cedu_cue *field_of(const cedu_html *t, const cedu_attrs *a) {
    const cedu_str attrs[] = {a->cls, a->id, a->itemprop, a->rel};
    const cedu_cue *q = NULL;
    for (size_t k = 0; k < CEDU_COUNT(attrs) && !q; k++)
        if (attrs[k].n) q = cedu__cues_field(t->r->cues, attrs[k]);
    return q;
}

/* <a href="/u/123">, <a href="space.php?uid=7">: a link to who wrote it. */
static bool to_person(cedu_str href) {
    static const char *const parts[] = {"/u/",     "/user/",   "/users/",   "/people/",  "/author/", "/authors/",
                                        "/space/", "/member/", "/members/", "/profile/", "uid=",     NULL};
    for (size_t i = 0; i < href.n; i++)
        if ((href.p[i] == '/' || href.p[i] == 'u') && cedu__page_any_of(href, i, parts)) return true;
    return false;
}

void cedu__html_push(cedu_html *t, const cedu_tag_row *row, const cedu_attrs *a) {
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
    t->stack[i].field = r->named.n < MAX_NAMED ? field_of(t, a) : NULL;
    bool skipped = t->stack[i].field && cedu__eqz(t->stack[i].field->value, "skip");
    if (skipped) t->stack[i].field = NULL;
    if (!t->stack[i].field && row->id == TAG_a && r->named.n < MAX_NAMED && to_person(a->href))
        t->stack[i].field = cedu__cues_field(r->cues, CEDU_STR("author"));
    t->stack[i].field_at = (uint32_t)r->text.n;
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
    t->rows_open[cedu__html_row(row)]++;
    t->depth++;
    if ((row->flags & T_SKIP || skipped) && !t->skip) t->skip = (uint32_t)t->depth;
    sync(t);
}
