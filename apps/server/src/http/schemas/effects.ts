/** Effects as clients see them: what all have in common. The rest belongs to the type and is in the JSON. */
import type { Explanation, Origin } from "@switchyard/engine";
import { component } from "../components.ts";

export interface EffectView {
  type: string;
  origin: Origin | null;
  order: string | null;
}
export type ExplanationView = Omit<Explanation, "overridden"> & { overridden: { effect: EffectView; by: string }[] };

export const effect = component<EffectView>("Effect");
export const explanation = component<ExplanationView>("Explanation");
