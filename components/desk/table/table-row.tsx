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
        "-outline-offset-2 hover:bg-sunken max-md:flex max-md:flex-col max-md:gap-1.5 max-md:border-line max-md:border-b max-md:px-4 max-md:py-3",
        (isSelected || isOpen) && "bg-accent-soft",
      )}
    >
      {selectName === undefined ? null : <SelectCell row={row} name={selectName} />}
      {props.columns.map((column, at) => (
        <td
          key={column.id}
          className={classNames(
            at > 0 && "max-md:grid max-md:grid-cols-[6rem_minmax(0,1fr)]",
            "md:border-line md:border-b md:px-3 md:py-1.5 md:align-middle",
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
    <td className="max-md:empty:hidden md:border-line md:border-b md:px-3">
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
