import { describe, expect, test } from "vitest";
import { isVariableName, SHOWN_IN_SMS, speaksAnother, toBody, variableName } from "./channel-fields.ts";

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

  test("a template with a Chinese signature is warned of where what goes out is English", () => {
    const sms = { kind: "aliyun_sms", settings: { sign_name: "编组站" } } as const;
    expect([speaksAnother(sms, "zh-CN"), speaksAnother(sms, "en")]).toEqual([false, true]);
    expect(speaksAnother({ kind: "aliyun_sms", settings: { sign_name: "ACME" } }, "en")).toBe(false);
    expect(speaksAnother({ kind: "email", settings: { sign_name: "编组站" } }, "en")).toBe(false);
  });

  test("an SMS can show the state that an order reached and when, and no link, which no variable has room for", () => {
    expect(SHOWN_IN_SMS).toEqual(expect.arrayContaining(["state", "at", "subject", "orders", "overdue"]));
    expect(SHOWN_IN_SMS).not.toContain("link");
  });

  test("a variable may be pasted as the template writes it", () => {
    expect(variableName([" $", "{order_no} "].join(""))).toBe("order_no");
    expect([isVariableName("order_no"), isVariableName("单号"), isVariableName("1st")]).toEqual([true, false, false]);
  });
});
