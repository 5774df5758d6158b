/**
 * The number of the core's own rules. Raised by whoever changes what a step decides, writes or sends for an event that could have
 * come before. A journal says by which number each stretch of it was decided; a journal that says none was written under 0.
 * 2: older counts of stock and older observations come too late; other lines give back and reserve what is wanted.
 */
export const CORE_RULES = 2;
