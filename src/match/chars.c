/* chars.c - what single characters can be to numbers and times, in one table: one load a character instead of a ladder.
 *
 * A numeral is a digit, D(0) to D(9), or a magnitude, M(1) to M(5); F marks the financial ones; B marks characters at which a
 * number, an ordinal or a time may begin although they are no numerals, W and L those at which the words of duration.c begin. Characters outside the BMP are nothing.
 */
#include "match/internal.h"

#define D(v) (uint8_t)((v) + 1) | CEDU__MAY_BEGIN
#define M(k) (uint8_t)(10 + (k)) | CEDU__MAY_BEGIN
#define F    CEDU__FINANCIAL
#define B    CEDU__MAY_BEGIN
#define W    CEDU__WINDOW
#define L    CEDU__LENGTH

const double cedu__magnitudes[] = {10, 100, 1000, 1e4, 1e8};

/* clang-format off */
const uint8_t cedu__char_kinds[0x10000] = {
    ['0' ... '9'] = B, ['.'] = B, ['-'] = B, ['+'] = B, ['\''] = B, ['Q'] = B, ['q'] = B, ['T'] = B, ['t'] = B,
    [0x3007] = D(0), [0x96F6] = D(0), [0x25CB] = 1 /* inside a number only */, /* 〇 零 ○ */
    [0x4E00] = D(1), [0x58F9] = D(1) | F, [0x5E7A] = D(1), /* 一 壹 幺 */
    [0x4E8C] = D(2), [0x4E24] = D(2), [0x5169] = D(2), [0x8D30] = D(2) | F, [0x8CB3] = D(2) | F, /* 二 两 兩 贰 貳 */
    [0x4E09] = D(3), [0x53C1] = D(3) | F, [0x53C3] = D(3) | F, /* 三 叁 參 */
    [0x56DB] = D(4), [0x8086] = D(4) | F, /* 四 肆 */
    [0x4E94] = D(5), [0x4F0D] = D(5) | F, /* 五 伍 */
    [0x516D] = D(6), [0x9646] = D(6) | F, [0x9678] = D(6) | F, /* 六 陆 陸 */
    [0x4E03] = D(7), [0x67D2] = D(7) | F, /* 七 柒 */
    [0x516B] = D(8), [0x634C] = D(8) | F, /* 八 捌 */
    [0x4E5D] = D(9), [0x7396] = D(9) | F, /* 九 玖 */
    [0x5341] = M(1), [0x62FE] = M(1) | F, /* 十 拾 */
    [0x767E] = M(2), [0x4F70] = M(2) | F, /* 百 佰 */
    [0x5343] = M(3), [0x4EDF] = M(3) | F, /* 千 仟 */
    [0x4E07] = M(4), [0x842C] = M(4), /* 万 萬 */
    [0x4EBF] = M(5), [0x5104] = M(5), /* 亿 億 */
    [0x53C2] = F | B, /* 参: 叁 before a magnitude */
    [0x7B2C] = B, [0x524D] = B | W, [0x9996] = B, [0x672B] = B, [0x51E0] = B, [0x6570] = B, [0x534A] = B, [0x8D1F] = B, /* 第 前 首 末 几 数 半 负 */
    [0x8CA0] = B, [0x5230] = B, [0x81F3] = B, [0x4ECE] = B, [0x81EA] = B | L, [0x622A] = B, [0x8FC4] = B, [0x8FD1] = B | W, /* 負 到 至 从 自 截 迄 近 */
    [0x6700] = B | W, [0x8FC7] = B | W, [0x672A] = B | W, [0x4ECA] = B | W, [0x4E0A] = B | W, [0x4E0B] = B | W, [0x540E] = B | W, [0x8FD9] = B | W, /* 最 过 未 今 上 下 后 这 */
    [0x672C] = B, [0x63A5] = B | W, [0x5F80] = B | W, [0x6B64] = B | W, [0x4E4B] = B | W, [0x968F] = B | W, [0x5176] = B | W, [0x4EE5] = B | W, /* 本 接 往 此 之 随 其 以 */
    [0x5EFF] = B, [0x5345] = B, [0x4E2A] = B, [0x4FE9] = B, [0x4EE8] = B, [0x2212] = B, [0x2018] = B, [0x2019] = B, /* 廿 卅 个 俩 仨 − ‘ ’ */
    [0x5BF9] = B, [0x5C0D] = B, [0x7C73] = B, [0x6BCF] = B, [0x5006] = B, [0x5168] = B, [0x5927] = B, /* 对 對 米 每 倆 全 大 */
    [0x5E74] = L, [0x5B63] = L, [0x6708] = L, [0x661F] = L, [0x793C] = L, [0x5468] = L, [0x4EA4] = L, [0x5DE5] = L, /* 年 季 月 星 礼 周 交 工 */
    [0x5929] = L, [0x65E5] = L, [0x5C0F] = L, [0x949F] = L, [0x5206] = L, [0x523B] = L, [0x79D2] = L, /* 天 日 小 钟 分 刻 秒 */
};
/* clang-format on */
