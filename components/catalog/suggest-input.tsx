"use client";

import { type ComponentProps, type KeyboardEvent, useId, useRef, useState } from "react";
import { SuggestionList } from "#components/catalog/suggestion-list";
import type { Suggestion } from "#lib/catalog/contract";
import { useSuggestions } from "./use-suggestions.ts";

export type SuggestTexts = {
  list: string;
  counts: { none: string; some: string };
  kinds: Record<Suggestion["kind"], string>;
};

/**
 * A search field that suggests while one types (the combobox pattern of ARIA 1.2). Before its script arrives, or without
 * it, it is the field of a plain form. An event leads to its page; any other suggestion is searched for.
 */
export function SuggestInput({
  texts,
  defaultValue = "",
  ...rest
}: { texts: SuggestTexts; defaultValue?: string } & ComponentProps<"input">) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(-1);
  const [isOpen, setIsOpen] = useState(false);
  const suggestions = useSuggestions(isOpen ? (typed ?? "") : "");
  const isShown = isOpen && suggestions.length > 0;

  function pick(suggestion: Suggestion): void {
    setIsOpen(false);
    if (suggestion.slug) {
      window.location.assign(`/events/${suggestion.slug}`);
      return;
    }
    if (!field.current) return;
    field.current.value = suggestion.label;
    field.current.form?.requestSubmit();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const chosen = suggestions[active];
    if (event.key === "Escape" && isShown) setIsOpen(false);
    else if (event.key === "Enter" && isShown && chosen) pick(chosen);
    else if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else return;
    event.preventDefault();
  }

  /** Moves one entry further. The field itself is part of the cycle, so the typed text can be reached again. */
  function move(step: 1 | -1): void {
    setIsOpen(true);
    const places = suggestions.length + 1;
    setActive((now) => ((now + 1 + step + places) % places) - 1);
  }

  return (
    <div className="relative min-w-0 flex-1">
      <input
        {...rest}
        ref={field}
        type="search"
        role="combobox"
        autoComplete="off"
        defaultValue={defaultValue}
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
        onKeyDown={onKeyDown}
        onBlur={() => setIsOpen(false)}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(-1);
          setIsOpen(true);
        }}
      />
      <SuggestionList
        id={id}
        label={texts.list}
        kinds={texts.kinds}
        suggestions={isShown ? suggestions : []}
        active={active}
        onPick={pick}
      />
      <span role="status" className="sr-only">
        {isOpen && typed
          ? suggestions.length === 0
            ? texts.counts.none
            : texts.counts.some.replace("{n}", String(suggestions.length))
          : ""}
      </span>
    </div>
  );
}
