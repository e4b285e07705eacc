"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import type { BatchWire } from "#lib/pricing/promo/managing/promo-contract";

/** Deactivates a whole batch, after a question. */
export function BatchEnd({ batch, end }: { batch: BatchWire; end: () => Promise<void> }) {
  const t = useTranslations("promos");
  const [isAsking, setAsking] = useState(false);
  const [isPending, setPending] = useState(false);
  if (batch.active === 0) return null;
  const go = async () => {
    setPending(true);
    await end();
    setPending(false);
    setAsking(false);
  };
  return (
    <div className="flex justify-end">
      <Button variant="danger" onClick={() => setAsking(true)}>
        {t("deactivateBatch")}
      </Button>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t("sureTitle")}
        footer={
          <>
            <Button variant="secondary" onClick={() => setAsking(false)}>
              {t("keep")}
            </Button>
            <Button variant="danger" aria-disabled={isPending || undefined} onClick={() => void go()}>
              {t(isPending ? "form.pending" : "deactivateBatch")}
            </Button>
          </>
        }
      >
        <p>{t("sureBatch", { count: batch.active, name: batch.name })}</p>
      </Dialog>
    </div>
  );
}
