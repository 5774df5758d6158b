/** Loads the room with a planted fault: module hooks give changed sources to every import below `?mutant=<n>`. */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { patched } from "../../../../engine/src/testing/simulation/patched.ts";
import type { Room } from "./compare.ts";
import type { TruthRoom } from "./conditions.ts";
import { MUTANTS, type Mutant } from "./mutants.ts";
import type { TextRoom } from "./texts.ts";

const SOURCE = new URL("../../", import.meta.url).href;
const planted = new Map<string, Mutant>();

registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL ?? "";
    const at = from.indexOf("?mutant=");
    const found = next(specifier, context);
    return at < 0 || !found.url.startsWith(SOURCE)
      ? found
      : { ...found, url: `${found.url.split("?")[0]}${from.slice(at)}` };
  },
  load(url, context, next) {
    const [path = "", query] = url.split("?mutant=");
    if (query === undefined) return next(url, context);
    const mutant = planted.get(query);
    const source = readFileSync(fileURLToPath(path), "utf8");
    const isHere = mutant !== undefined && path === `${SOURCE}${mutant.file}`;
    return { format: "module-typescript", source: isHere ? patched(source, mutant) : source, shortCircuit: true };
  },
});

export async function roomWith(at: number): Promise<Room & TruthRoom & TextRoom> {
  const mutant = MUTANTS[at];
  if (mutant === undefined) throw new Error(`there is no mutant ${at}`);
  planted.set(String(at), mutant);
  const { createReplay } = await import(`${SOURCE}replay.ts?mutant=${at}`);
  const { chunkOf } = await import(`${SOURCE}columns/order-columns.ts?mutant=${at}`);
  const { Truths } = await import(`${SOURCE}fast/truth.ts?mutant=${at}`);
  const { ChunkTruths } = await import(`${SOURCE}fast/chunk-truths.ts?mutant=${at}`);
  const { chunkOfTexts } = await import(`${SOURCE}columns/text-chunk.ts?mutant=${at}`);
  return { createReplay, chunkOf, chunkOfTexts, Truths, ChunkTruths };
}
