import { Text } from "@react-email/components";
import type { OrderWire } from "#lib/orders/reading/contract";
import { REFUSED_AS_DISPUTED } from "#lib/payments/gateway";
import type { MailWords } from "../mail-words.ts";
import { MailFrame, MailLine } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";

export type RefundFailedAbout = { order: OrderWire; amountMinor: number; failure: string | null };

/** To a member of an organization who may refund: a buyer's money did not arrive. Names no buyer. */
export function RefundFailedMail({
  about,
  words,
  appUrl,
}: {
  about: RefundFailedAbout;
  words: MailWords;
  appUrl: string;
}) {
  const { order, failure } = about;
  const { t } = words;
  const amount = words.money(about.amountMinor, order.currency);
  const said = { title: order.event.title, amount, order: order.order_number };
  return (
    <MailFrame
      locale={words.locale}
      appUrl={appUrl}
      preview={t("refundFailed.preview", said)}
      title={t("refundFailed.title")}
      footer={t("refundFailed.footer")}
    >
      <Text style={look.text}>{t("refundFailed.text", said)}</Text>
      <Text style={look.text}>
        {t(failure === REFUSED_AS_DISPUTED ? "refundFailed.disputed" : "refundFailed.next")}
      </Text>
      <MailLine label={t("refundFailed.amount")} value={amount} />
      {failure === null ? null : <MailLine label={t("refundFailed.reason")} value={failure} />}
      <Text style={look.small}>{t("orderNumber", { number: order.order_number })}</Text>
    </MailFrame>
  );
}
