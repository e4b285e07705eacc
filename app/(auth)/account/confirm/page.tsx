import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AuthPage } from "#components/layout/auth-page";
import { hasPassword } from "#lib/identity/queries";
import { readableMail } from "#lib/platform/mail-address";
import { requirePerson } from "../../../who-asks.ts";
import { AuthForm } from "../../auth-form.tsx";
import { InboxNotice } from "../../inbox-notice.tsx";
import { ownPath } from "../../own-path.ts";
import { confirmCodeAction, confirmPasswordAction, sendConfirmCodeAction } from "../actions.ts";

type Props = { searchParams: Promise<{ next?: string | string[]; by?: string | string[] }> };

/** Asks who one is once more, before what could take the account away is changed. */
export default async function ConfirmPage({ searchParams }: Props) {
  const t = await getTranslations("auth");
  const query = await searchParams;
  const next = ownPath(query.next);
  const person = await requirePerson(next);
  const isByCode = query.by === "code";
  const here = `/account/confirm?${new URLSearchParams({ next })}`;
  return (
    <AuthPage
      title={t("confirmTitle")}
      lead={isByCode ? t("confirmCodeLead", { email: readableMail(person.email) }) : t("confirmLead")}
    >
      {isByCode ? (
        <>
          <InboxNotice />
          <AuthForm
            action={confirmCodeAction}
            submit="confirmCode"
            next={next}
            fields={[{ name: "code", autoComplete: "one-time-code" }]}
          />
          <Link href={here} className="inline-flex min-h-touch items-center self-start font-semibold underline">
            {t("confirmByPassword")}
          </Link>
        </>
      ) : (
        <>
          {(await hasPassword(person.userId)) ? (
            <AuthForm
              action={confirmPasswordAction}
              submit="confirm"
              next={next}
              fields={[{ name: "password", autoComplete: "current-password" }]}
            />
          ) : null}
          <section aria-labelledby="by-code" className="flex flex-col gap-4 border-line border-t pt-7">
            <h2 id="by-code" className="text-heading">
              {t("confirmByCode")}
            </h2>
            <p className="text-ink-soft">{t("confirmByCodeLead", { email: readableMail(person.email) })}</p>
            <AuthForm action={sendConfirmCodeAction} submit="sendCode" variant="secondary" next={next} fields={[]} />
          </section>
        </>
      )}
    </AuthPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("confirmTitle"), robots: { index: false } };
}
