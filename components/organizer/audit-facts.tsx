import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Facts } from "#components/desk/facts";
import { RowMoment } from "#components/desk/table/row-moment";
import type { AuditLineWire } from "#lib/audit/contract";
import { pageOfLine, useAuditWords } from "./audit-words.ts";

/** All that a line of the log knows, with the way to what it is about. */
export function AuditFacts(props: { line: AuditLineWire; eventTitle: string | undefined; base?: string | undefined }) {
  const { line, eventTitle } = props;
  const t = useTranslations("organizer.audit");
  const words = useAuditWords();
  const page = pageOfLine(line, props.base);
  const facts: [label: string, value: ReactNode][] = [
    [t("when"), <RowMoment key="when" at={line.at} />],
    [t("actor"), words.who(line)],
    [t("outcome"), words.outcome(line.outcome)],
    [t("event"), eventTitle ?? null],
    [t("where"), line.address],
    [t("subject"), <code key="subject">{line.subject}</code>],
    [t("actionName"), <code key="action">{line.action}</code>],
    [t("actorKey"), <code key="actor">{line.actor}</code>],
    [t("request"), line.request_id && <code key="request">{line.request_id}</code>],
    [
      t("detail"),
      Object.keys(line.detail).length > 0 ? (
        <pre key="detail" className="whitespace-pre-wrap break-all">
          {JSON.stringify(line.detail, null, 2)}
        </pre>
      ) : null,
    ],
  ];
  return (
    <div className="flex flex-col gap-5">
      {page ? (
        <Link
          href={page}
          className="inline-flex min-h-touch w-fit items-center font-semibold underline underline-offset-4"
        >
          {t("open")}
        </Link>
      ) : null}
      <Facts facts={facts} />
    </div>
  );
}
