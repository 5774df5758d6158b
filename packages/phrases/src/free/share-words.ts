import { both, type SaidOf, take } from "../phrase/parts.ts";
import { chineseNumber } from "../source/chinese-number.ts";
import { readNumber } from "../source/numbers.ts";
import type { Reader } from "../source/reader.ts";
import type { Piece } from "./items.ts";
import { route as routeEn } from "./send-en.ts";
import { route as routeZh } from "./send-zh.ts";

/** Shares with where each goes: 「5%的订单走广州仓，其余走杭州仓」, "send 5% of orders to Guangzhou and the rest to Hangzhou". */

const START = both("(?:把|将|让|抽|取|拿)? ?", "(?:send|route|ship|move|put|assign|let)? ?");
const PERCENT = both(" ?%(?:的)?", " ?(?:%|percent)(?: of)?(?: all| the| our)?");
const WHOSE = both(
  "(?:的)?(订单|单子|单|流量|客户|用户|买家|品牌)?(?:都)?(?:[走按用]新规则)?",
  " ?(orders?|customers?|buyers?|brands?|traffic)?",
);
const OF_HUNDRED = /百分之/y;
/** 两成 is twenty in a hundred. */
const TENTHS = /([一两二三四五六七八九])成(?:的)?/y;
const NEXT = both(" ?[,;、] ?", " ?(?:,|;)? ?(?:and )?");
const REST = both(
  "(?:其余|其他|其它|剩下|剩余|另外|余下)(?:的)?(?:订单|单子|单|客户|用户|品牌)?(?:都|一律|照旧|照常|仍然?|还是)*",
  "(?:all )?(?:the )?(?:rest|others|remainder|remaining (?:orders|customers))",
);

interface Share {
  percent: number | null;
  whose: string;
  to: Extract<NonNullable<ReturnType<typeof routeZh>>, { kind: "route" }>;
}

export function readShares(reader: Reader): Piece | null {
  return reader.attempt(() => {
    take(reader, START);
    const shares: Share[] = [];
    for (let more = true; more && shares.length < 20; more = take(reader, NEXT) !== null) {
      const share = reader.attempt(() => readShare(reader, shares.length > 0));
      if (share === null) break;
      shares.push(share);
      if (share.percent === null) break;
    }
    const said = shares.reduce((sum, { percent }) => sum + (percent ?? 0), 0);
    const open = shares.filter(({ percent }) => percent === null).length;
    // One share alone: the others go on as they did.
    const single = shares.length === 1 && open === 0 && said < 100;
    if (!single && (shares.length < 2 || (open === 0 ? Math.abs(said - 100) > 1e-9 : said >= 100))) return null;
    const whose = shares[0]?.whose ?? "";
    const split: SaidOf<"split"> = {
      kind: "split",
      by: /客户|用户|买家|customer|buyer/.test(whose) ? "customer" : /品牌|brand/.test(whose) ? "brand" : "order",
      parts: [...shares, ...(single ? [{ percent: null }] : [])].map(({ percent }, at) => ({
        id: `p${at + 1}`,
        percent: percent ?? Number((100 - said).toFixed(6)),
      })),
    };
    return { type: "shares", said: split, to: shares.map(({ to }) => to) };
  });
}

function readShare(reader: Reader, mayBeRest: boolean): Share | null {
  const rest = mayBeRest && take(reader, REST) !== null;
  const hundred = !rest && reader.take(OF_HUNDRED) !== null;
  const tenths = rest || hundred || reader.language === "en" ? undefined : reader.take(TENTHS)?.[1];
  const percent = rest ? null : tenths === undefined ? readNumber(reader) : (chineseNumber(tenths) ?? 0) * 10;
  if (
    !rest &&
    (percent === null || percent <= 0 || (!hundred && tenths === undefined && take(reader, PERCENT) === null))
  )
    return null;
  if (hundred) reader.take(/的/y);
  const whose = rest ? "" : (take(reader, WHOSE)?.[1] ?? "");
  reader.blanks();
  const to = reader.language === "zh" ? routeZh(reader) : routeEn(reader);
  return to?.kind === "route" ? { percent, whose, to } : null;
}
