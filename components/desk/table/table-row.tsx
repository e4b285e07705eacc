"use client";

import type { RowData } from "@tanstack/react-table";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { CheckMark } from "#components/ui/checkbox";
import { classNames } from "../../ui/class-names.ts";
import type { DataColumn } from "./data-column.ts";
import type { DeskTable } from "./use-desk-table.ts";

type Row<T extends RowData> = ReturnType<DeskTable<T>["getRowModel"]>["rows"][number];

/** One row. One of the table takes the Tab key; the first cell is the link that Enter follows. */
export function TableRow<T extends object>(props: {
  row: Row<T>;
  index: number;
  columns: readonly DataColumn<T>[];
  /** Its name for the box that selects it; without, rows cannot be selected. */
  selectName: string | undefined;
  isFocusable: boolean;
  isOpen: boolean;
  href: string | undefined;
  onOpen: ((row: T) => void) | undefined;
  onFocus: () => void;
  measure: ((element: Element | null) => void) | undefined;
}) {
  const { row, index, selectName, isOpen } = props;
  const isSelected = row.getIsSelected();
  const isSelectable = selectName !== undefined && row.getCanSelect();
  const card = props.columns.length > TWO_COLUMNS_FROM ? WIDE_CARD : CARD;
  return (
    <tr
      ref={props.measure}
      data-row={row.id}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isSelectable ? isSelected : undefined}
      tabIndex={props.isFocusable ? 0 : -1}
      onFocus={props.onFocus}
      className={classNames(
        "-outline-offset-2 hover:bg-sunken max-md:relative max-md:border-line max-md:border-b max-md:px-4 max-md:py-3",
        card.row,
        (isSelected || isOpen) && "bg-accent-soft",
      )}
    >
      {selectName === undefined ? null : <SelectCell row={row} name={selectName} />}
      {props.columns.map((column, at) => (
        <td
          key={column.id}
          className={classNames(
            at > 0 ? card.cell : card.first,
            at === 0 && isSelectable && "max-md:pr-10",
            "md:border-line md:border-b md:px-3 md:py-1.5 md:align-middle",
            // A tablet upright has room for all columns when their words may wrap.
            "md:max-lg:px-2 md:max-lg:[&_.whitespace-nowrap]:whitespace-normal",
            column.align === "end" && "tabular md:text-right",
          )}
        >
          {at > 0 ? <span className="text-ink-soft text-sm md:hidden">{column.header}</span> : null}
          {at === 0 && props.href ? (
            <RowLink href={props.href} onOpen={props.onOpen && (() => props.onOpen?.(row.original))}>
              {column.cell(row.original)}
            </RowLink>
          ) : (
            column.cell(row.original)
          )}
        </td>
      ))}
    </tr>
  );
}

/** On phones a row is a card: a line for each column, or two columns beside each other where there are many. */
const TWO_COLUMNS_FROM = 5;
const CARD = {
  row: "max-md:flex max-md:flex-col max-md:gap-1.5",
  first: "",
  cell: "max-md:grid max-md:grid-cols-[7rem_minmax(0,1fr)] max-md:gap-x-2",
};
const WIDE_CARD = {
  row: "max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:gap-y-1.5",
  first: "max-md:col-span-2",
  cell: "max-md:flex max-md:min-w-0 max-md:flex-col max-md:[&_.whitespace-nowrap]:whitespace-normal",
};

function RowLink(props: { href: string; onOpen: (() => void) | undefined; children: React.ReactNode }) {
  const { onOpen } = props;
  return (
    <Link
      data-opens
      href={props.href}
      scroll={false}
      onClick={(event) => {
        if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen();
      }}
      className="inline-flex min-h-touch items-center font-semibold underline-offset-4 hover:underline pointer-fine:md:min-h-8"
    >
      {props.children}
    </Link>
  );
}

function SelectCell<T extends object>({ row, name }: { row: Row<T>; name: string }) {
  const t = useTranslations("desk.table");
  const id = useId();
  return (
    <td className="max-md:absolute max-md:top-2 max-md:right-2 md:border-line md:border-b md:px-3">
      {row.getCanSelect() ? (
        <label
          htmlFor={id}
          className="grid min-h-9 min-w-9 cursor-pointer place-items-center max-md:min-h-touch max-md:min-w-touch"
        >
          <span className="sr-only">{t("selectRow", { name })}</span>
          <CheckMark id={id} tabIndex={-1} checked={row.getIsSelected()} onChange={row.getToggleSelectedHandler()} />
        </label>
      ) : null}
    </td>
  );
}
