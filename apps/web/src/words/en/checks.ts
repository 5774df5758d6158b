export const checks: typeof import("../zh-CN/checks.ts").checks = {
  checks: {
    label: "What is shown",
    self: "72-hour self-check",
    systems: "States in all systems",
    again: "Check again",
    about: {
      self: "The last 7 days: whether all systems agree on 100 orders, how long orders take, and how often customers asked within 2 hours of courier news.",
      systems:
        "The latest state of the same orders in each system, held beside every other. Two differ only where one is in the house, on its way, delivered or closed and the other is not; a system is not behind on what it never tells of. Orders with news within the hour are left out.",
    },
    drawn:
      "Orders that changed {{from}} to {{to}}: {{orders}}. Drawn: {{drawn}}; could be compared: {{compared}}; still changing: {{moving}}.",
    share: "Systems agree",
    shareOf: "{{same}} of {{compared}} orders",
    hours: "Payment to delivery",
    hoursOf: "mean, orders: {{orders}}",
    hoursValue: "{{n}} h",
    asked: "Asked within 2 hours",
    askedValue: "{{n}} times",
    askedOf: "orders with courier news: {{told}}",
    steps: "Mean time of each step",
    step: "{{from}} → {{to}}",
    longest: "longest",
    column: { step: "Step", hours: "Mean hours", orders: "Orders", order: "Order" },
    pairs: "Which two systems differ",
    pairsHint: "Orders that differ / orders that both know a state of. The deeper the ground, the larger the share.",
    differing: "Orders that differ",
    differingMore: "Orders that differ: {{n}}; these are the newest {{shown}}",
    noneDiffer: "No order differs.",
    nothing: "No order can be compared",
    nothingHint:
      "Beside this system, a platform's state, a courier's news or a state from another system is needed for an order.",
    noData: "No data",
    kind: {
      house: "This system",
      courier: "Courier",
      platform: "Platform {{name}}",
      source: "Source {{name}}",
      key: "{{name}}",
      scan: "Scans",
    },
  },
};
