import { readQuoted } from "../condition/values.ts";
import { both, take } from "../phrase/parts.ts";
import type { Reader } from "../source/reader.ts";
import { TURNS } from "./aside-words.ts";
import { QUIET_AHEAD } from "./quiet-words.ts";

const ASKS = both(
  "(?=核对|检查|处理|安排|跟进|确认|尽快|注意|补|联系|准备|优先处理|修正|关注|催|更新|核实|介入|核算|核查|查看|修改|更正|换|重新|留意|发货|上线)",
  " ?(?=to |that |about |with )",
);
const GOES_ON = both(
  `(?:并|且|再|然后|同时|也)?(?:否则|其余|其他|派到|派给|分到|转到|推送|打标|打上|标红|标记|提醒|通知|告警|短信|企微|企业微信|钉钉|飞书|邮件|暂停|冻结|挂起|加赠|赠送|建任务|给|请|\\d+ ?个?(?:小时|分钟|天|工作日)|如果|如)|${QUIET_AHEAD.zh}`,
  `${QUIET_AHEAD.en}|(?:and |then |also )*(?:otherwise|else|the rest|others|route|send|tag|flag|mark|alert|notify|tell|warn|text|sms|wecom|dingtalk|feishu|email|hold|freeze|pause|add|ask|task|create|push|merge|run|set|if|\\d)`,
);

/** What is to be said to somebody: after a colon, in quotes, or an appeal (「核对地址」) up to where the sentence goes on. */
export function readMessage(reader: Reader): string {
  return (
    reader.attempt(() => {
      reader.take(/ ?(?:来|去)?/y);
      const quoted = readQuoted(reader);
      if (quoted !== null) return quoted;
      const aside = reader.take(/\(([^()\n]{1,200})\)/y);
      if (aside !== null) return reader.raw(reader.at - aside[0].length + 1, reader.at - 1);
      const colon = reader.take(/ ?: ?/y) !== null;
      if (!colon && (isAboutOrders(reader) || take(reader, ASKS) === null)) return null;
      if (colon) {
        const inside = readQuoted(reader);
        if (inside !== null) return inside;
      }
      return upToNext(reader, colon);
    }) ?? ""
  );
}

/** "remind the warehouse about unpaid orders" says which orders, not what to tell. */
function isAboutOrders(reader: Reader): boolean {
  if (reader.language === "zh") return false;
  const from = reader.at;
  const about =
    reader.take(/ ?(?:about|of|on|for) (?:all |any |the )?(?:orders (?:(?:that|which) )?(?:are |have |is )?)?/y) !==
    null;
  const found = about && reader.condition() !== null && reader.take(/(?: orders?)?(?=$|[.;\n])/y) !== null;
  reader.at = from;
  return found;
}

/** `colon`: all of it was announced as what is to be said. */
function upToNext(reader: Reader, colon: boolean): string | null {
  const { low } = reader.source;
  const from = reader.at;
  const last = Math.min(low.length, from + 200);
  while (reader.at < last) {
    const char = reader.char;
    if (/[。;\n→]/.test(char) || (char === "." && /^$|\s/.test(low.charAt(reader.at + 1)))) break;
    if (char === "," && (follows(reader, 1) || (!colon && saysMore(reader)))) break;
    if (reader.language === "en" && low.startsWith(" and ", reader.at) && follows(reader, 5)) break;
    if (reader.language === "zh" && reader.at > from && /[并再]/.test(char) && follows(reader, 0)) break;
    reader.at += 1;
  }
  const value = reader.raw(from).trim();
  return value === "" ? null : value;
}

/** 「让客服核实，VIP客户除外」: the clause behind the comma narrows the rule or says of which orders it speaks, and is nothing to be told. */
function saysMore(reader: Reader): boolean {
  const { at, last } = reader;
  reader.at += 1;
  reader.blanks();
  const clause = reader.look(/[^,;。\n→]+/y)?.[0] ?? "";
  const found =
    take(reader, ASKS) === null && (TURNS.test(clause) || (reader.take(LEAD) !== null && reader.condition() !== null));
  reader.at = at;
  reader.last = last;
  return found;
}
const LEAD = /(?:(?:如果|但是?|若是?|要是|对于|if|when|but) ?)?/y;

function follows(reader: Reader, ahead: number): boolean {
  const from = reader.at;
  reader.at += ahead;
  reader.blanks();
  const found = reader.look(GOES_ON[reader.language]) !== null;
  reader.at = from;
  return found;
}
