/** What must not leave the house in a template: addresses of people, numbers of customers, secrets. */
import { comparisonsIn } from "./comparisons.ts";
import type { Template } from "./template.ts";
import { type Problem, problem } from "./text.ts";

interface Rule {
  code: "secret" | "personal";
  zh: string;
  en: string;
  pattern: RegExp;
}
const RULES: Rule[] = [
  { code: "secret", zh: "像是密钥或带密钥的网址", en: "looks like a secret, or an address with one in it",
    pattern: /-----BEGIN |\b(?:sk|pk|ak|ghp|gho|glpat|xox[abpr])[-_][A-Za-z0-9_-]{12,}|\bAKIA[0-9A-Z]{12,}|\bBearer\s+\S{8,}|https?:\/\/[^\s/@]{0,200}:[^\s/@]{0,200}@|[?&](?:key|token|access_token|secret|sign)=[^\s&]{6,}/i },
  { code: "personal", zh: "像是手机号", en: "looks like a mobile number", pattern: /(?<!\d)1[3-9]\d{9}(?!\d)/ },
  { code: "personal", zh: "像是邮箱地址", en: "looks like an e-mail address", pattern: /[^\s@"<>]@[^\s@"<>]{1,253}\.[a-z]{2,}/i },
  { code: "personal", zh: "像是身份证号", en: "looks like an identity number", pattern: /(?<!\d)\d{17}[\dXx](?!\d)/ },
]; // biome-ignore format: a table

/** Facts that are about one customer or one order: a rule for everybody does not name their values. */
const OF_ONE = new Set(["customer_id", "buyer_name", "address_key", "external_id", "po_no", "tracking_no"]);

/** Empty: the template may be handed to anybody. */
export function privateFindings(template: Template): Problem[] {
  const { document, ...head } = template;
  const open = new Set(template.parameters.filter((one) => one.default === undefined).flatMap(({ places }) => places));
  return [
    ...texts(head, ""),
    ...document.nodes.flatMap((node) => texts(node, `/flow/nodes/${node.id}`)),
    ...texts({ windows: document.windows, patterns: document.patterns }, "/flow"),
    ...document.nodes.flatMap((node) =>
      comparisonsIn(node, `/nodes/${node.id}`).flatMap(({ fact, value, place }) =>
        OF_ONE.has(fact) && (typeof value === "string" || Array.isArray(value)) && !open.has(place)
          ? [
              problem(
                `/flow${place}`,
                "customer",
                `条件里写了某个客户或订单的「${fact}」，请把它设为不带默认值的参数`,
                `The condition names a value of ${fact}, which is one customer's or one order's; make it a parameter without a default`,
              ),
            ]
          : [],
      ),
    ),
  ];
}

function texts(value: unknown, pointer: string): Problem[] {
  if (typeof value === "string") {
    const rule = RULES.find(({ pattern }) => pattern.test(value));
    return rule === undefined
      ? []
      : [problem(pointer, rule.code, `这里${rule.zh}，请先删去`, `This ${rule.en}; take it out first`)];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => texts(one, `${pointer}/${key}`));
}
