"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useLayoutEffect, useRef } from "react";
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
        <Bar>
          <span className="tabular font-semibold">{t("selected", { count })}</span>
          <div className="flex flex-wrap items-center gap-2">
            {count > BULK_MAX ? <p className="text-sm">{t("tooMany", { max: BULK_MAX })}</p> : bar({ ids, select })}
            <Button variant="quiet" onClick={() => select([])}>
              {t("clearSelection")}
            </Button>
          </div>
        </Bar>
      ) : null}
      <LiveRegion text={count > 0 ? t("selected", { count }) : ""} />
    </>
  );
}

/** Goes away with the selection; where it had the focus, the table's first control takes it. */
function Bar({ children }: { children: ReactNode }) {
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const here = bar.current;
    const table = here?.parentElement;
    return () => {
      if (!here?.contains(document.activeElement)) return;
      // Once it is gone, and with it a dialog that lets nothing else have the focus.
      queueMicrotask(() => {
        if (document.activeElement === document.body)
          table?.querySelector<HTMLElement>("[role=grid] thead input")?.focus();
      });
    };
  }, []);
  return (
    <div ref={bar} className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card bg-sunken px-4 py-2">
      {children}
    </div>
  );
}
