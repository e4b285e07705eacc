"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ImportTrouble } from "./use-hall-import.ts";

type Problem = Extract<ImportTrouble, { code: "invalid_file" }>["problems"][number];

/** The sentence for each code; another one is `other`. */
const WORDS: Partial<Record<ImportTrouble["code"], "tooLarge" | "empty" | "busy" | "often" | "network" | "forbidden">> =
  {
    too_large: "tooLarge",
    payload_too_large: "tooLarge",
    empty: "empty",
    import_busy: "busy",
    rate_limit_exceeded: "often",
    network: "network",
    forbidden: "forbidden",
    not_found: "forbidden",
  };

/** Why a file is no hall, in sentences: what is wrong in it and where. */
export function ImportTroubleText({ trouble, bytesMax }: { trouble: ImportTrouble; bytesMax: number }) {
  const t = useTranslations("hall-import.trouble");
  const format = useFormatter();
  if (trouble.code === "invalid_file") return <Problems problems={trouble.problems} />;
  return t(WORDS[trouble.code] ?? "other", { size: format.number(Math.round(bytesMax / 1024 / 1024)) });
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  const t = useTranslations("hall-import.trouble");
  return (
    <>
      <p>{t("invalid")}</p>
      <ul className="mt-1 list-disc pl-4 font-normal text-ink">
        {problems.map(({ line, path, reason }) => (
          <li key={`${line} ${path} ${reason}`}>
            {line === undefined ? null : `${t("line", { line })}: `}
            {line === undefined && path !== undefined ? `${path}: ` : null}
            <span lang="en">{reason}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
