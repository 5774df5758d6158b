export const map: typeof import("../zh-CN/map.ts").map = {
  map: {
    title: "Delivery",
    label: "Provinces, as a scheme",
    scheme: "A scheme, one square a province: about where it lies, neither borders nor size.",
    at: "Parcel in",
    to: "Bound to",
    arrived: "Delivered",
    eta: "Expected",
    etaBy: { courier: "by the courier", promise: "by the due date" },
    place: "Parcel's place",
    courier: "Courier",
    phone: "Courier's number",
  },
};
