/** Texts in a tree of characters: which of them a text begins with, ends with or contains. */
export class TextSearch {
  /** `node * 65,536 + character` → node. */
  private readonly next = new Map<number, number>();
  private readonly ids = new Map<string, number>();
  private readonly ends: number[] = [-1];
  private readonly starts = new Uint8Array(65_536);
  private readonly backwards: boolean;

  constructor(direction: "forwards" | "backwards") {
    this.backwards = direction === "backwards";
  }

  /** The id that is reported when `text` is found; `make` gives the next one. */
  ensure(text: string, make: () => number): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    const id = make();
    this.ids.set(text, id);
    this.add(text, id);
    return id;
  }

  private add(text: string, id: number): void {
    let node = 0;
    for (let i = 0; i < text.length; i++) {
      const character = text.charCodeAt(this.backwards ? text.length - 1 - i : i);
      if (node === 0) this.starts[character] = 1;
      const key = node * 65_536 + character;
      let child = this.next.get(key);
      if (child === undefined) {
        child = this.ends.push(-1) - 1;
        this.next.set(key, child);
      }
      node = child;
    }
    this.ends[node] = id;
  }

  /** Reports every text that `subject` has at its beginning, or at its end if this searches backwards. */
  atEdge(subject: string, found: (id: number) => void): void {
    if (this.backwards) this.walkBack(subject, found);
    else this.walk(subject, 0, found);
  }

  /** Reports every text that occurs in `subject`, perhaps more than once. */
  anywhere(subject: string, found: (id: number) => void): void {
    for (let i = 0; i < subject.length; i++) {
      if (this.starts[subject.charCodeAt(i)] === 1) this.walk(subject, i, found);
    }
  }

  private walk(subject: string, from: number, found: (id: number) => void): void {
    let node: number | undefined = 0;
    for (let i = from; i < subject.length; i++) {
      node = this.next.get(node * 65_536 + subject.charCodeAt(i));
      if (node === undefined) return;
      const id = this.ends[node] ?? -1;
      if (id >= 0) found(id);
    }
  }

  private walkBack(subject: string, found: (id: number) => void): void {
    let node: number | undefined = 0;
    for (let i = subject.length - 1; i >= 0; i--) {
      node = this.next.get(node * 65_536 + subject.charCodeAt(i));
      if (node === undefined) return;
      const id = this.ends[node] ?? -1;
      if (id >= 0) found(id);
    }
  }
}
