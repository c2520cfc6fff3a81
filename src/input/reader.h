/* reader.h - what a container's reader gives to members.c. Nothing outside input/ includes it.
 *
 * A reader owns its stream. next() fills a member (bytes or an error) or opens an entry as a stream of its own, which members.c
 * looks into and either reads whole or descends into. The entry's stream is closed before next() is called again.
 * To add a kind of container: a constructor here, a row of `kinds` in members.c.
 */
#ifndef CEDU_INPUT_READER_H
#define CEDU_INPUT_READER_H

#include <stdio.h>
#include <strings.h>

#include "input/stream.h"

typedef struct cedu_reader cedu_reader;
struct cedu_reader {
    /* One record: *entry, or m->bytes, or m->status. m comes zeroed. False = the end. A reader that can go no further fills a
     * last member with its error. */
    bool (*next)(cedu_reader *r, cedu_member *m, cedu_stream **entry);
    void (*close)(cedu_reader *r); /* frees ctx */
    cedu_stream *in;               /* NULL for readers that hold a file of their own */
    const cedu_input_options *opt;
    cedu_member_counts *counts; /* the whole iteration's: skipped records are counted by the reader */
    char *label;                /* of the members: "outer.tar" for outer.tar!inner; NULL at the top */
    void *ctx;
    bool over;
};

/* Constructors: false when memory is short; the stream stays the caller's then. */
bool cedu__archive_open(cedu_reader *r); /* zip, tar, 7z, rar from r->in */
bool cedu__warc_open(cedu_reader *r);
bool cedu__jsonl_open(cedu_reader *r);
bool cedu__json_file_open(cedu_reader *r); /* a whole file: an array of pages, or lines after all */
bool cedu__csv_open(cedu_reader *r);
bool cedu__feed_open(cedu_reader *r);
bool cedu__mime_open(cedu_reader *r);
bool cedu__is_mime(const unsigned char *p, size_t n, const char *name); /* a letter, a page saved in one file */
bool cedu__is_feed(const unsigned char *p, size_t n);                   /* by its first bytes: RSS, RDF, Atom */

/* One record that is left out, under a reason of at most 47 bytes. */
void cedu__count_skip(cedu_member_counts *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* A NUL-terminated copy as valid UTF-8: bytes that are none are taken for GB18030 (file names of Chinese archives), else
 * replaced. NULL when memory is short. */
char *cedu__label(const char *p, size_t n);
char *cedu__copy(const char *p, size_t n); /* bytes as they are, NUL-terminated */
/* "Sat, 06 May 2023 09:30:00 +0800", with or without the day's name; UTC becomes China's clock. NULL: another way of writing. */
char *cedu__mail_day(cedu_str s);
char *cedu__iso_day(cedu_str s); /* "2021/3/4 10:00" -> "2021-03-04"; NULL when it is no date (or memory is short) */
void cedu__member_note(cedu_member *m, cedu_finding_class cls, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Office documents are zip files whose parts have these names. */
bool cedu__office_kind(const unsigned char *p, size_t n, const char *name);
/* True when `name` ends in one of the blank-separated endings (".docx .xlsx"), whatever the case. */
bool cedu__has_ending(const char *name, const char *endings);

/* HTTP head: status line and fields, up to and with the blank line. */
typedef struct cedu_http_head {
    int status;    /* 0 = no HTTP head */
    size_t n;      /* bytes of the head */
    cedu_str type; /* "text/html" in lower case, cut to the buffer below; n == 0: none */
    char type_buf[64];
    char charset[40]; /* "" = none */
    bool chunked;
    char coding[16]; /* "gzip"; "" = none */
} cedu_http_head;
/* p[0, n) begins with the head; false when it does not end within n or is none. */
bool cedu__http_head(const unsigned char *p, size_t n, cedu_http_head *out);
/* Parses "text/html; charset=gbk" into type and charset. */
void cedu__http_content_type(cedu_str value, cedu_http_head *out);
/* In place; false when the body is not made of chunks (it is then unchanged). A last chunk that is cut off is kept. */
bool cedu__http_unchunk(unsigned char *p, size_t *n);
#ifdef CEDU_BROTLI
#define CEDU_CODINGS "gzip, deflate, br"
#else
#define CEDU_CODINGS "gzip, deflate"
#endif
/* Undoes a Content-Encoding ("" = none) in place, up to CEDU_MAX_MEMBER bytes (CEDU_TOO_LARGE). *cut: it ended early, what came is in b.
 * CEDU_BAD_INPUT: nothing came; CEDU_UNSUPPORTED: another coding. b is unchanged then. */
CEDU_MUST_USE cedu_status cedu__http_decode(cedu_buf *b, const char *coding, bool *cut, cedu_error *err);

#endif
