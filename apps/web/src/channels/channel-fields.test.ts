import { describe, expect, test } from "vitest";
import { isVariableName, toBody, variableName } from "./channel-fields.ts";

describe("what the form of a channel sends", () => {
  test("an SMS channel keeps the variables of its template when something else is changed", () => {
    const values = {
      access_key_id: "LTAI0000",
      sign_name: "编组站",
      template_code: "SMS_1",
      variables: { code: "order" },
    };
    expect(toBody("aliyun_sms", values).settings).toMatchObject({ variables: { code: "order" } });
    expect(toBody("wecom_robot", { key: "k" }).settings).toEqual({ format: "text" });
  });

  test("a variable may be pasted as the template writes it", () => {
    expect(variableName([" $", "{order_no} "].join(""))).toBe("order_no");
    expect([isVariableName("order_no"), isVariableName("单号"), isVariableName("1st")]).toEqual([true, false, false]);
  });
});
