/** How many rules of each kind an event may have. */
export const RULES_MAX = 30;
