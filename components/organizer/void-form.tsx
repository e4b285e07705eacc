"use client";

import { useTranslations } from "next-intl";
import { ChosenTickets, ReasonField, TicketChoice } from "#components/organizer/ticket-choice";
import { Notice } from "#components/ui/notice";
import { ConfirmButtons, ReviewButton } from "#components/ui/step-buttons";
import type { OrderWire } from "#lib/orders/reading/contract";
import type { VoidAction, VoidFormState } from "#lib/orders/voiding/void-form-state";
import { useFormAction } from "../ui/use-form-action.ts";

type Props = { number: string; tickets: OrderWire["tickets"]; action: VoidAction };

/** Voids free tickets: choose with a reason, look once more, done. Every step is a post, so it works without JavaScript. */
export function VoidForm({ number, tickets, action }: Props) {
  const t = useTranslations("organizer.orders.void");
  const [state, send] = useFormAction(action, { step: "choose", chosen: [], reason: "" });
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      {state.voided ? (
        <Notice tone="good" urgent>
          {t("done", { count: state.voided })}
        </Notice>
      ) : null}
      {tickets.length === 0 ? (
        <p className="text-ink-soft">{t("nothingLeft")}</p>
      ) : (
        <form action={send} className="flex flex-col gap-4">
          <input type="hidden" name="number" value={number} />
          <Problem state={state} />
          {state.step === "choose" ? (
            <Choice key={state.voided} state={state} tickets={tickets} />
          ) : (
            <Preview state={state} tickets={tickets} />
          )}
        </form>
      )}
    </div>
  );
}

function Choice({ state, tickets }: { state: VoidFormState; tickets: Props["tickets"] }) {
  const t = useTranslations("organizer.orders.void");
  return (
    <>
      <TicketChoice prefix="void" legend={t("choose")} tickets={tickets} chosen={state.chosen} />
      <ReasonField
        prefix="void"
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

function Preview({ state, tickets }: { state: VoidFormState; tickets: Props["tickets"] }) {
  const t = useTranslations("organizer.orders.void");
  const chosen = tickets.filter(({ ticket_number: ticket }) => state.chosen.includes(ticket));
  return (
    <>
      <p role="alert" className="font-semibold">
        {t("confirmTitle", { count: chosen.length })}
      </p>
      <ul className="flex flex-col gap-1">
        <ChosenTickets tickets={chosen} />
      </ul>
      <input type="hidden" name="reason" value={state.reason} />
      {state.reason ? <p>{t("reasonIs", { reason: state.reason })}</p> : null}
      <p className="text-ink-soft">{t("confirmText")}</p>
      <ConfirmButtons
        confirm={t("confirm", { count: chosen.length })}
        back={t("back")}
        backValue="choose"
        pending={t("pending")}
      />
    </>
  );
}

function Problem({ state }: { state: VoidFormState }) {
  const t = useTranslations("organizer");
  const said = saidOf(state, t);
  return said ? (
    <Notice tone="bad" urgent>
      {said}
    </Notice>
  ) : null;
}

function saidOf(
  { wait, refusal, problem, used = [] }: VoidFormState,
  t: ReturnType<typeof useTranslations<"organizer">>,
): string | undefined {
  if (wait) return t("orders.void.slowDown", { seconds: wait });
  if (refusal) return t(`refusals.${refusal}`);
  if (!problem || problem === "reason") return undefined;
  return t(`orders.void.problem.${problem}`, { used: used.join(", ") });
}
