"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { NumberField, Pair, PanelButton } from "#components/hall-designer/fields";
import { FieldError } from "#components/ui/field";
import type { Point } from "#lib/seating/layout";
import { toPlan } from "#lib/seating/plan/edits/background";
import { calibrateBackground } from "#lib/seating/plan/edits/calibrate";
import type { Background } from "#lib/seating/plan/plan";

const PIXELS_MAX = 100_000;
const METRES = { min: 0.1, max: 1_000 } as const;

/** Gives the picture its true size: two points on it, by pressing them or in pixels, and how many metres lie between. */
export function CalibrateForm({ background }: { background: Background }) {
  const t = useTranslations("designer");
  const { store, canEdit, say } = useRoom();
  const { pick, points } = useDesigner((state) => state.tracing);
  const [metres, setMetres] = useState("");
  const [trouble, setTrouble] = useState<"points" | "metres">();
  const begin = () =>
    store.setState(({ tracing }) => ({
      tracing: { ...tracing, points: [], pick: pick === "calibrate" ? undefined : "calibrate" },
    }));
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const [first, second] = points;
    const length = Number(metres.replace(",", "."));
    if (!first || !second || (first[0] === second[0] && first[1] === second[1])) return setTrouble("points");
    if (!(length >= METRES.min && length <= METRES.max)) return setTrouble("metres");
    setTrouble(undefined);
    const [from, to] = [toPlan(background, first), toPlan(background, second)];
    store.edit("calibrate", (plan) => calibrateBackground(plan, { from, to, metres: length }));
    store.setState(({ tracing }) => ({ tracing: { ...tracing, points: [], pick: undefined } }));
    setMetres("");
    say(t("picture.calibrated"));
  };
  return (
    <form onSubmit={apply} className="flex flex-col gap-2 border-line border-t pt-3" noValidate>
      <h4 className="font-semibold">{t("picture.size")}</h4>
      <p className="text-ink-soft text-sm">
        {t(background.unitsPerMetre === undefined ? "picture.sizeText" : "picture.sizeKnown")}
      </p>
      <PanelButton disabled={!canEdit} pressed={pick === "calibrate"} onClick={begin}>
        {pick === "calibrate" ? t("picture.press", { n: points.length + 1 }) : t("picture.twoPoints")}
      </PanelButton>
      <details>
        <summary className="min-h-touch cursor-pointer content-center font-medium text-sm pointer-fine:lg:min-h-8">
          {t("picture.inPixels")}
        </summary>
        <PointFields points={points} disabled={!canEdit} />
      </details>
      {trouble === "points" ? <FieldError id="hd-calibrate-points">{t("picture.noPoints")}</FieldError> : null}
      <Metres
        value={metres}
        disabled={!canEdit}
        error={trouble === "metres" ? t("errors.between", METRES) : undefined}
        onChange={setMetres}
      />
      <button type="submit" disabled={!canEdit} className={SUBMIT}>
        {t("picture.apply")}
      </button>
    </form>
  );
}

const SUBMIT =
  "min-h-touch rounded-control border border-line-strong bg-raised px-3 py-1 font-semibold text-[0.9375rem] hover:border-ink disabled:cursor-not-allowed disabled:opacity-50 pointer-fine:lg:min-h-9";

function Metres(props: {
  value: string;
  disabled: boolean;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const t = useTranslations("designer.picture");
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-ink-soft text-sm">
        {t("metres")}
      </label>
      <input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        disabled={props.disabled}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={props.error ? `${id}-error` : undefined}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        className="min-h-touch w-full min-w-0 rounded-control border border-line-strong bg-raised px-2.5 py-1 text-base text-ink tabular-nums hover:border-ink aria-invalid:border-2 aria-invalid:border-bad pointer-fine:lg:min-h-9"
      />
      {props.error ? <FieldError id={`${id}-error`}>{props.error}</FieldError> : null}
    </div>
  );
}

/** Both points by numbers, for those who do not press them. */
function PointFields({ points, disabled }: { points: readonly Point[]; disabled: boolean }) {
  const t = useTranslations("designer");
  const { store } = useRoom();
  const set = (index: number, axis: 0 | 1, value: number) => {
    const next = [0, 1].map((i): Point => {
      const [x, y] = points[i] ?? [0, 0];
      if (i !== index) return [x, y];
      return axis === 0 ? [value, y] : [x, value];
    });
    store.setState(({ tracing }) => ({ tracing: { ...tracing, points: next, pick: undefined } }));
  };
  const bounds = { min: -PIXELS_MAX, max: PIXELS_MAX };
  return (
    <Pair>
      {([0, 1] as const).flatMap((index) =>
        ([0, 1] as const).map((axis) => (
          <NumberField
            key={`${index}${axis}`}
            label={t(`picture.point.${axis === 0 ? "x" : "y"}`, { n: index + 1 })}
            value={points[index]?.[axis] ?? 0}
            step={0.1}
            {...bounds}
            error={t("errors.between", bounds)}
            disabled={disabled}
            onChange={(value) => set(index, axis, value)}
          />
        )),
      )}
    </Pair>
  );
}
