import { readNumber } from "../source/numbers.ts";
import { sticky } from "../source/reader.ts";
import { bare, between, count, empty, measure, type Predicate, span, text, yes } from "./predicates.ts";

const s = (words: string) => sticky(` ?(?:${words}) ?`);
/** 备注里, 标签中: where something stands. */
const IN = "(?:的)?(?:里面?|中|上|内容|字段)?(?:要|必须|应)?";
const IS = "(?:的)?(?:要|须|必须|应)?(?:是|为|在|约)?";
/** 「尺码有五种以上」: what there are so many of. */
const HAS = "(?:的)?(?:要|须|必须|应)?(?:是|为|在|约|有)?";
const NUMBER_END = sticky("(?! ?(?:以[内下上前后]|之[内前后]|内|起))");

/**
 * 以上、以下、以内 include the number; 不满、超过、以外 do not (Civil Code of the PRC, art. 1259). 满 and 达到 include it, 不到 and 不足
 * do not; 前 and 早于 do not include the instant.
 */
const MEASURES: Predicate[] = [
  measure(
    "le",
    s(`${IN}(?:小于等于|小于或等于|不超过|不大于|不多于|不高于|不晚于|至多|最多|最晚|顶多|<=|=<|≤|不迟于)`),
    NUMBER_END,
  ),
  measure(
    "ge",
    s(`${IN}(?:大于等于|大于或等于|不少于|不低于|不小于|不早于|至少|最少|起码|达到|达|>=|=>|≥|满)`),
    s("(?:以上|及以上)?"),
  ),
  measure("le", sticky("(?<=只剩|仅剩|就剩) ?(?:下|了)? ?"), NUMBER_END),
  measure("le", s("(?:只剩|仅剩|就剩)(?:下|了)?"), NUMBER_END),
  measure("lt", s(`${IN}(?:少于|小于|低于|跌破|早于|不到|不满|不足|未满|<)`), NUMBER_END),
  measure("gt", s(`${IN}(?:超过|大于|多于|高于|晚于|超出|超|>)`), NUMBER_END),
  measure("lt", s("比"), s("(?:要|还)?(?:少|小|低)的?")),
  measure("gt", s("比"), s("(?:要|还)?(?:多|大|高)的?")),
  measure("ne", s("(?:跟|和|与)"), s("(?:对不上|不一致|不相等|不一样|不符)的?")),
  measure("ne", s("(?:不等于|≠|!=|<>)"), NUMBER_END),
  measure("eq", s("(?:等于|==?|正好是?|刚好是?|恰好是?)"), NUMBER_END),
  measure("le", s(HAS), s("(?:及|或)?(?:以内|之内|内|以下|及以下|或以下|或更少)(?:的)?(?:交货|到期|交付)?")),
  measure("ge", s(HAS), s("(?:及|或)?(?:以上|及以上|或以上|起|往上|或更多)")),
  measure("lt", s(IS), s("(?:之前|以前|前)")),
  measure("gt", s(IS), s("(?:之后|以后|后|以外|开外)")),
  measure("eq", s("(?:是|为)"), NUMBER_END),
];
const COUNT_END = s("个?(?:标签|以上)?");

export const PREDICATES_ZH: readonly Predicate[] = [
  empty("is_not_empty", s(`${IN}(?:不为空|不是空的?|非空|有值|已填写?|有填写?|有内容)`)),
  empty("is_empty", s(`${IN}(?:为空|是空的?|空着|没有?填写?|未填写?|未知|缺失|没写|没有内容)`)),
  yes(false, s("(?:为|是|:|=)? ?(?:否|假|不是)")),
  yes(true, s("(?:为|是|:|=)? ?(?:是|真)")),
  between(s("(?:在|介于|是|为)?"), sticky(" ?(?:到|至|~|-|和|与) ?"), s("(?:之间|间|以内|的)?")),
  count("count_ge", s("(?:个数|数量)?(?:≥|>=|至少有?|不少于|达到)"), readNumber, COUNT_END),
  count("count_ge", s("(?:个数|数量)?(?:>|超过|多于)"), readNumber, s("[个种]?(?:标签)?"), 1),
  count("count_le", s("(?:个数|数量)?(?:≤|<=|至多|不超过|最多)"), readNumber, s("个?(?:标签)?")),
  count("count_eq", s("(?:个数|数量)(?:=|是|为)"), readNumber, s("个?")),
  span(s(`${IN}(?:距现在)?(?:在)?(?:不超过|最近|近|过去)`), s("(?:之内|以内|内)?")),
  ...MEASURES,
  count("count_ge", s("(?:至少)?有"), readNumber, s("[个种项](?:标签)?(?:及|或)?以上")),
  text("not_starts", s("不(?:是)?以"), s("(?:开头|打头|开始|起头)的?")),
  text("starts", s("(?:是)?以"), s("(?:开头|打头|开始|起头)的?")),
  text("ends", s("(?:是)?以"), s("(?:结尾|收尾|结束)的?")),
  text("starts", s("(?:开头|前缀|前几位)(?:是|为|:)?")),
  text("ends", s("(?:结尾|后缀|尾号|最后几位)(?:是|为|:)?")),
  text("not_starts", s("(?:不是|不为|非|不)"), s("(?:开头|打头)的?")),
  text("starts", s("(?:是|为)?"), s("(?:开头|打头)的?")),
  text("ends", s("(?:是|为)?"), s("(?:结尾)的?")),
  text("contains_all", s(`${IN}(?:同时包?含有?|同时有|都包?含|全部包含)`), s("(?:两个|这些)?(?:标签)?")),
  text(
    "not_contains",
    s(`${IN}(?:不包含|不含有?|没有?提到|没有?写|不带|没有|未提到|无)`),
    s("(?:中任何一个|等?字样|标签)?"),
  ),
  text(
    "contains",
    s(`${IN}(?:包含有?|含有?|提到了?|提及|写了|写着|写有|注明了?|标注了?|带有?|有|出现了?)`),
    s("(?:中任一个?|之一|中的任何一个|等?字样|标签|的?字(?:眼|的)?|[一两三几]个字)?"),
  ),
  text("not_in", s("(?:不属于|不在|不是)"), s("(?:之列|之中|里面?|中|内|其中之一)")),
  text("not_in", s("不属于")),
  text("in", s("(?:属于|是|为|在)"), s("(?:之一|中的一个|其中之一|里面?的?|之列|中任一|之中)")),
  text("in", s("属于")),
  text("is_not", s("(?:不是|不为|不等于|≠|!=|非)")),
  text("is", s("(?:是|为|等于|==?)"), s("(?:的)?(?:时候)?")),
  bare,
];
