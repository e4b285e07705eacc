import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AuthPage } from "#components/layout/auth-page";
import { LinkButton } from "#components/ui/link-button";
import { isResetLinkGood } from "#lib/identity/passwords/reset-password";
import { forgotPasswordAction, resetPasswordAction } from "../actions.ts";
import { AuthForm } from "../auth-form.tsx";
import { InboxNotice } from "../inbox-notice.tsx";

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/**
 * Where a forgotten password is replaced: first the mail is asked for, then the link from that mail leads back here. Opening
 * the link uses nothing up, since mail programs open links by themselves.
 */
export default async function ResetPasswordPage({ searchParams }: Props) {
  const t = await getTranslations("auth");
  const { token } = await searchParams;
  if (typeof token !== "string") return <AskForLink />;
  if (token.length > 100 || !(await isResetLinkGood(token)))
    return (
      <AuthPage title={t("linkOverTitle")} lead={t("linkOverLead")}>
        <LinkButton href="/reset-password" size="lg">
          {t("submit.forgot")}
        </LinkButton>
      </AuthPage>
    );
  return (
    <AuthPage title={t("resetTitle")} lead={t("resetLead")}>
      <AuthForm
        action={resetPasswordAction}
        submit="reset"
        token={token}
        fields={[{ name: "newPassword", autoComplete: "new-password" }]}
      />
    </AuthPage>
  );
}

async function AskForLink() {
  const t = await getTranslations("auth");
  return (
    <AuthPage title={t("forgotTitle")} lead={t("forgotLead")}>
      <InboxNotice />
      <AuthForm action={forgotPasswordAction} submit="forgot" fields={[{ name: "email", autoComplete: "email" }]} />
      <Link
        href="/sign-in"
        className="inline-flex min-h-touch items-center self-start font-semibold underline underline-offset-4"
      >
        {t("toSignInInstead")}
      </Link>
    </AuthPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  // The address holds the link's secret: it goes to no other page.
  return {
    title: (await getTranslations("auth"))("forgotTitle"),
    robots: { index: false },
    referrer: "no-referrer",
  };
}
