import { onTestFinished } from "vitest";
import { temporaryFolder } from "../harness/folder.ts";

/** A folder that goes away with the test. */
export function testFolder(): string {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  return folder.path;
}
