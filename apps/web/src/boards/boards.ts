/** The boards, in the order of their tabs: a board is a line here, a word in `words/<lang>/boards.ts` and a route below `/boards`. */
export const BOARDS = [
  { to: "/boards", word: "boards.tab.delivery" },
  { to: "/boards/deadlines", word: "boards.tab.deadlines" },
  { to: "/boards/map", word: "boards.tab.map" },
  { to: "/boards/steps", word: "boards.tab.steps" },
  { to: "/boards/trend", word: "boards.tab.trend" },
  { to: "/boards/figures", word: "boards.tab.figures" },
] as const;
