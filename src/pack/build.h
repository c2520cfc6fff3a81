/* build.h - what the parts of this room hand to one another: parsed rows (load.c) and the trie (trie.c). Not for other rooms.
 *
 * load.c: folders -> cedu_pack_rows, in an arena.   trie.c: forms -> double array.   image.c: both -> one block of memory.
 *   stored.c: block <-> file, cache.   query.c: questions and matching.   layout.h: the block.
 */
#ifndef CEDU_PACK_BUILD_H
#define CEDU_PACK_BUILD_H

#include "pack/pack.h"

/* One to one, so that offsets stay: full-width ASCII to half-width, then A-Z to a-z. */
static inline uint32_t cedu__pack_fold(uint32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}
bool cedu__pack_fold_eq(cedu_str a, cedu_str b);

/* ------------------------------------------------------------------ rows */
typedef struct cedu_pack_form {
    cedu_str s;
    bool weak;
} cedu_pack_form;

typedef struct cedu_pack_cell { /* an attribute that the row gives */
    cedu_attr attr;
    uint32_t col;
    cedu_str s;
} cedu_pack_cell;

typedef struct cedu_pack_row {
    cedu_class cls;
    cedu_str id, name, example; /* example.p == NULL: none */
    const cedu_pack_form *forms;
    const cedu_pack_cell *cells;
    uint32_t form_n, cell_n;
    uint32_t pack, file, line; /* file: index into cedu_pack_rows.files */
    uint32_t doubled;          /* forms that the row gives twice */
    double factor;
    bool weak;
} cedu_pack_row;

typedef struct cedu_pack_rows {
    CEDU_VEC(cedu_pack_row) rows; /* in reading order; a replaced row has its successor's content in its place */
    CEDU_VEC(cedu_str) files;     /* "core/regions.tsv" */
    char fingerprint[65];
} cedu_pack_rows;

/* Reads the folders. All strings lie in the arena. References between rows are checked by image.c, which has the index. */
CEDU_MUST_USE cedu_status cedu__pack_load(cedu_arena *a, const char *const *dirs, size_t n, cedu_pack_rows *out,
                                          cedu_error *err);
/* The same for one lexicon in memory (for fuzzing, and for checking a lexicon before it is written). */
CEDU_MUST_USE cedu_status cedu__pack_load_bytes(cedu_arena *a, cedu_str name, cedu_str bytes, cedu_pack_rows *out,
                                                cedu_error *err);
/* CEDU_PACK with "file:line:col: " before both sentences. line 0: the file as a whole; col 0: the line. */
__attribute__((format(printf, 5, 7))) __attribute__((format(printf, 6, 7))) cedu_status cedu__pack_bad(
    cedu_error *err, cedu_str file, uint32_t line, uint32_t col, const char *zh, const char *en, ...);
/* For `%.*s`: at most max bytes of a string, cut between characters. */
int cedu__pack_shown(cedu_str s, size_t max);
/* Next item of a `|` list (trimmed, may be empty); false at the end. *at starts at 0. */
bool cedu__pack_item(cedu_str list, size_t *at, cedu_str *item);

/* Takes n bytes as an image when they are one, all of it checked; the bytes must outlive it and stay the caller's until `mapped` is
 * set. `shown` names them in messages. 64-byte aligned. */
CEDU_MUST_USE cedu_status cedu__image_verify(const void *block, size_t n, const char *shown, cedu_image **out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__image_build(cedu_arena *a, const cedu_pack_rows *rows, cedu_image **out, cedu_error *err);

/* ------------------------------------------------------------------ trie
 * A double array over a dense alphabet: unit t follows s by character c when t == base[s] + code(c) and check[t] == s. */
typedef struct cedu_trie_unit {
    int32_t base;
    int32_t check;        /* the state before; -1: free or root */
    uint32_t outs;        /* first of its outputs; CEDU_TRIE_NONE */
    uint16_t below, here; /* class bits of all forms that end at or below this state; that end here */
} cedu_trie_unit;

#define CEDU_TRIE_NONE  UINT32_MAX
#define CEDU_TRIE_LAST  0x80000000u /* in an output: the last of its state */
#define CEDU_TRIE_WEAK  0x40000000u
#define CEDU_TRIE_ENTRY 0x000FFFFFu /* CEDU_MAX_ENTRIES */
#define CEDU_TRIE_CLASS 20          /* its class, four bits from here: matching needs no look at the entry */

typedef struct cedu_trie_key {
    cedu_str form;
    uint32_t out; /* entry and class, with CEDU_TRIE_WEAK where it applies */
    uint16_t bit; /* class bit */
} cedu_trie_key;

#define CEDU_TRIE_STARTS 4096u
#define CEDU_TRIE_PAIRS  8192u /* 32 KB: stays near the processor, and some 20 000 pairs fill less than a tenth */
static inline uint32_t cedu__pair_hash(uint32_t a, uint32_t b) {
    return (cedu__pack_fold(a) * 0x9E3779B1u + cedu__pack_fold(b) * 0x85EBCA6Bu) >> 14;
}

typedef struct cedu_trie_wide { /* alphabet outside the BMP, sorted */
    uint32_t cp, code;
} cedu_trie_wide;

typedef struct cedu_trie {
    cedu_trie_unit *units; /* [0] is the root */
    int32_t *checks; /* `check` of all units by itself: a step that fails, which most do in the end, touches nothing else */
    uint32_t *outs;
    uint16_t *codes; /* 65536: code of a BMP character, folded and unfolded alike; 0 = in no form */
    cedu_trie_wide *wide;
    uint32_t
        *start; /* CEDU_TRIE_STARTS words, two bits a BMP character: 1 = a form starts with it, 2 = it is a form by itself */
    uint32_t *pairs; /* CEDU_TRIE_PAIRS words: bit cedu__pair_hash() set = a form may start with these two characters */
    uint32_t unit_n, out_n, wide_n;
} cedu_trie;

/* Everything is allocated in the arena; false when it refuses or the alphabet is too large (65535). */
bool cedu__trie_build(cedu_arena *a, const cedu_trie_key *keys, size_t n, cedu_trie *out);

#endif
