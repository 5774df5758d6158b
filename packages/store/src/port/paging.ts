/** A page of a list that is read forwards by an opaque cursor. `nextCursor` null: this was the last page. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
export interface PageRequest {
  cursor?: string | undefined;
  limit: number;
}
