/** The mark: three seats of a row seen from the front, the middle one lit. Dim seats take the text's colour. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 48 32" className={className} aria-hidden="true" fill="currentColor">
      <g opacity="0.38">
        <path d="M0 11a7 7 0 0 1 11.5-5.400V20a3.5 3.5 0 0 0-3 3.500V28H5v4H1.500V18H0z" transform="translate(0 0)" />
        <path d="M48 11a7 7 0 0 0-11.5-5.400V20a3.5 3.5 0 0 1 3 3.500V28H43v4h3.500V18H48z" />
      </g>
      <path
        fill="var(--accent)"
        d="M15 8a8 8 0 0 1 8-8h2a8 8 0 0 1 8 8v12H15zM12 17.500a2 2 0 0 1 4 0V22h16v-4.500a2 2 0 0 1 4 0V26a2.5 2.5 0 0 1-2.5 2.500H32V32h-3.500v-3.500h-9V32H16v-3.500h-1.500A2.5 2.5 0 0 1 12 26z"
      />
    </svg>
  );
}
