import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthPage } from "#components/layout/auth-page";
import { requireProvenPerson } from "../../../who-asks.ts";
import { AuthForm } from "../../auth-form.tsx";
import { changePasswordAction } from "../actions.ts";
import { BackToAccount } from "../back-to-account.tsx";

/** A new password, or the first one. */
export default async function PasswordPage() {
  const t = await getTranslations("auth");
  await requireProvenPerson("/account/password");
  return (
    <AuthPage title={t("changePassword")} lead={t("changePasswordLead")}>
      <AuthForm
        action={changePasswordAction}
        submit="changePassword"
        fields={[{ name: "newPassword", autoComplete: "new-password" }]}
      />
      <BackToAccount />
    </AuthPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("changePassword"), robots: { index: false } };
}
