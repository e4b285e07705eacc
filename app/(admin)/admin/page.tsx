import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { PersonDesk } from "#components/organizer/person-desk";
import { administratorHere } from "../../who-asks.ts";
import { personAction } from "./actions.ts";

/** Where the platform's administrators help people with their accounts, and shut out who must be. */
export default async function AdminPage() {
  const t = await getTranslations("organizer");
  const desk = await administratorHere();
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <DeskTitle title={t("people.title")} lead={t("people.lead")} />
      {desk.ok ? <PersonDesk action={personAction} /> : <DeskClosed reason={desk.refusal.code} />}
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("people.title"), robots: { index: false } };
}
