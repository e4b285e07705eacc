import { Img, Link, Section, Text } from "@react-email/components";
import { termsPath } from "#lib/legal/contract";
import { seatOfTicket } from "#lib/orders/reading/seat-of-ticket";
import type { TicketView } from "#lib/orders/reading/views";
import type { MailWords } from "../mail-words.ts";
import type { OrderLetter } from "../order-letter.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton, MailLine } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { OrderFrame } from "./order-frame.tsx";

/** The confirmation: the tickets themselves, and the way to them on the web. */
export function OrderMail(props: OrderLetter & { codes: TicketCodes }) {
  const { order, codes, words, appUrl } = props;
  const { t, money } = words;
  const { price } = order;
  const live = order.tickets.filter((ticket) => ticket.status === "LIVE");
  return (
    <OrderFrame
      letter={props}
      preview={t("confirmation.preview", { count: live.length })}
      title={t("confirmation.title")}
    >
      <Text style={look.text}>{t("confirmation.intro", { count: live.length })}</Text>
      <EventBox event={order.event} words={words} />
      <MailButton href={props.orderUrl}>{t("openOrder")}</MailButton>
      {live.map((ticket) => (
        <MailTicket key={ticket.id} ticket={ticket} code={codes.get(ticket.id)} words={words} />
      ))}
      <Text style={look.small}>{t("confirmation.keep")}</Text>
      {price.addOns.map(({ name, quantity, totalMinor }) => (
        <MailLine key={name} label={t("addOn", { name, quantity })} value={money(totalMinor, order.currency)} />
      ))}
      {price.reductions.map(({ kind, name, amountMinor }) => (
        <MailLine
          key={`${kind} ${name}`}
          label={kind === "code" ? t("discount", { code: name }) : name}
          value={money(-amountMinor, order.currency)}
        />
      ))}
      {price.isTaxInclusive ? null : <MailTaxes order={order} words={words} label="taxAdded" />}
      <MailLine isTotal label={t("total")} value={money(order.totalMinor, order.currency)} />
      {price.isTaxInclusive ? <MailTaxes order={order} words={words} label="taxIncluded" /> : null}
      <Text style={look.small}>
        {t("orderNumber", { number: order.number })}
        {order.methodLabel ? ` · ${t("confirmation.paidWith", { method: order.methodLabel })}` : ""}
      </Text>
      {order.totalMinor > 0 ? (
        <Text style={look.small}>
          <Link href={`${props.orderUrl}#invoice`}>{t("confirmation.invoice")}</Link>
        </Text>
      ) : null}
      {order.terms ? (
        <Text style={look.small}>
          <Link href={new URL(termsPath(order.terms), appUrl).href}>
            {t("confirmation.terms", { version: order.terms.version })}
          </Link>
        </Text>
      ) : null}
    </OrderFrame>
  );
}

function MailTaxes({
  order: { price, currency },
  words: { t, money },
  label,
}: Pick<OrderLetter, "order" | "words"> & { label: "taxAdded" | "taxIncluded" }) {
  return price.taxes.map(({ id, name, rateMilli, amountMinor }) => (
    <MailLine key={id} label={t(label, { name, percent: rateMilli / 1_000 })} value={money(amountMinor, currency)} />
  ));
}

/** The picture of each live ticket's code, by the ticket's id. */
export type TicketCodes = ReadonlyMap<string, string>;

/** A ticket in a mail, with the picture of its code. */
export function MailTicket({
  ticket,
  code,
  words: { t, seat },
}: {
  ticket: TicketView;
  code: string | undefined;
  words: MailWords;
}) {
  return (
    <Section style={look.ticket}>
      <Text style={look.ticketSeat}>{seat(seatOfTicket(ticket))}</Text>
      <Text style={look.small}>
        {ticket.priceLevelName} · {ticket.holderName}
        <br />
        {t("confirmation.ticketNumber", { number: ticket.number })}
      </Text>
      {code ? (
        <Img
          src={code}
          width={180}
          height={180}
          alt={t("confirmation.qrAlt", { number: ticket.number })}
          style={look.qr}
        />
      ) : null}
    </Section>
  );
}
