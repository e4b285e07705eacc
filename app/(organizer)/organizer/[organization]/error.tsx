"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";

/** A page of the dashboard that fails, inside its frame, so that the other sections stay in reach. */
export default function DeskPageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("errors");
  return (
    <Notice tone="bad" urgent title={t("brokenTitle")} action={<Button onClick={reset}>{t("tryAgain")}</Button>}>
      {t("deskBroken")} {error.digest ? t("reference", { digest: error.digest }) : null}
    </Notice>
  );
}
