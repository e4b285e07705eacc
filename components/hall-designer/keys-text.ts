const SIGNS: Readonly<Record<string, string>> = {
  mod: "Ctrl",
  shift: "⇧",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  Delete: "Del",
  Enter: "↵",
};

/** Keys as people read them: "mod+shift+z" is "Ctrl ⇧ Z". */
export function keysText(keys: string): string {
  const parts = keys === "+" ? ["+"] : keys.split("+");
  return parts.map((key) => SIGNS[key] ?? key.toUpperCase()).join(" ");
}
