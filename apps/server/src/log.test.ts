import { expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { errorName } from "./error-name.ts";
import { type LogFields, openLog } from "./log.ts";

test("only fields of the allow-list are written", () => {
  const lines: string[] = [];
  const log = openLog("info", { write: (line: string) => void lines.push(line) });
  const fields = {
    code: "x",
    status: 500,
    password: "canary",
    headers: { authorization: "canary" },
    err: new Error("canary"),
  };
  log.error("event", fields as LogFields);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ msg: "event", code: "x", status: 500 });
  expect(lines.join("")).not.toContain("canary");
});

test("of an error its name, its code and our own place are said, never its text", () => {
  const error = Object.assign(new TypeError("canary"), { code: "SQLITE_BUSY", cause: new Error("canary") });
  expect(errorName(error)).toMatch(/^TypeError SQLITE_BUSY at apps\/server\/src\/log\.test\.ts:\d+$/);
  expect(errorName("canary")).toBe("string");
});

test("PORT, DATA_DIR and HOST are honoured; a port that is none is refused in both languages", () => {
  expect(readConfig({})).toMatchObject({ port: 7410, host: "127.0.0.1" });
  const shared = { PORT: "8080", DATA_DIR: "/tmp/x", HOST: "0.0.0.0", PUBLIC_URL: "https://yard.example.com" };
  expect(readConfig(shared)).toMatchObject({
    ...{ port: 8080, dataDir: "/tmp/x", host: "0.0.0.0" },
    signIn: { publicUrl: "https://yard.example.com", openId: null },
  });
  expect(readConfig({})).toMatchObject({ signIn: null });
  expect(() => readConfig({ HOST: "0.0.0.0" })).toThrow(/用 PUBLIC_URL 指定.*with PUBLIC_URL/);
  expect(() => readConfig({ PUBLIC_URL: "https://x.example/path" })).toThrow(/须为.*must be/);
  for (const port of ["http", "-1", "70000", "1.5"]) expect(() => readConfig({ PORT: port })).toThrow(/须为.*must be/);
});
