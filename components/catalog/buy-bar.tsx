import { useTranslations } from "next-intl";
import { BuyButton } from "#components/catalog/buy-button";
import { FromPrice } from "#components/catalog/from-price";
import type { EventCard } from "#lib/catalog/contract";
import { isOpenToFans } from "#lib/catalog/offered-prices";

/** On a phone the price and the next step stay under the thumb while the page scrolls. */
export function BuyBar({ event }: { event: EventCard & { hasWaitingRoom?: boolean } }) {
  const t = useTranslations("event");
  if (!isOpenToFans(event.saleState)) return null;
  return (
    <div className="sticky bottom-0 z-20 border-line border-t bg-raised pb-[env(safe-area-inset-bottom)] shadow-overlay lg:hidden">
      <div className="page-column flex items-center justify-between gap-4 py-3">
        {event.offered ? (
          <p className="flex min-w-0 flex-col leading-tight">
            <FromPrice event={event} className="font-semibold text-lg" />
            <span className="text-ink-soft text-sm">{t("allIn")}</span>
          </p>
        ) : (
          <p className="font-semibold">{t("state.soldOut")}</p>
        )}
        <BuyButton event={event} />
      </div>
    </div>
  );
}
