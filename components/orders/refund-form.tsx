"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { RefundTicket } from "#components/orders/refund-ticket";
import { SeatName } from "#components/orders/seat-name";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import { ConfirmButtons, ReviewButton } from "#components/ui/step-buttons";
import { seatOfTicket } from "#lib/orders/reading/seat-of-ticket";
import type { RefundOffer } from "#lib/orders/refunding/refund-contract";
import { CHOOSING, type RefundFormState } from "#lib/orders/refunding/refund-form-state";
import { refundMinor } from "#lib/orders/refunding/refund-rules";
import { useFormAction } from "../ui/use-form-action.ts";

/**
 * Gives tickets back: choose, look once more, done. Every step is a post, so it works without JavaScript; with it, the sum
 * follows the choice.
 */
export function RefundForm({
  offer,
  linkKey,
  action,
}: {
  offer: RefundOffer;
  linkKey: string | undefined;
  action: (state: RefundFormState, form: FormData) => Promise<RefundFormState>;
}) {
  const t = useTranslations("orders.refund");
  const [state, send] = useFormAction(action, CHOOSING);
  const [touched, setTouched] = useState<readonly string[] | undefined>();
  const id = useId();
  const picked = touched ?? state.chosen;
  const chosen = offer.tickets.filter(({ number }) => picked.includes(number));
  const amount = <Money minor={refundMinor(offer.paid, offer.tickets, chosen)} currency={offer.currency} />;
  return (
    <form action={send} className="flex max-w-2xl flex-col gap-4" aria-describedby={`${id}-problem`}>
      <input type="hidden" name="number" value={offer.number} />
      {linkKey ? <input type="hidden" name="key" value={linkKey} /> : null}
      <div id={`${id}-problem`}>
        {state.problem === "nothing_chosen" && chosen.length > 0 ? null : <Problem state={state} />}
      </div>
      {state.step === "choose" ? (
        <>
          <fieldset className="divide-y divide-line border-line border-y">
            <legend className="sr-only">{t("choose")}</legend>
            {offer.tickets.map((ticket) => (
              <RefundTicket
                key={ticket.number}
                ticket={ticket}
                currency={offer.currency}
                isChosen={picked.includes(ticket.number)}
                onChange={(isChosen) => {
                  const others = picked.filter((number) => number !== ticket.number);
                  setTouched(isChosen ? [...others, ticket.number] : others);
                }}
              />
            ))}
          </fieldset>
          {touched ? <p aria-live="polite">{t.rich("sum", { count: chosen.length, amount: () => amount })}</p> : null}
          <ReviewButton value="review" pending={t("pending")}>
            {t("review")}
          </ReviewButton>
        </>
      ) : (
        <>
          <input type="hidden" name="once" value={state.once} />
          <p className="font-semibold">{t.rich("confirmTitle", { count: chosen.length, amount: () => amount })}</p>
          <ul className="flex flex-col gap-1">
            {chosen.map((ticket) => (
              <li key={ticket.number}>
                <input type="hidden" name="tickets" value={ticket.number} />
                <SeatName seat={seatOfTicket(ticket)} />
              </li>
            ))}
          </ul>
          <p className="text-ink-soft">{t("confirmText")}</p>
          <ConfirmButtons
            confirm={t("confirm", { count: chosen.length })}
            back={t("back")}
            backValue="choose"
            pending={t("pending")}
          />
        </>
      )}
    </form>
  );
}

function Problem({ state }: { state: RefundFormState }) {
  const t = useTranslations("orders.refund");
  const said = state.wait ? t("slowDown", { seconds: state.wait }) : state.problem && t(`problem.${state.problem}`);
  return said ? (
    <Notice tone="bad" urgent>
      {said}
    </Notice>
  ) : null;
}
