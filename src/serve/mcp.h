/* mcp.h - `cedu mcp`: the knowledge base as tools of the Model Context Protocol, over standard input and output.
 *
 * One JSON-RPC 2.0 message a line (the stdio transport of MCP 2025-06-18; 2025-03-26 and 2024-11-05 are spoken too). The tools are
 * a table over the routes of the API, so their parameters, checks and answers are the same; all only read. Every fact in an answer
 * carries its quotation, its document and its place: an agent that quotes it can be checked.
 */
#ifndef CEDU_SERVE_MCP_H
#define CEDU_SERVE_MCP_H

#include "base/base.h"

typedef struct cedu_mcp cedu_mcp;

/* `db` is opened read-only. The engine outlives the session. */
CEDU_MUST_USE cedu_status cedu__mcp_new(const char *db, const cedu_engine *engine, cedu_mcp **out, cedu_error *err);
void cedu__mcp_free(cedu_mcp *m); /* NULL is fine */
/* Answers one line (without its newline) into `out`, newline included; a notification and an answer of the client give nothing.
 * Whatever the line holds, the session goes on. Not thread-safe. */
void cedu__mcp_line(cedu_mcp *m, cedu_str line, cedu_buf *out);

#endif
