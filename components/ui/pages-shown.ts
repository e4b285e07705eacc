/** Which page numbers to show: the first, the last, the current with its neighbours, and gaps where some are left out. */
export function pagesShown(page: number, pageCount: number): (number | "gap")[] {
  const wanted = [1, page - 1, page, page + 1, pageCount];
  const inside = [...new Set(wanted)].filter((n) => n >= 1 && n <= pageCount).sort((a, b) => a - b);
  return inside.flatMap((n, i) => {
    const before = inside[i - 1] ?? 0;
    if (n - before === 2) return [n - 1, n];
    return n - before > 2 ? ["gap" as const, n] : [n];
  });
}
