import { Mark } from "#components/ui/mark";
import { classNames } from "../ui/class-names.ts";

/** The mark and the name, as they stand together everywhere. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={classNames("inline-flex items-center gap-2.5", className)}>
      <Mark className="h-6" />
      <span className="font-display font-extrabold text-[1.375rem] tracking-[-0.045em]">Fairseat</span>
    </span>
  );
}
