/* reading.h - what the files that read numbers share: number.c (kind, subject, value of one number), doubt.c (what speaks against it),
 * share_out.c (分别, 均, 翻番 and the walk over a sentence's numbers).
 */
#ifndef CEDU_FACT_READING_H
#define CEDU_FACT_READING_H

#include "fact/inner.h"

typedef struct reading { /* one number being read */
    const fact_clause *k;
    const cedu_mention *m;
    uint32_t from; /* text that belongs to this number only begins here */
    fact_span np;  /* the subject's phrase; empty = inherited */
    cedu_str subject, subject_id;
    const fact_region *region_as; /* given by a distribution */
    uint32_t quote_from;
    double penalty;
    const char *rule;
    const cedu_mention *batch; /* 第二批18个 */
    uint32_t taken;            /* the phrase behind the number belongs to it up to here */
    bool less;                 /* it says how much less: the value is below zero */
} reading;

/* number.c */
void cedu__fact_read_one(fx *x, reading *r);
void cedu__fact_read_growth(fx *x, reading *r, const fact_cue *g, fact_groups mood, const cedu_mention *t);
/* What is planned, forecast, advised at a place, given the time that holds there. */
fact_groups cedu__fact_mood_at(const fx *x, const fact_clause *k, uint32_t at, const cedu_mention *t);
void cedu__fact_stance(cedu_fact *f, fact_groups mood); /* advised, forecast, planned, estimated */
bool cedu__fact_step(const fx *x, const fact_clause *k, const cedu_mention *m);
const cedu_mention *cedu__fact_batch_of(const fx *x, const fact_clause *k,
                                        const cedu_mention *m); /* 第二批[18个]; NULL = none */
/* whose.c: subject of r, with `until` where the phrase before it ends; `right`: what stands behind the number may be it. False = none. */
bool cedu__fact_find_subject(fx *x, reading *r, uint32_t until, bool right);
/* Fills region, period, source, stance and puts the fact out. */
void cedu__fact_put(fx *x, reading *r, cedu_fact *f, fact_groups mood, const cedu_mention *t);
void cedu__fact_set_value(cedu_fact *f, const cedu_mention *m, double factor);
bool cedu__fact_was_from(const fx *x, const fact_clause *k, const cedu_mention *m); /* 从[46%]提高到52% */
/* Observation, target or forecast, by what holds there. */
void cedu__fact_plain_kind(cedu_fact *f, fact_groups mood, const char **rule);
cedu_str cedu__fact_unit_of(const fx *x, const cedu_mention *m);
cedu_modifier cedu__fact_bound_in(const fx *x, const fact_cue *c); /* of 约占, 约为 */

bool cedu__fact_ends_in_rate(const fx *x, const fact_clause *k, fact_span np); /* 覆盖率, 国产化水平 */
bool cedu__fact_limits(const fx *x, const fact_clause *k,
                       const cedu_mention *m); /* a bound that is set, not one that was measured */

/* percent.c: a percentage, with the last words of growth and of a share before it (NULL = none). */
void cedu__fact_read_percent(fx *x, reading *r, const fact_cue *g, const fact_cue *s, fact_groups mood, const cedu_mention *t);

/* listed.c: A、B、C等三大任务. False = it is none. */
bool cedu__fact_read_listed(fx *x, reading *r, fact_groups mood, const cedu_mention *t);

/* owner.c: false = it is none of these */
bool cedu__fact_over_time(fx *x, reading *r, fact_span np);          /* 某产业2021年|产值 */
bool cedu__fact_owned_behind(fx *x, reading *r, fact_span np);       /* 总投资107亿元的某项目 */
bool cedu__fact_measured_behind(fx *x, reading *r, fact_span owner); /* 软件业完成了3.1万亿元的业务收入 */
bool cedu__fact_realised(fx *x, reading *r, fact_span np);           /* 某产业实现|营业收入 */

/* length.c: lengths of time that are what is measured (审核时限压缩至7个工作日, 预期寿命达到80岁). */
void cedu__fact_read_length(fx *x, const fact_clause *k, const cedu_mention *m, uint32_t from);

/* spoken.c: what the sentence, then the page speaks of; empty = nothing that a pack knows. */
cedu_str cedu__fact_domain_of(const fx *x, const fact_clause *k);
/* True = the subject is set: by what the sentence or its next clause speaks of; by what the clause before grows (`total`: 总量 alone); by what
 * stands where the bracket counts it. */
bool cedu__fact_spoken_of(fx *x, reading *r);
bool cedu__fact_total_of_topic(fx *x, reading *r, fact_span total);
bool cedu__fact_stands_at(fx *x, reading *r);

/* share.c */
bool cedu__fact_whole_before(const fx *x, const fact_clause *k, uint32_t at, fact_span *out);
bool cedu__fact_predicate(fx *x, reading *r, fact_span whole);
uint32_t cedu__fact_verb_in(const fx *x, uint32_t from, uint32_t stop);
void cedu__fact_read_share(fx *x, reading *r, const fact_cue *s, fact_groups mood, const cedu_mention *t);
bool cedu__fact_read_held(fx *x, reading *r, fact_groups mood, const cedu_mention *t); /* 拥有全国33%的企业 */
/* 在全国的比重为21.5%; `np`: the phrase before the number. False = it is none. */
bool cedu__fact_read_named_part(fx *x, reading *r, fact_span np, fact_groups mood, const cedu_mention *t);
bool cedu__fact_read_part(fx *x, reading *r, fact_groups mood, const cedu_mention *t); /* false = it is none */
/* …家中，部署X的|超过8%: sets subject and, unless `f` is NULL, denominator */
bool cedu__fact_doers(fx *x, reading *r, cedu_fact *f, uint32_t end);
bool cedu__fact_times_past(fx *x, reading *r, fact_groups mood, const cedu_mention *t); /* 是2020年的1.8倍 */
const fact_place *cedu__fact_reference(const fx *x, const fact_clause *k, uint32_t from, uint32_t at);
void cedu__fact_read_ratio(fx *x, reading *r, const fact_place *ref, fact_groups mood, const cedu_mention *t);

/* rank.c */
void cedu__fact_read_rank(fx *x, reading *r, const fact_cue *verb, fact_groups mood, const cedu_mention *t);
/* The last numeric fact, when it is of this sentence or block; NULL otherwise. */
const fact_memory *cedu__fact_recall(const fx *x, uint32_t sentence, uint32_t block);

/* doubt.c: an amount inside a phrase that another number counts (年营收[10亿元]以上企业15家) or that says whom something is paid. */
bool cedu__fact_is_condition(const fx *x, const fact_clause *k, const cedu_mention *m);
/* doubt.c: how much less a fact is believed, 0 = not at all. */
double cedu__fact_doubts(const fx *x, const fact_clause *k, const reading *r, const cedu_fact *f);
/* How often facts found in this way have been right in all fields (docs/figures.md, Reliability); what waits for review stays as it is. */
double cedu__fact_believed(const fx *x, const reading *r, const cedu_fact *f, double raw);

/* A unit that says where in an order something stands or how often it happens: 8级, 3次. */
static inline bool cedu__fact_marks(const fx *x, const cedu_mention *m) {
    cedu_str group = m->entry >= 0 ? cedu__image_attr(x->im, m->entry, CEDU_ATTR_group) : (cedu_str){0};
    return cedu__eqz(group, "mark") || cedu__eqz(group, "often");
}

/* A number that may become a fact. A bare 两位 in 两位数 counts digits, not things. */
static inline bool cedu__fact_usable(const cedu_mention *m) {
    return cedu__fact_is_number(m->type) && !m->refused && !m->vague && m->has_value;
}

#endif
