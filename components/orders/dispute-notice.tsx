import { useTranslations } from "next-intl";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import type { DisputeView } from "#lib/orders/reading/views";

const TONES = { asked: "info", open: "warn", won: "good", lost: "info" } as const;

/** What the buyer's bank does with the payment of an order, and what that means for its tickets. */
export function DisputeNotice({ dispute, currency }: { dispute: DisputeView; currency: string }) {
  const t = useTranslations("orders.dispute");
  const { state, tickets } = dispute;
  const amount = () => <Money minor={dispute.amountMinor} currency={currency} />;
  return (
    <Notice tone={TONES[state]} title={t(`${state}.title`)}>
      <p>{t.rich(`${state}.text`, { amount })}</p>
      <p>{t(`tickets.${tickets}`)}</p>
    </Notice>
  );
}
