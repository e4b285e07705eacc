"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Icon } from "#components/ui/icon";
import { classNames } from "../ui/class-names.ts";

const KINDS = ".json,.csv,.tsv,.txt,.xlsx,.svg";

type Props = {
  file: File | undefined;
  error: ReactNode;
  choose: (file: File) => void;
};

/** Where a file is chosen by button or keyboard, or dropped. What is wrong with it stands below. */
export function FileDrop({ file, error, choose }: Props) {
  const t = useTranslations("hall-import.file");
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const chosen = files?.[0];
    if (chosen) choose(chosen);
  };
  return (
    <div className="flex flex-col gap-2">
      <label
        htmlFor="hall-file"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
        className={classNames(
          "relative flex cursor-pointer flex-col items-center gap-1.5 rounded-card border-2 border-dashed px-5 py-8 text-center",
          "transition-colors duration-fast has-focus-visible:outline-3 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
          isOver ? "border-accent bg-sunken" : error ? "border-bad bg-raised" : "border-line-strong bg-raised",
        )}
      >
        <Icon name="download" className="size-6 rotate-180 text-ink-soft" />
        <span className="break-all font-semibold">{file ? file.name : t("label")}</span>
        <span className="text-ink-soft text-sm">{file ? t("other") : t("drop")}</span>
        <input
          id="hall-file"
          type="file"
          accept={KINDS}
          className="sr-only"
          aria-label={t("label")}
          aria-describedby={error ? "hall-file-hint hall-file-error" : "hall-file-hint"}
          aria-invalid={error ? true : undefined}
          onChange={(event) => {
            take(event.target.files);
            // The same file may be chosen once more, after it was mended.
            event.target.value = "";
          }}
        />
      </label>
      <p id="hall-file-hint" className="text-ink-soft text-sm">
        {t("hint")}
      </p>
      {error ? (
        <div id="hall-file-error" role="alert" className="flex items-start gap-1.5 font-medium text-bad text-sm">
          <Icon name="alert" className="mt-px size-4.5 shrink-0" />
          <div className="min-w-0 break-words">{error}</div>
        </div>
      ) : null}
    </div>
  );
}
