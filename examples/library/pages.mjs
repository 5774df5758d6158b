/** The page of a business: what it does, its parameters and golden orders, and the walk that a test takes. */
import { factLookup, flowSentences } from "../../packages/flow/src/index.ts";

const WORDS = {
  zh: {
    other: "[English](README.md)", made: "合成数据：订单由固定种子生成，没有真实的客户、品牌或单号。",
    does: "做什么", left: "可调参数", golden: "样例订单", walk: "走一遍", of: "默认",
    steps: (id, { orders, destinations, not_routed }, sample) => [
      `流程 → 模板 → 「${id}」→ 导入。没有的去向、人员、字段可一键新建。`,
      "填参数，选品牌，得到一份草稿；不会直接生效。",
      `沙盒 → 导入 \`orders.ndjson\` → 回放草稿：${orders} 张订单，${Object.entries(destinations).map(([name, count]) => `${name} ${count}`).join("、")}${not_routed === 0 ? "" : `，未派单 ${not_routed}`}。`,
      "发布：样例订单全部通过才会生效。",
      `发一张订单（\`walkthrough.json\` 里的 sample），它去「${sample.destination}」。`,
    ],
  },
  en: {
    other: "[简体中文](README.zh-CN.md)", made: "Synthetic: a generator with a fixed seed wrote the orders; no customer, brand or number is real.",
    does: "What it does", left: "What you may choose", golden: "Golden orders", walk: "Walkthrough", of: "default",
    steps: (id, { orders, destinations, not_routed }, sample) => [
      `Flows → Templates → *${id}* → import. Destinations, people and fields that are not there can be made at once.`,
      "Fill in the parameters, choose brands: a draft. Nothing is live yet.",
      `Sandbox → import \`orders.ndjson\` → replay the draft: ${orders} orders, ${Object.entries(destinations).map(([name, count]) => `${name} ${count}`).join(", ")}${not_routed === 0 ? "" : `, not routed ${not_routed}`}.`,
      "Publish: only when every golden order still comes out as expected.",
      `Send one order (\`sample\` in \`walkthrough.json\`): it goes to ${sample.destination}.`,
    ],
  },
}; // biome-ignore format: words

export function pages(template, walkthrough) {
  return { "README.md": page(template, walkthrough, "en"), "README.zh-CN.md": page(template, walkthrough, "zh") };
}

function page(template, { replay, sample }, language) {
  const words = WORDS[language];
  const { id, name, description, parameters, golden, document, needs } = template;
  const called = (list) => Object.fromEntries(list.map((one) => [one.id, one.name]));
  const sentences = flowSentences(document, {
    destinations: called(needs.destinations),
    people: called(needs.people),
    fact: factLookup(document, { customFields: needs.fields }),
  });
  return [
    `# ${name[language]}`, "", words.other, "", description[language], "", words.made, "",
    `## ${words.does}`, "",
    ...sentences.map(({ number, sentence }) => `${number}. ${sentence[language]}`), "",
    `## ${words.left}`, "",
    ...parameters.map((one) => `- ${one.label[language]}（${words.of} ${shown(one.default)}）`.replace(/（(.*)）/, language === "zh" ? "（$1）" : " ($1)")), "",
    `## ${words.golden}`, "",
    ...golden.map((one) => `- ${one.name}`), "",
    `## ${words.walk}`, "",
    ...words.steps(id, replay, sample).map((step, index) => `${index + 1}. ${step}`), "",
  ].join("\n"); // biome-ignore format: a page
}

function shown(value) {
  if (Array.isArray(value)) return value.length > 4 ? `${value.slice(0, 3).join("、")} …` : value.join("、");
  if (typeof value === "object") return `${value.amount} ${value.unit}`;
  return String(value);
}
