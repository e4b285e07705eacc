import { useTranslations } from "next-intl";
import { TicketCard } from "#components/tickets/ticket-card";
import type { OrderedEvent, TicketView } from "#lib/orders/reading/views";
import { classNames } from "../ui/class-names.ts";

/** The tickets side by side: swiped on a phone, each stopping in the middle; reached by number without JavaScript. */
export function TicketStrip({ tickets, event }: { tickets: readonly TicketView[]; event: OrderedEvent }) {
  const t = useTranslations("tickets");
  const count = tickets.length;
  return (
    <section aria-label={t("tickets")} className="flex flex-col gap-3">
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="-mx-[clamp(1rem,4vw,3rem)] flex snap-x snap-mandatory gap-5 overflow-x-auto px-[clamp(1rem,4vw,3rem)] pt-1 pb-5 print:mx-0 print:flex-col print:overflow-visible print:px-0"
      >
        {tickets.map((ticket, i) => (
          <li key={ticket.id} className="flex print:break-after-page print:last:break-after-auto">
            <TicketCard ticket={ticket} event={event} index={i + 1} count={count} />
          </li>
        ))}
      </ul>
      {count > 1 ? (
        <nav
          aria-label={t("tickets")}
          className={classNames("flex justify-center gap-1 print:hidden", count < 3 && "lg:hidden")}
        >
          {tickets.map((ticket, i) => (
            <a
              key={ticket.id}
              href={`#ticket-${i + 1}`}
              aria-label={t("ticket", { index: i + 1, count })}
              className="tabular grid min-h-touch min-w-touch place-items-center rounded-control font-semibold text-ink-soft hover:bg-sunken hover:text-ink"
            >
              {i + 1}
            </a>
          ))}
        </nav>
      ) : null}
      <p className="text-ink-soft text-sm print:hidden">{t("show")}</p>
    </section>
  );
}
