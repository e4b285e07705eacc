"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { TextInput } from "#components/ui/text-input";

/** A token just made, to be taken away now: it is nowhere to be read again. */
export function TokenShown({ name, token }: { name: string; token: string }) {
  const t = useTranslations("tokens");
  const [copied, setCopied] = useState<string>();
  const copy = () =>
    navigator.clipboard.writeText(token).then(
      () => setCopied(t("made.copied")),
      // The browser keeps its clipboard to itself: the text is selected, so that the keys do it.
      () => setCopied(t("made.copyByHand")),
    );
  return (
    <Notice tone="good" urgent title={t("made.title", { name })}>
      <p>{t("made.text")}</p>
      <div className="mt-3 flex flex-wrap items-start gap-3">
        <TextInput
          readOnly
          value={token}
          aria-label={t("made.label", { name })}
          spellCheck={false}
          onFocus={(event) => event.target.select()}
          className="min-w-0 flex-1 basis-72 font-mono text-sm"
        />
        <Button variant="secondary" className="min-h-12" onClick={() => void copy()}>
          {t("made.copy")}
        </Button>
      </div>
      <p role="status" className="mt-2 text-sm empty:hidden">
        {copied}
      </p>
    </Notice>
  );
}
