/* schema_desk.c - the shapes of what people bring and do: sessions and users, tables, programmes, matching, drafts; and of
 * overlap of focus. See schema.c. */
#include "serve/schema.h"

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
F overlap_count[] = {{"a", "string", ""},
                     {"b", "string", ""},
                     {"literal", "integer", "same words"},
                     {"kin", "integer", "of one family or vision"}};
F overlaps[] = {
    {"v", "integer", ""},
    {"rows", "Overlap[]", ""},
    {"pairs", "Similarity[]", "most alike first, `limit` of them"},
    {"most", "string[]", "the regions that share most, 14 of them at most"},
    {"counts", "OverlapCount[]", "of two of these, all the fields they share; pairs that share none are left out"},
    {"regions", "integer", "that name anything"},
    {"total", "integer", "rows there are"},
    {"cut", "boolean", "there are more than 20 000 rows or pairs: these are the first; counts are complete"},
    {"offset", "integer", ""},
    {"more", "boolean", ""},
    {"partial", "boolean", "not all facts were looked at: the latest"},
};
F pack[] = {{"name", "string?", ""},
            {"entries", "integer", ""},
            {"classes", "object", "entries of each class: region, unit, indicator …"}};
F threshold[] = {{"name", "string", ""}, {"value", "number?", ""}, {"zh", "string", ""}, {"en", "string", ""}};
F settings[] = {{"v", "integer", ""},
                {"fingerprint", "string", "of the packs"},
                {"packs", "Pack[]", ""},
                {"thresholds", "Threshold[]", ""}};
F session[] = {
    {"v", "integer", ""},
    {"team", "boolean", "users log in here"},
    {"user", "string?", "null: not logged in, or no team"},
    {"role", "string?", "reader editor admin"},
    {"token", "string?", "for the header X-Cedu-Token of a POST"},
    {"writable", "boolean", "files and verdicts are taken from whoever asks"},
};
F login[] = {{"user", "string", ""}, {"password", "string", ""}};
F passwords[] = {{"old", "string", ""}, {"new", "string", "10 characters at least"}};
F new_password[] = {{"password", "string?", "null: as it is"}};
F user[] = {
    {"name", "string", ""},     {"role", "string", "reader editor admin"}, {"active", "boolean", ""},
    {"added_at", "string", ""}, {"seen_at", "string?", "last login"},
};
F users[] = {{"v", "integer", ""}, {"rows", "User[]", ""}};
F log_entry[] = {
    {"id", "integer", ""},
    {"at", "string", "UTC"},
    {"who", "string?", ""},
    {"address", "string?", ""},
    {"action", "string", ""},
    {"target", "string?", ""},
    {"status", "integer", "HTTP; 0: from the command line"},
};
F table[] = {
    {"name", "string", "of the sheet"},
    {"columns", "string[]", "their heads"},
    {"fact", "integer?", "which column holds ids of facts: their sources and status are added"},
    {"rows", "object[]", "arrays of strings, numbers and nulls"},
    {"url", "string?", "the view it is of"},
};
F draft[] = {{"name", "string", "of the file"}, {"base64", "string", "its bytes"}, {"region", "string?", "whose plan it is"}};
F draft_part[] = {
    {"text", "string", "a sentence, a heading, a row"},
    {"block", "integer", "of which paragraph"},
    {"heading", "boolean", ""},
    {"title", "boolean", ""},
    {"start", "integer", "code points of the payload"},
    {"end", "integer", ""},
};
F assessment[] = {
    {"v", "integer", ""},
    {"assessment", "object", "the summary, as cedu assess --format json"},
    {"parts", "DraftPart[]", "the draft"},
    {"points", "object[]", "as cedu assess --format json"},
};
F user_table[] = {
    {"kind", "string", "companies scenarios compute indicators talents funds"},
    {"name", "string", "of the file"},
    {"base64", "string", "its bytes"},
    {"sheet", "string?", "the sheet; else the one that fits best"},
    {"map", "string[]?", "COLUMN=FIELD; - leaves a column out"},
    {"write", "boolean?", "write it, if there is no problem"},
};
F table_column[] = {
    {"column", "integer", "from 1"},         {"heading", "string?", ""},
    {"field", "string?", "null: left out"},  {"unit", "string?", "in the heading"},
    {"first", "string?", "its first value"},
};
F table_field[] = {{"id", "string", ""}, {"label", "string", ""}, {"type", "string", ""}, {"required", "boolean", ""}};
F table_problem[] = {
    {"line", "integer", "0: the whole table"},
    {"column", "integer", "0: the whole row"},
    {"heading", "string?", ""},
    {"text", "string?", "of the cell"},
    {"zh", "string", ""},
    {"en", "string", ""},
};
F imported[] = {
    {"v", "integer", ""},
    {"kind", "string", ""},
    {"sheet", "string?", ""},
    {"rows", "integer", ""},
    {"examples", "integer", "rows of a template that were left out"},
    {"written", "boolean", ""},
    {"added", "integer", ""},
    {"changed", "integer", ""},
    {"same", "integer", ""},
    {"gone", "integer", "rows that the file no longer has"},
    {"mapping", "TableColumn[]", ""},
    {"fields", "TableField[]", ""},
    {"problems", "TableProblem[]", ""},
};
F user_cell[] = {
    {"field", "string", ""},
    {"value", "string", ""},
    {"number", "number?", "in the base unit"},
    {"unit", "string?", ""},
    {"as_written", "string", ""},
    {"where", "string", "file, sheet, row, column"},
    {"sha256", "string", "of the file"},
    {"imported_at", "string", ""},
};
F user_row[] = {{"kind", "string", ""}, {"key", "string", ""}, {"cells", "UserCell[]", ""}};
F user_rows[] = {
    {"v", "integer", ""},
    {"rows", "UserRow[]", ""},
    {"offset", "integer", ""},
    {"more", "boolean", ""},
    {"partial", "boolean", "not all facts were looked at: the latest"},
};
F what_if[] = {
    {"rules", "string", "the text of a file of rules"},
    {"applications", "string", "CSV"},
    {"variants", "string[]", "changes: rate=40,cap=600000"},
};
F grant[] = {
    {"id", "string", ""},
    {"firm", "string", ""},
    {"date", "string", ""},
    {"state", "string", "yes, unknown, no"},
    {"entitled", "number", "yuan"},
    {"granted", "number", "yuan"},
    {"formula", "string?", "the arithmetic"},
    {"why", "string?", "why nothing, though all is met"},
    {"reasons", "string[]", "what is not met or unknown"},
};
F goal[] = {
    {"name", "string", ""},
    {"value", "number", "to be reached"},
    {"reached", "number", ""},
    {"moved", "number?", "against the first variant"},
};
F variant[] = {
    {"name", "string", ""},
    {"sentences", "string[]", "what the rules mean"},
    {"notes", "string[]", "doubts about the rules"},
    {"budget", "number", "yuan"},
    {"demand", "number", "yuan"},
    {"granted", "number", "yuan"},
    {"left", "number", "yuan"},
    {"met", "integer", ""},
    {"open", "integer", ""},
    {"refused", "integer", ""},
    {"firms", "integer", "that are given something"},
    {"runs_out", "string?", "the day from which the budget would not do"},
    {"targets", "Goal[]", ""},
    {"grants", "Grant[]", "in the same order for all variants"},
};
F programme_case[] = {
    {"id", "string", ""},           {"firm", "string?", ""},        {"state", "string?", "applied, approved, rejected, issued"},
    {"entitled", "number", "yuan"}, {"approved", "number", "yuan"}, {"open", "number", "yuan"},
    {"held", "number", "yuan"},     {"payable", "number", "yuan"},  {"expires", "string?", ""},
    {"why", "string?", ""},
};
F programme_claim[] = {
    {"kind", "string", "held (for an order), payable (to a seller)"},
    {"id", "string", "of the application"},
    {"who", "string", "the order, or the seller"},
    {"amount", "number", "yuan"},
};
F programme_actor[] = {{"name", "string", ""}, {"role", "string", "apply, approve, settle: no other"}};
F programme_posting[] = {
    {"seq", "integer", ""}, {"at", "string", ""},      {"actor", "string", ""},      {"role", "string", ""},
    {"op", "string", ""},   {"request", "string", ""}, {"answer", "string", "JSON"},
};
F programme[] = {
    {"programme", "string", ""},
    {"rules", "string", "TOML, as opened"},
    {"closed", "string?", "when; null: it is open"},
    {"source", "number", "yuan put in"},
    {"left", "number", "yuan"},
    {"approved", "number", "yuan, not issued yet"},
    {"open", "number", "yuan"},
    {"held", "number", "yuan"},
    {"payable", "number", "yuan"},
    {"paid", "number", "yuan"},
    {"postings", "integer", ""},
    {"problems", "integer", "that the audit finds"},
    {"head", "string", "hash of the last posting"},
    {"cases", "ProgrammeCase[]", ""},
    {"claims", "ProgrammeClaim[]", "what is held or payable"},
    {"actors", "ProgrammeActor[]", "who has acted in which role"},
    {"log", "ProgrammePosting[]", "the last ones, newest first"},
};
F operation[] = {
    {"request", "string", "id of the request, safe to repeat"},
    {"op", "string", "open apply approve reject allocate issue reserve release redeem refund expire settle close"},
    {"programme", "string", ""},
    {"actor", "string", "in a team: who is logged in"},
};
F done[] = {{"v", "integer", ""}, {"answer", "string", "JSON, the same again for a request that is repeated"}};
F match_tables[] = {
    {"scenarios", "string", "CSV; empty with suppliers: the imported tables"},
    {"suppliers", "string", "CSV"},
    {"weights", "string", "TOML; empty: the built-in ones"},
    {"budget", "number?", "yuan for all prices together"},
};
F match_candidate[] = {
    {"supplier", "string", ""},
    {"state", "string", "yes, unknown, no"},
    {"score", "number", "points"},
    {"points", "MatchPoint[]", "of which"},
    {"not_met", "string[]", ""},
    {"unknown", "string[]", "never counted as met"},
    {"said", "MatchSaying[]", "what pages say: shown, never counted"},
};
F match_point[] = {
    {"criterion", "string", ""},
    {"weight", "integer", "points at most"},
    {"share", "number", "0 to 1 of the weight"},
};
F match_saying[] = {
    {"sentence", "string", "of the restored text"},
    {"words", "string[]", "of the scenario, that stand in it"},
    {"shortened", "boolean", "a short form of the name: perhaps another firm"},
    {"stance", "string?", "of the fact"},
    {"title", "string?", ""},
    {"published", "string?", ""},
    {"doc", "string", "SHA-256"},
    {"fact", "string?", "id; null: nothing was read from the sentence"},
};
F talent_row[] = {
    {"region", "string?", ""},
    {"tier", "string?", ""},
    {"field", "string?", ""},
    {"period", "string?", "the last one"},
    {"period_before", "string?", ""},
    {"demand", "number?", "persons"},
    {"supply", "number?", "persons"},
    {"gap", "number?", "demand - supply"},
    {"ratio", "number?", "supply / demand"},
    {"ratio_before", "number?", "of the period before"},
    {"state", "string", "unknown severe scarce balanced surplus"},
    {"state_zh", "string", ""},
    {"trend", "string", "unknown easing steady worsening"},
    {"trend_zh", "string", ""},
    {"evidence", "string", "of a warning: user, text, user+text, none"},
    {"said", "integer", "facts of pages about talent in the region"},
    {"said_lacking", "integer", "of these: that say it is lacking"},
    {"where", "string?", "file, sheet, row, column of the number"},
};
F talent_signal[] = {
    {"region", "string[]", ""}, {"tag", "string?", ""},   {"lack", "boolean", "says that it is lacking"},
    {"quote", "string?", ""},   {"title", "string?", ""}, {"fact", "string", "id"},
};
F talent_thresholds[] = {
    {"severe", "number", "ratio below which the lack is severe"},
    {"short", "number", "ratio below which there is a lack"},
    {"surplus", "number", "ratio from which there is a surplus"},
    {"trend", "number", "change of the ratio from which there is a trend"},
};
F talent_board[] = {
    {"v", "integer", ""},
    {"rows", "TalentRow[]", "of the user's table"},
    {"signals", "TalentSignal[]", "of pages; never added to the table"},
    {"thresholds", "TalentThresholds", ""},
    {"offset", "integer", ""},
    {"more", "boolean", ""},
    {"partial", "boolean", "not all facts were looked at: the latest"},
};
F match_row[] = {
    {"id", "string", ""},
    {"name", "string", ""},
    {"supplier", "string?", "null: nobody"},
    {"price", "number?", "yuan"},
    {"met", "integer", "suppliers that meet all"},
    {"open", "integer", ""},
    {"refused", "integer", ""},
    {"candidates", "MatchCandidate[]", "the best first"},
};
F matches[] = {
    {"v", "integer", ""},
    {"rows", "MatchRow[]", ""},
    {"scenarios", "integer", ""},
    {"assigned", "integer", ""},
    {"score", "number", "points"},
    {"cost", "number", "yuan"},
    {"gap", "number", "points by which another might be better; 0 = proved"},
    {"offset", "integer", ""},
    {"more", "boolean", ""},
    {"partial", "boolean", "not all facts were looked at: the latest"},
};
LIST(log_list, "LogEntry");
LIST(variants, "Variant");
LIST(programmes, "Programme");

const cedu_shape cedu__serve_desk_shapes[] = {
    S("Session", session),
    S("Login", login),
    S("Passwords", passwords),
    S("NewPassword", new_password),
    S("User", user),
    S("Users", users),
    S("LogEntry", log_entry),
    S("Log", log_list),
    S("Table", table),
    S("WhatIf", what_if),
    S("Goal", goal),
    S("Grant", grant),
    S("Variant", variant),
    S("Variants", variants),
    S("ProgrammeCase", programme_case),
    S("ProgrammeClaim", programme_claim),
    S("ProgrammeActor", programme_actor),
    S("ProgrammePosting", programme_posting),
    S("MatchPoint", match_point),
    S("MatchSaying", match_saying),
    S("TalentRow", talent_row),
    S("TalentSignal", talent_signal),
    S("TalentThresholds", talent_thresholds),
    S("TalentBoard", talent_board),
    S("Programme", programme),
    S("Programmes", programmes),
    S("Operation", operation),
    S("Done", done),
    S("MatchTables", match_tables),
    S("MatchCandidate", match_candidate),
    S("MatchRow", match_row),
    S("Matches", matches),
    S("Draft", draft),
    S("DraftPart", draft_part),
    S("Assessment", assessment),
    S("UserTable", user_table),
    S("TableColumn", table_column),
    S("TableField", table_field),
    S("TableProblem", table_problem),
    S("Imported", imported),
    S("UserCell", user_cell),
    S("UserRow", user_row),
    S("UserRows", user_rows),
    S("Pack", pack),
    S("Threshold", threshold),
    S("Settings", settings),
    S("OverlapSide", overlap_side),
    S("Overlap", overlap),
    S("Similarity", similarity),
    S("OverlapCount", overlap_count),
    S("Overlaps", overlaps),
};
const size_t cedu__serve_desk_shape_count = CEDU_COUNT(cedu__serve_desk_shapes);
