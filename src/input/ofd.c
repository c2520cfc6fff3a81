/* ofd.c - an OFD document (GB/T 33190, the format of Chinese offices' archives and invoices) as lines of text.
 *
 * OFD is laid out like PDF: pieces of text with their places, no paragraphs. Pieces at one height are one line, from left to right, wide
 * gaps as blanks; pages follow one another. Text as outlines, annotations, templates and signatures are not read.
 */
#include <math.h>
#include <stdlib.h>

#include "input/office.h"

enum { MAX_PAGES = 5000, MAX_PATH = 300 };

typedef struct piece {
    double x, y, width, size;
    size_t from, to; /* bytes of the page's text */
} piece;

typedef struct ofd_ctx {
    cedu_office *o;
    cedu_arena a;
    cedu_buf text; /* of the page */
    cedu_str root; /* Doc_0/Document.xml */
    CEDU_VEC(cedu_str) pages;
    CEDU_VEC(piece) pieces;
    piece object; /* the TextObject that is open */
    bool in_root, in_code;
} ofd_ctx;

/* "20 30.5 100 5": the numbers of an attribute; those that are missing are 0. */
static void numbers(cedu_str s, double *v, size_t n) {
    char z[128] = {0}, *p = z, *end;
    memcpy(z, s.p ? s.p : "", s.n < sizeof z - 1 ? s.n : sizeof z - 1);
    for (size_t i = 0; i < n; i++, p = end) {
        v[i] = strtod(p, &end);
        if (end == p || !isfinite(v[i]) || fabs(v[i]) > 1e6) v[i] = 0;
    }
}

/* ------------------------------------------------------------------ OFD.xml and the document: where the pages are */
static void root_start(void *user, const char *name, const char *uri, int n, const xmlChar **atts) {
    ofd_ctx *c = user;
    (void)uri, (void)n, (void)atts;
    c->in_root = !strcmp(name, "DocRoot") && !c->root.n;
    if (c->in_root) c->text.n = 0;
}

static void root_end(void *user, const char *name, const char *uri) {
    ofd_ctx *c = user;
    (void)uri;
    if (c->in_root && !strcmp(name, "DocRoot")) c->root = cedu__arena_str(&c->a, cedu__strip(cedu__buf_view(&c->text)));
    c->in_root = false;
}

static void take_text(void *user, const char *p, int n) {
    ofd_ctx *c = user;
    if (c->in_root || c->in_code) cedu__buf_add(&c->text, p, (size_t)n);
    if (c->text.failed) c->o->stop = true;
}

static void document_start(void *user, const char *name, const char *uri, int n, const xmlChar **atts) {
    ofd_ctx *c = user;
    (void)uri;
    if (strcmp(name, "Page") != 0 || c->pages.n >= MAX_PAGES) return;
    cedu_str at = cedu__office_att(n, atts, "BaseLoc");
    if (at.n && at.n < MAX_PATH) (void)CEDU_PUSH(&c->a, &c->pages, cedu__arena_str(&c->a, at));
}

/* ------------------------------------------------------------------ a page */
static void page_start(void *user, const char *name, const char *uri, int n, const xmlChar **atts) {
    ofd_ctx *c = user;
    (void)uri;
    if (!strcmp(name, "TextObject")) {
        double box[4];
        numbers(cedu__office_att(n, atts, "Boundary"), box, 4);
        numbers(cedu__office_att(n, atts, "Size"), &c->object.size, 1);
        if (c->object.size <= 0) c->object.size = box[3] > 0 ? box[3] : 4;
        c->object.x = box[0], c->object.y = box[1], c->object.width = box[2];
    } else if (!strcmp(name, "TextCode")) {
        piece p = c->object;
        double x, y;
        numbers(cedu__office_att(n, atts, "X"), &x, 1);
        numbers(cedu__office_att(n, atts, "Y"), &y, 1);
        p.x += x, p.y += y, p.from = p.to = c->text.n;
        c->in_code = CEDU_PUSH(&c->a, &c->pieces, p);
    }
}

static void page_end(void *user, const char *name, const char *uri) {
    ofd_ctx *c = user;
    (void)uri;
    if (!c->in_code || strcmp(name, "TextCode") != 0) return;
    c->in_code = false;
    c->pieces.p[c->pieces.n - 1].to = c->text.n;
}

static int by_height(const void *p, const void *q) {
    const piece *a = p, *b = q;
    if (a->y < b->y || a->y > b->y) return a->y < b->y ? -1 : 1;
    return a->from < b->from ? -1 : a->from > b->from;
}

static int by_left(const void *p, const void *q) {
    const piece *a = p, *b = q;
    if (a->x < b->x || a->x > b->x) return a->x < b->x ? -1 : 1;
    return a->from < b->from ? -1 : a->from > b->from;
}

static void put_page(ofd_ctx *c, cedu_buf *out) {
    piece *p = c->pieces.p;
    if (c->pieces.n) qsort(p, c->pieces.n, sizeof *p, by_height);
    for (size_t i = 0, k; i < c->pieces.n; i = k) {
        for (k = i + 1; k < c->pieces.n && p[k].y - p[i].y < p[i].size / 2; k++) {}
        qsort(p + i, k - i, sizeof *p, by_left);
        for (size_t j = i; j < k; j++) {
            cedu_str s = cedu__strip(cedu__sub(cedu__buf_view(&c->text), p[j].from, p[j].to));
            if (j > i && p[j].x > p[j - 1].x + p[j - 1].width + p[j].size) cedu__buf_z(out, "  ");
            for (size_t at = 0; at < s.n; at++) cedu__buf_char(out, s.p[at] == '\n' || s.p[at] == '\r' ? ' ' : s.p[at]);
        }
        cedu__buf_char(out, '\n');
    }
}

static cedu_status part(ofd_ctx *c, cedu_str name, const cedu_office_handler *h, bool *found, cedu_error *err) {
    c->in_root = c->in_code = c->o->stop = false;
    c->text.n = 0;
    while (name.n && name.p[0] == '/') name = cedu__sub(name, 1, name.n);
    cedu_str z = cedu__arena_strf(&c->a, "%.*s", (int)name.n, name.p);
    return z.p ? cedu__office_part(c->o, z.p, h, c, found, err) : cedu__fail_nomem(err);
}

/* Names are relative to the folder of the document; some writers give them from the root. */
static cedu_status page(ofd_ctx *c, cedu_str name, cedu_buf *out, cedu_error *err) {
    static const cedu_office_handler handler = {page_start, page_end, take_text};
    size_t slash = c->root.n;
    bool found = false;
    while (slash > 0 && c->root.p[slash - 1] != '/') slash--;
    cedu_str full = cedu__arena_strf(&c->a, "%.*s%.*s", (int)slash, c->root.p, (int)name.n, name.p);
    if (!full.p) return cedu__fail_nomem(err);
    c->pieces.n = 0;
    cedu_status st = part(c, name.n && name.p[0] == '/' ? name : full, &handler, &found, err);
    if (!found && st == CEDU_OK) st = part(c, name, &handler, &found, err);
    put_page(c, out);
    return st;
}

cedu_status cedu__ofd_text(cedu_office *o, cedu_buf *out, cedu_error *err) {
    static const cedu_office_handler root = {root_start, root_end, take_text}, document = {document_start, NULL, NULL};
    ofd_ctx c = {.o = o, .text = {.max = CEDU_MAX_MEMBER}};
    bool found, ignored;
    cedu__arena_init(&c.a, (size_t)256 << 20);
    cedu_status st = part(&c, CEDU_STR("OFD.xml"), &root, &found, err);
    if (st == CEDU_OK && !found) st = CEDU_NOT_FOUND;
    if (st == CEDU_OK && c.root.n && c.root.n < MAX_PATH) st = part(&c, c.root, &document, &ignored, err);
    for (size_t i = 0; i < c.pages.n && st == CEDU_OK; i++) {
        if (o->places) cedu__where_add(o->places, out->n, 'p', (uint32_t)i + 1, 0, (cedu_str){0});
        st = page(&c, c.pages.p[i], out, err);
    }
    if (st == CEDU_OK && (c.a.failed || c.text.failed || out->failed))
        st = cedu__fail(err, CEDU_TOO_LARGE, "文档的文字超过上限，没有读取", "the document's text exceeds the limit: not read");
    if (st == CEDU_OK && !out->n)
        st = cedu__fail(err, CEDU_UNSUPPORTED, "OFD 里没有文字，只有图片或轮廓：请用阅读器导出为 PDF 或图片再读",
                        "no text in this OFD, only pictures or outlines: export it as PDF or a picture");
    cedu__buf_release(&c.text);
    cedu__arena_release(&c.a);
    return st;
}
