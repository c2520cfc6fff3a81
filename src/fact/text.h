/* text.h - what the files that read sayings share: speech.c (statements, advice), task.c (tasks, aims, problems), focus.c (lists). */
#ifndef CEDU_FACT_TEXT_H
#define CEDU_FACT_TEXT_H

#include "fact/inner.h"

/* The character at a place; 0 at the end. */
static inline uint32_t cedu__fact_char(const fx *x, uint32_t at, uint32_t end, uint32_t *next) {
    size_t n = 0;
    uint32_t c = at < end ? cedu__u8_at(x->text, at, &n) : 0;
    *next = at + (uint32_t)n;
    return c;
}

static inline size_t cedu__fact_length(const fx *x, fact_span s) { return cedu__u8_count(cedu__fact_text(x, s.start, s.end)); }

/* Region, period, source of a fact that a clause says; lowers the confidence where the page gives little ground. */
void cedu__fact_text_settle(fx *x, cedu_fact *f, const fact_clause *k, uint32_t at);

void cedu__fact_read_tasks(fx *x, const fact_sentence *s); /* task.c */
void cedu__fact_read_focus(fx *x, const fact_sentence *s); /* focus.c */

#endif
