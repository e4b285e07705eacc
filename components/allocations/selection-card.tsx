"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useStore } from "zustand";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { Select } from "#components/ui/select";
import type { AllocationWire } from "#lib/seating/allocations/allocation-contract";
import type { ApiRefusal } from "../api/call.ts";
import type { MapModel } from "../seat-map/map-geometry.ts";
import { useFocusNext } from "../ui/focus-next.ts";
import { type PaintStore, seatNow } from "./paint-store.ts";

/** Puts the chosen seats into an allocation: its id, or null to put them on sale to everybody. Answers what was refused. */
export type Paint = (positions: readonly number[], allocation: number | null) => Promise<ApiRefusal | undefined>;

/** What is chosen, and what can be done with it. Seats that someone has stay as they are, and that is said before. */
export function SelectionCard(props: {
  model: MapModel;
  store: PaintStore;
  allocations: readonly AllocationWire[];
  paint: Paint;
}) {
  const { model, store, allocations, paint } = props;
  const t = useTranslations("allocations.selection");
  const state = useStore(store);
  const [wanted, setWanted] = useState("");
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<ApiRefusal>();
  const focusNext = useFocusNext();
  const clear = () => {
    store.clear();
    focusNext("paint-selection");
  };
  const ids = [...state.selected];
  const free = ids.filter((id) => ["free", "blocked"].includes(seatNow(model, state, id)));
  const [had, aside] = [ids.length - free.length, free.filter((id) => state.allocationOf[id] !== 0).length];
  const target = allocations.some(({ id }) => String(id) === wanted) ? wanted : String(allocations[0]?.id ?? "");

  const go = async (allocation: number | null) => {
    if (isPending || free.length === 0) return;
    setPending(true);
    const moving = free.filter((id) => (state.allocationOf[id] ?? 0) !== (allocation ?? 0));
    const refused = moving.length === 0 ? undefined : await paint(moving, allocation);
    setPending(false);
    setRefusal(refused);
    if (!refused) clear();
  };

  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="paint-selection" tabIndex={-1} className="text-heading" aria-live="polite">
          {t("title", { count: ids.length })}
        </h2>
        {ids.length > 0 ? (
          <Button variant="quiet" onClick={clear}>
            {t("clear")}
          </Button>
        ) : null}
      </div>
      {ids.length === 0 ? <p className="text-ink-soft">{t("none")}</p> : null}
      {had > 0 ? <p>{t("had", { count: had })}</p> : null}
      {refusal ? <Refused refusal={refusal} /> : null}
      {ids.length > 0 ? (
        <>
          {allocations.length > 0 ? (
            <Field id="paint-into" label={t("into")}>
              {(control) => (
                <Select {...control} value={target} onChange={({ target: { value } }) => setWanted(value)}>
                  {allocations.map(({ id, name }) => (
                    <option key={id} value={String(id)}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : (
            <p className="text-ink-soft">{t("noAllocation")}</p>
          )}
          <div className="flex flex-wrap gap-3">
            {allocations.length > 0 ? (
              <Button
                aria-disabled={isPending || free.length === 0 || undefined}
                onClick={() => void go(Number(target))}
              >
                {t(isPending ? "pending" : "setAside", { count: free.length })}
              </Button>
            ) : null}
            {aside > 0 ? (
              <Button variant="secondary" aria-disabled={isPending || undefined} onClick={() => void go(null)}>
                {t("takeOut", { count: aside })}
              </Button>
            ) : null}
          </div>
        </>
      ) : null}
    </Card>
  );
}

function Refused({ refusal }: { refusal: ApiRefusal }) {
  const t = useTranslations("allocations.refusals");
  const words = ["painting_changed", "forbidden", "not_found"] as const;
  const said =
    refusal.code === "seats_taken"
      ? t("seats_taken", { count: refusal.count })
      : refusal.code === "accessible_by_rule"
        ? t("accessible_by_rule", { name: refusal.allocation })
        : t(words.find((word) => word === refusal.code) ?? "unreachable");
  return (
    <Notice tone="bad" urgent>
      {said}
    </Notice>
  );
}
