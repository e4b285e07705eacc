import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PersonChanges } from "#components/admin/person-changes";
import { PersonFacts } from "#components/admin/person-facts";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { personParams } from "#lib/identity/people/people-contract";
import { readableMail } from "#lib/platform/mail-address";
import { readPerson } from "#lib/privacy/people/read-person";
import { dateText } from "../../../../../components/ui/date-text.ts";
import { administratorHere } from "../../../../who-asks.ts";
import { changePersonAction } from "../actions.ts";

type Props = { params: Promise<{ id: string }> };

/** One person: their standing and what an administrator can do. */
export default async function PersonPage({ params }: Props) {
  const t = await getTranslations("people");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const asked = personParams.safeParse(await params);
  const read = asked.success ? await readPerson(desk.administrator, asked.data.id) : undefined;
  if (!read?.ok) notFound();
  const { person } = read;
  const address = person.email === null ? null : readableMail(person.email);
  const locale = await getLocale();
  const since = dateText(person.created_at, { timeZone: "UTC", style: "date", locale });
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <DeskTitle
        title={person.name ?? address ?? t("erasedName")}
        lead={t("since", { day: since })}
        crumbs={[{ href: "/admin/people", label: t("title") }]}
      />
      <PersonFacts person={person} address={address} />
      <ClientMessages namespaces={["people"]}>
        <PersonChanges person={person} isSelf={person.id === desk.administrator.userId} change={changePersonAction} />
      </ClientMessages>
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title"), robots: { index: false } };
}
