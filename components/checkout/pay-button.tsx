"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { LiveRegion } from "#components/ui/live-region";
import { formatMoney } from "#lib/platform/money";
import type { PayState } from "./pay-state.ts";

/** The page's only button: it shows the amount, the progress or the next step. Within reach of the thumb on a phone. */
export function PayButton(props: { state: PayState; totalMinor: number; currency: string; isDisabled: boolean }) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  const { state, totalMinor, currency, isDisabled } = props;
  const isWorking = state.phase === "working";
  const progress = isWorking ? t(`working.${state.step}`) : "";
  const words = () => {
    if (isWorking) return progress;
    if (state.phase === "unsettled") return t("payAgain");
    if (state.phase === "at_bank") return t("continueAtBank");
    return totalMinor === 0 ? t("getFree") : t("pay", { amount: formatMoney(totalMinor, currency, locale) });
  };
  return (
    <div className="sticky bottom-0 z-10 -mx-4 border-line border-t bg-paper px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:static sm:mx-0 sm:border-0 sm:p-0">
      <Button type="submit" size="lg" block disabled={isWorking || isDisabled} className="tabular">
        {words()}
      </Button>
      <LiveRegion text={progress} />
    </div>
  );
}
