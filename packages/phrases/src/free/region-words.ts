import { COUNTRY_PARTS } from "../lexicon/regions.ts";
import { byName, type SaidOf } from "../phrase/parts.ts";
import type { Reader } from "../source/reader.ts";
import type { Piece } from "./items.ts";

/** 「按收货地址分华东/华南虚拟仓」, "ship from East or South China warehouse by address": warehouses called after parts of the country. */

const BY_ZH =
  / ?(?:按照?|根据|依据)(?:订单的?)?(?:收货)?(?:地址|地区|区域|省份|收货地)(?:来)?(?:自动)?(?:分配|分派|分仓|派单|派|分|发)(?:到|给|至|往)? ?/y;
const OR_ZH = / ?(?:\/|、|和|与|或者?) ?/y;

export function readRegions(reader: Reader): Piece | null {
  return reader.attempt(() => {
    const found = reader.language === "zh" ? listZh(reader) : listEn(reader);
    if (found === null || found.length < 2) return null;
    const said: SaidOf<"decision_table"> = {
      kind: "decision_table",
      hit: "first",
      columns: [{ id: "k1", fact: "province", operator: "in_list" }],
      outputs: [{ id: "o1", effect: "route" }],
      rows: found.map(({ provinces, to }, at) => ({ id: `r${at + 1}`, cells: [[...provinces]], values: [to] })),
    };
    return { type: "table", said, route: true };
  });
}

interface Row {
  provinces: readonly string[];
  to: string;
}

function listZh(reader: Reader): Row[] | null {
  if (reader.take(BY_ZH) === null) return null;
  const rows: Row[] = [];
  do {
    const part = COUNTRY_PARTS.find(({ zh }) => reader.source.low.startsWith(zh, reader.at));
    const to = part === undefined ? null : byName(reader, reader.lexicon.destinations);
    if (part === undefined || to === null) return null;
    rows.push({ provinces: part.provinces, to });
  } while (reader.take(OR_ZH) !== null);
  reader.take(/(?:虚拟)?仓?(?:发货|处理)?/y);
  return rows;
}

const LIST_EN =
  /(?:ship|send|route|assign)?(?: orders)? ?(?:from|to|between) ([a-z ,]+?)(?: warehouses?)? by (?:the )?(?:delivery |shipping )?(?:address|province|region)/y;

function listEn(reader: Reader): Row[] | null {
  const list = reader.take(LIST_EN)?.[1];
  if (list === undefined) return null;
  const rows = list.split(/ or | and |, ?/).map((one): Row | null => {
    const name = one.trim().replace(/ (?:china|warehouse)\b/g, "");
    const part = COUNTRY_PARTS.find(({ en }) => en.toLowerCase() === `${name} china`);
    const [to, ...more] = part === undefined ? [] : reader.lexicon.destinations.get(part.en);
    return part === undefined || to === undefined || more.length > 0 ? null : { provinces: part.provinces, to };
  });
  return rows.every((row): row is Row => row !== null) ? rows : null;
}
