/** A hall that is still being built: curved rows before a stage, in the shape of what comes. */
export function HallSkeleton({ label }: { label: string }) {
  return (
    <div role="status" className="grid h-full w-full place-items-center">
      <svg
        viewBox="0 0 400 320"
        className="w-[min(36rem,88%)] animate-waiting"
        aria-hidden="true"
        fill="none"
        strokeLinecap="round"
      >
        <path d="M120 34h160l14 30H106Z" fill="var(--line)" />
        {[0, 1, 2, 3, 4, 5, 6].map((row) => (
          <path
            key={row}
            d={`M${64 - row * 5} ${104 + row * 26}q${136 + row * 5} ${34 + row * 3} ${272 + row * 10} 0`}
            stroke="var(--line)"
            strokeWidth="11"
            strokeDasharray="0.1 17"
          />
        ))}
      </svg>
      <span className="sr-only">{label}</span>
    </div>
  );
}
