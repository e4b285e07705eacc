"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { TextInput } from "#components/ui/text-input";

/** A secret just made, to be taken away now: no page shows it again. */
export function WebhookSecret({ url, secret }: { url: string; secret: string }) {
  const t = useTranslations("webhooks");
  const [copied, setCopied] = useState<string>();
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => setCopied(t("secret.copied")),
      // The browser keeps its clipboard to itself: the keys do it.
      () => setCopied(t("secret.copyByHand")),
    );
  return (
    <Notice tone="good" urgent title={t("secret.title")}>
      <p className="break-words">{t("secret.text", { url })}</p>
      <div className="mt-3 flex flex-wrap items-start gap-3">
        <TextInput
          readOnly
          value={secret}
          aria-label={t("secret.label")}
          spellCheck={false}
          onFocus={(event) => event.target.select()}
          className="min-w-0 flex-1 basis-72 font-mono text-sm"
        />
        <Button variant="secondary" className="min-h-12" onClick={() => void copy()}>
          {t("secret.copy")}
        </Button>
      </div>
      <p role="status" className="mt-2 text-sm empty:hidden">
        {copied}
      </p>
    </Notice>
  );
}
