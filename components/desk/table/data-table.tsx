"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef, useState } from "react";
import { ColumnMenu } from "#components/desk/table/column-menu";
import { SelectionBar } from "#components/desk/table/selection-bar";
import { TableHead } from "#components/desk/table/table-head";
import { TableRow } from "#components/desk/table/table-row";
import { classNames } from "../../ui/class-names.ts";
import type { Bulk } from "./bulk.ts";
import type { DataColumn } from "./data-column.ts";
import { onTableKey } from "./table-keys.ts";
import { useDeskTable } from "./use-desk-table.ts";

export type DataTableProps<T extends object> = {
  /** What it lists, for screen readers. */
  label: string;
  rows: readonly T[];
  rowId: (row: T) => string;
  columns: readonly DataColumn<T>[];
  /** Where a row leads; its first cell is the link. */
  rowHref?: ((row: T) => string) | undefined;
  /** Opens a row without a new page, as a side panel does. The link of `rowHref` still works in a new tab. */
  onOpen?: ((row: T) => void) | undefined;
  /** The row whose side panel is open. */
  openId?: string | null | undefined;
  /** What may be done with several rows at once; without it rows cannot be selected. */
  bulk?: Bulk<T> | undefined;
  /** Stands where there are no rows. */
  empty: ReactNode;
  sorting?: "client" | "server";
  /** Filters, to the left of the column menu. */
  tools?: ReactNode;
  /** Its saved views. */
  views?: ReactNode;
  /** Stands before its names in the address, for a second table of a page. */
  name?: string;
};

/** Above this many rows only those in sight are in the page. */
const VIRTUAL_FROM = 100;
const ROW_PX = 48;

/**
 * A dense table: sorted by its heads, columns to hide, rows to select and to walk through by keyboard, totals below. On phones
 * each row becomes a card. Thousands of rows are drawn only where they are seen.
 */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { label, rows, rowId, columns, bulk } = props;
  const table = useDeskTable({
    ...{ rows, rowId, columns, sorting: props.sorting ?? "client" },
    ...{ name: props.name, canSelect: bulk?.canSelect },
  });
  const box = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const all = table.getRowModel().rows;
  const isVirtual = all.length > VIRTUAL_FROM;
  const virtual = useVirtualizer({
    count: all.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    enabled: isVirtual,
    initialRect: { width: 1_000, height: 800 },
  });
  const shown = columns.filter(({ id }) => table.getColumn(id)?.getIsVisible());
  const items = isVirtual ? virtual.getVirtualItems() : all.map((_, index) => ({ index }));
  const before = isVirtual ? (virtual.getVirtualItems()[0]?.start ?? 0) : 0;
  const after = isVirtual ? virtual.getTotalSize() - (virtual.getVirtualItems().at(-1)?.end ?? 0) : 0;
  // Rows that are gone or filtered away meanwhile are not meant any more.
  const selected = all.filter((row) => row.getIsSelected()).map(({ id }) => id);
  const select = (ids: readonly string[]) => table.setRowSelection(Object.fromEntries(ids.map((id) => [id, true])));
  const focusable = Math.min(current, Math.max(all.length - 1, 0));

  /** The row may have to be drawn first, so the focus waits for the next frames. */
  const goTo = (index: number, tries = 10) => {
    setCurrent(index);
    if (isVirtual) virtual.scrollToIndex(index);
    const row = box.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (row) row.focus();
    else if (tries > 0) requestAnimationFrame(() => goTo(index, tries - 1));
  };

  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        {/* Five filters and more take a line of their own. */}
        <div className="min-w-0 flex-1 has-[form>div:nth-child(5)]:basis-full max-md:basis-full">{props.tools}</div>
        <div className="ml-auto flex flex-wrap gap-2">
          {props.views}
          {all.length > 0 ? <ColumnMenu table={table} columns={columns} /> : null}
        </div>
      </div>
      {bulk ? <SelectionBar ids={selected} select={select} bar={bulk.bar} /> : null}
      {all.length === 0 ? (
        props.empty
      ) : (
        <div
          ref={box}
          className={classNames(
            "overflow-auto rounded-card border border-line bg-raised md:max-h-[calc(100dvh-9rem)] print:max-h-none",
            isVirtual && "max-h-[calc(100dvh-9rem)]",
          )}
        >
          <table
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows take the focus is a grid
            role="grid"
            aria-label={label}
            aria-rowcount={all.length + 1}
            aria-multiselectable={bulk ? true : undefined}
            className="w-full border-separate border-spacing-0 text-left text-[0.9375rem] max-md:block"
            onKeyDown={(event) =>
              onTableKey(event, {
                rowCount: all.length,
                goTo,
                selection: bulk && {
                  isAny: selected.length > 0,
                  toggle: (id) => table.getRow(id).toggleSelected(),
                  all: () => table.toggleAllRowsSelected(true),
                  none: () => select([]),
                },
              })
            }
          >
            <TableHead table={table} columns={shown} isSelectable={bulk !== undefined} />
            <tbody className="max-md:block">
              {before > 0 ? <Spacer height={before} /> : null}
              {items.map(({ index }) => {
                const row = all[index];
                return row ? (
                  <TableRow
                    key={row.id}
                    row={row}
                    index={index}
                    columns={shown}
                    selectName={bulk?.nameOf(row.original)}
                    isFocusable={index === focusable}
                    isOpen={row.id === props.openId}
                    href={props.rowHref?.(row.original)}
                    onOpen={props.onOpen}
                    onFocus={() => setCurrent(index)}
                    measure={isVirtual ? virtual.measureElement : undefined}
                  />
                ) : null;
              })}
              {after > 0 ? <Spacer height={after} /> : null}
            </tbody>
            <Totals columns={shown} isSelectable={bulk !== undefined} />
          </table>
        </div>
      )}
    </div>
  );
}

/** Holds the place of the rows that are not drawn. */
function Spacer({ height }: { height: number }) {
  return (
    <tr className="max-md:block">
      <td style={{ height }} className="p-0 max-md:block" />
    </tr>
  );
}

function Totals<T>({ columns, isSelectable }: { columns: readonly DataColumn<T>[]; isSelectable: boolean }) {
  if (!columns.some(({ total }) => total !== undefined)) return null;
  return (
    <tfoot className="max-md:block">
      <tr className="max-md:flex max-md:flex-col max-md:gap-1 max-md:px-4 max-md:py-3">
        {isSelectable ? <td className="sticky bottom-0 border-line border-t bg-sunken max-md:hidden" /> : null}
        {columns.map(({ id, header, align, total }) => (
          <td
            key={id}
            className={`tabular bg-sunken font-semibold md:sticky md:bottom-0 md:border-line md:border-t md:px-3 md:py-2 md:max-lg:px-2 ${align === "end" ? "md:text-right" : ""} ${total === undefined ? "max-md:hidden" : ""}`}
          >
            <span className="mr-2 font-normal text-ink-soft text-sm md:hidden">{header}</span>
            {total}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
