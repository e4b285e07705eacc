import { Text } from "@react-email/components";
import type { OrderWire } from "#lib/orders/reading/contract";
import type { MailWords } from "../mail-words.ts";
import { MailFrame, MailLine } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";

export type DisputeNews = "opened" | "won" | "lost";

export type DisputeAbout = {
  order: OrderWire;
  dispute: OrderWire["disputes"][number];
  amountMinor: number;
  news: DisputeNews;
};

/** To an owner of an organization: a bank takes back or asks about a payment, or has decided. Names no buyer. */
export function DisputeMail({ about, words, appUrl }: { about: DisputeAbout; words: MailWords; appUrl: string }) {
  const { order, dispute, news } = about;
  const { t } = words;
  const amount = words.money(about.amountMinor, order.currency);
  const said = { title: order.event.title, amount, order: order.order_number };
  const hasTickets = order.tickets.some(({ status }) => status === "live");
  const text = news === "opened" && !dispute.withdrawn ? "dispute.opened.asked" : (`dispute.${news}.text` as const);
  return (
    <MailFrame
      locale={words.locale}
      appUrl={appUrl}
      preview={t(`dispute.${news}.preview`, said)}
      title={t(`dispute.${news}.title`)}
      footer={t("dispute.footer")}
    >
      <Text style={look.text}>{t(text, said)}</Text>
      <Text style={look.text}>{t(`dispute.${news}.${hasTickets ? "valid" : "void"}`)}</Text>
      <MailLine label={t("dispute.amount")} value={amount} />
      <MailLine label={t("dispute.reason")} value={dispute.reason} />
      {news === "opened" && dispute.evidence_due_at ? (
        <Text style={look.text}>
          {t("dispute.evidence", { until: words.date(dispute.evidence_due_at, order.event.venue.time_zone) })}
        </Text>
      ) : null}
      <Text style={look.small}>{t("orderNumber", { number: order.order_number })}</Text>
    </MailFrame>
  );
}
