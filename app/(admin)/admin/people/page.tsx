import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PeopleDesk } from "#components/admin/people-desk";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { listAllPeople } from "#lib/identity/people/list-people";
import { administratorHere } from "../../../who-asks.ts";
import { searchPeopleAction } from "./actions.ts";

/** Everyone with an account. What is searched for goes in the form's body: names and addresses stand in no link and no log. */
export default async function PeoplePage() {
  const t = await getTranslations("people");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  return (
    <>
      <DeskTitle title={t("title")} lead={t("lead")} />
      <ClientMessages namespaces={["people"]}>
        <PeopleDesk newest={await listAllPeople({})} search={searchPeopleAction} />
      </ClientMessages>
    </>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title"), robots: { index: false } };
}
