/* bodies.h - organisations and persons, put out for named.c. */
#ifndef CEDU_FACT_BODIES_H
#define CEDU_FACT_BODIES_H

#include "fact/text.h"

typedef CEDU_VEC(cedu_str) fact_names; /* of the bodies put out so far */

/* The bodies and posts before a name: 省政协常委、某市政协主席. `first` gets where they begin, `title` where the first post does. */
typedef struct fact_posts {
    const cedu_mention *org[4];
    size_t orgs;
    uint32_t first, title;
} fact_posts;

cedu_str cedu__fact_name(const fx *x, const cedu_mention *m); /* named.c: the canonical name, else what is written */
void cedu__fact_put_org(fx *x, const fact_clause *k, const cedu_mention *m, const char *role, fact_names *seen);
void cedu__fact_put_person(fx *x, const fact_clause *k, const cedu_mention *m, fact_posts *out);
void cedu__fact_read_media(fx *x, fact_names *seen); /* the page's outlet, where the text says it; a newspaper that is cited */

#endif
