import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button";
import type { EventCard, SaleState } from "#lib/catalog/contract";

const STEPS = {
  on_sale: { text: "chooseSeats", variant: "primary" },
  upcoming: { text: "seeSeats", variant: "secondary" },
  sold_out: { text: "watchSeats", variant: "secondary" },
  paused: { text: "seeSeats", variant: "secondary" },
  stopped: undefined,
  postponed: undefined,
  ended: undefined,
  cancelled: undefined,
} as const satisfies Record<SaleState, { text: string; variant: "primary" | "secondary" } | undefined>;

/** Before the sale too: who joins then takes part in the draw. Places are kept while the sale is paused. */
const QUEUED: ReadonlySet<SaleState> = new Set(["on_sale", "upcoming", "paused"]);

/** The event page's main action: to the seats or the queue. Renders nothing when seats cannot be bought. */
export function BuyButton({
  event,
  className,
}: {
  event: EventCard & { hasWaitingRoom?: boolean };
  className?: string;
}) {
  const t = useTranslations("event");
  const step = STEPS[event.saleState];
  if (!step) return null;
  const hasQueue = event.hasWaitingRoom === true && QUEUED.has(event.saleState);
  return (
    <LinkButton
      href={`/events/${event.slug}/${hasQueue ? "queue" : "seats"}`}
      size="lg"
      variant={hasQueue ? "primary" : step.variant}
      className={className}
      prefetch={false}
    >
      {t(hasQueue ? "joinQueue" : step.text)}
    </LinkButton>
  );
}
