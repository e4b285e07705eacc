"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { DataTable } from "#components/desk/table/data-table";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";
import { MailText } from "#components/ui/mail-text";
import { Notice } from "#components/ui/notice";
import { call } from "../api/call.ts";
import type { Bulk } from "../desk/table/bulk.ts";
import type { DataColumn } from "../desk/table/data-column.ts";

type Row = { readonly address: string };

/** One page of the mail addresses of a presale. Those selected are taken off the list. */
export function AddressTable(props: { eventId: number; windowId: number; addresses: readonly string[] }) {
  const { eventId, windowId, addresses } = props;
  const t = useTranslations("presales.list");
  const toast = useToast();
  const router = useRouter();
  const rows = useMemo(() => addresses.map((address) => ({ address })), [addresses]);
  const columns = useMemo(
    (): DataColumn<Row>[] => [
      {
        id: "address",
        header: t("address"),
        cell: ({ address }) => <MailText address={address} />,
      },
    ],
    [t],
  );
  const remove = async (ids: readonly string[]) => {
    const answer = await call("PATCH /api/v1/events/{id}/sale-windows/{window_id}/addresses", {
      params: { id: eventId, window_id: windowId },
      body: { remove: [...ids] },
    });
    toast({ text: answer.ok ? t("removed", { count: answer.value.removed }) : t("notRemoved") });
    router.refresh();
    return answer.ok;
  };
  const bulk: Bulk<Row> = {
    nameOf: ({ address }) => address,
    bar: ({ ids, select }) => (
      <Button variant="danger" onClick={() => void remove(ids).then((isDone) => isDone && select([]))}>
        {t("remove", { count: ids.length })}
      </Button>
    ),
  };
  return (
    <DataTable
      label={t("title")}
      rows={rows}
      rowId={addressOf}
      columns={columns}
      sorting="server"
      bulk={bulk}
      empty={<Notice title={t("empty")}>{t("emptyText")}</Notice>}
    />
  );
}

const addressOf = ({ address }: Row) => address;
