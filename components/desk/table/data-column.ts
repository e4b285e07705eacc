import type { ReactNode } from "react";

/** A column of a DataTable. Keep the list of columns stable between renders: at module scope or in `useMemo`. */
export type DataColumn<T> = {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** What it sorts by; a column without it cannot be sorted. Null comes last. */
  value?: (row: T) => string | number | null;
  align?: "end";
  /** Always shown; the first column is as well. */
  isFixed?: boolean;
  /** Stands in the totals row. */
  total?: ReactNode;
};

/** Orders two values of a column, ascending; null after everything. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
}
