"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { RefusedNotice } from "#components/desk/refused-notice";
import { Notice } from "#components/ui/notice";
import type { BulkState } from "./bulk.ts";

/**
 * What an action did with the rows that it was given: with how many it was done, and each one with which it was not, with the
 * reason. It takes the focus, because the rows and the button that had it may be gone.
 */
export function BulkNotice<Code extends string>(props: {
  state: BulkState<Code>;
  done: (count: number) => string;
  reason: (code: Code) => string;
}) {
  const { refusal, result } = props.state;
  const t = useTranslations("desk.table");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (result) box.current?.focus();
  }, [result]);
  if (refusal) return <RefusedNotice code={refusal}>{props.reason(refusal)}</RefusedNotice>;
  if (!result) return null;
  const { done, failed } = result;
  return (
    <div ref={box} tabIndex={-1} className="flex flex-col gap-2 outline-none">
      {done.length > 0 ? (
        <Notice tone="good" urgent>
          {props.done(done.length)}
        </Notice>
      ) : null}
      {failed.length > 0 ? (
        <Notice tone="bad" urgent title={t("failed", { count: failed.length })}>
          <ul className="max-h-60 overflow-y-auto">
            {failed.map(({ id, name, code }) => (
              <li key={id} className="[overflow-wrap:anywhere]">
                <span className="font-semibold">{name ?? id}</span>: {props.reason(code)}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  );
}
