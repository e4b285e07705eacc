import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BAR_BUTTON } from "#components/desk/desk-bar";
import { Popup } from "#components/desk/popup";
import { StoredPicture } from "#components/pictures/stored-picture";
import { Icon } from "#components/ui/icon";
import { classNames } from "../ui/class-names.ts";
import { POPUP_BELOW_BAR } from "./popup-place.ts";

type Organization = { slug: string; name: string; logo?: string | null };

/** Where one works: the organization's name, which opens the way to the others. `current` is undefined outside of all. */
export function OrganizationSwitcher(props: {
  current: Organization | undefined;
  /** A few; the page of all is below them. */
  organizations: readonly Organization[];
  isAdmin: boolean;
  /** What stands there where no organization is open. */
  name: string;
}) {
  const t = useTranslations("desk");
  const logo = props.organizations.find(({ slug }) => slug === props.current?.slug)?.logo;
  return (
    <>
      <button
        type="button"
        popoverTarget="desk-organizations"
        className={classNames(BAR_BUTTON, "min-w-0 [anchor-name:--desk-organizations]")}
      >
        <span className="sr-only">{t("switch.label")}: </span>
        {logo ? <SwitchLogo logo={logo} /> : null}
        <span className="line-clamp-2 text-left leading-tight [overflow-wrap:anywhere]">
          {props.current?.name ?? props.name}
        </span>
        <Icon name="switch" className="size-4 shrink-0 text-ink-soft" />
      </button>
      <Popup
        id="desk-organizations"
        className={`${POPUP_BELOW_BAR} left-3 [position-anchor:--desk-organizations] lg:left-16`}
      >
        <nav aria-label={t("switch.label")} className="flex flex-col p-2">
          <ul>
            {props.organizations.map(({ slug, name, logo }) => (
              <li key={slug}>
                <SwitchLink href={`/organizer/${slug}`} isHere={slug === props.current?.slug}>
                  <span className="flex items-center gap-2.5">
                    {logo ? <SwitchLogo logo={logo} /> : null}
                    {name}
                  </span>
                </SwitchLink>
              </li>
            ))}
          </ul>
          <ul className="mt-2 border-line border-t pt-2">
            <li>
              <SwitchLink href="/organizer" isHere={false}>
                {t("switch.all")}
              </SwitchLink>
            </li>
            {props.isAdmin ? (
              <li>
                <SwitchLink href="/admin" isHere={false}>
                  {t("switch.admin")}
                </SwitchLink>
              </li>
            ) : null}
          </ul>
        </nav>
      </Popup>
    </>
  );
}

/** A logo beside its organization's name. */
function SwitchLogo({ logo }: { logo: string }) {
  return (
    <span className="grid size-8 shrink-0 place-items-center rounded-control bg-white p-0.5">
      <StoredPicture picture={logo} alt="" sizes="2rem" className="max-h-7 max-w-7 object-contain" />
    </span>
  );
}

/** One place to go to in a switcher. */
export function SwitchLink({ href, isHere, children }: { href: string; isHere: boolean; children: ReactNode }) {
  return (
    <Link
      href={href}
      aria-current={isHere ? "true" : undefined}
      className="flex min-h-touch items-center justify-between gap-3 rounded-control px-3 py-1 hover:bg-sunken"
    >
      <span className="min-w-0 break-words">{children}</span>
      {isHere ? <Icon name="check" className="size-5 shrink-0" /> : null}
    </Link>
  );
}
