"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";
import type { AllocationWire } from "#lib/seating/allocations/allocation-contract";
import { call } from "../api/call.ts";

/** Deletes an allocation that has no seats, with its codes and links; says why not where it has. */
export function RemoveAllocation(props: { eventId: number; allocation: AllocationWire; onDone: () => void }) {
  const { eventId, allocation } = props;
  const t = useTranslations("allocations.remove");
  const toast = useToast();
  const router = useRouter();
  const [isPending, setPending] = useState(false);
  if (allocation.seats.total > 0) return <p className="text-ink-soft text-sm">{t("hasSeats")}</p>;
  const remove = async () => {
    if (isPending) return;
    setPending(true);
    const answer = await call("DELETE /api/v1/events/{id}/allocations/{allocation_id}", {
      params: { id: eventId, allocation_id: allocation.id },
    });
    setPending(false);
    const isGone = answer.ok || answer.status === 404;
    toast({ text: isGone ? t("done", { name: allocation.name }) : t(answer.status === 409 ? "hasSeats" : "failed") });
    router.refresh();
    if (isGone) props.onDone();
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-ink-soft text-sm">{t("text")}</p>
      <Button variant="danger" aria-disabled={isPending || undefined} onClick={() => void remove()}>
        {t("button")}
      </Button>
    </div>
  );
}
