import { findLayout } from "./store.ts";

/** Names of the sections of a layout whose rows are tables: order items and tickets keep names alone. Empty for an unknown layout. */
export async function tableSectionsOf(layoutHash: string): Promise<ReadonlySet<string>> {
  const layout = await findLayout(layoutHash);
  const tables = layout?.sections.filter(({ kind }) => kind === "tables") ?? [];
  return new Set(tables.map(({ name }) => name));
}
