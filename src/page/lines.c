/* lines.c - flattened text: a block a line. Blank lines are remembered as a hint. Carriage returns alone count too.
 *
 * Hard-wrapped text (from PDF, mail, old pages with <br> or <pre>) is put together again: where many lines of a page end at the same
 * width without the end of a sentence, a full line goes on in the next one. Nothing is inserted: the texts of neighbouring
 * leaves are contiguous, so only lines that meet in a wide character are joined.
 *
 * Tables: neighbouring lines that a tab, a bar (| a | b |) or a gap of blanks cuts into the same number of cells are rows. A gap
 * must be two blanks wide and the rows at least three, with a number in most of them: a line with date and source looks alike.
 * Markdown's marks: markdown.c.
 */
#include "page/page_priv.h"

enum { MIN_WRAP = 30, MAX_WRAP = 160, SLACK = 4 };

static cedu_str leaf_text(const cedu_raw *r, const cedu_leaf *l) {
    return cedu__sub((cedu_str){r->text.p, r->text.n}, l->start, l->end);
}

static bool wide_at(cedu_str s, size_t i) {
    size_t len;
    return cedu__cp_width(cedu__u8_at(s, i, &len)) == 2;
}

static bool ends_sentence(cedu_str s) {
    static const char *const stops[] = {"。", "！", "？", "：", "；", "”", "!", "?", ":", ";", "."};
    for (size_t k = 0; k < CEDU_COUNT(stops); k++)
        if (cedu__ends(s, cedu__str(stops[k]))) return true;
    return false;
}

/* Columns of white space before the line's first character. */
static size_t indent_of(const cedu_raw *r, const cedu_leaf *l) {
    size_t n = 0;
    for (uint32_t i = l->src; i > 0 && n < 16;) {
        if (r->src.p[i - 1] == ' ') i--, n++;
        else if (i >= 3 && memcmp(r->src.p + i - 3, "\xE3\x80\x80", 3) == 0) i -= 3, n += 2;
        else if (i >= 6 && memcmp(r->src.p + i - 6, "&nbsp;", 6) == 0) i -= 6, n++;
        else break;
    }
    return n;
}

/* A line that starts a paragraph of its own: indented, numbered, a bullet. */
static bool starts_paragraph(const cedu_raw *r, const cedu_leaf *l) {
    cedu_str s = leaf_text(r, l);
    size_t len;
    uint32_t c = cedu__u8_at(s, 0, &len), d = cedu__u8_at(s, len, &len);
    if (indent_of(r, l) >= 2 || (l->src > 0 && r->src.p[l->src - 1] == '\t')) return true;
    if (c == 0x2022 || c == 0x25CF || c == '-' || c == '*' || c == '(' || c == 0xFF08 || c == 0x7B2C) return true;
    return d == 0x3001 || d == '.' || d == 0xFF0E; /* 一、 1. */
}

/* A page number: room repair knows what to do with it, as long as it is a line. */
static bool only_number(cedu_str s) {
    bool digit = false;
    for (size_t i = 0; i < s.n; i++) {
        bool d = s.p[i] >= '0' && s.p[i] <= '9';
        if (!d && s.p[i] != '-' && s.p[i] != ' ' && s.p[i] != '/') return false;
        digit |= d;
    }
    return digit && s.n <= 12;
}

void cedu__page_unwrap(cedu_raw *r) {
    uint32_t at[MAX_WRAP + 1] = {0}, lines = 0, best = 0, most = 0;
    for (size_t i = 0; i < r->leaf.n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->end - l->start < 20 || l->end - l->start > 480 || l->link || l->hidden) continue;
        size_t w = cedu__str_width(leaf_text(r, l)) + indent_of(r, l);
        if (w < MIN_WRAP || w > MAX_WRAP) continue;
        lines++;
        if (!ends_sentence(leaf_text(r, l))) at[w]++;
    }
    for (uint32_t w = MIN_WRAP; w <= MAX_WRAP; w++) {
        uint32_t sum = 0;
        for (uint32_t k = 0; k <= SLACK && w >= k; k++) sum += at[w - k];
        if (sum >= most) most = sum, best = w;
    }
    bool wrapped = most >= 6 && most * 5 >= lines * 2;
    if (!wrapped && r->html) return;
    size_t n = 0;
    for (size_t i = 0; i < r->leaf.n; i++) {
        cedu_leaf *to = n ? &r->leaf.p[n - 1] : NULL, l = r->leaf.p[i];
        const cedu_leaf *prev = i ? &r->leaf.p[i - 1] : NULL;
        /* `last`: the width of the line that ended the block so far. */
        bool join = to && prev && l.node == to->node && l.cell == to->cell && !l.blank_before && to->end == l.start &&
                    l.end > l.start && !l.link && l.hidden == to->hidden && l.tag_kind == to->tag_kind;
        if (join) {
            cedu_str a = leaf_text(r, prev), b = leaf_text(r, &l);
            size_t w = cedu__str_width(a) + indent_of(r, prev);
            bool open =
                !r->html && !l.row && (cedu__ends(a, CEDU_STR("，")) || cedu__ends(a, CEDU_STR("、"))); /* of a text, a scan */
            join = open ? !starts_paragraph(r, &l)
                        : wrapped && w + SLACK >= best && w <= best + SLACK && !ends_sentence(a) && !starts_paragraph(r, &l) &&
                              !only_number(b) && (wide_at(a, cedu__u8_prev(a, a.n)) || wide_at(b, 0));
        }
        if (join) {
            to->end = l.end;
            to->bold += l.bold;
            /* The next comparison looks at the line itself, which stays where it was. */
        } else {
            r->leaf.p[n++] = l;
        }
    }
    r->leaf.n = n;
}

/* ------------------------------------------------------------------ tables */
enum { BY_ALL_TABS, BY_TAB, BY_BAR, BY_GAP, CUTS, MAX_CELLS = 40, GAP_CELLS = 3 };

typedef struct text_line {
    uint32_t start, end;
    uint8_t cells[CUTS];      /* by each way of cutting; 0, 1 = no row */
    bool digits, blank, rule; /* rule: |---|---| */
} text_line;

/* Bytes of the separator at s[i] (before `end`), 0 = none. */
static uint32_t cut_at(cedu_str s, uint32_t i, uint32_t end, int how) {
    if (how == BY_TAB || how == BY_ALL_TABS) return s.p[i] == '\t';
    if (how == BY_BAR) return s.p[i] == '|';
    uint32_t k = i, width = 0;
    while (k < end) {
        if (s.p[k] == ' ') k++, width++;
        else if (end - k >= 3 && memcmp(s.p + k, "\xE3\x80\x80", 3) == 0) k += 3, width += 2;
        else break;
    }
    return width >= 2 ? k - i : 0;
}

/* Whether two columns of white space stand together anywhere: most lines of prose need no closer look. */
static bool has_gap(cedu_str s, uint32_t a, uint32_t b) {
    for (const char *p = s.p + a, *end = s.p + b; (p = memchr(p, ' ', (size_t)(end - p))) && ++p < end;)
        if (*p == ' ') return true;
    return cedu__find(cedu__sub(s, a, b), CEDU_STR("\xE3\x80\x80"), 0) >= 0;
}

static const bool may_cut[256] = {['\t'] = true, ['|'] = true, [' '] = true, [0xE3] = true};

static uint8_t cells_of(cedu_str s, uint32_t a, uint32_t b, int how) {
    unsigned n = 1;
    /* A tab at the start is an indent unless the row's first cell is empty; the latter can't be told. */
    for (uint32_t i = a; i < b;) {
        uint32_t w = may_cut[(unsigned char)s.p[i]] ? cut_at(s, i, b, how) : 0;
        n += w > 0;
        i += w ? w : 1;
    }
    return (uint8_t)(n > MAX_CELLS ? 0 : n);
}

static void measure_line(cedu_str s, text_line *l) {
    uint32_t a = l->start, b = l->end;
    bool dashes = false, other = false;
    while (a < b && (s.p[a] == ' ' || s.p[a] == '\t')) a++;
    while (b > a && (s.p[b - 1] == ' ' || s.p[b - 1] == '\t')) b--;
    l->blank = a == b;
    if (l->blank || b - a > 2000) return;
    bool bars = s.p[a] == '|' && b - a >= 3 && s.p[b - 1] == '|';
    l->cells[BY_TAB] = memchr(s.p + a, '\t', b - a) ? cells_of(s, a, b, BY_TAB) : 1;
    l->cells[BY_ALL_TABS] = memchr(s.p + l->start, '\t', l->end - l->start) ? cells_of(s, l->start, l->end, BY_TAB) : 1;
    l->cells[BY_BAR] = bars ? cells_of(s, a + 1, b - 1, BY_BAR) : 1;
    l->cells[BY_GAP] = has_gap(s, a, b) ? cells_of(s, bars ? a + 1 : a, bars ? b - 1 : b, BY_GAP) : 1;
    if (l->cells[BY_ALL_TABS] < 2 && l->cells[BY_BAR] < 2 && l->cells[BY_GAP] < GAP_CELLS)
        return; /* no row: what is in it does not matter */
    for (uint32_t i = a; i < b; i++) {
        l->digits |= s.p[i] >= '0' && s.p[i] <= '9';
        if (s.p[i] == '-' || s.p[i] == '=') dashes = true;
        else if (s.p[i] != '|' && s.p[i] != ':' && s.p[i] != ' ' && s.p[i] != '+') other = true;
    }
    l->rule = bars && dashes && !other;
}

/* Lines whose tabs are cells to the last, empty ones at both ends too: a row fills its columns, half of the rows fill two. Else a tab at
 * the start is an indent. Workbooks are written so. */
static size_t rows_of_tabs(const text_line *l, size_t i, size_t n) {
    size_t k = i, two = 0, whole = 0;
    unsigned cells = l[i].cells[BY_ALL_TABS];
    for (; k < n && !l[k].blank && cells >= GAP_CELLS && l[k].cells[BY_ALL_TABS] == cells; k++) {
        two += l[k].cells[BY_TAB] >= 2;
        whole += l[k].cells[BY_TAB] == cells;
    }
    return k - i >= 2 && whole && two * 2 >= k - i ? k - i : 0;
}

/* Lines from `i` on that are rows of one table, cut `*how`; 0 = none. */
static size_t rows_from(const text_line *l, size_t i, size_t n, int *how) {
    *how = BY_ALL_TABS;
    size_t all = rows_of_tabs(l, i, n);
    if (all) return all;
    for (*how = BY_TAB; *how < CUTS; ++*how) {
        size_t k = i, digits = 0;
        unsigned cells = l[i].cells[*how];
        if (cells < 2) continue;
        for (; k < n && !l[k].blank && l[k].cells[*how] == cells; k++) digits += l[k].digits;
        size_t rows = k - i;
        if (*how == BY_GAP ? rows >= 3 && cells >= GAP_CELLS && digits * 2 >= rows : rows >= 2) return rows;
    }
    return 0;
}

static void put_row(cedu_builder *b, const text_line *l, int how, bool markdown, uint32_t *cells) {
    cedu_str s = b->r->src;
    uint32_t a = l->start, end = l->end;
    if (how == BY_BAR) {
        while (s.p[a] != '|') a++;
        while (s.p[end - 1] != '|') end--;
        a++, end--;
    } else if (how != BY_ALL_TABS) {
        while (a < end && (s.p[a] == ' ' || (how == BY_TAB && s.p[a] == '\t'))) a++;
        while (end > a && (s.p[end - 1] == ' ' || s.p[end - 1] == '\t')) end--;
    }
    for (uint32_t i = a, from = a; i <= end;) {
        uint32_t w = i < end ? cut_at(s, i, end, how) : 1;
        if (!w) {
            i++;
            continue;
        }
        size_t before = b->r->leaf.n;
        b->cell = ++*cells;
        if (markdown) cedu__page_markdown_text(b, from, i);
        else cedu__build_text(b, from, i);
        cedu__build_break(b);
        if (b->r->leaf.n == before && b->r->leaf.n < CEDU_MAX_BLOCKS) { /* an empty cell keeps its column */
            uint32_t at = (uint32_t)b->r->text.n;
            cedu_leaf l0 = {
                .start = at, .end = at, .src = i < end ? i : end, .table = b->table, .row = b->row, .cell = b->cell};
            (void)CEDU_PUSH(b->r->a, &b->r->leaf, l0);
        }
        i += w;
        from = i;
    }
}

void cedu__page_lines(cedu_raw *r) {
    cedu_node root = {0};
    (void)CEDU_PUSH(r->a, &r->node, root);
    cedu_builder b = {.r = r};
    CEDU_VEC(text_line) lines = {0};
    bool markdown = cedu__page_is_markdown(r->src, r->name);
    uint32_t n = (uint32_t)r->src.n, start = markdown ? cedu__page_front_matter(r) : 0, tables = 0, rows = 0, cells = 0;
    for (uint32_t i = start; i <= n; i++) {
        if (i < n && r->src.p[i] != '\n' && r->src.p[i] != '\r') continue;
        /* CR LF is one end. */
        if (!(i < n && r->src.p[i] == '\n' && i && r->src.p[i - 1] == '\r')) {
            text_line l = {.start = start, .end = i};
            measure_line(r->src, &l);
            if (!CEDU_PUSH(r->a, &lines, l)) return;
        }
        start = i + 1;
    }
    bool blank = false;
    for (size_t i = 0; i < lines.n;) {
        int how = 0;
        size_t count = lines.p[i].blank ? 0 : rows_from(lines.p, i, lines.n, &how);
        if (count) b.table = ++tables;
        for (size_t k = 0; k < (count ? count : 1); k++) {
            const text_line *l = &lines.p[i + k];
            size_t before = r->leaf.n;
            if (count && how == BY_BAR && l->rule) continue;
            if (count) {
                b.row = ++rows;
                put_row(&b, l, how, markdown, &cells);
            } else if (markdown) {
                cedu__page_markdown_line(&b, l->start, l->end);
            } else {
                cedu__build_text(&b, l->start, l->end);
                cedu__build_break(&b);
            }
            if (r->leaf.n > before) {
                r->leaf.p[before].blank_before = blank;
                blank = false;
            } else {
                blank = true;
            }
        }
        b.table = b.row = b.cell = 0;
        i += count ? count : 1;
    }
    for (size_t i = 0; i < r->leaf.n && markdown; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->link * 2 > l->end - l->start) markdown = false; /* crawled: its menus are in it */
    }
    r->document = markdown;
}
