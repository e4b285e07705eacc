/** A command or an answer to copy. Scrolls sideways when it is wider than the page. */
export function Command({ text, label }: { text: string; label: string }) {
  return (
    <section
      // A keyboard must be able to scroll it.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse.
      tabIndex={0}
      aria-label={label}
      className="overflow-x-auto rounded-control border border-line bg-sunken"
    >
      <pre className="w-max p-4 font-mono text-sm leading-relaxed">{text}</pre>
    </section>
  );
}

/** A text of people with names of code between backticks. */
export function Words({ text }: { text: string }) {
  const parts = text.split("`").map((part, index) => ({ part, isCode: index % 2 === 1, key: `${index} ${part}` }));
  return (
    <p className="max-w-prose leading-relaxed">
      {parts.map(({ part, isCode, key }) =>
        isCode ? (
          <code key={key} className="rounded-control bg-sunken px-1 py-0.5 font-mono text-[0.9em]">
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </p>
  );
}
