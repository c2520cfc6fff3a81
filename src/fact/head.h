/* head.h - what the files of header.c share: the page's blocks as lines, and what has been read of the header so far.
 *
 * header_lines.c says what one line is (a body, a number, a day, an order), header_title.c finds the title, header.c the rest.
 * A head lives as long as the page's arena.
 */
#ifndef CEDU_FACT_HEAD_H
#define CEDU_FACT_HEAD_H

#include "fact/inner.h"

#define HEAD        48 /* main blocks in which a title, labels and a number are looked for */
#define MAX_ISSUERS 24
#define TITLE_MAX   600 /* bytes */
#define MAX_WORDS   256

/* What the words of packs/core/header.tsv are for; the meanings stand there. */
/* clang-format off */
#define HEAD_WORDS(X) \
    X(about) X(carry) X(order) X(masthead) X(others) X(seal) X(adopted) X(meeting) X(draft) X(trial) X(org_end) \
    X(annex) X(in_force) X(repealed) X(pending)
/* clang-format on */
typedef enum word_kind {
#define CEDU__X(name) WORD_##name,
    HEAD_WORDS(CEDU__X)
#undef CEDU__X
        WORD_KINDS
} word_kind;

struct fact_header {
    cedu_str title, number, status, signed_on, published, effective, expires;
    fact_span title_at;  /* all its lines */
    fact_span quote;     /* the line that is quoted */
    fact_span number_at; /* the contexts */
    fact_span signed_at;
    cedu_str adopted; /* a law: stands where nothing says when it was signed */
    fact_span adopted_at;
    cedu_str issuer[MAX_ISSUERS];
    fact_span issuer_at[MAX_ISSUERS];
    size_t issuers;
    fact_region region;
    bool weak; /* issuers were guessed from where they stand, no word says they are bodies */
};

typedef struct head_words { /* made of an image once */
    cedu_str p[MAX_WORDS];  /* by kind, longest first */
    uint16_t first[WORD_KINDS + 1];
} head_words;

typedef struct head {
    fx *x;
    const head_words *words;
    fact_span *b; /* blocks, trimmed */
    size_t n;
    size_t title, title_end; /* blocks [title, title_end) */
    struct fact_header h;
    struct fact_header label; /* what labelled lines say */
    bool labelled[HEAD];      /* blocks that begin with a label */
    unsigned labels;
    unsigned evidence;
    bool order;
} head;

static inline uint32_t cp_at(const head *d, uint32_t i, uint32_t *next) {
    size_t n;
    uint32_t c = cedu__u8_at(d->x->text, i, &n);
    *next = i + (uint32_t)n;
    return c;
}

static inline bool blank(uint32_t c) { return c <= ' ' || c == 0x3000 || c == 0xA0; }

static inline bool opens(uint32_t c) {
    return c == '(' || c == 0xFF08 || c == '[' || c == 0x3014 || c == 0x3010 || c == 0xFF3B;
}

static inline bool closes(uint32_t c) {
    return c == ')' || c == 0xFF09 || c == ']' || c == 0x3015 || c == 0x3011 || c == 0xFF3D;
}

static inline bool colon(uint32_t c) { return c == ':' || c == 0xFF1A; }

static inline uint32_t skip_blank(const head *d, uint32_t i, uint32_t end) {
    for (uint32_t n; i < end && blank(cp_at(d, i, &n));) i = n;
    return i;
}

/* header_lines.c */
const void *cedu__head_words(const cedu_image *im, cedu_arena *a); /* a head_words, for cedu__image_table() */
uint32_t cedu__head_word_at(const head *d, word_kind kind, uint32_t i, uint32_t end);
uint32_t cedu__head_word_ending(const head *d, word_kind kind, uint32_t from, uint32_t end);
uint32_t cedu__head_find_word(const head *d, word_kind kind, uint32_t from, uint32_t end, uint32_t *len);
size_t cedu__head_chars(const head *d, fact_span s);
cedu_str cedu__head_squeeze(head *d, fact_span s);
bool cedu__head_same_title(cedu_str a, cedu_str b);
const cedu_mention *cedu__head_mention_in(const head *d, cedu_mention_type t, uint32_t a, uint32_t b);
const cedu_mention *cedu__head_mention_starting(const head *d, cedu_mention_type t, uint32_t a, uint32_t b);
bool cedu__head_is_day(const cedu_mention *t);
fact_span cedu__head_unbracket(const head *d, fact_span s);
const cedu_mention *cedu__head_day_line(const head *d, fact_span s);
void cedu__head_add_issuer(struct fact_header *h, cedu_str name, fact_span at);
uint32_t cedu__head_read_bodies(head *d, uint32_t a, uint32_t b, bool verbs, struct fact_header *out);
bool cedu__head_body_line(head *d, fact_span s, struct fact_header *out);
bool cedu__head_number_line(head *d, fact_span line, cedu_str *out, fact_span *at, const cedu_mention **day);
bool cedu__head_ordinal_line(const head *d, fact_span line, fact_span *num);
size_t cedu__head_order_lines(head *d, size_t i, fact_span *body, cedu_str *number, fact_span *at);

/* header_title.c */
bool cedu__head_find_title(head *d);
bool cedu__head_typed_end(const head *d, fact_span s);

#endif
