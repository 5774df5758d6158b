import { readQuoted, readValue } from "../condition/values.ts";
import { byName } from "../phrase/parts.ts";
import { type Reader, sticky } from "../source/reader.ts";
import { type Found, OBJECT } from "./found.ts";
import { readMessage } from "./message.ts";
import { readPeople } from "./people.ts";
import { alert } from "./tell-zh.ts";

/** Destinations and tags, as it is said in Chinese. */

const s = (words: string) => sticky(` ?(?:${words}) ?`);
const ROUTE = s(
  "(?:派|分|转|发|调|分配|分派|分拣|流转|路由|派单|进|转入|分流|归|放|送|转派|改派)(?:到|往|给|至|入|去|进)|推送(?:到|给|至)?|推到|推给|推(?![广动荐])|走|进入?|交给|交由|给|由|从|在|派|发|去|转",
);
const ROUTE_END = s(
  "(?:优先(?:发货|处理)?|发货|发出|发运|出货|处理|生产|来?做|去做|车间|加工|发|的?波次|看板|试试?|试一下)?",
);
const ALONE = s("(?:优先(?:走|派到?|从)?|走|安排到?)?");

export function route(reader: Reader): Found {
  const verb = reader.take(ROUTE);
  if (verb === null) return null;
  const weak = /^ ?(?:由|从|在|给|进|走|进入|发给|交给|交由|派|发|去|转) ?$/.test(verb[0]);
  const endpoint = reader.attempt(() => (/推/.test(verb[0]) ? byName(reader, reader.lexicon.endpoints) : null));
  if (endpoint !== null) return { kind: "webhook", event: "order_received", endpoint };
  const people = /推|给/.test(verb[0]) ? readPeople(reader) : null;
  if (people !== null && !people.customer) return alert("inbox", people.to, readMessage(reader));
  const destination = byName(reader, reader.lexicon.destinations);
  if (destination === null)
    return weak || reader.lexicon.values.longest(reader.source.low, reader.at) !== null ? null : OBJECT.destination;
  reader.take(ROUTE_END);
  // 「派到快反线的订单」 says which orders are meant, and not what is done.
  return reader.char === "的" ? null : { kind: "route", destination };
}

/** 「宁波保税仓优先」: a destination by itself, where something is to be done. */
export function destinationAlone(reader: Reader): Found {
  reader.take(ALONE);
  const destination = byName(reader, reader.lexicon.destinations);
  if (destination === null) return null;
  const end = reader.take(ROUTE_END);
  return end !== null && (end[0].trim() !== "" || reader.done || /[,;。\n]/.test(reader.char))
    ? { kind: "route", destination }
    : null;
}

const COLOURS = s("标(红|黄|绿|橙|蓝)(?:色)?(?:显示|处理)?");
const TAG = s(
  '(?:打上?|贴上?|加上?|打个|贴个)(?:个)?(?:标签|标记)(?:为|:|是)?|打标签?(?:为|:|是)?|标(?:记|注|示|识)(?:为|成|上|:)?|标为|打标|(?:打上|贴上|加上)(?=[“"「])',
);
const TAG_AROUND = s("(?:打上?|贴上?|加上?|打个|贴个|加个)(?:个|一个)?");
const TAG_END = s("(?:的)?(?:标签|标记|标)");
const UNTAG = s("(?:去掉|取消|移除|删除|撤掉|摘掉)(?:标签|标记)");
const UNTAG_AROUND = s("(?:去掉|取消|移除|删除|撤掉|摘掉)");

/** 「当日发出」: there is no time of day in an effect, so the order is marked with it, in these words. */
const SAME_DAY = /(?:当日|当天|即日)(?:必须|要|就)?(?:发出|发货|发走|寄出|出库|发)(?![a-z0-9])/y;

export function tag(reader: Reader): Found {
  const day = reader.take(SAME_DAY)?.[0];
  if (day !== undefined) return { kind: "tag", tag: day };
  const colour = reader.take(COLOURS)?.[1];
  if (colour !== undefined) return { kind: "tag", tag: `标${colour}` };
  if (reader.take(UNTAG) !== null) {
    const value = readValue(reader, "tags");
    return value === null ? OBJECT.tag : { kind: "untag", tag: value };
  }
  const off = reader.attempt(() => (reader.take(UNTAG_AROUND) === null ? null : around(reader)));
  if (off !== null) return { kind: "untag", tag: off };
  const said = reader.attempt(() =>
    reader.take(TAG_AROUND) === null || reader.look(/标/y) !== null ? null : around(reader),
  );
  if (said !== null) return { kind: "tag", tag: said };
  const known = reader.attempt(() =>
    !"打贴标加算记按".includes(reader.char) || reader.take(TAG_BARE) === null ? null : alone(reader),
  );
  if (known !== null) return { kind: "tag", tag: known };
  const ahead = reader.attempt(() =>
    !/[把将“"「]/.test(reader.char) || reader.take(TAKE) === null ? null : taken(reader),
  );
  if (ahead !== null) return { kind: "untag", tag: ahead };
  if (reader.take(TAG) === null) return null;
  const value = readValue(reader, "tags");
  if (value === null) return OBJECT.tag;
  reader.take(TAG_END);
  return { kind: "tag", tag: value };
}

/** 「标加急」「打VIP」「算急单」: a tag in quotes or one that the workspace has, and nothing more of the clause. */
const TAG_BARE = s("(?:打上?|贴上?|标上?|加上?|算作?|算是|记为|按)(?:个|一个)?");
function alone(reader: Reader): string | null {
  const value = readQuoted(reader) ?? reader.name(reader.lexicon.tags)?.[0] ?? null;
  if (value === null) {
    const [urgent] = reader.lexicon.tags.get("加急");
    return urgent !== undefined && reader.take(/急[单件](?:处理)?(?=$|[ ,;。\n])/y) !== null ? urgent : null;
  }
  reader.take(TAG_END);
  return reader.done || reader.look(/[ ,;。\n]|并|再|走|派|发|且|然后/y) !== null ? value : null;
}

/** 「把加急标签去掉」: which tag comes before what is done to it. */
const TAKE = s("(?:把|将)?(?=[^,;。\\n]{1,16}(?:去掉|取消|移除|删除|删掉|撤掉|摘掉|拿掉))");
function taken(reader: Reader): string | null {
  const value = readQuoted(reader) ?? reader.name(reader.lexicon.tags)?.[0] ?? null;
  if (value === null) return null;
  reader.take(TAG_END);
  return reader.take(s("(?:给)?(?:去掉|取消|移除|删除|删掉|撤掉|摘掉|拿掉)(?:了)?")) === null ? null : value;
}

function around(reader: Reader): string | null {
  const value = readQuoted(reader) ?? reader.lexicon.tags.longest(reader.source.low, reader.at)?.values[0] ?? null;
  if (value === null) {
    const free = reader.take(/([^\s,;:。、的标]{1,12})(?=的?(?:标签|标记))/y);
    if (free === null) return null;
    const text = reader.raw(reader.at - free[0].length);
    return reader.take(TAG_END) === null ? null : text;
  }
  const known = reader.lexicon.tags.longest(reader.source.low, reader.at);
  if (known !== null) reader.at += known.length;
  return reader.take(TAG_END) === null && known === null ? null : value;
}
