/** Words of this room, in one language. */
export const typing = {
  typing: {
    title: "New order",
    hint: "One order after the other; each gets its number here.",
    field: {
      customer: "Customer",
      due: "Need date",
      product: "Style or product",
      qty: "Quantity",
      requirement: "Special requirement",
    },
    dueHint: "Such as 2026-12-05, 12/5 or tomorrow.",
    requirementHint:
      "A text pasted into any field fills the form: “customer: Acme, product: FJ2026, qty: 200, due: 2026-12-05”.",
    save: "Save",
    keys: "Enter: next field. Ctrl + Enter: save",
    needed: "Needed",
    unread: "The pasted text does not name it",
    noDue: "No need date",
    isDue: "Due {{day}}",
    past: "{{day}} is past",
    isCode: "Style {{is}}",
    isName: "Product {{is}}",
    says: { urgency: "Urgency", tax: "Tax", grade: "Customer grade" },
    said: "{{name}}: {{is}}",
    unsaid: "{{name}}: not said",
    before: "Typed before",
    mayNot: "You cannot type in orders",
    mayNotHint: "Your role does not take in orders. Ask an administrator.",
  },
};
