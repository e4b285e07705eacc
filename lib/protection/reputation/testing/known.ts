import { holder } from "../known-lists.ts";
import type { ListName } from "../list-names.ts";
import { readList } from "../read-list.ts";

/** Makes these files the lists that the process knows, so that nothing asks the database for newer ones. */
export function knowing(files: { readonly [Name in ListName]?: string }): void {
  const held = holder();
  held.lists.clear();
  for (const [name, text] of Object.entries(files) as [ListName, string][]) {
    const read = readList(name, text);
    if (!read.ok) throw new Error(`${name}: ${read.refusal}`);
    held.lists.set(name, { version: 1, readAt: new Date(), list: read.list });
  }
  held.lookedAt = Number.POSITIVE_INFINITY;
}
