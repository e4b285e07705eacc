"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import type { LineProblem } from "#lib/pricing/promo/managing/read-code-list";

type Line = Omit<LineProblem, "like"> & { readonly like?: string | undefined };

/** The lines that stand against a list of codes, each with its number. */
export function LineProblems({ lines, count }: { lines: readonly Line[]; count: number }) {
  const t = useTranslations("promos.bulk");
  return (
    <Notice tone="bad" urgent title={t("lines", { count })}>
      {count > lines.length ? <p>{t("linesMore", { shown: lines.length })}</p> : null}
      <ul className="mt-2 flex max-h-80 flex-col gap-1 overflow-y-auto">
        {lines.map(({ line, code, problem, like = "" }) => (
          <li key={line} className="[overflow-wrap:anywhere]">
            <span className="tabular font-semibold">{t("line", { line, code })}</span>{" "}
            {t(`problems.${problem}`, { like })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
