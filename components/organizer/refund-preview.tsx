"use client";

import { useTranslations } from "next-intl";
import { ChosenTickets } from "#components/organizer/ticket-choice";
import { Money } from "#components/ui/money";
import { ConfirmButtons } from "#components/ui/step-buttons";
import type { OrderWire } from "#lib/orders/reading/contract";
import type { RefundPreview as Preview } from "#lib/orders/refunding/refund-contract";
import type { StaffRefundState } from "#lib/orders/refunding/staff-refund-state";
import { toMinor } from "#lib/platform/money";

/** What staff are about to refund: the amount with the fees and taxes in it, what goes back, and the button that does it. */
export function RefundPreview(props: { order: OrderWire; state: StaffRefundState; preview: Preview }) {
  const t = useTranslations("organizer.orders.refund");
  const { state, preview } = props;
  return (
    <>
      <p role="alert" className="font-semibold">
        {t.rich("confirmTitle", { amount: () => <Sum major={preview.amount} currency={preview.currency} /> })}
      </p>
      <WhatGoesBack {...props} />
      <dl className="flex flex-col gap-1">
        <Line name={t("fees")} major={preview.fees} currency={preview.currency} />
        {preview.taxes.map(({ name, percent, amount }) => (
          <Line
            key={`${name} ${percent}`}
            name={t("tax", { name, percent })}
            major={amount}
            currency={preview.currency}
          />
        ))}
        <Line name={t("remaining")} major={preview.remaining_amount} currency={preview.currency} />
      </dl>
      <input type="hidden" name="once" value={state.once} />
      <input type="hidden" name="seen" value={preview.seen_refunds} />
      <input type="hidden" name="reason" value={state.reason} />
      {state.reason ? <p>{t("reasonIs", { reason: state.reason })}</p> : null}
      <p className="text-ink-soft">{t(preview.is_whole ? "confirmWhole" : "confirmText")}</p>
      <ConfirmButtons confirm={t("confirm")} back={t("back")} backValue="choose" pending={t("pending")} />
    </>
  );
}

/** What goes back, with the choice in hidden fields: the add-ons that go with the last ticket were not chosen. */
function WhatGoesBack({ order, state, preview }: { order: OrderWire; state: StaffRefundState; preview: Preview }) {
  const t = useTranslations("organizer.orders.refund");
  const tickets = order.tickets.filter(({ ticket_number: ticket }) => preview.tickets.includes(ticket));
  return (
    <>
      <ul className="flex flex-col gap-1">
        <ChosenTickets tickets={tickets} />
        {preview.add_ons.map(({ add_on_id: id, name, quantity }) => (
          <li key={id}>{t("addOn", { name, quantity })}</li>
        ))}
      </ul>
      {Object.entries(state.addOns).map(([id, count]) => (
        <input key={id} type="hidden" name="add_ons" value={`${id} ${count}`} />
      ))}
    </>
  );
}

function Line({ name, major, currency }: { name: string; major: number; currency: string }) {
  return (
    <div className="flex justify-between gap-6">
      <dt className="min-w-0 break-words text-ink-soft">{name}</dt>
      <dd>
        <Sum major={major} currency={currency} />
      </dd>
    </div>
  );
}

function Sum({ major, currency }: { major: number; currency: string }) {
  return <Money minor={toMinor(major, currency) ?? 0} currency={currency} />;
}
