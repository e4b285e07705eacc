import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthPage } from "#components/layout/auth-page";
import { LinkButton } from "#components/ui/link-button";
import { isAdministratorLinkGood } from "#lib/identity/administrators/become-administrator";
import { becomeAdministratorAction } from "../../actions.ts";
import { AuthForm } from "../../auth-form.tsx";

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** Where the link of an administrator is used, by a form: opening it uses nothing up, since mail programs open links by themselves. */
export default async function AdministratorPage({ searchParams }: Props) {
  const t = await getTranslations("auth");
  const { token } = await searchParams;
  const isGood = typeof token === "string" && token.length <= 100 && (await isAdministratorLinkGood(token));
  if (!isGood)
    return (
      <AuthPage title={t("administratorOverTitle")} lead={t("administratorOverLead")}>
        <LinkButton href="/sign-in" size="lg">
          {t("toSignInInstead")}
        </LinkButton>
      </AuthPage>
    );
  return (
    <AuthPage title={t("administratorTitle")} lead={t("administratorLead")}>
      <AuthForm
        action={becomeAdministratorAction}
        submit="administrator"
        token={token}
        fields={[{ name: "newPassword", autoComplete: "new-password" }]}
      />
    </AuthPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  // The address holds the link's secret: it goes to no other page.
  return {
    title: (await getTranslations("auth"))("administratorTitle"),
    robots: { index: false },
    referrer: "no-referrer",
  };
}
