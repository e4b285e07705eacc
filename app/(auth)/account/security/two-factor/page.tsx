import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { TwoFactorDesk } from "#components/account/two-factor-desk";
import { NeedsSecondFactor } from "#components/account/two-factor-needed";
import { SecurityPage } from "#components/account/two-factor-page";
import { TwoFactorSetUp } from "#components/account/two-factor-set-up";
import { sessionCookieName } from "#lib/identity/cookie-names";
import { readSecondFactor } from "#lib/identity/queries";
import { mayChangeFactors } from "#lib/identity/second-factor/may-change-factors";
import { readSetUp } from "#lib/identity/second-factor/read-set-up";
import { isFactorFresh } from "#lib/identity/second-factor/show-factor-again";
import { requireFactorHolder } from "../../../../who-asks.ts";
import { signOutAction } from "../../../actions.ts";
import { twoFactorAction } from "../../../second-factor-actions.ts";

/** Where the second factor is set up, its recovery codes are renewed, and it is turned off. */
export default async function TwoFactorPage() {
  const t = await getTranslations("security");
  const person = await requireFactorHolder("/account/security/two-factor");
  const sessionToken = (await cookies()).get(sessionCookieName())?.value ?? "";
  const [{ since }, mayChange, isFresh] = await Promise.all([
    readSecondFactor(person.userId),
    mayChangeFactors(person),
    isFactorFresh(person.userId, sessionToken),
  ]);
  const setUp = since || !mayChange ? undefined : await readSetUp(person);
  return (
    <SecurityPage title={t("section.title")} lead={t("page.lead")}>
      {since || mayChange ? (
        <TwoFactorDesk
          action={twoFactorAction}
          isOn={since !== undefined}
          isCodeNeeded={!isFresh}
          setUp={setUp ? <TwoFactorSetUp {...setUp} /> : undefined}
        />
      ) : (
        <NeedsSecondFactor signOut={signOutAction} />
      )}
    </SecurityPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("security"))("section.title"), robots: { index: false } };
}
