/* office.c - one part of an office document out of its zip and through libxml2's push parser.
 *
 * Parts are unpacked piece by piece, so a sheet of any size costs its text only. Entities are never expanded: a document with a
 * document type declaration is refused, as the standard does. The directory is looked through for each part: documents have dozens.
 */
#include "input/office.h"

#include <archive.h>
#include <archive_entry.h>

typedef struct sax_ctx {
    cedu_office *o;
    const cedu_office_handler *h;
    void *user;
} sax_ctx;

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nb_ns, const xmlChar **ns,
                     int n, int defaulted, const xmlChar **atts) {
    sax_ctx *c = ctx;
    (void)prefix, (void)nb_ns, (void)ns, (void)defaulted;
    if (c->h->start) c->h->start(c->user, (const char *)name, uri ? (const char *)uri : "", n, atts);
    if (c->o->stop) xmlStopParser(c->o->parser);
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    sax_ctx *c = ctx;
    (void)prefix;
    if (c->h->end) c->h->end(c->user, (const char *)name, uri ? (const char *)uri : "");
    if (c->o->stop) xmlStopParser(c->o->parser);
}

static void on_text(void *ctx, const xmlChar *p, int n) {
    sax_ctx *c = ctx;
    if (c->h->text) c->h->text(c->user, (const char *)p, n);
}

static void on_doctype(void *ctx, const xmlChar *name, const xmlChar *id, const xmlChar *system) {
    sax_ctx *c = ctx;
    (void)name, (void)id, (void)system;
    c->o->hostile = true;
    xmlStopParser(c->o->parser);
}

static void on_error(void *ctx, const char *msg, ...) { (void)ctx, (void)msg; }

cedu_str cedu__office_att(int n, const xmlChar **atts, const char *name) {
    for (int i = 0; i < n; i++)
        if (!strcmp((const char *)atts[i * 5], name))
            return (cedu_str){(const char *)atts[i * 5 + 3], (size_t)(atts[i * 5 + 4] - atts[i * 5 + 3])};
    return (cedu_str){0};
}

static cedu_status damaged(cedu_error *err) {
    return cedu__fail(err, CEDU_BAD_INPUT, "文档损坏，没有全部读取；请用办公软件打开并另存",
                      "the document is damaged and was not read; open it in its program and save it again");
}

static cedu_status parse(cedu_office *o, struct archive *a, sax_ctx *c, cedu_error *err) {
    static xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                                .startElementNs = on_start,
                                .endElementNs = on_end,
                                .characters = on_text,
                                .cdataBlock = on_text,
                                .internalSubset = on_doctype,
                                .error = on_error,
                                .warning = on_error};
    char piece[16384];
    cedu_status st = CEDU_OK;
    o->parser = xmlCreatePushParserCtxt(&sax, c, NULL, 0, NULL);
    if (!o->parser) return cedu__fail_nomem(err);
    xmlCtxtUseOptions(o->parser, XML_PARSE_NONET | XML_PARSE_NOCDATA);
    la_ssize_t k = 0;
    int r = 0;
    while (r == 0 && !o->stop && (k = archive_read_data(a, piece, sizeof piece)) > 0) {
        o->unpacked += (uint64_t)k;
        if (o->unpacked > OFFICE_MAX_XML) {
            st = cedu__fail(err, CEDU_TOO_LARGE, "文档展开后超过 %u MB，没有读取；请拆分",
                            "unpacks to more than %u MB: not read; split it", (unsigned)(OFFICE_MAX_XML >> 20));
            break;
        }
        r = xmlParseChunk(o->parser, piece, (int)k, 0);
    }
    if (st == CEDU_OK && r == 0 && !o->stop) r = k < 0 ? -1 : xmlParseChunk(o->parser, piece, 0, 1);
    xmlDocPtr doc = o->parser->myDoc;
    xmlFreeParserCtxt(o->parser);
    if (doc) xmlFreeDoc(doc);
    o->parser = NULL;
    if (st == CEDU_OK && o->hostile)
        return cedu__fail(err, CEDU_BAD_INPUT, "文档含有 DTD 声明，正常的办公文档没有它，未读取",
                          "holds a document type declaration, which no office document has: not read");
    return st == CEDU_OK && r != 0 && !o->stop ? damaged(err) : st;
}

cedu_status cedu__office_part(cedu_office *o, const char *part, const cedu_office_handler *h, void *user, bool *found,
                              cedu_error *err) {
    *found = false;
    struct archive *a = archive_read_new();
    if (!a) return cedu__fail_nomem(err);
    archive_read_support_format_zip(a);
    cedu_status st = CEDU_OK;
    sax_ctx c = {.o = o, .h = h, .user = user};
    struct archive_entry *e;
    size_t entries = 0;
    int r = archive_read_open_memory(a, o->p, o->n);
    while (r >= ARCHIVE_WARN && (r = archive_read_next_header(a, &e)) >= ARCHIVE_WARN && r != ARCHIVE_EOF &&
           entries++ < 20000) {
        const char *name = archive_entry_pathname(e);
        if (!name) name = archive_entry_pathname_utf8(e);
        if (!name || strcasecmp(name[0] == '/' ? name + 1 : name, part) != 0) continue;
        *found = true;
        st = archive_entry_is_encrypted(e)
                 ? cedu__fail(err, CEDU_BAD_INPUT, "文档已加密，没有读取", "the document is encrypted: not read")
                 : parse(o, a, &c, err);
        break;
    }
    if (r < ARCHIVE_WARN && !*found) st = damaged(err);
    archive_read_free(a);
    return st;
}
