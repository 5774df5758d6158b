export const boards = {
  boards: {
    title: "看板",
    hint: "未完成的订单在哪里、什么时候到期，哪些事最要紧。",
    tabs: "看板的各部分",
    tab: { delivery: "交付", deadlines: "时限", figures: "指标" },
  },
};
