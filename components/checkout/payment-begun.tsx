"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { readAttempt } from "./pay-attempt.ts";

/** Said where a payment is under way that this tab knows nothing of: another window's, or one whose page was closed. */
export function PaymentBegun({ reservationId, orderNumber }: { reservationId: string; orderNumber: string }) {
  const t = useTranslations("checkout.inProgress");
  const [isElsewhere, setIsElsewhere] = useState(false);
  useEffect(() => setIsElsewhere(!readAttempt(reservationId)), [reservationId]);
  if (!isElsewhere) return null;
  return (
    <Notice title={t("title")} action={<LinkButton href={`/orders/${orderNumber}`}>{t("action")}</LinkButton>}>
      {t("text")}
    </Notice>
  );
}
