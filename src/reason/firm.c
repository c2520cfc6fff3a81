/* firm.c - a firm's profile, in a documented subset of TOML (subsidy.h). Debian 12 has no TOML library for C; what is left out of TOML
 * here is refused with its line, never skipped, so that a profile means the same to every TOML reader.
 */
#include "base/toml.h"
#include "reason/subsidy.h"

/* The keys of the file: where a value goes, and which kinds it may be. */
static const struct {
    const char *name;
    size_t at;
    bool list; /* else one string or date */
} keys[] = {{"name", offsetof(cedu_firm, name), false},     {"as_of", offsetof(cedu_firm, as_of), false},
            {"region", offsetof(cedu_firm, regions), true}, {"is", offsetof(cedu_firm, is), true},
            {"is_not", offsetof(cedu_firm, is_not), true},  {"has", offsetof(cedu_firm, has), true},
            {"has_not", offsetof(cedu_firm, has_not), true}};

static bool put(cedu_toml *t, cedu_firm *f, cedu_str key, const cedu_toml_value *v, uint32_t *seen) {
    for (size_t i = 0; i < CEDU_COUNT(keys); i++) {
        if (!cedu__eqz(key, keys[i].name)) continue;
        if (*seen >> i & 1u) return cedu__toml_fail(t, "同一个键写了两次", "a key is given twice");
        *seen |= 1u << i;
        char *to = (char *)f + keys[i].at;
        if (!keys[i].list &&
            (v->kind == CEDU_TOML_DATE || (v->kind == CEDU_TOML_STRING && strcmp(keys[i].name, "as_of") != 0))) {
            *(cedu_str *)to = v->str;
            return true;
        }
        if (!keys[i].list)
            return cedu__toml_fail(t, "这个键的值不对（as_of 写作 2025-06-01）",
                                   "the wrong kind of value (as_of = 2025-06-01)");
        if (v->kind == CEDU_TOML_LIST) return *(cedu_strs *)to = v->list, true;
        cedu_str *one = v->kind == CEDU_TOML_STRING ? CEDU_NEW(t->a, cedu_str) : NULL;
        if (!one) return cedu__toml_fail(t, "这里应是字符串或字符串数组", "a string or an array of strings is expected");
        *one = v->str;
        *(cedu_strs *)to = (cedu_strs){one, 1};
        return true;
    }
    return cedu__toml_fail(t, "不认识的键；可用 name region as_of is is_not has has_not 和 [amounts]",
                           "an unknown key; there are name region as_of is is_not has has_not and [amounts]");
}

cedu_status cedu__firm_read(cedu_str text, cedu_arena *a, cedu_firm *out, cedu_error *err) {
    *out = (cedu_firm){0};
    cedu_toml t;
    cedu_toml_value v;
    cedu_str key;
    CEDU_VEC(cedu_firm_amount) amounts = {0};
    bool in_amounts = false;
    uint32_t seen = 0;
    cedu__toml_open(&t, text, "企业档案", "firm profile", a, err);
    for (cedu_toml_item item; (item = cedu__toml_next(&t, &key, &v)) != CEDU_TOML_END;) {
        if (item != CEDU_TOML_VALUE) {
            if (item == CEDU_TOML_TABLES || !cedu__eqz(key, "amounts") || in_amounts)
                cedu__toml_fail(&t, "只有一个表 [amounts]", "the only table is [amounts], once");
            in_amounts = true;
            continue;
        }
        bool twice = false;
        for (size_t i = 0; in_amounts && i < amounts.n; i++) twice |= cedu__eq(amounts.p[i].name, key);
        if (twice) cedu__toml_fail(&t, "同一个键写了两次", "a key is given twice");
        else if (!in_amounts) put(&t, out, key, &v, &seen);
        else if (v.kind != CEDU_TOML_NUMBER || !key.n)
            cedu__toml_fail(&t, "[amounts] 里的值应为数", "values in [amounts] are numbers");
        else if (!CEDU_PUSH(a, &amounts, ((cedu_firm_amount){key, v.num}))) cedu__toml_fail(&t, "内存不足", "out of memory");
    }
    out->amounts = amounts.p, out->amount_count = amounts.n;
    if (t.bad) return CEDU_USAGE;
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
