import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PasskeySignIn } from "#components/account/passkey-sign-in";
import { AuthPage } from "#components/layout/auth-page";
import { Notice } from "#components/ui/notice";
import { enabledProviders } from "#lib/identity/sign-in/providers";
import { currentPerson } from "../../who-asks.ts";
import { sendCodeAction, signInAction } from "../actions.ts";
import { AuthForm } from "../auth-form.tsx";
import { ownPath } from "../own-path.ts";
import { beginPasskeySignInAction, signInWithPasskeyAction } from "../passkey-actions.ts";
import { ProviderLinks } from "./provider-links.tsx";

type Props = { searchParams: Promise<{ next?: string | string[]; error?: string | string[] }> };

/** The ways in: a password, a passkey, a code by mail, which needs nothing remembered, and other providers where they are set up. */
export default async function SignInPage({ searchParams }: Props) {
  const t = await getTranslations("auth");
  const { next: given, error } = await searchParams;
  const next = ownPath(given);
  if (await currentPerson()) redirect(next);
  const link = "inline-flex min-h-touch items-center self-start font-semibold underline underline-offset-4";
  return (
    <AuthPage title={t("signInTitle")} lead={t("signInLead")}>
      {error === undefined ? null : (
        <Notice tone="bad" urgent>
          {t(`errors.${error === "mail_unproven" || error === "sign_in_failed" ? error : "other"}`)}
        </Notice>
      )}
      <div className="flex flex-col gap-3">
        <AuthForm
          action={signInAction}
          submit="signIn"
          next={next}
          fields={[
            { name: "email", autoComplete: "username webauthn" },
            { name: "password", autoComplete: "current-password" },
          ]}
        />
        <Link href="/reset-password" className={link}>
          {t("forgotten")}
        </Link>
      </div>
      <PasskeySignIn actions={{ begin: beginPasskeySignInAction, finish: signInWithPasskeyAction }} next={next} />
      <ProviderLinks providers={enabledProviders()} next={next} />
      <section aria-labelledby="by-code" className="flex flex-col gap-4 border-line border-t pt-7">
        <h2 id="by-code" className="text-heading">
          {t("codeTitle")}
        </h2>
        <p className="text-ink-soft">{t("codeLead")}</p>
        <AuthForm
          action={sendCodeAction}
          submit="sendCode"
          variant="secondary"
          next={next}
          fields={[{ name: "email", autoComplete: "email" }]}
        />
      </section>
      <p>
        {t("newHere")}{" "}
        <Link href={`/sign-up?next=${encodeURIComponent(next)}`} className={link}>
          {t("toSignUp")}
        </Link>
      </p>
    </AuthPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signInTitle"), robots: { index: false } };
}
