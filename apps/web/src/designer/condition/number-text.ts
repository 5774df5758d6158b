/** A number as it is typed with a Chinese input method: ３, 三, 十五 and 二十 are numbers too. */
const DIGITS = "\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d";
const digit = (sign: string) => DIGITS.indexOf(sign.replace(/\u96f6/, "\u3007").replace(/\u4e24/, "\u4e8c"));

/** In plain digits, where that is what it says; else the text as it was typed. Tens go up to ninety-nine. */
export function plainNumber(typed: string): string {
  const text = typed.normalize("NFKC").trim();
  const found =
    /^([\u4e00\u4e8c\u4e24\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d]?)(\u5341?)([\u3007\u96f6\u4e00\u4e8c\u4e24\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d]?)$/.exec(
      text,
    );
  if (!found || text === "") return text;
  const [, first = "", ten = "", last = ""] = found;
  if (ten === "") return first !== "" && last !== "" ? text : String(digit(first || last));
  return String((first === "" ? 1 : digit(first)) * 10 + (last === "" ? 0 : digit(last)));
}

/** For antd's number fields: they read the text themselves, though their type asks for a number. */
export const parseNumber = (typed: string | undefined): number => plainNumber(typed ?? "") as unknown as number;
