"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import type { AccessCodeWire } from "#lib/seating/access/access-contract";
import { call } from "../api/call.ts";
import type { Chosen } from "../desk/table/bulk.ts";

/** Revokes the selected codes and links, after saying whose access ends. Those that could not be revoked stay selected. */
export function RevokeCodes(props: { eventId: number; codes: readonly AccessCodeWire[]; chosen: Chosen }) {
  const { eventId, codes, chosen } = props;
  const t = useTranslations("presales.codes");
  const toast = useToast();
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const [isPending, setPending] = useState(false);
  const { ids } = chosen;
  const uses = codes.reduce((sum, { id, uses: each }) => sum + (ids.includes(id) ? each : 0), 0);
  const revoke = async () => {
    if (isPending) return;
    setPending(true);
    const left: string[] = [];
    for (const id of ids) {
      const path = { id: eventId, code_id: id };
      const answer = await call("DELETE /api/v1/events/{id}/access-codes/{code_id}", { params: path });
      // Revoked by another organizer meanwhile is revoked.
      if (!answer.ok && answer.status !== 404) left.push(id);
    }
    setPending(false);
    setAsking(false);
    toast({ text: t(left.length > 0 ? "notRevoked" : "revoked", { count: left.length || ids.length }) });
    chosen.select(left);
    router.refresh();
  };
  return (
    <>
      <Button variant="danger" aria-haspopup="dialog" onClick={() => setAsking(true)}>
        {t("revoke", { count: ids.length })}
      </Button>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t("revoke", { count: ids.length })}
        footer={
          <>
            <Button variant="secondary" onClick={() => setAsking(false)}>
              {t("keep")}
            </Button>
            <Button variant="danger" aria-disabled={isPending || undefined} onClick={() => void revoke()}>
              {t(isPending ? "revoking" : "revokeNow")}
            </Button>
          </>
        }
      >
        <p>{t("revokeText", { uses })}</p>
      </Dialog>
    </>
  );
}
