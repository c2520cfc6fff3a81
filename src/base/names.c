/* names.c - the names of the enumerations in cedu.h, generated from their tables. Here, so that every room can use them.
 *
 * To extend: a row in the table in cedu.h. A value outside its table has the name "".
 */
#include "base/base.h"

#define NAMES(function, type, list, row)                                                                                       \
    const char *function(type v) {                                                                                             \
        static const char *const names[] = {list(row)};                                                                        \
        return (size_t)v < CEDU_COUNT(names) ? names[v] : "";                                                                  \
    }
#define FIRST2(name, zh)       #name,
#define FIRST3(name, type, zh) #name,
#define SECOND(name, sign, zh) sign,
NAMES(cedu_fact_kind_name, cedu_fact_kind, CEDU_FACT_KINDS, FIRST2)
NAMES(cedu_stance_name, cedu_stance, CEDU_STANCES, FIRST2)
NAMES(cedu_finding_name, cedu_finding_class, CEDU_FINDINGS, FIRST2)
NAMES(cedu_field_name, cedu_field_id, CEDU_FACT_FIELDS, FIRST3)
NAMES(cedu_modifier_sign, cedu_modifier, CEDU_MODIFIERS, SECOND)

cedu_field_type cedu__field_type(cedu_field_id id) {
    static const unsigned char types[] = {
#define CEDU__X(name, type, zh) CEDU_FIELD_IS_##type,
        CEDU_FACT_FIELDS(CEDU__X)
#undef CEDU__X
    };
    return (cedu_field_type)types[id];
}
