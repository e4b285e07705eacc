import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AuthPage } from "#components/layout/auth-page";
import { checkCodeAction } from "../../actions.ts";
import { AuthForm } from "../../auth-form.tsx";
import { InboxNotice } from "../../inbox-notice.tsx";
import { ownPath } from "../../own-path.ts";

type Props = { searchParams: Promise<{ email?: string | string[]; next?: string | string[] }> };

/** Where the code from the mail is typed. Where mail goes to the inbox page, it says so. */
export default async function CodePage({ searchParams }: Props) {
  const t = await getTranslations("auth");
  const { email, next } = await searchParams;
  const address = typeof email === "string" ? email.slice(0, 254) : "";
  return (
    <AuthPage title={t("checkMailTitle")} lead={address ? t("checkMailLead", { email: address }) : undefined}>
      <InboxNotice />
      <AuthForm
        action={checkCodeAction}
        submit="checkCode"
        next={ownPath(next)}
        fields={[
          { name: "email", autoComplete: "email", value: address, readOnly: address !== "" },
          { name: "code", autoComplete: "one-time-code" },
        ]}
      />
      <Link
        href={`/sign-in?next=${encodeURIComponent(ownPath(next))}`}
        className="inline-flex min-h-touch items-center self-start font-semibold underline underline-offset-4"
      >
        {t("anotherCode")}
      </Link>
    </AuthPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("checkMailTitle"), robots: { index: false } };
}
