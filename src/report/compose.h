/* compose.h - inside the report room: what compose.c (templates) and the parts share. A part is a function that appends blocks to the
 * paper; it writes nothing after c->status has failed. */
#ifndef CEDU_REPORT_COMPOSE_H
#define CEDU_REPORT_COMPOSE_H

#include "report/paper.h"
#include "report/report.h"

typedef struct composer {
    cedu_store *s;
    const cedu_paper_order *o;
    cedu_paper *p;
    cedu_error *err;
    cedu_status status;
    cedu_profile profile; /* of one region */
    cedu_comparison table;
    cedu_claims topic;
    cedu_changes changes;
} composer;

#define CEDU_PAPER_MAX_FOCUS 30 /* fields told of one region */
#define T(c, zh, en)         ((c)->p->english ? (en) : (zh))

/* ------------------------------------------------------------------ words (words.c) */
void cedu__say(composer *c, cedu_paper_block *b, const char *z);
void cedu__say_alone(composer *c, const char *zh, const char *en); /* a paragraph */
cedu_str cedu__say_field(const cedu_fact *f, cedu_field_id id);
cedu_str cedu__say_joined(composer *c, cedu_strs s);
cedu_str cedu__say_kind(const composer *c, cedu_fact_kind k);
cedu_str cedu__say_scope(const composer *c, cedu_str scope);
/* What a clause says of whom: the region, the subject, both or neither are in front. */
enum { CEDU_SAY_REGION = 1, CEDU_SAY_SUBJECT = 2 };
/* 2021年为413.9亿元[1] - without the full stop. */
void cedu__say_clause(composer *c, cedu_paper_block *b, const cedu_store_fact *f, int note, int say);
/* What many facts say, a paragraph a subject (or a region): 人工智能产业规模：2020年为…；2021年为…。 */
void cedu__say_claims(composer *c, const cedu_claims *k, bool by_region);

/* ------------------------------------------------------------------ tables */
cedu_paper_block *cedu__say_table(composer *c, const char *caption, const char *const *columns, size_t n);
cedu_paper_cell cedu__say_cell(cedu_str s);
void cedu__say_claim_table(composer *c, const cedu_claims *k, bool region);
/* Figures of no indicator that a pack knows, in the words of their pages. */
void cedu__say_other_figures(composer *c, const cedu_claim *const *k, size_t n, bool region);

/* Who names which field, as a matrix of dots; `v` region by region, every note already behind a text. */
typedef struct cedu_paper_field {
    cedu_str region, name;
    int note;
} cedu_paper_field;
void cedu__part_focus_matrix(composer *c, const cedu_paper_field *v, size_t n);

/* ------------------------------------------------------------------ parts: X(name in templates, function) */
/* clang-format off */
#define CEDU_PAPER_PARTS(X) \
    X("indicators", indicators) X("indicator-table", indicator_table) X("other-figures", other_figures) X("charts", charts) \
    X("targets", targets) X("focus", focus) X("policies", policies) X("registries", registries) X("conflicts", conflicts) \
    X("unknown", unknown) X("comparison", comparison) X("by-region", regions) X("topic", topic) X("topic-table", topic_table) \
    X("changes", changes) X("method", method)
/* clang-format on */
#define CEDU__X(name, function) void cedu__part_##function(composer *c);
CEDU_PAPER_PARTS(CEDU__X)
#undef CEDU__X

#endif
