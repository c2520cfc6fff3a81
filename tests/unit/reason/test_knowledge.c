/* Verdicts, ledgers, changes, and derivation beyond one step: chains, ranks, sums, what is left beside a share. */
#include <math.h>
#include <sqlite3.h>

#include "../store/kit.h"
#include "reason/reason.h"

#define OBS   CEDU_FACT_observation
#define SIZE  "人工智能产业规模"
#define FIRMS "人工智能企业数量"

static bool near(double a, double b) { return fabs(a - b) <= 1e-6 * fabs(b); }

static const cedu_derived *find(const cedu_derived_list *l, cedu_derivation rule, const char *region) {
    for (size_t i = 0; i < l->n; i++)
        if (l->p[i].rule == rule && cedu__eqz(l->p[i].region, region)) return &l->p[i];
    return NULL;
}

static int64_t row_of(kit *k, const char *quote) {
    cedu_store_facts all;
    kit_ok(k, cedu__store_list_facts(k->s, NULL, &k->a, &all, &k->err));
    for (size_t i = 0; i < all.n; i++)
        if (cedu__eqz(all.p[i].clean_quote, quote)) return all.p[i].row;
    fail_msg("no fact %s", quote);
    return 0;
}

/* 甲 2022 → 甲 2021 → 乙 2021 → 乙 2020: three steps, each from the one before. */
static void chain(void **state) {
    kit *k = *state;
    static const kit_fact f[] = {
        {OBS, "甲市", SIZE, "2022", 1.2e11, "元", "1200亿元", 0, "甲一千二"},
        {CEDU_FACT_growth, "甲市", SIZE, "2022", 20, "%", "20%", 0, "甲涨二十"},
        {CEDU_FACT_ratio, "甲市", SIZE, "2021", 2, "倍", "2倍", 0, "两倍于乙", NULL, CEDU_FIELD_reference_region, "乙市"},
        {CEDU_FACT_growth, "乙市", SIZE, "2021", 25, "%", "25%", 0, "乙涨廿五"},
        {OBS, "乙市", SIZE, "2020", 9e10, "元", "900亿元", 0, "乙九百"}};
    kit_add(k, "c", "2023", "甲一千二，甲涨二十，两倍于乙，乙涨廿五，乙九百。", f, 5);
    cedu_derived_list l;
    kit_ok(k, cedu__reason_derive(k->s, NULL, NULL, &k->a, &l, &k->err));
    const cedu_derived *d = find(&l, CEDU_DERIVE_prior_from_growth, "甲市");
    assert_non_null(d);
    assert_true(near(d->value, 1e11) && d->steps == 1);
    const cedu_derived *last = NULL; /* 400 from above, 1125 from below: they contradict each other */
    for (size_t i = 0; i < l.n; i++)
        if (l.p[i].verdict == CEDU_VERDICT_CONTRADICTS) last = &l.p[i];
    assert_non_null(last);
    assert_true(last->input_count >= 4 && last->input_count <= 5);
    for (size_t i = 0; i < last->input_count; i++) /* minimal: every fact once */
        for (size_t j = i + 1; j < last->input_count; j++) assert_true(last->inputs[i].row != last->inputs[j].row);
}

static void ranks_and_sums(void **state) {
    kit *k = *state;
    static const kit_fact f[] = {
        {OBS, "甲市", FIRMS, "2021", 600, "家", "600家", 0, "甲六百"},
        {CEDU_FACT_rank, "甲市", FIRMS, "2021", 5, "位", "第五", 0, "甲第五", NULL, CEDU_FIELD_rank_scope, "某国"},
        {OBS, "某国", FIRMS, "2021", 2600, "家", "2600家", CEDU_MOD_GT, "全部超2600家"},
        {CEDU_FACT_growth, "丁市", FIRMS, "2020", 50, "%", "50%", 0, "丁涨五十"},
        {CEDU_FACT_growth, "丁市", FIRMS, "2021", 100, "%", "100%", 0, "丁翻番"}};
    kit_add(k, "r", "2022", "甲六百，甲第五，全部超2600家，丁涨五十，丁翻番。", f, 5);
    cedu_derived_list l;
    kit_ok(k, cedu__reason_derive(k->s, NULL, NULL, &k->a, &l, &k->err));
    const cedu_derived *d = find(&l, CEDU_DERIVE_total_from_rank, "某国");
    assert_non_null(d);
    assert_true(d->value == 3000 && isinf(d->interval.hi) && d->interval.lo == 3000);
    assert_int_equal(d->verdict, CEDU_VERDICT_STRAINED); /* 超2600 leaves 3000 open; nobody writes it so */
    d = find(&l, CEDU_DERIVE_growth_chain, "丁市");
    assert_non_null(d);
    assert_true(near(d->value, 200) && cedu__eqz(d->period, "2019/2021"));
    cedu_conflict_list c;
    kit_ok(k, cedu__reason_conflicts(k->s, NULL, false, NULL, &k->a, &c, &k->err));
    assert_int_equal(c.n, 1);
    assert_int_equal(c.p[0].cls, CEDU_CONFLICT_scope);
    assert_non_null(c.p[0].derived);
    assert_int_equal(c.p[0].derived->input_count, 2);
}

static void judge(kit *k, int64_t row, cedu_store_status s, const char *column, const char *value) {
    cedu_store_change change = {cedu__str(column), cedu__str(value)};
    cedu_store_judgement j = {.status = s, .changes = &change, .change_count = column != NULL, .note = CEDU_STR("看过原件")};
    kit_ok(k, cedu__store_judge(k->s, row, &j, &k->err));
}

static void verdicts(void **state) {
    kit *k = *state;
    static const char text[] = "甲市规模300亿元，企业20家。";
    static const kit_fact f[] = {{OBS, "甲市", SIZE, "2022", 3e10, "元", "300亿元", 0, "规模300亿元"},
                                 {OBS, "甲市", FIRMS, "2022", 20, "家", "20家", 0, "企业20家"}};
    kit_add(k, "a", "2023", text, f, 2);
    int64_t size = row_of(k, "规模300亿元");
    judge(k, size, CEDU_STATUS_accepted, "value", "36000000000");
    judge(k, row_of(k, "企业20家"), CEDU_STATUS_rejected, NULL, NULL);
    cedu_store_fact x;
    kit_ok(k, cedu__store_fact_row(k->s, size, &k->a, &x, &k->err));
    assert_true(x.fact.value == 3.6e10 && x.corrected && x.status == CEDU_STATUS_accepted);
    assert_true(cedu__eqz(x.clean_quote, "规模300亿元")); /* the quotation stays */
    cedu_claims c;
    kit_ok(k, cedu__reason_claims(k->s, NULL, NULL, &k->a, &c, &k->err));
    assert_int_equal(c.n, 1); /* the rejected one is no claim */
    /* read again, by another engine, with other fact ids: the verdicts stand */
    kit_fact again[2] = {f[1], f[0]};
    kit_ok(k, kit_try(k, "a", "2023", text, again, 2, FP2, true, NULL));
    size = row_of(k, "规模300亿元");
    kit_ok(k, cedu__store_fact_row(k->s, size, &k->a, &x, &k->err));
    assert_true(x.fact.value == 3.6e10 && x.corrected);
    kit_ok(k, cedu__reason_claims(k->s, NULL, NULL, &k->a, &c, &k->err));
    assert_int_equal(c.n, 1);
    /* a region, too, and then back */
    judge(k, size, CEDU_STATUS_accepted, "region", "乙市");
    cedu_str yi = CEDU_STR("乙市");
    kit_ok(k, cedu__reason_claims(k->s, &(cedu_store_fact_filter){.regions = {&yi, 1}}, NULL, &k->a, &c, &k->err));
    assert_int_equal(c.n, 1);
    bool undone;
    kit_ok(k, cedu__store_unjudge(k->s, size, &undone, &k->err));
    assert_true(undone);
    kit_ok(k, cedu__store_fact_row(k->s, size, &k->a, &x, &k->err));
    assert_true(x.fact.value == 3.6e10 && cedu__eqz(x.fact.region.p[0], "甲市")); /* the earlier verdict still holds */
    kit_ok(k, cedu__store_unjudge(k->s, size, &undone, &k->err));
    kit_ok(k, cedu__store_fact_row(k->s, size, &k->a, &x, &k->err));
    assert_true(x.fact.value == 3e10 && !x.corrected && x.status == CEDU_STATUS_pending);
    kit_ok(k, cedu__store_unjudge(k->s, size, &undone, &k->err));
    assert_false(undone);
    cedu_store_verdicts v;
    kit_ok(k, cedu__store_verdicts(k->s, size, false, &k->a, &v, &k->err));
    assert_int_equal(v.n, 2); /* history: nothing is deleted */
    assert_true(v.p[0].undone_at.n > 0 && cedu__eqz(v.p[0].note, "看过原件"));
    /* a reading that lacks the fact: the verdict waits */
    kit_ok(k, kit_try(k, "a", "2023", text, f, 1, FP1, true, NULL));
    kit_ok(k, cedu__store_verdicts(k->s, 0, true, &k->a, &v, &k->err));
    assert_int_equal(v.n, 1);
    /* nonsense is refused, and leaves nothing behind */
    cedu_store_change bad[] = {
        {CEDU_STR("quote"), CEDU_STR("x")}, {CEDU_STR("value"), CEDU_STR("1e")}, {CEDU_STR("value"), CEDU_STR("nan")}};
    for (size_t i = 0; i < CEDU_COUNT(bad); i++) {
        cedu_store_judgement j = {.status = CEDU_STATUS_accepted, .changes = &bad[i], .change_count = 1};
        assert_int_equal(cedu__store_judge(k->s, row_of(k, "规模300亿元"), &j, &k->err), CEDU_USAGE);
    }
    assert_int_equal(kit_problems(k), 0);
}

static void ledgers_and_changes(void **state) {
    kit *k = *state;
    static const kit_fact f[] = {{CEDU_FACT_problem, "甲市", "链主企业", "2022", 0, NULL, NULL, 0, "缺少链主企业"},
                                 {CEDU_FACT_target, "甲市", SIZE, "2025", 1e11, "元", "1000亿元", CEDU_MOD_GE, "达到1000亿元"}};
    kit_add(k, "a", "2022-03-01", "缺少链主企业，达到1000亿元。", f, 2);
    cedu_ledger_rows rows;
    const cedu_ledger_kind *kind = cedu__ledger_find(CEDU_STR("problems"));
    assert_non_null(kind);
    kit_ok(k, cedu__reason_ledger(k->s, kind, (cedu_strs){0}, NULL, &k->a, &rows, &k->err));
    assert_int_equal(rows.n, 1);
    assert_int_equal(rows.p[0].grade, CEDU_LEDGER_lacking);
    assert_null(cedu__ledger_find(CEDU_STR("nothing")));
    /* what came before a moment is not new; a higher number for the same year is a changed target */
    cedu_changes c;
    kit_ok(k, cedu__reason_changes(k->s, CEDU_STR("2999-01-01"), (cedu_strs){0}, NULL, &k->a, &c, &k->err));
    assert_int_equal(c.n, 0);
    kit_ok(k, cedu__reason_changes(k->s, CEDU_STR("2000-01-01"), (cedu_strs){0}, NULL, &k->a, &c, &k->err));
    assert_int_equal(c.n, 1);
    assert_int_equal(c.p[0].what, CEDU_CHANGE_new_target);
    cedu_reason_options before = {.known_by = CEDU_STR("2000-01-01")};
    cedu_claims claims;
    kit_ok(k, cedu__reason_claims(k->s, NULL, &before, &k->a, &claims, &k->err));
    assert_int_equal(claims.n, 0);
}

/* Correlation and index: exact figures, and none where there are too few. */
static void statistics(void **state) {
    kit *k = *state;
    static const double x[] = {1, 2, 3, 4, 5, 6}, y[] = {2, 4, 5, 4, 5, 7}; /* r = 0.8660, by hand */
    cedu_correlation r;
    for (size_t i = 0; i < 6; i++) {
        const char *region = cedu__arena_strf(&k->a, "第%zu市", i).p;
        const char *wx = cedu__arena_strf(&k->a, "%.0f家", x[i] * 100).p,
                   *wy = cedu__arena_strf(&k->a, "%.0f亿元", y[i] * 10).p;
        const kit_fact f[] = {{OBS, region, FIRMS, "2022", x[i] * 100, "家", wx, 0, wx},
                              {OBS, region, SIZE, "2022", y[i] * 1e9, "元", wy, 0, wy}};
        kit_add(k, region, "2023", cedu__arena_strf(&k->a, "%s有%s，%s。", region, wx, wy).p, f, i == 5 ? 1 : 2);
        if (i == 3) {
            kit_ok(k, cedu__reason_correlate(k->s, CEDU_STR(FIRMS), CEDU_STR(SIZE), 0, NULL, &k->a, &r, &k->err));
            assert_int_equal(r.n, 4);
            assert_true(isnan(r.pearson) && isnan(r.low));
        }
    }
    kit_ok(k, cedu__reason_correlate(k->s, CEDU_STR(FIRMS), CEDU_STR(SIZE), 2022, NULL, &k->a, &r, &k->err));
    assert_int_equal(r.n, 5);
    assert_int_equal(r.missing_y, 1);
    assert_true(fabs(r.pearson - 0.7745966692) < 1e-9); /* of the first five */
    assert_true(r.low < r.pearson && r.high > r.pearson && r.high < 1 && r.low > -1);
    cedu_index_weight w[] = {{CEDU_STR(FIRMS), 1, false}, {CEDU_STR(SIZE), 1, false}};
    cedu_index ix;
    kit_ok(k, cedu__reason_index(k->s, w, 2, 2022, false, NULL, &k->a, &ix, &k->err));
    assert_int_equal(ix.n, 6);
    assert_true(cedu__eqz(ix.p[ix.n - 1].region, "第0市") && ix.p[ix.n - 1].score == 0);
    for (size_t i = 0; i < ix.n; i++) {
        assert_int_equal(ix.p[i].missing, cedu__eqz(ix.p[i].region, "第5市"));
        assert_true(ix.p[i].low <= ix.p[i].score && ix.p[i].high >= ix.p[i].score);
    }
}

/* Every allocation in turn fails: a status comes back, nothing is lost, nothing is read that is not there. */
static void no_memory(void **state) {
    kit *k = *state;
    static const kit_fact f[] = {
        {OBS, "甲市", SIZE, "2022", 1.2e11, "元", "1200亿元", 0, "甲一千二", "甲局"},
        {CEDU_FACT_growth, "甲市", SIZE, "2022", 20, "%", "20%", 0, "甲涨二十"},
        {OBS, "甲市", SIZE, "2021", 9e10, "元", "900亿元", 0, "甲九百", "乙局"},
        {CEDU_FACT_rank, "甲市", SIZE, "2022", 3, "位", "第三", 0, "甲第三", NULL, CEDU_FIELD_rank_scope, "某国"},
        {CEDU_FACT_focus, "甲市", "智能芯片", "2022", 0, NULL, NULL, 0, "芯片"},
        {CEDU_FACT_focus, "乙市", "智能芯片", "2022", 0, NULL, NULL, 0, "芯片"},
        {CEDU_FACT_target, "甲市", SIZE, "2025", 2e11, "元", "2000亿元", CEDU_MOD_GE, "到两千"}};
    kit_add(k, "m", "2023", "甲一千二，甲涨二十，甲九百，甲第三，芯片，到两千。", f, CEDU_COUNT(f));
    for (int what = 0; what < 6; what++) {
        size_t failures = 0;
        for (long n = 1; n < 400; n++) {
            cedu_arena a;
            cedu_derived_list d;
            cedu_conflict_list c;
            cedu_overlaps o;
            cedu_changes ch;
            cedu_ledger_rows l;
            cedu_targets t;
            cedu__arena_init(&a, 64 << 20);
            cedu__alloc_fail_after = n;
            cedu_status st = CEDU_OK;
            if (what == 0) st = cedu__reason_derive(k->s, NULL, NULL, &a, &d, &k->err);
            if (what == 1) st = cedu__reason_conflicts(k->s, NULL, true, NULL, &a, &c, &k->err);
            if (what == 2) st = cedu__reason_overlap(k->s, (cedu_strs){0}, NULL, &a, &o, &k->err);
            if (what == 3) st = cedu__reason_changes(k->s, CEDU_STR("2000-01-01"), (cedu_strs){0}, NULL, &a, &ch, &k->err);
            if (what == 4)
                st = cedu__reason_ledger(k->s, cedu__ledger_find(CEDU_STR("ranks")), (cedu_strs){0}, NULL, &a, &l, &k->err);
            if (what == 5) st = cedu__reason_targets(k->s, (cedu_strs){0}, 0, NULL, &a, &t, &k->err);
            bool reached = cedu__alloc_fail_after == 0;
            cedu__alloc_fail_after = 0;
            assert_true(st == CEDU_OK || st == CEDU_NOMEM);
            failures += st == CEDU_NOMEM;
            cedu__arena_release(&a);
            if (!reached) break;
        }
        assert_true(failures > 0);
    }
}

/* Of a subject too large to be read whole, what is new is held against its own region and what a ratio ties to it: the result is that of
 * reading everything, and the others are not read. */
static void only_what_depends(void **state) {
    kit *k = *state;
    enum { OTHERS = 1100 };
    kit_fact *f = calloc(OTHERS + 4, sizeof *f);
    char(*region)[32] = calloc(OTHERS, sizeof *region);
    assert_true(f && region);
    for (int i = 0; i < OTHERS; i++) {
        snprintf(region[i], sizeof region[i], "他%d区", i);
        f[i] = (kit_fact){OBS, region[i], SIZE, "2022", 1e9 * (i + 1), "元", "若干亿元", 0, "别处"};
    }
    f[OTHERS] = (kit_fact){OBS, "甲市", SIZE, "2022", 3e10, "元", "300亿元", 0, "甲三百"};
    f[OTHERS + 1] = (kit_fact){
        CEDU_FACT_ratio, "丙市", SIZE, "2022", 2, "倍", "2倍", 0, "两倍于甲", NULL, CEDU_FIELD_reference_region, "甲市"};
    f[OTHERS + 2] = (kit_fact){OBS, "丙市", SIZE, "2022", 6e10, "元", "600亿元", 0, "丙六百"};
    kit_add(k, "old", "2023", "别处，甲三百，两倍于甲，丙六百。", f, OTHERS + 3);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(k->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "UPDATE documents SET added_at = '2020-01-01T00:00:00Z'", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    static const kit_fact fresh[] = {{OBS, "甲市", SIZE, "2022", 5e10, "元", "500亿元", 0, "甲五百"}};
    kit_add(k, "new", "2024", "甲五百。", fresh, 1);
    cedu_reason_options opt = {.since = CEDU_STR("2021")};
    cedu_conflict_list c;
    kit_ok(k, cedu__reason_conflicts(k->s, NULL, false, &opt, &k->a, &c, &k->err));
    assert_int_equal(c.n, 1);
    assert_true(cedu__eqz(c.p[0].a.fact.region.p[0], "甲市"));
    cedu_store_news news;
    kit_ok(k, cedu__store_new_subjects(k->s, opt.since, 0, &k->a, &news, &k->err));
    assert_int_equal(news.n, 1);
    assert_int_equal(news.p[0].year_from, 2022);
    cedu_strs tied;
    kit_ok(k, cedu__store_referring(k->s, CEDU_STR(SIZE), (cedu_strs){&news.p[0].region, 1}, &k->a, &tied, &k->err));
    assert_int_equal(tied.n, 1);
    assert_true(cedu__eqz(tied.p[0], "丙市"));
    cedu_str who = CEDU_STR("甲市"); /* asked about one region, its ties come out as from everything */
    cedu_store_fact_filter all = {0}, of = {.regions = {&who, 1}};
    cedu_derived_list whole, part;
    kit_ok(k, cedu__reason_derive(k->s, &all, NULL, &k->a, &whole, &k->err));
    kit_ok(k, cedu__reason_derive(k->s, &of, NULL, &k->a, &part, &k->err));
    assert_int_equal(whole.n, part.n);
    assert_true(part.n >= 1);
    free(f);
    free(region);
}

/* A base of the first schema is brought up when it is opened, and every view answers. */
static void older_base(void **state) {
    kit *k = *state;
    static const kit_fact f[] = {{OBS, "甲市", SIZE, "2022", 3e10, "元", "300亿元", 0, "规模300亿元"}};
    kit_add(k, "a", "2023", "规模300亿元。", f, 1);
    cedu__store_close(k->s);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(k->path, &db), SQLITE_OK);
    static const char *const views[] = {"v_facts",     "v_region_facts", "v_indicators", "v_targets",
                                        "v_policies",  "v_registries",   "v_focus",      "v_verdicts",
                                        "v_documents", "v_user_data",    "v_ledger"};
    for (size_t i = CEDU_COUNT(views); i-- > 0;) {
        char sql[96];
        snprintf(sql, sizeof sql, "DROP VIEW %s", views[i]);
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    }
    assert_int_equal(
        sqlite3_exec(
            db,
            "DROP INDEX documents_by_container; DROP INDEX documents_by_number; DROP INDEX documents_by_near;"
            "ALTER TABLE documents DROP COLUMN container_id; ALTER TABLE documents DROP COLUMN extracted;"
            "ALTER TABLE documents DROP COLUMN tier; ALTER TABLE documents DROP COLUMN tier_basis;"
            "ALTER TABLE documents DROP COLUMN doubts; ALTER TABLE documents DROP COLUMN derivation;"
            "ALTER TABLE documents DROP COLUMN near_document; ALTER TABLE documents DROP COLUMN near_share;"
            "ALTER TABLE documents DROP COLUMN own_number; DROP INDEX documents_by_series;"
            "ALTER TABLE documents DROP COLUMN series; ALTER TABLE documents DROP COLUMN part;"
            "ALTER TABLE documents DROP COLUMN parts; ALTER TABLE documents DROP COLUMN places;"
            "DROP INDEX fact_regions_joint; DROP INDEX facts_by_region; DROP INDEX facts_by_subject;"
            "CREATE INDEX facts_by_subject ON facts(coalesce(subject_id, subject), kind);"
            "DROP TABLE ledger_log; DROP TABLE ledger_entries; DROP TABLE ledger_sets; DROP TABLE ledger_accounts;"
            "DROP TABLE ledger_records; DROP TABLE ledger_heads; DROP TABLE scenarios;"
            "DROP INDEX facts_ratios; DROP TABLE user_cells; DROP TABLE user_rows; DROP TABLE user_imports;"
            "DROP TABLE user_files; DROP TABLE verdicts; DROP INDEX documents_by_added; ALTER TABLE facts DROP COLUMN as_read;"
            "ALTER TABLE facts DROP COLUMN status; DROP TABLE count_totals; DROP TABLE count_regions; DROP TABLE count_years;"
            "DROP TABLE count_subjects; DROP TABLE count_units; DROP TRIGGER count_documents_more;"
            "DROP TRIGGER count_documents_less; DROP TRIGGER count_clusters_more; DROP TRIGGER count_clusters_less;"
            "DROP TRIGGER count_originals_more; DROP TRIGGER count_originals_less; DROP TRIGGER count_originals_other;"
            "DROP TABLE near_keys; DROP TABLE near_recent; DROP TABLE near_bands;"
            "CREATE TABLE near_bands(band INTEGER NOT NULL, document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE"
            " CASCADE, PRIMARY KEY(band, document_id)) WITHOUT ROWID;"
            "CREATE INDEX near_bands_by_document ON near_bands(document_id); PRAGMA user_version=1",
            NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    cedu_store *ro = NULL;
    assert_int_equal(cedu__store_open(k->path, &(cedu_store_options){.read_only = true}, &ro, &k->err), CEDU_USAGE);
    kit_open(k);
    judge(k, row_of(k, "规模300亿元"), CEDU_STATUS_disputed, NULL, NULL);
    assert_int_equal(kit_problems(k), 0);
    assert_int_equal(sqlite3_open(k->path, &db), SQLITE_OK);
    for (size_t i = 0; i < CEDU_COUNT(views); i++) {
        char sql[96];
        sqlite3_stmt *st;
        snprintf(sql, sizeof sql, "SELECT * FROM %s", views[i]);
        assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
        int rc = sqlite3_step(st);
        assert_true(rc == SQLITE_ROW || rc == SQLITE_DONE);
        sqlite3_finalize(st);
    }
    sqlite3_close(db);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, kit_setup, kit_teardown)
    const struct CMUnitTest tests[] = {T(chain),      T(ranks_and_sums), T(verdicts),          T(ledgers_and_changes),
                                       T(statistics), T(no_memory),      T(only_what_depends), T(older_base)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
