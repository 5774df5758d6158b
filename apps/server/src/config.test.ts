import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("a setting that cannot be used is named, with what it must be, in both languages", () => {
  const wrong: [Record<string, string>, zh: string, en: string][] = [
    [{ PORT: "abc" }, "PORT 须为 0…65535 的整数，得到 “abc”", 'PORT must be a whole number from 0 to 65535, not "abc"'],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL 须为", "LOG_LEVEL must be one of trace, debug, info"],
    [{ BACKUP_KEEP: "0" }, "BACKUP_KEEP 须为 1…36500 的整数", "BACKUP_KEEP must be a whole number from 1"],
    [{ HOST: "0.0.0.0" }, "请用 PUBLIC_URL 指定访问地址", "name the address that people use with PUBLIC_URL"],
    [{ PUBLIC_URL: "https://a.example/x" }, "PUBLIC_URL 须为不带路径的", "without a path"],
    [{ OIDC_DISCOVERY_URL: "https://id.example", PUBLIC_URL: "https://a.example" }, "还需要 OIDC_CLIENT_ID", "needs"],
    [{ UNDERSTAND_URL: "https://model.example" }, "须一起设置", "go together"],
  ];
  for (const [env, zh, en] of wrong) {
    expect(() => readConfig(env)).toThrow(
      expect.objectContaining({ text: { zh: expect.stringContaining(zh), en: expect.stringContaining(en) } }),
    );
  }
  expect(readConfig({})).toMatchObject({ port: 7410, logLevel: "info", signIn: null });
});
