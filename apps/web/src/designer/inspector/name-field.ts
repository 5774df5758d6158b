/** The field of a node's name, to which the keys go when it is renamed. */
export const NAME_FIELD = "node-name";
