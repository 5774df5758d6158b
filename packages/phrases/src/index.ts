/** @switchyard/phrases: sentences become flows. See SPEC.md. Names are exported one by one; a test pins the list. */

export { type AcceptOptions, acceptOperation, fragmentDocument, type JoinAt } from "./accept.ts";
export { type CheckResult, checkUnderstanding } from "./check-understanding.ts";
export { buildLexicon } from "./lexicon/build-lexicon.ts";
export type { KnownValue, Lexicon, Named, WorkspaceWords } from "./lexicon/lexicon.ts";
export { type WorkspaceLike, wordsOf } from "./lexicon/words-of.ts";
export { type Rewrite, rewriteNode, sayNode } from "./rewrite-node.ts";
export { sayFlow } from "./say-flow.ts";
export { chineseNumber } from "./source/chinese-number.ts";
export { understand } from "./understand.ts";
export type { Fragment, Language, Refusal, Span, Understander, Understanding } from "./understanding.ts";
