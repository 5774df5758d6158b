import { expect, it } from "vitest";
import * as connectors from "./index.ts";

it("exports exactly these names", () => {
  expect(Object.keys(connectors).sort()).toEqual(
    [
      ...["channelCatalogue", "createSendTools", "memoryTokens", "openChannel", "CHANNEL_KINDS", "isEmailAddress"],
      ...[
        "newWebhookSecret",
        "rotateWebhookSecrets",
        "mergeMessages",
        "admit",
        "newDelivery",
        "nextDelivery",
        "revive",
      ],
      ...["fanOut", "planSends", "mapPlatformOrder", "ORDER_PLATFORMS", "parseBody", "readSizes"],
      ...["rowToOrder", "suggestMapping", "verifyWebhook", "WEBHOOK_PLATFORMS", "isPublicAddress", "createRequester"],
      ...["guardedRequest", "checkUrl", "maskSecret", "openSecret", "sealSecret"],
      ...["createTableReader", "TIMES_OF_DAYS", "DEFAULT_CAPS"],
    ].sort(),
  );
});
