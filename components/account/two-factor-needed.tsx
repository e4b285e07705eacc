import { getTranslations } from "next-intl/server";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";

/** Told to a session that did not show the second factor there is: sign in with it first. */
export async function NeedsSecondFactor({ signOut }: { signOut: (form: FormData) => Promise<void> }) {
  const t = await getTranslations("security");
  return (
    <Notice
      tone="warn"
      title={t("problems.two_factor_required")}
      action={
        <form action={signOut}>
          <SubmitButton variant="secondary" pendingText={t("pending")}>
            {t("page.signOut")}
          </SubmitButton>
        </form>
      }
    >
      {t("page.signInAgain")}
    </Notice>
  );
}
