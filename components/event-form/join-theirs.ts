/**
 * Joins what others saved into a form. What was not touched here becomes theirs; what both changed stays as it was typed and is
 * returned in `both`, for the person to decide.
 */
export function joinTheirs<Draft extends object>(
  { opened, typed }: { opened: Draft; typed: Draft },
  theirs: Partial<Draft>,
): { opened: Draft; typed: Draft; both: (keyof Draft)[] } {
  const fields = Object.keys(theirs) as (keyof Draft)[];
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const untouched = fields.filter((field) => isSame(opened[field], typed[field]));
  const both = fields.filter((field) => !untouched.includes(field) && !isSame(typed[field], theirs[field]));
  const taken = Object.fromEntries(untouched.map((field) => [field, theirs[field]]));
  return { opened: { ...opened, ...theirs }, typed: { ...typed, ...taken }, both };
}
