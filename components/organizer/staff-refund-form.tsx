"use client";

import { useTranslations } from "next-intl";
import { RefundPreview } from "#components/organizer/refund-preview";
import { ReasonField, TicketChoice } from "#components/organizer/ticket-choice";
import { Field } from "#components/ui/field";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import { Select } from "#components/ui/select";
import { ReviewButton } from "#components/ui/step-buttons";
import type { OrderWire } from "#lib/orders/reading/contract";
import {
  NOTHING_CHOSEN,
  type StaffRefundAction,
  type StaffRefundState,
} from "#lib/orders/refunding/staff-refund-state";
import { toMinor } from "#lib/platform/money";
import { useFormAction } from "../ui/use-form-action.ts";

type Props = { order: OrderWire; action: StaffRefundAction };

/**
 * Refunds tickets and add-ons of an order: choose with a reason, look at amount, fees and taxes, done. Every step is a post, so it works
 * without JavaScript.
 */
export function StaffRefundForm({ order, action }: Props) {
  const t = useTranslations("organizer.orders.refund");
  const [state, send] = useFormAction(action, NOTHING_CHOSEN);
  const { refunded, preview } = state;
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      {refunded ? (
        <Notice tone="good" urgent>
          {t.rich("done", {
            amount: () => <Money minor={toMinor(refunded.amount, order.currency) ?? 0} currency={order.currency} />,
          })}
        </Notice>
      ) : null}
      <form action={send} className="flex flex-col gap-4">
        <input type="hidden" name="number" value={order.order_number} />
        <Problem state={state} />
        {preview && state.step === "confirm" ? (
          <RefundPreview order={order} state={state} preview={preview} />
        ) : (
          <Choice key={refunded?.refund_id} order={order} state={state} />
        )}
      </form>
    </div>
  );
}

function Choice({ order, state }: { order: OrderWire; state: StaffRefundState }) {
  const t = useTranslations("organizer.orders.refund");
  return (
    <>
      <TicketChoice
        prefix="refund"
        legend={t("choose")}
        tickets={order.tickets.filter(({ status }) => status === "live")}
        chosen={state.chosen}
      />
      {order.add_ons.map((addOn) => (
        <AddOnCount key={addOn.add_on_id} addOn={addOn} chosen={state.addOns[addOn.add_on_id] ?? 0} />
      ))}
      <ReasonField
        prefix="refund"
        label={t("reason")}
        hint={t("reasonHint")}
        error={state.problem === "reason" ? t("problem.reason") : undefined}
        value={state.reason}
      />
      <ReviewButton value="review" pending={t("pending")}>
        {t("review")}
      </ReviewButton>
    </>
  );
}

/** How many of an add-on go back; nothing where the order has none of it any more. */
function AddOnCount({ addOn, chosen }: { addOn: OrderWire["add_ons"][number]; chosen: number }) {
  const t = useTranslations("organizer.orders.refund");
  const { add_on_id: id, name, quantity, returned } = addOn;
  const left = quantity - returned;
  if (left === 0) return null;
  return (
    <Field id={`refund-${id}`} label={name} hint={t("left", { left })}>
      {(control) => (
        <Select {...control} name="add_ons" defaultValue={`${id} ${Math.min(chosen, left)}`} className="sm:w-40">
          {[...Array(left + 1).keys()].map((count) => (
            <option key={count} value={`${id} ${count}`}>
              {t("count", { count })}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Problem({ state }: { state: StaffRefundState }) {
  const t = useTranslations("organizer");
  const said = saidOf(state, t);
  return said ? (
    <Notice tone="bad" urgent>
      {said}
    </Notice>
  ) : null;
}

function saidOf(
  { wait, refusal, problem }: StaffRefundState,
  t: ReturnType<typeof useTranslations<"organizer">>,
): string | undefined {
  if (wait) return t("orders.refund.slowDown", { seconds: wait });
  if (refusal) return t(`refusals.${refusal}`);
  return !problem || problem === "reason" ? undefined : t(`orders.refund.problem.${problem}`);
}
