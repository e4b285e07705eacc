"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { DataTable } from "#components/desk/table/data-table";
import { WebhookState } from "#components/organizer/webhook-state";
import { Badge } from "#components/ui/badge";
import type { WebhookWire } from "#lib/notifications/webhooks/webhook-contract";
import type { DataColumn } from "../desk/table/data-column.ts";

/** The organization's webhooks, each a link to its log. The page shows its own words where there are none. */
export function WebhookTable({ webhooks, base }: { webhooks: readonly WebhookWire[]; base: string }) {
  const t = useTranslations("webhooks");
  const columns = useMemo(
    (): DataColumn<WebhookWire>[] => [
      {
        id: "address",
        header: t("columns.address"),
        value: ({ url }) => url,
        cell: ({ url }) => <span className="break-all">{url}</span>,
      },
      {
        id: "messages",
        header: t("columns.messages"),
        cell: ({ events }) => (
          <span className="flex flex-wrap gap-1.5">
            {events.map((event) => (
              <Badge key={event}>{t(`events.${event}`)}</Badge>
            ))}
          </span>
        ),
      },
      {
        id: "state",
        header: t("columns.state"),
        value: ({ enabled, disabled_reason }) => (enabled ? 0 : disabled_reason === "gone" ? 2 : 1),
        cell: (webhook) => <WebhookState webhook={webhook} />,
      },
    ],
    [t],
  );
  return (
    <DataTable
      label={t("title")}
      rows={webhooks}
      rowId={idOf}
      columns={columns}
      rowHref={({ id }) => `${base}/${id}`}
      empty={null}
    />
  );
}

const idOf = ({ id }: WebhookWire) => id;
