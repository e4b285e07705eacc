import Link from "next/link";
import { useTranslations } from "next-intl";
import { SearchBox } from "#components/layout/search-box";
import { Wordmark } from "#components/layout/wordmark";
import { Icon, type IconName } from "#components/ui/icon";

export type HeaderPerson = { name: string | null; email: string; isStaff?: boolean };

/** Links to the home page and the account, and the search. Links and a plain form work without JavaScript. */
export function SiteHeader({ person, cities }: { person?: HeaderPerson | undefined; cities?: readonly string[] }) {
  const t = useTranslations("layout");
  return (
    <header className="border-line border-b bg-paper print:hidden">
      <div className="page-column flex h-(--header-height) items-center gap-2 md:gap-6">
        <Link href="/" aria-label={t("home")} className="flex min-h-touch items-center">
          <Wordmark />
        </Link>
        <SearchBox cities={cities ?? []} className="mx-auto hidden w-full max-w-xl md:flex" />
        <nav aria-label={t("mine")} className="ml-auto flex items-center sm:gap-1 md:ml-0">
          <HeaderLink href="/search" icon="search" className="md:hidden">
            {t("search")}
          </HeaderLink>
          <HeaderLink href="/orders" icon="ticket">
            {t("tickets")}
          </HeaderLink>
          {person?.isStaff ? (
            <HeaderLink href="/organizer" icon="calendar">
              {t("organizer")}
            </HeaderLink>
          ) : null}
          {person ? (
            <HeaderLink href="/account" icon="person">
              {firstWord(person.name) ?? t("account")}
            </HeaderLink>
          ) : (
            <HeaderLink href="/sign-in" icon="person">
              {t("signIn")}
            </HeaderLink>
          )}
        </nav>
      </div>
    </header>
  );
}

function HeaderLink({
  href,
  icon,
  className,
  children,
}: {
  href: string;
  icon: IconName;
  className?: string;
  children: string;
}) {
  return (
    <Link
      href={href}
      className={`flex min-h-touch min-w-touch items-center justify-center gap-2 rounded-control px-2.5 font-semibold hover:bg-sunken ${className ?? ""}`}
    >
      <Icon name={icon} className="size-5.5" />
      <span className="sr-only max-w-40 truncate whitespace-nowrap lg:not-sr-only">{children}</span>
    </Link>
  );
}

function firstWord(name: string | null): string | undefined {
  return name?.trim().split(/\s+/)[0] || undefined;
}
