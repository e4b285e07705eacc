"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { DataTable } from "#components/desk/table/data-table";
import { RowDay } from "#components/desk/table/row-day";
import { Badge } from "#components/ui/badge";
import { Notice } from "#components/ui/notice";
import type { LegalStateWire } from "#lib/legal/contract";
import type { DataColumn } from "../desk/table/data-column.ts";
import { LOCALE_NAMES } from "../layout/locales.ts";
import { dateText } from "../ui/date-text.ts";

/** Each legal text in each language. */
export function LegalTable({ texts }: { texts: readonly LegalStateWire[] }) {
  const t = useTranslations("platform.legal");
  return (
    <DataTable
      label={t("title")}
      rows={texts}
      rowId={({ kind, locale }) => `${kind}-${locale}`}
      columns={useColumns()}
      rowHref={({ kind, locale }) => `/admin/legal/${kind}/${locale}`}
      sorting="server"
      empty={<Notice title={t("none")}>{t("noneText")}</Notice>}
    />
  );
}

function useColumns(): DataColumn<LegalStateWire>[] {
  const t = useTranslations("platform.legal");
  const locale = useLocale();
  return useMemo(
    () => [
      { id: "kind", header: t("kind"), cell: ({ kind }) => t(`kinds.${kind}`) },
      { id: "language", header: t("language"), cell: ({ locale }) => LOCALE_NAMES[locale] },
      {
        id: "version",
        header: t("version"),
        cell: ({ version }) => (version === 0 ? t("shipped") : t("versionName", { version })),
      },
      {
        id: "since",
        header: t("since"),
        cell: ({ valid_from }) => (valid_from ? <RowDay at={valid_from} /> : "–"),
      },
      {
        id: "draft",
        header: t("draft"),
        cell: ({ draft }) =>
          draft ? (
            <Badge tone="warn">
              {t("draftSince", { at: dateText(draft.updated_at, { timeZone: "UTC", style: "dated", locale }) })}
            </Badge>
          ) : (
            t("noDraft")
          ),
      },
    ],
    [t, locale],
  );
}
