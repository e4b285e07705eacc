import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button";
import type { EventCard, SaleState } from "#lib/catalog/contract";

const STEPS = {
  on_sale: { text: "chooseSeats", variant: "primary" },
  upcoming: { text: "seeSeats", variant: "secondary" },
  sold_out: { text: "watchSeats", variant: "secondary" },
  ended: undefined,
  cancelled: undefined,
} as const satisfies Record<SaleState, { text: string; variant: "primary" | "secondary" } | undefined>;

/** The one next step of an event's page: its seats. Nothing when there is none. */
export function BuyButton({ event, className }: { event: EventCard; className?: string }) {
  const t = useTranslations("event");
  const step = STEPS[event.saleState];
  if (!step) return null;
  return (
    <LinkButton
      href={`/events/${event.slug}/seats`}
      size="lg"
      variant={step.variant}
      className={className}
      prefetch={false}
    >
      {t(step.text)}
    </LinkButton>
  );
}
