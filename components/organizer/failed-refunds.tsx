"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card";
import { EventDate } from "#components/ui/event-date";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import type {
  FailedRefund,
  ResendRefundAction,
  ResendRefundState,
} from "#lib/orders/refunding/failed-refunds-contract";
import { readableMail } from "#lib/platform/mail-address";
import { useFormAction } from "../ui/use-form-action.ts";

/** An event's refunds that failed, each with the way on: it is sent again. Nothing where there are none. */
export function FailedRefunds(props: {
  refunds: readonly FailedRefund[];
  timeZone: string;
  /** Null for those who may not decide about money. */
  resend: ResendRefundAction | null;
  pagination: ReactNode;
}) {
  const t = useTranslations("cancellation.failedRefunds");
  const [state, send] = useFormAction(props.resend ?? stays, {});
  if (props.refunds.length === 0 && !state.resent && !state.refusal) return null;
  return (
    <section aria-labelledby="failed-refunds" className="flex flex-col gap-5">
      <h2 id="failed-refunds" className="text-heading">
        {t("title")}
      </h2>
      <Said state={state} />
      {props.refunds.length > 0 ? (
        <>
          <p className="max-w-2xl text-ink-soft">{t("text")}</p>
          <Card flush className="overflow-hidden">
            <table className="w-full text-left">
              <Head hasButtons={props.resend !== null} />
              <tbody className="divide-y divide-line">
                {props.refunds.map((refund) => (
                  <Row key={refund.refundId} refund={refund} timeZone={props.timeZone}>
                    {props.resend ? (
                      <form action={send}>
                        <input type="hidden" name="number" value={refund.orderNumber} />
                        <input type="hidden" name="refund" value={refund.refundId} />
                        <SubmitButton variant="secondary" pendingText={t("pending")}>
                          {t("resend")} <span className="sr-only">{refund.orderNumber}</span>
                        </SubmitButton>
                      </form>
                    ) : null}
                  </Row>
                ))}
              </tbody>
            </table>
          </Card>
          {props.pagination}
        </>
      ) : null}
    </section>
  );
}

async function stays(state: ResendRefundState): Promise<ResendRefundState> {
  return state;
}

function Said({ state: { refusal, resent } }: { state: ResendRefundState }) {
  const t = useTranslations("cancellation");
  if (refusal)
    return (
      <Notice tone="bad" urgent>
        {refusal === "not_failed" ? t("failedRefunds.notFailed") : t(`refusals.${refusal}`)}
      </Notice>
    );
  if (!resent) return null;
  const { status, orderNumber: order } = resent;
  return (
    <Notice tone={status === "failed" ? "bad" : "good"} urgent>
      {t(`failedRefunds.resent.${status}`, { order })}
    </Notice>
  );
}

function Head({ hasButtons }: { hasButtons: boolean }) {
  const t = useTranslations("cancellation");
  return (
    <thead className="hidden border-line border-b bg-sunken text-ink-soft text-sm md:table-header-group">
      <tr>
        <th className="px-5 py-3 font-semibold">{t("failures.order")}</th>
        <th className="px-3 py-3 font-semibold">{t("failures.reason")}</th>
        <th className="px-3 py-3 font-semibold">{t("failedRefunds.since")}</th>
        <th className="px-5 py-3 text-right font-semibold">{t("failures.amount")}</th>
        {hasButtons ? (
          <th className="px-5 py-3">
            <span className="sr-only">{t("failedRefunds.resend")}</span>
          </th>
        ) : null}
      </tr>
    </thead>
  );
}

function Row({ refund, timeZone, children }: { refund: FailedRefund; timeZone: string; children: ReactNode }) {
  const t = useTranslations("cancellation.failedRefunds");
  return (
    <tr className="flex flex-col gap-1 px-5 py-4 md:table-row md:p-0">
      <td className="md:px-5 md:py-3">
        <span className="tabular block font-semibold">{refund.orderNumber}</span>
        <span className="break-words text-sm">
          {refund.buyer.name} <span className="break-all text-ink-soft">{readableMail(refund.buyer.email)}</span>
        </span>
      </td>
      <td className="md:px-3 md:py-3">{t(`reasons.${refund.failure}`)}</td>
      <td className="text-ink-soft text-sm md:px-3 md:py-3">
        <span className="md:hidden">{t("since")} </span>
        <EventDate at={refund.sentAt} timeZone={timeZone} style="kept" />
      </td>
      <td className="md:px-5 md:py-3 md:text-right">
        <Money minor={refund.amountMinor} currency={refund.currency} className="tabular font-semibold" />
      </td>
      {children ? <td className="pt-2 md:px-5 md:py-3 md:text-right">{children}</td> : null}
    </tr>
  );
}
