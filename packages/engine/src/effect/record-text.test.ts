import { expect, it } from "vitest";
import { recordText } from "./record-text.ts";

it("[E6] a refused state says what it wants: the step that is missing, the evidence, or that there is no such state", () => {
  const said = (data: Record<string, unknown>) => recordText("state_conflict", data)?.zh;
  expect(said({ code: "evidence", from: "Packed", to: "HandedOver", missing: "scan|courier" })).toBe(
    "到「已交接」需要扫描或快递回传作为凭证",
  );
  expect(said({ code: "missing_step", from: "Packed", to: "PickedUp", missing: "HandedOver" })).toBe(
    "缺少「已交接」，不能从「已打包」到「已揽收」",
  );
  expect(said({ code: "unknown_state", to: "Lost" })).toBe("没有状态「Lost」");
  expect(said({ code: "illegal", from: "Signed", to: "Packed" })).toBe("不能从「已签收」到「已打包」");
});

it("[S2] what waits says whether for its order or for a step", () => {
  expect(recordText("waiting", { event: "state_asserted" })?.zh).toBe("订单还没有到，先等着，到了再处理");
  expect(recordText("waiting", { to: "PickedUp", missing: "HandedOver" })?.zh).toBe("「已揽收」先等着：还缺「已交接」");
});
