import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PasskeySignIn } from "#components/account/passkey-sign-in";
import { TwoFactorSignIn } from "#components/account/two-factor-sign-in";
import { AuthPage } from "#components/layout/auth-page";
import { secondFactorCookieName } from "#lib/identity/cookie-names";
import { openPendingSignIn } from "#lib/identity/sign-in/open-session";
import { ownPath } from "../../own-path.ts";
import { beginPasskeySignInAction, signInWithPasskeyAction } from "../../passkey-actions.ts";
import { showSecondFactorAction } from "../../second-factor-actions.ts";

type Props = { searchParams: Promise<{ next?: string | string[]; by?: string | string[] }> };

/** The second step of signing in, for those who have a second factor: the app, the list of codes, or a passkey. */
export default async function SecondFactorPage({ searchParams }: Props) {
  const t = await getTranslations("security");
  const { next: given, by } = await searchParams;
  const next = ownPath(given);
  const pending = openPendingSignIn((await cookies()).get(secondFactorCookieName())?.value);
  if (!pending) redirect(`/sign-in?${new URLSearchParams({ next })}`);
  const kind = by === "recovery" ? "recovery" : "app";
  const other = kind === "app" ? { next, by: "recovery" } : { next };
  return (
    <AuthPage title={t("signIn.title")} lead={t(`signIn.lead.${kind}`)}>
      <TwoFactorSignIn key={kind} action={showSecondFactorAction} kind={kind} next={next} />
      <div className="flex flex-col gap-4 border-line border-t pt-7">
        <PasskeySignIn actions={{ begin: beginPasskeySignInAction, finish: signInWithPasskeyAction }} next={next} />
        <Link href={`/sign-in/second-factor?${new URLSearchParams(other)}`} className={LINK}>
          {t(`signIn.other.${kind}`)}
        </Link>
        <Link href={`/sign-in?${new URLSearchParams({ next })}`} className={LINK}>
          {t("signIn.back")}
        </Link>
      </div>
    </AuthPage>
  );
}

const LINK = "inline-flex min-h-touch items-center self-start font-semibold underline underline-offset-4";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("security"))("signIn.title"), robots: { index: false } };
}
