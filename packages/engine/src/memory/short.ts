/** A number as the machine keeps it without room of its own, where it is whole and small; the same number in any case. */
export const short = (value: number): number => (value === (value | 0) ? value | 0 : value);
