/** Oddities noted on the way. A hostile file must not make the list longer than itself. */
import { type Problem, problem } from "../text.ts";

const MAX_NOTICES = 50;

export class Notices {
  readonly list: Problem[] = [];

  add(code: string, zh: string, en: string, row?: number): void {
    if (this.list.length >= MAX_NOTICES) return;
    this.list.push(problem(code, zh, en, row === undefined ? "" : `/rows/${row}`));
  }
}
