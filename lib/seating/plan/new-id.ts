const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
const LENGTH = 8;

/**
 * A new id for an object of a plan. Random, so that objects that two people add to two drafts of one hall are never taken for one
 * another; `planOfLayout` counts, and its ids are shorter. Edits get it as an argument and stay pure.
 */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(LENGTH)), (byte) => LETTERS[byte & 31] ?? "x").join("");
}
