/* ledger_inner.h - what ledger.c and ledger_audit.c share. */
#ifndef CEDU_STORE_LEDGER_INNER_H
#define CEDU_STORE_LEDGER_INNER_H

#include <sqlite3.h>

#include "store/ledger.h"

/* Prepares and binds the texts as ?1, ?2 …; the caller finalizes. */
CEDU_MUST_USE cedu_status cedu__ledger_query(cedu_store *s, const char *sql, const cedu_str *texts, size_t n,
                                             sqlite3_stmt **out, cedu_error *err);
/* SHA-256 of the canonical text of a posting, prev included; false: out of memory. */
bool cedu__ledger_hash(const cedu_posting *p, char out[65]);

#endif
