import { Text } from "@react-email/components";
import type { NamedSeat } from "#lib/seating/seat-words";
import type { OrderLetter } from "../order-letter.ts";
import { MailButton } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { OrderFrame } from "./order-frame.tsx";

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
export function RefundMail(
  props: OrderLetter & {
    amountMinor: number;
    reason: RefundReason;
    wasCharged: boolean;
    /** The seats whose tickets went back, and the add-ons that did. */
    seats: readonly NamedSeat[];
    addOns: readonly { name: string; quantity: number }[];
  },
) {
  const { order, words } = props;
  const { t } = words;
  const said = { title: order.event.title, amount: words.money(props.amountMinor, order.currency) };
  const kind = props.wasCharged ? "refund" : "void";
  return (
    <OrderFrame letter={props} preview={t(`${kind}.preview`, said)} title={t(`${kind}.title`)}>
      <Text style={look.text}>
        {props.wasCharged ? t(INTRO[props.reason], said) : t(NOTHING_TAKEN[props.reason], said)}
      </Text>
      {props.wasCharged ? <Text style={look.text}>{t("refund.when")}</Text> : null}
      {props.seats.map((seat) => (
        <Text key={words.seat(seat)} style={look.text}>
          {words.seat(seat)}
        </Text>
      ))}
      {props.addOns.map(({ name, quantity }) => (
        <Text key={name} style={look.text}>
          {t("addOn", { name, quantity })}
        </Text>
      ))}
      {props.seats.length > 0 ? <Text style={look.text}>{t("refund.tickets")}</Text> : null}
      <MailButton href={props.orderUrl}>{t("viewOrder")}</MailButton>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </OrderFrame>
  );
}
