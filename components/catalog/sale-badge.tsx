import { useLocale, useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "#components/ui/badge";
import type { EventCard, SaleState } from "#lib/catalog/contract";
import { isNearlyFull } from "#lib/catalog/state";
import { dateText } from "../ui/date-text.ts";

/** What a fan must know before opening the event; nothing while it is simply on sale with plenty left. */
export function SaleBadge({ event }: { event: EventCard }) {
  const t = useTranslations("event.state");
  const locale = useLocale();
  const sign = signOf(event);
  if (!sign) return null;
  const { timeZone, salesStartAt } = event;
  const date = dateText(salesStartAt, { timeZone, style: "online", locale });
  return (
    // A date is longer than a word or two: on a phone it takes two lines and stays in its card.
    <Badge tone={sign.tone} className="max-w-full whitespace-normal!">
      {t(sign.text, { date, count: event.left })}
    </Badge>
  );
}

type Sign = {
  tone: BadgeTone;
  text: "upcoming" | "soldOut" | "paused" | "stopped" | "postponed" | "ended" | "cancelled" | "lastSeats";
};

const SIGNS = {
  upcoming: { tone: "neutral", text: "upcoming" },
  on_sale: undefined,
  sold_out: { tone: "neutral", text: "soldOut" },
  paused: { tone: "warn", text: "paused" },
  stopped: { tone: "warn", text: "stopped" },
  postponed: { tone: "warn", text: "postponed" },
  ended: { tone: "neutral", text: "ended" },
  cancelled: { tone: "bad", text: "cancelled" },
} as const satisfies Record<SaleState, Sign | undefined>;

function signOf(event: EventCard): Sign | undefined {
  if (event.saleState === "on_sale" && isNearlyFull(event)) return { tone: "warn", text: "lastSeats" };
  return SIGNS[event.saleState];
}
