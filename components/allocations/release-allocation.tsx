"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import type { AllocationWire } from "#lib/seating/allocations/allocation-contract";
import { call } from "../api/call.ts";
import { useFocusNext } from "../ui/focus-next.ts";

/** Puts the seats of an allocation on sale to everybody, after saying what happens to each of them. */
export function ReleaseAllocation(props: {
  eventId: number;
  allocation: AllocationWire;
  counts: AllocationWire["seats"];
}) {
  const { eventId, allocation, counts } = props;
  const t = useTranslations("allocations.release");
  const toast = useToast();
  const router = useRouter();
  const focusNext = useFocusNext();
  const [isAsking, setAsking] = useState(false);
  const [isPending, setPending] = useState(false);
  const release = async () => {
    if (isPending) return;
    setPending(true);
    const answer = await call("POST /api/v1/events/{id}/allocations/{allocation_id}/release", {
      params: { id: eventId, allocation_id: allocation.id },
    });
    setPending(false);
    setAsking(false);
    // The button goes away where nothing is left to release.
    focusNext(`allocation-${allocation.id}`);
    if (answer.ok) toast({ text: t("done", { count: answer.value.released, name: allocation.name }) });
    else toast({ text: t(answer.refusal.code === "accessible_by_rule" ? "byRuleAlone" : "failed") });
    router.refresh();
  };
  return (
    <>
      <Button
        variant="secondary"
        aria-haspopup="dialog"
        aria-label={t("named", { name: allocation.name })}
        onClick={() => setAsking(true)}
      >
        {t("button")}
      </Button>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t("title", { name: allocation.name })}
        footer={
          <>
            <Button variant="secondary" onClick={() => setAsking(false)}>
              {t("keep")}
            </Button>
            <Button aria-disabled={isPending || undefined} onClick={() => void release()}>
              {t(isPending ? "pending" : "now")}
            </Button>
          </>
        }
      >
        <ul className="flex list-disc flex-col gap-1 pl-5">
          <li>{t("free", { count: counts.free })}</li>
          {counts.held > 0 ? <li>{t("held", { count: counts.held })}</li> : null}
          {counts.sold > 0 ? <li>{t("sold", { count: counts.sold })}</li> : null}
          <li>{t("later")}</li>
        </ul>
      </Dialog>
    </>
  );
}
