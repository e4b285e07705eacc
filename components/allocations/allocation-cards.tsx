"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useStore } from "zustand";
import { OpenSeat } from "#components/allocations/open-seat";
import { ReleaseAllocation } from "#components/allocations/release-allocation";
import { LevelGlyph, StateGlyph } from "#components/seat-map/level-glyph";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { LinkButton } from "#components/ui/link-button";
import type { AllocationWire } from "#lib/seating/allocations/allocation-contract";
import type { MapModel } from "../seat-map/map-geometry.ts";
import { dateText } from "../ui/date-text.ts";
import { countSeats, type PaintStore } from "./paint-store.ts";
import type { SeatsEvent } from "./seats-event.ts";

type Props = {
  event: SeatsEvent;
  model: MapModel;
  store: PaintStore;
  allocations: readonly AllocationWire[];
  looks: ReadonlyMap<number, number>;
  base: string;
  mayWrite: boolean;
  open: (id: string) => void;
};

/** The legend of the map and the event's allocations in one: look, counts, rule of release, and what can be done. */
export function AllocationCards(props: Props) {
  const { allocations } = props;
  const t = useTranslations("allocations");
  const counts = useCounts(props);
  const none = { total: 0, free: 0, held: 0, sold: 0 };
  return (
    <ul className="flex flex-col gap-3">
      {allocations.map((allocation) => (
        <li key={allocation.id} className="flex flex-col gap-2 rounded-card border border-line bg-raised px-4 py-3">
          <AllocationCard
            {...props}
            allocation={allocation}
            counts={counts ? (counts.get(allocation.id) ?? none) : allocation.seats}
          />
        </li>
      ))}
      <li className="flex flex-wrap gap-x-5 gap-y-2 px-1 text-sm">
        <span className="flex items-center gap-2">
          <OpenSeat />
          {t("legend.open")}
        </span>
        {(["held", "booked"] as const).map((state) => (
          <span key={state} className="flex items-center gap-2">
            <StateGlyph state={state} />
            {t(`legend.${state}`)}
          </span>
        ))}
      </li>
    </ul>
  );
}

function AllocationCard(props: Props & { allocation: AllocationWire; counts: AllocationWire["seats"] }) {
  const { allocation, counts, base, mayWrite, event } = props;
  const t = useTranslations("allocations");
  const release = useReleaseWords(event, allocation);
  const byRuleAlone = allocation.kind === "accessible" && event.hasSaleBegun;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="seat-room flex">
          <LevelGlyph level={props.looks.get(allocation.id) ?? 0} />
        </span>
        <h3
          id={`allocation-${allocation.id}`}
          tabIndex={-1}
          className="min-w-0 flex-1 font-semibold [overflow-wrap:anywhere]"
        >
          {allocation.name}
        </h3>
        <Badge>{t(`kinds.${allocation.kind}`)}</Badge>
      </div>
      <p className="tabular text-sm">{t("counts", counts)}</p>
      <p className="text-ink-soft text-sm [overflow-wrap:anywhere]">
        {[allocation.owner, release].filter(Boolean).join(" · ")}
      </p>
      {mayWrite ? (
        <div className="flex flex-wrap gap-2">
          <Button
            variant="secondary"
            aria-label={t("changeNamed", { name: allocation.name })}
            onClick={() => props.open(String(allocation.id))}
          >
            {t("change")}
          </Button>
          {counts.total > 0 ? (
            <LinkButton
              variant="secondary"
              aria-label={t("linkNamed", { name: allocation.name })}
              href={`${base}/access/codes/new?allocation=${allocation.id}`}
            >
              {t("link")}
            </LinkButton>
          ) : null}
          {counts.total > counts.sold && !byRuleAlone ? (
            <ReleaseAllocation eventId={event.id} allocation={allocation} counts={counts} />
          ) : null}
        </div>
      ) : null}
    </>
  );
}

/** Counted from what the map knows, which is newer than the page; undefined before that. */
function useCounts({ model, store }: Props): ReadonlyMap<number, AllocationWire["seats"]> | undefined {
  const board = useStore(store, (state) => state.board);
  const allocationOf = useStore(store, (state) => state.allocationOf);
  const isKnown = useStore(store, (state) => state.isKnown);
  return useMemo(
    () => (isKnown ? countSeats(model, { board, allocationOf }) : undefined),
    [model, board, allocationOf, isKnown],
  );
}

function useReleaseWords({ timeZone, now, hasSaleBegun }: SeatsEvent, allocation: AllocationWire): string {
  const { release_at, release_when, kind } = allocation;
  const t = useTranslations("allocations.release");
  const locale = useLocale();
  const at = (iso: string) => dateText(iso, { timeZone, style: "online", locale });
  const words = [
    ...(release_at === null ? [] : [t(Date.parse(release_at) <= now ? "since" : "at", { at: at(release_at) })]),
    ...(release_when === null ? [] : [t(`when.${release_when}`)]),
  ];
  if (words.length > 0) return words.join(" · ");
  return t(kind === "accessible" && hasSaleBegun ? "noRule" : "byHand");
}
