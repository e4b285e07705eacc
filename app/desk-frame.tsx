import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { AccountMenu } from "#components/desk/account-menu";
import { DeskBar } from "#components/desk/desk-bar";
import { DeskRail, type RailGroup } from "#components/desk/desk-rail";
import { OfflineBanner } from "#components/desk/offline-banner";
import { OrganizationSwitcher } from "#components/desk/organization-switcher";
import { PaletteButton } from "#components/desk/palette/palette-button";
import { Toaster } from "#components/desk/toast/toaster";
import { SandboxBanner } from "#components/layout/sandbox-banner";
import { SkipLink } from "#components/layout/skip-link";
import { listOrganizations } from "#lib/organizations/queries";
import { env } from "#lib/platform/env";
import type { PaletteGroup } from "../components/desk/palette/palette-group.ts";
import { readTheme, THEME_COOKIE } from "../components/layout/themes.ts";
import { signOutAction } from "./(auth)/actions.ts";
import { setLocale, setTheme } from "./preferences.ts";
import { currentPerson, staffHere } from "./who-asks.ts";

const SWITCHER_MAX = 8;

/**
 * The frame of the dashboard: a slim bar, the rail of sections if the place has one, and the page, which is `#content`.
 * `name` stands in the bar where no organization is open.
 */
export async function DeskFrame(props: {
  organization?: { id: string; slug: string; name: string };
  name?: string;
  rail?: { base: string; groups: readonly RailGroup[] };
  children: ReactNode;
}) {
  const { organization, rail } = props;
  const here = organization ? `/organizer/${organization.slug}` : "/organizer";
  const t = await getTranslations("desk");
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  const [person, staff] = await Promise.all([currentPerson(), staffHere(here)]);
  const organizations = staff ? await listOrganizations(staff) : [];
  const paletteGroups = (): PaletteGroup[] => [
    ...(rail ? rail.groups.map(({ label, links }) => ({ label, entries: links })) : []),
    {
      label: t("palette.organizations"),
      entries: organizations.map(({ slug, name }) => ({ label: name, href: `/organizer/${slug}` })),
    },
    {
      label: t("palette.more"),
      entries: [
        { label: t("switch.all"), href: "/organizer" },
        ...(staff?.isAdmin ? [{ label: t("switch.admin"), href: "/admin" }] : []),
        { label: t("account.mine"), href: "/account" },
        { label: t("palette.api"), href: "/docs/api" },
        { label: t("account.help"), href: "/help" },
        { label: t("account.shop"), href: "/" },
      ],
    },
  ];
  return (
    <NuqsAdapter>
      <Toaster>
        <div className="flex min-h-dvh flex-col">
          <SkipLink />
          <DeskBar
            hasRail={rail !== undefined}
            place={
              <OrganizationSwitcher
                current={organization}
                organizations={organizations.slice(0, SWITCHER_MAX)}
                isAdmin={staff?.isAdmin ?? false}
                name={props.name ?? t("switch.none")}
              />
            }
            tools={
              <>
                <PaletteButton groups={paletteGroups()} organization={organization} />
                {person ? (
                  <AccountMenu
                    person={person}
                    theme={theme}
                    setLocale={setLocale}
                    setTheme={setTheme}
                    signOut={signOutAction}
                  />
                ) : null}
              </>
            }
          />
          <OfflineBanner />
          <div className="flex flex-1">
            {rail ? <DeskRail {...rail} label={t("sectionsLabel")} /> : null}
            <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
              <div className="mx-auto flex w-full max-w-384 flex-col gap-6 px-4 py-5 sm:px-6 lg:px-8 lg:py-7">
                {props.children}
              </div>
            </main>
          </div>
          {env().SANDBOX_URL ? <SandboxBanner /> : null}
        </div>
      </Toaster>
    </NuqsAdapter>
  );
}
