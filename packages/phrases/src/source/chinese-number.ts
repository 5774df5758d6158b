const DIGITS: Readonly<Record<string, number>> = {
  零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 俩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
}; // biome-ignore format: a table
const POWERS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };

/** What Chinese numerals mean between them: 万 and 亿 too, which stand behind other digits as well. */
export const chinesePower = (sign: string): number | undefined => POWERS[sign];

/**
 * 三百二十 → 320, 一千五 → 1500, 十二 → 12, 二〇二六 → 2026; null for what is no numeral. Nor is 三五, which is three to five:
 * digits one by one are a number where they are three or more, or have a zero among them.
 */
export function chineseNumber(text: string): number | null {
  if (/^[零〇一二三四五六七八九]{2,}$/.test(text))
    return text.length > 2 || /[零〇]/.test(text) ? Number([...text].map((char) => DIGITS[char]).join("")) : null;
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let lastPower = 1;
  for (const char of text) {
    const value = DIGITS[char];
    const power = POWERS[char];
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = value;
      if (value === 0) lastPower = 1;
    } else if (power === undefined) {
      return null;
    } else if (power >= 10_000) {
      if (total + section === 0 && digit === null) return null;
      total = (total + section + (digit ?? 0)) * power;
      section = 0;
      digit = null;
      lastPower = power;
    } else {
      section += (digit ?? 1) * power;
      digit = null;
      lastPower = power;
    }
  }
  // 一千五 is 1500: a last digit counts in the next smaller power.
  const rest = digit === null ? 0 : lastPower >= 100 ? digit * (lastPower / 10) : digit;
  return total + section + rest;
}
