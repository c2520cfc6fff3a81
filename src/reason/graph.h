/* graph.h - what surrounds a region, as nodes and links. Every link names the fact behind it.
 *
 * Links come from facts alone: a policy covers a region and is issued by a body, a region is designated, concentrates on a field, plans a
 * target, has an instrument, shares a field with another region. To add a link: a row in `relations` (graph.c).
 */
#ifndef CEDU_REASON_GRAPH_H
#define CEDU_REASON_GRAPH_H

#include "reason/reason.h"

#define CEDU_GRAPH_NODES 400 /* a picture with more tells nothing; what is left out is counted */

typedef struct cedu_graph_node {
    const char *type; /* region policy registry sector target organisation instrument project problem */
    cedu_str name;
    size_t links;
} cedu_graph_node;
typedef struct cedu_graph_link {
    size_t from, to; /* nodes */
    const char *what, *zh;
    const char *fact; /* id */
} cedu_graph_link;
typedef struct cedu_graph {
    CEDU_VEC(cedu_graph_node) nodes; /* the region first */
    CEDU_VEC(cedu_graph_link) links;
    size_t left_out;
} cedu_graph;

/* CEDU_NOT_FOUND where the base has no fact about the region. Everything lies in the arena. */
CEDU_MUST_USE cedu_status cedu__reason_graph(cedu_store *s, cedu_str region, const cedu_reason_options *opt, cedu_arena *a,
                                             cedu_graph *out, cedu_error *err);

#endif
