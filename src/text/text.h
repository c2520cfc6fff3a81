/* text.h - bytes to UTF-8, with the way back.
 *
 * Detection: byte order mark, valid UTF-8, UTF-16 by its zeros, a declaration (`<meta charset>`, XML) that the bytes agree with,
 * uchardet; GB2312 and GBK are always decoded as GB18030, Big5 as Big5-HKSCS. Bytes that do not decode become one U+FFFD for each
 * maximal bad sequence and are counted. A BOM stays, as U+FEFF. Newlines are untouched. A NUL byte is a character.
 *
 * The map is run-length coded: within a run every character has the same width in bytes of UTF-8 and of the payload.
 * Positions are 32 bits (CEDU_MAX_TEXT).
 */
#ifndef CEDU_TEXT_H
#define CEDU_TEXT_H

#include "base/base.h"

typedef struct cedu_run {
    uint32_t u8, byte, cp;  /* where the run starts in the UTF-8 text, the payload, the code points */
    uint8_t u8_w, byte_w;   /* bytes of one character in each; byte_w of a bad sequence may be 1…255 */
} cedu_run;

typedef struct cedu_text {
    cedu_str s;           /* valid UTF-8 */
    const cedu_run *runs; /* at least one unless s is empty */
    size_t run_count;
    uint32_t cps, bytes;  /* totals */
    cedu_str encoding;    /* IANA name: UTF-8, GB18030, Big5-HKSCS, UTF-16LE … static storage */
    cedu_str declared;    /* what the page itself declares, if anything; points into the payload's copy in the arena */
    uint32_t invalid;     /* bad sequences */
    bool declared_wrong;  /* declared and detected disagree */
} cedu_text;

/* Decodes n bytes. hint: an encoding that the caller knows (HTTP header, user), NULL = detect. All memory from `arena`.
 * CEDU_UNSUPPORTED when the bytes are no text (magic numbers of pictures, archives, PDF … or too many control characters);
 * CEDU_TOO_LARGE; CEDU_NOMEM. */
CEDU_MUST_USE cedu_status cedu__text_decode(const void *bytes, size_t n, const char *hint, cedu_arena *arena, cedu_text *out,
                                            cedu_error *err);
/* Offsets of the character boundary at UTF-8 byte `u8` (0…s.n). */
uint32_t cedu__text_cp(const cedu_text *t, uint32_t u8);
uint32_t cedu__text_byte(const cedu_text *t, uint32_t u8);
/* UTF-8 offset of code point `cp` (0…cps). */
uint32_t cedu__text_u8(const cedu_text *t, uint32_t cp);

#endif
