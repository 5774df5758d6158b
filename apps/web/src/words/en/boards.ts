export const boards: typeof import("../zh-CN/boards.ts").boards = {
  boards: {
    title: "Boards",
    hint: "Where open orders are, when they are due, and what matters most.",
    tabs: "Boards",
    tab: { delivery: "Delivery", deadlines: "Deadlines", figures: "Figures" },
  },
};
