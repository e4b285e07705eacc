"use client";

import { useTranslations } from "next-intl";
import { HoldTimer } from "#components/cart/hold-timer";
import { useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { Button } from "#components/ui/button";
import { DocumentButton } from "#components/ui/link-button";
import { Money } from "#components/ui/money";
import { cartTotal } from "./cart-total.ts";
import { useDeadline } from "./use-deadline.ts";

/** The sum and the one next step: hold, then check out. While held, the time left stands where the sum stood. */
export function CartBar() {
  const t = useTranslations("cart");
  const { model, event, session } = useSeatRoom();
  const selected = useSession((state) => state.selected);
  const hold = useSession((state) => state.hold);
  const busy = useSession((state) => state.busy);
  const isPaused = useSession((state) => state.isPaused);
  const { totalMinor, feesMinor } = cartTotal(model, event.levels, selected);
  if (hold) return <HeldBar reservationId={hold.reservationId} totalMinor={totalMinor} />;
  return (
    <div className="flex items-center justify-between gap-4">
      <div className="leading-tight">
        <p className="text-ink-soft text-sm">{t("count", { count: selected.length })}</p>
        <Money minor={totalMinor} currency={event.currency} className="font-bold font-display text-2xl" />
        {feesMinor > 0 ? <p className="hidden text-ink-soft text-xs lg:block">{t("allIn")}</p> : null}
      </div>
      <Button
        size="lg"
        onClick={() => void session.requestHold()}
        aria-disabled={busy !== undefined || isPaused}
        className="min-w-40"
      >
        {busy === "holding" ? t("holding") : t("hold", { count: selected.length })}
      </Button>
    </div>
  );
}

function HeldBar({ reservationId, totalMinor }: { reservationId: string; totalMinor: number }) {
  const t = useTranslations("cart");
  const { event, session } = useSeatRoom();
  const busy = useSession((state) => state.busy);
  const extensions = useSession((state) => state.hold?.extensionsRemaining ?? 0);
  const deadline = useDeadline();
  // A longer hold is of no use where the time inside ends first.
  const mayExtend = extensions > 0 && !deadline?.isCutShort;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-4">
        <HoldTimer />
        <DocumentButton size="lg" href={`/checkout/${reservationId}`} className="min-w-40">
          {t("checkout")} <Money minor={totalMinor} currency={event.currency} />
        </DocumentButton>
      </div>
      <div className="flex flex-wrap gap-1">
        {mayExtend ? (
          <Button
            variant="quiet"
            onClick={() => void session.extend()}
            aria-disabled={busy !== undefined}
            className="-ml-3 text-sm"
          >
            {t("extend")}
          </Button>
        ) : null}
        <Button
          variant="quiet"
          onClick={() => void session.release()}
          aria-disabled={busy !== undefined}
          className={mayExtend ? "text-sm" : "-ml-3 text-sm"}
        >
          {t("release")}
        </Button>
      </div>
    </div>
  );
}
