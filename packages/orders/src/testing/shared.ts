/** Reference material beside the repository: tests that compare with it run where it is, and say so where it is not. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const DOMAIN = join(import.meta.dirname, "../../../../../shared/domain");

/** A JSON file of ../shared/domain, or null (with a message) where the folder is absent. */
export function sharedJson<T>(name: string): T | null {
  const path = join(DOMAIN, name);
  if (!existsSync(path)) {
    console.info(`skipped: ${path} is not here`);
    return null;
  }
  return JSON.parse(readFileSync(path, "utf8")) as T;
}
