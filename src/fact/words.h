/* words.h - the words of packs/core/fact_words.tsv: what rules join to names, strip from them or look for at their ends. */
#ifndef CEDU_FACT_WORDS_H
#define CEDU_FACT_WORDS_H

#include "pack/pack.h"

/* What each is for stands in the pack beside it. */
/* clang-format off */
#define FACT_WORDS(X) \
    X(amount) X(size) X(increase) X(counted) X(enterprise) X(industry) X(nation) X(build) X(government) X(earmark) \
    X(behind_earmark) X(aid) X(first_use) X(dangling) X(city) X(district) X(county) X(cover) X(except) X(ordinal) X(yuan) X(rank) X(points) \
    X(times) X(fold) X(person) X(self) X(same_period) X(last_part) X(total) X(trade) X(number) X(only) X(mean) \
    X(favour) X(each) X(more) X(manner) X(toward) X(payee) X(drafts) X(leading) X(claim) X(does) X(shared) X(bears) X(gives) X(amounts_to) X(area) X(capacity) X(works)
/* clang-format on */
typedef enum fact_word {
#define CEDU__X(name) FACT_WORD_##name,
    FACT_WORDS(CEDU__X)
#undef CEDU__X
        FACT_WORD_COUNT
} fact_word;

typedef struct fact_words {
    struct {
        const cedu_str *p;
        size_t n; /* at least one; where packs have none, a line break, which stands in no clause */
    } of[FACT_WORD_COUNT];
} fact_words;

const fact_words *cedu__fact_words(const cedu_image *im);                   /* made once an image; NULL: no memory */
bool cedu__fact_word_is(const fact_words *w, fact_word what, cedu_str s);   /* s is one of them */
bool cedu__fact_word_ends(const fact_words *w, fact_word what, cedu_str s); /* s ends in one of them */
bool cedu__fact_word_begins(const fact_words *w, fact_word what, cedu_str s);
static inline cedu_str cedu__fact_word(const fact_words *w, fact_word what) { return w->of[what].p[0]; }

#endif
