/** @switchyard/connectors: adapters at the edge. See README.md and SPEC.md. Names are exported one by one; a test pins the list. */

export {
  channelCatalogue,
  createSendTools,
  memoryTokens,
  type OpenChannel,
  type OpenedChannel,
  openChannel,
} from "./channel/catalogue.ts";
export {
  CHANNEL_KINDS,
  type Channel,
  type ChannelKind,
  type InboxEntry,
  type Message,
  type Outcome,
  type Quota,
  type Recipient,
  type SendTools,
  type TokenStore,
} from "./channel/channel.ts";
export { isEmailAddress } from "./channel/settings.ts";
export { newWebhookSecret, rotateWebhookSecrets } from "./channel/webhook.ts";
export { type Digest, mergeMessages } from "./delivery/digest.ts";
export { type Admission, type Asking, admit, type LimiterState } from "./delivery/limiter.ts";
export { type Delivery, type Follow, newDelivery, nextDelivery, revive, type Step } from "./delivery/next-delivery.ts";
export { fanOut, type Plan, type PlanInput, planSends, type Waiting } from "./delivery/plan.ts";
export { type Mapped, mapPlatformOrder, ORDER_PLATFORMS, type OrderPlatform } from "./intake/map-order.ts";
export { type Parsed, parseBody } from "./intake/parse-body.ts";
export type { PlatformOrder } from "./intake/platform-order.ts";
export {
  type ColumnTarget,
  type RowInput,
  readSizes,
  rowToOrder,
  suggestMapping,
  type TableMapping,
  TIMES_OF_DAYS,
} from "./intake/table-order.ts";
export {
  type IncomingWebhook,
  type Verdict,
  verifyWebhook,
  WEBHOOK_PLATFORMS,
  type WebhookPlatform,
} from "./intake/verify-webhook.ts";
export { isPublicAddress } from "./outgoing/address.ts";
export {
  createRequester,
  type FailureCode,
  guardedRequest,
  type OutgoingRequest,
  type Reply,
  type Requester,
  type RequestFailure,
  type RequestResult,
} from "./outgoing/guarded-request.ts";
export { type Checked, checkUrl, type Network, type Refusal, type RefusalCode } from "./outgoing/network.ts";
export {
  type Keyring,
  maskSecret,
  type Opened,
  openSecret,
  type SecretPlace,
  sealSecret,
} from "./secret/seal.ts";
export { createTableReader, type TableReader, type TableReaderOptions, type TableSource } from "./table/read-table.ts";
export {
  DEFAULT_CAPS,
  type TableCaps,
  type TableEvent,
  type TableFormat,
  type TableOptions,
  type TableRow,
} from "./table/table.ts";
