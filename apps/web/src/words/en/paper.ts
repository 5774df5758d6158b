/** Words of this room, in one language. */
export const paper = { paper: { print: "Print" } };
