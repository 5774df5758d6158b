import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { builtFile, stampBundle } from "./bundled.ts";

test("a bundle is run as long as nothing that it was made of has been built anew", () => {
  const folder = mkdtempSync(join(tmpdir(), "switchyard-bundled-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const put = (path: string, text: string) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
    return join(folder, path);
  };
  const child = put("server/dist/replay/child.js", "");
  put("server/dist/tsconfig.tsbuildinfo", "one");
  const engine = put("engine/dist/tsconfig.tsbuildinfo", "one");
  expect(builtFile(child)).toBe(child);

  const bundle = put("server/dist/replay/child.bundle.js", "");
  // As bundles were left before they said what they are made of.
  expect(builtFile(child)).toBe(child);
  const modules = [child, join(folder, "engine/dist/step.js"), join(folder, "node_modules/zod/dist/index.js")];
  stampBundle(bundle, modules);
  expect(builtFile(child)).toBe(bundle);

  put("engine/dist/tsconfig.tsbuildinfo", "two");
  expect(builtFile(child)).toBe(child);
  stampBundle(bundle, modules);
  expect(builtFile(child)).toBe(bundle);

  rmSync(engine);
  expect(builtFile(child)).toBe(bundle);
});
