"use client";

import { useTranslations } from "next-intl";
import { Wrong } from "#components/layout/wrong";
import { Button } from "#components/ui/button";
import { LinkButton } from "#components/ui/link-button";

/** Shown when a page fails. The digest identifies the line of the server's log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("errors");
  return (
    <main id="content">
      <Wrong
        title={t("brokenTitle")}
        text={error.digest ? `${t("brokenText")} ${t("reference", { digest: error.digest })}` : t("brokenText")}
        action={
          <>
            <Button onClick={reset}>{t("tryAgain")}</Button>
            <LinkButton href="/" variant="secondary">
              {t("goHome")}
            </LinkButton>
          </>
        }
      />
    </main>
  );
}
