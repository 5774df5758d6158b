export { readCondition } from "./condition/expression.ts";
export { buildLexicon } from "./lexicon/build-lexicon.ts";
