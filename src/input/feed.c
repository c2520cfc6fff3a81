/* feed.c - RSS (0.9 … 2.0, RDF) and Atom: an item a page, under its address.
 *
 * The payload is the item's own text (content before description): markup stands in <html><body>…</body></html>, so that it is read as a page;
 * an item without text is its title. Nothing is fetched: an item that only points at its page says so much. The member's name is the item's
 * guid, else its address, so that an item is the same when others come before it. libxml2 reads with recovery, for feeds are broken
 * in every way; entities are never expanded, and a document type declaration of its own is not looked at. Memory: the feed, its items once.
 */
#include <libxml/parser.h>
#include <stdlib.h>
#include <time.h>

#include "input/reader.h"

enum { F_TITLE, F_LINK, F_GUID, F_DATE, F_UPDATED, F_SHORT, F_LONG, FIELDS, NO_FIELD = FIELDS };
enum { LONGEST_NAME = 1024 };

static const struct {
    const char *name;
    int field;
} elements[] = {{"title", F_TITLE},       {"link", F_LINK},      {"guid", F_GUID},    {"id", F_GUID},
                {"pubDate", F_DATE},      {"published", F_DATE}, {"date", F_DATE},    {"updated", F_UPDATED},
                {"description", F_SHORT}, {"summary", F_SHORT},  {"encoded", F_LONG}, {"content", F_LONG}};

typedef struct feed_item {
    cedu_str field[FIELDS]; /* in the arena; n == 0: absent */
} feed_item;

typedef struct feed_ctx {
    xmlParserCtxtPtr parser;
    cedu_arena a;
    CEDU_VEC(feed_item) items;
    feed_item now;
    cedu_buf text;
    int depth, item, field, field_depth; /* depth of the open item and field; 0 = none */
    bool full, broken;
    size_t next, empty;
} feed_ctx;

static void keep(feed_ctx *c, int f, cedu_str s) {
    s = cedu__strip(s);
    if (s.n && !c->now.field[f].n) c->now.field[f] = cedu__arena_str(&c->a, s);
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nb_ns, const xmlChar **ns,
                     int n, int defaulted, const xmlChar **atts) {
    feed_ctx *c = ctx;
    const char *local = (const char *)name;
    (void)uri, (void)nb_ns, (void)ns, (void)defaulted;
    c->depth++;
    if (!c->item) {
        if (!strcmp(local, "item") || !strcmp(local, "entry")) c->item = c->depth;
        return;
    }
    if (c->field_depth || c->depth != c->item + 1) return;
    bool media = prefix && !strcmp((const char *)prefix, "media"); /* media:title, media:content speak of pictures */
    for (size_t i = 0; i < CEDU_COUNT(elements) && !media; i++)
        if (!strcmp(elements[i].name, local)) c->field = elements[i].field, c->field_depth = c->depth;
    c->text.n = 0;
    if (!c->field_depth || c->field != F_LINK) return;
    cedu_str href = {0}, rel = {0}; /* Atom: <link rel="alternate" href="…"/> */
    for (int i = 0; i < n; i++) {
        cedu_str v = {(const char *)atts[i * 5 + 3], (size_t)(atts[i * 5 + 4] - atts[i * 5 + 3])};
        if (!strcmp((const char *)atts[i * 5], "href")) href = v;
        if (!strcmp((const char *)atts[i * 5], "rel")) rel = v;
    }
    if (href.n && (!rel.n || cedu__eqz(rel, "alternate"))) keep(c, F_LINK, href);
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    feed_ctx *c = ctx;
    (void)name, (void)prefix, (void)uri;
    if (c->field_depth && c->depth == c->field_depth) {
        keep(c, c->field, cedu__buf_view(&c->text));
        c->field_depth = 0;
    }
    if (c->item && c->depth == c->item) {
        const cedu_str *f = c->now.field;
        if (!f[F_TITLE].n && !f[F_SHORT].n && !f[F_LONG].n) c->empty++;
        else if (c->items.n >= CEDU_MAX_MEMBERS) c->full = true;
        else (void)CEDU_PUSH(&c->a, &c->items, c->now);
        c->now = (feed_item){0};
        c->item = 0;
    }
    c->depth--;
    if (c->a.failed || c->text.failed || c->full) xmlStopParser(c->parser);
}

static void on_text(void *ctx, const xmlChar *p, int n) {
    feed_ctx *c = ctx;
    if (c->field_depth) cedu__buf_add(&c->text, p, (size_t)n);
}

static void on_error(void *ctx, const char *msg, ...) { (void)ctx, (void)msg; }

char *cedu__mail_day(cedu_str s) {
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char z[64] = {0}, month[4] = {0}, zone[8] = {0}, day[40];
    int d, y, hh = 0, mm = 0, ss = 0;
    const char *comma = s.n ? memchr(s.p, ',', s.n) : NULL;
    if (comma) s = cedu__strip(cedu__sub(s, (size_t)(comma - s.p) + 1, s.n));
    memcpy(z, s.p ? s.p : "", s.n < sizeof z - 1 ? s.n : sizeof z - 1);
    if (sscanf(z, "%2d %3s %4d %2d:%2d:%2d %6s", &d, month, &y, &hh, &mm, &ss, zone) < 3) return NULL;
    const char *m = strlen(month) == 3 ? strstr(months, month) : NULL;
    if (!m || (m - months) % 3 || y < 1990 || y > 2100 || d < 1 || d > 31) return NULL;
    struct tm t = {.tm_year = y - 1900, .tm_mon = (int)(m - months) / 3, .tm_mday = d, .tm_hour = hh, .tm_min = mm};
    if (!strcmp(zone, "GMT") || !strcmp(zone, "UT") || !strcmp(zone, "UTC") || !strcmp(zone, "Z") || !strcmp(zone, "+0000"))
        t.tm_hour += 8;
    if (timegm(&t) == (time_t)-1) return NULL; /* brings the 24th hour into the next day */
    snprintf(day, sizeof day, "%04d-%02d-%02d", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday);
    return cedu__copy(day, 10);
}

static void parse(feed_ctx *c, cedu_str all) {
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_start,
                         .endElementNs = on_end,
                         .characters = on_text,
                         .cdataBlock = on_text,
                         .error = on_error,
                         .warning = on_error};
    enum { PIECE = 1 << 16 };
    c->parser = xmlCreatePushParserCtxt(&sax, c, NULL, 0, NULL);
    if (!c->parser) {
        c->a.failed = true;
        return;
    }
    xmlCtxtUseOptions(c->parser, XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_RECOVER);
    int r = 0;
    for (size_t i = 0; i < all.n && !c->full && !c->a.failed && !c->text.failed; i += PIECE)
        r |= xmlParseChunk(c->parser, all.p + i, (int)(all.n - i < PIECE ? all.n - i : PIECE), 0);
    if (!c->full) r |= xmlParseChunk(c->parser, all.p, 0, 1);
    c->broken = r != 0 && !c->full;
    xmlDocPtr doc = c->parser->myDoc;
    xmlFreeParserCtxt(c->parser);
    if (doc) xmlFreeDoc(doc);
    c->parser = NULL;
}

/* The whole feed, when its first item is asked for. */
static bool read_all(cedu_reader *r, cedu_member *m) {
    feed_ctx *c = r->ctx;
    cedu_buf all = {0};
    m->status = cedu__stream_slurp(r->in, CEDU_MAX_MEMBER, &all, &m->err);
    if (m->status == CEDU_OK) parse(c, cedu__buf_view(&all));
    cedu__buf_release(&all);
    if (m->status == CEDU_OK && (c->a.failed || c->text.failed)) m->status = cedu__fail_nomem(&m->err);
    if (m->status == CEDU_OK && !c->items.n && c->broken)
        m->status = cedu__fail(&m->err, CEDU_BAD_INPUT, "订阅源损坏，没有读到任何一条",
                               "the feed is damaged: not one item could be read");
    for (size_t i = 0; i < c->empty; i++) cedu__count_skip(r->counts, "no text in the record");
    return m->status == CEDU_OK;
}

static bool markup(cedu_str s) {
    for (size_t i = 0; i + 2 < s.n; i++)
        if (s.p[i] == '<' && ((s.p[i + 1] | 32) >= 'a' || s.p[i + 1] == '/') && memchr(s.p + i, '>', s.n - i)) return true;
    return false;
}

static void fill(cedu_member *m, const feed_item *it, size_t number) {
    const cedu_str *f = it->field;
    cedu_str body = f[F_LONG].n    ? f[F_LONG]
                    : f[F_SHORT].n ? f[F_SHORT]
                                   : f[F_TITLE],
             name = f[F_GUID].n ? f[F_GUID] : f[F_LINK];
    cedu_buf b = {.max = CEDU_MAX_MEMBER};
    char label[24];
    bool html = markup(body);
    snprintf(label, sizeof label, "%zu", number);
    if (!name.n || name.n > LONGEST_NAME) name = cedu__str(label);
    cedu__buf_f(&b, "%s", html ? "<html><body>" : "");
    cedu__buf_str(&b, body);
    cedu__buf_f(&b, "%s", html ? "</body></html>" : "");
    bool ok = !b.failed && cedu__buf_bytes(&b, &m->bytes);
    cedu__buf_release(&b);
    ok &= (m->name = cedu__label(name.p, name.n)) != NULL;
    if (f[F_LINK].n && f[F_LINK].n <= LONGEST_NAME) ok &= (m->url = cedu__label(f[F_LINK].p, f[F_LINK].n)) != NULL;
    if (f[F_TITLE].n) ok &= (m->title = cedu__label(f[F_TITLE].p, f[F_TITLE].n)) != NULL;
    cedu_str when = f[F_DATE].n ? f[F_DATE] : f[F_UPDATED];
    if (when.n && !(m->date = cedu__iso_day(when))) m->date = cedu__mail_day(when);
    m->media = html ? "html" : "text";
    m->passing = true;
    if (!ok) m->status = cedu__fail_nomem(&m->err);
}

static bool feed_next(cedu_reader *r, cedu_member *m, cedu_stream **entry) {
    feed_ctx *c = r->ctx;
    (void)entry;
    if (!c->next && !read_all(r, m)) return r->over = true, true;
    if (c->next < c->items.n) {
        fill(m, &c->items.p[c->next], c->next + 1);
        c->next++;
        if (c->next == c->items.n && c->broken && m->status == CEDU_OK)
            cedu__member_note(m, CEDU_FINDING_damaged_container, "the feed is damaged behind this item");
        return true;
    }
    c->next = SIZE_MAX / 2; /* not read again */
    return false;
}

static void feed_close(cedu_reader *r) {
    feed_ctx *c = r->ctx;
    cedu__buf_release(&c->text);
    cedu__arena_release(&c->a);
    free(c);
}

bool cedu__is_feed(const unsigned char *p, size_t n) {
    static const char *const roots[] = {"<rss", "<feed", "<rdf:RDF"};
    cedu_str s = {(const char *)p, n};
    if (cedu__starts(s, CEDU_STR("\xEF\xBB\xBF"))) s = cedu__sub(s, 3, s.n);
    s = cedu__strip(s);
    if (!s.n || s.p[0] != '<' || (s.n > 14 && strncasecmp(s.p, "<!doctype html", 14) == 0)) return false;
    for (size_t k = 0; k < CEDU_COUNT(roots); k++) {
        ptrdiff_t at = cedu__find(s, cedu__str(roots[k]), 0);
        size_t behind = (size_t)at + strlen(roots[k]);
        if (at < 0 || behind >= s.n || !memchr(" \t\r\n>", s.p[behind], 5)) continue;
        ptrdiff_t html = cedu__find(s, CEDU_STR("<html"), 0);
        return html < 0 || html > at;
    }
    return false;
}

bool cedu__feed_open(cedu_reader *r) {
    feed_ctx *c = cedu__malloc(sizeof *c);
    if (!c) return false;
    *c = (feed_ctx){.text = {.max = CEDU_MAX_MEMBER}};
    cedu__arena_init(&c->a, (size_t)4 * CEDU_MAX_MEMBER);
    r->ctx = c, r->next = feed_next, r->close = feed_close;
    return true;
}
