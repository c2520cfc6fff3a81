/* json.c - mentions as the contract prints them: the value object, and times as ISO 8601 periods. */
#include "base/json.h"
#include "match/internal.h"

/* n digits with zeros before, and what follows them. */
static char *put_padded(char *p, int v, int n, char after) {
    for (int i = n - 1; i >= 0; i--, v /= 10) p[i] = (char)('0' + v % 10);
    p += n;
    *p++ = after;
    return p;
}

/* "2021-02-23T00:00:00", its first n bytes: YEAR … SECOND. */
static cedu_str civil_text(cedu_civil c, size_t n, char t[24]) {
    char *p = t;
    p = put_padded(p, c.year, 4, '-');
    p = put_padded(p, c.month, 2, '-');
    p = put_padded(p, c.day, 2, 'T');
    p = put_padded(p, c.hour, 2, ':');
    p = put_padded(p, c.minute, 2, ':');
    (void)put_padded(p, c.second, 2, 0);
    return (cedu_str){t, n};
}
enum { YEAR = 4, MONTH = 7, DAY = 10, SECOND = 19 };
static void say_bool(cedu_json *j, const char *name, bool v) { cedu__json_key(j, name), cedu__json_bool(j, v); }
static void say_num(cedu_json *j, const char *name, double v) { cedu__json_key(j, name), cedu__json_num(j, v); }
static void say_str(cedu_json *j, const char *name, cedu_str v) { cedu__json_key(j, name), cedu__json_str(j, v); }

static void say_instant(cedu_json *j, const char *name, cedu_civil c) {
    char t[24];
    cedu__json_key(j, name);
    if (c.year) cedu__json_str(j, civil_text(c, SECOND, t));
    else cedu__json_null(j);
}

cedu_str cedu__when_period(const cedu_when *w, char out[CEDU_WHEN_PERIOD]) {
    cedu_civil a = w->start, b = w->end;
    if (!a.year && !b.year) return (cedu_str){0};
    bool ys = a.month == 1 && a.day == 1, ye = b.month == 12 && b.day == 31;
    bool ms = a.day == 1, me = b.year && b.day == cedu__days_in_month(b.year, b.month);
    if (a.year && a.year == b.year) {
        if (ys && ye) return civil_text(a, YEAR, out);
        if (a.month == b.month && ms && me) return civil_text(a, MONTH, out);
        if (a.month == b.month && a.day == b.day) return civil_text(a, DAY, out);
    }
    /* both ends at the coarsest grain that says the same */
    bool whole_y = (!a.year || ys) && (!b.year || ye), whole_m = (!a.year || ms) && (!b.year || me);
    size_t grain = whole_y ? YEAR : whole_m ? MONTH : DAY, n = 0;
    char t[24];
    for (int side = 0; side < 2; side++) {
        cedu_civil c = side ? b : a;
        cedu_str end = c.year ? civil_text(c, grain, t) : CEDU_STR("..");
        if (side) out[n++] = '/';
        memcpy(out + n, end.p, end.n);
        n += end.n;
    }
    return (cedu_str){out, n};
}

static const char *const GRAINS[] = {"none", "year", "half", "quarter", "month", "week", "day", "hour", "minute", "second"};

void cedu__mention_json_value(const cedu_image *im, const cedu_mention *m, cedu_buf *out) {
    cedu_json json = {.out = out}, *j = &json;
    cedu__json_open(j, '{');
    const cedu_entry *e = cedu__image_entry(im, m->entry);
    switch (m->type) {
    case CEDU_MENTION_number:
    case CEDU_MENTION_ordinal:
    case CEDU_MENTION_percent:
    case CEDU_MENTION_points:
    case CEDU_MENTION_money:
    case CEDU_MENTION_quantity:
        if (m->refused || !m->has_value) say_bool(j, "refused", true);
        else if (m->has_max) say_num(j, "min", m->value), say_num(j, "max", m->value_max);
        else say_num(j, "value", m->value);
        if (m->damaged) say_bool(j, "damaged", true);
        if (m->vague) say_bool(j, "vague", true);
        if (m->type == CEDU_MENTION_money) {
            cedu_str c = m->entry >= 0 ? cedu__image_attr(im, m->entry, CEDU_ATTR_currency) : (cedu_str){0};
            say_str(j, "currency", c.n ? c : CEDU_STR("CNY"));
        } else if (m->type == CEDU_MENTION_quantity && e) {
            cedu_str base = cedu__image_attr(im, m->entry, CEDU_ATTR_base);
            say_str(j, "unit", base.n ? base : e->name);
        }
        break;
    case CEDU_MENTION_time:
        if (m->refused) {
            say_bool(j, "refused", true);
            break;
        }
        say_str(j, "timex", m->timex);
        if (m->when.start.year || m->when.end.year) {
            say_instant(j, "start", m->when.start);
            say_instant(j, "end", m->when.end);
        }
        say_str(j, "grain", cedu__str(GRAINS[m->when.grain]));
        say_str(j, "kind", m->when.interval ? CEDU_STR("interval") : CEDU_STR("point"));
        say_bool(j, "approx", m->when.approx);
        break;
    case CEDU_MENTION_duration:
    case CEDU_MENTION_set:
        say_str(j, "timex", m->timex);
        say_num(j, "seconds", m->duration);
        break;
    case CEDU_MENTION_region:
        if (e) {
            cedu_str code = cedu__image_attr(im, m->entry, CEDU_ATTR_code);
            say_str(j, "code", code.n ? code : (cedu_str){0});
            say_str(j, "name", e->name);
        }
        break;
    default: {
        cedu_str name = m->name.n ? m->name : e ? e->name : (cedu_str){0};
        say_str(j, "name", name.p ? name : CEDU_STR(""));
        if (e && e->id.n) say_str(j, "id", e->id);
        if (m->refers.n && !cedu__eq(m->refers, name)) say_str(j, "refers", m->refers);
        break;
    }
    }
    if (m->modifier != CEDU_MOD_EQ) say_str(j, "modifier", cedu__str(cedu_modifier_sign(m->modifier)));
    cedu__json_close(j, '}');
}
