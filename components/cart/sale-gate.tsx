"use client";

import { useLocale, useTranslations } from "next-intl";
import { useSeatRoom } from "#components/seat-map/seat-room";
import { LinkButton } from "#components/ui/link-button";
import { dateText } from "../ui/date-text.ts";

/** Why seats cannot be chosen now, and where to go instead. */
export function SaleGate() {
  const t = useTranslations("cart.gate");
  const locale = useLocale();
  const { event } = useSeatRoom();
  const opens = dateText(event.salesStartAt, { timeZone: event.timeZone, style: "full", locale });
  if (event.saleState === "on_sale" || event.saleState === "paused") return null;
  return (
    <div className="pt-1">
      <p className="font-semibold text-lg">{t(`${event.saleState}.title`)}</p>
      <p className="mt-1 mb-3 text-ink-soft">{t(`${event.saleState}.text`, { opens })}</p>
      <LinkButton href={event.saleState === "upcoming" ? `/events/${event.slug}` : "/search"} variant="secondary" block>
        {t(`${event.saleState}.action`)}
      </LinkButton>
    </div>
  );
}
