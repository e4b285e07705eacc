import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button";
import type { Provider } from "#lib/identity/sign-in/providers";

/** Sign-in with other providers; nothing when none is configured. Plain links, because Next must not prefetch another site. */
export function ProviderLinks({ providers, next }: { providers: readonly Provider[]; next: string }) {
  const t = useTranslations("auth");
  if (providers.length === 0) return null;
  return (
    <section aria-labelledby="by-provider" className="flex flex-col gap-4 border-line border-t pt-7">
      <h2 id="by-provider" className="text-heading">
        {t("providersTitle")}
      </h2>
      <div className="flex flex-wrap gap-3">
        {providers.map((provider) => (
          <a
            key={provider}
            href={`/api/auth/start/${provider}?${new URLSearchParams({ next })}`}
            className={`${buttonClass({ variant: "secondary", size: "lg" })} flex-1`}
          >
            {t(`providers.${provider}`)}
          </a>
        ))}
      </div>
    </section>
  );
}
