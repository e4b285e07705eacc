"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Popup } from "#components/desk/popup";
import { buttonClass } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Icon } from "#components/ui/icon";
import type { DataColumn } from "./data-column.ts";
import type { DeskTable } from "./use-desk-table.ts";

/** Which columns are shown. The first one always is. */
export function ColumnMenu<T extends object>({
  table,
  columns,
}: {
  table: DeskTable<T>;
  columns: readonly DataColumn<T>[];
}) {
  const t = useTranslations("desk.table");
  const id = `columns-${useId().replaceAll(/\W/g, "")}`;
  const choices = columns.filter(({ isFixed }, at) => at > 0 && !isFixed);
  if (choices.length < 2) return null;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        style={{ anchorName: `--${id}` } as object}
        className={buttonClass({ variant: "secondary", size: "md", block: false })}
      >
        <Icon name="columns" />
        {t("columns")}
      </button>
      <Popup
        id={id}
        anchor={`--${id}`}
        className="right-4 m-auto w-56 rounded-card supports-[top:anchor(bottom)]:inset-auto supports-[top:anchor(bottom)]:top-[anchor(bottom)] supports-[top:anchor(bottom)]:right-[anchor(right)] supports-[top:anchor(bottom)]:m-0 supports-[top:anchor(bottom)]:mt-1"
      >
        <fieldset className="flex flex-col p-3">
          <legend className="sr-only">{t("columns")}</legend>
          {choices.map(({ id: name, header }) => (
            <Checkbox
              key={name}
              id={`${id}-${name}`}
              label={header}
              checked={table.getColumn(name)?.getIsVisible() ?? true}
              onChange={(event) => table.getColumn(name)?.toggleVisibility(event.target.checked)}
            />
          ))}
        </fieldset>
      </Popup>
    </>
  );
}
