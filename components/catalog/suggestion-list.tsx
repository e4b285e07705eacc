import type { Suggestion } from "#lib/catalog/contract";
import { classNames } from "../ui/class-names.ts";

/** The list under a search field. The focus stays in the field; the field names the active option. */
export function SuggestionList(props: {
  id: string;
  label: string;
  kinds: Record<Suggestion["kind"], string>;
  suggestions: readonly Suggestion[];
  active: number;
  onPick: (suggestion: Suggestion) => void;
}) {
  const { id, suggestions, active } = props;
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label={props.label}
      hidden={suggestions.length === 0}
      className="absolute inset-x-0 top-full z-30 mt-2 min-w-72 overflow-hidden rounded-card border border-line bg-raised p-1.5 text-ink shadow-overlay"
    >
      {suggestions.map((suggestion, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: in the combobox pattern options are reached through the field.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys.
        <div
          key={`${suggestion.kind} ${suggestion.slug ?? suggestion.label}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          // The press must not take the focus from the field, which would close the list before the click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onPick(suggestion)}
          className={classNames(
            "flex min-h-touch cursor-pointer items-center justify-between gap-4 rounded-control px-3 py-1.5 hover:bg-sunken",
            index === active && "bg-sunken outline-2 outline-accent -outline-offset-2",
          )}
        >
          <span className="min-w-0">
            <span className="block truncate font-semibold">{suggestion.label}</span>
            {suggestion.detail ? (
              <span className="block truncate text-ink-soft text-sm">{suggestion.detail}</span>
            ) : null}
          </span>
          <span className="shrink-0 text-ink-soft text-sm">{props.kinds[suggestion.kind]}</span>
        </div>
      ))}
    </div>
  );
}
