import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DoorPage } from "#components/layout/door-page";
import { requireProvenPerson } from "../../../current-person.ts";
import { DoorForm } from "../../door-form.tsx";
import { changePasswordAction } from "../actions.ts";
import { BackToAccount } from "../back-to-account.tsx";

/** A new password, or the first one. */
export default async function PasswordPage() {
  const t = await getTranslations("auth");
  await requireProvenPerson("/account/password");
  return (
    <DoorPage title={t("changePassword")} lead={t("changePasswordLead")}>
      <DoorForm
        action={changePasswordAction}
        submit="changePassword"
        fields={[{ name: "newPassword", autoComplete: "new-password" }]}
      />
      <BackToAccount />
    </DoorPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("changePassword"), robots: { index: false } };
}
