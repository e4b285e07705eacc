/** One line for each thing, with the amounts of all its lines together. */
export function sumLines<Line extends { amountMinor: number }>(
  lines: readonly Line[],
  keyOf: (line: Line) => string,
): Line[] {
  const sums = new Map<string, Line>();
  for (const line of lines) {
    const known = sums.get(keyOf(line));
    sums.set(keyOf(line), known ? { ...known, amountMinor: known.amountMinor + line.amountMinor } : line);
  }
  return [...sums.values()];
}
