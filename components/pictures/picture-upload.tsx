"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Button, buttonClass } from "#components/ui/button";
import { FieldError } from "#components/ui/field";
import { Icon } from "#components/ui/icon";
import { Progress } from "#components/ui/progress";
import type { PictureWire } from "#lib/catalog/pictures/picture-contract";
import type { ApiRefusal } from "../api/call.ts";
import { classNames } from "../ui/class-names.ts";
import { uploadPicture } from "./upload-picture.ts";

type Props = {
  organizationId: string;
  label: string;
  /** Gets the picture once it is kept. */
  onDone: (picture: PictureWire) => void;
  disabled?: boolean;
};

/** Chooses a picture and sends it, with how far it is. What is wrong with a file stands below; nothing is kept then. */
export function PictureUpload({ organizationId, label, onDone, disabled = false }: Props) {
  const t = useTranslations("pictures");
  const format = useFormatter();
  const id = useId();
  const [sending, setSending] = useState<{ share: number }>();
  const [wrong, setWrong] = useState<string>();
  const wordsOf = useTroubleWords();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const send = async (file: File) => {
    const mine = new AbortController();
    running.current = mine;
    setWrong(undefined);
    setSending({ share: 0 });
    const answer = await uploadPicture(
      { organizationId, file },
      { signal: mine.signal, onProgress: (sent) => setSending({ share: sent / Math.max(1, file.size) }) },
    );
    if (running.current !== mine) return;
    running.current = undefined;
    setSending(undefined);
    if (answer.ok) onDone(answer.value);
    else if (!mine.signal.aborted) setWrong(wordsOf(answer.refusal, file.name));
  };
  if (sending) {
    const share = format.number(sending.share, { style: "percent", maximumFractionDigits: 0 });
    const words = sending.share < 1 ? t("sending", { share }) : t("reading");
    return (
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1 basis-40">
          <p className="mb-1 text-sm">{words}</p>
          <Progress label={t("progress")} value={sending.share * 100} text={words} />
        </div>
        <Button variant="quiet" onClick={() => running.current?.abort()}>
          {t("stop")}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-col items-start gap-1.5">
      <label
        htmlFor={id}
        className={classNames(
          buttonClass({ variant: "secondary" }),
          "cursor-pointer has-focus-visible:outline-3 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
          disabled && "pointer-events-none opacity-55",
        )}
      >
        <Icon name="plus" />
        {label}
        <input
          id={id}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          className="sr-only"
          disabled={disabled}
          aria-describedby={wrong ? `${id}-hint ${id}-error` : `${id}-hint`}
          aria-invalid={wrong ? true : undefined}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            // The same file may be chosen once more, after it was mended.
            event.target.value = "";
            if (file) void send(file);
          }}
        />
      </label>
      <p id={`${id}-hint`} className="text-ink-soft text-sm">
        {t("hint")}
      </p>
      {wrong ? (
        <div role="alert">
          <FieldError id={`${id}-error`}>{wrong}</FieldError>
        </div>
      ) : null}
    </div>
  );
}

const SAID = [
  "network",
  "payload_too_large",
  "forbidden",
  "not_found",
  "rate_limit_exceeded",
  "unavailable",
  "two_factor_required",
] as const;

function useTroubleWords(): (refusal: ApiRefusal, file: string) => string {
  const t = useTranslations("pictures.wrong");
  return (refusal, file) => {
    if (refusal.code === "invalid_picture") return t(refusal.kind, { file });
    const said = SAID.find((code) => code === refusal.code);
    return said ? t(said, { file }) : t("other", { file });
  };
}
