/* propose.h - a language model proposes, the matcher decides (docs/llm.md).
 *
 * A page that was read goes to an OpenAI-compatible service in pieces; what comes back is believed in nothing. A proposal becomes a
 * fact only where its quotation stands in the clean text exactly once, a quantity that the matcher itself read stands in the
 * quotation in the words that the proposal gives, and subject, place and time are in the quotation too. Value, unit, period, region and
 * all offsets are the matcher's. Such a fact waits for review, has CEDU_PROPOSED_RULE as its rule and CEDU_PROPOSED_CONFIDENCE, and is
 * left out where the engine has read the same value there.
 *
 * Threads: a page is one thread's; requests of several pages may run at once. Memory: the page's arena.
 */
#ifndef CEDU_PROPOSE_H
#define CEDU_PROPOSE_H

#include "base/base.h"

#define CEDU_PROPOSED_RULE       "llm.proposed"
#define CEDU_PROPOSED_CONFIDENCE 0.3

typedef struct cedu_propose_options {
    const char *url;    /* http://127.0.0.1:11434/v1; /chat/completions is added */
    const char *model;  /* NULL = "default" */
    const char *bearer; /* NULL = none */
    bool anywhere;      /* addresses outside private networks too */
} cedu_propose_options;

/* Why a proposal was refused. X(name, Chinese, English) */
/* clang-format off */
#define CEDU_REFUSALS(X) \
    X(form, "不合格式", "not of the form asked for") \
    X(quote, "原文没有，或不止一处", "not in the page, or in several places") \
    X(number, "摘录中没有这个数", "no such number in the quotation") \
    X(value, "数值与原文不符", "another value than the page's") \
    X(words, "指标、地区或时间不在摘录中", "subject, region or period is not in the quotation") \
    X(known, "已有同样的事实", "known already")
/* clang-format on */
typedef enum cedu_refusal {
#define CEDU__X(name, zh, en) CEDU_REFUSED_##name,
    CEDU_REFUSALS(CEDU__X)
#undef CEDU__X
        CEDU_REFUSAL_COUNT
} cedu_refusal;

typedef struct cedu_propose_counts {
    size_t requests, accepted, refused[CEDU_REFUSAL_COUNT];
} cedu_propose_counts;

/* Adds facts to `p`, which was read to its facts. A failed request ends it with what was accepted before. CEDU_BAD_INPUT: an answer that is
 * no chat completion; else as cedu__post_json(). Counts are added to. */
struct cedu_page;
CEDU_MUST_USE cedu_status cedu__propose(struct cedu_page *p, const cedu_propose_options *opt, cedu_propose_counts *counts,
                                        cedu_error *err);

#endif
