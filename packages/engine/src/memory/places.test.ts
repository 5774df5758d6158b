import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashOf, NONE, Places } from "./places.ts";

function valueIn(places: Places<number>, key: string): number | undefined {
  const place = places.find(key);
  return place === NONE ? undefined : places.value(place);
}

describe("places by key", () => {
  it("hold what a Map would hold, through growing, gaps and keys that lie together", () => {
    const doing = fc.tuple(fc.nat(3999), fc.boolean());
    fc.assert(
      fc.property(fc.array(doing, { minLength: 500, maxLength: 6000 }), (doings) => {
        const places = new Places<number>();
        const model = new Map<string, number>();
        for (const [nth, [number, adds]] of doings.entries()) {
          const key = `O${number}`;
          expect(valueIn(places, key)).toBe(model.get(key));
          if (adds && !model.has(key)) {
            places.setValue(places.add(key), nth);
            model.set(key, nth);
          } else if (!adds && model.delete(key)) places.remove(places.find(key));
        }
        for (let number = 0; number < 4000; number++) {
          if (valueIn(places, `O${number}`) !== model.get(`O${number}`)) throw new Error(`O${number}`);
        }
        const held = [...places.all()].map((place) => [places.key(place), places.value(place)]);
        expect(held.sort()).toEqual([...model].sort());
      }),
      { numRuns: 20 },
    );
  });

  it("keys that somebody chose to fall together are laid elsewhere", () => {
    const chosen: string[] = [];
    for (let n = 0; chosen.length < 600; n++) if ((hashOf(`X${n}`, 0) & 0xfff) === 0x5a5) chosen.push(`X${n}`);
    const places = new Places<number>();
    for (const [at, key] of chosen.entries()) places.setValue(places.add(key), at);
    expect(places.longest()).toBeLessThan(100);
    expect(chosen.map((key) => valueIn(places, key))).toEqual(chosen.map((_, at) => at));
    for (const key of chosen.slice(0, 300)) places.remove(places.find(key));
    expect(chosen.map((key) => valueIn(places, key))).toEqual(chosen.map((_, at) => (at < 300 ? undefined : at)));
  });
});
