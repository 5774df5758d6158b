/**
 * Places by their key: a table with open addressing. The hashes of the keys lie side by side, so that looking for a key
 * touches little memory until it is found; a `Map` walks through the keys of others first. Among many orders that is what counts.
 */

const FIRST = 1024;

export class Places<P extends { readonly key: string }> {
  /** 0: nothing lies there. A power of two long, at most half full. */
  #hashes = new Int32Array(FIRST);
  #places: (P | undefined)[] = room(FIRST);
  #count = 0;

  get(key: string): P | undefined {
    const place = this.#placeOf(key, hashOf(key));
    return place < 0 ? undefined : this.#places[place];
  }

  /** The key must not be there yet. */
  add(place: P): void {
    this.#count += 1;
    if (this.#count * 2 > this.#hashes.length) this.#grow();
    this.#put(hashOf(place.key), place);
  }

  delete(key: string): void {
    const at = this.#placeOf(key, hashOf(key));
    if (at < 0) return;
    this.#count -= 1;
    this.#close(at);
  }

  /** In no order. */
  *values(): Generator<P> {
    for (const place of this.#places) if (place !== undefined) yield place;
  }

  #placeOf(key: string, hash: number): number {
    const hashes = this.#hashes;
    const mask = hashes.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const other = hashes[at];
      if (other === 0) return -1;
      if (other === hash && this.#places[at]?.key === key) return at;
    }
  }

  #put(hash: number, place: P): void {
    const mask = this.#hashes.length - 1;
    let at = hash & mask;
    while (this.#hashes[at] !== 0) at = (at + 1) & mask;
    this.#hashes[at] = hash;
    this.#places[at] = place;
  }

  /** Fills the gap with those behind it that would have lain there or before. */
  #close(gap: number): void {
    const hashes = this.#hashes;
    const mask = hashes.length - 1;
    let free = gap;
    for (let at = (gap + 1) & mask; ; at = (at + 1) & mask) {
      const hash = hashes[at] ?? 0;
      if (hash === 0) break;
      if (((at - hash) & mask) < ((at - free) & mask)) continue;
      hashes[free] = hash;
      this.#places[free] = this.#places[at];
      free = at;
    }
    hashes[free] = 0;
    this.#places[free] = undefined;
  }

  #grow(): void {
    const [hashes, places] = [this.#hashes, this.#places];
    this.#hashes = new Int32Array(hashes.length * 2);
    this.#places = room(hashes.length * 2);
    for (const [at, place] of places.entries()) if (place !== undefined) this.#put(hashes[at] ?? 0, place);
  }
}

const room = <P>(length: number): (P | undefined)[] => new Array<P | undefined>(length).fill(undefined);

/** Never 0. */
function hashOf(key: string): number {
  let hash = key.length;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x5bd1e995) ^ (hash >>> 15);
  hash = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995);
  return hash ^ (hash >>> 15) || 1;
}
