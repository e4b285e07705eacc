"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Notice } from "#components/ui/notice";
import type { RepaintAnswer } from "#lib/seating/painting/painting-contract";
import type { SeatsEvent } from "../allocations/seats-event.ts";
import type { ApiRefusal } from "../api/call.ts";
import { useFocusNext } from "../ui/focus-next.ts";
import type { PaintingHere } from "./use-painting.ts";

/** Saves what was painted. Of an event on sale it says first how many seats change, and how many stay since people have them. */
export function RepaintCard({ event, painting }: { event: SeatsEvent; painting: PaintingHere }) {
  const t = useTranslations("allocations.prices");
  const toast = useToast();
  const focusNext = useFocusNext();
  const [shown, setShown] = useState<{ answer: RepaintAnswer; of: Int16Array }>();
  const [refusal, setRefusal] = useState<ApiRefusal>();
  const [isPending, setPending] = useState(false);
  const { unsaved, overtaken } = painting;
  // A preview speaks of what was painted then.
  const preview = shown?.of === painting.wanted ? shown.answer : undefined;

  const go = async (ask: PaintingHere["save"]) => {
    if (isPending) return;
    setPending(true);
    const answer = await ask();
    setPending(false);
    if (!("is_applied" in answer)) return setRefusal(answer);
    setRefusal(undefined);
    if (!answer.is_applied) return setShown({ answer, of: painting.wanted });
    toast({ text: t("saved", { count: answer.changed }) });
    focusNext("painted-levels");
  };

  return (
    <Card className="flex flex-col gap-3">
      <h2 className="text-heading" aria-live="polite">
        {t("unsaved", { count: unsaved.length })}
      </h2>
      {overtaken ? (
        <Notice tone="bad" urgent>
          {t("overtaken", overtaken)}
        </Notice>
      ) : null}
      {refusal && refusal.code !== "price_painting_changed" ? (
        <Notice tone="bad" urgent>
          {t(REFUSED.find((code) => code === refusal.code) ?? "unreachable")}
        </Notice>
      ) : null}
      {preview ? (
        <p aria-live="polite">
          {t("effect", { changed: preview.changed, held: preview.kept.held, sold: preview.kept.sold })}
        </p>
      ) : (
        <p className="text-ink-soft">{t(event.isDraft ? "draft" : "onSale")}</p>
      )}
      {unsaved.length > 0 ? (
        <div className="flex flex-wrap gap-3">
          {event.isDraft || preview ? (
            <Button aria-disabled={isPending || undefined} onClick={() => void go(painting.save)}>
              {t(isPending ? "pending" : "save")}
            </Button>
          ) : (
            <Button aria-disabled={isPending || undefined} onClick={() => void go(painting.preview)}>
              {t(isPending ? "pending" : "preview")}
            </Button>
          )}
          <Button variant="secondary" onClick={painting.discard}>
            {t("discard")}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

const REFUSED = ["forbidden", "not_found"] as const;
