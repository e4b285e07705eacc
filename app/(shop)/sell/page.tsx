import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Card } from "#components/ui/card";
import { LinkButton } from "#components/ui/link-button";
import { env } from "#lib/platform/env";
import { currentPerson } from "../../who-asks.ts";

const STEPS = ["account", "organization", "hall", "publish"] as const;
const START = "/sell/start";

/** What selling here takes, and the way in: an account first, then an organization. */
export default async function SellPage() {
  const [t, person] = await Promise.all([getTranslations("sell"), currentPerson()]);
  return (
    <div className="page-column flex max-w-5xl flex-col gap-10 py-10 sm:py-14">
      <div className="flex flex-col gap-4">
        <h1 className="poster-type max-w-3xl text-poster">{t("title")}</h1>
        <p className="max-w-prose text-ink-soft text-lg">{t("lead")}</p>
        <div className="flex flex-wrap gap-3">
          {person ? (
            <LinkButton href={START} size="lg">
              {t("start")}
            </LinkButton>
          ) : (
            <>
              <LinkButton href={`/sign-up?next=${START}`} size="lg">
                {t("signUp")}
              </LinkButton>
              <LinkButton href={`/sign-in?next=${START}`} size="lg" variant="secondary">
                {t("signIn")}
              </LinkButton>
            </>
          )}
        </div>
      </div>
      <ol className="grid gap-4 sm:grid-cols-2">
        {STEPS.map((step, index) => (
          <li key={step}>
            <Card className="flex h-full flex-col gap-2">
              <h2 className="text-heading">
                <span className="tabular text-ink-soft">{index + 1}.</span> {t(`steps.${step}.title`)}
              </h2>
              <p className="text-ink-soft">{t(`steps.${step}.text`)}</p>
            </Card>
          </li>
        ))}
      </ol>
      <p className="max-w-prose text-ink-soft">
        {t(env().SELLERS === "anyone" ? "atOnce" : "approved")} {t("money")}
      </p>
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sell");
  return { title: t("title"), description: t("lead"), alternates: { canonical: "/sell" } };
}
