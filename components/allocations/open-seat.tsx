/** A seat as the painted map draws one that nothing is painted on. */
export function OpenSeat() {
  return (
    <svg
      viewBox="-1 -1 26 26"
      className="size-5 shrink-0"
      aria-hidden="true"
      style={{ "--seat": 20 } as React.CSSProperties}
    >
      <g className="seats">
        <path className="paint-open" d="M12 12h0" />
      </g>
    </svg>
  );
}
