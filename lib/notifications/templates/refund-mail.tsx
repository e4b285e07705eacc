import { Text } from "@react-email/components";
import type { OrderView } from "#lib/orders/reading/views";
import { greetingOf } from "../greeting.ts";
import type { MailWords } from "../mail-words.ts";
import { MailButton, MailFrame } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";

export const REFUND_REASONS = ["requested", "late_payment", "payment_withdrawn"] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

const INTRO = {
  requested: "refund.introRequested",
  late_payment: "refund.introLate",
  payment_withdrawn: "refund.introWithdrawn",
} as const satisfies Record<RefundReason, string>;

const NOTHING_TAKEN = {
  requested: "void.introLate",
  late_payment: "void.introLate",
  payment_withdrawn: "void.introWithdrawn",
} as const satisfies Record<RefundReason, string>;

/** Money goes back; or, when the card was only authorized, none was ever taken. */
export function RefundMail(props: {
  order: OrderView;
  amountMinor: number;
  reason: RefundReason;
  wasCharged: boolean;
  orderUrl: string;
  words: MailWords;
  appUrl: string;
}) {
  const { order, words } = props;
  const { t } = words;
  const said = { title: order.event.title, amount: words.money(props.amountMinor, order.currency) };
  const kind = props.wasCharged ? "refund" : "void";
  return (
    <MailFrame
      locale={words.locale}
      appUrl={props.appUrl}
      preview={t(`${kind}.preview`, said)}
      title={t(`${kind}.title`)}
      footer={t("footer")}
    >
      <Text style={look.text}>{greetingOf(words, order.name)}</Text>
      <Text style={look.text}>
        {props.wasCharged ? t(INTRO[props.reason], said) : t(NOTHING_TAKEN[props.reason], said)}
      </Text>
      {props.wasCharged ? <Text style={look.text}>{t("refund.when")}</Text> : null}
      {props.wasCharged && order.tickets.length > 0 ? <Text style={look.text}>{t("refund.tickets")}</Text> : null}
      <MailButton href={props.orderUrl}>{t("viewOrder")}</MailButton>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </MailFrame>
  );
}
