"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { CheckMark } from "#components/ui/checkbox";
import { Icon } from "#components/ui/icon";
import { classNames } from "../../ui/class-names.ts";
import type { DataColumn } from "./data-column.ts";
import type { DeskTable } from "./use-desk-table.ts";

/** The heads stay in sight. A sortable one is a button; on phones the buttons stand in a line above the cards. */
export function TableHead<T extends object>(props: {
  table: DeskTable<T>;
  columns: readonly DataColumn<T>[];
  isSelectable: boolean;
}) {
  const t = useTranslations("desk.table");
  const { table } = props;
  const allId = useId();
  return (
    <thead className="max-md:block">
      <tr className="max-md:flex max-md:flex-wrap max-md:gap-x-4 max-md:border-line max-md:border-b max-md:bg-sunken max-md:px-4">
        {props.isSelectable ? (
          <th scope="col" className={`${HEAD} md:w-10`}>
            <label
              htmlFor={allId}
              className="flex min-h-9 min-w-9 cursor-pointer items-center justify-center gap-2 max-md:min-h-touch max-md:flex-row-reverse"
            >
              <span className="md:sr-only">{t("selectAll")}</span>
              <CheckMark
                id={allId}
                ref={(box) => {
                  if (box) box.indeterminate = table.getIsSomeRowsSelected();
                }}
                checked={table.getIsAllRowsSelected()}
                onChange={table.getToggleAllRowsSelectedHandler()}
              />
            </label>
          </th>
        ) : null}
        {props.columns.map(({ id, header, align, value }) => {
          const column = table.getColumn(id);
          const sorted = column?.getIsSorted() ?? false;
          return (
            <th
              key={id}
              scope="col"
              aria-sort={sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : undefined}
              className={classNames(HEAD, align === "end" && "md:text-right", value === undefined && "max-md:hidden")}
            >
              {value ? (
                <button
                  type="button"
                  onClick={() => column?.toggleSorting()}
                  className={classNames(
                    "inline-flex min-h-9 items-center gap-1 rounded-control hover:text-ink max-md:min-h-touch",
                    sorted && "text-ink",
                  )}
                >
                  {header}
                  <Icon
                    name={sorted ? "chevron-down" : "switch"}
                    className={classNames("size-4", sorted === "asc" && "rotate-180", !sorted && "opacity-60")}
                  />
                </button>
              ) : (
                header
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

const HEAD =
  "text-sm text-ink-soft font-semibold whitespace-nowrap md:sticky md:top-0 md:z-10 md:border-line md:border-b md:bg-sunken md:px-3 md:py-1 md:max-lg:whitespace-normal md:max-lg:px-2";
