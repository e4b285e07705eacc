"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { LiveRegion } from "#components/ui/live-region";
import { BULK_MAX, type Bulk, type Chosen } from "./bulk.ts";

/** How many rows are selected, what may be done with them, and the way back to none. */
export function SelectionBar({ ids, select, bar }: Chosen & Pick<Bulk<unknown>, "bar">) {
  const t = useTranslations("desk.table");
  const count = ids.length;
  return (
    <>
      {count > 0 ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card bg-sunken px-4 py-2">
          <span className="tabular font-semibold">{t("selected", { count })}</span>
          <div className="flex flex-wrap items-center gap-2">
            {count > BULK_MAX ? <p className="text-sm">{t("tooMany", { max: BULK_MAX })}</p> : bar({ ids, select })}
            <Button variant="quiet" onClick={() => select([])}>
              {t("clearSelection")}
            </Button>
          </div>
        </div>
      ) : null}
      <LiveRegion text={count > 0 ? t("selected", { count }) : ""} />
    </>
  );
}
