/* inner.h - what the files of the fact room share: cues, sentences, clauses, the discourse stack, the builder of facts.
 *
 * The way of a page: clause.c cuts blocks into sentences and clauses and lays cues over them; context.c walks them once, top down,
 * and notes for each clause what is inherited (region, period, source, stance); number.c, measure.c, named.c and speech.c read
 * clauses and emit facts through build.c. Nothing looks back at bytes; nothing names a word: words are cues, by group.
 * To extend: a new group is a line here and rows in packs/core/cues.tsv.
 */
#ifndef CEDU_FACT_INNER_H
#define CEDU_FACT_INNER_H

#include <math.h>

#include "fact/fact.h"
#include "fact/words.h"

/* At most 128. What each group means stands in the pack beside its words. */
/* clang-format off */
#define CEDU_FACT_GROUPS(X) \
    X(be) X(have) X(keep) X(growth) X(yoy) X(qoq) X(yearly) X(baseline) X(compare) X(share) X(among) X(within) X(rank) \
    X(first) X(top) X(level) X(respectively) X(all) X(joint) X(plan) X(forecast) X(estimate) X(past) X(advise) \
    X(negation) X(lack) X(speech) X(show) X(according) X(here) X(publish) X(status) X(infobox) X(focus) X(etc) \
    X(field) X(task) X(task_lead) X(task_unit) X(measure_noun) X(fund) X(fund_part) X(voucher) X(subsidy) X(cap) \
    X(per) X(procurement) X(condition) X(target_noun) X(zone) X(approve) X(project_noun) X(project_verb) X(event_noun) \
    X(event_verb) X(foreign) X(noise) X(window) X(rate_noun) X(batch) X(link) X(pronoun) X(vision) X(people) X(someone) X(works) X(act) X(outcome) X(finding) X(assent) X(become) X(ranking) X(preamble) X(solve) X(win) X(other)
/* clang-format on */

enum fact_group_index {
#define CEDU__X(name) FACT_I_##name,
    CEDU_FACT_GROUPS(CEDU__X)
#undef CEDU__X
        FACT_GROUP_COUNT
};
_Static_assert(FACT_GROUP_COUNT <= 128, "groups are bits of 128");

__extension__ typedef unsigned __int128 fact_groups;
#define G(name) ((fact_groups)1 << FACT_I_##name)

typedef struct fact_span {
    uint32_t start, end;
} fact_span;

typedef struct fact_cue {
    uint32_t start, end;
    fact_groups groups;
    int32_t entry[4]; /* one for each group at this place, -1 beyond */
} fact_cue;

/* Words that no phrase of a subject reaches over. */
#define FACT_CUTS                                                                                                              \
    (G(be) | G(past) | G(plan) | G(forecast) | G(speech) | G(show) | G(according) | G(publish) | G(have) | G(cap) | G(per))

/* A fact's kind and the bytes of its quotation. */
#define FACT_SAID(kind, bytes) ((uint64_t)(kind) << 32 | (uint32_t)(bytes))
#define FACT_SAID_BITS(said)   ((((said) >> 32) * 151 + (said)) & 4095)

/* What a region mention does in its clause. */
typedef enum fact_role { ROLE_TOPIC, ROLE_SCOPE, ROLE_DENOMINATOR, ROLE_REFERENCE, ROLE_INSIDE } fact_role;

typedef struct fact_place { /* a region in the text, or a word that stands for one (全市) */
    uint32_t start, end;
    int32_t entry;
    fact_role role;
    bool joined; /* belongs to one list with the place before it */
} fact_place;

#define FACT_MAX_REGIONS 12

typedef struct fact_region {
    int32_t entry[FACT_MAX_REGIONS];
    size_t n;
    fact_span at; /* where it is said */
} fact_region;

/* section.c: what a heading says of what stands under it. */
#define FACT_LEVELS 15
typedef enum fact_section_mood {
    SECTION_UNKNOWN,
    SECTION_DEFAULT,
    SECTION_AIMS,
    SECTION_REVIEW,
    SECTION_TERMS
} fact_section_mood;
typedef struct fact_section {
    fact_region region;
    const cedu_mention *time;
    fact_section_mood mood;
} fact_section;
typedef struct fact_outline {
    fact_section at[FACT_LEVELS];
    int level;                       /* of the heading that was opened last */
    bool numbered[FACT_LEVELS];      /* levels of which a number has been seen */
    const cedu_mention *year, *plan; /* of a review: the last year and plan period that a heading or an opening named */
} fact_outline;

typedef struct fact_source {
    cedu_str name;
    fact_span at;
    fact_groups how; /* G(forecast), G(estimate), G(show), G(speech) … */
} fact_source;

typedef struct fact_clause {
    uint32_t start, end; /* without the mark that ends it */
    uint32_t sentence, block;
    uint32_t m0, m1; /* outer mentions */
    uint32_t c0, c1; /* cues */
    uint32_t p0, p1; /* places */
    fact_groups has; /* groups of all its cues */
    bool opens_quote, in_quote;
    /* inherited or own, after context.c: */
    fact_region region;       /* at the clause's start: of clauses before it */
    const cedu_mention *time; /* likewise */
    fact_source source;
    const cedu_mention
        *said;        /* when the one who speaks spoke: of the event at which it was said, before the page; NULL = not told */
    fact_groups mood; /* plan, forecast, advise, estimate that hold from an earlier clause */
    bool foreign;
    fact_section_mood section;
} fact_clause;

typedef struct fact_sentence {
    uint32_t start, end;
    uint32_t k0, k1; /* clauses */
    uint32_t block;
    fact_groups has; /* groups of all its cues, and of those on the marks between its clauses */
} fact_sentence;

/* A numeric fact that later clauses can refer to. */
typedef struct fact_memory {
    cedu_str subject, subject_id;
    fact_region region;
    uint32_t sentence, block, at;
    cedu_fact_kind kind;
} fact_memory;

typedef struct fact_trigger { /* a word of a pattern's anchor */
    uint32_t at;
    int32_t entry;
} fact_trigger;

typedef struct fact_alias { /* 以下简称《规划》 */
    cedu_str alias, title;
} fact_alias;

typedef struct fx {
    const cedu_image *im;
    const cedu_fact_input *in;
    cedu_arena *arena;
    cedu_str text;
    const fact_groups *group_of; /* by cue entry - cue_first */
    const fact_words *words;
    int32_t cue_first, cue_count;
    CEDU_VEC(cedu_mention) m; /* outer mentions */
    CEDU_VEC(fact_cue) cues;
    CEDU_VEC(fact_place) places;
    CEDU_VEC(fact_clause) clauses;
    CEDU_VEC(fact_sentence) sentences;
    CEDU_VEC(cedu_fact) out;
    CEDU_VEC(uint64_t) said; /* for each of `out`, FACT_SAID(): what a look back over hundreds of facts asks first */
    uint8_t said_ever[4096]; /* by FACT_SAID_BITS(): whether something alike was said at all */
    CEDU_VEC(fact_memory) memory;
    CEDU_VEC(fact_alias) aliases;
    CEDU_VEC(fact_trigger) triggers;     /* in order of the text */
    size_t trigger;                      /* the first one not before the sentence being read */
    const struct fact_pattern *patterns; /* pattern.c: of the image, by entry */
    uint8_t *dead;                       /* pattern.c: scratch of one search */
    CEDU_VEC(cedu_pattern_try) tries;
    fact_region doc_region;
    const cedu_mention *doc_time;
    cedu_str publish_month, publish_on; /* build.c: 2024-05, 2024-05/..; made when first asked for */
    CEDU_VEC(cedu_str) persons;         /* who has been introduced so far */
    uint8_t *used;                      /* by outer mention: a reader has taken this number */
    uint8_t *headings;                  /* by block, section.c: 0 not looked at, 1 text, 2 a heading; NULL in a preview */
    size_t plan_sentence;               /* task.c: this sentence goes on from one that plans */
    uint32_t aspect_end;                /* task.c: up to here one task has taken the text */
    const struct voice *voice;          /* speech.c: who spoke last, and the sentence that may go on with it */
    size_t voice_sentence, finding_sentence;
    bool relevant, noisy;
    size_t here, nowhere; /* place.c: words like 我市 that a place named before explains, and such that none does */
    const struct fact_header *header; /* the page is an official document: header.c; NULL otherwise */
    cedu_str domain;                  /* the sector the document is about: the most frequent one */
} fx;

/* The sign of the modifier (不到, 约) that ends at `at`; empty = none. place.c */
cedu_str cedu__fact_sign_ending(const struct fx *x, uint32_t from, uint32_t at, uint32_t *start);
cedu_modifier cedu__fact_bound_of(cedu_str sign); /* the one that has this sign; = when none has */

/* The character at a place, a small form as the ordinary sign; 0 at the end. */
static inline uint32_t cedu__fact_char(const fx *x, uint32_t at, uint32_t end, uint32_t *next) {
    size_t n = 0;
    uint32_t c = at < end ? cedu__u8_at(x->text, at, &n) : 0;
    *next = at + (uint32_t)n;
    return cedu__plain_sign(c);
}
/* The character that ends at `at`, which is not the text's beginning. */
static inline uint32_t cedu__fact_char_before(const fx *x, uint32_t at) {
    uint32_t n;
    return cedu__fact_char(x, (uint32_t)cedu__u8_prev(x->text, at), at, &n);
}
static inline bool cedu__fact_joins(uint32_t c) {
    return c == 0x3001 || c == 0x548C || c == 0x4E0E || c == 0x53CA;
} /* 、和与及 */
static inline bool cedu__fact_is_wire(uint32_t c) { return c == 0x7535 || c == 0x8BAF; } /* 4月8日电, 讯 */

void cedu__fact_bend_times(fx *x); /* times.c */

/* build.c: facts */
typedef struct fact_draft {
    cedu_fact f;
    const fact_region *region;
    fact_span quote;
} fact_draft;
cedu_fact cedu__fact_new(cedu_fact_kind kind, const char *rule);
void cedu__fact_str(fx *x, cedu_fact *f, cedu_field_id id, cedu_str s);
void cedu__fact_num(fx *x, cedu_fact *f, cedu_field_id id, double v);
void cedu__fact_list(fx *x, cedu_fact *f, cedu_field_id id, const cedu_str *p, size_t n);
void cedu__fact_region(fx *x, cedu_fact *f, const fact_region *r, fact_span quote);
void cedu__fact_context(fx *x, cedu_fact *f, cedu_str role, fact_span at);
/* Puts a fact out; the quotation is trimmed and cut to the limit around `must` (which stays inside). */
void cedu__fact_emit(fx *x, cedu_fact *f, fact_span quote, fact_span must);
cedu_str cedu__fact_when(fx *x, const cedu_when *w);
cedu_str cedu__fact_shift(fx *x, const cedu_when *w, int years, int months);
cedu_str cedu__fact_publish_month(fx *x);
/* The period that holds at a place of a clause; also sets the basis and, when it is said elsewhere, the context. */
void cedu__fact_period(fx *x, cedu_fact *f, const fact_clause *k, const cedu_mention *own);
void cedu__fact_source(fx *x, cedu_fact *f, const fact_clause *k);
/* Region, period (the clause's own time before `at`, else the inherited one), source, and what speaks against a fact without a number. */
void cedu__fact_settle(fx *x, cedu_fact *f, const fact_clause *k, const fact_region *reg, uint32_t at, fact_span quote);
cedu_str cedu__fact_text(const fx *x, uint32_t a, uint32_t b);
cedu_str cedu__fact_country(const fx *x); /* the name of the whole country; absent when no pack has it */
fact_span cedu__fact_trim(const fx *x, fact_span s);

/* clause.c */
bool cedu__fact_clauses(fx *x);
uint32_t cedu__fact_after_dash(const fx *x, const cedu_fact_block *b);
const fact_cue *cedu__fact_cue_at(const fx *x, const fact_clause *k, uint32_t at);     /* starts at */
const fact_cue *cedu__fact_cue_ending(const fx *x, const fact_clause *k, uint32_t at); /* ends at */
const fact_cue *cedu__fact_find_cue(const fx *x, const fact_clause *k, uint32_t a, uint32_t b, fact_groups g);
const fact_cue *cedu__fact_last_cue(const fx *x, const fact_clause *k, uint32_t a, uint32_t b, fact_groups g);
int cedu__fact_group(cedu_str name); /* its index, -1 = no such group */
cedu_str cedu__fact_cue_value(const fx *x, const fact_cue *c, enum fact_group_index g);
const cedu_mention *cedu__fact_mention_at(const fx *x, const fact_clause *k, uint32_t at);
const cedu_mention *cedu__fact_mention_ending(const fx *x, const fact_clause *k, uint32_t at);
bool cedu__fact_is_number(cedu_mention_type t);
bool cedu__fact_is_measure(cedu_mention_type t); /* an indicator, a sector, a head noun */
/* Words of the pass, cues and parts of patterns, nested ones too: the first that starts at `at` or behind (it may be one past the last; NULL
 * when the text has none);
 * the first cue from `w` on that starts before `to`, or NULL. */
const cedu_match_word *cedu__fact_first_word(const fx *x, uint32_t at);
const cedu_match_word *cedu__fact_cue_word(const fx *x, const cedu_match_word *w, uint32_t to);
size_t cedu__fact_first_mention(const fx *x, uint32_t at);  /* of the outer ones: the first that starts at `at` or behind */
bool cedu__fact_is_paper(const fx *x, cedu_str name);       /* named.c: 某地日报, 新华社 */
bool cedu__fact_counts(const fx *x, const cedu_mention *m); /* a number of things or people */

/* place.c */
bool cedu__fact_within(const fx *x, int32_t region, int32_t outer);
bool cedu__fact_is_wide(const fx *x, int32_t region); /* a country or the world */
bool cedu__fact_is_province(const fx *x, int32_t region);
void cedu__fact_find_places(fx *x, fact_clause *k, const fact_region *near, const fact_region *doc);
/* 全省210家，其中甲市…: a word that nothing before explained stands for what the place said later lies in; none when it lies in no such. */
void cedu__fact_lift_here(fx *x, const fact_clause *k, fact_region *later);
const fact_cue *cedu__fact_than(const fx *x, const fact_clause *k, uint32_t at); /* 比全国[快]2.9个百分点 */
/* Whether the text from the clause's start to `at` is only times, cues, names of sources and marks: then what follows is its head. */
bool cedu__fact_at_head(const fx *x, const fact_clause *k, uint32_t at);
/* The list of places that ends with place `last`. */
void cedu__fact_places_ending(const fx *x, const fact_clause *k, uint32_t last, fact_region *out);
bool cedu__fact_sums_places(const fx *x, const fact_clause *k, const cedu_mention *m); /* 甲、乙[两市] */
/* The topical region nearest before `at` in the clause and after `from`; false = none. */
bool cedu__fact_names_a_thing(const fx *x, const fact_clause *k, const fact_place *p); /* 绍兴某遗址考古取得进展 */
bool cedu__fact_own_region(const fx *x, const fact_clause *k, uint32_t from, uint32_t at, fact_region *out);

/* context.c */
void cedu__fact_contexts(fx *x);
const cedu_mention *cedu__fact_own_time(const fx *x, const fact_clause *k, uint32_t from, uint32_t at);
bool cedu__fact_is_baseline(const fx *x, const fact_clause *k, const cedu_mention *t);
bool cedu__fact_after_publish(const fx *x, const cedu_mention *t); /* ends after the page's date */
/* Whether a word takes back what was planned before it: 已 does; 累计 (value weak) does not under aims or a plan that is spoken of. */
bool cedu__fact_takes_back(const fx *x, const fact_clause *k, const fact_cue *q, fact_groups mood);

/* The region whose form begins at `at` (longest form; of several by one name: in use, no short form, the highest). -1 = none. */
int32_t cedu__fact_region_at(const fx *x, uint32_t at, uint32_t stop, uint32_t *end);
int32_t cedu__fact_hidden_region(const fx *x, uint32_t a, uint32_t b, fact_span *at);
cedu_str cedu__fact_resolve_title(const fx *x, const cedu_mention *m);

/* section.c */
bool cedu__fact_numbers_a_heading(cedu_str s); /* begins with a numeral (七、) */
bool cedu__fact_is_heading(const fx *x, const cedu_fact_block *b);
int cedu__fact_heading_level(const fx *x, const cedu_fact_block *b); /* 0 = the title, 1 = 第一章, 2 = 一、 … */
bool cedu__fact_plans(const fx *x);                                  /* the page is a plan, so its figures are aims */
void cedu__fact_open_heading(const fx *x, fact_outline *o, const cedu_fact_block *b, const fact_clause *k);
void cedu__fact_note_heading(const fx *x, fact_outline *o, const fact_clause *k, const fact_region *where,
                             const cedu_mention *when);
fact_section cedu__fact_section(const fact_outline *o); /* the nearest of each */
/* A block that is no heading but begins with a numbered one (（一）发展目标。到2025年…). */
bool cedu__fact_runs_in(const fx *x, const cedu_fact_block *b, const fact_clause *k);
/* Of a review: notes the years that a clause names, and gives 五年来 and 一年来 the plan period and the year that are looked back on. */
void cedu__fact_anchor_times(fx *x, const fact_clause *k, fact_outline *o, bool opening);
/* 2025年很不平凡。… in a review whose heading names a time; 2026年是…开局之年 under any numbered heading: a paragraph that opens with
 * a time; the paragraphs after it are of that time. */
void cedu__fact_open_paragraph(const fx *x, fact_outline *o, const fact_clause *k, bool run_on);
/* 三、开好局，起好步2026年是…: a numbered heading whose line end is lost; the clause that says of when the section is. NULL = none. */
/* 到2022年，…：the one year that the paragraph under a heading of aims opens with (or leads a list with) is that of the points that
 * follow it. `k`: its first clause behind the heading. */
void cedu__fact_lead_year(const fx *x, fact_outline *o, uint32_t block, const fact_clause *k);
const fact_clause *cedu__fact_lost_heading(const fx *x, const cedu_fact_block *b, const fact_clause *k);
/* 全年, 上年, 一季度 under a heading that names a year are of that year, not of the page's. */
void cedu__fact_float_times(fx *x, const fact_clause *k, const fact_section *s);

/* phrase.c, subject.c */
/* Behind 第三条 at the beginning; `at` where there is none. */
uint32_t cedu__fact_behind_article(const fx *x, uint32_t at, uint32_t stop);
bool cedu__fact_is_mark(uint32_t c); /* stands at an end of a phrase and is none of it */
fact_span cedu__fact_np_left(const fx *x, const fact_clause *k, uint32_t from, uint32_t at);
fact_span cedu__fact_np_right(const fx *x, const fact_clause *k, uint32_t at);
fact_span cedu__fact_np_first(const fx *x, const fact_clause *k, uint32_t at);
/* Behind 电（记者 某某） after the day it was sent (9月20日|电…), behind the bracket alone too; `at` where no such mark stands. */
uint32_t cedu__fact_behind_wire(const fx *x, uint32_t at, uint32_t stop);
bool cedu__fact_swallowed(const fx *x, const fact_clause *k, const fact_cue *q); /* part of the name of a measure or a sector */
bool cedu__fact_noun_ends(const fx *x, const fact_clause *k, fact_span np);      /* in a noun that is counted or measured */
size_t cedu__fact_items(const fx *x, fact_span s, fact_span *out, size_t max);   /* between 、 and 和 */
size_t cedu__fact_listed(const fx *x, fact_span s, fact_span *out, size_t max);  /* between 、 only: what 和 joins is one */
/* Canonical subject of a noun phrase. `count`: the unit is a counting word. */
cedu_str cedu__fact_subject(fx *x, fact_span np, const cedu_mention *number, cedu_str domain, cedu_str *id);
bool cedu__fact_ends_in_head(const fx *x, cedu_str s); /* …企业, …收入 */
cedu_str cedu__fact_domain(const fx *x, fact_span s);  /* the sector a phrase begins with, or holds */

/* about.c */
void cedu__fact_take_stock(fx *x); /* before the contexts: domain, noisy */
void cedu__fact_judge_page(fx *x); /* after them: relevant, and the clauses that are foreign */

/* the readers; each emits what it finds */
void cedu__fact_read_patterns(fx *x, const fact_sentence *s); /* before the numbers: marks those it has read */
void cedu__fact_share_units(fx *x);                           /* before any reader: 20、30万元 */
void cedu__fact_read_numbers(fx *x, const fact_sentence *s);
void cedu__fact_read_ranks(fx *x, const fact_sentence *s);
void cedu__fact_read_measures(fx *x, const fact_sentence *s);
#define CEDU_FACT_OPENING 24 /* code points of a sentence that only heads its paragraph: 1.发放“算力券”。 */
#define CEDU_FACT_SUBJECT 40 /* code points of a subject taken as written */
/* purpose.c: what is paid at `at` of clause k is for; empty = nothing says. */
fact_span cedu__fact_purpose(const fx *x, const fact_sentence *s, const fact_clause *k, uint32_t at);
void cedu__fact_read_named(fx *x);
void cedu__fact_read_speech(fx *x, const fact_sentence *s);
/* Whether [a, b) stands inside a short quotation: a name, a slogan. */
bool cedu__fact_quoted_name(const fx *x, const fact_clause *k, uint32_t a, uint32_t b);
int32_t cedu__fact_scope_before(const fx *x, const fact_clause *k, uint32_t at, uint32_t *start);
void cedu__fact_read_things(fx *x, const fact_sentence *s);
void cedu__fact_read_credits(fx *x);  /* credit.c */
void cedu__fact_read_nameless(fx *x); /* nameless.c: after the named */
/* header.c: before the contexts; the document's own policy fact after them. Sets doc_region to the issuer's. */
void cedu__fact_read_header(fx *x);
void cedu__fact_put_header(fx *x);
double cedu__fact_years(const cedu_mention *d);         /* named.c: of a duration; 0 = unknown */
bool cedu__fact_is_header(const fx *x, cedu_str title); /* the page's own title, typography aside */
bool cedu__fact_header_issuer(const fx *x, uint32_t at);
void cedu__fact_read_tables(fx *x); /* before the numbers: marks what it has read */

#endif
