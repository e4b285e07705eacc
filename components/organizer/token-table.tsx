"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { SidePanel, useDetail } from "#components/desk/side-panel";
import { BulkButton } from "#components/desk/table/bulk-button";
import { BulkNotice } from "#components/desk/table/bulk-notice";
import { DataTable } from "#components/desk/table/data-table";
import { RowDay } from "#components/desk/table/row-day";
import { TokenPanel } from "#components/organizer/token-panel";
import { Badge } from "#components/ui/badge";
import { EmptyState } from "#components/ui/empty-state";
import type { PersonalTokenWire } from "#lib/organizations/tokens/contract";
import type { BulkAction } from "../desk/table/bulk.ts";
import type { DataColumn } from "../desk/table/data-column.ts";
import { useBulk } from "../desk/table/use-bulk.ts";
import type { TokenRefusal } from "./token-form-state.ts";

/** The tokens, each with when it was used last. One opens beside the list; several can be revoked at once. */
export function TokenTable(props: {
  tokens: readonly PersonalTokenWire[];
  /** ISO time of the page, by which a token is over or not. */
  now: string;
  revoke: BulkAction<TokenRefusal>;
}) {
  const { tokens } = props;
  const t = useTranslations("tokens");
  const detail = useDetail();
  const open = tokens.find(({ id }) => id === detail.id);
  const bulk = useBulk(props.revoke, {
    field: "token_id",
    nameOf: (id) => tokens.find((token) => token.id === id)?.name,
  });
  const notice = (
    <BulkNotice
      state={bulk.state}
      done={(count) => t("table.revoked", { count })}
      reason={(code) => t(`refusals.${code}`)}
    />
  );
  return (
    <>
      {open ? null : notice}
      <DataTable
        label={t("title")}
        rows={tokens}
        rowId={idOf}
        columns={useColumns(props.now)}
        rowHref={({ id }) => detail.href(id)}
        onOpen={({ id }) => detail.open(id)}
        openId={detail.id}
        empty={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
        bulk={{
          nameOf,
          bar: (chosen) => (
            <BulkButton
              bulk={bulk}
              chosen={chosen}
              variant="danger"
              label={t("table.revoke", { count: chosen.ids.length })}
              question={t("table.sure", { count: chosen.ids.length })}
            />
          ),
        }}
      />
      {open ? (
        <SidePanel key={open.id} rowId={open.id} title={open.name} onClose={() => detail.open(null)}>
          <TokenPanel token={open} isOver={isOver(open, props.now)} revoke={bulk} notice={notice} />
        </SidePanel>
      ) : null}
    </>
  );
}

const idOf = ({ id }: PersonalTokenWire) => id;
const nameOf = ({ name }: PersonalTokenWire) => name;
const isOver = ({ expires_at: ends }: PersonalTokenWire, now: string) => ends !== null && ends < now;

function useColumns(now: string): DataColumn<PersonalTokenWire>[] {
  const t = useTranslations("tokens");
  return useMemo(() => {
    return [
      {
        id: "name",
        header: t("make.name"),
        value: nameOf,
        cell: ({ name }) => <span className="block [overflow-wrap:anywhere] md:min-w-32">{name}</span>,
      },
      {
        id: "token",
        header: t("table.token"),
        cell: ({ hint }) => <code className="text-ink-soft text-sm">fsp_…{hint}</code>,
      },
      {
        id: "scopes",
        header: t("make.scopes"),
        align: "end",
        value: ({ scopes }) => scopes.length,
        cell: ({ scopes }) => scopes.length,
      },
      {
        id: "used",
        header: t("table.used"),
        value: ({ last_used_at: at }) => at,
        cell: ({ last_used_at: at }) => (at === null ? t("row.unused") : <RowDay at={at} />),
      },
      {
        id: "ends",
        header: t("table.ends"),
        value: ({ expires_at: at }) => at,
        cell: (token) =>
          token.expires_at === null ? (
            t("table.endless")
          ) : (
            <span className="flex flex-wrap items-center gap-2">
              <RowDay at={token.expires_at} />
              {isOver(token, now) ? <Badge tone="warn">{t("row.over")}</Badge> : null}
            </span>
          ),
      },
      { id: "maker", header: t("table.maker"), value: ({ created_by: by }) => by, cell: ({ created_by: by }) => by },
      {
        id: "made",
        header: t("table.made"),
        value: ({ created_at: at }) => at,
        cell: ({ created_at: at }) => <RowDay at={at} />,
      },
    ];
  }, [t, now]);
}
