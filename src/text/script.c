/* script.c - simplified or traditional, by characters that only one of the two has. A count, not a conversion: repair/ converts.
 *
 * The table holds pairs of frequent characters, simplified first. To extend: only characters that are wrong in the other script. */
#include "text/internal.h"

static const char pairs[] =
    "这這个個国國来來时時们們为為会會对對动動说說种種产產经經过過进進电電实實现現点點从從业業开開还還义義样樣与與关關线線内內数"
    "數"
    "质質气氣变變条條没沒结結问問无無军軍长長头頭资資边邊统統将將组組见見计計别別运運农農强強战戰处處队隊给給门門规規热熱领領东"
    "東"
    "导導压壓争爭济濟阶階术術极極联聯认認权權证證转轉单單风風带帶场場车車务務万萬达達积積议議声聲报報离離华華确確张張马馬节節话"
    "話"
    "广廣记記远遠观觀织織书書复復须須际際验驗连連断斷难難备備办辦习習响響约約劳勞团團创創划劃项項县縣网網络絡亿億区區图圖发發";

cedu_script cedu__text_script(cedu_str s) {
    uint16_t hans[0x5200 / 16] = {0}, hant[0x5200 / 16] = {0}; /* sets over U+4E00…U+9FFF */
    cedu_str table = CEDU_STR(pairs);
    size_t latin = 0, han = 0, simplified = 0, traditional = 0;
    for (size_t i = 0, k = 0, len; i < table.n; i += len, k++) {
        uint32_t c = cedu__u8_at(table, i, &len) - 0x4E00;
        (k % 2 ? hant : hans)[c >> 4] |= (uint16_t)(1u << (c & 15));
    }
    for (size_t i = 0, len; i < s.n; i += len) {
        uint32_t c = cedu__u8_at(s, i, &len);
        if (c < 0x80) {
            latin += (c | 32) >= 'a' && (c | 32) <= 'z';
        } else if (cedu__is_han(c)) {
            han++;
            if (c < 0x4E00 || c > 0x9FFF) continue;
            c -= 0x4E00;
            simplified += hans[c >> 4] >> (c & 15) & 1;
            traditional += hant[c >> 4] >> (c & 15) & 1;
        } else {
            latin += c >= 0xC0 && c < 0x250;
        }
    }
    if (han * 4 >= latin && han > 0)
        return traditional > simplified ? CEDU_SCRIPT_hant : CEDU_SCRIPT_hans; /* a word of Latin has many letters */
    return latin > 0 ? CEDU_SCRIPT_latin : CEDU_SCRIPT_other;
}
