/* schema.c - the shapes of answers: what OpenAPI and the UI's types say, and what tests/serve checks every answer against.
 *
 * Here, what the base says; what people bring and do is in schema_desk.c. Adding a field: here, in the handler, then tests/serve/run.py BINARY --bless.
 */
#include "serve/schema.h"

F overview[] = {
    {"v", "integer", "version of the contract"},
    {"version", "string", "of the program"},
    {"fingerprint", "string", "of the engine and its packs"},
    {"totals", "Totals", ""},
    {"newest", "Document[]", "the last added first"},
    {"regions", "Count[]", ""},
    {"coverage", "Cover[]", "facts of a region by the year their period begins"},
    {"targets_by_state", "object", "state: how many"},
    {"conflicts_by_class", "object", "class: how many"},
    {"policies", "integer", ""},
    {"targets", "Target[]", "those that matter most"},
    {"conflicts", "Conflict[]", "those that matter most"},
    {"agreements", "Derived[]", "derived values that another page states"},
    {"derived", "integer", "all derived values"},
    {"agreeing", "integer", "all that another page states"},
    {"judged", "boolean", "false: a large base, targets, conflicts and agreements are not worked out (yet)"},
};
F totals[] = {
    {"documents", "integer", ""},
    {"clusters", "integer", "independent sources"},
    {"facts", "integer", ""},
    {"findings", "integer", ""},
    {"bytes", "integer", "of the originals"},
    {"regions", "integer", ""},
    {"subjects", "integer", ""},
    {"review", "integer", "facts that wait for review"},
    {"facts_by_kind", "object", "kind: how many"},
    {"findings_by_class", "object", "class: how many"},
};
F cover[] = {{"region", "string", ""}, {"year", "integer", ""}, {"facts", "integer", ""}};
F count[] = {
    {"name", "string", ""},
    {"id", "string?", "GB/T 2260 code, or id of the indicator"},
    {"facts", "integer", ""},
    {"documents", "integer?", "null: not counted, of a huge base"},
    {"year_from", "integer?", ""},
    {"year_to", "integer?", "9999: open end"},
    {"unit", "string?", "the commonest base unit"},
};
F document[] = {
    {"doc", "string", "SHA-256 of the payload"},
    {"published", "string?", "ISO 8601"},
    {"title", "string?", ""},
    {"outlet", "string?", ""},
    {"site", "string?", ""},
    {"url", "string?", ""},
    {"editor", "string?", ""},
    {"authors", "string[]", ""},
    {"doc_type", "string?", ""},
    {"tier", "string?", "of the source"},
    {"tier_basis", "string?", "why this tier"},
    {"doubts", "regions", "classes of findings that speak against the page; null: none"},
    {"extracted", "string?", "how its text was made: docx pdf …"},
    {"container", "string?", "SHA-256 of the archive it came in"},
    {"facts", "integer", "how many"},
    {"findings", "integer", "how many"},
    {"cluster_size", "integer", "documents with the same article, this one included"},
    {"stale", "boolean", "read by another engine or other packs"},
    {"file", "string?", ""},
    {"member", "string?", "inside a container"},
    {"encoding", "string?", ""},
    {"bytes", "integer", ""},
    {"added_at", "string?", "UTC"},
};
F fact[] = {
    {"id", "string", ""},
    {"kind", "string", ""},
    {"region", "regions", "several: one assertion about all of them jointly"},
    {"region_code", "string?", "GB/T 2260"},
    {"subject", "string?", ""},
    {"subject_id", "string?", ""},
    {"period", "string?", "ISO 8601"},
    {"value", "number?", "in the base unit"},
    {"value_max", "number?", "of a range"},
    {"unit", "string?", "base unit"},
    {"modifier", "string?", "= > >= < <= ~ 余 top_group"},
    {"as_written", "string?", "the page's own words"},
    {"shown", "string?", "the whole value for people"},
    {"number", "string?", "its digits; null for ranges"},
    {"number_unit", "string?", "its unit for people"},
    {"stance", "string", ""},
    {"source", "string?", "who asserts it; null: the page"},
    {"denied", "boolean", "the text denies it"},
    {"review", "boolean", "waits for review"},
    {"status", "string", "pending accepted rejected disputed"},
    {"corrected", "boolean", "somebody changed what was read"},
    {"confidence", "number", "0 to 1"},
    {"clean_quote", "string", "repaired"},
    {"quote", "string", "the input's own characters"},
    {"doc", "string", "SHA-256"},
    {"published", "string?", "of the document"},
    {"title", "string?", "of the document"},
    {"outlet", "string?", "of the document"},
    {"tier", "string?", "of the document's source"},
    {"doubts", "regions", "what speaks against the document; null: nothing"},
    {"file", "string?", "of the document"},
    {"start", "integer", "code points into the decoded payload"},
    {"end", "integer", ""},
    {"byte_start", "integer", "bytes into the payload"},
    {"byte_end", "integer", ""},
};
F target[] = {
    {"region", "regions", ""},
    {"subject", "string?", ""},
    {"target", "number?", "base unit; null: qualitative"},
    {"unit", "string?", ""},
    {"deadline", "integer?", "year"},
    {"state", "string", ""},
    {"latest", "number?", ""},
    {"latest_period", "string?", ""},
    {"progress", "number?", "% of the target"},
    {"needed", "number?", "growth still needed, %"},
    {"needed_per_year", "number?", "%"},
    {"planned_per_year", "number?", "growth a year from the baseline to the deadline, %"},
    {"reason", "string?", "Chinese"},
    {"reason_en", "string?", "English"},
    {"fact", "string", "id"},
    {"latest_fact", "string?", "id"},
    {"baseline", "number?", "what was known when the target was stated"},
    {"baseline_period", "string?", ""},
    {"baseline_fact", "string?", "id"},
    {"sources", "integer", "independent ones"},
    {"independent", "boolean", "the latest figure comes from another source than the target"},
    {"statement", "Fact", ""},
    {"baseline_row", "Fact?", ""},
    {"latest_row", "Fact?", ""},
};
F conflict[] = {
    {"class", "string", "scope, time, retelling, real, coexist"},
    {"kind", "string", ""},
    {"region", "regions", ""},
    {"subject", "string?", ""},
    {"period", "string?", ""},
    {"a", "number?", ""},
    {"a_source", "string?", ""},
    {"b", "number?", ""},
    {"b_source", "string?", ""},
    {"reason", "string?", "Chinese"},
    {"reason_en", "string?", "English"},
    {"a_fact", "string", "id"},
    {"b_fact", "string", "id"},
    {"a_sources", "integer", "independent sources on this side"},
    {"b_sources", "integer", ""},
    {"facts", "string[]", "ids of all facts it rests on"},
    {"derived", "boolean", "b is computed, not stated"},
    {"derivation", "Derived?", "how b is computed"},
    {"a_row", "Fact", ""},
    {"b_row", "Fact", ""},
};
F derived[] = {
    {"verdict", "string", "new, consistent, contradicts"},
    {"kind", "string", ""},
    {"region", "string?", ""},
    {"subject", "string?", ""},
    {"period", "string?", ""},
    {"value", "number?", ""},
    {"unit", "string?", ""},
    {"number", "string?", "digits for people, four figures"},
    {"number_unit", "string?", ""},
    {"low", "number?", "what the written precision allows"},
    {"high", "number?", ""},
    {"approx", "boolean", ""},
    {"stated", "number?", ""},
    {"off", "number?", "% from what is stated"},
    {"rule", "string", ""},
    {"rule_zh", "string", ""},
    {"formula", "string?", ""},
    {"sources", "integer", ""},
    {"relative_to", "string?", "denominator of a share, base year of a growth"},
    {"caution", "boolean", "inputs of different asserters, times or scopes"},
    {"planned", "boolean", "of targets"},
    {"steps", "integer", ""},
    {"is_stated", "boolean", ""},
    {"inputs", "string[]", "ids"},
    {"stated_fact", "string?", "id"},
    {"input_rows", "Fact[]", ""},
    {"stated_row", "Fact?", ""},
};
F claim[] = {
    {"kind", "string", ""},
    {"subject", "string?", ""},
    {"subject_id", "string?", ""},
    {"period", "string?", ""},
    {"value", "number?", ""},
    {"unit", "string?", ""},
    {"as_written", "string?", ""},
    {"scope", "string?", "baseline=2019;denominator=…"},
    {"source", "string?", ""},
    {"sources", "integer", "independent ones"},
    {"disagree", "boolean", "its facts disagree"},
    {"fact", "string", "id of the fact shown"},
    {"regions", "regions", ""},
    {"facts", "integer", "how many"},
    {"row", "Fact", "the fact shown"},
};
F policy[] = {
    {"title", "string?", ""},
    {"document_number", "string?", ""},
    {"issuers", "string[]", ""},
    {"regions", "string[]", ""},
    {"doc_type", "string?", ""},
    {"status", "string?", ""},
    {"signed", "string?", ""},
    {"published", "string?", ""},
    {"effective", "string?", ""},
    {"expires", "string?", ""},
    {"sources", "integer", ""},
    {"fact", "string?", "id"},
    {"clean_quote", "string?", ""},
    {"outlet", "string?", "of the page that speaks of it"},
    {"reported", "string?", "date of that page"},
};
F focus[] = {
    {"name", "string", ""},        {"facts", "integer", ""},    {"sources", "integer", ""},
    {"year_from", "integer?", ""}, {"year_to", "integer?", ""}, {"evidence", "Fact", ""},
};
F profile[] = {
    {"v", "integer", ""},
    {"region", "string", ""},
    {"region_code", "string?", ""},
    {"facts", "integer", ""},
    {"documents", "integer", ""},
    {"sources", "integer", ""},
    {"review", "integer", ""},
    {"conflicts", "integer", ""},
    {"facts_by_kind", "object", ""},
    {"partial", "boolean", "there are more facts than were looked at: the latest"},
    {"indicators", "Claim[]", "of an indicator, kind and scope together, oldest first"},
    {"targets", "Target[]", ""},
    {"policies", "Policy[]", ""},
    {"registries", "Fact[]", ""},
    {"focus", "Focus[]", ""},
    {"indicators_total", "integer", "indicators, each with its kind and scope; the section pages by them"},
    {"targets_total", "integer", ""},
    {"policies_total", "integer", ""},
    {"registries_total", "integer", ""},
    {"focus_total", "integer", ""},
};
F finding[] = {
    {"class", "string", ""},  {"count", "integer", ""},       {"placed", "boolean", ""},    {"start", "integer?", ""},
    {"end", "integer?", ""},  {"byte_start", "integer?", ""}, {"byte_end", "integer?", ""}, {"before", "string?", ""},
    {"after", "string?", ""}, {"confidence", "number?", ""},  {"note", "string?", ""},
};
F span[] = {{"clean_start", "integer?", "code points into the restored text"}, {"clean_end", "integer?", ""}};
F paragraph[] = {
    {"n", "integer", ""},
    {"heading", "integer", "0: text"},
    {"raw", "string", "as found, decoded"},
    {"start", "integer", "code points into the decoded payload"},
    {"end", "integer", ""},
    {"clean", "string", "restored"},
    {"clean_start", "integer", "code points into the restored text"},
    {"clean_end", "integer", ""},
};
F evidence[] = {
    {"v", "integer", ""},
    {"document", "Document", ""},
    {"readable", "boolean", ""},
    {"aligned", "boolean", "the spans hold in the restored text"},
    {"facts", "Fact[]", ""},
    {"findings", "Finding[]", ""},
    {"fact_spans", "Span[]", "parallel to facts"},
    {"finding_spans", "Span[]", "parallel to findings"},
    {"paragraphs", "Paragraph[]", ""},
    {"cluster", "Document[]", "the others of its cluster"},
};
F fact_evidence[] = {
    {"v", "integer", ""},
    {"fact", "Fact", ""},
    {"record", "object", "the whole fact, as cedu explain --format json"},
    {"document", "Document", ""},
    {"bytes_hex", "string", "the quotation's bytes, 512 at most"},
    {"bytes_cut", "boolean", "there are more"},
};
F row[] = {
    {"subject", "string?", ""},
    {"subject_id", "string?", ""},
    {"kind", "string", ""},
    {"scope", "string?", ""},
    {"year", "integer?", ""},
    {"unit", "string?", ""},
    {"cells", "Claim?[]", "parallel to regions; null: unknown"},
};
F comparison[] = {
    {"v", "integer", ""},        {"rows", "ComparisonRow[]", ""},
    {"regions", "string[]", ""}, {"offset", "integer", ""},
    {"more", "boolean", ""},     {"partial", "boolean", "not all facts were looked at: the latest"},
};
F hit[] = {
    {"doc", "string", ""},      {"published", "string?", ""}, {"title", "string?", ""},
    {"snippet", "string?", ""}, {"before", "string?", ""},    {"hit", "string?", "the words that hit; empty: in the title"},
    {"after", "string?", ""},   {"outlet", "string?", ""},    {"file", "string?", ""},
};
F hits[] = {
    {"v", "integer", ""},
    {"rows", "Hit[]", ""},
    {"offset", "integer", ""},
    {"more", "boolean", ""},
    {"partial", "boolean", "not all facts were looked at: the latest"},
    {"total", "integer", "counted up to 10 000"},
};
F ledger_row[] = {
    {"name", "string?", ""},
    {"word", "string?", "of the packs, that put it here"},
    {"grade", "string", "stated reported estimated planned wished lacking"},
    {"facts", "integer", ""},
    {"sources", "integer", "independent ones"},
    {"row", "Fact", "the first that says so"},
};
F ledger[] = {
    {"v", "integer", ""},      {"rows", "LedgerRow[]", ""}, {"total", "integer", ""},
    {"offset", "integer", ""}, {"more", "boolean", ""},     {"partial", "boolean", "not all facts were looked at: the latest"},
};
F overlap_side[] = {
    {"region", "string", ""}, {"item", "string?", "its own words"}, {"grade", "string", ""}, {"row", "Fact", ""}};
F overlap[] = {
    {"level", "string", "literal, kin, vision"},
    {"shared", "string?", ""},
    {"a", "OverlapSide", ""},
    {"b", "OverlapSide", ""},
    {"regions", "integer", "how many name it"},
    {"mandated", "boolean", "asked for from above: no sign of copying"},
    {"weight", "number?", "0: everybody names it"},
};
F similarity[] = {
    {"a", "string", ""},
    {"b", "string", ""},
    {"shared", "integer", ""},
    {"either", "integer", ""},
    {"likeness", "number?", "0 to 1"},
    {"only_a", "string[]", "what sets it apart"},
    {"only_b", "string[]", ""},
};
F overlaps[] = {
    {"v", "integer", ""},
    {"rows", "Overlap[]", ""},
    {"pairs", "Similarity[]", "most alike first"},
    {"regions", "integer", "that name anything"},
    {"offset", "integer", ""},
    {"more", "boolean", ""},
    {"partial", "boolean", "not all facts were looked at: the latest"},
};
F chain_cell[] = {
    {"stage", "string?", ""}, {"layer", "string?", ""}, {"present", "Fact?", "all three null: unknown"},
    {"gap", "Fact?", ""},     {"plan", "Fact?", ""},
};
F chain_row[] = {{"region", "string", ""}, {"cells", "ChainCell[]", "in the order of the packs' stages"}};
F answer[] = {
    {"v", "integer", ""},
    {"rows", "Claim[]", ""},
    {"entries", "LedgerRow[]", "of a question after a list; without claims"},
    {"derived", "Derived[]", "what no text says but what follows; without claims"},
    {"unused", "string[]", "words that nothing was made of"},
    {"regions", "string[]", "understood"},
    {"subjects", "string[]", "understood"},
    {"level", "string?", ""},
    {"year_from", "integer?", ""},
    {"year_to", "integer?", ""},
    {"op", "string?", ""},
    {"limit", "number?", ""},
    {"limit_unit", "string?", ""},
    {"order", "integer", "1 the most, -1 the least, 0 not asked"},
    {"why", "string?", "why there is no answer"},
    {"why_en", "string?", ""},
    {"uncertain", "integer", "left out because their interval does not decide"},
    {"known_years", "string[]", ""},
    {"known_regions", "string[]", ""},
    {"offset", "integer", ""},
    {"more", "boolean", ""},
    {"partial", "boolean", "not all facts were looked at: the latest"},
};
F change[] = {{"what", "string", "new_policy changed_target new_target …"}, {"now", "Fact", ""}, {"before", "Fact?", ""}};
F waiting[] = {
    {"impact", "integer", "results that rest on it"},
    {"why", "string[]", "unsure disputed conflict low_confidence no_source results"},
    {"fact", "Fact", ""},
};
F queue[] = {
    {"v", "integer", ""},        {"rows", "Waiting[]", "most impact first"},
    {"total", "integer", ""},    {"pending", "integer", "of the facts looked at (20 000)"},
    {"accepted", "integer", ""}, {"rejected", "integer", ""},
    {"disputed", "integer", ""}, {"offset", "integer", ""},
    {"more", "boolean", ""},     {"partial", "boolean", "not all facts were looked at: the latest"},
};
F verdict[] = {
    {"status", "string", ""}, {"changes", "string?", "JSON object of what was corrected"},
    {"note", "string?", ""},  {"who", "string?", ""},
    {"at", "string?", "UTC"}, {"undone_at", "string?", ""},
};
F history[] = {{"v", "integer", ""},
               {"fact", "Fact", ""},
               {"verdicts", "Verdict[]", "oldest first"},
               {"writable", "boolean", "verdicts can be given here"}};
F impact[] = {{"v", "integer", ""}, {"derived", "Derived[]", ""}, {"targets", "Target[]", ""}, {"conflicts", "Conflict[]", ""}};
F upload[] = {{"v", "integer", ""}, {"bytes", "integer", "arrived; reading goes on by itself"}};
F intake_page[] = {
    {"file", "string", ""},
    {"member", "string?", "inside a container"},
    {"how", "string", "new same alias stale reread failed"},
    {"doc", "string?", "SHA-256"},
    {"title", "string?", ""},
    {"outlet", "string?", ""},
    {"published", "string?", ""},
    {"bytes", "integer", ""},
    {"facts", "integer", ""},
    {"findings", "integer", ""},
    {"findings_by_class", "object", ""},
    {"error", "string?", "Chinese"},
    {"error_en", "string?", ""},
};
F intake[] = {
    {"v", "integer", ""},
    {"running", "boolean", ""},
    {"now", "string?", "the file under way"},
    {"files", "integer", "of this round"},
    {"files_done", "integer", ""},
    {"pages", "integer", ""},
    {"added", "integer", ""},
    {"same", "integer", "were there already"},
    {"failed", "integer", ""},
    {"bytes", "integer", ""},
    {"facts", "integer", ""},
    {"findings", "integer", ""},
    {"facts_by_kind", "object", ""},
    {"findings_by_class", "object", ""},
    {"rows", "IntakePage[]", "the last hundred"},
};
F condition[] = {
    {"what", "string", ""},
    {"what_zh", "string", ""},
    {"text", "string?", "of the clause"},
    {"value", "string?", "what is compared"},
    {"state", "string", "yes no unknown"},
};
F offer[] = {
    {"region", "string?", ""},
    {"name", "string?", "what it is for"},
    {"state", "string", "yes no unknown; unknown is never counted as met"},
    {"amount", "number?", "元"},
    {"at_most", "boolean", "only the cap is known"},
    {"formula", "string?", ""},
    {"why", "string?", "why there is no amount"},
    {"why_en", "string?", ""},
    {"conditions", "Condition[]", ""},
    {"payer", "string?", ""},
    {"rate", "number?", "%"},
    {"base", "string?", "what the rate is taken of"},
    {"cap", "number?", "元"},
    {"year_cap", "number?", "元"},
    {"from", "string?", ""},
    {"to", "string?", ""},
    {"stack", "string", "unknown once adds"},
    {"stack_quote", "string?", ""},
    {"window_quote", "string?", ""},
    {"exclusion_quote", "string?", ""},
    {"sources", "integer", ""},
    {"row", "Fact", "the clause"},
};
F offer_sum[] = {
    {"region", "string?", ""},         {"sure", "integer", ""},
    {"open", "integer", ""},           {"refused", "integer", ""},
    {"without_amount", "integer", ""}, {"sum_sure", "number?", "元"},
    {"sum_open", "number?", "元"},     {"sum_most", "number?", "caps where nothing can be computed: an upper bound"},
};
F offers[] = {
    {"v", "integer", ""},      {"rows", "Offer[]", ""}, {"sums", "OfferSum[]", ""},
    {"offset", "integer", ""}, {"more", "boolean", ""}, {"partial", "boolean", "not all facts were looked at: the latest"},
};
F line_policy[] = {
    {"title", "string?", ""},
    {"region", "string?", ""},
    {"level", "string?", ""},
    {"date", "string?", ""},
    {"force", "string", "unknown draft later in_force expired repealed"},
    {"cited_only", "boolean", "no page is about it"},
    {"fact", "string?", "id"},
};
F line[] = {
    {"what", "string", "carries_out replaces final_of under"},
    {"what_zh", "string", ""},
    {"lower", "LinePolicy", ""},
    {"upper", "LinePolicy", ""},
    {"quote", "string?", "the sentence that says so; null: a hint"},
    {"odd", "boolean", "upwards to a narrower region"},
    {"fact", "string?", "id"},
};
F lineage[] = {
    {"v", "integer", ""},      {"rows", "Line[]", ""},  {"policies", "LinePolicy[]", "widest region first, then by date"},
    {"offset", "integer", ""}, {"more", "boolean", ""}, {"partial", "boolean", "not all facts were looked at: the latest"},
};
F graph_node[] = {{"type", "string", "region policy registry sector target organisation instrument project problem"},
                  {"name", "string", ""},
                  {"links", "integer", "how many"}};
F graph_link[] = {{"from", "integer", "index into nodes"},
                  {"to", "integer", ""},
                  {"what", "string", ""},
                  {"what_zh", "string", ""},
                  {"fact", "string", "id"}};
F graph[] = {{"v", "integer", ""},
             {"nodes", "GraphNode[]", "the region first"},
             {"links", "GraphLink[]", ""},
             {"left_out", "integer", "for lack of room"}};
F taught[] = {
    {"name", "string", "of the indicator, as people gave it"},
    {"form", "string", "how the page writes it"},
    {"unit", "string?", "base unit"},
    {"example", "string", "the sentence that was corrected"},
    {"verdicts", "integer", "that say so"},
    {"fact", "string?", "id"},
};
F lexicon[] = {{"v", "integer", ""},
               {"rows", "Taught[]", ""},
               {"folder", "string", "where the pack would lie"},
               {"diff", "string", "unified, for patch -p1 in that folder; empty: nothing is taught"}};
LIST(counts, "Count");
LIST(documents, "Document");
LIST(facts, "Fact");
LIST(targets, "Target");
LIST(conflicts, "Conflict");
LIST(derived_list, "Derived");
LIST(policies, "Policy");
LIST(chains, "ChainRow");
LIST(changes, "Change");

static const cedu_shape of_base[] = {
    S("Overview", overview),
    S("Totals", totals),
    S("Cover", cover),
    S("Count", count),
    S("Counts", counts),
    S("Document", document),
    S("Documents", documents),
    S("Fact", fact),
    S("Facts", facts),
    S("FactEvidence", fact_evidence),
    S("Evidence", evidence),
    S("Paragraph", paragraph),
    S("Finding", finding),
    S("Span", span),
    S("Target", target),
    S("Targets", targets),
    S("Conflict", conflict),
    S("Conflicts", conflicts),
    S("Derived", derived),
    S("DerivedList", derived_list),
    S("Claim", claim),
    S("ComparisonRow", row),
    S("Comparison", comparison),
    S("Policy", policy),
    S("Policies", policies),
    S("Focus", focus),
    S("Profile", profile),
    S("Hit", hit),
    S("Hits", hits),
    S("LedgerRow", ledger_row),
    S("Ledger", ledger),
    S("OverlapSide", overlap_side),
    S("Overlap", overlap),
    S("Similarity", similarity),
    S("Overlaps", overlaps),
    S("ChainCell", chain_cell),
    S("ChainRow", chain_row),
    S("Chains", chains),
    S("Answer", answer),
    S("Change", change),
    S("Changes", changes),
    S("Waiting", waiting),
    S("Queue", queue),
    S("Verdict", verdict),
    S("History", history),
    S("Impact", impact),
    S("Upload", upload),
    S("IntakePage", intake_page),
    S("Intake", intake),
    S("Condition", condition),
    S("Offer", offer),
    S("OfferSum", offer_sum),
    S("Offers", offers),
    S("LinePolicy", line_policy),
    S("Line", line),
    S("Lineage", lineage),
    S("GraphNode", graph_node),
    S("GraphLink", graph_link),
    S("Graph", graph),
    S("Taught", taught),
    S("Lexicon", lexicon),
};

F error_body[] = {{"code", "string", "name of a status"}, {"zh", "string", ""}, {"en", "string", ""}};
F error[] = {{"error", "ErrorBody", ""}};
static const cedu_shape of_errors[] = {S("ErrorBody", error_body), S("Error", error)};

const cedu_shape *cedu__serve_shape(size_t i) {
    if (i < CEDU_COUNT(of_base)) return &of_base[i];
    if ((i -= CEDU_COUNT(of_base)) < cedu__serve_desk_shape_count) return &cedu__serve_desk_shapes[i];
    return (i -= cedu__serve_desk_shape_count) < CEDU_COUNT(of_errors) ? &of_errors[i] : NULL;
}
