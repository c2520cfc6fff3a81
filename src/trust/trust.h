/* trust.h - who speaks on a page, and what on it speaks against it. Shown beside the facts; never a reason to drop one.
 *
 * The tier comes from the host of the page's address, else from the outlet that it names, else from the document that it is; the
 * words are in packs (sources.tsv, spun.tsv). Doubts are counts with their statistic in words, each a finding of the page. Thresholds are
 * such that corpora and ordinary pages stay without any (docs/inputs.md, Credibility).
 * Linear in the text; all memory from the arena; thread-safe.
 */
#ifndef CEDU_TRUST_H
#define CEDU_TRUST_H

#include "page/page.h"

typedef struct cedu_trust_input {
    const cedu_article *article; /* as read: blocks that are no article are looked at too */
    cedu_strs lines;             /* the article's lines, repaired */
    cedu_str title, url, outlet, site;
    bool document;     /* the page is an official document by its own header */
    uint32_t inserted; /* adverts that the repair took out of sentences */
} cedu_trust_input;

enum { CEDU_MAX_DOUBTS = 4 };

typedef struct cedu_doubt {
    cedu_finding_class cls;
    uint32_t count;
    cedu_str note; /* the statistic, English */
} cedu_doubt;

typedef struct cedu_trust {
    cedu_str tier;  /* static in the image, "hijacked" or "unknown" */
    cedu_str basis; /* "host gov.cn", "outlet 某报", "document"; absent when unknown */
    cedu_doubt doubts[CEDU_MAX_DOUBTS];
    size_t doubt_count;
    cedu_strs names; /* of the doubts' classes, `inserted_text` among them where it weighs */
} cedu_trust;

CEDU_MUST_USE cedu_status cedu__trust_look(const cedu_image *im, const cedu_trust_input *in, cedu_arena *a, cedu_trust *out,
                                           cedu_error *err);

/* spun.c: words that a machine has exchanged. Count 0 = nothing that would be worth telling. */
void cedu__trust_spun(const cedu_image *im, cedu_strs lines, cedu_arena *a, cedu_doubt *out);

#endif
