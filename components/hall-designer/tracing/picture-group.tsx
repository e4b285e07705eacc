"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { CheckField, Group, NumberField, Pair, PanelButton } from "#components/hall-designer/fields";
import { CalibrateForm } from "#components/hall-designer/tracing/calibrate-form";
import { FindSeatsForm } from "#components/hall-designer/tracing/find-seats-form";
import { PictureFile } from "#components/hall-designer/tracing/picture-file";
import { FieldError } from "#components/ui/field";
import { changeBackground, removeBackground } from "#lib/seating/plan/edits/background";
import type { Background } from "#lib/seating/plan/plan";
import { NO_TRACING } from "./tracing-state.ts";

/** The picture that the hall is traced from. */
export function PictureGroup() {
  const t = useTranslations("designer.picture");
  const { store, canEdit } = useRoom();
  const background = useDesigner((state) => state.plan.background);
  const remove = () => {
    store.edit("picture", removeBackground);
    store.setState({ tracing: NO_TRACING });
  };
  return (
    <Group
      title={t("title")}
      action={
        background ? (
          <PanelButton disabled={!canEdit} onClick={remove}>
            {t("remove")}
          </PanelButton>
        ) : null
      }
    >
      {background ? <Thumbnail key={background.picture} background={background} /> : null}
      <PictureFile isThere={background !== null} />
      {background ? (
        <>
          <PlaceFields background={background} />
          <CalibrateForm background={background} />
          <FindSeatsForm background={background} />
        </>
      ) : null}
    </Group>
  );
}

function Thumbnail({ background: { picture } }: { background: Background }) {
  const t = useTranslations("designer.picture");
  const [isMissing, setMissing] = useState(false);
  if (isMissing) return <FieldError id="hd-picture-missing">{t("missing")}</FieldError>;
  return (
    // biome-ignore lint/performance/noImgElement: the picture is kept at its size and served for ever
    <img
      src={`/pictures/${picture}`}
      alt={t("thumbnail")}
      className="max-h-32 self-start border border-line bg-white"
      onError={() => setMissing(true)}
    />
  );
}

/** How the picture lies behind the drawing. While it is locked it stays where it is. */
function PlaceFields({ background }: { background: Background }) {
  const t = useTranslations("designer");
  const { store, canEdit } = useRoom();
  const { at, scale, rotation, opacity, locked = false, hidden = false } = background;
  const off = !canEdit || locked;
  const set = (change: Partial<Background>, field?: string) =>
    store.edit("picture", (plan) => changeBackground(plan, change), field && `picture.${field}`);
  const far = { min: -100_000, max: 100_000, error: t("errors.between", { min: -100_000, max: 100_000 }) };
  return (
    <Pair>
      <CheckField
        label={t("picture.shown")}
        checked={!hidden}
        disabled={!canEdit}
        onChange={(on) => set({ hidden: !on })}
      />
      <CheckField
        label={t("picture.locked")}
        checked={locked}
        disabled={!canEdit}
        onChange={(on) => set({ locked: on })}
      />
      <NumberField
        label={t("picture.opacity")}
        value={Math.round(opacity * 100)}
        min={0}
        max={100}
        error={t("errors.between", { min: 0, max: 100 })}
        disabled={!canEdit}
        onChange={(percent) => set({ opacity: percent / 100 }, "opacity")}
      />
      <NumberField
        label={t("fields.rotation")}
        value={rotation}
        min={-360}
        max={360}
        step={0.1}
        error={t("errors.between", { min: -360, max: 360 })}
        disabled={off}
        onChange={(next) => set({ rotation: next }, "rotation")}
      />
      <NumberField
        label={t("fields.x")}
        value={at[0]}
        step={0.1}
        {...far}
        disabled={off}
        onChange={(x) => set({ at: [x, at[1]] }, "x")}
      />
      <NumberField
        label={t("fields.y")}
        value={at[1]}
        step={0.1}
        {...far}
        disabled={off}
        onChange={(y) => set({ at: [at[0], y] }, "y")}
      />
      <NumberField
        label={t("picture.scale")}
        value={scale * 100}
        min={0.1}
        max={100_000}
        step={0.1}
        error={t("errors.between", { min: 0.1, max: 100_000 })}
        disabled={off}
        onChange={(percent) => set({ scale: percent / 100 }, "scale")}
      />
    </Pair>
  );
}
