"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "#components/ui/checkbox";
import type { TurnSignals } from "./use-turn-signals.ts";

/** How the page calls its reader when it is their turn: nothing but the title, until they turn something on here. */
export function SignalSettings({ signals }: { signals: TurnSignals }) {
  const t = useTranslations("queue.signals");
  const id = useId();
  if (signals.offered.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-semibold">{t("title")}</legend>
      <p className="max-w-prose text-ink-soft text-sm">{t("text")}</p>
      <div className="flex flex-wrap gap-x-8">
        {signals.offered.map((signal) => (
          <Checkbox
            key={signal}
            id={`${id}-${signal}`}
            label={t(signal)}
            checked={signals.settings[signal]}
            onChange={(event) => void signals.turn(signal, event.target.checked)}
          />
        ))}
      </div>
      <p role="status" className="text-ink-soft text-sm">
        {signals.isForbidden ? t("forbidden") : ""}
      </p>
    </fieldset>
  );
}
