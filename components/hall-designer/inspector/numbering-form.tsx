"use client";

import { useTranslations } from "next-intl";
import { Group, NumberField, Pair, SelectField, TextField } from "#components/hall-designer/fields";
import { type Numbering, renumberParts } from "#lib/seating/plan/edits/renumber";
import { expandPart } from "#lib/seating/plan/expand-part";
import type { RowScheme, SeatScheme } from "#lib/seating/plan/numbering";
import { ROW_PRESETS, SEAT_PRESETS } from "#lib/seating/plan/numbering-presets";
import type { Part } from "#lib/seating/plan/plan";
import { useEdit } from "./use-edit.ts";

const OWN = "own";
const SHOWN_ROWS = 3;
const SHOWN_SEATS = 4;

/** How rows and seats are called: a preset or each property, with the labels that come out. */
export function NumberingForm({ parts }: { parts: readonly Part[] }) {
  const t = useTranslations("designer");
  const edit = useEdit();
  const ids = new Set(parts.map(({ id }) => id));
  const block = parts.find((part) => part.kind === "rows");
  const scheme = parts.find((part) => part.kind !== "row")?.seatScheme;
  const rowScheme = block?.rowScheme;
  const hasRows = parts.some((part) => part.kind !== "table");
  const set = (numbering: Numbering, field: string) =>
    edit.plan("number", (plan) => renumberParts(plan, ids, numbering), `${[...ids][0]}.${field}`);
  const rowPreset = presetOf(ROW_PRESETS, rowScheme);
  const seatPreset = presetOf(SEAT_PRESETS, scheme);
  return (
    <Group title={t("inspector.numbering")}>
      {hasRows ? (
        <SelectField
          label={t("fields.rowNumbering")}
          value={rowPreset}
          disabled={!edit.canEdit}
          options={optionsOf(ROW_PRESETS, rowPreset, {
            word: (name) => t(`rowPresets.${name}`),
            own: t("fields.ownNumbering"),
          })}
          onChange={(name) => {
            const preset = Object.entries(ROW_PRESETS).find(([key]) => key === name)?.[1];
            if (preset) set({ rowScheme: preset }, "rowPreset");
          }}
        />
      ) : null}
      <SelectField
        label={t("fields.seatNumbering")}
        value={seatPreset}
        disabled={!edit.canEdit}
        options={optionsOf(SEAT_PRESETS, seatPreset, {
          word: (name) => t(`seatPresets.${name}`),
          own: t("fields.ownNumbering"),
        })}
        onChange={(name) => {
          const preset = Object.entries(SEAT_PRESETS).find(([key]) => key === name)?.[1];
          if (preset) set({ seatScheme: preset }, "seatPreset");
        }}
      />
      <Preview parts={parts} />
      <details>
        <summary className="min-h-touch cursor-pointer content-center font-medium text-sm pointer-fine:lg:min-h-8">
          {t("inspector.everyProperty")}
        </summary>
        <div className="flex flex-col gap-3 pt-2">
          {rowScheme ? (
            <RowSchemeFields
              scheme={rowScheme}
              set={(change) => set({ rowScheme: { ...rowScheme, ...change } }, `row.${Object.keys(change)[0]}`)}
            />
          ) : null}
          {scheme ? (
            <SeatSchemeFields
              scheme={scheme}
              set={(change) => set({ seatScheme: { ...scheme, ...change } }, `seat.${Object.keys(change)[0]}`)}
            />
          ) : null}
        </div>
      </details>
    </Group>
  );
}

function presetOf<T extends object>(presets: Readonly<Record<string, T>>, scheme: T | undefined): string {
  const text = JSON.stringify(Object.entries(scheme ?? {}).sort());
  return (
    Object.entries(presets).find(([, preset]) => JSON.stringify(Object.entries(preset).sort()) === text)?.[0] ?? OWN
  );
}

function optionsOf<Name extends string>(
  presets: Readonly<Record<Name, unknown>>,
  now: string,
  { word, own }: { word: (name: Name) => string; own: string },
) {
  return [
    ...(now === OWN ? [{ value: OWN, label: own }] : []),
    ...(Object.keys(presets) as Name[]).map((value) => ({ value, label: word(value) })),
  ];
}

/** The labels of the first rows: the first and last seats of each. */
function Preview({ parts }: { parts: readonly Part[] }) {
  const t = useTranslations("designer");
  const all = parts.flatMap((part) => expandPart(part).rows);
  const rows = all.length > SHOWN_ROWS ? [...all.slice(0, SHOWN_ROWS - 1), ...all.slice(-1)] : all;
  return (
    <div className="rounded-control bg-sunken px-3 py-2">
      <p className="text-ink-soft text-sm">{t("inspector.preview")}</p>
      <ul className="text-sm tabular-nums">
        {rows.map(({ label, numbers }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows may have the same label
          <li key={i} className="flex gap-2">
            <strong className="min-w-6 font-semibold">{label}</strong>
            <span className="min-w-0 truncate">{shortened(numbers)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function shortened(numbers: readonly string[]): string {
  if (numbers.length <= 2 * SHOWN_SEATS) return numbers.join(" ");
  return `${numbers.slice(0, SHOWN_SEATS).join(" ")} … ${numbers.slice(-SHOWN_SEATS).join(" ")}`;
}

const STYLES = ["numbers", "letters", "doubled", "roman"] as const;

function RowSchemeFields({ scheme, set }: { scheme: RowScheme; set: (change: Partial<RowScheme>) => void }) {
  const t = useTranslations("designer");
  return (
    <fieldset>
      <legend className="pb-2 font-medium text-sm">{t("inspector.rowsOf")}</legend>
      <Pair>
        <SelectField
          label={t("fields.from")}
          value={scheme.from}
          options={(["front", "back"] as const).map((value) => ({ value, label: t(`from.${value}`) }))}
          onChange={(value) => set({ from: value === "back" ? "back" : "front" })}
        />
        <Shared scheme={scheme} set={set} />
        <NumberField
          label={t("fields.doubledFirst")}
          value={scheme.doubledFirst}
          min={0}
          max={500}
          error={t("errors.between", { min: 0, max: 500 })}
          onChange={(doubledFirst) => set({ doubledFirst })}
        />
      </Pair>
    </fieldset>
  );
}

const ORDERS = ["left", "right", "oddLeft", "oddRight", "wings"] as const;
const AISLES = ["continue", "restart", "hundreds"] as const;
const REMOVED = ["closeUp", "keep"] as const;

function SeatSchemeFields({ scheme, set }: { scheme: SeatScheme; set: (change: Partial<SeatScheme>) => void }) {
  const t = useTranslations("designer");
  const pick = <T extends string>(values: readonly T[], value: string) =>
    values.find((one) => one === value) ?? values[0];
  return (
    <fieldset>
      <legend className="pb-2 font-medium text-sm">{t("inspector.seatsOf")}</legend>
      <Pair>
        <SelectField
          label={t("fields.order")}
          value={scheme.order}
          isWide
          options={ORDERS.map((value) => ({ value, label: t(`orders.${value}`) }))}
          onChange={(value) => set({ order: pick(ORDERS, value) ?? "left" })}
        />
        <Shared scheme={scheme} set={set} />
        <NumberField
          label={t("fields.centreStart")}
          value={scheme.centreStart}
          min={-100_000}
          max={100_000}
          error={t("errors.between", { min: -100_000, max: 100_000 })}
          onChange={(centreStart) => set({ centreStart })}
        />
        <SelectField
          label={t("fields.aisles")}
          value={scheme.aisles}
          isWide
          options={AISLES.map((value) => ({ value, label: t(`aisles.${value}`) }))}
          onChange={(value) => set({ aisles: pick(AISLES, value) ?? "continue" })}
        />
        <SelectField
          label={t("fields.removed")}
          value={scheme.removed}
          isWide
          options={REMOVED.map((value) => ({ value, label: t(`removed.${value}`) }))}
          onChange={(value) => set({ removed: pick(REMOVED, value) ?? "closeUp" })}
        />
      </Pair>
    </fieldset>
  );
}

type SharedScheme = Pick<RowScheme, "start" | "step" | "style" | "leftOut" | "digits" | "prefix">;

function Shared({ scheme, set }: { scheme: SharedScheme; set: (change: Partial<SharedScheme>) => void }) {
  const t = useTranslations("designer");
  const bounds = { min: -100_000, max: 100_000 };
  return (
    <>
      <SelectField
        label={t("fields.style")}
        value={scheme.style}
        options={STYLES.map((value) => ({ value, label: t(`styles.${value}`) }))}
        onChange={(value) => set({ style: STYLES.find((one) => one === value) ?? "numbers" })}
      />
      <NumberField
        label={t("fields.start")}
        value={scheme.start}
        {...bounds}
        error={t("errors.between", bounds)}
        onChange={(start) => set({ start })}
      />
      <NumberField
        label={t("fields.step")}
        value={scheme.step}
        {...bounds}
        error={t("errors.between", bounds)}
        onChange={(step) => set({ step })}
      />
      <NumberField
        label={t("fields.digits")}
        value={scheme.digits}
        min={1}
        max={6}
        error={t("errors.between", { min: 1, max: 6 })}
        onChange={(digits) => set({ digits })}
      />
      <TextField
        label={t("fields.prefix")}
        value={scheme.prefix}
        maxLength={16}
        onChange={(prefix) => set({ prefix })}
      />
      <TextField
        label={t("fields.leftOut")}
        value={scheme.leftOut}
        maxLength={24}
        onChange={(text) => set({ leftOut: text.replace(/[^A-Za-z]/g, "") })}
      />
    </>
  );
}
