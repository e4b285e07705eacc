"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { FilterBar } from "#components/desk/filters/filter-bar";
import { SidePanel, useDetail } from "#components/desk/side-panel";
import { DataTable } from "#components/desk/table/data-table";
import { RowMoment } from "#components/desk/table/row-moment";
import { AuditFacts } from "#components/organizer/audit-facts";
import { Badge, type BadgeTone } from "#components/ui/badge";
import { Notice } from "#components/ui/notice";
import type { AuditLineWire } from "#lib/audit/contract";
import type { Filter } from "../desk/filters/filter.ts";
import type { DataColumn } from "../desk/table/data-column.ts";
import { AUDIT_AREAS, AUDIT_OUTCOMES, useAuditWords } from "./audit-words.ts";

type Choices = {
  actors: readonly { key: string; name: string }[];
  events: readonly { id: number; title: string }[];
  /** For those who read across organizations. */
  organizations?: readonly { id: string; name: string }[];
};

/** The log, newest first, in sentences. A line opens beside the list to all it knows. */
export function AuditTable(props: {
  lines: readonly AuditLineWire[];
  choices: Choices;
  /** The pages of the organization to which a line may lead. */
  base?: string;
  isFiltered: boolean;
  views: ReactNode;
}) {
  const { lines, choices } = props;
  const t = useTranslations("organizer.audit");
  const detail = useDetail();
  const open = lines.find(({ id }) => id === detail.id);
  const words = useAuditWords();
  const columns = useColumns(choices);
  return (
    <>
      <DataTable
        label={t("title")}
        rows={lines}
        rowId={idOf}
        columns={columns}
        sorting="server"
        rowHref={({ id }) => detail.href(id)}
        onOpen={({ id }) => detail.open(id)}
        openId={detail.id}
        views={props.views}
        empty={
          <Notice title={t(props.isFiltered ? "none" : "empty")}>
            {t(props.isFiltered ? "noneText" : "emptyText")}
          </Notice>
        }
        tools={<FilterBar label={t("filters")} mode="server" filters={useFilterChoices(choices)} />}
      />
      {open ? (
        <SidePanel key={open.id} rowId={open.id} title={words.did(open)} onClose={() => detail.open(null)}>
          <AuditFacts line={open} eventTitle={titleOf(choices, open.event_id)} base={props.base} />
        </SidePanel>
      ) : null}
    </>
  );
}

const idOf = ({ id }: AuditLineWire) => id;

function useColumns(choices: Choices): DataColumn<AuditLineWire>[] {
  const t = useTranslations("organizer.audit");
  const words = useAuditWords();
  return useMemo(
    () => [
      { id: "what", header: t("action"), cell: (line) => words.did(line) },
      { id: "who", header: t("actor"), cell: (line) => words.who(line) },
      { id: "event", header: t("event"), cell: ({ event_id }) => titleOf(choices, event_id) ?? "–" },
      {
        id: "outcome",
        header: t("outcome"),
        cell: ({ outcome }) => <Badge tone={TONES[outcome] ?? "neutral"}>{words.outcome(outcome)}</Badge>,
      },
      {
        id: "when",
        header: t("when"),
        cell: ({ at }) => <RowMoment at={at} />,
      },
    ],
    [choices, t, words],
  );
}

function useFilterChoices(choices: Choices): Filter[] {
  const t = useTranslations("organizer.audit");
  const words = useAuditWords();
  const actors = choices.actors.map(({ key, name }) => ({ value: key, label: name }));
  const organizations = choices.organizations?.map(({ id, name }) => ({ value: id, label: name }));
  return [
    ...(organizations
      ? [
          {
            ...({
              kind: "select",
              name: "organization_id",
              label: t("organization"),
              all: t("allOrganizations"),
            } as const),
            options: organizations,
          },
        ]
      : []),
    {
      ...{ kind: "select", name: "actor", label: t("actor"), all: t("everyone") },
      options: [...actors, { value: "system", label: t("system") }],
    },
    {
      ...{ kind: "select", name: "action", label: t("action"), all: t("everything") },
      options: AUDIT_AREAS.map((value) => ({ value, label: t(`areas.${value}`) })),
    },
    {
      ...{ kind: "select", name: "event_id", label: t("event"), all: t("allEvents") },
      options: choices.events.map(({ id, title }) => ({ value: String(id), label: title })),
    },
    {
      ...{ kind: "select", name: "outcome", label: t("outcome"), all: t("anyOutcome") },
      options: AUDIT_OUTCOMES.map((value) => ({ value, label: words.outcome(value) })),
    },
    { kind: "date", name: "from", label: t("from") },
    { kind: "date", name: "to", label: t("to") },
  ];
}

function titleOf({ events }: Choices, eventId: number | null): string | undefined {
  return events.find(({ id }) => id === eventId)?.title;
}

const TONES: Record<string, BadgeTone> = {
  ...{ ok: "good", held: "good", paid: "good", refunded: "good", admitted: "good" },
  ...{ failed: "bad", refused: "bad" },
};
