import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { PasskeySection } from "#components/account/passkey-section";
import { TwoFactorSection } from "#components/account/two-factor-section";
import { Card } from "#components/ui/card";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { sessionCookieName } from "#lib/identity/cookie-names";
import { hasPassword, listPasskeys, listSessions, listTokenFamilies, readSecondFactor } from "#lib/identity/queries";
import { needsSecondFactor } from "#lib/organizations/needs-second-factor";
import { requirePerson } from "../../../who-asks.ts";
import { BackToAccount } from "../back-to-account.tsx";
import { ApiClientList } from "./api-client-list.tsx";
import { SessionList } from "./session-list.tsx";

type Props = { searchParams: Promise<{ done?: string | string[] }> };

const DONE = {
  password: "passwordDone",
  session: "sessionDone",
  sessions: "sessionsDone",
  client: "clientDone",
} as const;

/** How the account is opened, and where it is open now. */
export default async function SecurityPage({ searchParams }: Props) {
  const t = await getTranslations("auth");
  const person = await requirePerson("/account/security");
  const { done } = await searchParams;
  const token = (await cookies()).get(sessionCookieName())?.value ?? "";
  const [isPasswordSet, sessions, clients, isFactorNeeded, factor, passkeys] = await Promise.all([
    hasPassword(person.userId),
    listSessions(person.userId, token),
    listTokenFamilies(person.userId),
    needsSecondFactor(person),
    readSecondFactor(person.userId),
    listPasskeys(person.userId),
  ]);
  return (
    <div className="page-column flex max-w-3xl flex-col gap-8 py-10 sm:py-16">
      <h1 className="poster-type text-title">{t("securityTitle")}</h1>
      {typeof done === "string" && Object.hasOwn(DONE, done) ? (
        <Notice tone="good" urgent>
          {t(DONE[done as keyof typeof DONE])}
        </Notice>
      ) : null}
      <Card className="flex flex-wrap items-center justify-between gap-4">
        <div>
          <h2 className="text-heading">{t("passwordTitle")}</h2>
          <p className="mt-1 text-ink-soft">{t(isPasswordSet ? "passwordSet" : "passwordNone")}</p>
        </div>
        <LinkButton href="/account/password" variant="secondary">
          {t(isPasswordSet ? "changePassword" : "setPassword")}
        </LinkButton>
      </Card>
      <TwoFactorSection factor={factor} isNeeded={isFactorNeeded} />
      <PasskeySection passkeys={passkeys} />
      <SessionList sessions={sessions} />
      <ApiClientList clients={clients} />
      <BackToAccount />
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("securityTitle"), robots: { index: false } };
}
