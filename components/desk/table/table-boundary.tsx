"use client";

import { catchError, type ErrorInfo } from "next/error";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";

/** Keeps a list that failed to itself: the rest of the page stays, and the list can be asked for again. */
export const TableBoundary = catchError((_: object, { error, retry }: ErrorInfo) => (
  <TableFailed digest={digestOf(error)} retry={retry} />
));

function TableFailed({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  const t = useTranslations("desk.table");
  const errors = useTranslations("errors");
  return (
    <Notice tone="bad" urgent title={t("brokenTitle")} action={<Button onClick={retry}>{t("tryAgain")}</Button>}>
      {t("brokenText")} {digest ? errors("reference", { digest }) : null}
    </Notice>
  );
}

function digestOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : undefined;
}
