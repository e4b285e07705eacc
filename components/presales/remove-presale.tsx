"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import type { SaleWindowWire } from "#lib/seating/access/access-contract";
import { call } from "../api/call.ts";

/** Takes a presale back, after saying what goes with it. */
export function RemovePresale(props: { eventId: number; window: SaleWindowWire; base: string }) {
  const { eventId, window, base } = props;
  const t = useTranslations("presales.remove");
  const toast = useToast();
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const [isPending, setPending] = useState(false);
  const remove = async () => {
    if (isPending) return;
    setPending(true);
    const path = { id: eventId, window_id: window.id };
    const answer = await call("DELETE /api/v1/events/{id}/sale-windows/{window_id}", { params: path });
    setPending(false);
    setAsking(false);
    toast({ text: t(answer.ok || answer.status === 404 ? "done" : "failed", { name: window.name }) });
    if (!answer.ok && answer.status !== 404) return;
    router.push(`${base}/access`);
    router.refresh();
  };
  return (
    <>
      <Button variant="danger" className="self-start" aria-haspopup="dialog" onClick={() => setAsking(true)}>
        {t("button")}
      </Button>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t("title", { name: window.name })}
        footer={
          <>
            <Button variant="secondary" onClick={() => setAsking(false)}>
              {t("keep")}
            </Button>
            <Button variant="danger" aria-disabled={isPending || undefined} onClick={() => void remove()}>
              {t(isPending ? "pending" : "button")}
            </Button>
          </>
        }
      >
        <p>{t("text", { addresses: window.addresses })}</p>
      </Dialog>
    </>
  );
}
