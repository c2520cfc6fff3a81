/* internal.h - what the files of text/ share. Nothing outside text/ includes it. */
#ifndef CEDU_TEXT_INTERNAL_H
#define CEDU_TEXT_INTERNAL_H

#include "text/text.h"

/* ------------------------------------------------------------------ encodings */
typedef enum codec { CODEC_UTF8, CODEC_GB, CODEC_BIG5, CODEC_UTF16LE, CODEC_UTF16BE, CODEC_ICU } codec;

typedef struct encoding {
    const char *name; /* as reported: a name that IANA, ICU and Python know */
    codec codec;
    uint8_t w[4];       /* payload bytes of a character by its length in UTF-8 (cedu_run) */
    bool multi;         /* CODEC_ICU: characters of more than one byte */
    const char *labels; /* other names, lower case, each between blanks */
} encoding;

/* The encoding of a label (any case, blanks around it ignored), NULL when unknown. Static storage. */
const encoding *cedu__text_encoding(cedu_str label);

typedef struct detection {
    const encoding *encoding; /* NULL: no text; err says why (CEDU_UNSUPPORTED) */
    cedu_str declared;        /* as written in the page, pointing into it; absent when nothing is declared */
    bool declared_wrong;      /* an encoding that we know, and another one than found */
    bool valid_utf8;
} detection;

/* What the n bytes at p are. */
detection cedu__text_detect(const unsigned char *p, size_t n, const char *hint, cedu_error *err);

/* ------------------------------------------------------------------ UTF-8 */
/* Bytes of the longest valid prefix. */
size_t cedu__text_utf8_valid(const unsigned char *p, size_t n);
/* The character at p, n > 0 bytes before the end: its length in bytes, *cp = it, or 0xFFFFFFFF for a bad sequence. */
size_t cedu__text_utf8_step(const unsigned char *p, size_t n, uint32_t *cp);
/* Bytes that are not continuation bytes: the characters of valid UTF-8. */
size_t cedu__text_utf8_count(const unsigned char *p, size_t n);
/* Length of the ASCII prefix. */
size_t cedu__text_ascii(const unsigned char *p, size_t n);

/* ------------------------------------------------------------------ tables of the double-byte encodings, taken from ICU once */
#define BAD 0xFFFFFFFFu /* no character */

typedef struct gb_table {
    uint16_t pair[126 * 191]; /* [lead - 0x81][trail - 0x40]; 0 = none */
    uint16_t four[39420];     /* linear number of a four-byte sequence; 0 = none */
} gb_table;
typedef struct big5_table {
    uint32_t pair[126 * 191]; /* low 21 bits a character, high 11 bits a second one - 0x2FF, or 0; 0 = none */
} big5_table;

/* NULL: ICU lacks its data (a broken installation). Thread-safe. */
const gb_table *cedu__text_gb(void);
const big5_table *cedu__text_big5(void);

/* One character at p, n > 0 bytes before the end: bytes taken, *cp or BAD; *second = the second character or 0. */
size_t cedu__text_gb_step(const gb_table *t, const unsigned char *p, size_t n, uint32_t *cp);
size_t cedu__text_big5_step(const big5_table *t, const unsigned char *p, size_t n, uint32_t *cp, uint32_t *second);
size_t cedu__text_utf16_step(const unsigned char *p, size_t n, bool big, uint32_t *cp);

#endif
