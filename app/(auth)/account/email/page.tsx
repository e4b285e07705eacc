import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthPage } from "#components/layout/auth-page";
import { readableMail } from "#lib/platform/mail-address";
import { requireProvenPerson } from "../../../who-asks.ts";
import { AuthForm } from "../../auth-form.tsx";
import { InboxNotice } from "../../inbox-notice.tsx";
import { changeEmailAction, sendChangeCodeAction } from "../actions.ts";
import { BackToAccount } from "../back-to-account.tsx";

type Props = { searchParams: Promise<{ to?: string | string[] }> };

/** Another mail: first its address, then the code that proves it. */
export default async function EmailPage({ searchParams }: Props) {
  const t = await getTranslations("auth");
  const { to } = await searchParams;
  const person = await requireProvenPerson("/account/email");
  const email = typeof to === "string" ? to.slice(0, 254) : "";
  return (
    <AuthPage
      title={t("emailTitle")}
      lead={
        email
          ? t("emailCodeLead", { email: readableMail(email) })
          : t("emailLead", { email: readableMail(person.email) })
      }
    >
      {email ? (
        <>
          <InboxNotice />
          <AuthForm
            action={changeEmailAction}
            submit="checkEmail"
            fields={[
              { name: "newEmail", autoComplete: "email", value: email, readOnly: true },
              { name: "code", autoComplete: "one-time-code" },
            ]}
          />
        </>
      ) : (
        <AuthForm
          action={sendChangeCodeAction}
          submit="changeEmail"
          fields={[{ name: "newEmail", autoComplete: "email" }]}
        />
      )}
      <BackToAccount />
    </AuthPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("emailTitle"), robots: { index: false } };
}
