"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { PictureRow } from "#components/event-pictures/picture-row";
import { PictureUpload } from "#components/pictures/picture-upload";
import { Button } from "#components/ui/button";
import { FieldError } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { EVENT_PICTURES_MAX, type EventPicture, FOCUS_FIRST } from "#lib/catalog/pictures/event-picture-contract";
import { usePictures } from "../pictures/use-pictures.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { PicturesAction, PicturesState } from "./pictures-state.ts";

/** The pictures of an event in their order. Without one, the event has a drawn poster. */
export function PicturesForm(props: {
  send: PicturesAction;
  organizationId: string;
  opened: readonly EventPicture[];
  revision: number;
}) {
  const t = useTranslations("event-pictures");
  const [state, send] = useFormAction<PicturesState>(props.send, {});
  const [pictures, setPictures] = useState(props.opened);
  const [revision, setRevision] = useState(props.revision);
  const [last, setLast] = useState(state);
  const [isShown, setShown] = useState(true);
  if (last !== state) {
    setLast(state);
    setShown(true);
    if (state.saved !== undefined) setRevision(state.saved);
  }
  const change = (next: readonly EventPicture[]) => {
    setPictures(next);
    setShown(false);
  };
  const { list, add, rowOf } = usePictures(pictures, change, ({ id, width, height }): EventPicture => {
    return { picture: id, width, height, alt: {}, decorative: false, focus: FOCUS_FIRST };
  });
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  const sent = JSON.stringify(pictures.map(({ width: _w, height: _h, ...each }) => each));
  // The hidden field changes without an input event; the guard of unsaved changes listens to those.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is what was typed that the event tells of.
  useEffect(() => void list.current?.dispatchEvent(new Event("input", { bubbles: true })), [sent]);
  const problem = (path: string) => {
    const key = isShown ? state.wrong?.[path] : undefined;
    return key && t(`problems.${key}`, { max: EVENT_PICTURES_MAX });
  };
  const decide = (theirs?: readonly EventPicture[]) => {
    if (theirs) change(theirs);
    if (state.conflict) setRevision(state.conflict.revision);
    setShown(false);
  };
  return (
    <form ref={form} action={send} noValidate className="flex flex-col gap-4">
      <UnsavedGuard isRefused={Boolean(state.wrong ?? state.refusal ?? state.conflict)} />
      <input type="hidden" name="pictures" value={sent} />
      <input type="hidden" name="revision" value={revision} />
      {isShown && state.refusal ? (
        <Notice tone="bad" urgent>
          {t(`refusals.${state.refusal}`)}
        </Notice>
      ) : null}
      {isShown && state.conflict ? <Conflict conflict={state.conflict} onDecide={decide} /> : null}
      <fieldset ref={list} aria-describedby="event-pictures-hint">
        <legend className="sr-only">{t("title")}</legend>
        <p id="event-pictures-hint" className="text-ink-soft text-sm">
          {t(pictures.length > 0 ? "hint" : "none")}
        </p>
        <ol className="divide-y divide-line">
          {pictures.map((picture, i) => (
            <PictureRow
              key={picture.picture}
              index={i}
              picture={picture}
              problem={(field) => problem(`${i}.${field}`)}
              {...rowOf(i)}
            />
          ))}
        </ol>
        {problem("") ? <FieldError id="event-pictures-error">{problem("")}</FieldError> : null}
        <div className="mt-3">
          {pictures.length < EVENT_PICTURES_MAX ? (
            <PictureUpload organizationId={props.organizationId} label={t("add")} onDone={add} />
          ) : (
            <p className="text-ink-soft text-sm">{t("problems.many", { max: EVENT_PICTURES_MAX })}</p>
          )}
        </div>
      </fieldset>
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton size="lg" pendingText={t("pending")}>
          {t("save")}
        </SubmitButton>
        <p role="status" className="font-semibold text-good">
          {isShown && state.saved !== undefined ? t("saved") : ""}
        </p>
      </div>
    </form>
  );
}

/** What another person saved since the form was opened: theirs instead, or these over them. */
function Conflict(props: {
  conflict: NonNullable<PicturesState["conflict"]>;
  onDecide: (theirs?: readonly EventPicture[]) => void;
}) {
  const t = useTranslations("event-pictures.conflict");
  const { changedBy, pictures } = props.conflict;
  return (
    <Notice
      tone="warn"
      urgent
      title={t("title", { name: changedBy ?? t("nobody") })}
      action={
        <span className="flex flex-wrap gap-2">
          <Button variant="secondary" onClick={() => props.onDecide(pictures)}>
            {t("take")}
          </Button>
          <Button variant="secondary" onClick={() => props.onDecide()}>
            {t("keep")}
          </Button>
        </span>
      }
    >
      {t("text", { count: pictures.length })}
    </Notice>
  );
}
