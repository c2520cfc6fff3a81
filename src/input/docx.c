/* docx.c - a Word document as lines: a paragraph a line, a table row a line with its cells between tabs, notes at the end.
 *
 * Left out: deleted and moved-away text, field codes, the fallback copy of drawings. Marks of notes are left out of the running
 * text (a number behind a number would be read as one). Automatic numbers (一、 1.): docx_number.c. To know another element: `elements`.
 */
#include "input/docx.h"

typedef struct docx_ctx {
    cedu_office *o;
    cedu_buf *out;
    int text, skip;             /* depth inside of text elements, of what is left out */
    int table, cells;           /* depth of tables; cells so far in the outermost row */
    int span;                   /* of the current cell */
    bool gap;                   /* a paragraph ended in this cell: a blank before the next text */
    int props;                  /* depth inside of a paragraph's properties, from 1 */
    cedu_docx_numbers *numbers; /* NULL in notes */
    char style[64];             /* of the paragraph */
    int num, level;             /* its list and level as it says itself, -1 */
    size_t paragraphs, tables;  /* with text; seen */
    size_t began;               /* where the current paragraph begins in `out` */
    bool broken;                /* a line break stood in it */
    bool notes, in_note;        /* reading notes; inside of a real one (not a separator line) */
} docx_ctx;

typedef enum element { NONE, P, T, TAB, BR, HYPHEN, TBL, TR, TC, SPAN, SKIP, NOTE, PROPS } element;
static const struct {
    const char *name;
    element what;
} elements[] = {
    {"p", P},
    {"t", T},
    {"tab", TAB},
    {"ptab", TAB},
    {"br", BR},
    {"cr", BR},
    {"noBreakHyphen", HYPHEN},
    {"tbl", TBL},
    {"tr", TR},
    {"tc", TC},
    {"gridSpan", SPAN},
    {"del", SKIP},
    {"moveFrom", SKIP},
    {"Fallback", SKIP},
    {"rt", SKIP},
    {"footnote", NOTE},
    {"endnote", NOTE},
    {"pPr", PROPS},
    {"pPrChange", SKIP},
    {"rPr", SKIP},
    {"sectPr", SKIP},
};

static element find(const char *name, const char *uri) {
    if (!strstr(uri, "wordprocessingml") && !strstr(uri, "/math") && !strstr(uri, "markup-compatibility")) return NONE;
    for (size_t i = 0; i < CEDU_COUNT(elements); i++)
        if (!strcmp(elements[i].name, name)) return elements[i].what;
    return NONE;
}

static void put(docx_ctx *c, const char *p, size_t n) {
    if (c->notes && !c->in_note) return;
    if (c->gap && n > 0) cedu__buf_char(c->out, ' ');
    c->gap = false;
    cedu__buf_add(c->out, p, n);
    if (c->out->failed) c->o->stop = true;
}

/* <w:pStyle/>, <w:numPr><w:ilvl/><w:numId/></w:numPr>; not what they were before a tracked change. */
static void property(docx_ctx *c, const char *name, int n, const xmlChar **atts) {
    cedu_str v = cedu__office_att(n, atts, "val");
    int k = 0;
    for (size_t i = 0; i < v.n && i < 9 && v.p[i] >= '0' && v.p[i] <= '9'; i++) k = k * 10 + (v.p[i] - '0');
    if (c->props == 1 && !strcmp(name, "pStyle"))
        snprintf(c->style, sizeof c->style, "%.*s", (int)(v.n < 63 ? v.n : 63), v.p ? v.p : "");
    else if (c->props == 2 && !strcmp(name, "ilvl")) c->level = k;
    else if (c->props == 2 && !strcmp(name, "numId")) c->num = k;
}

/* From here on: another way of counting. */
static void place(docx_ctx *c, char kind, size_t a, size_t b) {
    if (c->o->places) cedu__where_add(c->o->places, c->out->n, kind, (uint32_t)a, (uint32_t)b, (cedu_str){0});
}

static void put_number(docx_ctx *c) {
    char text[256];
    cedu_buf b = {.max = sizeof text};
    if (!c->numbers) return;
    cedu__docx_number(c->numbers, cedu__str(c->style), c->num, c->level, &b);
    if (b.n && !b.failed) put(c, b.p, b.n);
    cedu__buf_release(&b);
}

static void on_start(void *user, const char *name, const char *uri, int n, const xmlChar **atts) {
    docx_ctx *c = user;
    element what = find(name, uri);
    if (what == SKIP || c->skip) {
        c->skip++;
        return;
    }
    if (c->props) {
        property(c, name, n, atts);
        c->props++;
        return;
    }
    switch (what) {
    case PROPS:
        c->props = 1;
        c->style[0] = '\0';
        c->num = c->level = -1;
        break;
    case T: c->text++; break;
    case TAB: put(c, c->table ? " " : "\t", 1); break;
    case BR:
        put(c, c->table ? " " : "\n", 1);
        if (!c->table && !c->notes) place(c, 'l', c->paragraphs + 1, 0), c->broken = true; /* still the same paragraph */
        break;
    case HYPHEN: put(c, "-", 1); break;
    case TBL:
        if (c->table++ == 0 && !c->notes) place(c, 't', ++c->tables, 1);
        break;
    case TR:
        if (c->table == 1) c->cells = 0;
        break;
    case TC:
        if (c->table == 1) {
            c->gap = false;
            if (c->cells++ > 0) put(c, "\t", 1);
            c->span = 1;
        } else c->gap = c->cells > 0;
        break;
    case SPAN:
        if (c->table == 1) {
            cedu_str v = cedu__office_att(n, atts, "val");
            int k = 0;
            for (size_t i = 0; i < v.n && i < 3 && v.p[i] >= '0' && v.p[i] <= '9'; i++) k = k * 10 + (v.p[i] - '0');
            c->span = k < 1 ? 1 : k > 63 ? 63 : k;
        }
        break;
    case NOTE: c->in_note = !cedu__office_att(n, atts, "type").p; break;
    default: break;
    }
}

static void on_end(void *user, const char *name, const char *uri) {
    docx_ctx *c = user;
    if (c->skip) {
        c->skip--;
        return;
    }
    if (c->props) {
        if (--c->props == 0) put_number(c);
        return;
    }
    switch (find(name, uri)) {
    case T: c->text--; break;
    case P:
        if (c->table) {
            c->gap = true;
            break;
        }
        c->paragraphs += c->out->n > c->began;
        put(c, "\n", 1);
        if (c->broken) place(c, 'l', c->paragraphs + 1, 0);
        c->broken = false, c->began = c->out->n;
        break;
    case TC:
        if (c->table == 1) {
            c->gap = false;
            for (; c->span > 1; c->span--) put(c, "\t", 1);
        }
        break;
    case TR:
        c->gap = c->table > 1;
        if (c->table == 1) put(c, "\n", 1);
        break;
    case TBL:
        if (c->table > 0 && --c->table == 0 && !c->notes) place(c, 'l', c->paragraphs + 1, 0), c->began = c->out->n;
        break;
    case NOTE: c->in_note = false; break;
    default: break;
    }
}

static void on_text(void *user, const char *p, int n) {
    docx_ctx *c = user;
    if (c->text <= 0 || c->skip) return;
    for (int i = 0; i < n;) { /* line breaks inside of a run are blanks, as in the program */
        int k = i;
        while (k < n && p[k] != '\n' && p[k] != '\r') k++;
        put(c, p + i, (size_t)(k - i));
        if (k < n) put(c, " ", 1), k++;
        i = k;
    }
}

cedu_status cedu__docx_text(cedu_office *o, cedu_buf *out, cedu_error *err) {
    static const cedu_office_handler handler = {on_start, on_end, on_text};
    static const char *const notes[] = {"word/footnotes.xml", "word/endnotes.xml"};
    docx_ctx c = {.o = o, .out = out};
    cedu_arena a;
    bool found = false;
    place(&c, 'l', 1, 0);
    cedu__arena_init(&a, (size_t)64 << 20);
    cedu_status st = cedu__docx_numbers(o, &a, &c.numbers, err);
    if (st == CEDU_OK) st = cedu__office_part(o, "word/document.xml", &handler, &c, &found, err);
    cedu__arena_release(&a);
    if (st != CEDU_OK) return st;
    if (!found) return CEDU_NOT_FOUND;
    for (size_t i = 0; i < CEDU_COUNT(notes) && st == CEDU_OK && !o->stop; i++) {
        c = (docx_ctx){.o = o, .out = out, .notes = true};
        if (i == 0) place(&c, 'n', 1, 0);
        st = cedu__office_part(o, notes[i], &handler, &c, &found, err);
    }
    return out->failed ? cedu__fail(err, CEDU_TOO_LARGE, "文档的文字超过上限，没有读取",
                                    "the document's text exceeds the limit: not read")
                       : st;
}
