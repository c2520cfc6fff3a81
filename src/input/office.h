/* office.h - the parts of an office document (a zip of XML) as SAX events. Nothing outside input/ includes it. */
#ifndef CEDU_INPUT_OFFICE_H
#define CEDU_INPUT_OFFICE_H

#include <libxml/parser.h>

#include "base/places.h"
#include "input/reader.h"

/* XML of all parts of one document; a sheet of a million rows has 100 MB. */
#define OFFICE_MAX_XML ((uint64_t)512 << 20)

typedef struct cedu_office {
    const unsigned char *p;
    size_t n;
    cedu_buf *places;  /* a map of what is written (base/places.h); NULL = not asked for */
    uint64_t unpacked; /* of all parts read so far */
    xmlParserCtxtPtr parser;
    bool hostile; /* a document type declaration: office documents have none, bombs do */
    bool stop;    /* the handler has enough (or no memory): parsing ends */
} cedu_office;

/* Handlers get `user`; names are local names, uri says whose. */
typedef struct cedu_office_handler {
    void (*start)(void *user, const char *name, const char *uri, int n, const xmlChar **atts);
    void (*end)(void *user, const char *name, const char *uri);
    void (*text)(void *user, const char *p, int n);
} cedu_office_handler;

/* Parses one part. *found = false when there is none of that name. CEDU_BAD_INPUT (damaged XML; what came before has been
 * handed out), CEDU_TOO_LARGE, CEDU_NOMEM. */
CEDU_MUST_USE cedu_status cedu__office_part(cedu_office *o, const char *part, const cedu_office_handler *h, void *user,
                                            bool *found, cedu_error *err);
/* Attribute by local name; p == NULL when absent. Not NUL-terminated. */
cedu_str cedu__office_att(int n, const xmlChar **atts, const char *name);

/* The whole document as lines of text. */
CEDU_MUST_USE cedu_status cedu__docx_text(cedu_office *o, cedu_buf *out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__xlsx_text(cedu_office *o, cedu_buf *out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__ofd_text(cedu_office *o, cedu_buf *out, cedu_error *err);

/* Numbers as a spreadsheet shows them, for the formats that people use (xlsx_format.c). */
typedef struct cedu_number_format {
    enum { FORMAT_GENERAL, FORMAT_NUMBER, FORMAT_DATE } kind;
    uint8_t decimals, scale; /* scale: thousands to divide by */
    bool percent, thousands, time, day, year;
    char before[32], after[32]; /* literals around the number */
} cedu_number_format;
cedu_number_format cedu__number_format(int id, cedu_str code); /* code absent: a built-in format */
void cedu__number_shown(cedu_buf *out, cedu_str value, const cedu_number_format *f, bool since_1904);

#endif
