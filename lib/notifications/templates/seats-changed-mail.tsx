import { Text } from "@react-email/components";
import type { PrintedChange } from "#lib/orders/changing-hall/printed-changes";
import type { TicketView } from "#lib/orders/reading/views";
import type { MailWords } from "../mail-words.ts";
import type { OrderLetter } from "../order-letter.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { OrderFrame } from "./order-frame.tsx";
import { MailTicket, type TicketCodes } from "./order-mail.tsx";
import { WorseSeatLines } from "./seats-worse-mail.tsx";

/** Seats with their names before and now, and the tickets with their new codes. */
export function SeatsChangedMail(
  props: OrderLetter & { seats: readonly PrintedChange[]; tickets: readonly TicketView[]; codes: TicketCodes },
) {
  const { order, seats, tickets, codes, words } = props;
  const { t } = words;
  const said = { count: seats.length, title: order.event.title };
  return (
    <OrderFrame letter={props} preview={t("seatsChanged.preview")} title={t("seatsChanged.title", said)}>
      <Text style={look.text}>{t("seatsChanged.intro", said)}</Text>
      {seats.map((seat) => (
        <Text key={seat.seatId} style={look.text}>
          {t("seatsChanged.seat", { before: labelOf(seat.before, words), after: labelOf(seat.after, words) })}
        </Text>
      ))}
      <WorseSeatLines order={order} words={words} />
      <EventBox event={order.event} words={words} />
      {tickets.map((ticket) => (
        <MailTicket key={ticket.id} ticket={ticket} code={codes.get(ticket.id)} words={words} />
      ))}
      <MailButton href={props.orderUrl}>{t("openOrder")}</MailButton>
      <Text style={look.small}>{t("confirmation.keep")}</Text>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </OrderFrame>
  );
}

function labelOf({ entrance, ...named }: PrintedChange["after"], words: MailWords): string {
  const { t } = words;
  const seat = words.seat(named);
  return entrance === "" ? seat : t("seatsChanged.through", { seat, entrance });
}
