"use client";

import { useState } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { TextInput } from "#components/ui/text-input";

type Texts = { title: string; text: string; label: string; copy: string; copied: string; copyByHand: string };

/** A secret just made, to be taken away now: no page shows it again. */
export function SecretShown({ value, texts }: { value: string; texts: Texts }) {
  const [copied, setCopied] = useState<string>();
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setCopied(texts.copied),
      // The browser keeps its clipboard to itself: the text is selected, so that the keys do it.
      () => setCopied(texts.copyByHand),
    );
  return (
    <Notice tone="good" urgent title={texts.title}>
      <p className="break-words">{texts.text}</p>
      <div className="mt-3 flex flex-wrap items-start gap-3">
        <TextInput
          readOnly
          value={value}
          aria-label={texts.label}
          spellCheck={false}
          onFocus={(event) => event.target.select()}
          className="min-w-0 flex-1 basis-72 font-mono text-sm"
        />
        <Button variant="secondary" className="min-h-12" onClick={() => void copy()}>
          {texts.copy}
        </Button>
      </div>
      <p role="status" className="mt-2 text-sm empty:hidden">
        {copied}
      </p>
    </Notice>
  );
}
