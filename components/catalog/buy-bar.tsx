import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BuyButton } from "#components/catalog/buy-button";
import { FromPrice } from "#components/catalog/from-price";
import type { EventCard } from "#lib/catalog/contract";
import { isOpenToFans } from "#lib/catalog/offered-prices";

/** On a phone the price and the next step stay under the thumb while the page scrolls. */
export function BuyBar(props: { event: EventCard & { hasWaitingRoom?: boolean }; preview?: ReactNode }) {
  const { event, preview } = props;
  const t = useTranslations("event");
  if (!preview && !isOpenToFans(event.saleState)) return null;
  return (
    <div className="sticky bottom-0 z-20 border-line border-t bg-raised pb-[env(safe-area-inset-bottom)] shadow-overlay lg:hidden">
      <div className="page-column flex items-center justify-between gap-4 py-3">
        {event.offered ? (
          <p className="flex min-w-0 flex-col leading-tight">
            <FromPrice event={event} className="font-semibold text-lg" />
            <span className="text-ink-soft text-sm">{t("allIn")}</span>
          </p>
        ) : preview ? null : (
          <p className="font-semibold">{t("state.soldOut")}</p>
        )}
        {preview ?? <BuyButton event={event} />}
      </div>
    </div>
  );
}
