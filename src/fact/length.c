/* length.c - lengths of time that are themselves what is measured: 审核时限压缩至7个工作日, 优良天数达到325天.
 *
 * Only behind a verb of reaching (cue group be) and a noun whose measure is time (cue group rate_noun, value time): every other
 * length says how long something took and is no fact. The value is the number as written, in the unit as written.
 */
#include "fact/reading.h"

void cedu__fact_read_length(fx *x, const fact_clause *k, const cedu_mention *m, uint32_t from) {
    const fact_cue *be = cedu__fact_cue_ending(x, k, m->start);
    if (m->refused) return;
    uint32_t core = m->core_start > m->start && m->core_start < m->end ? m->core_start : m->start; /* [控制在]30分钟之内 */
    const cedu_mention *when = m->start > from + 3 && cedu__fact_char_before(x, m->start) == 0x7684
                                   ? cedu__fact_mention_ending(x, k, m->start - 3)
                                   : NULL; /* 从2015年的9.6年 */
    const bool dated = when && when->type == CEDU_MENTION_time;
    if (core == m->start && !dated && (!be || !(be->groups & (G(be) | G(growth))))) return;
    const fact_cue *noun = cedu__fact_last_cue(x, k, from, core > m->start || !be ? m->start : be->start, G(rate_noun));
    if (!noun || !cedu__eqz(cedu__fact_cue_value(x, noun, FACT_I_rate_noun), "time")) return;
    const cedu_mention *t = cedu__fact_own_time(x, k, from, m->start), *holds = t ? t : k->time;
    fact_groups mood = cedu__fact_mood_at(x, k, m->start, holds);
    bool aim = (mood & G(plan)) && holds && cedu__fact_after_publish(x, holds);
    bool bound = m->modifier == CEDU_MOD_LE || (m->modifier == CEDU_MOD_GE && aim); /* 公示时间不少于10天 is a rule */
    if (core > m->start && (m->start > noun->end + 12 || !bound)) return;
    double value = 0;
    uint32_t at = core, n = at, digits = 0, point = 0, end = core;
    cedu_hit h[4];
    cedu_modifier after = CEDU_MOD_EQ;
    while (end < m->end) { /* up to 以内, 以上 */
        size_t hits = cedu__image_match(x->im, 1u << CEDU_CLASS_modifier, cedu__sub(x->text, 0, m->end), end, h, 4);
        if (end > at && hits) {
            after = cedu__fact_bound_of(cedu__image_attr(x->im, h[hits - 1].entry, CEDU_ATTR_sign));
            break;
        }
        cedu__fact_char(x, end, m->end, &end);
    }
    for (uint32_t c; (c = cedu__fact_char(x, at, end, &n)) && ((c >= '0' && c <= '9') || (c == '.' && !point)); at = n) {
        if (c == '.') {
            point = 1;
            continue;
        }
        value = value * 10 + (c - '0');
        if (point) point *= 10;
        digits++;
    }
    if (point) value /= point;
    if (!digits || at >= end) return;
    if (cedu__fact_char(x, at, end, &n) == 0x4E2A) at = n; /* 7个工作日 */
    cedu_mention number = *m;
    number.type = CEDU_MENTION_quantity;
    if (after != CEDU_MOD_EQ) number.modifier = after; /* 7天以内 is read as a time */
    number.value = value;
    number.has_value = true;
    number.entry = -1;
    reading r = {.k = k, .m = &number, .from = from, .quote_from = k->start};
    if (!cedu__fact_find_subject(x, &r, m->start, false)) return;
    const bool limit =
        number.modifier == CEDU_MOD_LE || number.modifier == CEDU_MOD_GE; /* 某市提出，时限压减至7天以内: a promise */
    const fact_sentence *all = &x->sentences.p[k->sentence];
    const fact_clause *opens = &x->clauses.p[all->k0];
    const fact_cue *says = cedu__fact_last_cue(x, opens, opens->start, opens->end, G(show));
    uint32_t tail = says ? cedu__fact_char_before(x, says->end) : 0; /* but 数据显示, 表明, 发现, 披露 */
    bool rules = says && tail != 0x793A && tail != 0x660E && tail != 0x73B0 && tail != 0x9732;
    if (limit && !holds && rules && !(k->has & G(past)) && k->section != SECTION_REVIEW) mood |= G(plan);
    cedu_fact f = cedu__fact_new(CEDU_FACT_observation, NULL);
    cedu__fact_set_value(&f, &number, 1);
    f.unit = cedu__fact_text(x, at, end);
    cedu__fact_plain_kind(&f, mood, &r.rule);
    cedu__fact_put(x, &r, &f, mood, t);
}
