import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PasskeyAdd } from "#components/account/passkey-add";
import { PasskeyList } from "#components/account/passkey-list";
import { NeedsSecondFactor } from "#components/account/two-factor-needed";
import { SecurityPage } from "#components/account/two-factor-page";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { Notice } from "#components/ui/notice";
import { listPasskeys } from "#lib/identity/queries";
import { mayChangeFactors } from "#lib/identity/second-factor/may-change-factors";
import { requireFactorHolder } from "../../../../who-asks.ts";
import { signOutAction } from "../../../actions.ts";
import {
  beginPasskeyRegistrationAction,
  registerPasskeyAction,
  removePasskeyAction,
  renamePasskeyAction,
} from "../../../passkey-actions.ts";

/** The person's passkeys: create, rename, remove. */
export default async function PasskeysPage() {
  const t = await getTranslations("security");
  const person = await requireFactorHolder("/account/security/passkeys");
  const [passkeys, mayChange] = await Promise.all([listPasskeys(person.userId), mayChangeFactors(person)]);
  return (
    <SecurityPage title={t("passkeys.title")} lead={t("passkeys.lead")}>
      {passkeys.length === 0 ? (
        <EmptyState title={t("passkeys.none")}>{t("passkeys.noneLead")}</EmptyState>
      ) : (
        <Card>
          <PasskeyList
            passkeys={passkeys}
            rename={renamePasskeyAction}
            {...(mayChange ? { remove: removePasskeyAction } : {})}
          />
        </Card>
      )}
      {mayChange ? (
        <Card className="flex flex-col gap-4">
          <h2 className="text-heading">{t("passkeys.addTitle")}</h2>
          <PasskeyAdd actions={{ begin: beginPasskeyRegistrationAction, finish: registerPasskeyAction }} />
          <noscript>
            <Notice tone="warn">{t("passkeys.needsScript")}</Notice>
          </noscript>
        </Card>
      ) : (
        <NeedsSecondFactor signOut={signOutAction} />
      )}
    </SecurityPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("security"))("passkeys.title"), robots: { index: false } };
}
