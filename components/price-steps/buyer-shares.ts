/** Shares of ticket types as they stand in the form, by their id; a type that is not there has an empty field. */
export type ShareDrafts = Readonly<Record<string, string>>;

/**
 * The shares that were typed, in whole percents; undefined where every field is empty, so that the played sale decides. "wrong" for what
 * is no percent, and for more than 100 together.
 */
export function readShares(drafts: ShareDrafts): { ticket_type_id: string; percent: number }[] | "wrong" | undefined {
  const typed = Object.entries(drafts).filter(([, percent]) => percent.trim() !== "");
  if (typed.length === 0) return undefined;
  if (!typed.every(([, percent]) => /^\s*\d{1,3}\s*$/.test(percent))) return "wrong";
  const shares = typed.map(([id, percent]) => ({ ticket_type_id: id, percent: Number(percent) }));
  return shares.reduce((sum, { percent }) => sum + percent, 0) > 100 ? "wrong" : shares;
}
