"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import { SeatsRoom, type SeatsRoomProps } from "#components/allocations/seats-room";
import { PricesRoom } from "#components/painting/prices-room";
import { HallSkeleton } from "#components/seat-map/hall-skeleton";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import type { Layout } from "#lib/seating/layout";
import type { Selling } from "#lib/seating/painting/level-of-seats";
import { call } from "../api/call.ts";
import { buildMapModel } from "../seat-map/map-geometry.ts";
import { buildSeatIndex } from "../seat-map/seat-index.ts";
import "../seat-map/seat-map.css";
import "./allocations.css";

/** The seats of an event for its organizer: fetches the hall, which a browser keeps for ever, and opens the map on it. */
export function SeatsDesk({ mode, ...props }: Omit<SeatsRoomProps, "model" | "index"> & { mode: "aside" | "prices" }) {
  const t = useTranslations("seats");
  const [layout, setLayout] = useState<Layout>();
  const [attempt, setAttempt] = useState(1);
  const [isBroken, setBroken] = useState(false);
  const { layoutHash, selling } = props.event;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again.
  useEffect(() => {
    const asking = new AbortController();
    setBroken(false);
    void call("GET /api/v1/layouts/{hash}", { params: { hash: layoutHash }, signal: asking.signal }).then((answer) => {
      if (asking.signal.aborted) return;
      if (answer.ok) setLayout(answer.value);
      else setBroken(true);
    });
    return () => asking.abort();
  }, [layoutHash, attempt]);
  const sold = JSON.stringify(selling);
  // It is another object each time that the page comes, mostly with the same in it.
  const hall = useMemo(() => {
    if (!layout) return undefined;
    const model = buildMapModel(layout, JSON.parse(sold) as Selling);
    return { model, index: buildSeatIndex(model) };
  }, [layout, sold]);
  if (hall && mode === "prices") return <PricesRoom event={props.event} mayWrite={props.mayWrite} {...hall} />;
  if (hall) return <SeatsRoom {...props} {...hall} />;
  return (
    <div className="grid h-[min(34rem,70dvh)] place-items-center rounded-card border border-line">
      {isBroken ? (
        <EmptyState
          title={t("broken.title")}
          action={<Button onClick={() => setAttempt(attempt + 1)}>{t("broken.retry")}</Button>}
        >
          {t("broken.text")}
        </EmptyState>
      ) : (
        <HallSkeleton label={t("loading")} />
      )}
    </div>
  );
}
