/* draft.h - a page that was read, as a draft for src/desk/assess.h. For cli and serve: the desk knows no pages. */
#ifndef CEDU_DRAFT_H
#define CEDU_DRAFT_H

#include "desk/assess.h"
#include "engine.h"

/* Sentences, facts with quotations, mentions. Points into the page, which must outlive *out. CEDU_NOMEM only. */
CEDU_MUST_USE cedu_status cedu__draft_of(const cedu_page *p, cedu_arena *a, cedu_draft *out, cedu_error *err);

#endif
