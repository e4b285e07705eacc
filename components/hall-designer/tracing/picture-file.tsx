"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useRoom } from "#components/hall-designer/designer-room";
import { NumberField, PanelButton } from "#components/hall-designer/fields";
import { FieldError } from "#components/ui/field";
import { Progress } from "#components/ui/progress";
import { classNames } from "../../ui/class-names.ts";
import type { PictureTrouble } from "./picture-trouble.ts";
import { type PictureStep, usePicture } from "./use-picture.ts";

const KINDS = ".png,.jpg,.jpeg,.webp,.svg,.pdf";

/** Where the picture to trace is chosen, how far it is, and what is wrong with it. */
export function PictureFile({ isThere }: { isThere: boolean }) {
  const t = useTranslations("designer.picture");
  const { canEdit } = useRoom();
  const id = useId();
  const { step, choose, showPage, takePage, stop } = usePicture();
  const error = step.kind === "failed" ? `${id}-error` : undefined;
  return (
    <div className="flex flex-col gap-2">
      <label
        htmlFor={id}
        className={classNames(
          "relative inline-flex min-h-touch cursor-pointer items-center justify-center rounded-control border bg-raised px-3 py-1 font-semibold text-[0.9375rem] hover:border-ink pointer-fine:lg:min-h-9",
          "has-focus-visible:outline-3 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 has-disabled:cursor-not-allowed has-disabled:opacity-50",
          error ? "border-bad" : "border-line-strong",
        )}
      >
        {t(isThere ? "replace" : "add")}
        <input
          id={id}
          type="file"
          accept={KINDS}
          disabled={!canEdit}
          className="sr-only"
          aria-label={t(isThere ? "replace" : "add")}
          aria-describedby={error ? `${id}-hint ${error}` : `${id}-hint`}
          aria-invalid={error ? true : undefined}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void choose(file);
            // The same file may be chosen once more, after it was mended.
            event.target.value = "";
          }}
        />
      </label>
      <p id={`${id}-hint`} className="text-ink-soft text-sm">
        {t("hint")}
      </p>
      {step.kind === "drawing" || step.kind === "sending" ? <Underway step={step} stop={stop} /> : null}
      {step.kind === "pages" ? <Pages {...{ step, showPage, takePage, stop }} /> : null}
      {step.kind === "failed" ? (
        <div role="alert">
          <FieldError id={`${id}-error`}>
            <TroubleText trouble={step.trouble} />
          </FieldError>
        </div>
      ) : null}
    </div>
  );
}

function TroubleText({ trouble: { why, values } }: { trouble: PictureTrouble }) {
  const t = useTranslations("designer.picture.trouble");
  return t(why, values);
}

function Underway({ step, stop }: { step: Extract<PictureStep, { kind: "drawing" | "sending" }>; stop: () => void }) {
  const t = useTranslations("designer.picture");
  const words = t(step.kind);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm">{words}</p>
      <Progress label={t("progress")} value={step.kind === "sending" ? step.share * 100 : 0} text={words} />
      <PanelButton onClick={stop}>{t("stop")}</PanelButton>
    </div>
  );
}

function Pages(props: {
  step: Extract<PictureStep, { kind: "pages" }>;
  showPage: (page: number) => Promise<void>;
  takePage: () => Promise<void>;
  stop: () => void;
}) {
  const t = useTranslations("designer");
  const { count, page, preview } = props.step;
  return (
    <div className="flex flex-col gap-2">
      <NumberField
        label={t("picture.page", { count })}
        value={page}
        min={1}
        max={count}
        error={t("errors.between", { min: 1, max: count })}
        onChange={(next) => void props.showPage(next)}
      />
      {preview === undefined ? (
        <p className="text-sm">{t("picture.drawing")}</p>
      ) : (
        // biome-ignore lint/performance/noImgElement: a page of the person's own file, which no server has
        <img
          src={preview}
          alt={t("picture.pagePreview", { page })}
          className="max-h-48 self-center border border-line bg-white"
        />
      )}
      <div className="grid grid-cols-2 gap-2">
        <PanelButton disabled={preview === undefined} onClick={() => void props.takePage()}>
          {t("picture.takePage")}
        </PanelButton>
        <PanelButton onClick={props.stop}>{t("picture.stop")}</PanelButton>
      </div>
    </div>
  );
}
