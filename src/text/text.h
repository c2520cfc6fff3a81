/* text.h - bytes to UTF-8, with the way back.
 *
 * Detection: byte order mark, valid UTF-8, UTF-16 by its zeros, then what the page declares (`<meta charset>`, XML) weighed
 * against what the bytes read like in each Chinese encoding, then uchardet. GB2312 and GBK are always decoded as GB18030, Big5
 * as Big5-HKSCS. Bytes that do not decode become one U+FFFD for each bad sequence and are counted. A BOM stays, as U+FEFF.
 * Newlines are untouched. A NUL byte is a character.
 *
 * What a bad sequence is follows Python's codecs, with which the acceptance tools check offsets:
 *   UTF-8    the maximal part that begins a valid character, else one byte (Unicode's recommended practice);
 *   GB18030  the first byte alone; what follows is read anew. A sequence cut by the end of the payload is one;
 *   UTF-16   one code unit; a surrogate or a byte cut by the end of the payload is one with what is left.
 * Big5 is not compared by anyone: a lead with an ASCII trail is bad alone, with any other trail both are one.
 *
 * The map: a run starts every CEDU_RUN_SPAN bytes of text at the latest. Within a run a character of k bytes of UTF-8 takes
 * w[k-1] bytes of the payload: {1,2,3,4} for UTF-8, {1,2,2,4} for GB18030, {2,2,2,4} for UTF-16; characters that break the rule
 * of their encoding (bad sequences, BMP characters written with four bytes) stand in runs of their own. So a text costs 3 % more
 * memory, whatever mixture of widths it is. Where one sequence stands for two characters (four pairs of Big5-HKSCS), the first
 * takes all its bytes and the second none.
 *
 * Positions are 32 bits (CEDU_MAX_TEXT). A cedu_text is immutable: any number of threads may look things up.
 */
#ifndef CEDU_TEXT_H
#define CEDU_TEXT_H

#include "base/base.h"

#define CEDU_RUN_SPAN 512

typedef struct cedu_run {
    uint32_t u8, byte, cp; /* where the run starts in the UTF-8 text, the payload, the code points */
    uint8_t w[4];          /* payload bytes of a character by its length in UTF-8 */
} cedu_run;

typedef struct cedu_text {
    cedu_str s;           /* valid UTF-8. THE PAYLOAD ITSELF where that is valid UTF-8, else in the arena */
    const cedu_run *runs; /* ascending, at least one unless s is empty */
    size_t run_count;
    uint32_t cps, bytes; /* totals */
    cedu_str encoding;   /* IANA name: UTF-8, GB18030, Big5-HKSCS, UTF-16LE … static storage */
    cedu_str declared;   /* what the page itself declares, as written, if anything; in the arena */
    uint32_t invalid;    /* bad sequences */
    bool declared_wrong; /* declared and detected disagree (GB2312, GBK and GB18030 agree; pure ASCII agrees with all) */
} cedu_text;

/* Decodes n bytes, which must outlive *out (s may be the payload itself). hint: an encoding that the caller knows (HTTP header,
 * user), NULL = none; it weighs more than the page's own declaration and is ignored where the bytes contradict it.
 * All memory from `arena`. bytes may be NULL when n == 0. Thread-safe.
 * CEDU_UNSUPPORTED when the bytes are no text (magic numbers of pictures, archives, PDF …, too many control characters, bytes
 * that decode in no encoding); CEDU_TOO_LARGE; CEDU_NOMEM. */
CEDU_MUST_USE cedu_status cedu__text_decode(const void *bytes, size_t n, const char *hint, cedu_arena *arena, cedu_text *out,
                                            cedu_error *err);
/* The same in a known encoding (any name of it), without detection and without refusing binary data: for slices, users' orders,
 * tests. CEDU_UNSUPPORTED when the encoding is unknown. */
CEDU_MUST_USE cedu_status cedu__text_decode_as(const void *bytes, size_t n, const char *encoding, cedu_arena *arena,
                                               cedu_text *out, cedu_error *err);

/* Offsets of the character boundary at UTF-8 byte `u8` (0…s.n); inside a character: those of its end. About 100 ns. */
uint32_t cedu__text_cp(const cedu_text *t, uint32_t u8);
uint32_t cedu__text_byte(const cedu_text *t, uint32_t u8);
/* UTF-8 offset of code point `cp` (0…cps). */
uint32_t cedu__text_u8(const cedu_text *t, uint32_t cp);

#define CEDU_SCRIPTS(X) X(other) X(latin) X(hans) X(hant)
typedef enum cedu_script {
#define CEDU__X(name) CEDU_SCRIPT_##name,
    CEDU_SCRIPTS(CEDU__X)
#undef CEDU__X
} cedu_script;

/* The script most of `s` is written in, by characters that only one of the two Chinese scripts has. s valid UTF-8. Han text
 * without any such character is hans. */
cedu_script cedu__text_script(cedu_str s);

#endif
