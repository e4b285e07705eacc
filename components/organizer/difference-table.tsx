"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Facts } from "#components/desk/facts";
import { SidePanel, useDetail } from "#components/desk/side-panel";
import { DataTable } from "#components/desk/table/data-table";
import { RowMoment } from "#components/desk/table/row-moment";
import { Money } from "#components/ui/money";
import type { DifferenceWire } from "#lib/orders/reconciling/reconciliation-contract";
import { toMinor } from "#lib/platform/money";
import type { DataColumn } from "../desk/table/data-column.ts";

/** One page of a day's differences, to the cent. One opens beside the list, with the ids of both sides. */
export function DifferenceTable({ rows }: { rows: readonly DifferenceWire[] }) {
  const t = useTranslations("reconciliation");
  const detail = useDetail();
  const open = rows.find((row) => idOf(row) === detail.id);
  return (
    <>
      <DataTable
        label={t("differencesLabel")}
        rows={rows}
        rowId={idOf}
        columns={useColumns()}
        sorting="server"
        rowHref={(row) => detail.href(idOf(row))}
        onOpen={(row) => detail.open(idOf(row))}
        openId={detail.id}
        empty={null}
      />
      {open ? (
        <SidePanel key={idOf(open)} rowId={idOf(open)} title={t(`what.${open.what}`)} onClose={() => detail.open(null)}>
          <DifferenceFacts row={open} />
        </SidePanel>
      ) : null}
    </>
  );
}

/** Neither side has an id for each difference, but no two have all of these. */
const idOf = (row: DifferenceWire) => [row.what, row.gateway_movement_id, row.payment_id, row.at].join(" ");

function DifferenceFacts({ row }: { row: DifferenceWire }) {
  const t = useTranslations("reconciliation");
  const code = (text: string | null) => text && <code key={text}>{text}</code>;
  return (
    <Facts
      facts={[
        [t("columns.kind"), t(`kinds.${row.kind}`)],
        [t("columns.at"), <RowMoment key="at" at={row.at} />],
        [t("columns.order"), row.order_number ?? t("noOrder")],
        [t("columns.ledger"), <Side key="ledger" major={row.ledger} currency={row.currency} />],
        [t("columns.gateway"), <Side key="gateway" major={row.gateway} currency={row.currency} />],
        [t("columns.payment"), code(row.payment_id)],
        [t("columns.gatewayPayment"), code(row.gateway_payment_id)],
        [t("columns.gatewayMovement"), code(row.gateway_movement_id)],
        [t("columns.account"), code(row.account)],
      ]}
    />
  );
}

function Side({ major, currency }: { major: number | null; currency: string }) {
  if (major === null) return "–";
  return <Money minor={toMinor(major, currency) ?? 0} currency={currency} className="font-semibold" />;
}

function useColumns(): DataColumn<DifferenceWire>[] {
  const t = useTranslations("reconciliation");
  return useMemo(
    () => [
      { id: "what", header: t("columns.what"), cell: ({ what }) => t(`what.${what}`) },
      { id: "kind", header: t("columns.kind"), cell: ({ kind }) => t(`kinds.${kind}`) },
      {
        id: "order",
        header: t("columns.order"),
        cell: ({ order_number: number }) => <span className="tabular">{number ?? t("noOrder")}</span>,
      },
      {
        id: "ledger",
        header: t("columns.ledger"),
        align: "end",
        cell: ({ ledger, currency }) => <Side major={ledger} currency={currency} />,
      },
      {
        id: "gateway",
        header: t("columns.gateway"),
        align: "end",
        cell: ({ gateway, currency }) => <Side major={gateway} currency={currency} />,
      },
      { id: "at", header: t("columns.at"), cell: ({ at }) => <RowMoment at={at} /> },
    ],
    [t],
  );
}
