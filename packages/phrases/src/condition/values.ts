import { type Reader, sticky } from "../source/reader.ts";
import { typeOf } from "./fact-name.ts";
import { readSubject } from "./subject.ts";

const LONGEST_QUOTED = 2002;
const QUOTES: Readonly<Record<string, string>> = { "“": "”", "「": "」", "『": "』", '"': '"', "'": "'", "《": "》" };

/** Text in quotes, as typed. */
export function readQuoted(reader: Reader): string | null {
  const close = QUOTES[reader.char];
  if (close === undefined) return null;
  const near = reader.source.low.slice(reader.at + 1, reader.at + LONGEST_QUOTED).indexOf(close);
  if (near < 0) return null;
  const end = reader.at + 1 + near;
  const value = reader.raw(reader.at + 1, end);
  reader.at = end + 1;
  return value;
}

/** Where a value of the generator's ends: at a space or at a mark of the sentence. */
const RUN = sticky('[^\\s,;:、。()\\[\\]“”‘’"「」『』《》]{1,500}');
/** Where a value that was typed ends: at a mark, at a word that goes on with the sentence, or where something is to be done. */
const DOING_ZH =
  "派到|派往|派给|派单|派至|分到|分配|分给|分至|分派|转到|转给|转人工|推送|推到|打标|打上|标红|标为|标记|标注|提醒|通知|告警|预警|报警|短信|企微|企业微信|@|钉钉|飞书|邮件|暂停|停止|冻结|挂起|拦截|加赠|加送|赠送|加\\d|送|建任务|派任务|任务|审批|执行流程|走|进入|放到|放进|优先|触发|自动|改为|预占|锁定|合并|发往";
const END_ZH = sticky(
  `[,;:。、()+\\n→"“”「」『』/]|\\s|且|并|而且|同时|或|以及|和|与|就|则|那么|=>|->|的订单|的单|的客户|的货|的商品|的话|的(?= ?(?:\\d|[,;。→]|或|且|并|和|与|都|也|就|一律|全部|全都|全|直接|要|需|请|先|发|给|派|把|不|当天|当日|今天|明天|次日|马上|立刻|立即|尽快|优先|加急|重新|暂|统一|单独|另|\\s|${DOING_ZH})|$)|也(?=不|是|没)|订单|必?须|(?<![超准按及])时(?=[,\\s;派分推打标提通告短企暂冻挂加]|$)|之一|中任|中的任|开头|打头|开始|结尾|字样|标签|等(?=[,的])|否则|其余|其他|除外|决定|${DOING_ZH}`,
);
const DOING_EN =
  "route|ships?|send|sent|goes|go|tag(?! (?:contains?|includes?|is|has))|tagged|flag|mark|alert|notify|tell|warn|text|sms|wecom|dingtalk|feishu|e-?mail|hold|freeze|pause|stop|add|ask|task|create|push|assign|merge|run|set|reserve|block|gets?|needs?|waits?";
const END_EN = sticky(
  `[,;:()\\n→"“”「」『』]|\\.(?=\\s|$)|\\s+(?:(?:and|or|then|otherwise|else|should|must|is|are|when|if|within)\\b|(?:${DOING_EN})\\b)|\\s*(?:->|=>)|\\s+orders?\\b`,
);
const DOING = { zh: sticky(`(?:${DOING_ZH})`), en: sticky(`(?:${DOING_EN})\\b`) };
/** Does something to do begin here? */
export const startsDoing = (reader: Reader): boolean => reader.look(DOING[reader.language]) !== null;
const LONGEST_ZH = 20;
const LONGEST_EN = 48;

/** Facts whose known values may stand for each other: the order's brand and those of its lines. */
const ALIKE: Readonly<Record<string, string>> = {
  brands: "brand",
  origins: "origin",
  style_codes: "style_code",
  item_text: "categories",
};

/** One text value for a fact. */
export function readValue(reader: Reader, fact: string): string | null {
  reader.blanks();
  const names = reader.lexicon.named.get(fact);
  if (names !== undefined) {
    const named = reader.attempt(() => {
      const quoted = reader.take(/[“"]/y) !== null;
      const ids = reader.name(names);
      if (quoted) reader.take(/[”"]/y);
      return ids?.length === 1 && ends(reader) ? (ids[0] ?? null) : null;
    });
    // Otherwise a state that the workspace does not have would never be reached.
    if (named !== null || (!reader.strict && fact === "status")) return named;
  }
  const quoted = readQuoted(reader);
  if (quoted !== null) return quoted;
  if (reader.strict) {
    const from = reader.at;
    return reader.take(RUN) === null ? null : reader.raw(from);
  }
  return readKnown(reader, fact) ?? readTyped(reader, fact);
}

/** A value that the workspace knows for this fact. */
export function readKnown(reader: Reader, fact: string): string | null {
  return reader.attempt(() => {
    const values = reader.name(reader.lexicon.values);
    const found = values?.find((known) => known.fact === fact || known.fact === ALIKE[fact]);
    return found !== undefined && (ends(reader) || reader.look(KIND) !== null) ? found.value : null;
  });
}
/** 「牛仔裤、牛仔外套类的单」: the word for what kind it is. */
const KIND = /类(?=的|别|商品|产品|订单|单)|(?:[两俩二三四五六七八九十]|\d{1,2})个(?=品牌|平台|渠道|省|地区|店铺)/y;

/** Does a value that is known or quoted end here? */
export function ends(reader: Reader): boolean {
  return typedEnds(reader) || /[\s,;.。)”"+(]/.test(reader.char);
}

/** Does a value end here that is read word by word? */
function typedEnds(reader: Reader): boolean {
  return (
    reader.done ||
    reader.look(reader.language === "zh" ? END_ZH : END_EN) !== null ||
    (reader.stop !== null && reader.look(reader.stop) !== null) ||
    // 「江苏的奔驰订单」: another value that the workspace knows.
    (reader.char === "的" && reader.lexicon.values.longest(reader.source.low, reader.at + 1) !== null)
  );
}

const NO_VALUE_ZH = /^(?:不是|不为|不以|不含|不在|没有|没写|未填)/;
const NO_VALUE =
  /^(?:(?:more|fewer|less) than\b|at (?:least|most)\b|up to\b|(?:over|under) \d|(?:one|two|three|four|five|\d+) (?:compl|retu|refu|exch|orde)|(?:not|no|never|neither|nor|been|be|to|a|an|the|it|any|all|of)\b|\d+(?:\.\d+)? ?%|(?:grade|class)[ -][a-z]\b)/;

/** A value in a person's own words: short, and up to a word with which the sentence goes on. */
function readTyped(reader: Reader, fact: string): string | null {
  const from = reader.at;
  const zh = reader.language === "zh";
  const last = Math.min(reader.source.low.length, from + (zh ? LONGEST_ZH : LONGEST_EN));
  const letter = /^[A-Z](?![\w'])/.test(reader.source.raw.slice(from, from + 2));
  if (zh && NO_VALUE_ZH.test(reader.source.low.slice(from, from + 2))) return null;
  // A tag may be called 其他平台.
  const other = zh && fact === "tags" && reader.look(/其[余他它]/y) !== null;
  if ((ends(reader) && !other) || (!zh && !letter && NO_VALUE.test(reader.source.low.slice(from, from + 12))))
    return null;
  const word = reader.look(/[a-z0-9][a-z0-9_#./-]*(?=[^a-z0-9_#./\s-]|$)/y);
  if (zh && word !== null && word[0].length > 1 && !/^\d+$/.test(word[0])) {
    // A code such as FJ or NB-2026FREE ends where Latin letters end.
    reader.at += word[0].replace(/[./-]+$/, "").length;
    return reader.raw(from);
  }
  // A code is one word.
  const one = typeOf(reader, fact) === "code";
  while (reader.at < last) {
    reader.at += 1;
    if (one && reader.char === " " && !typedEnds(reader)) return null;
    if (typedEnds(reader)) {
      const value = reader.raw(from).trim();
      return value === "" ? null : value;
    }
  }
  return null;
}

const SEPARATORS = {
  strict: { zh: sticky("、"), en: sticky(", ") },
  loose: {
    zh: sticky(' ?(?:、|/|或者?是?|和|与|及|以及|,(?=[“"「])) ?'),
    en: sticky(" ?, (?:or |and )?| or | and | ?/ ?"),
  },
};

/** One or more values: 抖音、淘宝或拼多多. What follows 或 is a value only where it is not a comparison of its own. */
export function readValues(reader: Reader, fact: string): string[] | null {
  const first = readGroup(reader, fact) ?? single(readValue(reader, fact));
  if (first === null) return null;
  const values = [...first];
  for (;;) {
    const next = reader.attempt(() => {
      const separator = reader.take(SEPARATORS[reader.strict ? "strict" : "loose"][reader.language]);
      if (separator === null) return null;
      if (!reader.strict && QUOTES[reader.char] === undefined && (ends(reader) || startsComparison(reader)))
        return null;
      const mayBeClause = !reader.strict && reader.language === "en" && separator[0].includes(",");
      const group = readGroup(reader, fact);
      if (group !== null) return group;
      return single(
        mayBeClause ? (readQuoted(reader) ?? readKnown(reader, fact) ?? shortWord(reader)) : readValue(reader, fact),
      );
    });
    if (next === null) return values;
    values.push(...next);
    if (values.length > 5000) return null;
  }
}

const single = (value: string | null): string[] | null => (value === null ? null : [value]);

/** Provinces that are named together: 江浙沪. */
export function readGroup(reader: Reader, fact: string): readonly string[] | null {
  if (reader.strict || fact !== "province") return null;
  return reader.attempt(() => {
    const [names] = reader.name(reader.lexicon.provinces) ?? [];
    return names !== undefined && ends(reader) ? names : null;
  });
}

/** In an English list, after a comma: one word that another comma, "or" or the end follows. */
function shortWord(reader: Reader): string | null {
  const from = reader.at;
  return reader.take(/[^\s,;:.()]+(?=, | or | and |[.;]|$)/y) === null ||
    new RegExp(`^(${DOING_EN})$`).test(reader.source.low.slice(from, reader.at))
    ? null
    : reader.raw(from);
}

const OPERATOR = {
  zh: sticky(
    " ?(?:里面?|中)?(?:是|为|不|[=<>≤≥≠]|以|包?含|属于|在|早于|晚于|小于|大于|超过|至少|至多|少于|多于|满|达到|低于|高于|没|有|提到)",
  ),
  en: sticky(
    " (?:is|are|does|starts?|ends?|contains?|mentions?|has|have|in|within|at|over|under|below|above|before|after|more|less|\\d|[=<>≤≥≠])|[:=<>≤≥≠]",
  ),
};

function startsComparison(reader: Reader): boolean {
  const from = reader.at;
  const found = reader.attempt(() => (readSubject(reader) === null ? null : reader.look(OPERATOR[reader.language])));
  reader.at = from;
  return found !== null;
}
