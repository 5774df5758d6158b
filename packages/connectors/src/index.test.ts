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
      ...["guardedRequest", "checkUrl", "maskSecret", "openSecret", "sealSecret", "signAliyun"],
      ...["signCainiao", "signKdniao", "signKuaidi100Order", "signKuaidi100Push", "signKuaidi100Query", "signSf"],
      ...["signDouyin", "signKuaishou", "signLazada", "signShopee", "signTaobaoHmac", "signTiktok", "signWrapped"],
      ...[
        "signXiaohongshu",
        "signDingtalk",
        "signFeishu",
        "fitsWebhook",
        "signWebhook",
        "createTableReader",
        "TIMES_OF_DAYS",
        "DEFAULT_CAPS",
      ],
    ].sort(),
  );
});
