/** Pages before the door: whoever opens them is not in the house, or not yet. */
const OUTSIDE = /^\/(?:sign-in|set-up|forgot|reset\/|invite\/|track\/)/;

export const isOutside = (path: string): boolean => OUTSIDE.test(path);
