import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BAR_BUTTON } from "#components/desk/desk-bar";
import { Popup } from "#components/desk/popup";
import { LanguageSwitch } from "#components/layout/language-switch";
import { ThemeSwitch } from "#components/layout/theme-switch";
import { Icon } from "#components/ui/icon";
import type { Theme } from "../layout/themes.ts";
import { POPUP_BELOW_BAR } from "./popup-place.ts";

type FormAction = (form: FormData) => Promise<void>;

/** Who is signed in, the choice of language and appearance, and the ways out. */
export function AccountMenu(props: {
  person: { name: string | null; email: string };
  theme: Theme;
  setLocale: FormAction;
  setTheme: FormAction;
  signOut: FormAction;
}) {
  const t = useTranslations("desk");
  return (
    <>
      <button type="button" popoverTarget="desk-account" className={`${BAR_BUTTON} [anchor-name:--desk-account]`}>
        <Icon name="person" className="size-5.5" />
        <span className="sr-only">{t("account.label")}</span>
      </button>
      <Popup id="desk-account" className={`${POPUP_BELOW_BAR} right-3 [position-anchor:--desk-account] lg:right-5`}>
        <div className="border-line border-b px-5 py-4">
          {props.person.name ? <p className="font-semibold">{props.person.name}</p> : null}
          <p className="break-all text-ink-soft text-sm">{props.person.email}</p>
        </div>
        <nav aria-label={t("account.label")} className="flex flex-col p-2">
          <MenuLink href="/account">{t("account.mine")}</MenuLink>
          <MenuLink href="/help">{t("account.help")}</MenuLink>
          <MenuLink href="/">{t("account.shop")}</MenuLink>
        </nav>
        <div className="flex flex-col gap-3 border-line border-t px-5 py-4">
          <LanguageSwitch action={props.setLocale} />
          <ThemeSwitch action={props.setTheme} theme={props.theme} />
        </div>
        <form action={props.signOut} className="border-line border-t p-2">
          <button
            type="submit"
            className="flex min-h-touch w-full items-center rounded-control px-3 text-left hover:bg-sunken"
          >
            {t("account.signOut")}
          </button>
        </form>
      </Popup>
    </>
  );
}

function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="flex min-h-touch items-center rounded-control px-3 hover:bg-sunken">
      {children}
    </Link>
  );
}
