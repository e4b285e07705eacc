import Link from "next/link";
import { Icon } from "#components/ui/icon";

/** What stands there until the designer has started in the browser: the way back, the hall's name, and the shapes of what comes. */
export function DesignerLoading({ back, name }: { back: { href: string; label: string }; name: string }) {
  return (
    <>
      <header className="hd-head flex min-w-0 items-center gap-x-3 border-line border-b bg-raised px-2 py-1.5 sm:px-3">
        <Link
          href={back.href}
          className="flex min-h-touch min-w-touch items-center gap-1.5 rounded-control px-2 font-medium text-ink-soft"
        >
          <Icon name="chevron-left" className="size-5" />
          <span className="sr-only max-w-44 truncate sm:not-sr-only sm:truncate">{back.label}</span>
        </Link>
        <h1 className="min-w-0 truncate font-semibold text-lg">{name}</h1>
      </header>
      <div className="hd-tools w-13 border-line border-r bg-raised" />
      <div className="hd-place">
        <div className="hd-frame" />
      </div>
      <div className="hd-panel border-line border-l bg-raised" />
    </>
  );
}
