import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AuthPage } from "#components/layout/auth-page";
import { signUpAction } from "../actions.ts";
import { AuthForm } from "../auth-form.tsx";
import { ownPath } from "../own-path.ts";

type Props = { searchParams: Promise<{ next?: string | string[] }> };

/** A new account, proven by a code to its mail before anything is kept. */
export default async function SignUpPage({ searchParams }: Props) {
  const t = await getTranslations("auth");
  const next = ownPath((await searchParams).next);
  return (
    <AuthPage title={t("signUpTitle")} lead={t("signUpLead")}>
      <AuthForm
        action={signUpAction}
        submit="signUp"
        next={next}
        fields={[
          { name: "name", autoComplete: "name" },
          { name: "email", autoComplete: "username" },
          { name: "newPassword", autoComplete: "new-password" },
        ]}
      />
      <p>
        {t("alreadyHere")}{" "}
        <Link
          href={`/sign-in?next=${encodeURIComponent(next)}`}
          className="inline-flex min-h-touch items-center font-semibold underline underline-offset-4"
        >
          {t("toSignIn")}
        </Link>
      </p>
    </AuthPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signUpTitle"), robots: { index: false } };
}
