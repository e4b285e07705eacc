import { useTranslations } from "next-intl";
import { RefundForm } from "#components/orders/refund-form";
import { EventDate } from "#components/ui/event-date";
import { LinkButton } from "#components/ui/link-button";
import type { RefundOffer } from "#lib/orders/refunding/refund-contract";
import type { RefundFormState } from "#lib/orders/refunding/refund-form-state";
import { isOpenDate } from "#lib/platform/open-date";

/** The owner's way out: which tickets may go back, until when, and what comes back for them. */
export function RefundSection(props: {
  offer: RefundOffer;
  linkKey: string | undefined;
  action: (state: RefundFormState, form: FormData) => Promise<RefundFormState>;
}) {
  const t = useTranslations("orders.refund");
  const { until, timeZone } = props.offer;
  return (
    <section id="refund" aria-labelledby="refund-title" className="flex flex-col gap-4 print:hidden">
      <h2 id="refund-title" className="text-heading">
        {t("title")}
      </h2>
      <p className="max-w-2xl text-ink-soft">
        <Until until={until} timeZone={timeZone} />
      </p>
      {props.offer.needsProof ? (
        <ProofNeeded number={props.offer.number} linkKey={props.linkKey} />
      ) : (
        <RefundForm {...props} />
      )}
    </section>
  );
}

/** A deadline that counts back from a date which is not known is not known either. */
function Until({ until, timeZone }: Pick<RefundOffer, "until" | "timeZone">) {
  const t = useTranslations("orders.refund");
  if (until === null) return t("introCancelled");
  if (isOpenDate(until)) return t("introOpen");
  return t.rich("intro", { date: () => <EventDate at={until} timeZone={timeZone} /> });
}

/** A link from a mail may have been passed on, so its reader shows first that the order's mailbox is theirs. */
function ProofNeeded({ number, linkKey }: { number: string; linkKey: string | undefined }) {
  const t = useTranslations("orders.refund");
  const query = linkKey ? `?${new URLSearchParams({ key: linkKey })}` : "";
  const next = `/orders/${number}${query}#refund`;
  return (
    <div className="flex max-w-2xl flex-col items-start gap-4">
      <p>{t("proofText")}</p>
      <LinkButton href={`/sign-in?${new URLSearchParams({ next })}`} variant="secondary">
        {t("proofAction")}
      </LinkButton>
    </div>
  );
}
