/** The mark: a seat of a row seen from the front, lit, between its dim neighbours, which take the text's colour. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 48 32" className={className} aria-hidden="true" fill="currentColor">
      <path d={SEAT} opacity="0.34" transform="translate(-26 0)" />
      <path d={SEAT} opacity="0.34" transform="translate(26 0)" />
      <path d={SEAT} fill="var(--accent)" />
    </svg>
  );
}

// Backrest; then arms, cushion and feet as one piece.
const SEAT =
  "M15 8a8 8 0 0 1 8-8h2a8 8 0 0 1 8 8v12H15zM12 17.5a2 2 0 0 1 4 0V22h16v-4.5a2 2 0 0 1 4 0V26a2.5 2.5 0 0 1-2.5 2.5H32V32h-3.5v-3.5h-9V32H16v-3.5h-1.5A2.5 2.5 0 0 1 12 26z";
