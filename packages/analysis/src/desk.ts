/** Where findings are collected: shown by an order that the engine has run, or kept apart with the reason why not. */

import type { Text } from "@switchyard/orders";
import type { Confirmer, Run } from "./confirm.ts";
import type { Finding, FindingKind, Limits, Place, Witness } from "./finding.ts";
import type { Inquiry } from "./inquiry.ts";
import type { Sheet } from "./model/sheet.ts";
import type { Sample } from "./order/sample.ts";
import type { UnknownReason } from "./solve/solver.ts";
import { reasonText, type Words } from "./words.ts";

export interface Claim {
  kind: FindingKind;
  severity: Finding["severity"];
  code: string;
  places: Place[];
  message: Text;
  because?: Text;
  /** Tells two claims about the same places apart. */
  key?: string;
}

/** What a check needs: the sheet, who answers questions, who confirms, where to write. */
export interface Desk {
  sheet: Sheet;
  inquiry: Inquiry;
  confirmer: Confirmer;
  words: Words;
  book: Book;
}

export class Book {
  readonly findings: Finding[] = [];
  readonly undecided: Finding[] = [];
  readonly cut = new Set<FindingKind>();
  readonly #counts = new Map<string, number>();
  readonly #ids = new Set<string>();
  readonly #limits: Limits;
  readonly #focus: string | null;
  confirmed = 0;

  constructor(limits: Limits, focus: string | null) {
    this.#limits = limits;
    this.#focus = focus;
  }

  /** Whether a finding about these flows would be listed. */
  wants(kind: FindingKind, flows: readonly string[]): boolean {
    if (this.#focus !== null && !flows.includes(this.#focus)) return false;
    if (kind === "structure" || (this.#counts.get(kind) ?? 0) < this.#limits.findings) return true;
    this.cut.add(kind);
    return false;
  }

  /** Lists the claim with its order if the engine bears it out, and otherwise says that it could not be shown. */
  show(desk: Desk, claim: Claim, sample: Sample, bears: (run: Run) => Text | null): boolean {
    if (this.#ids.has(idOf(claim)) || !this.wants(claim.kind, flowsOf(claim))) return false;
    const confirms = bears(desk.confirmer.run(sample));
    if (confirms === null) {
      this.doubt(claim, "build");
      return false;
    }
    this.confirmed += 1;
    this.#add(this.findings, claim, { witness: witnessOf(sample, confirms) });
    return true;
  }

  /** A claim that needs no order: the drawing itself shows it. */
  state(claim: Claim, edges: string[] = []): void {
    if (this.wants(claim.kind, flowsOf(claim))) this.#add(this.findings, claim, { edges });
  }

  doubt(claim: Claim, why: UnknownReason): void {
    if (!this.wants(claim.kind, flowsOf(claim)) || this.undecided.length >= this.#limits.findings) return;
    this.#add(this.undecided, claim, { unknown: { code: why, reason: reasonText(why) } });
  }

  #add(list: Finding[], claim: Claim, more: Partial<Finding>): void {
    const id = idOf(claim);
    if (this.#ids.has(id)) return;
    this.#ids.add(id);
    if (list === this.findings) this.#counts.set(claim.kind, (this.#counts.get(claim.kind) ?? 0) + 1);
    const { kind, severity, code, places, message, because } = claim;
    list.push({
      id,
      kind,
      severity,
      code,
      places,
      edges: [],
      flows: flowsOf(claim),
      message,
      ...(because === undefined ? {} : { because }),
      ...more,
    });
  }
}

const flowsOf = (claim: Claim): string[] => [...new Set(claim.places.map((place) => place.flow))];

function idOf({ kind, code, places, key }: Claim): string {
  const where = places.map(({ flow, node, port, row }) =>
    [flow, node, port, row].filter((part) => part !== undefined).join("/"),
  );
  return [kind, code, ...where, ...(key === undefined ? [] : [key])].join(" ");
}

function witnessOf(sample: Sample, confirms: Text): Witness {
  return {
    order: sample.input,
    at: sample.at,
    receivedAt: sample.order.received_at,
    id: sample.order.id,
    before: sample.before,
    confirms,
  };
}
