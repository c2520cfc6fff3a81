/* fuzz_programme.c - any bytes as the rules of a programme; what is read must be sentences in UTF-8, and simulated over fixed applications it may
 * never give more than the budget, or a firm more than it is entitled to. Bytes behind a NUL are the applications instead. */
#include <stdlib.h>
#include <string.h>

#include "desk/programme.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char table[] = "编号,企业,日期,地区,是,不是,合同金额\n"
                                "1,甲,2025-02-01,成都市,中小企业,失信企业,1000000\n"
                                "2,乙,2025-03-01,,科研机构,,250000.55\n"
                                "3,甲,2025-03-01,成都市,中小企业,失信企业,99999999999\n";
    cedu_arena a;
    cedu_programme p;
    cedu_applications x;
    cedu_outcome o;
    cedu_error err;
    cedu__arena_init(&a, CEDU_MAX_SCRATCH);
    cedu_str all = cedu__arena_str(&a, (cedu_str){(const char *)data, size}), rules = all, apps = cedu__str(table);
    const char *nul = size ? memchr(all.p, 0, all.n) : NULL;
    if (nul) rules.n = (size_t)(nul - all.p), apps = cedu__sub(all, rules.n + 1, all.n);
    if (cedu__programme_read(rules, (cedu_str){0}, &a, &p, &err) == CEDU_OK) {
        for (size_t i = 0; i < p.rule_count; i++) {
            cedu_str s = cedu__programme_sentence(&p, &p.rules[i], false, &a);
            if (cedu__u8_valid(s.p, s.n) != s.n) abort();
        }
        if (cedu__applications_read(apps, &a, &x, &err) == CEDU_OK &&
            cedu__programme_simulate(&p, &x, NULL, 0, &a, &o, &err) == CEDU_OK) {
            int64_t sum = 0;
            for (size_t i = 0; i < o.n; i++) {
                if (o.p[i].granted < 0 || o.p[i].granted > o.p[i].entitled) abort();
                if (o.p[i].granted && o.p[i].eligible != CEDU_TRUTH_YES) abort();
                sum += o.p[i].granted;
            }
            if (sum != o.granted || sum > p.budget || o.left != p.budget - sum) abort();
        }
    }
    cedu__arena_release(&a);
    return 0;
}
