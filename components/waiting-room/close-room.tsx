"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { call } from "../api/call.ts";

/** Closes a waiting room for good, once it is ticked that this is known. */
export function CloseRoom({ eventId }: { eventId: number }) {
  const t = useTranslations("waiting-room");
  const router = useRouter();
  const toast = useToast();
  const [isSure, setSure] = useState(false);
  const [isPending, setPending] = useState(false);

  async function close() {
    if (isPending || !isSure) return;
    setPending(true);
    const gone = await call("DELETE /api/v1/events/{id}/waiting-room", { params: { id: eventId } });
    setPending(false);
    toast({ text: t(gone.ok ? "closed" : gone.status === 403 ? "refusals.forbidden" : "refusals.unreachable") });
    router.refresh();
  }

  return (
    <section aria-labelledby="close-room" className="flex max-w-2xl flex-col gap-3 border-line border-t pt-6">
      <h2 id="close-room" className="text-heading">
        {t("close.title")}
      </h2>
      <p className="text-ink-soft">{t("close.text")}</p>
      <Checkbox
        id="close-room-sure"
        checked={isSure}
        onChange={({ target }) => setSure(target.checked)}
        label={t("close.sure")}
      />
      <div>
        <Button variant="danger" aria-disabled={isPending || !isSure || undefined} onClick={() => void close()}>
          {t("close.action")}
        </Button>
      </div>
    </section>
  );
}
