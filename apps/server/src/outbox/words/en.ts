import type { Text } from "@switchyard/orders";
import type { OutgoingWords } from "./words.ts";

export const en: OutgoingWords = {
  language: "en",
  text: ({ zh, en }: Text) => en || zh,
  titles: {
    missing_step: (text) => `The step before is missing: ${text}`,
    unknown_code: (text) => `Unknown code: ${text}`,
    same_po: (text) => `PO ${text} has an order already: perhaps the same`,
    flow_alert: (flow) => `Alert of ${flow}`,
    flow_task: (flow) => `Task of ${flow}`,
    channel_fault: (channel, reason) => `The channel “${channel}” cannot send: ${reason}`,
    no_contacts: (brand) => `The brand “${brand}” has no contacts: what it was to be told was not sent`,
    journal_broken: () => "The journal did not pass its check: an administrator should look",
    secrets_unopened: () => "The key file is not the one it was: an administrator should look",
    backup_failed: () => "The automatic backup failed: an administrator should look",
    group_rule: (rule) => `The group handed down the rule “${rule}”`,
    publish_requested: (flow) => `“${flow}” waits for your approval to be published`,
    test: () => "Switchyard test message",
  },
  ownerOf: (state) => `Whoever sees to “${state}”`,
  labels: {
    ...{ order: "Order", brand: "Brand", style: "Style", due: "Due" },
    ...{ orders: "Orders", open: "Open orders", unrouted: "Not assigned", overdue: "Overdue" },
    ...{ subject: "About", flow: "Flow", state: "Status", at: "Time" },
    ...{ asked_by: "Asked by", reason: "Reason", workspace: "Workspace", late: "Why late" },
    rule_drafted: "It is a draft now: try it, then publish it",
    rule_upgrade: "Upgrade the flow on the templates page",
    rule_stored: "Fill in its values on the templates page",
  },
  report: {
    days: (from, to) => `${from} to ${to}`,
    orders: (count) => (count === 1 ? "1 order" : `${count} orders`),
    noStep: "Still at the first step",
    between: ", ",
    value: (amount, counts, isBad) => `${amount} (${counts})${isBad ? ", below target" : ""}`,
    percent: (value) => `${value} %`,
    hour: (value) => `${value} h`,
    day: (value) => `${value} days`,
    each: (value) => `${value} an order`,
  },
};
