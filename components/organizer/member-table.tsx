"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { FilterBar } from "#components/desk/filters/filter-bar";
import { SidePanel, useDetail } from "#components/desk/side-panel";
import { BulkButton } from "#components/desk/table/bulk-button";
import { BulkNotice } from "#components/desk/table/bulk-notice";
import { DataTable } from "#components/desk/table/data-table";
import { RowDay } from "#components/desk/table/row-day";
import { MemberPanel } from "#components/organizer/member-panel";
import { Badge } from "#components/ui/badge";
import { MailText } from "#components/ui/mail-text";
import { Notice } from "#components/ui/notice";
import { type MemberWire, roleOf, roleWire } from "#lib/organizations/contract";
import { readableMail } from "#lib/platform/mail-address";
import { useFilters } from "../desk/filters/use-filters.ts";
import type { BulkAction } from "../desk/table/bulk.ts";
import type { DataColumn } from "../desk/table/data-column.ts";
import { useBulk } from "../desk/table/use-bulk.ts";
import type { MemberAction, MemberRefusal } from "./member-form-state.ts";

type Props = {
  members: readonly MemberWire[];
  selfId: string;
  organizationName: string;
  changeRole: MemberAction;
  remove: BulkAction<MemberRefusal>;
};

/** Who works for the organization. One opens beside the list, to change the role; several can be removed at once. */
export function MemberTable({ members, selfId, organizationName, changeRole, remove }: Props) {
  const t = useTranslations("organizer");
  const detail = useDetail();
  const open = members.find(({ user_id: id }) => id === detail.id);
  const find = (id: string) => members.find((member) => member.user_id === id);
  const bulk = useBulk(remove, { field: "user_id", nameOf: (id) => nameOf(find(id)) });
  const notice = (
    <BulkNotice
      state={bulk.state}
      done={(count) => t("members.removedCount", { count })}
      reason={(code) => t(`refusals.${code}`)}
    />
  );
  return (
    <>
      {open ? null : notice}
      <DataTable
        label={t("members.title")}
        rows={useFiltered(members)}
        rowId={idOf}
        columns={useColumns(selfId)}
        rowHref={({ user_id: id }) => detail.href(id)}
        onOpen={({ user_id: id }) => detail.open(id)}
        openId={detail.id}
        tools={<FilterBar label={t("members.filters")} mode="client" filters={useFilterChoices()} />}
        empty={<Notice title={t("members.none")}>{t("members.noneText")}</Notice>}
        bulk={{
          nameOf,
          canSelect: ({ user_id: id }) => id !== selfId,
          bar: (chosen) => (
            <BulkButton
              bulk={bulk}
              chosen={chosen}
              variant="danger"
              label={t("members.removeCount", { count: chosen.ids.length })}
              question={t("members.sureCount", {
                count: chosen.ids.length,
                names: chosen.ids.map((id) => nameOf(find(id))).join(", "),
              })}
            />
          ),
        }}
      />
      {open ? (
        <SidePanel key={open.user_id} rowId={open.user_id} title={nameOf(open)} onClose={() => detail.open(null)}>
          <MemberPanel
            member={open}
            isSelf={open.user_id === selfId}
            organizationName={organizationName}
            changeRole={changeRole}
            remove={bulk}
            notice={notice}
          />
        </SidePanel>
      ) : null}
    </>
  );
}

const idOf = ({ user_id: id }: MemberWire) => id;
const nameOf = (member: MemberWire | undefined) => (member ? (member.name ?? readableMail(member.email)) : "");

function useFiltered(members: readonly MemberWire[]): readonly MemberWire[] {
  const { q, role } = useFilters(["q", "role"]);
  const word = q?.trim().toLocaleLowerCase() ?? "";
  const isFound = (member: MemberWire) =>
    `${member.name ?? ""} ${readableMail(member.email)}`.toLocaleLowerCase().includes(word);
  return members.filter((member) => (role === null || member.role === role) && isFound(member));
}

function useFilterChoices() {
  const t = useTranslations("organizer");
  const roles = roleWire.options.map((value) => ({ value, label: t(`roles.${roleOf(value)}`) }));
  return [
    { kind: "text", name: "q", label: t("members.find") },
    { kind: "select", name: "role", label: t("members.role"), all: t("members.anyRole"), options: roles },
  ] as const;
}

function useColumns(selfId: string): DataColumn<MemberWire>[] {
  const t = useTranslations("organizer");
  return useMemo(
    () => [
      {
        id: "person",
        header: t("members.person"),
        value: ({ name }) => name,
        cell: (member) => (
          <span className="flex flex-wrap items-center gap-2">
            {member.name ?? t("members.withoutName")}
            {member.user_id === selfId ? <Badge>{t("members.you")}</Badge> : null}
          </span>
        ),
      },
      {
        id: "email",
        header: t("members.email"),
        value: ({ email }) => email,
        cell: ({ email }) => <MailText address={email} className="text-sm md:min-w-44" />,
      },
      {
        id: "role",
        header: t("members.role"),
        value: ({ role }) => t(`roles.${roleOf(role)}`),
        cell: ({ role }) => t(`roles.${roleOf(role)}`),
      },
      {
        id: "factor",
        header: t("members.factor"),
        value: ({ two_factor: has }) => Number(has),
        cell: ({ two_factor: has }) =>
          has ? t("members.hasFactor") : <Badge tone="warn">{t("members.noSecondFactor")}</Badge>,
      },
      {
        id: "since",
        header: t("members.since"),
        value: ({ joined_at: at }) => at,
        cell: ({ joined_at: at }) => <RowDay at={at} />,
      },
    ],
    [t, selfId],
  );
}
