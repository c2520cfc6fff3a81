/* text.h - what the files that read sayings share: speech.c (statements, advice), task.c (tasks, aims, problems), focus.c (lists). */
#ifndef CEDU_FACT_TEXT_H
#define CEDU_FACT_TEXT_H

#include "fact/inner.h"

static inline size_t cedu__fact_length(const fx *x, fact_span s) { return cedu__u8_count(cedu__fact_text(x, s.start, s.end)); }

/* Region, period, source of a fact that a clause says; lowers the confidence where the page gives little ground. */
void cedu__fact_text_settle(fx *x, cedu_fact *f, const fact_clause *k, uint32_t at);

/* registry.c: the zones named in full (国家…试验区) that a phrase lists, and nothing else; 0 otherwise. */
size_t cedu__fact_zones(const fx *x, const fact_clause *k, fact_span s, fact_span *it, size_t max);
void cedu__fact_read_registry(fx *x, const fact_sentence *s);
void cedu__fact_read_box(fx *x); /* the lines of an information box, after all sentences */
/* things.c: a named thing that is built. */
void cedu__fact_put_project(fx *x, const fact_clause *k, fact_span name, cedu_str status);
bool cedu__fact_ends_in_project(const fx *x, fact_span s); /* …产业园, …平台 */
/* named.c: the full name of a body that is written 省政协 or 市经信局; the mention's name otherwise. */
cedu_str cedu__fact_body(fx *x, const fact_clause *k, const cedu_mention *m);
void cedu__fact_read_tasks(fx *x, const fact_sentence *s); /* task.c */
void cedu__fact_read_focus(fx *x, const fact_sentence *s); /* focus.c */

#endif
