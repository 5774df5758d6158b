/** Words of this room, in one language. */
export const map = {
  map: {
    title: "配送",
    label: "省份示意图",
    scheme: "一省一格的示意图，只表示大致方位，不表示边界和面积。",
    at: "包裹在",
    to: "送往",
    arrived: "已送达",
    eta: "预计送达",
    etaBy: { courier: "快递告知", promise: "按交期推算" },
    place: "包裹位置",
    courier: "快递",
    phone: "快递电话",
  },
};
