import { type ReactNode, Suspense } from "react";
import { TableBoundary } from "#components/desk/table/table-boundary";
import { TableSkeleton } from "#components/desk/table/table-skeleton";

/**
 * The place of a list that the page reads from the server: its skeleton until it is there, and what went wrong, with "try again",
 * where it fails. It belongs below every decision of the page that answers 404 or leads elsewhere, because the answer has begun
 * by then. Other filters keep the rows that are there until theirs come.
 */
export function TableArea({ children }: { children: ReactNode }) {
  return (
    <TableBoundary>
      <Suspense fallback={<TableSkeleton />}>{children}</Suspense>
    </TableBoundary>
  );
}
