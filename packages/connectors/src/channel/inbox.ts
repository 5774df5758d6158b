/** The in-app inbox: always there, no vendor, the last fallback of every other channel. */
import { z } from "zod";
import { text } from "../text.ts";
import type { Channel } from "./channel.ts";
import { CHAT_SCHEDULE } from "./limits.ts";
import { delivered, noRecipient, retry } from "./outcome.ts";

const config = z.strictObject({});

export const inbox: Channel<z.infer<typeof config>> = {
  kind: "inbox",
  label: text("站内消息", "Inbox"),
  config,
  secrets: [],
  quotas: [],
  digests: false,
  schedule: CHAT_SCHEDULE,
  credential: () => "inbox",
  async send(message, _config, tools) {
    const recipients = [...new Set(message.to.map((person) => person.id))];
    if (recipients.length === 0) return noRecipient("", "");
    try {
      await tools.inbox({ message, recipients });
      return delivered("ok", message.id);
    } catch {
      return retry("inbox_unavailable", text("站内消息暂时无法写入", "The inbox could not be written"));
    }
  },
};
