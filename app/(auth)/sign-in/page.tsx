import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DoorPage } from "#components/layout/door-page";
import { currentPerson } from "../../current-person.ts";
import { sendCodeAction, signInAction } from "../actions.ts";
import { DoorForm } from "../door-form.tsx";
import { ownPath } from "../own-path.ts";

type Props = { searchParams: Promise<{ next?: string | string[] }> };

/** Two ways in: a code by mail, which needs nothing remembered, or a password. */
export default async function SignInPage({ searchParams }: Props) {
  const t = await getTranslations("auth");
  const next = ownPath((await searchParams).next);
  if (await currentPerson()) redirect(next);
  return (
    <DoorPage title={t("signInTitle")} lead={t("signInLead")}>
      <DoorForm
        action={signInAction}
        submit="signIn"
        next={next}
        fields={[
          { name: "email", autoComplete: "username" },
          { name: "password", autoComplete: "current-password" },
        ]}
      />
      <section aria-labelledby="by-code" className="flex flex-col gap-4 border-line border-t pt-7">
        <h2 id="by-code" className="text-heading">
          {t("codeTitle")}
        </h2>
        <p className="text-ink-soft">{t("codeLead")}</p>
        <DoorForm
          action={sendCodeAction}
          submit="sendCode"
          variant="secondary"
          next={next}
          fields={[{ name: "email", autoComplete: "email" }]}
        />
      </section>
      <p>
        {t("newHere")}{" "}
        <Link
          href={`/sign-up?next=${encodeURIComponent(next)}`}
          className="inline-flex min-h-touch items-center font-semibold underline underline-offset-4"
        >
          {t("toSignUp")}
        </Link>
      </p>
    </DoorPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signInTitle"), robots: { index: false } };
}
