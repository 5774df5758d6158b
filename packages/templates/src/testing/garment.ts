/** A small flow of a workspace, and the template that its author makes of it. */
import type { FlowDocument } from "@switchyard/flow";
import type { MakeInput } from "../make-template.ts";

export const garmentFlow = (): FlowDocument => ({
  formatVersion: 1,
  name: "快反派线",
  description: "FJ 款三天内交货走快反线",
  brands: ["青禾记"],
  windows: [],
  patterns: [],
  nodes: [
    { id: "in", kind: "order_received", position: { x: 0, y: 0 } },
    {
      id: "fj",
      kind: "condition",
      position: { x: 300, y: 0 },
      when: {
        type: "group",
        match: "all",
        parts: [
          { type: "comparison", fact: "style_code", operator: "starts_with", value: "FJ" },
          { type: "comparison", fact: "due_in_days", operator: "le", value: 3 },
        ],
      },
      missing: "not_met",
    },
    { id: "rapid", kind: "route", position: { x: 600, y: 0 }, destination: "dest_7Qx1" },
    { id: "tell", kind: "alert", position: { x: 600, y: 90 }, to: ["u_42"], channel: "inbox", level: 1, text: "快反" },
    { id: "normal", kind: "route", position: { x: 600, y: 200 }, destination: "dest_9Zk2" },
  ],
  edges: [
    { id: "e1", from: "in", port: "next", to: "fj" },
    { id: "e2", from: "fj", port: "met", to: "rapid" },
    { id: "e3", from: "fj", port: "met", to: "tell" },
    { id: "e4", from: "fj", port: "not_met", to: "normal" },
  ],
});

export const garmentInput = (): MakeInput => ({
  id: "rapid-line",
  version: 1,
  name: { zh: "快反派线", en: "Rapid line" },
  description: { zh: "FJ 款三天内交货走快反线", en: "FJ styles due in three days go to the rapid line" },
  parameters: [
    {
      id: "days",
      label: { zh: "快反天数", en: "Rapid days" },
      required: true,
      keepDefault: true,
      min: 0,
      max: 30,
      places: ["/nodes/fj/when/parts/1/value"],
    },
    {
      id: "prefix",
      label: { zh: "款号前缀", en: "Style prefix" },
      required: true,
      keepDefault: false,
      places: ["/nodes/fj/when/parts/0/value"],
    },
    {
      id: "line",
      label: { zh: "快反线", en: "Rapid line" },
      required: false,
      keepDefault: true,
      places: ["/nodes/rapid/destination"],
    },
  ],
  document: garmentFlow(),
  golden: [],
  workspace: {
    currency: "CNY",
    destinations: [
      { id: "dest_7Qx1", name: "快反线", kind: "line" },
      { id: "dest_9Zk2", name: "常规线", kind: "line" },
    ],
    people: [{ id: "u_42", name: "王建国", role: "supervisor" }],
    fields: [],
  },
});
