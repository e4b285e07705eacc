"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { SidePanel, useDetail } from "#components/desk/side-panel";
import { BulkButton } from "#components/desk/table/bulk-button";
import { BulkNotice } from "#components/desk/table/bulk-notice";
import { DataTable } from "#components/desk/table/data-table";
import { RowDay } from "#components/desk/table/row-day";
import { InvitationPanel } from "#components/organizer/invitation-panel";
import { Badge } from "#components/ui/badge";
import { MailText } from "#components/ui/mail-text";
import { type InvitationWire, roleOf } from "#lib/organizations/contract";
import { readableMail } from "#lib/platform/mail-address";
import type { BulkAction } from "../desk/table/bulk.ts";
import type { DataColumn } from "../desk/table/data-column.ts";
import { useBulk } from "../desk/table/use-bulk.ts";
import type { MemberAction, MemberRefusal } from "./member-form-state.ts";

/** The open invitations. One opens beside the list, to send it again; several can be taken back at once. */
export function InvitationTable(props: {
  invitations: readonly InvitationWire[];
  /** ISO time of the page, by which an invitation has lapsed or not. */
  now: string;
  resend: MemberAction;
  revoke: BulkAction<MemberRefusal>;
}) {
  const { invitations } = props;
  const t = useTranslations("organizer");
  const detail = useDetail();
  const open = invitations.find(({ id }) => id === detail.id);
  const find = (id: string) => invitations.find((invitation) => invitation.id === id);
  const bulk = useBulk(props.revoke, { field: "invitation_id", nameOf: (id) => nameOf(find(id)) });
  const notice = (
    <BulkNotice
      state={bulk.state}
      done={(count) => t("invite.revokedCount", { count })}
      reason={(code) => t(`refusals.${code}`)}
    />
  );
  const columns = useColumns(props.now);
  if (invitations.length === 0) return notice;
  return (
    <section aria-labelledby="invitations" className="flex flex-col gap-3">
      <h2 id="invitations" className="text-heading">
        {t("invite.open")}
      </h2>
      {open ? null : notice}
      <DataTable
        name="invitations"
        label={t("invite.open")}
        rows={invitations}
        rowId={idOf}
        columns={columns}
        rowHref={({ id }) => detail.href(id)}
        onOpen={({ id }) => detail.open(id)}
        openId={detail.id}
        empty={null}
        bulk={{
          nameOf,
          bar: (chosen) => (
            <BulkButton
              bulk={bulk}
              chosen={chosen}
              variant="danger"
              label={t("invite.revokeCount", { count: chosen.ids.length })}
              question={t("invite.sureCount", {
                count: chosen.ids.length,
                names: chosen.ids.map((id) => nameOf(find(id))).join(", "),
              })}
            />
          ),
        }}
      />
      {open ? (
        <SidePanel key={open.id} rowId={open.id} title={nameOf(open)} onClose={() => detail.open(null)}>
          <InvitationPanel invitation={open} now={props.now} resend={props.resend} revoke={bulk} notice={notice} />
        </SidePanel>
      ) : null}
    </section>
  );
}

const idOf = ({ id }: InvitationWire) => id;
const nameOf = (invitation: InvitationWire | undefined) => readableMail(invitation?.email ?? "");

function useColumns(now: string): DataColumn<InvitationWire>[] {
  const t = useTranslations("organizer");
  return useMemo(() => {
    return [
      {
        id: "email",
        header: t("members.email"),
        value: ({ email }) => email,
        cell: ({ email }) => <MailText address={email} className="md:min-w-44" />,
      },
      {
        id: "role",
        header: t("invite.role"),
        value: ({ role }) => t(`roles.${roleOf(role)}`),
        cell: ({ role }) => t(`roles.${roleOf(role)}`),
      },
      {
        id: "ends",
        header: t("invite.ends"),
        value: ({ expires_at: at }) => at,
        cell: ({ expires_at: at }) => (
          <span className="flex flex-wrap items-center gap-2">
            <RowDay at={at} />
            {at < now ? <Badge tone="warn">{t("invite.lapsed")}</Badge> : null}
          </span>
        ),
      },
      {
        id: "made",
        header: t("invite.made"),
        value: ({ created_at: at }) => at,
        cell: ({ created_at: at }) => <RowDay at={at} />,
      },
    ];
  }, [t, now]);
}
