"use client";

import {
  type ColumnDef,
  columnVisibilityFeature,
  createSortedRowModel,
  functionalUpdate,
  type RowData,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { parseAsArrayOf, parseAsString, useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { compareValues, type DataColumn } from "./data-column.ts";
import { addressOfOrder, readSort } from "./table-order.ts";

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  rowSelectionFeature,
  columnVisibilityFeature,
});

/**
 * The state of a table. Order (`sort=-taken`) and hidden columns (`hide=state,sold`) stand in the address, so that a view can be
 * sent to a colleague; the selection does not. With `sorting: "server"` the rows stay as given and the server reads the order.
 */
export function useDeskTable<T extends RowData>(given: {
  rows: readonly T[];
  rowId: (row: T) => string;
  columns: readonly DataColumn<T>[];
  sorting: "client" | "server";
  /** Stands before its names in the address, for a second table of a page. */
  name?: string | undefined;
  canSelect?: ((row: T) => boolean) | undefined;
}) {
  const { name, canSelect } = given;
  const isManual = given.sorting === "server";
  const [{ sort, hide }, setAddress] = useQueryStates(ADDRESS, {
    ...{ shallow: !isManual, scroll: false },
    urlKeys: name ? { sort: `${name}_sort`, hide: `${name}_hide` } : {},
  });
  const [rowSelection, setRowSelection] = useState<Record<string, true>>({});
  const data = useMemo(() => [...given.rows], [given.rows]);
  const columns = useMemo(() => given.columns.map((column) => definitionOf<T>(column)), [given.columns]);
  const sorting = useMemo(() => readSort(sort), [sort]);
  const columnVisibility = useMemo(() => Object.fromEntries(hide.map((id) => [id, false])), [hide]);
  return useTable({
    features,
    columns,
    data,
    getRowId: given.rowId,
    manualSorting: isManual,
    enableMultiSort: false,
    enableRowSelection: (row) => canSelect?.(row.original) ?? true,
    state: { sorting, columnVisibility, rowSelection },
    onRowSelectionChange: (change) => setRowSelection((old) => functionalUpdate(change, old) as Record<string, true>),
    onSortingChange: (change) => void setAddress(addressOfOrder(functionalUpdate(change, sorting), given.sorting)),
    onColumnVisibilityChange: (change) => {
      const visible = functionalUpdate(change, columnVisibility);
      const hidden = Object.keys(visible).filter((id) => visible[id] === false);
      void setAddress({ hide: hidden.length > 0 ? hidden : null });
    },
  });
}

export type DeskTable<T extends RowData> = ReturnType<typeof useDeskTable<T>>;

const ADDRESS = {
  ...{ sort: parseAsString.withDefault(""), hide: parseAsArrayOf(parseAsString).withDefault([]) },
  page: parseAsString,
};

function definitionOf<T extends RowData>({ id, value }: DataColumn<T>): ColumnDef<typeof features, T> {
  return {
    id,
    accessorFn: (row: T) => value?.(row) ?? null,
    enableSorting: value !== undefined,
    sortFn: (a, b, column) => compareValues(a.getValue(column), b.getValue(column)),
  };
}
