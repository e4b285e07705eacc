import { Img, Link, Section, Text } from "@react-email/components";
import { termsPath } from "#lib/legal/contract";
import type { OrderView, TicketView } from "#lib/orders/reading/views";
import { greetingOf } from "../greeting.ts";
import type { MailLogo } from "../mail-logo.ts";
import type { MailWords } from "../mail-words.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton, MailFrame, MailLine } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { MailSeller } from "./mail-seller.tsx";

/** The confirmation: the tickets themselves, and the way to them on the web. */
export function OrderMail({
  order,
  links,
  codes,
  logo,
  words,
  appUrl,
}: OrderMailProps & { logo: MailLogo | undefined }) {
  const { t, money } = words;
  const live = order.tickets.filter((ticket) => ticket.status === "LIVE");
  return (
    <MailFrame
      locale={words.locale}
      appUrl={appUrl}
      preview={t("confirmation.preview", { count: live.length })}
      title={t("confirmation.title")}
      footer={t("footer")}
    >
      <Text style={look.text}>{greetingOf(words, order.name)}</Text>
      <Text style={look.text}>{t("confirmation.intro", { count: live.length })}</Text>
      <EventBox event={order.event} words={words} />
      <MailButton href={links.order}>{t("openOrder")}</MailButton>
      {live.map((ticket) => (
        <MailTicket key={ticket.id} ticket={ticket} code={codes.get(ticket.id)} words={words} />
      ))}
      <Text style={look.small}>{t("confirmation.keep")}</Text>
      {order.discountMinor > 0 ? (
        <MailLine label={t("discount")} value={money(-order.discountMinor, order.currency)} />
      ) : null}
      <MailLine isTotal label={t("total")} value={money(order.totalMinor, order.currency)} />
      <Text style={look.small}>
        {t("orderNumber", { number: order.number })}
        {order.methodLabel ? ` · ${t("confirmation.paidWith", { method: order.methodLabel })}` : ""}
      </Text>
      {order.terms ? (
        <Text style={look.small}>
          <Link href={new URL(termsPath(order.terms), appUrl).href}>
            {t("confirmation.terms", { version: order.terms.version })}
          </Link>
        </Text>
      ) : null}
      <MailSeller seller={order.seller} logo={logo} words={words} />
    </MailFrame>
  );
}

export type OrderMailProps = {
  order: OrderView;
  links: { order: string };
  /** The picture of each live ticket's code, by the ticket's id. */
  codes: ReadonlyMap<string, string>;
  words: MailWords;
  appUrl: string;
};

/** A ticket in a mail, with the picture of its code. */
export function MailTicket({
  ticket,
  code,
  words: { t },
}: {
  ticket: TicketView;
  code: string | undefined;
  words: MailWords;
}) {
  const seat = { section: ticket.section, row: ticket.row, number: ticket.seatNumber };
  return (
    <Section style={look.ticket}>
      <Text style={look.ticketSeat}>{ticket.row === "" ? t("seatStanding", seat) : t("seat", seat)}</Text>
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
