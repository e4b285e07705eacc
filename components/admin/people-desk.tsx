"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { PersonBadges } from "#components/admin/person-badges";
import { DataTable } from "#components/desk/table/data-table";
import { RowDay } from "#components/desk/table/row-day";
import { Field } from "#components/ui/field";
import { MailText } from "#components/ui/mail-text";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import type { PeoplePage, PersonLine } from "#lib/identity/people/people-contract";
import { readableMail } from "#lib/platform/mail-address";
import type { DataColumn } from "../desk/table/data-column.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { PeopleAction, PeopleState } from "./person-form-state.ts";

/** The people of the platform: the newest, or those who were searched for, page by page. Works without JavaScript. */
export function PeopleDesk({ newest, search }: { newest: PeoplePage; search: PeopleAction }) {
  const t = useTranslations("people");
  const [state, send] = useFormAction(search, {});
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  const page = state.page ?? newest;
  return (
    <div className="flex flex-col gap-4">
      {state.refusal ? (
        <Notice tone="bad" urgent>
          {t(`refusals.${state.refusal}`)}
        </Notice>
      ) : null}
      <search>
        <form ref={form} action={send} noValidate className="flex max-w-2xl flex-wrap items-start gap-3">
          <div className="min-w-60 flex-1">
            <Field id="people-q" label={t("search")} error={state.wrong ? t("wrongSearch") : undefined}>
              {(control) => (
                <TextInput
                  {...control}
                  type="search"
                  name="q"
                  autoComplete="off"
                  maxLength={254}
                  defaultValue={state.q}
                />
              )}
            </Field>
          </div>
          <SubmitButton pendingText={t("pending")} className="mt-7.5 min-h-12">
            {t("find")}
          </SubmitButton>
        </form>
      </search>
      <DataTable
        label={t("title")}
        rows={page.data}
        rowId={({ id }) => id}
        columns={useColumns()}
        rowHref={({ id }) => `/admin/people/${id}`}
        sorting="server"
        empty={<Notice title={t("nobody")}>{t("nobodyText")}</Notice>}
      />
      <Turn state={state} next={page.meta.next_cursor} send={send} />
    </div>
  );
}

/** On to older accounts, and back to the newest. */
function Turn({ state, next, send }: { state: PeopleState; next: string | null; send: (form: FormData) => void }) {
  const t = useTranslations("people");
  const turn = (cursor: string, text: string, place: string) => (
    <form action={send} className={place}>
      <input type="hidden" name="q" value={state.q ?? ""} />
      <input type="hidden" name="cursor" value={cursor} />
      <SubmitButton variant="secondary" pendingText={t("pending")}>
        {text}
      </SubmitButton>
    </form>
  );
  return (
    <div className="flex flex-wrap justify-between gap-3">
      {state.isOlder ? turn("", t("newest"), "") : null}
      {next ? turn(next, t("older"), "ml-auto") : null}
    </div>
  );
}

function useColumns(): DataColumn<PersonLine>[] {
  const t = useTranslations("people");
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        cell: ({ name, email }) => name ?? (email === null ? t("erasedName") : readableMail(email)),
      },
      {
        id: "email",
        header: t("email"),
        cell: ({ email }) => (email === null ? "—" : <MailText address={email} className="md:min-w-44" />),
      },
      { id: "state", header: t("state"), cell: (person) => <PersonBadges person={person} /> },
      {
        id: "since",
        header: t("created"),
        cell: ({ created_at }) => <RowDay at={created_at} />,
      },
    ],
    [t],
  );
}
