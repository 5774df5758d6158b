import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Places } from "./places.ts";

describe("places by key", () => {
  it("hold what a Map would hold, through growing, gaps and keys that lie together", () => {
    const doing = fc.tuple(fc.nat(3999), fc.boolean());
    fc.assert(
      fc.property(fc.array(doing, { minLength: 500, maxLength: 6000 }), (doings) => {
        const places = new Places<{ key: string; nth: number }>();
        const model = new Map<string, { key: string; nth: number }>();
        for (const [nth, [number, adds]] of doings.entries()) {
          const key = `O${number}`;
          expect(places.get(key)).toBe(model.get(key));
          if (adds && !model.has(key)) {
            const place = { key, nth };
            places.add(place);
            model.set(key, place);
          } else if (!adds) {
            places.delete(key);
            model.delete(key);
          }
        }
        for (let number = 0; number < 4000; number++) {
          if (places.get(`O${number}`) !== model.get(`O${number}`)) throw new Error(`O${number}`);
        }
        expect([...places.values()].sort((a, b) => a.nth - b.nth)).toEqual(
          [...model.values()].sort((a, b) => a.nth - b.nth),
        );
      }),
      { numRuns: 20 },
    );
  });
});
