import { expect, test } from "vitest";
import { keepingTheRest, patiently } from "./part.ts";

function script(...answers: (string | Error)[]) {
  let loads = 0;
  return {
    load: async () => {
      const answer = answers[loads] ?? "too often";
      loads += 1;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    loads: () => loads,
  };
}
const broken = new TypeError("Failed to fetch dynamically imported module");

test("a part that cannot be fetched offline is there once the server answers", async () => {
  let waited = 0;
  const { load } = script(broken, broken, broken, broken, "form");
  const wait = async () => {
    waited += 1;
  };
  expect(await patiently(load, { reachable: async () => false, wait })).toBe("form");
  expect(waited).toBe(4);
});

test("a part that the server no longer has is given up after a second try", async () => {
  const { load, loads } = script(broken, broken, "never");
  await expect(patiently(load, { reachable: async () => true, wait: async () => {} })).rejects.toBe(broken);
  expect(loads()).toBe(2);
});

test("a connection that comes back between the tries is enough", async () => {
  const { load } = script(broken, "form");
  expect(await patiently(load, { reachable: async () => true, wait: async () => {} })).toBe("form");
});

test("a part that an upgrade took away leaves the rest of the page as it is; another failure is told", async () => {
  const load = () => Promise.reject(broken);
  const missing = keepingTheRest(load, async () => true).then(
    () => "there",
    () => "thrown",
  );
  expect(await Promise.race([missing, Promise.resolve().then(() => Promise.resolve("waits"))])).toBe("waits");
  await expect(keepingTheRest(load, async () => false)).rejects.toBe(broken);
});
