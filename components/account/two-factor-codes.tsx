"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PrintButton } from "#components/orders/print-button";
import { Button, buttonClass } from "#components/ui/button";
import { Icon } from "#components/ui/icon";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";

/** Ten recovery codes, shown only once: to print, to save, or to copy into a password manager. */
export function TwoFactorCodes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations("security");
  const [isCopied, setCopied] = useState(false);
  const text = `${t("codes.fileTitle")}\n\n${codes.join("\n")}\n`;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <section aria-labelledby="recovery-codes" className="flex flex-col gap-5">
      <Notice tone="good" urgent>
        {t("codes.ready")}
      </Notice>
      <h2 id="recovery-codes" className="text-heading">
        {t("codes.title")}
      </h2>
      <p className="text-ink-soft">{t("codes.lead")}</p>
      <ol className="tabular grid grid-cols-2 gap-x-4 gap-y-2 whitespace-nowrap rounded-card bg-sunken p-5 text-base sm:text-lg sm:tracking-wider">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-3 print:hidden">
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="fairseat-recovery-codes.txt"
          className={buttonClass({ variant: "secondary" })}
        >
          <Icon name="download" />
          {t("codes.download")}
        </a>
        <PrintButton>{t("codes.print")}</PrintButton>
        <Button variant="secondary" onClick={copy}>
          {isCopied ? <Icon name="check" /> : null}
          {isCopied ? t("codes.copied") : t("codes.copy")}
        </Button>
        <span role="status" className="sr-only">
          {isCopied ? t("codes.copied") : ""}
        </span>
      </div>
      <LinkButton href="/account/security" size="lg" className="self-start print:hidden">
        {t("codes.done")}
      </LinkButton>
    </section>
  );
}
