/** Others have their turn first: long work in pieces waits for it between two of them. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
