/* select.h - what select.c, title.c and kinds.c share: how a block looks to all three. Nothing here is seen outside the room. */
#ifndef CEDU_PAGE_SELECT_H
#define CEDU_PAGE_SELECT_H

#include <math.h>

#include "page/page_priv.h"

#define G(name)   (1u << CUE_##name)
#define FURNITURE (G(nav) | G(copyright) | G(related) | G(share) | G(comment) | G(tags) | G(crumb))

cedu_str cedu__leaf_text(const cedu_raw *r, const cedu_leaf *l);
double cedu__leaf_links(const cedu_leaf *l); /* share of its bytes inside links */
bool cedu__leaf_prose(const cedu_leaf *l);   /* a sentence of an article */
/* Furniture lines: the groups that say so, 0 = none. */
uint32_t cedu__leaf_furniture(const cedu_leaf *l);
double cedu__node_hint(const cedu_raw *r, uint32_t node); /* what the names of its ancestors say, nearest first */
bool cedu__leaf_byline(const cedu_leaf *l);               /* a line of source, date, people */
bool cedu__leaf_titleish(const cedu_leaf *l);             /* could be a headline */
bool cedu__leaf_credit(const cedu_raw *r, const cedu_leaf *l);
bool cedu__leaf_label_alone(const cedu_leaf *l);
bool cedu__leaf_ends(const cedu_raw *r, const cedu_leaf *l);   /* behind it the article does not go on, if there was one */
bool cedu__leaf_number(const cedu_raw *r, const cedu_leaf *l); /* the number of a document, in a line of its own */
bool cedu__page_office(const cedu_raw *r, cedu_str folded);    /* ends as offices are called */
size_t cedu__common_prefix(cedu_str a, cedu_str b);

void cedu__page_correct(cedu_raw *r);   /* select.c: small corrections that need neighbours */
void cedu__page_take_lead(cedu_raw *r); /* take.c */
void cedu__page_take_signature(cedu_raw *r);
void cedu__page_take_credits(cedu_raw *r);
void cedu__page_take_anything(cedu_raw *r);
void cedu__page_take_document(cedu_raw *r);
void cedu__page_find_title(cedu_raw *r);   /* title.c: sets core_start, title, title_end */
void cedu__page_settle_kinds(cedu_raw *r); /* kinds.c: kind and level of every block */

#endif
