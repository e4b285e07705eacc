import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthPage } from "#components/layout/auth-page";
import { LinkButton } from "#components/ui/link-button";
import { isSignInLinkGood } from "#lib/identity/sign-in/sign-in-with-mail-link";
import { signInWithLinkAction } from "../../actions.ts";
import { AuthForm } from "../../auth-form.tsx";

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** Where the link from a mail signs in, by a button: opening it uses nothing up, since mail programs open links by themselves. */
export default async function MailLinkPage({ searchParams }: Props) {
  const t = await getTranslations("auth");
  const { token } = await searchParams;
  const isGood = typeof token === "string" && token.length <= 100 && (await isSignInLinkGood(token));
  if (!isGood)
    return (
      <AuthPage title={t("signInLinkOverTitle")} lead={t("signInLinkOverLead")}>
        <LinkButton href="/sign-in" size="lg">
          {t("askAgain")}
        </LinkButton>
      </AuthPage>
    );
  return (
    <AuthPage title={t("mailLinkTitle")} lead={t("mailLinkLead")}>
      <AuthForm action={signInWithLinkAction} submit="signIn" token={token} fields={[]} />
    </AuthPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  // The address holds the link's secret: it goes to no other page.
  return {
    title: (await getTranslations("auth"))("mailLinkTitle"),
    robots: { index: false },
    referrer: "no-referrer",
  };
}
