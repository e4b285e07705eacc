"use client";

import { useTranslations } from "next-intl";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import {
  CheckField,
  Group,
  NumberField,
  Pair,
  PanelButton,
  SelectField,
  TextField,
} from "#components/hall-designer/fields";
import { CategoryField } from "#components/hall-designer/inspector/category-field";
import { SeatRuleForm } from "#components/hall-designer/inspector/seat-rule-form";
import { GatherForm } from "#components/hall-designer/tracing/gather-form";
import { changeSeats, type SeatChange, tieCompanion } from "#lib/seating/plan/edits/seats";
import type { HallPlan, SeatException, SeatFeature } from "#lib/seating/plan/plan";
import { removedSeats } from "#lib/seating/plan/removed-seats";
import { seatFinder } from "#lib/seating/plan/seat-key";
import { seatsByKey } from "../found-seats.ts";
import { KIND_NAMES } from "../plan-lookup.ts";

const FEATURES = ["hearingLoop", "stepFree"] as const;

/** What is said of single seats, whatever their rows say. */
export function SeatsForm() {
  const t = useTranslations("designer");
  const { store, canEdit } = useRoom();
  const plan = useDesigner((state) => state.plan);
  const seats = useDesigner((state) => state.seats);
  const gone = new Set(removedSeats(plan).map(({ key }) => key));
  const chosen = [...seats].flatMap((key) => (gone.has(key) ? [] : (seatsByKey(plan).get(key) ?? [])));
  const [first] = chosen;
  const now = first && exceptionOf(plan, first.key);
  const set = (change: SeatChange, field: string) =>
    store.edit("seats", (at) => changeSeats(at, seats, change), `seats.${field}`);
  return (
    <>
      <SeatRuleForm />
      {first === undefined ? (
        <Group title={t("seats.none")}>
          <p className="text-ink-soft">{t("seats.noneText")}</p>
        </Group>
      ) : (
        <Group
          title={
            chosen.length === 1
              ? t("seats.one", { row: first.row, number: first.number })
              : t("seats.many", { count: chosen.length })
          }
        >
          <Pair>
            <SelectField
              label={t("fields.kind")}
              value={first.kind}
              isWide
              disabled={!canEdit}
              options={KIND_NAMES.map((value) => ({ value, label: t(`kinds.${value}`) }))}
              onChange={(value) => {
                const kind = KIND_NAMES.find((one) => one === value);
                set(
                  {
                    kind: kind === "STANDARD" ? undefined : kind,
                    ...(kind === "COMPANION" ? {} : { companionOf: undefined }),
                  },
                  "kind",
                );
              }}
            />
            {first.kind === "RESTRICTED" ? (
              <TextField
                label={t("fields.reason")}
                value={now?.reason ?? ""}
                maxLength={200}
                isWide
                disabled={!canEdit}
                onChange={(reason) => set({ reason: reason || undefined }, "reason")}
              />
            ) : null}
            {chosen.length === 1 ? (
              <TextField
                label={t("fields.number")}
                value={first.number}
                maxLength={80}
                disabled={!canEdit}
                onChange={(number) => set({ number: number || undefined }, "number")}
              />
            ) : null}
            <NumberField
              label={t("fields.quality")}
              value={now?.quality ?? 0}
              min={-100}
              max={100}
              error={t("errors.between", { min: -100, max: 100 })}
              disabled={!canEdit}
              onChange={(quality) => set({ quality: quality === 0 ? undefined : quality }, "quality")}
            />
            {FEATURES.map((feature) => (
              <CheckField
                key={feature}
                label={t(`features.${feature}`)}
                checked={now?.features?.includes(feature) ?? false}
                disabled={!canEdit}
                onChange={(on) => set({ features: withFeature(now?.features ?? [], feature, on) }, feature)}
              />
            ))}
          </Pair>
          <CategoryField
            value={now?.category}
            inherited={t("fields.asRow")}
            disabled={!canEdit}
            onChange={(category) => set({ category }, "category")}
          />
          {first.kind === "COMPANION" || chosen.length === 2 ? (
            <Companions keys={chosen.map(({ key }) => key)} />
          ) : null}
          <div className="flex flex-wrap gap-2">
            <PanelButton
              disabled={!canEdit}
              isDanger
              onClick={() => store.edit("remove", (at) => changeSeats(at, seats, { removed: true }))}
            >
              {t("seats.remove")}
            </PanelButton>
            <PanelButton disabled={!canEdit} onClick={() => store.edit("seats", (at) => changeSeats(at, seats, PLAIN))}>
              {t("seats.plain")}
            </PanelButton>
          </div>
        </Group>
      )}
      {seats.size > 1 ? <GatherForm /> : null}
      <Restore />
    </>
  );
}

/** As the row says in everything. */
const PLAIN: SeatChange = {
  ...{ number: undefined, kind: undefined, features: undefined, category: undefined, nudge: undefined },
  ...{ quality: undefined, companionOf: undefined, reason: undefined },
};

function exceptionOf(plan: HallPlan, key: string): SeatException | undefined {
  const found = seatFinder(plan)(key);
  return found?.part.exceptions[found.place];
}

function withFeature(
  features: readonly SeatFeature[],
  feature: SeatFeature,
  on: boolean,
): readonly SeatFeature[] | undefined {
  const next = [...features.filter((one) => one !== feature), ...(on ? [feature] : [])];
  return next.length === 0 ? undefined : next;
}

/** Ties two chosen seats: the second is the companion of the first, which becomes a wheelchair space. */
function Companions({ keys }: { keys: readonly string[] }) {
  const t = useTranslations("designer");
  const { store, canEdit } = useRoom();
  const [wheelchair, companion] = keys;
  if (wheelchair === undefined || companion === undefined || keys.length !== 2)
    return <p className="text-ink-soft text-sm">{t("seats.companionHint")}</p>;
  return (
    <PanelButton
      disabled={!canEdit}
      onClick={() => store.edit("companion", (plan) => tieCompanion(plan, { companion, wheelchair }))}
    >
      {t("seats.tie")}
    </PanelButton>
  );
}

/** Brings removed seats back: the chosen ones, those of a row, or all. Their places were kept. */
function Restore() {
  const t = useTranslations("designer");
  const { store, canEdit } = useRoom();
  const plan = useDesigner((state) => state.plan);
  const seats = useDesigner((state) => state.seats);
  const gone = removedSeats(plan);
  if (gone.length === 0) return null;
  const restore = (keys: readonly string[]) =>
    store.edit("seats", (now) => changeSeats(now, keys, { removed: undefined }));
  const chosen = gone.filter(({ key }) => seats.has(key));
  const names = new Map(plan.sections.map(({ id, name }) => [id, name || t("sections.nameless")]));
  const rows = Map.groupBy(gone, ({ part, row }) => `${part} ${row}`);
  return (
    <Group title={t("seats.gone", { count: gone.length })}>
      <p className="text-ink-soft text-sm">{t("seats.goneHint")}</p>
      <ul className="flex max-h-72 flex-col gap-2 overflow-y-auto">
        {[...rows].slice(0, ROWS_MAX).map(([id, [first, ...rest]]) =>
          first === undefined ? null : (
            <li key={id} className="flex items-center justify-between gap-2">
              <span className="min-w-0 break-words text-sm tabular-nums">
                {t("seats.goneRow", {
                  section: names.get(first.section) ?? "",
                  row: first.row || "–",
                  numbers: [first, ...rest].map(({ number }) => number || "–").join(", "),
                })}
              </span>
              <PanelButton
                disabled={!canEdit}
                label={t("seats.restoreRow", { section: names.get(first.section) ?? "", row: first.row || "–" })}
                onClick={() => restore([first, ...rest].map(({ key }) => key))}
              >
                {t("seats.restoreThese")}
              </PanelButton>
            </li>
          ),
        )}
      </ul>
      <div className="flex flex-wrap gap-2">
        {chosen.length > 0 ? (
          <PanelButton disabled={!canEdit} onClick={() => restore(chosen.map(({ key }) => key))}>
            {t("seats.restoreChosen", { count: chosen.length })}
          </PanelButton>
        ) : null}
        <PanelButton disabled={!canEdit} onClick={() => restore(gone.map(({ key }) => key))}>
          {t("seats.restore")}
        </PanelButton>
      </div>
    </Group>
  );
}

const ROWS_MAX = 50;
